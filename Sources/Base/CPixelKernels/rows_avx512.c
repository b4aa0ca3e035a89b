// The kernels with AVX-512 (F, BW, DQ, VL, VBMI and VNNI: Ice Lake, Zen 4 and later). Rests of rows go through masks.
#include "row_bodies.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vnni"), min_vector_width(512)))

AVX512 static inline __m512i load(const void *p) { return _mm512_loadu_si512(p); }

/// The lowest `count` bits, count 0…64.
static inline uint64_t lowBits(size_t count) { return count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1; }

/// Bytes as words, in two halves whose order _mm512_packus_epi16 restores.
AVX512 static inline __m512i low(__m512i v) { return _mm512_unpacklo_epi8(v, _mm512_setzero_si512()); }
AVX512 static inline __m512i high(__m512i v) { return _mm512_unpackhi_epi8(v, _mm512_setzero_si512()); }

/// div255(p · q) of 64 pairs of bytes.
///
/// Bytes at even places become words in their own place. Those at odd places stay in the upper halves of words, whose
/// lower halves are zero: the upper word of their product is p · q, and the quotient ends in an upper half again.
AVX512 static inline __m512i product(__m512i p, __m512i q) {
    const __m512i even = _mm512_set1_epi16(0x00FF), odd = _mm512_set1_epi16((short)0xFF00);
    const __m512i half = _mm512_set1_epi16(128);
    __m512i first = _mm512_mullo_epi16(_mm512_and_si512(p, even), _mm512_and_si512(q, even));
    __m512i second = _mm512_mulhi_epu16(_mm512_and_si512(p, odd), _mm512_and_si512(q, odd));
    // (t + (t >> 8)) >> 8 = t · 257 >> 16.
    first = _mm512_mulhi_epu16(_mm512_add_epi16(first, half), _mm512_set1_epi16(257));
    second = _mm512_add_epi16(second, half);
    second = _mm512_add_epi16(second, _mm512_srli_epi16(second, 8));
    return _mm512_or_si512(first, _mm512_and_si512(second, odd));
}

/// 64 bytes times a weight in 1/32768.
AVX512 static inline __m512i share(__m512i v, __m512i weight) {
    return _mm512_packus_epi16(_mm512_mulhrs_epi16(low(v), weight), _mm512_mulhrs_epi16(high(v), weight));
}

AVX512 static inline __m512i complement(__m512i v) { return _mm512_xor_si512(v, _mm512_set1_epi8(-1)); }

// MARK: Layers

AVX512 static inline int isTransparent(const uint8_t *s, const uint8_t *a) {
    __m512i any = _mm512_or_si512(_mm512_or_si512(load(s), load(s + 64)), _mm512_or_si512(load(a), load(a + 64)));
    return _mm512_test_epi8_mask(any, any) == 0;
}

AVX512 static inline int isOpaque(const uint8_t *a) {
    return _mm512_cmpeq_epi8_mask(_mm512_and_si512(load(a), load(a + 64)), _mm512_set1_epi8(-1)) == UINT64_MAX;
}

AVX512 WP_BODY __m512i laid(__m512i d, __m512i s, __m512i a, int isFaded, __m512i weight) {
    if (isFaded) {
        s = share(s, weight);
        a = share(a, weight);
    }
    return _mm512_adds_epu8(s, product(d, complement(a)));
}

// Groups of 128 samples that add nothing are skipped, wholly opaque ones copied; their first samples tell whether to
// look. Premultiplied samples may add light where alpha is 0: filters leave such halos.
AVX512 WP_BODY void lay(wp_layers l, int isCovered, int isFaded, int opacity) {
    const __m512i ones = _mm512_set1_epi8(-1), weight = _mm512_set1_epi16((short)opacity);
    const size_t rowsAhead = wp_rows_ahead(l.n);
    for (; l.rows; l = wp_next_row(l)) {
        uint8_t *d = l.d;
        const uint8_t *s = l.s, *a = isCovered ? l.a : 0;
        wp_ahead ahead = wp_ahead_of(l, rowsAhead);
        size_t i = 0;
        for (; i + 128 <= l.n; i += 128) {
            wp_fetch_group(ahead, i, 128, isCovered);
            if (isCovered) {
                uint64_t eight = wp_eight(a + i);
                if (eight == 0 && isTransparent(s + i, a + i)) continue;
                if (!isFaded && eight == UINT64_MAX && isOpaque(a + i)) {
                    memcpy(d + i, s + i, 128);
                    continue;
                }
            }
            for (size_t k = i; k < i + 128; k += 64) {
                __m512i v = laid(load(d + k), load(s + k), isCovered ? load(a + k) : ones, isFaded, weight);
                _mm512_storeu_si512(d + k, v);
            }
        }
        wp_fetch_range(ahead, i, l.n, isCovered);
        for (; i < l.n; i += 64) {
            __mmask64 lanes = lowBits(l.n - i);
            __m512i under = _mm512_maskz_loadu_epi8(lanes, d + i), light = _mm512_maskz_loadu_epi8(lanes, s + i);
            __m512i alpha = isCovered ? _mm512_maskz_loadu_epi8(lanes, a + i) : ones;
            _mm512_mask_storeu_epi8(d + i, lanes, laid(under, light, alpha, isFaded, weight));
        }
    }
}

