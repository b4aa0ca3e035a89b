// What the files of this target share.
#pragma once
#include "CPixelKernels.h"

extern const wp_kernels wp_kernels_reference;
extern const wp_kernels wp_kernels_simd;
#if defined(__x86_64__)
extern const wp_kernels wp_kernels_avx2;
extern const wp_kernels wp_kernels_avx512;
#endif

/// One sample of a warp: four by four samples around (left + 1, top + 1), weighted, times share, rounded, clamped.
uint8_t wp_warp_sample(const wp_warp *warp, const wp_plane *plane, int left, int top, const float across[4],
                       const float down[4], float share);
