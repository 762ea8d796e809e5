import Foundation

/// The site processes: as many as wanted, one that dies replaced, all replaced one by one when asked.
struct Workers {
    private struct Site {
        let startedAt = ContinuousClock.now
        var isReady = false
        /// Told to finish.
        var isLeaving = false
    }

    private let spawner: Spawner
    private let wanted: Int
    var settings: SiteSettings
    private var sites: [pid_t: Site] = [:]
    /// Still to be replaced, the first at work on.
    private var old: [pid_t] = []
    private var deathsInARow = 0
    private var nextStart = ContinuousClock.now
    /// The first of all has served: from now on a death is answered with a new start.
    private(set) var hasServed = false

    init(_ spawner: Spawner, wanted: Int, settings: SiteSettings) {
        (self.spawner, self.wanted, self.settings) = (spawner, wanted, settings)
    }

    var isEmpty: Bool { sites.isEmpty }
    var count: Int { sites.count }
    private var working: [pid_t] { sites.filter { !$0.value.isLeaving }.map(\.key) }
    private var allReady: Bool { working.allSatisfy { sites[$0]?.isReady == true } }

    /// A process says that it is ready; true when with it all are, for the first time.
    mutating func noteReady(_ pid: pid_t) -> Bool {
        guard sites[pid] != nil else { return false }
        sites[pid]?.isReady = true
        guard !hasServed, allReady, working.count >= wanted else { return false }
        hasServed = true
        return true
    }

    /// Starts what is missing and goes on replacing; how long until there is more to do.
    mutating func tend() throws -> Duration {
        while working.count < wanted + (old.isEmpty ? 0 : 1) {
            let wait = nextStart - ContinuousClock.now
            if wait > .zero { return wait }
            do {
                sites[try spawner.start(settings)] = Site()
            } catch  where hasServed {
                Console.complain(Stop(error).sentence)
                nextStart = ContinuousClock.now + .seconds(1)
            }
        }
        if let first = old.first, allReady, sites[first]?.isLeaving == false {
            sites[first]?.isLeaving = true
            kill(first, SIGTERM)
        }
        return .seconds(1)
    }

    /// Collects those that ended. Throws when they cannot even begin.
    mutating func reap() throws(Stop) {
        for (pid, site) in sites {
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { continue }
            sites[pid] = nil
            let isReplacement = !old.isEmpty && !old.contains(pid)
            old.removeAll { $0 == pid }
            if site.isLeaving { continue }
            if !hasServed, status & 0x7f == 0 { throw .failed("The site did not start; what is wrong stands above") }
            if isReplacement, !site.isReady {
                Console.say("The new site process did not start; the old ones stay")
                old = []
                continue
            }
            bury(site, status)
        }
    }

    /// At once after a long life; slower and slower after short ones.
    private mutating func bury(_ site: Site, _ status: Int32) {
        let lived = ContinuousClock.now - site.startedAt
        deathsInARow = lived > .seconds(5) ? 0 : min(deathsInARow + 1, 8)
        let pause: Duration = deathsInARow < 2 ? .zero : min(.milliseconds(100) * (1 << deathsInARow), .seconds(10))
        nextStart = ContinuousClock.now + pause
        let how = status & 0x7f == 0 ? "with code \((status >> 8) & 0xff)" : "by signal \(status & 0x7f)"
        Console.say("A site process ended \(how) after \(Step.seconds(lived)) s; starting another")
    }

    /// Begins to replace every process by a new one of the program as it is now.
    mutating func replaceAll() { old = working }

    /// Tells all to finish; the second time, ends them.
    mutating func stop(atOnce: Bool = false) {
        for pid in sites.keys { kill(pid, atOnce ? SIGKILL : SIGTERM) }
        for pid in sites.keys { sites[pid]?.isLeaving = true }
    }
}
