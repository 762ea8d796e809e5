/// Providers, what they give as support, who keeps their record, and the areas that they offer places in; the page of one is with its offers.
enum ProviderPages: Feature {
    static let registers: [any AnyRegister] = [
        Area.register, Provider.register, ProviderSupport.register, ProviderContact.register,
    ]
    /// Everybody else goes by the pathway map.
    static let places = [Place("Providers", Paths.providers, .changeProviders, rank: 62, in: .offers)]
}
