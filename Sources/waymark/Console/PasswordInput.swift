import App
import Foundation

/// A password from a file or standard input, never from the arguments, where every user of the machine could read it.
enum PasswordInput {
    /// The first line; refused with a sentence when it is weak, or no more than the names of whom it is for.
    static func read(_ arguments: Arguments, names: [String]) throws(Stop) -> String {
        let password = try text(arguments["password-file"] ?? "-")
        if password.isEmpty {
            throw .usage("No password came: give --password-file FILE, or the password on standard input")
        }
        if let problem = Password.problem(with: password, names: names) { throw .usage(problem) }
        return password
    }

    /// The hash to keep of the password that was given.
    static func hash(_ arguments: Arguments, names: [String]) throws(Stop) -> String {
        guard let hash = Password.hash(try read(arguments, names: names)) else {
            throw .failed("The password could not be hashed")
        }
        return hash
    }

    private static func text(_ path: String) throws(Stop) -> String {
        if path == "-", isatty(STDIN_FILENO) == 1 { return ask() }
        let data =
            path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
        guard let data else { throw .notFound("The password's file \(path) cannot be read") }
        guard let text = String(data: data, encoding: .utf8) else { throw .usage("The password is not UTF-8 text") }
        return text.split(omittingEmptySubsequences: false) { $0.isNewline }.first.map(String.init) ?? ""
    }

    /// Asks a person, without showing what is typed.
    private static func ask() -> String {
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            Console.say("")
        }
        FileHandle.standardError.write(Data("Password: ".utf8))
        return readLine() ?? ""
    }
}
