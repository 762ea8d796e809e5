import CCrypto
import Foundation

/// Passwords: what is accepted, and yescrypt at cost 7 through crypt_rn (security.md, pages and accounts).
package enum Password {
    /// 64 MiB and about 80 ms for each hash.
    private static let cost: UInt = 7
    static let prefix = "$y$jBT$"

    /// What is wrong with a new password, as a sentence to act on; nil when it is good. `names` are what anybody who guesses
    /// would try for this account: the council, the person, the address.
    package static func problem(with password: String, names: [String] = []) -> String? {
        let bytes = Array(password.utf8)
        if bytes.contains(0) || bytes.count > 256 {
            return "Enter a password of at most 256 bytes, without control characters"
        }
        if password.count < 12 {
            return "Enter a password of at least 12 characters; a few words in a row are easy to remember"
        }
        // Blanks and stops between common words make them no rarer.
        let plain = folded(password).filter { $0.isLetter || $0.isNumber }
        if min(strength(password, names), strength(plain, names)) < fewestBits {
            return
                "Choose a password that is harder to guess, for example four words that have nothing to do with each other"
        }
        return nil
    }

    /// A thousand million guesses: out of reach through a sign-in that waits, and some years of work on a stolen hash.
    private static let fewestBits = 30.0

    /// The bits that a guesser must find, told by zxcvbn: common passwords and words, repeats, rows of keys, dates, names.
    private static func strength(_ password: String, _ names: [String]) -> Double {
        let known = names.flatMap { folded($0).split { !$0.isLetter && !$0.isNumber }.map(String.init) } + ["waymark"]
        let words = known.filter { $0.count > 2 }.map { strdup($0) }
        defer { for word in words { free(word) } }
        var list = words.map { UnsafePointer($0) } + [nil]
        return ZxcvbnMatch(password, &list, nil)
    }

    /// The hash to keep. Takes about 80 ms and 64 MiB; nil when the password cannot be hashed.
    package static func hash(_ password: String) -> String? {
        let salt = Secret.random(16).map { CChar(bitPattern: $0) }
        var setting = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
        guard crypt_gensalt_rn("$y$", cost, salt, Int32(salt.count), &setting, Int32(setting.count)) != nil else {
            return nil
        }
        return crypted(password, setting)
    }

    /// Whether a password is the one behind a hash. As slow as hashing, whatever the answer.
    static func matches(_ password: String, _ hash: String) -> Bool {
        guard let again = crypted(password, hash.utf8CString.map { $0 }) else { return false }
        return Secret.same(Array(again.utf8), Array(hash.utf8))
    }

    /// Made for nobody, so that an unknown e-mail takes as long as a wrong password.
    static let nobody = "$y$jBT$IOc0VXSn3.Y/THY7PfJaE1$BtmpHjhj40nf/eQZFSWvLYiBD3dhuhwbe5m3tMsk2O8"

    /// crypt() shares one buffer between threads, crypt_rn does not; a result that begins with * is a failure.
    private static func crypted(_ password: String, _ setting: [CChar]) -> String? {
        // A NUL would end it early.
        guard !password.utf8.contains(0) else { return nil }
        // As forms bring it, so that one set on the command line is the same password.
        let password = Fields.tidy(password)
        guard password.utf8.count <= 256 else { return nil }
        return withUnsafeTemporaryAllocation(of: crypt_data.self, capacity: 1) { buffer in
            guard let data = buffer.baseAddress else { return nil }
            memset(data, 0, MemoryLayout<crypt_data>.size)
            guard let result = crypt_rn(password, setting, data, Int32(MemoryLayout<crypt_data>.size)) else {
                return nil
            }
            let text = String(cString: result)
            return text.hasPrefix("*") ? nil : text
        }
    }
}
