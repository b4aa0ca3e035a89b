// The kernels with AVX2. Whole vectors first; the rest of a row goes through the narrower kernels.
#include "row_bodies.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i load(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }
AVX2 static inline void store(void *p, __m256i v) { _mm256_storeu_si256((__m256i *)p, v); }

/// Bytes as words, in two halves whose order _mm256_packus_epi16 restores.
AVX2 static inline __m256i low(__m256i v) { return _mm256_unpacklo_epi8(v, _mm256_setzero_si256()); }
AVX2 static inline __m256i high(__m256i v) { return _mm256_unpackhi_epi8(v, _mm256_setzero_si256()); }

/// div255 of sixteen products of two bytes.
AVX2 static inline __m256i div255(__m256i x) {
    __m256i t = _mm256_add_epi16(x, _mm256_set1_epi16(128));
    return _mm256_srli_epi16(_mm256_add_epi16(t, _mm256_srli_epi16(t, 8)), 8);
}

/// div255(p · q) of 32 pairs of bytes.
AVX2 static inline __m256i product(__m256i p, __m256i q) {
    __m256i first = _mm256_mullo_epi16(low(p), low(q)), second = _mm256_mullo_epi16(high(p), high(q));
    return _mm256_packus_epi16(div255(first), div255(second));
}

/// 32 bytes times a weight in 1/32768.
AVX2 static inline __m256i share(__m256i v, __m256i weight) {
    return _mm256_packus_epi16(_mm256_mulhrs_epi16(low(v), weight), _mm256_mulhrs_epi16(high(v), weight));
}

// Runs of 32 samples that add nothing are skipped, wholly opaque ones copied. Premultiplied samples may add light where
// alpha is 0: filters leave such halos.
AVX2 static void over(uint8_t *d, const uint8_t *s, const uint8_t *a, size_t n) {
    const __m256i ones = _mm256_set1_epi8(-1);
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        __m256i alpha = load(a + i), light = load(s + i);
        if (_mm256_testc_si256(alpha, ones)) {
            store(d + i, light);
        } else {
            __m256i any = _mm256_or_si256(alpha, light);
            if (!_mm256_testz_si256(any, any))
                store(d + i, _mm256_adds_epu8(light, product(load(d + i), _mm256_xor_si256(alpha, ones))));
        }
    }
    wp_kernels_simd.over(d + i, s + i, a + i, n - i);
}

AVX2 static void over_opacity(uint8_t *d, const uint8_t *s, const uint8_t *a, int opacity, size_t n) {
    const __m256i ones = _mm256_set1_epi8(-1), weight = _mm256_set1_epi16((short)opacity);
    __m256i coverage = share(ones, weight);
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        if (a) coverage = share(load(a + i), weight);
        __m256i rest = product(load(d + i), _mm256_xor_si256(coverage, ones));
        store(d + i, _mm256_adds_epu8(share(load(s + i), weight), rest));
    }
    wp_kernels_simd.over_opacity(d + i, s + i, a ? a + i : 0, opacity, n - i);
}

// a · (32768 − w) + b · w = 32768 a + (b − a) · w.
AVX2 static void mix(uint8_t *out, const uint8_t *a, const uint8_t *b, int weight, size_t n) {
    const __m256i share = _mm256_set1_epi16((short)weight);
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        __m256i from = load(a + i), to = load(b + i);
        __m256i first = _mm256_mulhrs_epi16(_mm256_sub_epi16(low(to), low(from)), share);
        __m256i second = _mm256_mulhrs_epi16(_mm256_sub_epi16(high(to), high(from)), share);
        store(out + i, _mm256_packus_epi16(_mm256_add_epi16(low(from), first), _mm256_add_epi16(high(from), second)));
    }
    wp_kernels_simd.mix(out + i, a + i, b + i, weight, n - i);
}

AVX2 static void multiply(uint8_t *p, const uint8_t *m, size_t n) {
    size_t i = 0;
    for (; i + 32 <= n; i += 32) store(p + i, product(load(p + i), load(m + i)));
    wp_kernels_simd.multiply(p + i, m + i, n - i);
}

