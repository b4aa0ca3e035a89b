// Warped rows with AVX2.
#include "avx2.h"

#if defined(__x86_64__)
enum { PLACES = 64 };

/// Where a run of places lies in a source: their first pairs, and their phases across and down.
typedef struct {
    _Alignas(32) const uint8_t *pairs[PLACES];
    /// Of each four places: of the first two across, then down, of the last two across, then down.
    _Alignas(32) uint32_t phases[2 * PLACES];
} warp_places;

AVX2 static inline __m256i four_apart(uint64_t start, uint64_t step) {
    return _mm256_setr_epi64x((int64_t)start, (int64_t)(start + step), (int64_t)(start + 2 * step),
                              (int64_t)(start + 3 * step));
}

/// Finds a multiple of four places from (x, y) on, in 1/2^32.
AVX2 static inline void find_places(warp_places *places, const wp_pairs *source, uint64_t x, uint64_t y, uint64_t stepX,
                                    uint64_t stepY, size_t n) {
    const __m256i zero = _mm256_setzero_si256(), stride = _mm256_set1_epi64x((uint32_t)source->stride);
    const __m256i base = _mm256_set1_epi64x((int64_t)source->base);
    const __m128i limit = _mm_setr_epi32(source->width - 4, source->width - 4, source->height - 4, source->height - 4);
    const __m256i limits = _mm256_broadcastsi128_si256(limit);
    const __m256i fourX = _mm256_set1_epi64x((int64_t)(4 * stepX)), fourY = _mm256_set1_epi64x((int64_t)(4 * stepY));
    // To the nearest phase.
    x += 1u << 21;
    y += 1u << 21;
    __m256i px = four_apart(x, stepX), py = four_apart(y, stepY);
    for (size_t i = 0; i < n; i += 4) {
        const __m256 across = _mm256_castsi256_ps(px), down = _mm256_castsi256_ps(py);
        __m256i whole = _mm256_castps_si256(_mm256_shuffle_ps(across, down, 0xDD));
        __m256i rest = _mm256_castps_si256(_mm256_shuffle_ps(across, down, 0x88));
        whole = _mm256_min_epi32(_mm256_max_epi32(whole, zero), limits);
        __m256i left = _mm256_unpacklo_epi32(whole, zero);
        __m256i rows = _mm256_mul_epu32(_mm256_unpackhi_epi32(whole, zero), stride);
        store(places->pairs + i, _mm256_add_epi64(_mm256_add_epi64(rows, base), _mm256_add_epi64(left, left)));
        store(places->phases + 2 * i, _mm256_srli_epi32(rest, 22));
        px = _mm256_add_epi64(px, fourX);
        py = _mm256_add_epi64(py, fourY);
    }
}

/// Eight bytes of four rows. Whole vectors are read whose other bytes lie in the source too, before and behind these.
AVX2 static inline __m256i four_rows(const uint8_t *pairs, ptrdiff_t stride) {
    __m256i rows = _mm256_castsi128_si256(_mm_loadl_epi64((const __m128i *)pairs));
    rows = _mm256_blend_epi32(rows, load(pairs + stride - 8), 0x0C);
    rows = _mm256_blend_epi32(rows, load(pairs + 2 * stride - 16), 0x30);
    return _mm256_blend_epi32(rows, load(pairs + 3 * stride - 24), 0xC0);
}

AVX2 static inline __m256i four_bytes(const int8_t *p) {
    int32_t v;
    memcpy(&v, p, 4);
    return _mm256_set1_epi32(v);
}

AVX2 static inline __m256i four_words(const int16_t *p) {
    int64_t v;
    memcpy(&v, p, 8);
    return _mm256_set1_epi64x(v);
}

/// The four rows of a place across, 64 times too large: rows 0 and 1 of the first samples, then of the second ones;
/// in the upper half rows 2 and 3.
AVX2 WP_BODY __m256i warp_across(const uint8_t *pairs, ptrdiff_t stride, const int8_t *parts) {
    // The first samples of four pairs of both rows, then the second ones.
    const __m256i apart = _mm256_setr_epi8(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12,
                                           14, 1, 3, 5, 7, 9, 11, 13, 15);
    __m256i rows = _mm256_shuffle_epi8(four_rows(pairs, stride), apart);
    __m256i high = _mm256_madd_epi16(_mm256_maddubs_epi16(rows, four_bytes(parts)), _mm256_set1_epi16(128));
    __m256i low = _mm256_madd_epi16(_mm256_maddubs_epi16(rows, four_bytes(parts + 4)), _mm256_set1_epi16(1));
    return _mm256_srai_epi32(_mm256_sub_epi32(_mm256_set1_epi32(128), _mm256_add_epi32(high, low)), 8);
}

