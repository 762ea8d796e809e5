import App
import Foundation

extension Command {
    static let exportPlan = Command(
        name: "export plan", summary: "Writes a whole plan as a file that import plan takes back",
        details: "The file goes to standard output. It holds no accounts: who wrote an update stays with the council.",
        options: [.tenant, Option("plan", "NUMBER", "the plan, as in its address", isRequired: true), .data],
        examples: ["waymark export plan --tenant merton --plan 12 > plan.json"]
    ) { arguments in
        let slug = arguments["tenant"] ?? ""
        guard let plan = Int64(arguments["plan"] ?? "") else { throw Stop.usage("Say which plan: --plan NUMBER") }
        let file = try DatabaseChoice.with(arguments) { database in
            try PlanFileExport.run(plan, from: slug, of: database)
        }
        guard let file else { throw Stop.notFound("There is no plan \(plan) in \(slug)") }
        FileHandle.standardOutput.write(Data(file))
    }
}