// Eight samples at a time. Where their sources lie within sixteen bytes one load fetches all, and a shuffle gives each
// sample its neighbors; else each gathers its own four.
AVX2 WP_BODY __m256i scale_h8(const uint8_t *src, const int32_t *index, const int16_t *weights, int taps, size_t n,
                              size_t i) {
    __m256i sum = _mm256_set1_epi32(128), places = load(index + i);
    int32_t first = index[i] < index[i + 7] ? index[i] : index[i + 7];
    int32_t last = index[i] < index[i + 7] ? index[i + 7] : index[i];
    if (last - first <= 12) {
        // Words 0 and 1 of each sample get bytes 0 and 1 from its place on; the upper byte of each word is zero.
        __m256i relative = _mm256_sub_epi32(places, _mm256_set1_epi32(first));
        relative = _mm256_or_si256(relative, _mm256_slli_epi32(relative, 16));
        __m256i front = _mm256_add_epi32(relative, _mm256_set1_epi32((int)0x80018000u));
        __m256i back = _mm256_add_epi32(relative, _mm256_set1_epi32((int)0x80038002u));
        for (int k = 0; k < taps; k += 4) {
            const int16_t *group = weights + (size_t)k * n + 2 * i;
            __m256i bytes = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(src + first + k)));
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, front), load(group)));
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, back), load(group + 2 * n)));
        }
    } else {
        const __m256i front = _mm256_setr_epi32((int)0x80018000, (int)0x80058004, (int)0x80098008, (int)0x800D800C,
                                                (int)0x80018000, (int)0x80058004, (int)0x80098008, (int)0x800D800C);
        const __m256i back = _mm256_add_epi32(front, _mm256_set1_epi32(0x00020002));
        for (int k = 0; k < taps; k += 4) {
            const int16_t *group = weights + (size_t)k * n + 2 * i;
            __m256i bytes = _mm256_i32gather_epi32((const int *)(src + k), places, 1);
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, front), load(group)));
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, back), load(group + 2 * n)));
        }
    }
    return _mm256_srai_epi32(sum, 8);
}

AVX2 static void scale_h(int16_t *out, const uint8_t *src, const int32_t *index, const int16_t *weights, int taps,
                         size_t n) {
    if (n < 8) {
        wp_kernels_reference.scale_h(out, src, index, weights, taps, n);
        return;
    }
    for (size_t i = 0; i < n; i += 8) {
        if (i + 8 > n) i = n - 8;
        __m256i v = taps == 4 ? scale_h8(src, index, weights, 4, n, i) : scale_h8(src, index, weights, taps, n, i);
        __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
        _mm_storeu_si128((__m128i *)(out + i), words);
    }
}

/// Sixteen samples as words.
AVX2 WP_BODY __m256i scale_v16(const int16_t *const *rows, const int16_t *weights, int taps, size_t i) {
    __m256i first = _mm256_set1_epi32(1 << 19), second = first;
    for (int k = 0; k < taps; k += 2) {
        __m256i pair = _mm256_set1_epi32((int)((uint32_t)(uint16_t)weights[k + 1] << 16 | (uint16_t)weights[k]));
        __m256i upper = load(rows[k] + i), lower = load(rows[k + 1] + i);
        first = _mm256_add_epi32(first, _mm256_madd_epi16(_mm256_unpacklo_epi16(upper, lower), pair));
        second = _mm256_add_epi32(second, _mm256_madd_epi16(_mm256_unpackhi_epi16(upper, lower), pair));
    }
    return _mm256_packs_epi32(_mm256_srai_epi32(first, 20), _mm256_srai_epi32(second, 20));
}

AVX2 WP_BODY void scale_v_taps(uint8_t *out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n) {
    for (size_t i = 0; i < n; i += 32) {
        if (i + 32 > n) i = n - 32;
        __m256i v = _mm256_packus_epi16(scale_v16(rows, weights, taps, i), scale_v16(rows, weights, taps, i + 16));
        store(out + i, _mm256_permute4x64_epi64(v, 0xD8));
    }
}

AVX2 static void scale_v(uint8_t *out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n) {
    if (n < 32) {
        wp_kernels_simd.scale_v(out, rows, weights, taps, n);
    } else if (taps == 4) {
        scale_v_taps(out, rows, weights, 4, n);
    } else {
        scale_v_taps(out, rows, weights, taps, n);
    }
}

// MARK: Warp

