// Loops that compilers vectorize well, as bodies to be compiled once for each instruction set.
#pragma once
#include "tables.h"
#include <string.h>

#pragma clang fp contract(off)

#define WP_BODY static inline __attribute__((always_inline))

// MARK: Layers

/// The rows without the first one.
WP_BODY wp_layers wp_next_row(wp_layers l) {
    l.d += l.d_stride;
    l.s += l.s_stride;
    if (l.a) l.a += l.a_stride;
    l.rows--;
    return l;
}

/// The samples from `start` on, in all rows.
WP_BODY wp_layers wp_columns(wp_layers l, size_t start) {
    l.d += start;
    l.s += start;
    if (l.a) l.a += start;
    l.n -= start;
    return l;
}

/// Samples of rows to come, at the place of a row's first one: what is fetched into the cache while that row is worked
/// on. A processor does so by itself, but too late, and stops at the end of each page.
typedef struct {
    const uint8_t *d, *s, *a;
    /// Coverage of what d points at, fetched before.
    const uint8_t *near;
} wp_ahead;

/// How many rows of n samples hold a kilobyte.
WP_BODY size_t wp_rows_ahead(size_t n) { return n ? (1023 + n) / n : 0; }

/// What to fetch during the first row: light and coverage twice as far ahead as the plane that is painted on. Of the
/// last rows, where nothing is to come, the row itself.
WP_BODY wp_ahead wp_ahead_of(wp_layers l, size_t rows) {
    ptrdiff_t near = rows < l.rows ? (ptrdiff_t)rows : 0, far = 2 * rows < l.rows ? 2 * (ptrdiff_t)rows : 0;
    return (wp_ahead){l.d + near * l.d_stride, l.s + far * l.s_stride, l.a ? l.a + far * l.a_stride : 0,
                      l.a ? l.a + near * l.a_stride : 0};
}

WP_BODY void wp_fetch(const uint8_t *p, size_t count) {
    for (size_t i = 0; i < count; i += 64) __builtin_prefetch(p + i);
}

WP_BODY uint64_t wp_eight(const uint8_t *p) {
    uint64_t v;
    memcpy(&v, p, 8);
    return v;
}

/// Fetches `count` samples of each plane, at least eight; not those painted on where nothing seems to cover them.
WP_BODY void wp_fetch_group(wp_ahead ahead, size_t start, size_t count, int isCovered) {
    wp_fetch(ahead.s + start, count);
    if (isCovered) wp_fetch(ahead.a + start, count);
    if (!isCovered || wp_eight(ahead.near + start)) wp_fetch(ahead.d + start, count);
}

/// Fetches the samples from `start` to `end` of each plane.
WP_BODY void wp_fetch_range(wp_ahead ahead, size_t start, size_t end, int isCovered) {
    for (size_t i = start; i < end; i += 64) {
        __builtin_prefetch(ahead.s + i);
        if (isCovered) __builtin_prefetch(ahead.a + i);
        __builtin_prefetch(ahead.d + i);
    }
}

// MARK: Warp

/// What a place in the source needs: its four by four pairs, and their weights.
typedef struct {
    const uint8_t *pairs;
    const int16_t *across, *down;
} wp_place;

WP_BODY int32_t wp_within(int64_t v, int32_t last) { return v < 0 ? 0 : v > last ? last : (int32_t)v; }

WP_BODY wp_place wp_place_at(const wp_pairs *source, uint64_t x, uint64_t y) {
    // To the nearest phase.
    x += 1u << 21;
    y += 1u << 21;
    int32_t left = wp_within((int64_t)x >> 32, source->width - 4), top = wp_within((int64_t)y >> 32, source->height - 4);
    return (wp_place){source->base + source->stride * top + 2 * (ptrdiff_t)left, wp_cubic_phases[x >> 22 & 1023],
                      wp_cubic_phases[y >> 22 & 1023]};
}

// MARK: Turns

/// The samples from column x and row y on, at most n columns and `rows` rows: those of the source lie the other way.
WP_BODY wp_turn wp_transposed_part(wp_turn t, size_t x, size_t y, size_t n, size_t rows) {
    t.d += (ptrdiff_t)y * t.d_stride + (ptrdiff_t)x;
    t.s += (ptrdiff_t)x * t.s_stride + (ptrdiff_t)y;
    t.n = n;
    t.rows = rows;
    return t;
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
