#pragma once
#include <stdbool.h>

// Where attempts are made: in a folder that may be written, in one that may be read, and in one of neither kind. Each holds
// a file `file`; the first one also a symbolic link `link` to the third one's.
typedef struct {
    const char *writable, *readable, *elsewhere;
} wp_places;

// How many attempts there are, and what one is called.
int wp_attempt_count(void);
const char *wp_attempt_name(int index);

// Tries it: 0 where it was possible, else the errno.
int wp_attempt(int index, wp_places places);

// Answers a system call with an errno from now on, as another kernel would: the one that makes rules of Landlock, or the one
// that filters calls. Returns 0, or an errno.
int wp_pretend(bool is_landlock, int error);

// Starts a program with one argument and waits for it. Returns its exit code, or the negative errno.
int wp_run(const char *program, const char *argument);

// Starts a thread that waits for ever. Returns 0, or an errno.
int wp_start_thread(void);
