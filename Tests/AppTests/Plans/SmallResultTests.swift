import Testing

@testable import App

/// A result beside a number that is held back tells nothing of it (domain.md section 6).
@Suite struct SmallResultTests {
    /// Everything of the plan that a member reads.
    private func outputs(_ review: ReviewOfCareLeavers) throws -> [(name: String, text: String)] {
        let plan = Paths.plan(review.plan), mo = review.council.mo
        let files = ["actions", "updates", "readings"].flatMap { ["\(plan)/\($0).csv", "\(plan)/\($0).json"] }
        let updates: Int64? = try review.value("SELECT max(id) FROM updates")
        let pages = [
            "/dashboard", "/dashboard/print", "/dashboard.csv", "/dashboard.json", plan,
            Paths.recommendation(review.recommendation, review.plan), "/search?words=apprenticeships",
        ]
        return try (pages + files + (updates.map { ["\(review.path)/\($0)"] } ?? [])).map { ($0, try mo.get($0).text) }
    }

    /// Of "at least so many people" and so many read.
    private func measured(goal: Int, reading: Int) throws -> ReviewOfCareLeavers {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: reading, goal: goal)
        return review
    }

    @Test(arguments: [(5, 5), (5, 4), (2, 1), (3, 3), (4, 3)])
    func nothingIsSaidWhereItWouldTellTheNumber(_ goal: Int, _ reading: Int) throws {
        let review = try measured(goal: goal, reading: reading)
        for output in try outputs(review) {
            #expect(!output.text.contains("Reached") && !output.text.contains("Not reached"), "\(output.name)")
        }
        let path = Paths.recommendation(review.recommendation, review.plan)
        #expect(try review.council.mo.get(path).text.contains("Held back"))
        #expect(
            try review.council.olive.get(path).text.contains(reading >= goal ? "Reached" : "Not reached"),
            "officers see it")
    }

    @Test(arguments: [
        (1, 3, "Reached"), (6, 3, "Not reached"), (6, 7, "Reached"), (6, 0, "Not reached"), (2, 0, "Not reached"),
    ])
    func itIsSaidWhereEveryHiddenNumberWouldGiveIt(_ goal: Int, _ reading: Int, _ result: String) throws {
        let review = try measured(goal: goal, reading: reading)
        let page = try review.council.mo.get(Paths.recommendation(review.recommendation, review.plan)).text
        #expect(page.contains(result) && !page.contains("Held back"))
    }

    @Test(arguments: [(4, false), (9, true)]) func theFrozenSentenceNeither(_ goal: Int, _ isTold: Bool) throws {
        let review = try measured(goal: goal, reading: 3), olive = review.council.olive
        let asked = try olive.post(review.path, review.form(.achieved))
        #expect(asked.status == 422 && asked.text.contains("is to reach at least \(goal) people"))
        let form = review.form(.achieved, [("confirmed", asked.value(of: "confirmed"))])
        #expect(try olive.post(review.path, form).status == 303)
        for output in try outputs(review) where !isTold {
            #expect(
                !output.text.contains("is to reach at least") && !output.text.contains("Disagrees"), "\(output.name)")
        }
        #expect(try outputs(review).contains { $0.text.contains("is to reach at least") } == isTold)
    }
}