AVX512 static void over(wp_layers layers) { lay(layers, 1, 0, 0); }

AVX512 static void over_opacity(wp_layers layers, int opacity) {
    if (layers.a) {
        lay(layers, 1, 1, opacity);
    } else {
        lay(layers, 0, 1, opacity);
    }
}

// s · (32768 − w) + a · w = 32768 s + (a − s) · w.
AVX512 static inline __m512i mixed(__m512i from, __m512i to, __m512i share) {
    __m512i first = _mm512_mulhrs_epi16(_mm512_sub_epi16(low(to), low(from)), share);
    __m512i second = _mm512_mulhrs_epi16(_mm512_sub_epi16(high(to), high(from)), share);
    return _mm512_packus_epi16(_mm512_add_epi16(low(from), first), _mm512_add_epi16(high(from), second));
}

AVX512 static void mix(wp_layers l, int weight) {
    const __m512i share = _mm512_set1_epi16((short)weight);
    const size_t rowsAhead = wp_rows_ahead(l.n);
    for (; l.rows; l = wp_next_row(l)) {
        wp_ahead ahead = wp_ahead_of(l, rowsAhead);
        size_t i = 0;
        for (; i + 64 <= l.n; i += 64) {
            wp_fetch_range(ahead, i, i + 64, 1);
            _mm512_storeu_si512(l.d + i, mixed(load(l.s + i), load(l.a + i), share));
        }
        if (i == l.n) continue;
        wp_fetch_range(ahead, i, l.n, 1);
        __mmask64 lanes = lowBits(l.n - i);
        __m512i from = _mm512_maskz_loadu_epi8(lanes, l.s + i), to = _mm512_maskz_loadu_epi8(lanes, l.a + i);
        _mm512_mask_storeu_epi8(l.d + i, lanes, mixed(from, to, share));
    }
}

AVX512 static void multiply(uint8_t *p, const uint8_t *m, size_t n) {
    for (size_t i = 0; i < n; i += 64) {
        __mmask64 lanes = lowBits(n - i);
        __m512i v = product(_mm512_maskz_loadu_epi8(lanes, p + i), _mm512_maskz_loadu_epi8(lanes, m + i));
        _mm512_mask_storeu_epi8(p + i, lanes, v);
    }
}

// Sixteen samples at a time. Where their sources lie within 64 bytes one load fetches all, and a permutation gives each
// sample its neighbors; else each gathers its own four.
AVX512 WP_BODY __m256i scale_h16(const uint8_t *src, const int32_t *index, const int16_t *weights, int taps, size_t n,
                                 size_t i) {
    const __mmask64 even = 0x5555555555555555;
    __m512i sum = _mm512_set1_epi32(128), places = load(index + i);
    int32_t first = index[i] < index[i + 15] ? index[i] : index[i + 15];
    int32_t last = index[i] < index[i + 15] ? index[i + 15] : index[i];
    if (last - first <= 60) {
        // Words 0 and 1 of each sample get bytes 0 and 1 from its place on; the upper byte of each word is zero.
        __m512i relative = _mm512_sub_epi32(places, _mm512_set1_epi32(first));
        relative = _mm512_or_si512(relative, _mm512_slli_epi32(relative, 16));
        __m512i front = _mm512_add_epi32(relative, _mm512_set1_epi32(0x00010000));
        __m512i back = _mm512_add_epi32(relative, _mm512_set1_epi32(0x00030002));
        for (int k = 0; k < taps; k += 4) {
            const int16_t *group = weights + (size_t)k * n + 2 * i;
            __m512i bytes = load(src + first + k);
            __m512i pair = _mm512_maskz_permutexvar_epi8(even, front, bytes);
            sum = _mm512_add_epi32(sum, _mm512_madd_epi16(pair, load(group)));
            pair = _mm512_maskz_permutexvar_epi8(even, back, bytes);
            sum = _mm512_add_epi32(sum, _mm512_madd_epi16(pair, load(group + 2 * n)));
        }
    } else {
        const __m512i front = _mm512_set4_epi32((int)0x800D800C, (int)0x80098008, (int)0x80058004, (int)0x80018000);
        const __m512i back = _mm512_add_epi32(front, _mm512_set1_epi32(0x00020002));
        for (int k = 0; k < taps; k += 4) {
            const int16_t *group = weights + (size_t)k * n + 2 * i;
            __m512i bytes = _mm512_i32gather_epi32(places, src + k, 1);
            sum = _mm512_add_epi32(sum, _mm512_madd_epi16(_mm512_shuffle_epi8(bytes, front), load(group)));
            sum = _mm512_add_epi32(sum, _mm512_madd_epi16(_mm512_shuffle_epi8(bytes, back), load(group + 2 * n)));
        }
    }
    return _mm512_cvtepi32_epi16(_mm512_srai_epi32(sum, 8));
}

