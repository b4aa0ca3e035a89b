// Planes turned with AVX2. Small ones go through the narrower kernels.
#include "avx2.h"

#if defined(__x86_64__)
/// Sixteen rows of 32 samples from 32 rows of sixteen, of which the lower halves of vectors hold the first sixteen.
///
/// Interleaving the upper eight rows of a half with the lower eight moves a bit of each sample's row number into its
/// column number; four times moves all.
AVX2 static inline void transpose_block(uint8_t *d, ptrdiff_t d_stride, const uint8_t *s, ptrdiff_t s_stride) {
    __m256i a[16], b[16];
    for (int i = 0; i < 16; i++) {
        __m128i first = _mm_loadu_si128((const __m128i *)(s + i * s_stride));
        __m128i second = _mm_loadu_si128((const __m128i *)(s + (i + 16) * s_stride));
        a[i] = _mm256_inserti128_si256(_mm256_castsi128_si256(first), second, 1);
    }
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 8; i++) {
            b[2 * i] = _mm256_unpacklo_epi8(a[i], a[i + 8]);
            b[2 * i + 1] = _mm256_unpackhi_epi8(a[i], a[i + 8]);
        }
        memcpy(a, b, sizeof a);
    }
    for (int i = 0; i < 16; i++) store(d + i * d_stride, a[i]);
}

// The last block of a row and the last row of blocks overlap those before them. What is written two rows of blocks
// later is fetched into the cache: a processor does not foresee rows that lie far apart.
AVX2 void wp_transpose_avx2(wp_turn t) {
    if (t.n < 32 || t.rows < 16) {
        wp_kernels_simd.transpose(t);
        return;
    }
    // Two blocks side by side fill whole cache lines.
    for (size_t left = 0; left < t.n; left += 64) {
        for (size_t y = 0; y < t.rows; y += 16) {
            size_t top = y + 16 > t.rows ? t.rows - 16 : y;
            for (size_t k = y + 32; k < y + 48 && k < t.rows; k++)
                __builtin_prefetch(t.d + (ptrdiff_t)k * t.d_stride + (ptrdiff_t)left, 1);
            for (size_t x = left; x < left + 64 && x < t.n; x += 32) {
                wp_turn block = wp_transposed_part(t, x + 32 > t.n ? t.n - 32 : x, top, 32, 16);
                transpose_block(block.d, block.d_stride, block.s, block.s_stride);
            }
        }
    }
}

AVX2 static inline void mirror_block(uint8_t *d, const uint8_t *s) {
    const __m256i order = _mm256_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10,
                                           9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    store(d, _mm256_permute4x64_epi64(_mm256_shuffle_epi8(load(s), order), 0x4E));
}

AVX2 void wp_mirror_avx2(wp_turn t) {
    if (t.n < 32) {
        wp_kernels_simd.mirror(t);
        return;
    }
    for (size_t y = 0; y < t.rows; y++) {
        uint8_t *d = t.d + (ptrdiff_t)y * t.d_stride;
        const uint8_t *s = t.s + (ptrdiff_t)y * t.s_stride;
        for (size_t x = 0; x + 32 <= t.n; x += 32) mirror_block(d + x, s + t.n - 32 - x);
        mirror_block(d + t.n - 32, s);
    }
}
#endif
