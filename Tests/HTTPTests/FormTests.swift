import Testing

@testable import HTTP

struct FormTests {
    @Test func aFormIsReadInOrder() throws {
        let form = try Form.parse(Array("a=1&b=%C3%A9+x&a=2&c&=d&&e=f=g".utf8))
        #expect(form.pairs.map(\.name) == ["a", "b", "a", "c", "", "e"])
        #expect(form["b"] == "é x")
        #expect(form.all("a") == ["1", "2"])
        #expect(form["c"] == "")
        #expect(form["e"] == "f=g")
        #expect(form["z"] == nil)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%4g", "%=a", "a=%00", "a=\u{0}", "a=%ff", "a=%c0%80", "a=%ed%a0%80", "a=%+1"])
    func aBrokenFormIsRefused(_ text: String) {
        #expect(throws: Form.Failure.badEncoding) { try Form.parse(Array(text.utf8)) }
    }

    @Test func aFormIsBounded() {
        var limits = Form.Limits()
        (limits.fields, limits.nameBytes, limits.valueBytes) = (2, 3, 4)
        #expect(throws: Form.Failure.tooManyFields) { try Form.parse(Array("a&b&c".utf8), limits: limits) }
        #expect(throws: Form.Failure.tooLong) { try Form.parse(Array("abcd=1".utf8), limits: limits) }
        #expect(throws: Form.Failure.tooLong) { try Form.parse(Array("a=12345".utf8), limits: limits) }
    }

    @Test func whatIsEncodedIsReadBack() throws {
        let form: Form = ["näme": "a b&c=d+é%/\n", "": "x"]
        let again = try Form.parse(Array(form.encoded().utf8))
        #expect(again["näme"] == form["näme"])
        #expect(again[""] == "x")
    }

    @Test func aRequestKnowsItsForm() throws {
        var request = Request(
            method: .post, path: "/pledges?page=2",
            headers: ["Content-Type": "Application/X-WWW-Form-URLencoded; charset=UTF-8"],
            body: Array("title=Plant+40+trees".utf8))
        #expect(try request.form()["title"] == "Plant 40 trees")
        #expect(request.query["page"] == "2")
        #expect(request.path == "/pledges")
        request.headers.set("Content-Type", "application/json")
        #expect(throws: Form.Failure.unsupportedType) { try request.form() }
        #expect(try Request(method: .post, path: "/").form().pairs.isEmpty)
    }
}

struct MultipartTests {
    private func request(_ body: String, boundary: String = "b1") -> Request {
        Request(
            method: .post, path: "/", headers: ["Content-Type": "multipart/form-data; boundary=\(boundary)"],
            body: Array(body.utf8))
    }

    private let good =
        "--b1\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nPlant\r\n40\r\n"
        + "--b1\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a; %22b%22\\c.csv\"\r\n"
        + "Content-Type: text/csv; charset=utf-8\r\n\r\n1,2\r\n--b\r\n\r\n--b1  \r\n"
        + "Content-Disposition: form-data; name=empty\r\n\r\n\r\n--b1--\r\n"

    @Test func partsAreFieldsAndFiles() throws {
        let parts = try request(good).multipart()
        #expect(parts.map(\.name) == ["title", "file", "empty"])
        #expect(parts[0].text == "Plant\r\n40")
        #expect(parts[0].filename == nil)
        #expect(parts[1].filename == "a; \"b\"\\c.csv")
        #expect(parts[1].contentType == "text/csv")
        #expect(parts[1].text == "1,2\r\n--b\r\n")
        #expect(parts[2].bytes.isEmpty)
        #expect(try request("preamble\r\n" + good).multipart().count == 3)
        #expect(try request(good).form().pairs.map(\.name) == ["title", "empty"])
    }

    @Test(arguments: [
        "", "--b1", "--b1\r\n", "--b1\r\n\r\nx\r\n--b1--", "--b1\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b1--",
        "--b1\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b1--",
        "--b1\r\nContent-Disposition: form-data; name=a\r\n\r\nx",
        "--b1\r\nContent-Disposition: form-data; name=a\r\n--b1--",
        "--b1\nContent-Disposition: form-data; name=a\n\nx\n--b1--", "--b1x\r\n\r\n--b1--",
        "--b1\r\nBad Name: x\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b1--",
    ])
    func aBrokenBodyIsRefused(_ body: String) {
        #expect(throws: Multipart.Failure.malformed) { try request(body).multipart() }
    }

    @Test func aBodyIsBounded() {
        var limits = Multipart.Limits()
        limits.parts = 2
        #expect(throws: Multipart.Failure.tooManyParts) { try request(good).multipart(limits: limits) }
        limits = Multipart.Limits()
        limits.partBytes = 8
        #expect(throws: Multipart.Failure.tooLong) { try request(good).multipart(limits: limits) }
        limits = Multipart.Limits()
        limits.headBytes = 20
        #expect(throws: Multipart.Failure.tooLong) { try request(good).multipart(limits: limits) }
        #expect(throws: Multipart.Failure.unsupportedType) {
            try request(good, boundary: String(repeating: "b", count: 71)).multipart()
        }
        #expect(throws: Multipart.Failure.unsupportedType) { try Request(method: .post, path: "/").multipart() }
    }

    @Test func whereABodyEndsEarlyItIsRefused() {
        let bytes = Array(good.utf8)
        for count in 0..<(bytes.count - 4) {
            #expect(throws: (any Error).self) {
                try Multipart.parse(.bytes(Array(bytes.prefix(count))), boundary: "b1", limits: Multipart.Limits())
            }
        }
    }
}
