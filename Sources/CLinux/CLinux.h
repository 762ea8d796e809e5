// What Linux offers and Swift's Glibc module does not: epoll, eventfd, signalfd, accept4, prctl.
#ifndef WAYMARK_CLINUX_H
#define WAYMARK_CLINUX_H

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

// Declared here because the C library shows it only to GNU sources.
int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);

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

static const uint32_t clinux_in = EPOLLIN;
static const uint32_t clinux_out = EPOLLOUT;
static const uint32_t clinux_broken = (uint32_t)EPOLLERR | (uint32_t)EPOLLHUP;
static const uint32_t clinux_exclusive = EPOLLEXCLUSIVE;

#endif
