#include "picture_blocks.h"

#include <stdlib.h>

void wp_block_sums_reference(const uint8_t *a, ptrdiff_t stride_a, const uint8_t *b, ptrdiff_t stride_b, int count,
                             int32_t *sum_a, int32_t *sum_b, int32_t *squares, int32_t *products,
                             int32_t *differences) {
    for (int block = 0; block < count; block++) {
        int32_t sa = 0, sb = 0, ss = 0, sp = 0, sd = 0;
        for (int y = 0; y < 4; y++) {
            for (int x = 4 * block; x < 4 * block + 4; x++) {
                int32_t p = a[y * stride_a + x], q = b[y * stride_b + x];
                sa += p;
                sb += q;
                ss += p * p + q * q;
                sp += p * q;
                sd += abs(p - q);
            }
        }
        sum_a[block] = sa;
        sum_b[block] = sb;
        squares[block] = ss;
        products[block] = sp;
        differences[block] = sd;
    }
}

static inline __attribute__((always_inline)) void similarity(wp_block_row upper, wp_block_row lower, int count,
                                                             float *result) {
    const float c1 = 0.01f * 0.01f * 255 * 255 * 64, c2 = 0.03f * 0.03f * 255 * 255 * 64 * 63;
    for (int i = 0; i < count; i++) {
        float a = (float)(upper.sum_a[i] + upper.sum_a[i + 1] + lower.sum_a[i] + lower.sum_a[i + 1]);
        float b = (float)(upper.sum_b[i] + upper.sum_b[i + 1] + lower.sum_b[i] + lower.sum_b[i + 1]);
        float s = (float)(upper.squares[i] + upper.squares[i + 1] + lower.squares[i] + lower.squares[i + 1]);
        float p = (float)(upper.products[i] + upper.products[i + 1] + lower.products[i] + lower.products[i + 1]);
        float variances = s * 64 - a * a - b * b, covariance = p * 64 - a * b;
        result[i] = (2 * a * b + c1) * (2 * covariance + c2) / ((a * a + b * b + c1) * (variances + c2));
    }
}

static inline __attribute__((always_inline)) void box_sums(const uint8_t *samples, ptrdiff_t stride, int count,
                                                           uint16_t *sums) {
    for (int block = 0; block < count; block++) {
        uint16_t sum = 0;
        for (int y = 0; y < 8; y++)
            for (int x = 0; x < 8; x++) sum += samples[y * stride + 8 * block + x];
        sums[block] = sum;
    }
}

