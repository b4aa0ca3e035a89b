#define _GNU_SOURCE
#include "CConfinementProbe.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#ifndef __NR_memfd_secret
#define __NR_memfd_secret 447
#endif

// A path below a folder; four may be in use.
static const char *in(const char *folder, const char *name) {
    static char paths[4][4096];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static int code(long result) { return result < 0 ? errno : 0; }

static int opened(int file) {
    if (file < 0) return errno;
    close(file);
    return 0;
}

static int opens(const char *path, int flags) { return opened(open(path, flags | O_CLOEXEC, 0600)); }

// Opens and reads; what needs not be on a machine counts as read.
static int reads(const char *path, int flags) {
    int error = opens(path, O_RDONLY | flags);
    return error == ENOENT ? 0 : error;
}

static int made(const char *path, int error) {
    if (error == 0) unlink(path);
    return error;
}

static int renames(const char *from, const char *to) {
    int error = code(rename(from, to));
    if (error == 0) rename(to, from);
    return error;
}

static int runs(const char *program) {
    char *arguments[] = {(char *)program, NULL}, *environment[] = {NULL};
    pid_t child = fork();
    // Where no process can be forked, this one tries, and is gone where that is possible.
    if (child <= 0) {
        execve(program, arguments, environment);
        if (child < 0) return errno;
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : EACCES;
}

static int forks(void) {
    pid_t child = fork();
    if (child < 0) return errno;
    if (child == 0) _exit(0);
    waitpid(child, NULL, 0);
    return 0;
}

static void *nothing(void *argument) { return argument; }

static int makes_thread(void) {
    pthread_t thread;
    int error = pthread_create(&thread, NULL, nothing, NULL);
    if (error == 0) pthread_join(thread, NULL);
    return error;
}

static int maps(int protection) {
    void *page = mmap(NULL, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return errno;
    munmap(page, 4096);
    return 0;
}

static int protects(int first, int then) {
    void *page = mmap(NULL, 4096, first, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return errno;
    int error = code(mprotect(page, 4096, then));
    munmap(page, 4096);
    return error;
}

static int reads_of(pid_t process, const char *name) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)process, name);
    return opens(path, O_RDONLY);
}

static int waits_for_timer(void) {
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    struct itimerspec soon = {.it_value.tv_nsec = 1000000};
    struct pollfd wait = {.fd = timer, .events = POLLIN};
    int error = timer < 0 || timerfd_settime(timer, 0, &soon, NULL) < 0 || poll(&wait, 1, 1000) != 1 ? errno : 0;
    if (timer >= 0) close(timer);
    return error;
}

static int waits_for_event(void) {
    int queue = epoll_create1(EPOLL_CLOEXEC), event = eventfd(1, EFD_CLOEXEC);
    struct epoll_event wanted = {.events = EPOLLIN}, found;
    int error = queue < 0 || event < 0 || epoll_ctl(queue, EPOLL_CTL_ADD, event, &wanted) < 0
            || epoll_wait(queue, &found, 1, 1000) != 1 ? errno : 0;
    if (queue >= 0) close(queue);
    if (event >= 0) close(event);
    return error;
}

static int locks_and_syncs(const char *path) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return errno;
    int error = flock(file, LOCK_EX | LOCK_NB) < 0 || fsync(file) < 0 || fchmod(file, 0644) < 0 ? errno : 0;
    close(file);
    return error;
}

static int makes_temporary(const char *folder) {
    char path[4096];
    snprintf(path, sizeof path, "%s/.probe-XXXXXX", folder);
    int file = mkstemp(path);
    return file < 0 ? errno : (unlink(path), opened(file));
}

static int makes_folder(const char *path) {
    int error = code(mkdir(path, 0700));
    if (error == 0) rmdir(path);
    return error;
}

static int moves_between_folders(const char *folder) {
    const char *inner = in(folder, "inner");
    if (mkdir(inner, 0700) < 0) return errno;
    int error = renames(in(folder, "file"), in(inner, "file"));
    rmdir(inner);
    return error;
}

static int loads_library(void) {
    void *library = dlopen("libz.so.1", RTLD_NOW);
    if (library == NULL) return dlerror(), EACCES;
    dlclose(library);
    return 0;
}