AVX512 static void scale_h(int16_t *out, const uint8_t *src, const int32_t *index, const int16_t *weights, int taps,
                           size_t n) {
    if (n < 16) {
        wp_kernels_avx2.scale_h(out, src, index, weights, taps, n);
        return;
    }
    for (size_t i = 0; i < n; i += 16) {
        if (i + 16 > n) i = n - 16;
        __m256i v = taps == 4 ? scale_h16(src, index, weights, 4, n, i) : scale_h16(src, index, weights, taps, n, i);
        _mm256_storeu_si256((__m256i *)(out + i), v);
    }
}

/// Thirty-two samples as words.
AVX512 WP_BODY __m512i scale_v32(const int16_t *const *rows, const int16_t *weights, int taps, size_t i) {
    __m512i first = _mm512_set1_epi32(1 << 19), second = first;
    for (int k = 0; k < taps; k += 2) {
        __m512i pair = _mm512_set1_epi32((int)((uint32_t)(uint16_t)weights[k + 1] << 16 | (uint16_t)weights[k]));
        __m512i upper = load(rows[k] + i), lower = load(rows[k + 1] + i);
        first = _mm512_add_epi32(first, _mm512_madd_epi16(_mm512_unpacklo_epi16(upper, lower), pair));
        second = _mm512_add_epi32(second, _mm512_madd_epi16(_mm512_unpackhi_epi16(upper, lower), pair));
    }
    return _mm512_packs_epi32(_mm512_srai_epi32(first, 20), _mm512_srai_epi32(second, 20));
}

AVX512 WP_BODY void scale_v_taps(uint8_t *out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n) {
    const __m512i order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
    for (size_t i = 0; i < n; i += 64) {
        if (i + 64 > n) i = n - 64;
        __m512i v = _mm512_packus_epi16(scale_v32(rows, weights, taps, i), scale_v32(rows, weights, taps, i + 32));
        _mm512_storeu_si512(out + i, _mm512_permutexvar_epi64(order, v));
    }
}

AVX512 static void scale_v(uint8_t *out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n) {
    if (n < 64) {
        wp_kernels_avx2.scale_v(out, rows, weights, taps, n);
    } else if (taps == 4) {
        scale_v_taps(out, rows, weights, 4, n);
    } else {
        scale_v_taps(out, rows, weights, taps, n);
    }
}

// MARK: Warp

/// Eight places in 1/2^32, brought inside: their pairs' offsets from the source's base, and their phases.
typedef struct {
    __m512i offsets, across, down;
} warp_places;

AVX512 WP_BODY warp_places warp_places_at(const wp_pairs *source, __m512i x, __m512i y) {
    const __m512i half = _mm512_set1_epi64(1 << 21), phase = _mm512_set1_epi64(1023), zero = _mm512_setzero_si512();
    x = _mm512_add_epi64(x, half);
    y = _mm512_add_epi64(y, half);
    __m512i left = _mm512_srai_epi64(x, 32), top = _mm512_srai_epi64(y, 32);
    left = _mm512_min_epi64(_mm512_max_epi64(left, zero), _mm512_set1_epi64(source->width - 4));
    top = _mm512_min_epi64(_mm512_max_epi64(top, zero), _mm512_set1_epi64(source->height - 4));
    __m512i rows = _mm512_mul_epu32(top, _mm512_set1_epi64(source->stride));
    return (warp_places){_mm512_add_epi64(rows, _mm512_add_epi64(left, left)),
                         _mm512_and_si512(_mm512_srli_epi64(x, 22), phase),
                         _mm512_and_si512(_mm512_srli_epi64(y, 22), phase)};
}

