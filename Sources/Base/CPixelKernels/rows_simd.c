// The kernels with vectors of 16 bytes that every processor has (SSE2, NEON). The rest of a row goes through the
// reference.
#include "row_bodies.h"

typedef uint8_t bytes8 __attribute__((vector_size(8)));
typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint16_t words8 __attribute__((vector_size(16)));
typedef int16_t signed8 __attribute__((vector_size(16)));
typedef int32_t longs8 __attribute__((vector_size(32)));

static inline words8 widen(const uint8_t *p) {
    bytes8 v;
    memcpy(&v, p, 8);
    return __builtin_convertvector(v, words8);
}

static inline void narrow(uint8_t *p, words8 v) {
    bytes8 bytes = __builtin_convertvector(v, bytes8);
    memcpy(p, &bytes, 8);
}

static inline words8 div255(words8 x) {
    words8 t = x + 128;
    return (t + (t >> 8)) >> 8;
}

// min(v, 255) for v of at most 32767.
static inline words8 capped(words8 v) { return (words8)__builtin_elementwise_min((signed8)v, (signed8){} + 255); }

// (x · w + 16384) >> 15 for x of −255…255: the upper half of 2x · w, and the bit below it.
static inline words8 share(words8 x, int16_t weight) {
    const signed8 weights = (signed8){} + weight;
    longs8 product = __builtin_convertvector((signed8)(x + x), longs8) * __builtin_convertvector(weights, longs8);
    words8 low = (x + x) * (words8)weights;
    return (words8)__builtin_convertvector(product >> 16, signed8) + (low >> 15);
}

// Sixteen bytes, as words of two.
static inline words8 load(const uint8_t *p) {
    words8 v;
    memcpy(&v, p, 16);
    return v;
}

static inline void store(uint8_t *p, words8 v) { memcpy(p, &v, 16); }

// div255(p · q) of sixteen pairs of bytes: of the lower bytes of the words, and of the upper ones.
static inline words8 product(words8 p, words8 q) {
    words8 t = (p >> 8) * (q >> 8) + 128;
    return div255((p & 255) * (q & 255)) | ((t + (t >> 8)) & 0xFF00);
}

// Sixteen bytes times a weight in 1/32768.
static inline words8 shares(words8 v, int16_t weight) {
    return share(v & 255, weight) | share(v >> 8, weight) << 8;
}

static inline words8 laid(words8 d, words8 s, words8 a) {
    return (words8)__builtin_elementwise_add_sat((bytes16)s, (bytes16)product(d, ~a));
}

// MARK: Layers

// Runs of 16 samples that add nothing are skipped, wholly opaque ones copied.
static void over(wp_layers l) {
    const size_t whole = l.n & ~(size_t)15;
    for (wp_layers row = l; whole && row.rows; row = wp_next_row(row)) {
        for (size_t i = 0; i < whole; i += 16) {
            uint8_t *d = row.d + i;
            const uint8_t *s = row.s + i, *a = row.a + i;
            uint64_t first = wp_eight(a), second = wp_eight(a + 8);
            if ((first | second) == 0 && (wp_eight(s) | wp_eight(s + 8)) == 0) continue;
            if ((first & second) == UINT64_MAX) {
                memcpy(d, s, 16);
                continue;
            }
            store(d, laid(load(d), load(s), load(a)));
        }
    }
    wp_kernels_reference.over(wp_columns(l, whole));
}

static void over_opacity(wp_layers l, int opacity) {
    const words8 full = (words8){} + 0xFFFF, constant = shares(full, (int16_t)opacity);
    const size_t whole = l.n & ~(size_t)15;
    for (wp_layers row = l; whole && row.rows; row = wp_next_row(row)) {
        for (size_t i = 0; i < whole; i += 16) {
            words8 coverage = row.a ? shares(load(row.a + i), (int16_t)opacity) : constant;
            store(row.d + i, laid(load(row.d + i), shares(load(row.s + i), (int16_t)opacity), coverage));
        }
    }
    wp_kernels_reference.over_opacity(wp_columns(l, whole), opacity);
}

static void mix(wp_layers l, int weight) {
    const size_t whole = l.n & ~(size_t)15;
    for (wp_layers row = l; whole && row.rows; row = wp_next_row(row)) {
        for (size_t i = 0; i < whole; i += 16) {
            words8 from = load(row.s + i), to = load(row.a + i);
            words8 low = (from & 255) + share((to & 255) - (from & 255), (int16_t)weight);
            words8 high = (from >> 8) + share((to >> 8) - (from >> 8), (int16_t)weight);
            store(row.d + i, low | high << 8);
        }
    }
    wp_kernels_reference.mix(wp_columns(l, whole), weight);
}

static void multiply(uint8_t *p, const uint8_t *m, size_t n) {
    size_t i = 0;
    for (; i + 16 <= n; i += 16) store(p + i, product(load(p + i), load(m + i)));
    wp_kernels_reference.multiply(p + i, m + i, n - i);
}

