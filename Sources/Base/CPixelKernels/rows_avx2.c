// The kernels with AVX2. Whole vectors first; the rest of a row goes through the narrower kernels.
#include "avx2.h"

#if defined(__x86_64__)
/// Bytes as words, in two halves whose order _mm256_packus_epi16 restores.
AVX2 static inline __m256i low(__m256i v) { return _mm256_unpacklo_epi8(v, _mm256_setzero_si256()); }
AVX2 static inline __m256i high(__m256i v) { return _mm256_unpackhi_epi8(v, _mm256_setzero_si256()); }

/// div255(p · q) of 32 pairs of bytes.
///
/// Bytes at even places become words in their own place. Those at odd places stay in the upper halves of words, whose
/// lower halves are zero: the upper word of their product is p · q, and the quotient ends in an upper half again.
AVX2 static inline __m256i product(__m256i p, __m256i q) {
    const __m256i even = _mm256_set1_epi16(0x00FF), odd = _mm256_set1_epi16((short)0xFF00);
    const __m256i half = _mm256_set1_epi16(128);
    __m256i first = _mm256_mullo_epi16(_mm256_and_si256(p, even), _mm256_and_si256(q, even));
    __m256i second = _mm256_mulhi_epu16(_mm256_and_si256(p, odd), _mm256_and_si256(q, odd));
    // (t + (t >> 8)) >> 8 = t · 257 >> 16.
    first = _mm256_mulhi_epu16(_mm256_add_epi16(first, half), _mm256_set1_epi16(257));
    second = _mm256_add_epi16(second, half);
    second = _mm256_add_epi16(second, _mm256_srli_epi16(second, 8));
    return _mm256_or_si256(first, _mm256_and_si256(second, odd));
}

/// 32 bytes times a weight in 1/32768.
AVX2 static inline __m256i share(__m256i v, __m256i weight) {
    return _mm256_packus_epi16(_mm256_mulhrs_epi16(low(v), weight), _mm256_mulhrs_epi16(high(v), weight));
}

AVX2 static inline __m256i complement(__m256i v) { return _mm256_xor_si256(v, _mm256_set1_epi8(-1)); }

// MARK: Layers

/// The last `count` of 32 samples, the others zero; count 0…32.
AVX2 static inline __m256i last(const uint8_t *p, size_t count) {
    static const uint8_t mask[64] = {[32 ... 63] = 255};
    return _mm256_and_si256(load(p), load(mask + count));
}

AVX2 static inline int isTransparent(const uint8_t *s, const uint8_t *a) {
    __m256i any = _mm256_or_si256(load(s), load(a));
    for (int k = 32; k < 128; k += 32) any = _mm256_or_si256(any, _mm256_or_si256(load(s + k), load(a + k)));
    return _mm256_testz_si256(any, any);
}

AVX2 static inline int isOpaque(const uint8_t *a) {
    __m256i all = _mm256_and_si256(_mm256_and_si256(load(a), load(a + 32)),
                                   _mm256_and_si256(load(a + 64), load(a + 96)));
    return _mm256_testc_si256(all, _mm256_set1_epi8(-1));
}

AVX2 WP_BODY __m256i laid(__m256i d, __m256i s, __m256i a, int isFaded, __m256i weight) {
    if (isFaded) {
        s = share(s, weight);
        a = share(a, weight);
    }
    return _mm256_adds_epu8(s, product(d, complement(a)));
}

// Groups of 128 samples that add nothing are skipped, wholly opaque ones copied; their first samples tell whether to
// look. Premultiplied samples may add light where alpha is 0: filters leave such halos. A row's rest goes through a
// whole vector whose first samples, done before, get nothing laid over them.
AVX2 WP_BODY void lay(wp_layers l, int isCovered, int isFaded, int opacity) {
    const __m256i ones = _mm256_set1_epi8(-1), weight = _mm256_set1_epi16((short)opacity);
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
            for (size_t k = i; k < i + 128; k += 32)
                store(d + k, laid(load(d + k), load(s + k), isCovered ? load(a + k) : ones, isFaded, weight));
        }
        wp_fetch_range(ahead, i, l.n, isCovered);
        for (; i + 32 <= l.n; i += 32)
            store(d + i, laid(load(d + i), load(s + i), isCovered ? load(a + i) : ones, isFaded, weight));
        if (i < l.n) {
            size_t place = l.n - 32, count = l.n - i;
            __m256i alpha = last(isCovered ? a + place : (const uint8_t *)&ones, count);
            store(d + place, laid(load(d + place), last(s + place, count), alpha, isFaded, weight));
        }
    }
}

AVX2 static void over(wp_layers layers) {
    if (layers.n < 32) {
        wp_kernels_simd.over(layers);
    } else {
        lay(layers, 1, 0, 0);
    }
}

AVX2 static void over_opacity(wp_layers layers, int opacity) {
    if (layers.n < 32) {
        wp_kernels_simd.over_opacity(layers, opacity);
    } else if (layers.a) {
        lay(layers, 1, 1, opacity);
    } else {
        lay(layers, 0, 1, opacity);
    }
}

