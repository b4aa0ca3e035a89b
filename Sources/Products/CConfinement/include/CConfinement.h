// What the kernel lets a process take from itself: rights on files (Landlock), and system calls (seccomp). Nothing is done to
// the process before one of these functions is called, and nothing of it can be undone. Where a call fails, its negative errno
// is returned.
#pragma once
#include <stdbool.h>
#include <stdint.h>

// What a rule allows on a file, or on all that lies below a folder.
enum {
    wp_right_read = 1,
    wp_right_list = 2,
    wp_right_write = 4,
    // Makes, renames and removes files and folders. Neither links nor pipes nor devices.
    wp_right_make = 8,
    wp_right_execute = 16,
};

// Which system calls a filter allows.
enum {
    wp_calls_usual = 1,
    // Also to start programs, to feed them, and to kill them.
    wp_calls_with_children = 2,
};

// Gives up what the superuser may and others may not, but for the reading and writing of files, and sees to it that no program
// which this process starts gains rights; the other calls need that. With the capability for performance events, for one, the
// environment of every process could be read, whatever the rules for files say. Binds the calling thread and those that it
// starts.
int wp_give_up_privileges(void);

// The version of Landlock that this kernel speaks, from 1 on.
int wp_landlock_version(void);

// Begins rules that refuse all rights, ports and scopes of that version which no rule allows. Returns a descriptor, which the
// caller closes.
int wp_landlock_begin(int version);

// Allows rights on a path, symbolic links followed.
int wp_landlock_allow(int rules, int version, const char *path, uint32_t rights);

// Holds the calling thread, and all that it starts from now on, to the rules.
int wp_landlock_enforce(int rules);

// Lets all threads call what the list allows, and nothing else. With `traces` each refusal is told on standard error, with the
// number of the call and its callers, and then refused all the same; the filter with children is never traced. A filter that
// is as strict as one before is not installed again.
int wp_filter_calls(int calls, bool traces);
