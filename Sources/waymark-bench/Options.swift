/// What a run of the benchmarks is told.
struct Options {
    /// How much there is in the database.
    var councils = 40
    var plansPerCouncil = 10
    /// How long each measurement lasts, and how often it is repeated.
    var seconds = 5.0
    var rounds = 5
    var connections = 16

    static let help = """
        Usage: waymark-bench [--quick] [--councils N] [--seconds N] [--rounds N] [--connections N]
               waymark-bench statements [--quick]
               waymark-bench caseload [ROWS]
               waymark-bench brokerage [COUNCILS]
               waymark-bench neighbours [--seconds N] [--rounds N]
               waymark-bench fuzz [--cases N] [--seed N] [--only NAME] [--case N]
               waymark-bench import-corpus DIR
               waymark-bench cost [--only WORDS] [--largest BYTES]

        Fills a database of its own, starts the site, and measures pages beside pgbench with the very same SQL, and
        health and a static file beside nginx where nginx is installed. Prints one table: medians and their spread.
        `statements` prints each page's statements with their time and share, and marks those over 40 % of a page.

          --quick   a small database and short rounds, under two minutes in all
        """

    /// Nil when an argument is not understood.
    init?(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let name = rest.popFirst() {
            if name == "--quick" {
                (councils, plansPerCouncil, seconds, rounds) = (5, 4, 1, 3)
                continue
            }
            guard let value = rest.popFirst().flatMap(Int.init), value > 0 else { return nil }
            switch name {
            case "--councils": councils = value
            case "--seconds": seconds = Double(value)
            case "--rounds": rounds = value
            case "--connections": connections = value
            default: return nil
            }
        }
    }
}
