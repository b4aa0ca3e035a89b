// The kernels with AVX2. Whole vectors first; the rest of a row goes through the reference.
#include "CPixelKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

/// div255 of sixteen products of two bytes.
AVX2 static inline __m256i div255(__m256i x) {
    __m256i t = _mm256_add_epi16(x, _mm256_set1_epi16(128));
    return _mm256_srli_epi16(_mm256_add_epi16(t, _mm256_srli_epi16(t, 8)), 8);
}

AVX2 static inline __m256i widen(const uint8_t *p) {
    return _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)p));
}

AVX2 static inline __m256i narrow(__m256i low, __m256i high) {
    return _mm256_permute4x64_epi64(_mm256_packus_epi16(low, high), 0xD8);
}

// Runs of 32 samples that are wholly transparent are skipped, wholly opaque ones copied.
AVX2 static void over(uint8_t *d, const uint8_t *s, const uint8_t *a, size_t n) {
    const __m256i full = _mm256_set1_epi16(255), ones = _mm256_set1_epi8(-1);
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        __m256i alpha = _mm256_loadu_si256((const __m256i *)(a + i));
        if (_mm256_testz_si256(alpha, alpha)) {
            // Premultiplied samples may still add light where alpha is 0; filters leave such halos.
            __m256i light = _mm256_loadu_si256((const __m256i *)(s + i));
            if (_mm256_testz_si256(light, light)) continue;
        } else if (_mm256_testc_si256(alpha, ones)) {
            _mm256_storeu_si256((__m256i *)(d + i), _mm256_loadu_si256((const __m256i *)(s + i)));
            continue;
        }
        __m256i low = _mm256_add_epi16(
            widen(s + i), div255(_mm256_mullo_epi16(widen(d + i), _mm256_sub_epi16(full, widen(a + i)))));
        __m256i high = _mm256_add_epi16(
            widen(s + i + 16), div255(_mm256_mullo_epi16(widen(d + i + 16), _mm256_sub_epi16(full, widen(a + i + 16)))));
        _mm256_storeu_si256((__m256i *)(d + i), narrow(low, high));
    }
    wp_kernels_reference.over(d + i, s + i, a + i, n - i);
}

AVX2 static void over_opacity(uint8_t *d, const uint8_t *s, const uint8_t *a, int opacity, size_t n) {
    const __m256i full = _mm256_set1_epi16(255), share = _mm256_set1_epi16((short)opacity);
    const __m256i whole = _mm256_mulhrs_epi16(full, share);
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        __m256i sums[2];
        for (int half = 0; half < 2; half++) {
            size_t at = i + 16 * (size_t)half;
            __m256i coverage = a ? _mm256_mulhrs_epi16(widen(a + at), share) : whole;
            __m256i rest = div255(_mm256_mullo_epi16(widen(d + at), _mm256_sub_epi16(full, coverage)));
            sums[half] = _mm256_add_epi16(_mm256_mulhrs_epi16(widen(s + at), share), rest);
        }
        _mm256_storeu_si256((__m256i *)(d + i), narrow(sums[0], sums[1]));
    }
    wp_kernels_reference.over_opacity(d + i, s + i, a ? a + i : 0, opacity, n - i);
}

AVX2 static void mix(uint8_t *out, const uint8_t *a, const uint8_t *b, int weight, size_t n) {
    const __m256i weights = _mm256_set1_epi32((weight << 16) | (32768 - weight)), round = _mm256_set1_epi32(16384);
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        __m256i left = widen(a + i), right = widen(b + i);
        __m256i low = _mm256_madd_epi16(_mm256_unpacklo_epi16(left, right), weights);
        __m256i high = _mm256_madd_epi16(_mm256_unpackhi_epi16(left, right), weights);
        low = _mm256_srli_epi32(_mm256_add_epi32(low, round), 15);
        high = _mm256_srli_epi32(_mm256_add_epi32(high, round), 15);
        __m256i sums = _mm256_packs_epi32(low, high);
        _mm_storeu_si128((__m128i *)(out + i), _mm256_castsi256_si128(narrow(sums, sums)));
    }
    wp_kernels_reference.mix(out + i, a + i, b + i, weight, n - i);
}