/// Four pairs of one row and of the row below it.
AVX2 static inline __m256i two_rows(const uint8_t *pairs, ptrdiff_t stride) {
    __m128i upper = _mm_loadl_epi64((const __m128i *)pairs);
    return _mm256_inserti128_si256(_mm256_castsi128_si256(upper), _mm_loadl_epi64((const __m128i *)(pairs + stride)), 1);
}

/// The two samples at a place, as words 0 and 1.
AVX2 WP_BODY __m128i warp1(wp_place place, ptrdiff_t stride) {
    // The first samples of four pairs as words, then the second ones.
    const __m256i apart = _mm256_setr_epi8(0, -1, 2, -1, 4, -1, 6, -1, 1, -1, 3, -1, 5, -1, 7, -1, 0, -1, 2, -1, 4, -1,
                                           6, -1, 1, -1, 3, -1, 5, -1, 7, -1);
    __m256i across = _mm256_broadcastq_epi64(_mm_loadl_epi64((const __m128i *)place.across));
    __m256i top = _mm256_madd_epi16(_mm256_shuffle_epi8(two_rows(place.pairs, stride), apart), across);
    __m256i bottom = _mm256_madd_epi16(_mm256_shuffle_epi8(two_rows(place.pairs + 2 * stride, stride), apart), across);
    // Rows 0 and 2 in the lower half, 1 and 3 in the upper.
    __m256i sums = _mm256_add_epi32(_mm256_hadd_epi32(top, bottom), _mm256_set1_epi32(128));
    sums = _mm256_srai_epi32(sums, 8);
    __m128i rows = _mm_blend_epi16(_mm256_castsi256_si128(sums),
                                   _mm_slli_epi32(_mm256_extracti128_si256(sums, 1), 16), 0xAA);
    __m128i down = _mm_shuffle_epi32(_mm_loadl_epi64((const __m128i *)place.down), 0x50);
    __m128i parts = _mm_madd_epi16(rows, down);
    return _mm_add_epi32(parts, _mm_shuffle_epi32(parts, 0x0E));
}

AVX2 static void warp(uint8_t *first, uint8_t *second, const wp_pairs *source, int64_t x, int64_t y, int64_t stepX,
                      int64_t stepY, size_t n) {
    const __m128i half = _mm_set1_epi32(1 << 19);
    // Two places at a time, then four of their results in one vector.
    const __m128i gather = _mm_setr_epi8(0, 2, 4, 6, 1, 3, 5, 7, -1, -1, -1, -1, -1, -1, -1, -1);
    size_t i = 0;
    uint64_t px = (uint64_t)x, py = (uint64_t)y, sx = (uint64_t)stepX, sy = (uint64_t)stepY;
    for (; i + 4 <= n; i += 4) {
        __m128i pairs[4];
        for (int k = 0; k < 4; k++) {
            pairs[k] = warp1(wp_place_at(source, px, py), source->stride);
            px += sx;
            py += sy;
        }
        __m128i front = _mm_srai_epi32(_mm_add_epi32(_mm_unpacklo_epi64(pairs[0], pairs[1]), half), 20);
        __m128i back = _mm_srai_epi32(_mm_add_epi32(_mm_unpacklo_epi64(pairs[2], pairs[3]), half), 20);
        __m128i bytes = _mm_packs_epi32(front, back);
        bytes = _mm_shuffle_epi8(_mm_packus_epi16(bytes, bytes), gather);
        int32_t some = _mm_cvtsi128_si32(bytes), others = _mm_extract_epi32(bytes, 1);
        memcpy(first + i, &some, 4);
        memcpy(second + i, &others, 4);
    }
    wp_kernels_reference.warp(first + i, second + i, source, (int64_t)px, (int64_t)py, stepX, stepY, n - i);
}

// MARK: Color

AVX2 static void convert(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, size_t n) {
    wp_convert(rgba, luma, cb, cr, n);
}

AVX2 static void convert_straight(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha,
                                  size_t n) {
    wp_convert_straight(rgba, luma, cb, cr, alpha, n);
}

AVX2 static void convert_premultiplied(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha,
                                       size_t n) {
    wp_convert_premultiplied(rgba, luma, cb, cr, alpha, n);
}

const wp_kernels wp_kernels_avx2 = {over, over_opacity, mix, multiply, scale_h, scale_v, warp,
                                    convert, convert_straight, convert_premultiplied};
#endif