// s · (32768 − w) + a · w = 32768 s + (a − s) · w, of bytes at even places and at odd ones.
AVX2 static inline __m256i mixed(__m256i from, __m256i to, __m256i share) {
    const __m256i even = _mm256_set1_epi16(0x00FF);
    __m256i first = _mm256_and_si256(from, even), second = _mm256_srli_epi16(from, 8);
    __m256i rise = _mm256_sub_epi16(_mm256_and_si256(to, even), first);
    first = _mm256_add_epi16(first, _mm256_mulhrs_epi16(rise, share));
    rise = _mm256_sub_epi16(_mm256_srli_epi16(to, 8), second);
    second = _mm256_add_epi16(second, _mm256_mulhrs_epi16(rise, share));
    return _mm256_or_si256(first, _mm256_slli_epi16(second, 8));
}

AVX2 static void mix(wp_layers l, int weight) {
    const size_t whole = l.n & ~(size_t)31, rowsAhead = wp_rows_ahead(l.n);
    const __m256i share = _mm256_set1_epi16((short)weight);
    for (wp_layers row = l; whole && row.rows; row = wp_next_row(row)) {
        wp_ahead ahead = wp_ahead_of(row, rowsAhead);
        size_t i = 0;
        for (; i + 64 <= whole; i += 64) {
            wp_fetch_range(ahead, i, i + 64, 1);
            store(row.d + i, mixed(load(row.s + i), load(row.a + i), share));
            store(row.d + i + 32, mixed(load(row.s + i + 32), load(row.a + i + 32), share));
        }
        wp_fetch_range(ahead, i, l.n, 1);
        if (i < whole) store(row.d + i, mixed(load(row.s + i), load(row.a + i), share));
    }
    if (whole < l.n) wp_kernels_simd.mix(wp_columns(l, whole), weight);
}

AVX2 static void multiply(uint8_t *p, const uint8_t *m, size_t n) {
    size_t i = 0;
    for (; i + 32 <= n; i += 32) store(p + i, product(load(p + i), load(m + i)));
    wp_kernels_simd.multiply(p + i, m + i, n - i);
}

/// Eight samples whose sources lie far apart, the last step of rounding left to do. Where those of each four lie within
/// sixteen bytes two loads fetch them; else each sample gathers its own four.
AVX2 static __attribute__((noinline)) __m256i scale_far8(const uint8_t *src, const int32_t *index,
                                                         const int16_t *weights, int taps, size_t n) {
    __m256i sum = _mm256_set1_epi32(128), places = load(index);
    const int32_t first = index[0] < index[3] ? index[0] : index[3], second = index[4] < index[7] ? index[4] : index[7];
    if (index[0] + index[3] - 2 * first <= 12 && index[4] + index[7] - 2 * second <= 12) {
        __m256i relative = _mm256_sub_epi32(
            places, _mm256_blend_epi32(_mm256_set1_epi32(first), _mm256_set1_epi32(second), 0xF0));
        relative = _mm256_or_si256(relative, _mm256_slli_epi32(relative, 16));
        __m256i front = _mm256_add_epi32(relative, _mm256_set1_epi32((int)0x80018000u));
        __m256i back = _mm256_add_epi32(relative, _mm256_set1_epi32((int)0x80038002u));
        for (int k = 0; k < taps; k += 4, weights += 4 * n) {
            __m128i lower = _mm_loadu_si128((const __m128i *)(src + first + k));
            __m128i upper = _mm_loadu_si128((const __m128i *)(src + second + k));
            __m256i bytes = _mm256_inserti128_si256(_mm256_castsi128_si256(lower), upper, 1);
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, front), load(weights)));
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, back), load(weights + 2 * n)));
        }
        return sum;
    }
    const __m256i front = _mm256_setr_epi32((int)0x80018000, (int)0x80058004, (int)0x80098008, (int)0x800D800C,
                                            (int)0x80018000, (int)0x80058004, (int)0x80098008, (int)0x800D800C);
    const __m256i back = _mm256_add_epi32(front, _mm256_set1_epi32(0x00020002));
    for (int k = 0; k < taps; k += 4, weights += 4 * n) {
        __m256i bytes = _mm256_i32gather_epi32((const int *)(src + k), places, 1);
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, front), load(weights)));
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_shuffle_epi8(bytes, back), load(weights + 2 * n)));
    }
    return sum;
}

// Eight samples at a time. Where their sources lie within sixteen bytes one load fetches all, and a shuffle gives each
// sample its neighbors.
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
        sum = scale_far8(src, index + i, weights + 2 * i, taps, n);
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

const wp_kernels wp_kernels_avx2 = {over, over_opacity, mix, multiply, scale_h, scale_v, wp_warp_avx2,
                                    convert, convert_straight, convert_premultiplied, wp_transpose_avx2,
                                    wp_mirror_avx2};
#endif
