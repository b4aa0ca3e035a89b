// System calls by name, those that a processor does not have left out.
#pragma once
#include <sys/syscall.h>

// Newer than the headers of Debian 12 for one of the processors.
#ifndef __NR_memfd_secret
#define __NR_memfd_secret 447
#endif
#ifndef __NR_futex_waitv
#define __NR_futex_waitv 449
#endif

// What rendering, reading and checking call, and the siblings of those calls.
static const int allowed_calls[] = {
    // Files.
    __NR_read, __NR_readv, __NR_pread64, __NR_preadv, __NR_preadv2, __NR_write, __NR_writev, __NR_pwrite64, __NR_pwritev,
    __NR_pwritev2, __NR_lseek, __NR_openat, __NR_close, __NR_close_range, __NR_fstat, __NR_newfstatat, __NR_statx,
    __NR_faccessat, __NR_faccessat2, __NR_readlinkat, __NR_getdents64, __NR_getcwd, __NR_chdir, __NR_fchdir, __NR_dup,
    __NR_dup3, __NR_fcntl, __NR_flock, __NR_fsync, __NR_fdatasync, __NR_sync_file_range, __NR_ftruncate, __NR_truncate,
    __NR_fallocate, __NR_fadvise64, __NR_readahead, __NR_copy_file_range, __NR_sendfile, __NR_splice, __NR_tee,
    __NR_pipe2, __NR_renameat, __NR_renameat2, __NR_unlinkat, __NR_mkdirat, __NR_umask, __NR_utimensat, __NR_statfs,
    __NR_fstatfs, __NR_getxattr, __NR_lgetxattr, __NR_fgetxattr, __NR_listxattr, __NR_llistxattr, __NR_flistxattr,
    // Memory.
    __NR_brk, __NR_munmap, __NR_mremap, __NR_madvise, __NR_mlock, __NR_mlock2, __NR_munlock, __NR_mincore, __NR_msync,
    __NR_membarrier, __NR_get_mempolicy, __NR_set_mempolicy, __NR_mbind,
    // Threads.
    __NR_futex, __NR_futex_waitv, __NR_set_robust_list, __NR_get_robust_list, __NR_set_tid_address, __NR_rseq,
    __NR_gettid, __NR_sched_yield, __NR_sched_getaffinity, __NR_sched_setaffinity, __NR_sched_getparam,
    __NR_sched_setparam, __NR_sched_getscheduler, __NR_sched_setscheduler, __NR_sched_getattr, __NR_sched_setattr,
    __NR_sched_get_priority_max, __NR_sched_get_priority_min, __NR_sched_rr_get_interval, __NR_getpriority,
    __NR_setpriority, __NR_getcpu, __NR_exit, __NR_exit_group, __NR_restart_syscall, __NR_wait4, __NR_waitid,
    // Signals.
    __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_rt_sigpending, __NR_rt_sigtimedwait,
    __NR_rt_sigsuspend, __NR_sigaltstack, __NR_signalfd4,
    // Time.
    __NR_clock_gettime, __NR_clock_getres, __NR_clock_nanosleep, __NR_nanosleep, __NR_gettimeofday, __NR_times,
    __NR_timer_create, __NR_timer_settime, __NR_timer_gettime, __NR_timer_getoverrun, __NR_timer_delete,
    __NR_timerfd_create, __NR_timerfd_settime, __NR_timerfd_gettime, __NR_getitimer, __NR_setitimer,
    // Waiting for several things.
    __NR_ppoll, __NR_pselect6, __NR_epoll_create1, __NR_epoll_ctl, __NR_epoll_pwait, __NR_epoll_pwait2, __NR_eventfd2,
    // The process and the machine.
    __NR_getpid, __NR_getppid, __NR_getpgid, __NR_getsid, __NR_getuid, __NR_geteuid, __NR_getgid, __NR_getegid,
    __NR_getresuid, __NR_getresgid, __NR_getgroups, __NR_capget, __NR_uname, __NR_sysinfo, __NR_getrusage,
    __NR_getrlimit, __NR_setrlimit, __NR_getrandom,
    // Rules that narrow these further.
    __NR_landlock_create_ruleset, __NR_landlock_add_rule, __NR_landlock_restrict_self,
#ifdef __x86_64__
    __NR_open, __NR_creat, __NR_stat, __NR_lstat, __NR_access, __NR_readlink, __NR_getdents, __NR_dup2, __NR_pipe,
    __NR_rename, __NR_unlink, __NR_mkdir, __NR_rmdir, __NR_utime, __NR_utimes, __NR_futimesat, __NR_arch_prctl,
    __NR_signalfd, __NR_pause, __NR_alarm, __NR_time, __NR_poll, __NR_select, __NR_epoll_create, __NR_epoll_wait,
    __NR_eventfd, __NR_getpgrp,
#endif
};

