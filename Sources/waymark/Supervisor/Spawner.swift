import Foundation

/// Starts site processes: this program again, with the listening socket and a plain set of signals.
struct Spawner {
    /// Where the kernel finds the program: by the name it had when we began, so that an upgrade takes the new one.
    private let program = access(Place.program, X_OK) == 0 ? Place.program : "/proc/self/exe"
    private let listener, notes: Int32

    /// The descriptors are copied above the numbers that the new process will have them at.
    init(listener: Int32, notes: Int32) throws(Stop) {
        self.listener = fcntl(listener, F_DUPFD_CLOEXEC, 10)
        self.notes = fcntl(notes, F_DUPFD_CLOEXEC, 10)
        guard self.listener >= 0, self.notes >= 0 else { throw .unavailable("There are no file descriptors left") }
    }

    /// Lets go of the listening socket.
    func close() {
        Foundation.close(listener)
        Foundation.close(notes)
    }

    /// The new process's number. Call it on the main thread: the kernel ends the process with the thread that made it.
    func start(_ settings: SiteSettings) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, listener, SiteSettings.listener)
        posix_spawn_file_actions_adddup2(&actions, notes, SiteSettings.notes)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t(), all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var environment = ProcessInfo.processInfo.environment
        environment[SiteSettings.variable] = try settings.text
        let arguments = Self.strings(["waymark", "site"])
        let variables = Self.strings(environment.map { "\($0.key)=\($0.value)" })
        defer { for string in arguments + variables { free(string) } }
        var pid: pid_t = 0
        let problem = posix_spawn(&pid, program, &actions, &attributes, arguments, variables)
        guard problem == 0 else {
            throw Stop.failed("A site process cannot be started: \(String(cString: strerror(problem)))")
        }
        return pid
    }

    private static func strings(_ list: [String]) -> [UnsafeMutablePointer<CChar>?] { list.map { strdup($0) } + [nil] }
}