static void scale_h(int16_t *restrict out, const uint8_t *restrict src, const int32_t *restrict index,
                    const int16_t *restrict weights, int taps, size_t n) {
    if (taps == 4) {
        for (size_t i = 0; i < n; i++) {
            const uint8_t *p = src + index[i];
            const int16_t *w = weights + 2 * i;
            out[i] = (int16_t)((p[0] * w[0] + p[1] * w[1] + p[2] * w[2 * n] + p[3] * w[2 * n + 1] + 128) >> 8);
        }
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const uint8_t *p = src + index[i];
        int sum = 128;
        for (int k = 0; k < taps; k += 2) {
            const int16_t *w = weights + (size_t)k * n + 2 * i;
            sum += p[k] * w[0] + p[k + 1] * w[1];
        }
        out[i] = (int16_t)(sum >> 8);
    }
}

static void scale_v(uint8_t *out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n) {
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        longs8 sum = (longs8){} + (1 << 19);
        for (int k = 0; k < taps; k++) {
            signed8 v;
            memcpy(&v, rows[k] + i, 16);
            sum += __builtin_convertvector(v, longs8) * (int32_t)weights[k];
        }
        sum >>= 20;
        signed8 v = __builtin_convertvector(sum, signed8);
        narrow(out + i, capped((words8)__builtin_elementwise_max(v, (signed8){})));
    }
    for (; i < n; i++) {
        int sum = 1 << 19;
        for (int k = 0; k < taps; k++) sum += rows[k][i] * weights[k];
        sum >>= 20;
        out[i] = (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
    }
}

// MARK: Warp

static void warp(uint8_t *first, uint8_t *second, const wp_pairs *source, int64_t x, int64_t y, int64_t stepX,
                 int64_t stepY, size_t n) {
    for (size_t i = 0; i < n; i++) {
        wp_place place =
            wp_place_at(source, (uint64_t)x + i * (uint64_t)stepX, (uint64_t)y + i * (uint64_t)stepY);
        const int16_t *w = place.across;
        const longs8 across = {w[0], w[0], w[1], w[1], w[2], w[2], w[3], w[3]};
        int32_t sums[2] = {1 << 19, 1 << 19};
        for (int k = 0; k < 4; k++) {
            longs8 parts = __builtin_convertvector(widen(place.pairs + source->stride * k), longs8) * across;
            sums[0] += ((parts[0] + parts[2] + parts[4] + parts[6] + 128) >> 8) * place.down[k];
            sums[1] += ((parts[1] + parts[3] + parts[5] + parts[7] + 128) >> 8) * place.down[k];
        }
        int32_t v = sums[0] >> 20, u = sums[1] >> 20;
        first[i] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
        second[i] = (uint8_t)(u < 0 ? 0 : u > 255 ? 255 : u);
    }
}

// MARK: Color

static void convert(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, size_t n) {
    wp_convert(rgba, luma, cb, cr, n);
}

static void convert_straight(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha, size_t n) {
    wp_convert_straight(rgba, luma, cb, cr, alpha, n);
}

static void convert_premultiplied(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha,
                                  size_t n) {
    wp_convert_premultiplied(rgba, luma, cb, cr, alpha, n);
}

// MARK: Turns

// Sixteen by sixteen samples. Interleaving the upper eight rows with the lower eight moves a bit of each sample's row
// number into its column number; four times moves all.
static inline void transpose_block(uint8_t *d, ptrdiff_t d_stride, const uint8_t *s, ptrdiff_t s_stride) {
    bytes16 a[16], b[16];
    for (int i = 0; i < 16; i++) memcpy(&a[i], s + i * s_stride, 16);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 8; i++) {
            b[2 * i] = __builtin_shufflevector(a[i], a[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            b[2 * i + 1] = __builtin_shufflevector(a[i], a[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30,
                                                   15, 31);
        }
        memcpy(a, b, sizeof a);
    }
    for (int i = 0; i < 16; i++) memcpy(d + i * d_stride, &a[i], 16);
}

// The last block of a row and the last row of blocks overlap those before them.
static void transpose(wp_turn t) {
    if (t.n < 16 || t.rows < 16) {
        wp_kernels_reference.transpose(t);
        return;
    }
    // Four blocks side by side fill whole cache lines.
    for (size_t left = 0; left < t.n; left += 64) {
        for (size_t y = 0; y < t.rows; y += 16) {
            size_t top = y + 16 > t.rows ? t.rows - 16 : y;
            for (size_t x = left; x < left + 64 && x < t.n; x += 16) {
                wp_turn block = wp_transposed_part(t, x + 16 > t.n ? t.n - 16 : x, top, 16, 16);
                transpose_block(block.d, block.d_stride, block.s, block.s_stride);
            }
        }
    }
}

static inline void mirror_block(uint8_t *d, const uint8_t *s) {
    bytes16 v;
    memcpy(&v, s, 16);
    v = __builtin_shufflevector(v, v, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    memcpy(d, &v, 16);
}

static void mirror(wp_turn t) {
    if (t.n < 16) {
        wp_kernels_reference.mirror(t);
        return;
    }
    for (size_t y = 0; y < t.rows; y++) {
        uint8_t *d = t.d + (ptrdiff_t)y * t.d_stride;
        const uint8_t *s = t.s + (ptrdiff_t)y * t.s_stride;
        for (size_t x = 0; x + 16 <= t.n; x += 16) mirror_block(d + x, s + t.n - 16 - x);
        mirror_block(d + t.n - 16, s);
    }
}

const wp_kernels wp_kernels_simd = {over, over_opacity, mix, multiply, scale_h, scale_v, warp,
                                    convert, convert_straight, convert_premultiplied, transpose, mirror};
