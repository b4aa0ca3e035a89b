// The kernels as plain loops: what the others must equal, bit for bit. Compilers vectorize most of them.
#include "CPixelKernels.h"

static inline unsigned div255(unsigned x) {
    unsigned t = x + 128;
    return (t + (t >> 8)) >> 8;
}

static inline uint8_t clamp255(int v) { return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v); }

static void over(uint8_t *restrict d, const uint8_t *restrict s, const uint8_t *restrict a, size_t n) {
    for (size_t i = 0; i < n; i++) d[i] = clamp255((int)(s[i] + div255(d[i] * (255u - a[i]))));
}

static void over_opacity(uint8_t *restrict d, const uint8_t *restrict s, const uint8_t *restrict a, int opacity,
                         size_t n) {
    unsigned o = (unsigned)opacity;
    for (size_t i = 0; i < n; i++) {
        unsigned coverage = ((a ? a[i] : 255) * o + 16384) >> 15;
        d[i] = clamp255((int)(((s[i] * o + 16384) >> 15) + div255(d[i] * (255 - coverage))));
    }
}

static void mix(uint8_t *out, const uint8_t *a, const uint8_t *b, int weight, size_t n) {
    unsigned w = (unsigned)weight, u = 32768 - w;
    for (size_t i = 0; i < n; i++) out[i] = (uint8_t)((a[i] * u + b[i] * w + 16384) >> 15);
}

static void multiply(uint8_t *restrict p, const uint8_t *restrict m, size_t n) {
    for (size_t i = 0; i < n; i++) p[i] = (uint8_t)div255((unsigned)p[i] * m[i]);
}

static void scale_h(int16_t *restrict out, const uint8_t *restrict src, const int32_t *restrict index,
                    const int16_t *restrict weights, int taps, size_t n) {
    for (size_t i = 0; i < n; i++) {
        int sum = 128;
        for (int k = 0; k < taps; k++) sum += src[index[i] + k] * weights[(size_t)(k / 4) * 4 * n + 4 * i + k % 4];
        out[i] = (int16_t)(sum >> 8);
    }
}

static void scale_v(uint8_t *restrict out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n) {
    for (size_t i = 0; i < n; i++) {
        int sum = 1 << 19;
        for (int k = 0; k < taps; k++) sum += rows[k][i] * weights[k];
        out[i] = clamp255(sum >> 20);
    }
}

const wp_kernels wp_kernels_reference = {over, over_opacity, mix, multiply, scale_h, scale_v};
