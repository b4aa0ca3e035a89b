// The kernels as plain loops: what the others must equal, bit for bit.
#include "tables.h"

#pragma clang fp contract(off)

static inline unsigned div255(unsigned x) {
    unsigned t = x + 128;
    return (t + (t >> 8)) >> 8;
}

static inline uint8_t clamp255(int v) { return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v); }

static void over(uint8_t *d, const uint8_t *s, const uint8_t *a, size_t n) {
    for (size_t i = 0; i < n; i++) d[i] = clamp255((int)(s[i] + div255(d[i] * (255u - a[i]))));
}

static void over_opacity(uint8_t *d, const uint8_t *s, const uint8_t *a, int opacity, size_t n) {
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

static inline double clampUnit(double v) { return v > 0 ? (v < 1 ? v : 1) : 0; }

static inline double withinBillion(double v) { return v > -1e9 ? (v < 1e9 ? v : 1e9) : -1e9; }

static inline int clampIndex(int v, int first, int end) { return v < first ? first : v >= end ? end - 1 : v; }

// Keys' cubic with a = −1/2 at the four samples around a point that lies t behind the second.
static inline void cubic(double t, float weights[4]) {
    weights[0] = (float)(((-0.5 * t + 1) * t - 0.5) * t);
    weights[1] = (float)((1.5 * t - 2.5) * t * t + 1);
    weights[2] = (float)(((-1.5 * t + 2) * t + 0.5) * t);
    weights[3] = (float)((0.5 * t - 0.5) * t * t);
}

uint8_t wp_warp_sample(const wp_warp *warp, const wp_plane *plane, int left, int top, const float across[4],
                       const float down[4], float share) {
    const uint8_t *rows[4];
    float sums[4];
    for (int k = 0; k < 4; k++) rows[k] = plane->base + plane->stride * clampIndex(top + k, warp->firstY, warp->endY);
    for (int c = 0; c < 4; c++) {
        int x = clampIndex(left + c, warp->firstX, warp->endX);
        float sum = (float)rows[0][x] * down[0];
        for (int k = 1; k < 4; k++) {
            float part = (float)rows[k][x] * down[k];
            sum = sum + part;
        }
        sums[c] = sum * across[c];
    }
    float low = sums[0] + sums[1], high = sums[2] + sums[3];
    float value = (low + high) * share;
    value = value + 0.5f;
    return value < 0 ? 0 : value >= 255 ? 255 : (uint8_t)value;
}

static void warp(const wp_warp *warp, double x, double y, uint8_t *const *outputs, uint8_t *coverage, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double sx = x + (double)i * warp->stepX, sy = y + (double)i * warp->stepY;
        double share = clampUnit((sx - warp->left) * warp->edgeX + 0.5);
        share *= clampUnit((warp->right - sx) * warp->edgeX + 0.5);
        share *= clampUnit((sy - warp->top) * warp->edgeY + 0.5);
        share *= clampUnit((warp->bottom - sy) * warp->edgeY + 0.5);
        if (coverage) coverage[i] = (uint8_t)(share * 255 + 0.5);
        if (share <= 0) {
            for (int p = 0; p < warp->planeCount; p++) outputs[p][i] = 0;
            continue;
        }
        double px = withinBillion((sx - warp->originX) / warp->spacing);
        double py = withinBillion((sy - warp->originY) / warp->spacing);
        int left = (int)px - (px < (double)(int)px), top = (int)py - (py < (double)(int)py);
        float across[4], down[4];
        cubic(px - left, across);
        cubic(py - top, down);
        for (int p = 0; p < warp->planeCount; p++)
            outputs[p][i] = wp_warp_sample(warp, &warp->planes[p], left - 1, top - 1, across, down, (float)share);
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

int wp_is_opaque(const uint8_t *rgba, size_t n) {
    uint8_t all = 255;
    for (size_t i = 0; i < n; i++) all &= rgba[4 * i + 3];
    return all == 255;
}

const wp_kernels wp_kernels_reference = {over, over_opacity, mix, multiply, scale_h, scale_v, warp,
                                         convert, convert_straight, convert_premultiplied};
