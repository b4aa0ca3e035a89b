#include "CPixelKernels.h"
#include <string.h>

extern const wp_effects wp_effects_simd;
#if defined(__x86_64__)
extern const wp_effects wp_effects_avx2;
extern const wp_effects wp_effects_avx512;
#endif

// The loops are written once; "reference" is the set that the compiler makes for every processor.
const wp_effects *wp_effects_named(const char *name) {
    if (!strcmp(name, "reference") || !strcmp(name, "simd")) return &wp_effects_simd;
#if defined(__x86_64__)
    if (!strcmp(name, "avx2") && __builtin_cpu_supports("avx2")) return &wp_effects_avx2;
    if (!strcmp(name, "avx512") && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return &wp_effects_avx512;
#endif
    return 0;
}

const wp_effects *wp_effects_best(void) {
    const char *names[] = {"avx512", "avx2"};
    for (int i = 0; i < 2; i++) {
        const wp_effects *found = wp_effects_named(names[i]);
        if (found) return found;
    }
    return &wp_effects_simd;
}
