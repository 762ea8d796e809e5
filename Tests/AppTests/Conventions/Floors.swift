/// Who knows whom among the folders of the sources, by the names that one declares and another uses.
///
/// Counted are types, functions of a file, and members of `Paths`; a number (`Plan.ID`, `ID<Plan>`) may be known from below,
/// and a name that several folders declare, or that the using folder has itself, tells nothing.
struct Floors {
    /// One use of another folder's name.
    struct Arrow: CustomStringConvertible {
        let file: String
        let line: Int
        let name, from, to: String

        var description: String { "\(file):\(line) \(name) -> \(to)" }
    }

    fileprivate struct File {
        let path, folder: String
        let words: [SwiftWords.Word]

        subscript(index: Int) -> String { words.indices.contains(index) ? words[index].text : "" }
    }

    private static let kinds: Set = ["struct", "class", "enum", "protocol", "actor", "typealias", "func"]

    private let files: [File]
    private var homes: [String: Set<String>] = [:]
    /// Names that mean something of a folder's own: private, nested, or the name of a generic type.
    private var own: [String: Set<String>] = [:]

    /// Of files by their path under Sources, as in "App/Plans/Plan.swift".
    init(_ sources: [String: String]) {
        files = sources.map { path, text in
            File(path: path, folder: Self.folder(of: path), words: SwiftWords(text).words)
        }
        for file in files { declare(file) }
    }

    /// "Site", the first folder under App, or the file itself where App has it without a folder.
    static func folder(of path: String) -> String {
        let parts = path.split(separator: "/")
        return parts[0] == "App" && parts.count > 2 ? String(parts[1]) : parts[0] == "App" ? "App" : String(parts[0])
    }

    var folders: Set<String> { Set(files.map(\.folder)) }

    private mutating func declare(_ file: File) {
        var depth = 0
        var isPaths = false
        for index in file.words.indices {
            let (word, name) = (file[index], file[index + 1])
            switch word {
            case "{": depth += 1
            case "}": depth -= 1
            case "extension",
                "enum" where depth == 0:
                isPaths = name == "Paths"
            default: break
            }
            if word == "init" { ownGenerics(file, index + 1) }
            if isPaths, depth == 1, ["func", "let", "var"].contains(word) {
                homes["Paths.\(name)", default: []].insert(file.folder)
            } else if Self.kinds.contains(word), !Self.kinds.contains(name), file[index - 1] != "." {
                let isOwn = depth > 0 || ["private", "fileprivate"].contains { file.has($0, before: index) }
                if isOwn {
                    own[file.folder, default: []].insert(name)
                } else {
                    homes[name, default: []].insert(file.folder)
                }
                ownGenerics(file, index + 2)
            }
        }
    }

    /// The names between the angle brackets that open here.
    private mutating func ownGenerics(_ file: File, _ start: Int) {
        guard file[start] == "<" else { return }
        var index = start
        while !["", ">", "{"].contains(file[index]) {
            if ["<", ",", "each"].contains(file[index]) { own[file.folder, default: []].insert(file[index + 1]) }
            index += 1
        }
    }

    /// Every use of another folder's name.
    var arrows: [Arrow] { files.flatMap(arrows).sorted { ($0.file, $0.line) < ($1.file, $1.line) } }

    private func arrows(from file: File) -> [Arrow] {
        file.words.indices.compactMap { index in
            guard let name = name(in: file, at: index), let home = homes[name], home.count == 1, let to = home.first,
                to != file.folder
            else { return nil }
            return Arrow(file: file.path, line: file.words[index].line, name: name, from: file.folder, to: to)
        }
    }

    /// The name that is used here; nil where it is declared, a member of something, or stands for a number only.
    private func name(in file: File, at index: Int) -> String? {
        let (before, word, after) = (file[index - 1], file[index], file[index + 1])
        if before == "." || Self.kinds.contains(before) { return nil }
        if word == "Paths", after == "." { return "Paths.\(file[index + 2])" }
        if own[file.folder]?.contains(word) == true { return nil }
        if after == ".", file[index + 2] == "ID" { return nil }
        if before == "<", file[index - 2] == "ID" { return nil }
        return word.first?.isUppercase == true || after == "(" ? word : nil
    }

    /// Those that run against an order, given from the ground up; a folder without a place in it may know nothing and be known by none.
    func upward(in order: [String]) -> [Arrow] {
        let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        return arrows.filter { arrow in
            guard let from = place[arrow.from], let to = place[arrow.to] else { return true }
            return from < to
        }
    }
}

extension Floors.File {
    /// Whether a word stands among the modifiers before a declaration.
    fileprivate func has(_ word: String, before index: Int) -> Bool {
        let line = words[index].line
        var index = index - 1
        while index >= 0, words[index].line == line {
            if words[index].text == word { return true }
            index -= 1
        }
        return false
    }
}
