#define _GNU_SOURCE
#include "CConfinement.h"
#include "calls.h"
#include <errno.h>
#include <execinfo.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

typedef struct {
    struct sock_filter code[1024];
    unsigned short length;
    bool traces;
} program;

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void emit(program *program, unsigned short operation, unsigned value, unsigned char yes, unsigned char no) {
    program->code[program->length++] = (struct sock_filter){operation, yes, no, value};
}

static void load(program *program, size_t offset) { emit(program, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0); }

static void give(program *program, unsigned action) { emit(program, BPF_RET | BPF_K, action, 0, 0); }

// How a call is refused. The handler of a trace finds the errno beside the signal.
static unsigned refusal(const program *program, int error) {
    return (program->traces ? SECCOMP_RET_TRAP : SECCOMP_RET_ERRNO) | (unsigned)error;
}

static void give_if(program *program, unsigned value, unsigned action) {
    emit(program, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    give(program, action);
}

// A call that is answered by one argument of it: `hit` where the bits of `mask` are one of the values, else `miss`. The kernel
// itself looks at no more than the lower half of any of these arguments.
static void answer_by_argument(
    program *program, int call, int argument, unsigned mask, const unsigned *values, int count, unsigned hit,
    unsigned miss) {
    emit(program, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, (unsigned char)(3 + 2 * count));
    load(program, offsetof(struct seccomp_data, args) + 8 * (size_t)argument);
    emit(program, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
    for (int index = 0; index < count; index++) give_if(program, values[index], hit);
    give(program, miss);
}

#define ANSWER(call, argument, mask, hit, miss, ...) \
    answer_by_argument( \
        program, call, argument, mask, (const unsigned[]){__VA_ARGS__}, COUNT(((unsigned[]){__VA_ARGS__})), hit, miss)

static void answer_arguments(program *program, bool has_children) {
    const unsigned allow = SECCOMP_RET_ALLOW, every_bit = ~0u, refuse = refusal(program, EPERM);
    const unsigned own = (unsigned)getpid(), write_and_execute = PROT_WRITE | PROT_EXEC;
    const unsigned namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER
        | CLONE_NEWPID | CLONE_NEWNET;

    ANSWER(__NR_mmap, 2, write_and_execute, refusal(program, EACCES), allow, write_and_execute);
    ANSWER(__NR_mprotect, 2, write_and_execute, refusal(program, EACCES), allow, write_and_execute);
    ANSWER(__NR_ioctl, 1, every_bit, refuse, allow, TIOCSTI, TIOCLINUX);
    // These two are never traced: the C library calls them while it holds back all signals, and then the signal of a trace
    // would be the end.
    const unsigned thread = has_children ? 0 : CLONE_THREAD;
    ANSWER(__NR_clone, 0, namespaces | thread, allow, SECCOMP_RET_ERRNO | EPERM, thread);
    emit(program, BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 0, 1);
    give(program, SECCOMP_RET_ERRNO | ENOSYS);
    ANSWER(__NR_tgkill, 0, every_bit, allow, refuse, own);
    if (has_children) {
        // A group of processes, which Landlock holds to those that this one started; but not "all there are".
        emit(program, BPF_JMP | BPF_JEQ | BPF_K, __NR_kill, 0, 8);
        load(program, offsetof(struct seccomp_data, args));
        give_if(program, own, allow);
        give_if(program, every_bit, refuse);
        emit(program, BPF_JMP | BPF_JSET | BPF_K, 1u << 31, 0, 1);
        give(program, allow);
        give(program, refuse);
        ANSWER(__NR_socketpair, 0, every_bit, allow, refuse, AF_UNIX);
        ANSWER(__NR_seccomp, 0, every_bit, allow, refuse, SECCOMP_SET_MODE_FILTER);
    } else {
        ANSWER(__NR_kill, 0, every_bit, allow, refuse, own);
    }
    ANSWER(__NR_prlimit64, 0, every_bit, allow, refuse, 0, own);
    ANSWER(
        __NR_prctl, 0, every_bit, refuse, allow, PR_SET_SECCOMP, PR_SET_MM, PR_SET_PTRACER, PR_SET_SYSCALL_USER_DISPATCH);
    // The bits that lend the rights of a file's owner or group to whoever runs it.
    const unsigned set_id = S_ISUID | S_ISGID;
    ANSWER(__NR_fchmod, 1, set_id, allow, refuse, 0);
    ANSWER(__NR_fchmodat, 2, set_id, allow, refuse, 0);
#ifdef __NR_chmod
    ANSWER(__NR_chmod, 1, set_id, allow, refuse, 0);
#endif
}

static void write_program(program *program, bool has_children) {
    load(program, offsetof(struct seccomp_data, arch));
    emit(program, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    give(program, SECCOMP_RET_KILL_PROCESS);
    load(program, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
    // The numbers of x32.
    emit(program, BPF_JMP | BPF_JSET | BPF_K, 1u << 30, 0, 1);
    give(program, refusal(program, ENOSYS));
#endif
    answer_arguments(program, has_children);
    for (size_t index = 0; index < COUNT(allowed_calls); index++)
        give_if(program, (unsigned)allowed_calls[index], SECCOMP_RET_ALLOW);
    if (has_children)
        for (size_t index = 0; index < COUNT(calls_for_children); index++)
            give_if(program, (unsigned)calls_for_children[index], SECCOMP_RET_ALLOW);
    for (size_t index = 0; index < COUNT(refused_calls); index++)
        give_if(program, (unsigned)refused_calls[index], refusal(program, EPERM));
    give(program, refusal(program, ENOSYS));
}

// Tells of a refused call, and then refuses it.
static void tell(int signal, siginfo_t *info, void *context) {
    (void)signal;
    char line[96];
    int length = snprintf(line, sizeof line, "workprint: call %d is refused (%d):\n", info->si_syscall, info->si_errno);
    (void)!write(STDERR_FILENO, line, (size_t)length);
    // This function and the way back from the signal say nothing.
    enum { own_frames = 2 };
    void *callers[10];
    int count = backtrace(callers, COUNT(callers));
    if (count > own_frames) backtrace_symbols_fd(callers + own_frames, count - own_frames, STDERR_FILENO);
    ucontext_t *registers = context;
#ifdef __x86_64__
    registers->uc_mcontext.gregs[REG_RAX] = -info->si_errno;
#else
    registers->uc_mcontext.regs[0] = (unsigned long long)-info->si_errno;
#endif
}

static int listen_for_refusals(void) {
    // The first call of it loads a library.
    void *nothing[1];
    backtrace(nothing, 1);
    struct sigaction action = {.sa_sigaction = tell, .sa_flags = SA_SIGINFO | SA_NODEFER};
    return sigaction(SIGSYS, &action, NULL) < 0 ? -errno : 0;
}

static int filter_calls(int calls, bool traces) {
    bool has_children = calls == wp_calls_with_children;
    program program = {.traces = traces && !has_children};
    write_program(&program, has_children);
    if (program.traces) {
        int error = listen_for_refusals();
        if (error < 0) return error;
    }
    struct sock_fprog list = {.len = program.length, .filter = program.code};
    long result = syscall(
        SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_SPEC_ALLOW, &list);
    if (result < 0) return -errno;
    // The number of a thread that has a filter of its own.
    return result > 0 ? -EBUSY : 0;
}

int wp_filter_calls(int calls, bool traces) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static bool is_usual, has_children;
    pthread_mutex_lock(&lock);
    int result = 0;
    if (!is_usual && !(has_children && calls == wp_calls_with_children)) {
        result = filter_calls(calls, traces);
        if (result == 0 && calls == wp_calls_with_children) has_children = true;
        if (result == 0 && calls == wp_calls_usual) is_usual = true;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

#else

int wp_filter_calls(int calls, bool traces) {
    (void)calls, (void)traces;
    return -ENOSYS;
}

#endif
