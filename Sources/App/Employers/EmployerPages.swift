/// Employers, and what was said to each.
enum EmployerPages: Feature {
    static let registers: [any AnyRegister] = [Employer.register, EmployerContact.register]
    static let places = [Place("Employers", "/employers", .seeEmployers, rank: 65, in: .employers)]
}
