import Foundation
import HTTP
import Postgres

/// `waymark serve`: holds the listening socket and the private database over the site processes.
struct Parent {
    private let settings: ServeSettings
    private let signals: Signals
    private let listener: Int32
    private let spawner: Spawner
    private let startup: Startup
    private let began = ContinuousClock.now

    /// Takes the port before anything slow begins, so that one in use is told at once.
    init(_ settings: ServeSettings, _ choice: DatabaseChoice) throws {
        self.settings = settings
        listener = try Activation.take() ?? ListenAddress(settings.listen).listen()
        signals = try Signals()
        spawner = try Spawner(listener: listener, notes: signals.notes)
        startup = try Startup(settings, choice)
    }

    /// Serves until told to stop.
    func run() throws {
        defer { startup.cluster?.stop() }
        startup.begin(signals)
        guard let started = try awaitStart() else { return }
        var crew = Crew(
            spawner, wanted: settings.processes, settings: SiteSettings(settings, conninfo: started.conninfo))
        do {
            try serve(&crew, started)
        } catch {
            finish(&crew)
            throw error
        }
        finish(&crew)
    }

    /// Nil when told to stop meanwhile.
    private func awaitStart() throws -> Started? {
        while true {
            if let result = startup.result { return try result.get() }
            let came = signals.wait(milliseconds: 1_000)
            if came.signals.contains(where: { $0 == SIGTERM || $0 == SIGINT }) {
                Console.say("Stopped before the site was ready")
                return nil
            }
        }
    }

    private func serve(_ crew: inout Crew, _ started: Started) throws {
        while true {
            let pause = try crew.tend()
            let came = signals.wait(milliseconds: Int32(pause / .milliseconds(1)) + 1)
            if came.signals.contains(where: { $0 == SIGTERM || $0 == SIGINT }) { return }
            for note in came.notes where crew.noteReady(note) { welcome(started) }
            try crew.reap()
            if came.signals.contains(SIGHUP) {
                Console.say("Replacing the site processes")
                crew.replaceAll()
            }
            keepDatabase(&crew)
        }
    }

    /// A database of our own that ended is started again; what went wrong is tried again a second later.
    private func keepDatabase(_ crew: inout Crew) {
        guard let cluster = startup.cluster, !cluster.isRunning else { return }
        Console.say("The database ended; starting it again")
        do {
            let conninfo = OwnDatabase.siteConninfo(try cluster.start())
            guard conninfo != crew.settings.conninfo else { return }
            crew.settings = SiteSettings(settings, conninfo: conninfo)
            crew.replaceAll()
        } catch {
            Console.complain(Stop(error).sentence)
        }
    }

    private func welcome(_ started: Started) {
        let address = (try? ListenAddress(settings.listen))?.text(port: Server.port(of: listener)) ?? ""
        let place = settings.origin ?? "http://" + address
        Console.say(
            "\(Console.strong("Waymark is ready at \(place)")) after \(Step.seconds(ContinuousClock.now - began)) s")
        for line in started.lines { Console.say(line) }
        if let warning = settings.warning { Console.say(warning) }
        Console.say("Stop it with \(Console.isTerminal ? "Ctrl-C" : "SIGTERM")")
    }

    /// Lets the processes answer what they took; a second signal ends them at once.
    private func finish(_ crew: inout Crew) {
        close(listener)
        spawner.close()
        crew.stop()
        let deadline = ContinuousClock.now + .seconds(35)
        while !crew.isEmpty {
            let came = signals.wait(milliseconds: 100)
            try? crew.reap()
            let isUrgent = came.signals.contains { $0 == SIGTERM || $0 == SIGINT }
            if isUrgent || ContinuousClock.now > deadline { crew.stop(atOnce: true) }
        }
    }
}
