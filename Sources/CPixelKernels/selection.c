#include "CPixelKernels.h"
#include <string.h>

const wp_kernels *wp_kernels_named(const char *name) {
    if (!strcmp(name, "reference")) return &wp_kernels_reference;
#if defined(__x86_64__)
    if (!strcmp(name, "avx2") && __builtin_cpu_supports("avx2")) return &wp_kernels_avx2;
#endif
    return 0;
}

const wp_kernels *wp_kernels_best(void) {
    const wp_kernels *found = wp_kernels_named("avx2");
    return found ? found : &wp_kernels_reference;
}
