import CCrypto
import Foundation
import Postgres

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

    /// SHA-1 (FIPS 180-4), 20 bytes: for identifiers that name the same thing again, never to keep a secret.
    static func sha1(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
        _ = SHA1(bytes, bytes.count, &digest)
        return digest
    }

    /// The SHA-256 of a text as 64 hexadecimal digits: the same for the same text.
    static func digest(_ text: String) -> String {
        sha256(Array(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
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

/// The key in every form: proof of the session in which its page was made, and the once-only key of the submission.
///
/// The proof is made with the hash of the session's token, which the database keeps beyond the session's end: whose a form
/// is can still be told when the browser holds another token, or the session is over.
struct FormKey: Sendable {
    private static let length = 16, numberLength = 8
    let text: String
    let nonce: [UInt8]
    /// The session's number; nil on a page that nobody was signed in for.
    let openedIn: ID<Session>?
    private let proof: [UInt8]
    /// Where the form was sent: two forms of one page are two submissions.
    private let place: String

    /// A key for a form on a page that this browser asked for; with the nonce of an earlier one, for the same form again.
    init(for token: Token, in session: ID<Session>? = nil, nonce: [UInt8] = Secret.random(Self.length)) {
        (self.nonce, openedIn, place) = (nonce, session, "")
        proof = Self.proof(nonce, session, token.hash)
        text = Secret.text(nonce + Self.bytes(session) + proof)
    }

    /// Nil when it is no key; whose it is asks `isProven`.
    init?(_ text: String, to place: String) {
        guard let bytes = Secret.bytes(text), bytes.count == Self.length + Self.numberLength + 32 else { return nil }
        (self.text, self.place) = (text, place)
        nonce = Array(bytes.prefix(Self.length))
        let number = bytes[Self.length..<(Self.length + Self.numberLength)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        openedIn = number == 0 ? nil : ID(Int64(bitPattern: number))
        proof = Array(bytes.suffix(32))
    }

    /// Whether it was made for the holder of the token with this hash.
    func isProven(by tokenHash: [UInt8]) -> Bool { Secret.same(proof, Self.proof(nonce, openedIn, tokenHash)) }

    private static func proof(_ nonce: [UInt8], _ session: ID<Session>?, _ tokenHash: [UInt8]) -> [UInt8] {
        Secret.signature(of: Array("form".utf8) + nonce + bytes(session), with: tokenHash)
    }

    private static func bytes(_ session: ID<Session>?) -> [UInt8] {
        let number = UInt64(bitPattern: session?.value ?? 0)
        return (0..<numberLength).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
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
