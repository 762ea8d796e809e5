// What Linux offers and Swift's Glibc module does not: epoll, eventfd, signalfd, accept4, prctl, files without names.
#ifndef WAYMARK_CLINUX_H
#define WAYMARK_CLINUX_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

// Declared here because the C library shows them only to GNU sources.
int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
int mkostemp(char *template, int flags);
int memfd_create(const char *name, unsigned int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
int prlimit(pid_t process, int resource, const struct rlimit *bound, struct rlimit *before);
int pipe2(int ends[2], int flags);
void *memmem(const void *haystack, size_t length, const void *needle, size_t needle_length);

static inline int clinux_accept(int listener, struct sockaddr_storage *address) {
    socklen_t length = sizeof(*address);
    return accept4(listener, (struct sockaddr *)address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

static inline int clinux_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static inline int clinux_epoll_ctl(int epoll, int operation, int fd, uint32_t events, uint64_t token) {
    struct epoll_event event = {.events = events, .data = {.u64 = token}};
    return epoll_ctl(epoll, operation, fd, &event);
}

static inline uint64_t clinux_token(const struct epoll_event *event) { return event->data.u64; }

// A counter that wakes whoever polls it.
static inline int clinux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

// A semaphore: a read takes one and waits for it.
static inline int clinux_semaphore(void) { return eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC); }

static inline int clinux_signalfd(const sigset_t *signals) { return signalfd(-1, signals, SFD_NONBLOCK | SFD_CLOEXEC); }

// The kernel sends this process a signal when the thread that started it ends.
static inline int clinux_die_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, (unsigned long)signal); }

// A child has so much CPU time and memory, writes no file, and starts nothing.
static inline int clinux_bound_child(pid_t child, unsigned long seconds, unsigned long memory) {
    const int which[] = {RLIMIT_CPU, RLIMIT_AS, RLIMIT_FSIZE, RLIMIT_CORE, RLIMIT_NPROC};
    const unsigned long most[] = {seconds, memory, 0, 0, 0};
    for (int i = 0; i < 5; i++) {
        struct rlimit bound = {.rlim_cur = most[i], .rlim_max = most[i]};
        if (prlimit(child, which[i], &bound, NULL) != 0) return -1;
    }
    return 0;
}

// A file on disk that nobody else can open, gone with its last descriptor.
static inline int clinux_nameless_file(char *template) {
    int fd = mkostemp(template, O_CLOEXEC);
    if (fd >= 0) unlink(template);
    return fd;
}

// A file in memory.
static inline int clinux_memory_file(void) { return memfd_create("waymark", 1 /* MFD_CLOEXEC */); }

static const uint32_t clinux_in = EPOLLIN;
static const uint32_t clinux_out = EPOLLOUT;
static const uint32_t clinux_broken = (uint32_t)EPOLLERR | (uint32_t)EPOLLHUP;
static const uint32_t clinux_exclusive = EPOLLEXCLUSIVE;

#endif
