import Testing

/// What hands and head do, by the keystroke-level model of Card, Moran and Newell; prose costs the same everywhere.
struct Hand {
    let browser: Browser
    private(set) var clicks = 0, keys = 0, thoughts = 0

    init(_ browser: Browser) { self.browser = browser }

    var seconds: Double { 1.3 * Double(clicks) + 0.28 * Double(keys) + 1.35 * Double(thoughts) }

    mutating func leave(by link: String) throws {
        (clicks, thoughts) = (clicks + 1, thoughts + 1)
        try browser.leave(by: link)
    }

    mutating func send(_ button: String) throws {
        (clicks, thoughts) = (clicks + 1, thoughts + 1)
        try browser.send(button)
    }

    mutating func press(_ key: Key) throws {
        keys += 1
        try browser.press(key)
    }

    /// A list that has the focus goes to the option that begins so.
    mutating func choose(_ letter: String, _ expected: String) throws {
        (keys, thoughts) = (keys + 1, thoughts + 1)
        try browser.type(letter)
        let chosen: String = try browser.run("return document.activeElement.selectedOptions[0].text")
        #expect(chosen == expected)
    }

    /// One of several answers, by its label.
    mutating func tick(_ label: String) throws {
        (clicks, thoughts) = (clicks + 1, thoughts + 1)
        try browser.tick(label)
    }

    /// A short answer, in the field of this label: one click into it and its keys.
    mutating func fill(_ label: String, with text: String) throws {
        (clicks, keys, thoughts) = (clicks + 1, keys + text.count, thoughts + 1)
        try browser.fill(label, with: text)
    }

    /// A file: the button, the file and “Open”.
    mutating func upload(_ path: String, into label: String) throws {
        (clicks, thoughts) = (clicks + 3, thoughts + 2)
        try browser.upload(path, into: label)
    }

    mutating func write(_ prose: String) throws {
        thoughts += 1
        #expect(try browser.focused().map { try browser.role(of: $0) } == "textbox")
        try browser.type(prose)
    }
}