AVX2 static void multiply(uint8_t *p, const uint8_t *m, size_t n) {
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        __m256i low = div255(_mm256_mullo_epi16(widen(p + i), widen(m + i)));
        __m256i high = div255(_mm256_mullo_epi16(widen(p + i + 16), widen(m + i + 16)));
        _mm256_storeu_si256((__m256i *)(p + i), narrow(low, high));
    }
    wp_kernels_reference.multiply(p + i, m + i, n - i);
}

// Eight samples at a time: each gathers four neighboring bytes, which multiply its four weights.
AVX2 static void scale_h(int16_t *out, const uint8_t *src, const int32_t *index, const int16_t *weights, int taps,
                         size_t n) {
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        __m256i places = _mm256_loadu_si256((const __m256i *)(index + i)), sum = _mm256_set1_epi32(128);
        for (int k = 0; k < taps; k += 4) {
            const int16_t *group = weights + (size_t)k * n + 4 * i;
            __m256i bytes = _mm256_i32gather_epi32((const int *)(src + k), places, 1);
            __m256i low = _mm256_madd_epi16(_mm256_cvtepu8_epi16(_mm256_castsi256_si128(bytes)),
                                            _mm256_loadu_si256((const __m256i *)group));
            __m256i high = _mm256_madd_epi16(_mm256_cvtepu8_epi16(_mm256_extracti128_si256(bytes, 1)),
                                             _mm256_loadu_si256((const __m256i *)(group + 16)));
            sum = _mm256_add_epi32(sum, _mm256_permute4x64_epi64(_mm256_hadd_epi32(low, high), 0xD8));
        }
        sum = _mm256_srai_epi32(sum, 8);
        __m256i packed = _mm256_permute4x64_epi64(_mm256_packs_epi32(sum, sum), 0xD8);
        _mm_storeu_si128((__m128i *)(out + i), _mm256_castsi256_si128(packed));
    }
    for (; i < n; i++) {
        int sum = 128;
        for (int k = 0; k < taps; k++) sum += src[index[i] + k] * weights[(size_t)(k / 4) * 4 * n + 4 * i + k % 4];
        out[i] = (int16_t)(sum >> 8);
    }
}

AVX2 static void scale_v(uint8_t *out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n) {
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        __m256i low = _mm256_set1_epi32(1 << 19), high = low;
        for (int k = 0; k < taps; k += 2) {
            __m256i pair = _mm256_set1_epi32((int)((uint32_t)(uint16_t)weights[k + 1] << 16 | (uint16_t)weights[k]));
            __m256i first = _mm256_loadu_si256((const __m256i *)(rows[k] + i));
            __m256i second = _mm256_loadu_si256((const __m256i *)(rows[k + 1] + i));
            low = _mm256_add_epi32(low, _mm256_madd_epi16(_mm256_unpacklo_epi16(first, second), pair));
            high = _mm256_add_epi32(high, _mm256_madd_epi16(_mm256_unpackhi_epi16(first, second), pair));
        }
        __m256i sums = _mm256_packs_epi32(_mm256_srai_epi32(low, 20), _mm256_srai_epi32(high, 20));
        _mm_storeu_si128((__m128i *)(out + i), _mm256_castsi256_si128(narrow(sums, sums)));
    }
    for (; i < n; i++) {
        int sum = 1 << 19;
        for (int k = 0; k < taps; k++) sum += rows[k][i] * weights[k];
        out[i] = (uint8_t)((sum >> 20) < 0 ? 0 : (sum >> 20) > 255 ? 255 : sum >> 20);
    }
}

const wp_kernels wp_kernels_avx2 = {over, over_opacity, mix, multiply, scale_h, scale_v};
#endif
