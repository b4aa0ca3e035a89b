// The effects' kernels as plain loops, to be compiled once for each instruction set. WP_EFFECTS names the table.
#include "CPixelKernels.h"
#include <string.h>

#pragma clang fp contract(off)

#define WP_BODY static inline __attribute__((always_inline))

WP_BODY float unit(float v) {
    v = v > 0 ? v : 0;
    return v < 1 ? v : 1;
}

WP_BODY float at_most(float a, float b) { return a < b ? a : b; }
WP_BODY float at_least(float a, float b) { return a > b ? a : b; }

/// To nearest, clamped to a byte.
WP_BODY uint8_t code(float v) {
    v = v + 0.5f;
    v = v > 0 ? v : 0;
    v = v < 255 ? v : 255;
    return (uint8_t)(int32_t)v;
}

// MARK: Bytes

static void widen(float *restrict out, const uint8_t *restrict p, size_t n) {
    for (size_t i = 0; i < n; i++) out[i] = (float)p[i];
}

static void narrow(uint8_t *restrict out, const float *restrict p, size_t n) {
    for (size_t i = 0; i < n; i++) out[i] = code(p[i]);
}

static void mix_bytes(float *restrict out, const uint8_t *near, const uint8_t *far, float share, size_t n) {
    for (size_t i = 0; i < n; i++) out[i] = (float)near[i] + (float)(far[i] - near[i]) * share;
}

static void expand(float *restrict out, const float *restrict in, float before, float after, size_t n) {
    for (size_t j = 0; j < n; j++) {
        float here = in[j], left = in[(ptrdiff_t)j - 1], right = in[j + 1];
        out[2 * j] = here + (left - here) * before;
        out[2 * j + 1] = here + (right - here) * after;
    }
}

/// Eight times the chroma sample at luma column 2j.
WP_BODY float halved8(const float *u, const float *l, size_t j) {
    ptrdiff_t x = 2 * (ptrdiff_t)j;
    return ((u[x - 1] + u[x + 1]) + (l[x - 1] + l[x + 1])) + 2 * (u[x] + l[x]);
}

static void halve(uint8_t *restrict out, const float *restrict u, const float *restrict l, size_t n) {
    for (size_t j = 0; j < n; j++) out[j] = code(halved8(u, l, j) * 0.125f);
}

// MARK: Color spaces

// ITU-R BT.709-6, 3.2–3.4: R' = Y' + 1.5748 P'r and so on; limited codes are 16 + 219 Y' and 128 + 224 P'.
#define LUMA_UNIT (1.0f / 219)
#define RED_OF_CR (1.5748f / 224)
#define BLUE_OF_CB (1.8556f / 224)
#define GREEN_OF_CB (0.0722f * 1.8556f / 0.7152f / 224)
#define GREEN_OF_CR (0.2126f * 1.5748f / 0.7152f / 224)

static void rgb(float *restrict r, float *restrict g, float *restrict b, const uint8_t *restrict y,
                const float *restrict cb, const float *restrict cr, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float luma = ((float)y[i] - 16) * LUMA_UNIT, blue = cb[i] - 128, red = cr[i] - 128;
        r[i] = unit(luma + red * RED_OF_CR);
        g[i] = unit(luma - (blue * GREEN_OF_CB + red * GREEN_OF_CR));
        b[i] = unit(luma + blue * BLUE_OF_CB);
    }
}

static void rgb_straight(float *restrict r, float *restrict g, float *restrict b, float *restrict a,
                         const uint8_t *restrict y, const float *restrict cb, const float *restrict cr,
                         const uint8_t *restrict alpha, size_t n) {
    for (size_t i = 0; i < n; i++) {
        // Where alpha is 0 the factor is 0 too, and the sample becomes black.
        float share = (float)alpha[i], factor = share > 0 ? 255 / at_least(share, 1) : 0;
        float seen = share > 0 ? 1 : 0;
        float luma = ((float)y[i] * factor - 16 * seen) * LUMA_UNIT;
        float blue = cb[i] * factor - 128 * seen, red = cr[i] * factor - 128 * seen;
        r[i] = unit(luma + red * RED_OF_CR);
        g[i] = unit(luma - (blue * GREEN_OF_CB + red * GREEN_OF_CR));
        b[i] = unit(luma + blue * BLUE_OF_CB);
        a[i] = share * (1.0f / 255);
    }
}

