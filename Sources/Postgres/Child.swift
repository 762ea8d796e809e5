import CPostgres
import Glibc
import Synchronization

/// A program we started. A thread of its own starts it and waits for it, because the kernel sends the parent's-death
/// signal when the starting thread ends.
final class Child: Sendable {
    private struct State {
        var pid: pid_t?
        var problem: Int32 = 0
        var exitStatus: Int32?
    }

    private let state = Mutex(State())

    /// Starts `arguments[0]`; its output goes to the end of the file at `log`.
    init(_ arguments: [String], log: String) throws {
        try startThread { [self] in
            let result = spawn(arguments, log: log)
            state.withLock { state in
                state.pid = result.pid
                state.problem = result.problem
            }
            guard result.problem == 0 else { return }
            var status: Int32 = 0
            while waitpid(result.pid, &status, 0) < 0, errno == EINTR {}
            state.withLock { $0.exitStatus = status }
        }
        while state.withLock({ $0.pid == nil }) { usleep(200) }
        let problem = state.withLock { $0.problem }
        guard problem == 0 else {
            throw PrivateCluster.Failure(
                description: "\(arguments[0]) cannot be started: \(String(cString: strerror(problem)))")
        }
    }

    var pid: pid_t { state.withLock { $0.pid ?? 0 } }

    /// Asks the kernel: the thread that waits hears of the end a little later.
    var isRunning: Bool {
        var news = siginfo_t()
        return exitStatus == nil && waitid(P_PID, id_t(pid), &news, WEXITED | WNOHANG | WNOWAIT) == 0
            && news.si_signo == 0
    }

    /// As `waitpid` says it; nil while it runs.
    var exitStatus: Int32? { state.withLock { $0.exitStatus } }

    /// The exit status, or nil when it still runs after so long.
    func wait(seconds: Int) -> Int32? {
        for _ in 0..<(seconds * 500) {
            if let status = exitStatus { return status }
            usleep(2_000)
        }
        return nil
    }

    /// Fast shutdown; harder when that does not help.
    func stop() {
        for (signal, seconds) in [(SIGINT, 20), (SIGQUIT, 5), (SIGKILL, 5)] {
            state.withLock { state in
                if state.exitStatus == nil, let pid = state.pid { _ = kill(pid, signal) }
            }
            if wait(seconds: seconds) != nil { return }
        }
    }
}

/// Runs the body on a thread of its own.
private func startThread(_ body: @escaping @Sendable () -> Void) throws {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    let problem = pthread_create(
        &thread, nil,
        { argument in
            if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
            return nil
        }, box.toOpaque())
    guard problem == 0 else {
        box.release()
        throw PrivateCluster.Failure(description: "No thread to start PostgreSQL on: error \(problem)")
    }
    pthread_detach(thread)
}

/// In a process group of its own, so that an interrupt typed at us does not stop it before we do; with no signal
/// blocked, no file of ours open and a plain environment.
private func spawn(_ arguments: [String], log: String) -> (pid: pid_t, problem: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
        &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

    let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"]
    var pid: pid_t = 0
    let problem = withCStrings(arguments) { argv in
        withCStrings(environment) { envp in
            posix_spawn(&pid, arguments[0], &actions, &attributes, argv.map(mutable), envp.map(mutable))
        }
    }
    return (pid, problem)
}

private func mutable(_ pointer: UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? {
    UnsafeMutablePointer(mutating: pointer)
}
