import HTTP
import Mustache

/// The page without a council: asks for its short name, because no council learns of another here.
struct FrontPage: View {
    static let template = "home/front"
    let councilName: TextField

    static func answer(_ request: Request, site: Site) -> Response {
        let wanted = Fields(request.query)["council_name"].lowercased()
        if !wanted.isEmpty, wanted.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }) {
            return .redirect(to: "/\(wanted)/sign-in")
        }
        var fields = Fields()
        fields["council_name"] = wanted
        let mistakes =
            wanted.isEmpty
            ? nil : Mistakes("council_name", "Enter the short name from your council’s address, such as merton")
        let form = FormBuilder(fields, mistakes)
        let view = FrontPage(
            councilName: form.text(
                "council_name", "Your council’s short name", hint: "The part after the first slash in its address.",
                width: "20", autocomplete: "off"))
        do {
            return .html(
                try site.templates.render(
                    view, in: site.frame(title: form.title("Find your council – Waymark"), home: "/")))
        } catch {
            return ErrorPage.response(error, site: site)
        }
    }
}
