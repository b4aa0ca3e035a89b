#include "CPixelKernels.h"

#define PASTE(a, b) a##_##b
#define PASTE2(a, b) PASTE(a, b)
#define JOIN(a) PASTE2(a, NAME)

#define NAME simd
#define TARGET
#include "rows.h"
#undef NAME
#undef TARGET

#if defined(__x86_64__)
#define NAME avx2
#define TARGET __attribute__((target("avx2")))
#include "rows.h"
#undef NAME
#undef TARGET

#define NAME avx512
#define TARGET __attribute__((target("avx2,avx512f,avx512bw,avx512vl"), min_vector_width(512)))
#include "rows.h"
#undef NAME
#undef TARGET
#endif

const wp_kernels *wp_kernels_named(const char *name) {
    if (!strcmp(name, "simd") || !strcmp(name, "reference")) return &table_simd;
#if defined(__x86_64__)
    if (!strcmp(name, "avx2") && __builtin_cpu_supports("avx2")) return &table_avx2;
    if (!strcmp(name, "avx512") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        return &table_avx512;
#endif
    return 0;
}

const wp_kernels *wp_kernels_best(void) {
    const wp_kernels *found = wp_kernels_named("avx512");
    if (!found) found = wp_kernels_named("avx2");
    return found ? found : &table_simd;
}
