// The C library's settings of its allocator, and calls about memory that Swift cannot import.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

// Keeps the kernel from making huge pages for this process and those that it starts.
static inline void wp_refuse_huge_pages(void) { prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0); }

// Whether the linker has written into the code of a library.
static inline int wp_has_written_code(const struct dl_phdr_info *library) {
    for (int i = 0; i < library->dlpi_phnum; i++) {
        if (library->dlpi_phdr[i].p_type != PT_DYNAMIC) continue;
        const ElfW(Dyn) *entry = (const ElfW(Dyn) *)(library->dlpi_addr + library->dlpi_phdr[i].p_vaddr);
        for (; entry->d_tag != DT_NULL; entry++) {
            if (entry->d_tag == DT_TEXTREL) return 1;
            if (entry->d_tag == DT_FLAGS && entry->d_un.d_val & DF_TEXTREL) return 1;
        }
    }
    return 0;
}

static inline int wp_release_library(struct dl_phdr_info *library, size_t size, void *context) {
    (void)size;
    (void)context;
    if (wp_has_written_code(library)) return 0;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int i = 0; i < library->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &library->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || part->p_flags & PF_W) continue;
        const uintptr_t start = (library->dlpi_addr + part->p_vaddr + page - 1) / page * page;
        const uintptr_t end = (library->dlpi_addr + part->p_vaddr + part->p_filesz) / page * page;
        if (end > start) madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

// Gives back the pages of code and constants of all libraries. They equal their files, so what is used again comes back
// from there.
static inline void wp_release_libraries(void) { dl_iterate_phdr(wp_release_library, NULL); }
