import CCrypto
import Foundation

/// Random tokens, hashes and signatures, all by libcrypto.
package enum Secret {
    /// Unguessable bytes; the process ends when the system has none to give.
    static func random(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        precondition(RAND_bytes(&bytes, Int32(count)) == 1, "no randomness")
        return bytes
    }

    /// SHA-256 (FIPS 180-4), 32 bytes.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = SHA256(bytes, bytes.count, &digest)
        return digest
    }

    /// HMAC-SHA-256 (RFC 2104), 32 bytes.
    static func signature(of message: [UInt8], with key: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        var length: UInt32 = 0
        _ = HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &digest, &length)
        return digest
    }

    /// Compares in the same time whatever the contents are.
    static func same(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
    }

    /// Base64 for addresses and cookies (RFC 4648 section 5, without padding).
    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: [.base64URLAlphabet, .omitPaddingCharacter])
    }

    /// The bytes of `text(_:)`; nil when it is not such a text, or longer.
    static func bytes(_ text: String, upTo length: Int = 200) -> [UInt8]? {
        guard text.utf8.count <= length else { return nil }
        var plain = Data(
            text.utf8.map { byte in
                switch byte {
                case UInt8(ascii: "-"): UInt8(ascii: "+")
                case UInt8(ascii: "_"): UInt8(ascii: "/")
                default: byte
                }
            })
        plain.append(contentsOf: repeatElement(UInt8(ascii: "="), count: (4 - plain.count % 4) % 4))
        return Data(base64Encoded: plain).map { [UInt8]($0) }
    }
}

/// What a browser holds for one council: 256 random bits, of which the database knows only the hash.
struct Token: Sendable {
    let bytes: [UInt8]

    init() { bytes = Secret.random(32) }

    init?(cookie: String) {
        guard let bytes = Secret.bytes(cookie), bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    var cookie: String { Secret.text(bytes) }
    var hash: [UInt8] { Secret.sha256(bytes) }
}

/// The key in every form: proof that the form came from a page of this browser's, and the once-only key of the submission.
struct FormKey: Sendable {
    private static let length = 16
    let text: String
    private let nonce: [UInt8]
    /// Where the form was sent: two forms of one page are two submissions.
    private let place: String

    /// A new key for a form on a page that this browser asked for.
    init(for token: Token) {
        nonce = Secret.random(Self.length)
        text = Secret.text(nonce + Self.proof(nonce, token))
        place = ""
    }

    /// Nil when the key was not made for this browser.
    init?(_ text: String, from token: Token, to place: String) {
        guard let bytes = Secret.bytes(text), bytes.count == Self.length + 32 else { return nil }
        nonce = Array(bytes.prefix(Self.length))
        guard Secret.same(Array(bytes.dropFirst(Self.length)), Self.proof(nonce, token)) else { return nil }
        self.text = text
        self.place = place
    }

    private static func proof(_ nonce: [UInt8], _ token: Token) -> [UInt8] {
        Secret.signature(of: Array("form".utf8) + nonce, with: token.bytes)
    }

    /// What the database remembers of a form, whatever was in it.
    var hash: [UInt8] { Secret.sha256(nonce + Array(place.utf8)) }
}

/// For programs that act as a browser without being one: the benchmark.
package enum FormKeys {
    /// A new form key for the browser that holds a token of 32 bytes; nil for any other length.
    package static func make(_ token: [UInt8]) -> String? {
        Token(cookie: Secret.text(token)).map { FormKey(for: $0).text }
    }

    /// The cookie's value for a token.
    package static func cookie(_ token: [UInt8]) -> String { Secret.text(token) }
}
