/// How a person, or a style sheet, would point at something.
enum Locator: ExpressibleByStringLiteral, CustomStringConvertible {
    case css(String)
    /// A link by its whole text.
    case link(String)
    /// A field by its label's text.
    case label(String)
    /// A button by its text.
    case button(String)

    init(stringLiteral value: String) { self = .css(value) }

    var description: String {
        switch self {
        case .css(let selector): "an element that matches \(selector)"
        case .link(let text): "a link that says “\(text)”"
        case .label(let text): "a field labelled “\(text)”"
        case .button(let text): "a button that says “\(text)”"
        }
    }
}

/// Something on the page; stale as soon as the page changes.
struct Element: Decodable {
    fileprivate let reference: String

    /// WebDriver § Elements: the web element identifier, the same in every implementation.
    private enum CodingKeys: String, CodingKey { case reference = "element-6066-11e4-a52e-4f735466cecf" }

    /// To hand it back to a script.
    var json: JSON { [CodingKeys.reference.rawValue: .text(reference)] }
}

extension Browser {
    /// § Find Element; throws "no such element" in the locator's own words.
    func find(_ locator: Locator) throws -> Element {
        guard let element = try all(locator).first else {
            let place = (try? address) ?? "the page"
            throw WebDriverFailure(code: "no such element", message: "There is not \(locator) at \(place.prefix(120))")
        }
        return element
    }

    /// § Find Elements: empty when there is none.
    func all(_ locator: Locator) throws -> [Element] {
        switch locator {
        case .css(let selector): try all(using: "css selector", selector)
        case .link(let text): try all(using: "link text", text)
        case .label(let text): try run(Self.labelled, [.text(text)])
        case .button(let text): try run(Self.pressable, [.text(text)])
        }
    }

    func has(_ locator: Locator) throws -> Bool { try !all(locator).isEmpty }

    private func all(using strategy: String, _ value: String) throws -> [Element] {
        try wire.post(session + "/elements", ["using": .text(strategy), "value": .text(value)])
    }

    /// A hint inside the label is allowed: the label's text, or its first line, must be the one wanted.
    private static let labelled = """
        const wanted = arguments[0], says = (label) => {
          const text = label.innerText.trim();
          return text === wanted || text.split('\\n')[0].trim() === wanted;
        };
        const labelled = [...document.querySelectorAll('label')].filter(says).map((label) => label.control);
        const named = [...document.querySelectorAll('input, select, textarea')]
          .filter((field) => field.getAttribute('aria-label') === wanted);
        return [...new Set([...labelled, ...named])].filter(Boolean);
        """

    private static let pressable = """
        const buttons = 'button, summary, [role=button], input[type=submit], input[type=button]';
        return [...document.querySelectorAll(buttons)]
          .filter((button) => (button.innerText || button.value || '').trim() === arguments[0]);
        """
}

// MARK: What it is

extension Browser {
    /// § Get Element Text: as rendered.
    func text(of locator: Locator) throws -> String { try text(of: find(locator)) }
    func text(of element: Element) throws -> String { try wire.get(path(element, "text")) }

    /// § Get Element Attribute.
    func attribute(_ name: String, of locator: Locator) throws -> String? {
        try wire.get(path(find(locator), "attribute/\(name)"))
    }

    /// § Get Element Property: what a field holds now.
    func value(of locator: Locator) throws -> String? { try wire.get(path(find(locator), "property/value")) }

    /// § Get Element CSS Value.
    func style(_ name: String, of locator: Locator) throws -> String {
        try wire.get(path(find(locator), "css/\(name)"))
    }

    /// § Is Element Selected.
    func isChosen(_ locator: Locator) throws -> Bool { try wire.get(path(find(locator), "selected")) }

    /// Whether a person can see it at all.
    func isVisible(_ locator: Locator) throws -> Bool {
        try wire.get(path(find(locator), "displayed"))
    }

    /// § Get Computed Label: the name a screen reader says.
    func name(of element: Element) throws -> String { try wire.get(path(element, "computedlabel")) }

    /// § Get Computed Role.
    func role(of element: Element) throws -> String { try wire.get(path(element, "computedrole")) }

    private func path(_ element: Element, _ command: String) -> String {
        "\(session)/element/\(element.reference)/\(command)"
    }
}

// MARK: What a person does

extension Browser {
    /// § Element Click: waits for the page it leads to.
    func click(_ locator: Locator) throws { try click(find(locator)) }
    func click(_ element: Element) throws { let _: Nothing = try wire.post(path(element, "click")) }

    /// Follows the link with this text.
    func follow(_ text: String) throws { try click(.link(text)) }

    /// Presses the button with this text.
    func press(_ text: String) throws { try click(.button(text)) }

    /// § Element Clear, § Element Send Keys: replaces what the field labelled so holds.
    func fill(_ label: String, with text: String) throws { try type(text, into: .label(label)) }

    /// § Element Clear, § Element Send Keys.
    func type(_ text: String, into locator: Locator) throws {
        let field = try find(locator)
        let _: Nothing = try wire.post(path(field, "clear"))
        let _: Nothing = try wire.post(path(field, "value"), ["text": .text(text)])
    }

    /// § Element Send Keys: a file chooser takes a path.
    func upload(_ path: String, into label: String) throws {
        let _: Nothing = try wire.post(self.path(find(.label(label)), "value"), ["text": .text(path)])
    }

    /// Chooses an option of a list by its text, as § Element Click does for an option.
    func choose(_ option: String, from label: String) throws { try choose(option, in: .label(label)) }

    func choose(_ option: String, in list: Locator) throws {
        let script = "return [...arguments[0].options].filter((option) => option.text.trim() === arguments[1])"
        let options: [Element] = try run(script, [find(list).json, .text(option)])
        guard let found = options.first else {
            throw WebDriverFailure(code: "no such element", message: "There is no option “\(option)” in \(list)")
        }
        try click(found)
    }

    /// Ticks a box or chooses a radio button by its label; one already chosen stays so.
    func tick(_ label: String) throws {
        if try !isChosen(.label(label)) { try click(.label(label)) }
    }

    /// Sends the form a field belongs to, as the Enter key in the field does.
    func submit(_ locator: Locator) throws {
        let _: Nothing = try wire.post(path(find(locator), "value"), ["text": .text(Key.enter.rawValue)])
    }
}
