extension Double {
    /// For programs: "1200.5".
    package var plain: String {
        self == rounded() && abs(self) < 1e15 ? String(Int64(self)) : String(self)
    }
}