#define CALL(...) return code(syscall(__VA_ARGS__, 0L, 0L, 0L, 0L, 0L))

#define ATTEMPTS \
    /* Files that are nobody's business. */ \
    TRY(list_root, return opens("/", O_RDONLY | O_DIRECTORY)) \
    TRY(read_users, return opens("/etc/passwd", O_RDONLY)) \
    TRY(read_elsewhere, return opens(in(at.elsewhere, "file"), O_RDONLY)) \
    TRY(list_elsewhere, return opens(at.elsewhere, O_RDONLY | O_DIRECTORY)) \
    TRY(read_elsewhere_by_link, return opens(in(at.writable, "link"), O_RDONLY)) \
    TRY(write_elsewhere, return opens(in(at.elsewhere, "file"), O_WRONLY)) \
    TRY(write_elsewhere_by_link, return opens(in(at.writable, "link"), O_WRONLY)) \
    TRY(make_elsewhere, return made(in(at.elsewhere, "new"), opens(in(at.elsewhere, "new"), O_WRONLY | O_CREAT))) \
    TRY(make_nameless_elsewhere, return opens(at.elsewhere, O_RDWR | O_TMPFILE)) \
    TRY(truncate_elsewhere, return code(truncate(in(at.elsewhere, "file"), 4))) \
    TRY(rename_elsewhere, return renames(in(at.elsewhere, "file"), in(at.elsewhere, "renamed"))) \
    TRY(move_out, return renames(in(at.writable, "file"), in(at.elsewhere, "moved"))) \
    TRY(move_in, return renames(in(at.elsewhere, "file"), in(at.writable, "moved"))) \
    TRY(remove_elsewhere, return code(unlink(in(at.elsewhere, "spare")))) \
    TRY(make_folder_elsewhere, return makes_folder(in(at.elsewhere, "folder"))) \
    TRY(chmod_elsewhere, return code(chmod(in(at.elsewhere, "file"), 0644))) \
    TRY(utimes_elsewhere, return code(utimes(in(at.elsewhere, "file"), NULL))) \
    TRY(stat_elsewhere, return code(access(in(at.elsewhere, "file"), F_OK))) \
    TRY(lend_rights, return code(chmod(in(at.writable, "file"), 04755))) \
    TRY(change_owner, return code(chown(in(at.writable, "file"), getuid(), getgid()))) \
    TRY(set_attribute, return code(setxattr(in(at.writable, "file"), "user.probe", "1", 1, 0))) \
    TRY(write_device, return opens("/dev/zero", O_WRONLY)) \
    /* Files of the job. */ \
    TRY(read_readable, return opens(in(at.readable, "file"), O_RDONLY)) \
    TRY(list_readable, return opens(at.readable, O_RDONLY | O_DIRECTORY)) \
    TRY(write_readable, return opens(in(at.readable, "file"), O_WRONLY)) \
    TRY(make_in_readable, return made(in(at.readable, "new"), opens(in(at.readable, "new"), O_WRONLY | O_CREAT))) \
    TRY(read_writable, return opens(in(at.writable, "file"), O_RDWR)) \
    TRY(list_writable, return opens(at.writable, O_RDONLY | O_DIRECTORY)) \
    TRY(make_in_writable, return made(in(at.writable, "new"), opens(in(at.writable, "new"), O_WRONLY | O_CREAT))) \
    TRY(make_temporary, return makes_temporary(at.writable)) \
    TRY(truncate_in_writable, return code(truncate(in(at.writable, "file"), 4))) \
    TRY(rename_in_writable, return renames(in(at.writable, "file"), in(at.writable, "renamed"))) \
    TRY(move_in_writable, return moves_between_folders(at.writable)) \
    TRY(make_folder_in_writable, return makes_folder(in(at.writable, "folder"))) \
    TRY(lock_and_sync_in_writable, return locks_and_syncs(in(at.writable, "file"))) \
    TRY(make_symbolic_link, return made(in(at.writable, "new"), code(symlink("/", in(at.writable, "new"))))) \
    TRY(make_hard_link, \
        return made(in(at.writable, "new"), code(link(in(at.writable, "file"), in(at.writable, "new"))))) \
    TRY(make_pipe_file, return made(in(at.writable, "new"), code(mkfifo(in(at.writable, "new"), 0600)))) \
    /* Files that every process needs. */ \
    TRY(write_null, return opens("/dev/null", O_WRONLY)) \
    TRY(read_random, return reads("/dev/urandom", 0)) \
    TRY(list_fonts, return reads("/usr/share/fonts", O_DIRECTORY)) \
    TRY(read_thai_dictionary, return reads("/usr/share/libthai/thbrk.tri", 0)) \
    TRY(list_time_zones, return reads("/usr/share/zoneinfo", O_DIRECTORY)) \
    TRY(list_processors, return reads("/sys/devices/system/cpu", O_DIRECTORY)) \
    TRY(load_library, return loads_library()) \
    TRY(list_own_threads, return opens("/proc/self/task", O_RDONLY | O_DIRECTORY)) \
    TRY(read_own_state, return reads_of((pid_t)gettid(), "stat")) \
    TRY(read_own_environment, return reads_of(getpid(), "environ")) \
    TRY(write_own_memory, return opens("/proc/self/mem", O_RDWR)) \
    TRY(read_parents_environment, return reads_of(getppid(), "environ")) \
    TRY(read_parents_memory, return reads_of(getppid(), "maps")) \
    TRY(read_first_environment, return reads_of(1, "environ")) \
    /* Programs and other processes. */ \
    TRY(fork, return forks()) \
    TRY(run_program, return runs("/bin/true")) \
    TRY(run_opened_program, CALL(SYS_execveat, -1, "", NULL, NULL)) \
    TRY(trace_parent, return code(ptrace(PTRACE_SETOPTIONS, getppid(), NULL, NULL))) \
    TRY(read_parent_by_call, CALL(SYS_process_vm_readv, getppid())) \
    TRY(hold_process, return opened((int)syscall(SYS_pidfd_open, getppid(), 0L))) \
    TRY(signal_parent, return code(kill(getppid(), 0))) \
    TRY(signal_all, return code(kill(-1, 0))) \
    TRY(signal_itself, return code(kill(getpid(), 0))) \
    TRY(raise, return signal(SIGUSR1, SIG_IGN), raise(SIGUSR1) ? errno : 0) \
    TRY(limit_parent, struct rlimit limit; return code(prlimit(getppid(), RLIMIT_CPU, NULL, &limit))) \
    TRY(limit_itself, struct rlimit limit; return code(getrlimit(RLIMIT_NOFILE, &limit))) \
    TRY(change_user, CALL(SYS_setuid, getuid())) \
    TRY(change_groups, CALL(SYS_setgroups, 0L, NULL)) \
    /* Networks. */ \
    TRY(socket_inet, return opened(socket(AF_INET, SOCK_STREAM, 0))) \
    TRY(socket_inet6_datagrams, return opened(socket(AF_INET6, SOCK_DGRAM, 0))) \
    TRY(socket_unix, return opened(socket(AF_UNIX, SOCK_STREAM, 0))) \
    TRY(socket_netlink, return opened(socket(AF_NETLINK, SOCK_RAW, 0))) \
    TRY(socket_packet, return opened(socket(AF_PACKET, SOCK_RAW, 0))) \
    TRY(socket_pair, int pair[2]; return code(socketpair(AF_UNIX, SOCK_STREAM, 0, pair))) \
    TRY(connect, CALL(SYS_connect, -1)) \
    TRY(bind, CALL(SYS_bind, -1)) \
    TRY(listen, CALL(SYS_listen, -1)) \
    TRY(accept, CALL(SYS_accept, -1)) \
    TRY(send, CALL(SYS_sendto, -1)) \
    /* The kernel. */ \
    TRY(io_uring, CALL(SYS_io_uring_setup, 0L)) \
    TRY(asynchronous_io, CALL(SYS_io_setup, 0L)) \
    TRY(userfaultfd, CALL(SYS_userfaultfd, -1L)) \
    TRY(bpf, CALL(SYS_bpf, -1L)) \
    TRY(perf_events, CALL(SYS_perf_event_open, NULL)) \
    TRY(keys, CALL(SYS_keyctl, -1L)) \
    TRY(add_key, CALL(SYS_add_key, NULL)) \
    TRY(memory_file, return opened((int)syscall(SYS_memfd_create, "probe", MFD_CLOEXEC))) \
    TRY(secret_memory, CALL(__NR_memfd_secret, -1L)) \
    TRY(watch_files, return opened((int)syscall(SYS_inotify_init1, 0L))) \
    TRY(another_filter, CALL(SYS_seccomp, -1L)) \
    TRY(another_filter_by_prctl, return code(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL))) \
    TRY(mount, return code(mount("none", at.writable, "tmpfs", 0, NULL))) \
    TRY(unmount, return code(umount2(at.writable, 0))) \
    TRY(change_root, return code(chroot(at.writable))) \
    TRY(new_namespace, return code(unshare(CLONE_NEWUSER))) \
    TRY(enter_namespace, CALL(SYS_setns, -1)) \
    TRY(file_handle, CALL(SYS_open_by_handle_at, -1)) \
    TRY(load_module, CALL(SYS_init_module, NULL)) \
    TRY(read_kernel_log, CALL(SYS_syslog, 10L)) \
    TRY(set_clock, CALL(SYS_clock_settime, -1L)) \
    TRY(personality, CALL(SYS_personality, 0xFFFFFFFFL)) \
    TRY(shared_memory, CALL(SYS_shmget, -1L)) \
    TRY(newer_clone, CALL(SYS_clone3, NULL)) \
    TRY(unknown_call, CALL(999L)) \
    TRY(type_into_terminal, char typed = 'x'; return code(ioctl(0, TIOCSTI, &typed))) \
    TRY(control_console, char request = 0; return code(ioctl(0, TIOCLINUX, &request))) \
    /* Memory, threads and time. */ \
    TRY(map_writable_code, return maps(PROT_READ | PROT_WRITE | PROT_EXEC)) \
    TRY(make_writable_code, return protects(PROT_READ | PROT_EXEC, PROT_READ | PROT_WRITE | PROT_EXEC)) \
    TRY(write_then_run, return protects(PROT_READ | PROT_WRITE, PROT_READ | PROT_EXEC)) \
    TRY(map_memory, return maps(PROT_READ | PROT_WRITE)) \
    TRY(make_thread, return makes_thread()) \
    TRY(name_thread, return code(prctl(PR_SET_NAME, "probe"))) \
    TRY(wait_for_timer, return waits_for_timer()) \
    TRY(wait_for_event, return waits_for_event())

