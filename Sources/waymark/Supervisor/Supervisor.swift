import Foundation
import HTTP
import Postgres

/// `waymark serve`: holds the listening socket and the private database over the site processes.
struct Supervisor {
    private let settings: ServeSettings
    private let signals: Signals
    private let listener: Int32
    private let spawner: Spawner
    private let startup: Startup
    private let housekeeping = Housekeeping()
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
        var workers = Workers(
            spawner, wanted: settings.processes, settings: SiteSettings(settings, started.database))
        do {
            try serve(&workers, started)
        } catch {
            finish(&workers)
            throw error
        }
        finish(&workers)
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

    private func serve(_ workers: inout Workers, _ started: Started) throws {
        while true {
            let pause = try workers.tend()
            let came = signals.wait(milliseconds: Int32(pause / .milliseconds(1)) + 1)
            if came.signals.contains(where: { $0 == SIGTERM || $0 == SIGINT }) { return }
            for note in came.notes where workers.noteReady(note) { welcome(started) }
            try workers.reap()
            if came.signals.contains(SIGHUP) {
                Console.say("Replacing the site processes")
                workers.replaceAll()
            }
            keepDatabase(&workers)
            if workers.hasServed { housekeeping.keepUp(workers.settings.conninfo) }
        }
    }

    /// A database of our own that ended is started again; what went wrong is tried again a second later.
    private func keepDatabase(_ workers: inout Workers) {
        guard let cluster = startup.cluster, !cluster.isRunning else { return }
        Console.say("The database ended; starting it again")
        do {
            let database = OwnDatabase.database(try cluster.start()).serving
            guard database.conninfo != workers.settings.conninfo else { return }
            workers.settings = SiteSettings(settings, database)
            workers.replaceAll()
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
    private func finish(_ workers: inout Workers) {
        close(listener)
        spawner.close()
        workers.stop()
        let deadline = ContinuousClock.now + .seconds(35)
        while !workers.isEmpty {
            let came = signals.wait(milliseconds: 100)
            try? workers.reap()
            let isUrgent = came.signals.contains { $0 == SIGTERM || $0 == SIGINT }
            if isUrgent || ContinuousClock.now > deadline { workers.stop(atOnce: true) }
        }
    }
}
