import Foundation

// Benchmarks of the site, beside pgbench with the same SQL and nginx with the same bytes.
// `swift run -c release waymark-bench [--quick] [--councils N] [--seconds N]`, `waymark-bench statements` for what each
// statement of a page costs, `waymark-bench caseload` for importing 100,000 young people, `waymark-bench brokerage` for the pages of
// brokers in many councils, `waymark-bench fuzz` for everything that reads what comes from outside, `waymark-bench cost` for what that
// may cost, `waymark-bench import-corpus DIR` for what is read of papers, and `waymark-bench neighbours` for what other councils notice of it.

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "child" {
    try Child.run(arguments: Array(arguments.dropFirst()))
} else if arguments.first == "fuzz" {
    exit(Fuzz.call(Array(arguments.dropFirst())))
} else if arguments.first == "cost" {
    exit(Cost.call(Array(arguments.dropFirst())))
} else if arguments.first == "import-corpus" {
    exit(Corpus.call(Array(arguments.dropFirst())))
} else if arguments.first == "caseload" {
    exit(CaseloadImport.call(Array(arguments.dropFirst())))
} else if arguments.first == "neighbours" {
    exit(Neighbours.call(Array(arguments.dropFirst())))
} else if arguments.first == "brokerage" {
    exit(Caseloads.call(Array(arguments.dropFirst())))
} else if arguments.contains("--help") {
    print(Options.help)
} else {
    let isStatements = arguments.first == "statements"
    guard let options = Options(isStatements ? arguments.dropFirst() : arguments) else {
        FileHandle.standardError.write(Data((Options.help + "\n").utf8))
        exit(2)
    }
    do {
        try isStatements ? Benchmark(options).showStatements() : Benchmark(options).run()
    } catch {
        FileHandle.standardError.write(Data("waymark-bench: \(error)\n".utf8))
        exit(1)
    }
}