static void rgb_sprite(float *restrict r, float *restrict g, float *restrict b, float *restrict a,
                       const uint8_t *restrict y, const float *restrict cb, const float *restrict cr,
                       const uint8_t *restrict alpha, const float *restrict chroma_alpha, float opacity, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float share = (float)alpha[i], factor = share > 0 ? 255 / at_least(share, 1) : 0;
        float colored = chroma_alpha[i], chroma = colored > 0 ? 255 / at_least(colored, 0.0625f) : 0;
        float tinted = colored > 0 ? 1 : 0;
        float luma = ((float)y[i] * factor - 16) * LUMA_UNIT;
        float blue = cb[i] * chroma - 128 * tinted, red = cr[i] * chroma - 128 * tinted;
        r[i] = unit(luma + red * RED_OF_CR);
        g[i] = unit(luma - (blue * GREEN_OF_CB + red * GREEN_OF_CR));
        b[i] = unit(luma + blue * BLUE_OF_CB);
        a[i] = share * (1.0f / 255) * opacity;
    }
}

WP_BODY float luma_of(float r, float g, float b) { return 0.2126f * r + 0.7152f * g + 0.0722f * b; }

static void ycc(uint8_t *restrict y, float *restrict cb, float *restrict cr, const float *restrict r,
                const float *restrict g, const float *restrict b, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float luma = luma_of(r[i], g[i], b[i]);
        y[i] = code(16 + 219 * luma);
        cb[i] = 128 + (b[i] - luma) * (224 / 1.8556f);
        cr[i] = 128 + (r[i] - luma) * (224 / 1.5748f);
    }
}

static void ycc_straight(uint8_t *restrict y, uint8_t *restrict cb, uint8_t *restrict cr, uint8_t *restrict alpha,
                         const float *restrict r, const float *restrict g, const float *restrict b,
                         const float *restrict a, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float luma = luma_of(r[i], g[i], b[i]);
        uint8_t whole = code(a[i] * 255);
        float share = (float)whole * (1.0f / 255);
        alpha[i] = whole;
        y[i] = code((16 + 219 * luma) * share);
        cb[i] = code((128 + (b[i] - luma) * (224 / 1.8556f)) * share);
        cr[i] = code((128 + (r[i] - luma) * (224 / 1.5748f)) * share);
    }
}

// MARK: Color effects

static void affine(float *restrict r, float *restrict g, float *restrict b, const float m[12], size_t n) {
    const float m0 = m[0], m1 = m[1], m2 = m[2], m3 = m[3], m4 = m[4], m5 = m[5], m6 = m[6], m7 = m[7], m8 = m[8],
                m9 = m[9], m10 = m[10], m11 = m[11];
    for (size_t i = 0; i < n; i++) {
        float red = r[i], green = g[i], blue = b[i];
        r[i] = unit(m0 * red + m1 * green + m2 * blue + m3);
        g[i] = unit(m4 * red + m5 * green + m6 * blue + m7);
        b[i] = unit(m8 * red + m9 * green + m10 * blue + m11);
    }
}

static void curve(float *restrict v, const float *restrict table, int count, float minimum, float scale, size_t n) {
    const float last = (float)(count - 1);
    const int32_t end = count - 2;
    for (size_t i = 0; i < n; i++) {
        float at = (v[i] - minimum) * scale;
        at = at > 0 ? at : 0;
        at = at < last ? at : last;
        int32_t node = (int32_t)at;
        node = node < end ? node : end;
        float low = table[node], high = table[node + 1];
        v[i] = unit(low + (high - low) * (at - (float)node));
    }
}

#define WP_NODES 64
typedef float floats4 __attribute__((vector_size(16)));

