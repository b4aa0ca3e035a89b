// The kernels as plain loops: what the others must equal, bit for bit.
#include "row_bodies.h"

#pragma clang fp contract(off)

static inline unsigned div255(unsigned x) {
    unsigned t = x + 128;
    return (t + (t >> 8)) >> 8;
}

static inline uint8_t clamp255(int v) { return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v); }

static void over(wp_layers l) {
    for (; l.rows; l = wp_next_row(l)) {
        for (size_t i = 0; i < l.n; i++) l.d[i] = clamp255((int)(l.s[i] + div255(l.d[i] * (255u - l.a[i]))));
    }
}

static void over_opacity(wp_layers l, int opacity) {
    unsigned o = (unsigned)opacity;
    for (; l.rows; l = wp_next_row(l)) {
        for (size_t i = 0; i < l.n; i++) {
            unsigned coverage = ((l.a ? l.a[i] : 255) * o + 16384) >> 15;
            l.d[i] = clamp255((int)(((l.s[i] * o + 16384) >> 15) + div255(l.d[i] * (255 - coverage))));
        }
    }
}

static void mix(wp_layers l, int weight) {
    unsigned w = (unsigned)weight, u = 32768 - w;
    for (; l.rows; l = wp_next_row(l)) {
        for (size_t i = 0; i < l.n; i++) l.d[i] = (uint8_t)((l.s[i] * u + l.a[i] * w + 16384) >> 15);
    }
}

static void multiply(uint8_t *p, const uint8_t *m, size_t n) {
    for (size_t i = 0; i < n; i++) p[i] = (uint8_t)div255((unsigned)p[i] * m[i]);
}

static void scale_h(int16_t *out, const uint8_t *src, const int32_t *index, const int16_t *weights, int taps,
                    size_t n) {
    for (size_t i = 0; i < n; i++) {
        int sum = 128;
        for (int k = 0; k < taps; k++) sum += src[index[i] + k] * weights[(size_t)(k / 2) * 2 * n + 2 * i + k % 2];
        out[i] = (int16_t)(sum >> 8);
    }
}

static void scale_v(uint8_t *out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n) {
    for (size_t i = 0; i < n; i++) {
        int sum = 1 << 19;
        for (int k = 0; k < taps; k++) sum += rows[k][i] * weights[k];
        out[i] = clamp255(sum >> 20);
    }
}

// MARK: Warp

static void warp(uint8_t *first, uint8_t *second, const wp_pairs *source, int64_t x, int64_t y, int64_t stepX,
                 int64_t stepY, size_t n) {
    for (size_t i = 0; i < n; i++) {
        wp_place place =
            wp_place_at(source, (uint64_t)x + i * (uint64_t)stepX, (uint64_t)y + i * (uint64_t)stepY);
        int sums[2] = {1 << 19, 1 << 19};
        for (int k = 0; k < 4; k++) {
            const uint8_t *pairs = place.pairs + source->stride * k;
            for (int c = 0; c < 2; c++) {
                int across = 128;
                for (int j = 0; j < 4; j++) across += pairs[2 * j + c] * place.across[j];
                sums[c] += (across >> 8) * place.down[k];
            }
        }
        first[i] = clamp255(sums[0] >> 20);
        second[i] = clamp255(sums[1] >> 20);
    }
}

// MARK: Color

// BT.709 limited (ITU-R BT.709-6, 3.2–3.4) in 1/65536 of a code for one code of R'G'B'.
static const int lumaOf[3] = {11966, 40254, 4064}, cbOf[3] = {-6596, -22189, 28784}, crOf[3] = {28784, -26145, -2639};

static inline int dot(const int of[3], const uint8_t *p) { return of[0] * p[0] + of[1] * p[1] + of[2] * p[2]; }

static void convert(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, size_t n) {
    for (size_t i = 0; i < n; i++, rgba += 4) {
        luma[i] = (uint8_t)((dot(lumaOf, rgba) + (16 << 16) + 32768) >> 16);
        cb[i] = (uint8_t)((dot(cbOf, rgba) + (128 << 16) + 32768) >> 16);
        cr[i] = (uint8_t)((dot(crOf, rgba) + (128 << 16) + 32768) >> 16);
    }
}

static inline uint8_t rounded255(int64_t v) {
    int64_t code = (v + (255 << 15)) / (255 << 16);
    return (uint8_t)(code < 0 ? 0 : code > 255 ? 255 : code);
}

static void convert_straight(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha, size_t n) {
    for (size_t i = 0; i < n; i++, rgba += 4) {
        int64_t a = rgba[3];
        alpha[i] = rgba[3];
        luma[i] = rounded255((dot(lumaOf, rgba) + (16 << 16)) * a);
        cb[i] = rounded255((dot(cbOf, rgba) + (128 << 16)) * a);
        cr[i] = rounded255((dot(crOf, rgba) + (128 << 16)) * a);
    }
}

static void convert_premultiplied(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha,
                                  size_t n) {
    for (size_t i = 0; i < n; i++, rgba += 4) {
        int64_t a = rgba[3];
        alpha[i] = rgba[3];
        luma[i] = rounded255((int64_t)dot(lumaOf, rgba) * 255 + (16 << 16) * a);
        cb[i] = rounded255((int64_t)dot(cbOf, rgba) * 255 + (128 << 16) * a);
        cr[i] = rounded255((int64_t)dot(crOf, rgba) * 255 + (128 << 16) * a);
    }
}

// MARK: Turns

static void transpose(wp_turn t) {
    for (size_t y = 0; y < t.rows; y++) {
        uint8_t *d = t.d + (ptrdiff_t)y * t.d_stride;
        for (size_t x = 0; x < t.n; x++) d[x] = t.s[(ptrdiff_t)x * t.s_stride + (ptrdiff_t)y];
    }
}

static void mirror(wp_turn t) {
    for (size_t y = 0; y < t.rows; y++) {
        uint8_t *d = t.d + (ptrdiff_t)y * t.d_stride;
        const uint8_t *s = t.s + (ptrdiff_t)y * t.s_stride;
        for (size_t x = 0; x < t.n; x++) d[x] = s[t.n - 1 - x];
    }
}

int wp_is_opaque(const uint8_t *rgba, size_t n) {
    uint8_t all = 255;
    for (size_t i = 0; i < n; i++) all &= rgba[4 * i + 3];
    return all == 255;
}

const wp_kernels wp_kernels_reference = {over, over_opacity, mix, multiply, scale_h, scale_v, warp,
                                         convert, convert_straight, convert_premultiplied, transpose, mirror};
