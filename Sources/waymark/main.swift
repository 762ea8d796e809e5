import App
import Foundation
import HTTP

let site = try Site(
    database: Database(conninfo: ProcessInfo.processInfo.environment["DATABASE_URL"] ?? ""), directory: ".",
    reloads: true
) { print($0) }
try site.database.migrate(directory: "Migrations") { print($0) }
var configuration = Server.Configuration()
configuration.statics = site.statics
let server = Server(configuration, admit: site.admit, worker: { _, _ in site.worker() })
try server.run(on: Server.listen(host: "127.0.0.1", port: 8080))