// With the fractions sorted f1 ≥ f2 ≥ f3 a color lies between its cell's lowest node, the next along f1's axis, the next
// along f2's, and the highest one.
static void cube(float *restrict r, float *restrict g, float *restrict b, const wp_cube *cube, size_t n) {
    const wp_cube c = *cube;
    const float last = (float)(c.size - 1);
    const int32_t end = c.size - 2, dx = 4, dy = 4 * c.size, dz = 4 * c.size * c.size;
    int32_t base[WP_NODES], first[WP_NODES], second[WP_NODES];
    float w0[WP_NODES], w1[WP_NODES], w2[WP_NODES], w3[WP_NODES];
    for (size_t start = 0; start < n; start += WP_NODES) {
        size_t count = n - start < WP_NODES ? n - start : WP_NODES;
        for (size_t i = 0; i < count; i++) {
            float x = (r[start + i] - c.minimum[0]) * c.scale[0], y = (g[start + i] - c.minimum[1]) * c.scale[1];
            float z = (b[start + i] - c.minimum[2]) * c.scale[2];
            x = at_most(at_least(x, 0), last);
            y = at_most(at_least(y, 0), last);
            z = at_most(at_least(z, 0), last);
            int32_t ix = (int32_t)x, iy = (int32_t)y, iz = (int32_t)z;
            ix = ix < end ? ix : end;
            iy = iy < end ? iy : end;
            iz = iz < end ? iz : end;
            x = x - (float)ix;
            y = y - (float)iy;
            z = z - (float)iz;
            base[i] = ix * dx + iy * dy + iz * dz;
            int32_t largest = x >= y ? (x >= z ? dx : dz) : (y >= z ? dy : dz);
            int32_t smallest = x < y ? (x < z ? dx : dz) : (y < z ? dy : dz);
            first[i] = largest;
            second[i] = dx + dy + dz - smallest;
            float high = at_least(at_least(x, y), z), low = at_most(at_most(x, y), z);
            float middle = at_least(at_most(x, y), at_most(at_least(x, y), z));
            w0[i] = 1 - high;
            w1[i] = high - middle;
            w2[i] = middle - low;
            w3[i] = low;
        }
        for (size_t i = 0; i < count; i++) {
            const float *node = c.nodes + base[i];
            floats4 a, along, across, top;
            memcpy(&a, node, 16);
            memcpy(&along, node + first[i], 16);
            memcpy(&across, node + second[i], 16);
            memcpy(&top, node + dx + dy + dz, 16);
            floats4 sum = a * w0[i] + along * w1[i] + across * w2[i] + top * w3[i];
            r[start + i] = unit(sum[0]);
            g[start + i] = unit(sum[1]);
            b[start + i] = unit(sum[2]);
        }
    }
}

static void color_key(float *restrict r, float *restrict g, float *restrict b, float *restrict a,
                      const wp_color_key *key, size_t n) {
    const wp_color_key k = *key;
    for (size_t i = 0; i < n; i++) {
        float luma = luma_of(r[i], g[i], b[i]);
        float pb = (b[i] - luma) * (1 / 1.8556f), pr = (r[i] - luma) * (1 / 1.5748f);
        float db = pb - k.pb, dr = pr - k.pr;
        float t = unit((__builtin_elementwise_sqrt(db * db + dr * dr) - k.similarity) * k.steepness);
        a[i] = a[i] * (t * t * (3 - 2 * t));
        float along = pb * k.directionB + pr * k.directionR, aside = pb * k.directionR - pr * k.directionB;
        float excess = at_least(along - at_least(aside, -aside), 0) * k.spill;
        pb = pb - excess * k.directionB;
        pr = pr - excess * k.directionR;
        r[i] = unit(luma + 1.5748f * pr);
        g[i] = unit(luma - (0.2126f * 1.5748f / 0.7152f * pr + 0.0722f * 1.8556f / 0.7152f * pb));
        b[i] = unit(luma + 1.8556f * pb);
    }
}

static void vignette(float *restrict r, float *restrict g, float *restrict b, const wp_vignette *vignette, size_t n) {
    const wp_vignette v = *vignette;
    for (size_t i = 0; i < n; i++) {
        float x = ((float)(int32_t)i + v.offset) * v.step;
        float t = unit(__builtin_elementwise_sqrt(x * x + v.square) * 2 - 1);
        float factor = 1 - v.strength * (t * t * (3 - 2 * t));
        r[i] = r[i] * factor;
        g[i] = g[i] * factor;
        b[i] = b[i] * factor;
    }
}

