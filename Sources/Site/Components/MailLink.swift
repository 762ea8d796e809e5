import HTTP

extension Link {
    /// A link that opens an e-mail with everything filled in (RFC 6068).
    static func mail(_ label: String, to address: String, subject: String, body: String) -> Link {
        let to = address.split(separator: "@").map { Percent.encode(String($0)) }.joined(separator: "@")
        let lines = Percent.encode(body.replacing("\n", with: "\r\n"))
        return Link(label: label, link: "mailto:\(to)?subject=\(Percent.encode(subject))&body=\(lines)")
    }
}