// What starting, feeding and killing another program calls besides.
static const int calls_for_children[] = {
    __NR_execve, __NR_setpgid, __NR_setsid, __NR_sendto, __NR_recvfrom, __NR_shutdown,
#ifdef __x86_64__
    __NR_fork, __NR_vfork,
#endif
};

// What is refused by name, so that it shows in a trace. All others are answered as if the kernel did not know them.
static const int refused_calls[] = {
    // Networks.
    __NR_socket, __NR_socketpair, __NR_connect, __NR_bind, __NR_listen, __NR_accept, __NR_accept4,
    // Programs and other processes.
    __NR_execve, __NR_execveat, __NR_setpgid, __NR_setsid, __NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev,
    __NR_kcmp, __NR_pidfd_open, __NR_pidfd_getfd, __NR_pidfd_send_signal, __NR_process_madvise,
    // Ways around the filter, and large parts of the kernel.
    __NR_io_uring_setup, __NR_io_uring_enter, __NR_io_uring_register, __NR_io_setup, __NR_io_submit, __NR_bpf,
    __NR_perf_event_open, __NR_userfaultfd, __NR_keyctl, __NR_add_key, __NR_request_key, __NR_seccomp,
    __NR_fanotify_init, __NR_inotify_init1, __NR_vmsplice, __NR_move_pages, __NR_migrate_pages, __NR_memfd_create,
    __NR_memfd_secret,
    // Mounts and namespaces.
    __NR_mount, __NR_umount2, __NR_pivot_root, __NR_chroot, __NR_open_tree, __NR_move_mount, __NR_fsopen, __NR_fsconfig,
    __NR_fsmount, __NR_fspick, __NR_mount_setattr, __NR_unshare, __NR_setns, __NR_name_to_handle_at,
    __NR_open_by_handle_at,
    // The machine.
    __NR_kexec_load, __NR_kexec_file_load, __NR_init_module, __NR_finit_module, __NR_delete_module, __NR_reboot,
    __NR_swapon, __NR_swapoff, __NR_acct, __NR_quotactl, __NR_quotactl_fd, __NR_settimeofday, __NR_clock_settime,
    __NR_adjtimex, __NR_clock_adjtime, __NR_syslog, __NR_personality, __NR_sethostname, __NR_setdomainname,
    // Rights.
    __NR_setuid, __NR_setgid, __NR_setreuid, __NR_setregid, __NR_setresuid, __NR_setresgid, __NR_setfsuid,
    __NR_setfsgid, __NR_setgroups, __NR_capset,
    // What is no plain file or folder, and whose it is.
    __NR_mknodat, __NR_linkat, __NR_symlinkat, __NR_fchown, __NR_fchownat, __NR_setxattr, __NR_lsetxattr,
    __NR_fsetxattr, __NR_removexattr, __NR_lremovexattr, __NR_fremovexattr,
    // Memory and messages shared by System V.
    __NR_shmget, __NR_shmat, __NR_shmctl, __NR_shmdt, __NR_msgget, __NR_msgsnd, __NR_msgrcv, __NR_msgctl, __NR_semget,
    __NR_semop, __NR_semtimedop, __NR_semctl,
#ifdef __x86_64__
    __NR_fork, __NR_vfork, __NR_inotify_init, __NR_mknod, __NR_link, __NR_symlink, __NR_chown, __NR_lchown, __NR_iopl,
    __NR_ioperm, __NR_modify_ldt, __NR_uselib,
#endif
};