// MARK: Alpha

static void premultiply(float *restrict v, const float *restrict a, size_t n) {
    for (size_t i = 0; i < n; i++) v[i] = v[i] * a[i];
}

static void unpremultiply(float *restrict v, const float *restrict a, size_t n) {
    for (size_t i = 0; i < n; i++) {
        // Below a 65536th nothing is seen.
        float straight = v[i] / at_least(a[i], 1.0f / 65536);
        v[i] = a[i] > 0 ? at_most(straight, 1) : 0;
    }
}

static void sharpen(float *restrict v, const float *restrict blurred, float amount, const float *restrict ceiling,
                    size_t n) {
    if (ceiling) {
        for (size_t i = 0; i < n; i++)
            v[i] = at_least(at_most(v[i] + (v[i] - blurred[i]) * amount, ceiling[i]), 0);
    } else {
        for (size_t i = 0; i < n; i++) v[i] = unit(v[i] + (v[i] - blurred[i]) * amount);
    }
}

// MARK: Blur

typedef float floats16 __attribute__((vector_size(64), aligned(4)));

static void blur_across(float *restrict out, const float *restrict in, const float *restrict w, int radius, size_t n) {
    for (size_t i = 0; i < n; i += 32) {
        floats16 first = *(const floats16 *)(in + i) * w[0], second = *(const floats16 *)(in + i + 16) * w[0];
        for (ptrdiff_t k = 1; k <= radius; k++) {
            const float *left = in + i - k, *right = in + i + k;
            first += (*(const floats16 *)left + *(const floats16 *)right) * w[k];
            second += (*(const floats16 *)(left + 16) + *(const floats16 *)(right + 16)) * w[k];
        }
        *(floats16 *)(out + i) = first;
        *(floats16 *)(out + i + 16) = second;
    }
}

static void blur_down(float *restrict out, const float *const *rows, const float *restrict w, int radius, size_t n) {
    for (size_t i = 0; i < n; i += 32) {
        const float *middle = rows[radius] + i;
        floats16 first = *(const floats16 *)middle * w[0], second = *(const floats16 *)(middle + 16) * w[0];
        for (ptrdiff_t k = 1; k <= radius; k++) {
            const float *above = rows[radius - k] + i, *below = rows[radius + k] + i;
            first += (*(const floats16 *)above + *(const floats16 *)below) * w[k];
            second += (*(const floats16 *)(above + 16) + *(const floats16 *)(below + 16)) * w[k];
        }
        *(floats16 *)(out + i) = first;
        *(floats16 *)(out + i + 16) = second;
    }
}

static void halve_across(float *restrict out, const float *restrict in, size_t n) {
    for (size_t i = 0; i < n; i++) {
        ptrdiff_t x = 2 * (ptrdiff_t)i;
        out[i] = (in[x - 1] + in[x + 2]) * 0.125f + (in[x] + in[x + 1]) * 0.375f;
    }
}

static void halve_down(float *restrict out, const float *a, const float *b, const float *c, const float *d, size_t n) {
    for (size_t i = 0; i < n; i++) out[i] = (a[i] + d[i]) * 0.125f + (b[i] + c[i]) * 0.375f;
}

static void stretch(float *restrict out, const float *restrict in, const int32_t *restrict index,
                    const float *restrict share, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float low = in[index[i]], high = in[index[i] + 1];
        out[i] = low + (high - low) * share[i];
    }
}

static void mix(float *restrict out, const float *a, const float *b, float share, size_t n) {
    for (size_t i = 0; i < n; i++) out[i] = a[i] + (b[i] - a[i]) * share;
}

static void mix_narrow(uint8_t *restrict out, const float *a, const float *b, float share, size_t n) {
    for (size_t i = 0; i < n; i++) out[i] = code(a[i] + (b[i] - a[i]) * share);
}

// MARK: Blend modes

