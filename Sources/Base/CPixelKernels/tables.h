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
/// −wp_cubic_phases as 128 · high + low: four high bytes, then the four low ones. Two products of a low byte and a
/// sample fit into a word.
extern int8_t wp_cubic_parts[1024][8];

void wp_warp_avx2(uint8_t *first, uint8_t *second, const wp_pairs *source, int64_t x, int64_t y, int64_t stepX,
                  int64_t stepY, size_t n);
void wp_transpose_avx2(wp_turn turn);
void wp_mirror_avx2(wp_turn turn);
#endif