/// Two places down: two samples of each from rows 0 and 1, and in the upper half from rows 2 and 3.
AVX2 WP_BODY __m256i warp_down(__m256i first, __m256i second, const int16_t *firstDown, const int16_t *secondDown) {
    const __m256i order = _mm256_setr_epi8(0, 1, 2, 3, 0, 1, 2, 3, 8, 9, 10, 11, 8, 9, 10, 11, 4, 5, 6, 7, 4, 5, 6, 7,
                                           12, 13, 14, 15, 12, 13, 14, 15);
    __m256i weights = _mm256_blend_epi32(four_words(firstDown), four_words(secondDown), 0xCC);
    return _mm256_madd_epi16(_mm256_packs_epi32(first, second), _mm256_shuffle_epi8(weights, order));
}

/// Both samples at four places, as sums of four rows.
AVX2 WP_BODY __m256i warp4(const uint8_t *const *pairs, ptrdiff_t stride, const uint32_t *phases) {
    __m256i across[4], down[2];
    for (int k = 0; k < 4; k++)
        across[k] = warp_across(pairs[k], stride, wp_cubic_parts[phases[k / 2 * 4 + k % 2]]);
    for (int k = 0; k < 2; k++)
        down[k] = warp_down(across[2 * k], across[2 * k + 1], wp_cubic_phases[phases[4 * k + 2]],
                            wp_cubic_phases[phases[4 * k + 3]]);
    return _mm256_add_epi32(_mm256_permute2x128_si256(down[0], down[1], 0x20),
                            _mm256_permute2x128_si256(down[0], down[1], 0x31));
}

AVX2 void wp_warp_avx2(uint8_t *first, uint8_t *second, const wp_pairs *source, int64_t x, int64_t y, int64_t stepX,
                      int64_t stepY, size_t n) {
    const __m256i half = _mm256_set1_epi32(1 << 19);
    // The bytes of each half: first samples of places 0, 1, 4 and 5, then second ones.
    const __m256i apart = _mm256_setr_epi8(0, 2, -1, -1, 4, 6, -1, -1, 1, 3, -1, -1, 5, 7, -1, -1, -1, -1, 0, 2, -1, -1,
                                           4, 6, -1, -1, 1, 3, -1, -1, 5, 7);
    warp_places places;
    const ptrdiff_t stride = source->stride;
    for (size_t start = 0; start < n; start += PLACES) {
        const size_t count = n - start < PLACES ? n - start : PLACES;
        find_places(&places, source, (uint64_t)x + start * (uint64_t)stepX, (uint64_t)y + start * (uint64_t)stepY,
                    (uint64_t)stepX, (uint64_t)stepY, (count + 7) & ~(size_t)7);
        for (size_t i = 0; i < count; i += 8) {
            __m256i front = warp4(places.pairs + i, stride, places.phases + 2 * i);
            __m256i back = warp4(places.pairs + i + 4, stride, places.phases + 2 * i + 8);
            front = _mm256_srai_epi32(_mm256_add_epi32(front, half), 20);
            back = _mm256_srai_epi32(_mm256_add_epi32(back, half), 20);
            __m256i bytes = _mm256_packs_epi32(front, back);
            bytes = _mm256_shuffle_epi8(_mm256_packus_epi16(bytes, bytes), apart);
            __m128i both = _mm_or_si128(_mm256_castsi256_si128(bytes), _mm256_extracti128_si256(bytes, 1));
            if (count - i < 8) {
                uint8_t last[16];
                _mm_storeu_si128((__m128i *)last, both);
                memcpy(first + start + i, last, count - i);
                memcpy(second + start + i, last + 8, count - i);
                break;
            }
            _mm_storel_epi64((__m128i *)(first + start + i), both);
            _mm_storeh_pd((double *)(second + start + i), _mm_castsi128_pd(both));
        }
    }
}
#endif
