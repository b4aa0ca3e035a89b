// What the files of this target share.
#pragma once
#include "CPixelKernels.h"

extern const wp_kernels wp_kernels_reference;
extern const wp_kernels wp_kernels_simd;
#if defined(__x86_64__)
extern const wp_kernels wp_kernels_avx2;
extern const wp_kernels wp_kernels_avx512;
#endif