static inline __attribute__((always_inline)) uint64_t squared_distance(const uint16_t *a, const uint16_t *b,
                                                                       int count) {
    uint64_t sum = 0;
    // 8 x 16320² stay below 2³¹.
    int i = 0;
    for (; i + 8 <= count; i += 8) {
        uint32_t part = 0;
        for (int k = 0; k < 8; k++) {
            int32_t d = (int32_t)a[i + k] - (int32_t)b[i + k];
            part += (uint32_t)(d * d);
        }
        sum += part;
    }
    for (; i < count; i++) {
        int64_t d = (int64_t)a[i] - b[i];
        sum += (uint64_t)(d * d);
    }
    return sum;
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,fma")))

AVX2 static inline __m128i four_sums(__m256i pairs) {
    // Pairs 0…7 become the sums 0+1, 2+3, 4+5, 6+7.
    __m256i sums = _mm256_hadd_epi32(pairs, pairs);
    return _mm_unpacklo_epi64(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
}

AVX2 static void block_sums_avx2(const uint8_t *a, ptrdiff_t stride_a, const uint8_t *b, ptrdiff_t stride_b, int count,
                                 int32_t *sum_a, int32_t *sum_b, int32_t *squares, int32_t *products,
                                 int32_t *differences) {
    const __m256i ones = _mm256_set1_epi16(1);
    int block = 0;
    for (; block + 4 <= count; block += 4) {
        __m256i sa = _mm256_setzero_si256(), sb = sa, ss = sa, sp = sa, sd = sa;
        for (int y = 0; y < 4; y++) {
            __m256i p = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(a + y * stride_a + 4 * block)));
            __m256i q = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(b + y * stride_b + 4 * block)));
            sa = _mm256_add_epi16(sa, p);
            sb = _mm256_add_epi16(sb, q);
            ss = _mm256_add_epi32(ss, _mm256_add_epi32(_mm256_madd_epi16(p, p), _mm256_madd_epi16(q, q)));
            sp = _mm256_add_epi32(sp, _mm256_madd_epi16(p, q));
            sd = _mm256_add_epi16(sd, _mm256_abs_epi16(_mm256_sub_epi16(p, q)));
        }
        _mm_storeu_si128((__m128i *)(sum_a + block), four_sums(_mm256_madd_epi16(sa, ones)));
        _mm_storeu_si128((__m128i *)(sum_b + block), four_sums(_mm256_madd_epi16(sb, ones)));
        _mm_storeu_si128((__m128i *)(squares + block), four_sums(ss));
        _mm_storeu_si128((__m128i *)(products + block), four_sums(sp));
        _mm_storeu_si128((__m128i *)(differences + block), four_sums(_mm256_madd_epi16(sd, ones)));
    }
    wp_block_sums_reference(a + 4 * block, stride_a, b + 4 * block, stride_b, count - block, sum_a + block,
                            sum_b + block, squares + block, products + block, differences + block);
}

AVX2 static void similarity_avx2(wp_block_row upper, wp_block_row lower, int count, float *result) {
    similarity(upper, lower, count, result);
}

AVX2 static void box_sums_avx2(const uint8_t *samples, ptrdiff_t stride, int count, uint16_t *sums) {
    int block = 0;
    for (; block + 4 <= count; block += 4) {
        __m256i sum = _mm256_setzero_si256();
        for (int y = 0; y < 8; y++) {
            __m256i row = _mm256_loadu_si256((const __m256i *)(samples + y * stride + 8 * block));
            sum = _mm256_add_epi64(sum, _mm256_sad_epu8(row, _mm256_setzero_si256()));
        }
        uint64_t parts[4];
        _mm256_storeu_si256((__m256i *)parts, sum);
        for (int k = 0; k < 4; k++) sums[block + k] = (uint16_t)parts[k];
    }
    box_sums(samples + 8 * block, stride, count - block, sums + block);
}

AVX2 static uint64_t squared_distance_avx2(const uint16_t *a, const uint16_t *b, int count) {
    return squared_distance(a, b, count);
}

static int has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

#define CHOOSE(fast, plain) return has_avx2() ? fast : plain
#else
#define CHOOSE(fast, plain) return plain
#endif

void wp_block_sums(const uint8_t *a, ptrdiff_t stride_a, const uint8_t *b, ptrdiff_t stride_b, int count, int32_t *sum_a,
                   int32_t *sum_b, int32_t *squares, int32_t *products, int32_t *differences) {
    CHOOSE(block_sums_avx2(a, stride_a, b, stride_b, count, sum_a, sum_b, squares, products, differences),
           wp_block_sums_reference(a, stride_a, b, stride_b, count, sum_a, sum_b, squares, products, differences));
}

void wp_similarity(wp_block_row upper, wp_block_row lower, int count, float *result) {
    CHOOSE(similarity_avx2(upper, lower, count, result), similarity(upper, lower, count, result));
}

void wp_box_sums(const uint8_t *samples, ptrdiff_t stride, int count, uint16_t *sums) {
    CHOOSE(box_sums_avx2(samples, stride, count, sums), box_sums(samples, stride, count, sums));
}

uint64_t wp_squared_distance(const uint16_t *a, const uint16_t *b, int count) {
    CHOOSE(squared_distance_avx2(a, b, count), squared_distance(a, b, count));
}