/// One row of the eight places across: words 0 and 2 of each quarter hold the two samples, 64 times too large.
AVX512 WP_BODY __m512i warp_across(const uint8_t *row, __m512i offsets, __m512i high, __m512i low) {
    // The first samples of four pairs, then the second ones.
    const __m512i apart = _mm512_set4_epi32(0x0F0D0B09, 0x0E0C0A08, 0x07050301, 0x06040200);
    __m512i samples = _mm512_shuffle_epi8(_mm512_i64gather_epi64(offsets, row, 1), apart);
    // (256 · high + low + 128) >> 8.
    __m512i rest = _mm512_dpbusd_epi32(_mm512_set1_epi32(128), samples, low);
    return _mm512_dpbusd_epi32(_mm512_srai_epi32(rest, 8), samples, high);
}

/// Two rows as pairs of words.
AVX512 WP_BODY __m512i row_pairs(__m512i upper, __m512i lower) {
    return _mm512_mask_blend_epi16(0xAAAAAAAA, upper, _mm512_slli_epi32(lower, 16));
}

/// Both samples at eight places, as sixteen bytes in turns.
AVX512 WP_BODY __m128i warp8(const wp_pairs *source, __m512i x, __m512i y) {
    warp_places places = warp_places_at(source, x, y);
    __m512i across = _mm512_i64gather_epi64(places.across, wp_cubic_halves, 8);
    __m512i down = _mm512_i64gather_epi64(places.down, wp_cubic_phases, 8);
    __m512i high = _mm512_shuffle_epi32(across, 0xA0), low = _mm512_shuffle_epi32(across, 0xF5);
    const uint8_t *base = source->base;
    ptrdiff_t stride = source->stride;
    __m512i upper = row_pairs(warp_across(base, places.offsets, high, low),
                              warp_across(base + stride, places.offsets, high, low));
    __m512i lower = row_pairs(warp_across(base + 2 * stride, places.offsets, high, low),
                              warp_across(base + 3 * stride, places.offsets, high, low));
    __m512i sum = _mm512_dpwssd_epi32(_mm512_set1_epi32(1 << 19), upper, _mm512_shuffle_epi32(down, 0xA0));
    sum = _mm512_srai_epi32(_mm512_dpwssd_epi32(sum, lower, _mm512_shuffle_epi32(down, 0xF5)), 20);
    return _mm512_cvtusepi32_epi8(_mm512_max_epi32(sum, _mm512_setzero_si512()));
}

AVX512 static void warp(uint8_t *first, uint8_t *second, const wp_pairs *source, int64_t x, int64_t y, int64_t stepX,
                        int64_t stepY, size_t n) {
    const __m128i apart = _mm_setr_epi8(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
    const __m512i lanes = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
    __m512i px = _mm512_add_epi64(_mm512_set1_epi64(x), _mm512_mullo_epi64(lanes, _mm512_set1_epi64(stepX)));
    __m512i py = _mm512_add_epi64(_mm512_set1_epi64(y), _mm512_mullo_epi64(lanes, _mm512_set1_epi64(stepY)));
    const __m512i eightX = _mm512_set1_epi64((int64_t)(8 * (uint64_t)stepX));
    const __m512i eightY = _mm512_set1_epi64((int64_t)(8 * (uint64_t)stepY));
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        __m128i bytes = _mm_shuffle_epi8(warp8(source, px, py), apart);
        _mm_storel_epi64((__m128i *)(first + i), bytes);
        _mm_storeh_pd((double *)(second + i), _mm_castsi128_pd(bytes));
        px = _mm512_add_epi64(px, eightX);
        py = _mm512_add_epi64(py, eightY);
    }
    if (i < n) {
        uint64_t done = i;
        wp_warp_avx2(first + i, second + i, source, (int64_t)((uint64_t)x + done * (uint64_t)stepX),
                             (int64_t)((uint64_t)y + done * (uint64_t)stepY), stepX, stepY, n - i);
    }
}

// MARK: Color

AVX512 static void convert(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, size_t n) {
    wp_convert(rgba, luma, cb, cr, n);
}

AVX512 static void convert_straight(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha,
                                    size_t n) {
    wp_convert_straight(rgba, luma, cb, cr, alpha, n);
}

AVX512 static void convert_premultiplied(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha,
                                         size_t n) {
    wp_convert_premultiplied(rgba, luma, cb, cr, alpha, n);
}

// Memory sets the pace of turns: wider vectors gain nothing.
const wp_kernels wp_kernels_avx512 = {over, over_opacity, mix, multiply, scale_h, scale_v, warp,
                                      convert, convert_straight, convert_premultiplied, wp_transpose_avx2,
                                      wp_mirror_avx2};
#endif
