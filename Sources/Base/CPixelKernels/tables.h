// What the files of this target share.
#pragma once
#include "CPixelKernels.h"

extern const wp_kernels wp_kernels_reference;
extern const wp_kernels wp_kernels_simd;
#if defined(__x86_64__)
extern const wp_kernels wp_kernels_avx2;
extern const wp_kernels wp_kernels_avx512;
/// wp_cubic_phases as 256 · high + low: four high bytes, then the four low ones.
extern int8_t wp_cubic_halves[1024][8];
#endif
