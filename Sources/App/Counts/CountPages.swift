/// Measures of plans that Waymark counts itself.
enum CountPages: Feature {
    static let registers: [any AnyRegister] = [TiedCount.register]
}
