// Loops that compilers vectorize well, as bodies to be compiled once for each instruction set.
#pragma once
#include "tables.h"
#include <string.h>

#pragma clang fp contract(off)

#define WP_BODY static inline __attribute__((always_inline))

// MARK: Warp

/// Destination samples that are placed together.
#define WP_PLACES 64

/// Where samples of a row lie in the source, and with which weights.
typedef struct {
    float across[4][WP_PLACES], down[4][WP_PLACES];
    float share[WP_PLACES];
    /// The first of the four columns and rows.
    int32_t left[WP_PLACES], top[WP_PLACES];
} wp_places;

WP_BODY double wp_unit(double v) { return v > 0 ? (v < 1 ? v : 1) : 0; }

/// Splits a coordinate into the first of four samples and their weights; see the reference for the formulas.
WP_BODY int32_t wp_split(double p, float *w0, float *w1, float *w2, float *w3) {
    p = p > -1e9 ? (p < 1e9 ? p : 1e9) : -1e9;
    double whole = (double)(int32_t)p;
    whole = whole > p ? whole - 1 : whole;
    double t = p - whole;
    *w0 = (float)(((-0.5 * t + 1) * t - 0.5) * t);
    *w1 = (float)((1.5 * t - 2.5) * t * t + 1);
    *w2 = (float)(((-1.5 * t + 2) * t + 0.5) * t);
    *w3 = (float)((0.5 * t - 0.5) * t * t);
    return (int32_t)whole - 1;
}

WP_BODY void wp_find_places(wp_places *places, const wp_warp *warp, double x, double y, size_t start,
                            uint8_t *coverage, size_t count) {
    const wp_warp w = *warp;
    // Exact, as the spacing is a power of two.
    const double narrower = 1 / w.spacing;
    double shares[WP_PLACES];
    for (size_t i = 0; i < count; i++) {
        double at = (double)(int32_t)(start + i), sx = x + at * w.stepX, sy = y + at * w.stepY;
        double share = wp_unit((sx - w.left) * w.edgeX + 0.5) * wp_unit((w.right - sx) * w.edgeX + 0.5) *
                       wp_unit((sy - w.top) * w.edgeY + 0.5) * wp_unit((w.bottom - sy) * w.edgeY + 0.5);
        shares[i] = share;
        places->share[i] = (float)share;
        places->left[i] = wp_split((sx - w.originX) * narrower, &places->across[0][i], &places->across[1][i],
                                   &places->across[2][i], &places->across[3][i]);
        places->top[i] = wp_split((sy - w.originY) * narrower, &places->down[0][i], &places->down[1][i],
                                  &places->down[2][i], &places->down[3][i]);
    }
    if (coverage)
        for (size_t i = 0; i < count; i++) coverage[i] = (uint8_t)(int32_t)(shares[i] * 255 + 0.5);
}

/// Whether all sixteen samples may be read.
WP_BODY int wp_is_inside(const wp_warp *warp, int left, int top) {
    return left >= warp->firstX && left + 4 <= warp->endX && top >= warp->firstY && top + 4 <= warp->endY;
}

WP_BODY uint8_t wp_sample_place(const wp_warp *warp, const wp_plane *plane, const wp_places *places, size_t i) {
    if (places->share[i] <= 0) return 0;
    float across[4], down[4];
    for (int k = 0; k < 4; k++) {
        across[k] = places->across[k][i];
        down[k] = places->down[k][i];
    }
    return wp_warp_sample(warp, plane, places->left[i], places->top[i], across, down, places->share[i]);
}

// MARK: Color

WP_BODY uint32_t wp_pixel(const uint8_t *p) {
    uint32_t v;
    memcpy(&v, p, 4);
    return v;
}

/// A pixel's R, G, B, weighted.
WP_BODY int32_t wp_dot(uint32_t p, int32_t r, int32_t g, int32_t b) {
    return r * (int32_t)(p & 255) + g * (int32_t)(p >> 8 & 255) + b * (int32_t)(p >> 16 & 255);
}

// The reference's coefficients.
WP_BODY int32_t wp_luma(uint32_t p) { return wp_dot(p, 11966, 40254, 4064); }
WP_BODY int32_t wp_cb(uint32_t p) { return wp_dot(p, -6596, -22189, 28784); }
WP_BODY int32_t wp_cr(uint32_t p) { return wp_dot(p, 28784, -26145, -2639); }

WP_BODY void wp_convert(const uint8_t *restrict rgba, uint8_t *restrict luma, uint8_t *restrict cb,
                        uint8_t *restrict cr, size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint32_t p = wp_pixel(rgba + 4 * i);
        luma[i] = (uint8_t)((wp_luma(p) + (16 << 16) + 32768) >> 16);
        cb[i] = (uint8_t)((wp_cb(p) + (128 << 16) + 32768) >> 16);
        cr[i] = (uint8_t)((wp_cr(p) + (128 << 16) + 32768) >> 16);
    }
}

/// v / 255, rounded down, for v below 65 536.
WP_BODY uint32_t wp_255th(uint32_t v) { return (v * 32897) >> 23; }

// The value in 1/65536 times alpha stays below 241 · 65536 · 255 + 255 · 32768 < 2^32.
WP_BODY uint8_t wp_code_straight(int32_t value, uint32_t alpha) {
    return (uint8_t)wp_255th(((uint32_t)value * alpha + (255u << 15)) >> 16);
}

WP_BODY void wp_convert_straight(const uint8_t *restrict rgba, uint8_t *restrict luma, uint8_t *restrict cb,
                                 uint8_t *restrict cr, uint8_t *restrict alpha, size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint32_t p = wp_pixel(rgba + 4 * i), a = p >> 24;
        alpha[i] = (uint8_t)a;
        luma[i] = wp_code_straight(wp_luma(p) + (16 << 16), a);
        cb[i] = wp_code_straight(wp_cb(p) + (128 << 16), a);
        cr[i] = wp_code_straight(wp_cr(p) + (128 << 16), a);
    }
}

// The offset's share is a multiple of 65536, so it may be added behind the shift. Components above alpha are no valid
// input, but have a defined result: the code is clamped.
WP_BODY uint8_t wp_code_premultiplied(int32_t shifted, int32_t offset) {
    int32_t v = shifted + offset;
    uint32_t code = wp_255th((uint32_t)(v < 0 ? 0 : v > 65535 ? 65535 : v));
    return (uint8_t)(code > 255 ? 255 : code);
}

WP_BODY void wp_convert_premultiplied(const uint8_t *restrict rgba, uint8_t *restrict luma, uint8_t *restrict cb,
                                      uint8_t *restrict cr, uint8_t *restrict alpha, size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint32_t p = wp_pixel(rgba + 4 * i);
        int32_t a = (int32_t)(p >> 24);
        alpha[i] = (uint8_t)a;
        // Luma's sum is never negative and takes all 32 bits.
        luma[i] = wp_code_premultiplied((int32_t)(((uint32_t)wp_luma(p) * 255 + (255u << 15)) >> 16), 16 * a);
        cb[i] = wp_code_premultiplied((wp_cb(p) * 255 + (255 << 15)) >> 16, 128 * a);
        cr[i] = wp_code_premultiplied((wp_cr(p) * 255 + (255 << 15)) >> 16, 128 * a);
    }
}
