import CLinux
import Glibc

/// An IPv4 or IPv6 address as sixteen bytes, IPv4 mapped into IPv6.
struct Address: Hashable, Sendable {
    private var high: UInt64, low: UInt64
    /// As people write it.
    let text: String

    static func == (one: Address, other: Address) -> Bool { one.high == other.high && one.low == other.low }
    func hash(into hasher: inout Hasher) {
        hasher.combine(high)
        hasher.combine(low)
    }

    init(_ storage: sockaddr_storage) {
        var storage = storage
        (high, low) = withUnsafeBytes(of: &storage) { bytes in
            if Int32(bytes.load(as: UInt16.self)) == AF_INET {
                return (0, 0xFFFF_0000_0000 | UInt64(bytes.load(fromByteOffset: 4, as: UInt32.self).bigEndian))
            }
            return (
                bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).bigEndian,
                bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self).bigEndian
            )
        }
        text = Self.text(high, low)
    }

    /// Nil for anything that is no address.
    init?(_ text: String) {
        var four = in_addr(), six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            (high, low) = (0, 0xFFFF_0000_0000 | UInt64(four.s_addr.bigEndian))
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            (high, low) = withUnsafeBytes(of: &six) {
                ($0.load(as: UInt64.self).bigEndian, $0.load(fromByteOffset: 8, as: UInt64.self).bigEndian)
            }
        } else {
            return nil
        }
        self.text = Self.text(high, low)
    }

    /// What one household or office has: an IPv4 address, or the first 64 bits of an IPv6 one (RFC 4291, section 2.5.4).
    var network: String { isFour ? text : Self.text(high, 0) + "/64" }

    /// What one customer of a provider may have at most: an IPv4 address, or the first 48 bits of an IPv6 one (RFC 6177).
    var site: String { isFour ? text : Self.text(high & Self.mask(48), 0) + "/48" }

    fileprivate var isFour: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// Agrees in the first bits.
    fileprivate func matches(_ other: Address, bits: Int) -> Bool {
        let highBits = min(bits, 64), lowBits = max(bits - 64, 0)
        return (high ^ other.high) & Self.mask(highBits) == 0 && (low ^ other.low) & Self.mask(lowBits) == 0
    }

    private static func mask(_ bits: Int) -> UInt64 { bits == 0 ? 0 : ~0 << UInt64(64 - bits) }

    private static func text(_ high: UInt64, _ low: UInt64) -> String {
        if high == 0 && low >> 32 == 0xFFFF {
            return (0..<4).map { String(low >> UInt64(24 - 8 * $0) & 255) }.joined(separator: ".")
        }
        var six = in6_addr()
        withUnsafeMutableBytes(of: &six) {
            $0.storeBytes(of: high.bigEndian, as: UInt64.self)
            $0.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(AF_INET6, &six, &buffer, socklen_t(buffer.count))
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }
}

/// The proxies whose word about the client is taken.
struct Proxies: Sendable {
    private struct Network: Sendable {
        let address: Address, bits: Int
    }

    private let networks: [Network]

    /// Addresses, or networks such as `172.16.0.0/12`.
    init(_ list: [String]) throws(Server.Failure) {
        var networks: [Network] = []
        for entry in list {
            let parts = entry.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard let address = Address(parts[0]), parts.count <= 2,
                let bits = parts.count == 2 ? Array(parts[1].utf8).number : address.isFour ? 32 : 128,
                bits <= (address.isFour ? 32 : 128)
            else { throw Server.Failure("\(entry) is neither an address nor a network") }
            networks.append(Network(address: address, bits: address.isFour ? bits + 96 : bits))
        }
        self.networks = networks
    }

    func lists(_ address: Address) -> Bool {
        networks.contains { address.matches($0.address, bits: $0.bits) }
    }

    /// Who sent a request that a listed proxy passed on, and whether it came over TLS.
    ///
    /// `X-Forwarded-For` is read from the right: what stands left of the first unlisted address is the client's
    /// own claim.
    func origin(of request: Request, from peer: Address) -> (address: String, isSecure: Bool) {
        var client = peer
        let hops = request.headers.all("X-Forwarded-For").joined(separator: ",").split(separator: ",")
        for hop in hops.reversed() {
            guard lists(client), let address = Address(hop.filter { $0 != " " && $0 != "\t" }) else { break }
            client = address
        }
        let scheme = request.headers.all("X-Forwarded-Proto").last?.split(separator: ",").last
        return (client.text, scheme.map { $0.filter { $0 != " " }.lowercased() == "https" } ?? false)
    }
}
