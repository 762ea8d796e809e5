/// WebDriver § Keyboard Actions: keys without a character of their own.
enum Key: String {
    case tab = "\u{E004}", enter = "\u{E007}", shift = "\u{E008}", control = "\u{E009}", escape = "\u{E00C}", space =
        "\u{E00D}"
    case end = "\u{E010}", home = "\u{E011}", left = "\u{E012}", up = "\u{E013}", right = "\u{E014}", down = "\u{E015}"
}

extension Browser {
    /// § Perform Actions: presses a key wherever the focus is, perhaps while holding another.
    func press(_ key: Key, holding held: Key? = nil) throws {
        let downs = [held, key].compactMap { $0 }.map { action("keyDown", $0.rawValue) }
        let ups = [key, held].compactMap { $0 }.map { action("keyUp", $0.rawValue) }
        let keyboard: JSON = ["type": "key", "id": "keyboard", "actions": .list(downs + ups)]
        let _: Nothing = try wire.post(session + "/actions", ["actions": [keyboard]])
    }

    /// Types wherever the focus is, a key for each character.
    func type(_ text: String) throws {
        let keys = text.flatMap { character -> [JSON] in
            [action("keyDown", String(character)), action("keyUp", String(character))]
        }
        let keyboard: JSON = ["type": "key", "id": "keyboard", "actions": .list(keys)]
        let _: Nothing = try wire.post(session + "/actions", ["actions": [keyboard]])
    }

    /// Presses Tab until what has the focus has this name, or one that begins so.
    func tab(to wanted: String, isBeginning: Bool = false) throws {
        for _ in 0..<100 {
            try press(.tab)
            let name = try focusedName() ?? ""
            if name == wanted || (isBeginning && name.hasPrefix(wanted)) { return }
        }
        throw WebDriverFailure(code: "no such element", message: "The Tab key does not reach “\(wanted)”")
    }

    /// § Get Active Element: what has the focus; nil when it is the page itself.
    func focused() throws -> Element? {
        try run("return document.activeElement === document.body ? null : document.activeElement")
    }

    /// § Get Computed Label of what has the focus.
    func focusedName() throws -> String? { try focused().map { try name(of: $0) } }

    private func action(_ type: String, _ key: String) -> JSON {
        ["type": .text(type), "value": .text(key)]
    }
}