// W3C Compositing and Blending Level 1, 9.1; c is the backdrop, s the source.
WP_BODY float multiplied(float c, float s) { return c * s; }
WP_BODY float screened(float c, float s) { return c + s - c * s; }
WP_BODY float hard_lit(float c, float s) { return s <= 0.5f ? multiplied(c, 2 * s) : screened(c, 2 * s - 1); }
WP_BODY float overlaid(float c, float s) { return hard_lit(s, c); }
WP_BODY float darker(float c, float s) { return at_most(c, s); }
WP_BODY float lighter(float c, float s) { return at_least(c, s); }
WP_BODY float differing(float c, float s) { return at_least(c, s) - at_most(c, s); }
WP_BODY float replaced(float c, float s) { return (void)c, s; }
WP_BODY float soft_lit(float c, float s) {
    float bent = c <= 0.25f ? ((16 * c - 12) * c + 4) * c : __builtin_elementwise_sqrt(c);
    return s <= 0.5f ? c - (1 - 2 * s) * c * (1 - c) : c + (2 * s - 1) * (bent - c);
}

#define WP_BLENDED(function)                                                                                           \
    for (size_t i = 0; i < n; i++) {                                                                                   \
        float share = a[i], rest = 1 - share;                                                                          \
        r[i] = r[i] * rest + function(r[i], sr[i]) * share;                                                            \
        g[i] = g[i] * rest + function(g[i], sg[i]) * share;                                                            \
        b[i] = b[i] * rest + function(b[i], sb[i]) * share;                                                            \
    }                                                                                                                  \
    return

static void blend(wp_blend_mode mode, float *restrict r, float *restrict g, float *restrict b,
                  const float *restrict sr, const float *restrict sg, const float *restrict sb,
                  const float *restrict a, size_t n) {
    switch (mode) {
    case wp_blend_normal: WP_BLENDED(replaced);
    case wp_blend_multiply: WP_BLENDED(multiplied);
    case wp_blend_screen: WP_BLENDED(screened);
    case wp_blend_overlay: WP_BLENDED(overlaid);
    case wp_blend_darken: WP_BLENDED(darker);
    case wp_blend_lighten: WP_BLENDED(lighter);
    case wp_blend_soft_light: WP_BLENDED(soft_lit);
    case wp_blend_hard_light: WP_BLENDED(hard_lit);
    case wp_blend_difference: WP_BLENDED(differing);
    case wp_blend_add:
        // CSS `plus-lighter`: premultiplied light is added.
        for (size_t i = 0; i < n; i++) {
            r[i] = at_most(r[i] + sr[i] * a[i], 1);
            g[i] = at_most(g[i] + sg[i] * a[i], 1);
            b[i] = at_most(b[i] + sb[i] * a[i], 1);
        }
    }
}

static void ycc_where(uint8_t *restrict y, float *restrict cb, float *restrict cr, const float *restrict r,
                      const float *restrict g, const float *restrict b, const float *restrict a, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float luma = luma_of(r[i], g[i], b[i]);
        uint8_t whole = code(16 + 219 * luma);
        float blue = 128 + (b[i] - luma) * (224 / 1.8556f), red = 128 + (r[i] - luma) * (224 / 1.5748f);
        y[i] = a[i] > 0 ? whole : y[i];
        cb[i] = a[i] > 0 ? blue : cb[i];
        cr[i] = a[i] > 0 ? red : cr[i];
    }
}

static void halve_where(uint8_t *restrict c, const float *const result[2], const float *const backdrop[2],
                        const float *const a[2], size_t n) {
    const float *resultU = result[0], *resultL = result[1], *backU = backdrop[0], *backL = backdrop[1];
    const float *alphaU = a[0], *alphaL = a[1];
    for (size_t j = 0; j < n; j++) {
        float share = halved8(alphaU, alphaL, j) * 0.125f, old = (float)c[j];
        float lost = old - halved8(backU, backL, j) * 0.125f;
        uint8_t new = code(halved8(resultU, resultL, j) * 0.125f + (1 - share) * lost);
        c[j] = share > 0 ? new : c[j];
    }
}

const wp_effects WP_EFFECTS = {
    widen,       narrow,        mix_bytes, expand,      halve,     rgb,          rgb_straight, rgb_sprite, ycc,
    ycc_straight, affine,       curve,     cube,        color_key, vignette,     premultiply,  unpremultiply,
    sharpen,     blur_across,   blur_down, halve_across, halve_down, stretch,    mix,          mix_narrow, blend,
    ycc_where,   halve_where,
};
