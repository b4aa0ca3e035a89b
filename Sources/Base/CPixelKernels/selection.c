#include "tables.h"
#include <string.h>

const wp_kernels *wp_kernels_named(const char *name) {
    if (!strcmp(name, "reference")) return &wp_kernels_reference;
    if (!strcmp(name, "simd")) return &wp_kernels_simd;
#if defined(__x86_64__)
    if (!strcmp(name, "avx2") && __builtin_cpu_supports("avx2")) return &wp_kernels_avx2;
    if (!strcmp(name, "avx512") && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vnni"))
        return &wp_kernels_avx512;
#endif
    return 0;
}

const wp_kernels *wp_kernels_best(void) {
    const char *names[] = {"avx512", "avx2"};
    for (int i = 0; i < 2; i++) {
        const wp_kernels *found = wp_kernels_named(names[i]);
        if (found) return found;
    }
    return &wp_kernels_simd;
}
