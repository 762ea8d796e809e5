import App
import CLinux
import Foundation
import HTTP

extension Command {
    /// One of the processes under `waymark serve`; nobody calls it by hand.
    static let site = Command(name: "site", summary: "Answers requests", examples: [], isHidden: true) { _ in
        guard let settings = SiteSettings.inherited() else {
            throw Stop.usage("This is for `waymark serve` to call: start that instead")
        }
        // Set before asking, so that a parent that has gone in between is noticed either way.
        _ = clinux_die_with_parent(SIGTERM)
        guard getppid() == settings.parent else { return }
        Signals.outliveReaders()
        allowManyDescriptors()
        // What we start has no business with them.
        for number in [SiteSettings.listener, SiteSettings.notes] { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
        let site = try Site(
            Routes.parts, database: Database(conninfo: settings.conninfo, door: settings.door),
            directory: settings.directory, origin: settings.origin, contact: settings.contact,
            scanner: try settings.clamd.map { try Clamd($0) }, samples: settings.isDemo ? Demo.samples : [],
            reloads: settings.reloads, log: Console.say)
        var configuration = Server.Configuration()
        configuration.statics = site.statics
        configuration.trustedProxies = settings.proxies
        configuration.pageWorkers = min(configuration.pageWorkers, 20)
        let logsRequests = settings.logsRequests
        let server = Server(
            configuration, admit: site.admit, worker: { lane, _ in site.worker(lane) }, refusal: site.refusal,
            log: { line in if logsRequests { AccessLog.write(line, site) } })
        Signals.note(getpid(), to: SiteSettings.notes)
        try server.run(on: SiteSettings.listener)
    }

    /// As many as the system lets us: each connection is one.
    private static func allowManyDescriptors() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
