// The C library's settings of its allocator, for the program.
#pragma once
#include <malloc.h>
#include <sys/prctl.h>

// Keeps the kernel from making huge pages for this process and those that it starts.
static inline void wp_refuse_huge_pages(void) { prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0); }
