#define _GNU_SOURCE
#include "CConfinement.h"
#include <errno.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int wp_give_up_privileges(void) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) < 0) return -errno;
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
    if (syscall(SYS_capget, &header, sets) < 0) return -errno;
    // Files are found, read and replaced as before.
    const unsigned kept = 1u << CAP_DAC_OVERRIDE | 1u << CAP_DAC_READ_SEARCH | 1u << CAP_FOWNER;
    const unsigned masks[_LINUX_CAPABILITY_U32S_3] = {kept, 0};
    unsigned given_up = 0;
    for (int half = 0; half < _LINUX_CAPABILITY_U32S_3; half++) {
        unsigned mask = masks[half];
        given_up |= (sets[half].effective | sets[half].permitted | sets[half].inheritable) & ~mask;
        sets[half].effective &= mask;
        sets[half].permitted &= mask;
        sets[half].inheritable &= mask;
    }
    // The filter lets nobody change these, so they are left alone where there is nothing to give up.
    if (given_up == 0) return 0;
    return syscall(SYS_capset, &header, sets) < 0 ? -errno : 0;
}
