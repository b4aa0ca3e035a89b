#define _GNU_SOURCE
#include "CConfinement.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// As in linux/landlock.h; the headers of Debian 12 end at version 2.
enum {
    access_execute = 1 << 0,
    access_write_file = 1 << 1,
    access_read_file = 1 << 2,
    access_read_folder = 1 << 3,
    access_remove_folder = 1 << 4,
    access_remove_file = 1 << 5,
    access_make_folder = 1 << 7,
    access_make_file = 1 << 8,
    access_all_of_version_1 = (1 << 13) - 1,
    access_refer = 1 << 13,
    access_truncate = 1 << 14,
    access_device_control = 1 << 15,

    port_bind = 1 << 0,
    port_connect = 1 << 1,

    scope_abstract_sockets = 1 << 0,
    scope_signals = 1 << 1,

    flag_version = 1 << 0,
    rule_path_beneath = 1,
};

struct ruleset {
    uint64_t access, ports, scopes;
};

struct path_beneath {
    uint64_t access;
    int32_t parent;
} __attribute__((packed));

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

static int result(long value) { return value < 0 ? -errno : (int)value; }

static uint64_t handled_access(int version) {
    uint64_t access = access_all_of_version_1;
    if (version >= 2) access |= access_refer;
    if (version >= 3) access |= access_truncate;
    if (version >= 5) access |= access_device_control;
    return access;
}

int wp_landlock_version(void) { return result(syscall(SYS_landlock_create_ruleset, NULL, 0L, flag_version)); }

int wp_landlock_begin(int version) {
    struct ruleset rules = {.access = handled_access(version)};
    if (version >= 4) rules.ports = port_bind | port_connect;
    if (version >= 6) rules.scopes = scope_abstract_sockets | scope_signals;
    // Longer than an old kernel knows is right where the rest is zero.
    return result(syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0L));
}

int wp_landlock_allow(int rules, int version, const char *path, uint32_t rights) {
    int file = open(path, O_PATH | O_CLOEXEC);
    if (file < 0) return -errno;
    struct stat status;
    if (fstat(file, &status) < 0) {
        int error = -errno;
        close(file);
        return error;
    }
    struct path_beneath rule = {.parent = file};
    if (rights & wp_right_read) rule.access |= access_read_file;
    if (rights & wp_right_execute) rule.access |= access_execute;
    if (rights & wp_right_write) rule.access |= access_write_file | access_truncate;
    if (S_ISDIR(status.st_mode)) {
        if (rights & wp_right_list) rule.access |= access_read_folder;
        if (rights & wp_right_make)
            rule.access |=
                access_remove_folder | access_remove_file | access_make_folder | access_make_file | access_refer;
    }
    rule.access &= handled_access(version);
    int outcome = rule.access ? result(syscall(SYS_landlock_add_rule, rules, rule_path_beneath, &rule, 0L)) : 0;
    close(file);
    return outcome;
}

int wp_landlock_enforce(int rules) { return result(syscall(SYS_landlock_restrict_self, rules, 0L)); }