#define TRY(name, ...) static int try_##name(wp_places at) { (void)at; __VA_ARGS__; }
ATTEMPTS
#undef TRY

static const struct {
    const char *name;
    int (*function)(wp_places);
} attempts[] = {
#define TRY(name, ...) {#name, try_##name},
    ATTEMPTS
#undef TRY
};

int wp_attempt_count(void) { return sizeof attempts / sizeof *attempts; }

const char *wp_attempt_name(int index) { return attempts[index].name; }

int wp_attempt(int index, wp_places places) {
    errno = 0;
    return attempts[index].function(places);
}

int wp_pretend(bool is_landlock, int error) {
    unsigned call = is_landlock ? SYS_landlock_create_ruleset : SYS_seccomp;
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog list = {.len = sizeof code / sizeof *code, .filter = code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) < 0) return errno;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &list) < 0 ? errno : 0;
}

int wp_run(const char *program, const char *argument) {
    char *arguments[] = {(char *)program, (char *)argument, NULL}, *environment[] = {NULL};
    pid_t child = 0;
    int error = posix_spawn(&child, program, NULL, NULL, arguments, environment);
    if (error != 0) return -error;
    int status = 0;
    if (waitpid(child, &status, 0) < 0) return -errno;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void *wait_for_ever(void *argument) {
    while (true) pause();
    return argument;
}

int wp_start_thread(void) {
    pthread_t thread;
    return pthread_create(&thread, NULL, wait_for_ever, NULL);
}
