import HTTP
import Testing

@testable import App

/// Sessions that end at the wrong moment, and people who come back.
extension ExampleCouncil {
    /// A person was away for nine hours.
    func rest(_ role: Role) throws {
        let person = try person(role)
        try asOwner {
            try $0.run("UPDATE sessions SET seen_at = now() - interval '9 hours' WHERE person_id = \(person)")
        }
    }

    /// Fills the sign-in page in that a redirect led to, and follows it on.
    func signIn(_ browser: Browser, _ role: Role, at location: String) throws -> Page {
        let form = try browser.get(location)
        let answer = try browser.post(
            "/sign-in", credentials(role) + [("next", form.value(of: "next"))], key: form.formKey)
        guard answer.status == 303 else { return answer }
        return try browser.get(answer.location)
    }

    func credentials(_ role: Role) -> [(String, String)] { [("email", email(role)), ("password", Example.password)] }

    func unsent() throws -> Int { try asOwner { try $0.value("SELECT count(*) FROM unsent_forms") } ?? -1 }
}
