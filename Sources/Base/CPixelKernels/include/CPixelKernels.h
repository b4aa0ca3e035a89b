// Row kernels for PixelKernels: one signature each, one table for each instruction set.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "PictureEffectKernels.h"

/// Rows of pairs of 8-bit samples, which are sampled at the same places.
typedef struct {
    const uint8_t *base;
    /// Bytes from a row to the next.
    ptrdiff_t stride;
    /// Pairs in a row, and rows; at least four.
    int32_t width, height;
} wp_pairs;

/// Rows of n samples in three planes; d is written, and overlaps neither s nor a unless it is the same.
typedef struct {
    uint8_t *d;
    const uint8_t *s, *a;
    /// Bytes from a row to the next.
    ptrdiff_t d_stride, s_stride, a_stride;
    size_t n, rows;
} wp_layers;

/// A plane of `rows` rows of n samples that is filled from another one, which it does not overlap. Negative strides
/// lead upwards.
typedef struct {
    uint8_t *d;
    const uint8_t *s;
    /// Bytes from a row to the next.
    ptrdiff_t d_stride, s_stride;
    size_t n, rows;
} wp_turn;

/// Functions that work on 8-bit samples. Every table gives the same bits.
///
/// div255(x) = (x + 128 + ((x + 128) >> 8)) >> 8, which rounds x / 255 to nearest for every x of 0…65 025.
typedef struct {
    /// d = min(255, s + div255(d · (255 − a))).
    void (*over)(wp_layers layers);
    /// The same with s and a first multiplied by opacity / 32768, rounded; a may be null for 255; opacity 1…32767.
    void (*over_opacity)(wp_layers layers, int opacity);
    /// d = (s · (32768 − w) + a · w + 16384) >> 15; w 1…32767.
    void (*mix)(wp_layers layers, int weight);
    /// p = div255(p · m).
    void (*multiply)(uint8_t *p, const uint8_t *m, size_t n);
    /// out[i] = (Σ src[index[i] + k] · weight(i, k) + 128) >> 8 for k < taps, a multiple of 4.
    ///
    /// Weights are in 1/16384 and stand in pairs of taps: weight(i, k) = weights[(k / 2) · 2n + 2i + k % 2].
    /// index never falls, or never rises. out is 64 times the sample; with a Catmull-Rom cubic, whose weights have
    /// absolute values that sum to 1.25 at most, it stays within ±64 · 255 · 1.25 = ±20 400.
    /// src must be readable for 64 bytes behind the last tap.
    void (*scale_h)(int16_t *out, const uint8_t *src, const int32_t *index, const int16_t *weights, int taps, size_t n);
    /// out[i] = clamp((Σ rows[k][i] · weights[k] + 2^19) >> 20), taps a multiple of 2.
    ///
    /// The sum stays within ±20 400 · 16 384 · 1.25 < 2^29.
    void (*scale_v)(uint8_t *out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n);
    /// Samples n places with a Catmull-Rom cubic, both samples of each pair into a row of their own.
    ///
    /// Place i lies x + i · stepX pairs to the right of the center of a row's second pair, y + i · stepY below that of
    /// the second row, in 1/2^32; what would be read outside is read at the nearest place inside. Weights are those of
    /// wp_cubic_phases; across first, (Σ + 128) >> 8, then down, clamp((Σ + 2^19) >> 20).
    void (*warp)(uint8_t *first, uint8_t *second, const wp_pairs *source, int64_t x, int64_t y, int64_t stepX,
                 int64_t stepY, size_t n);
    /// R, G, B, A to BT.709 limited: round(offset + Σ coefficient · component), coefficients in 1/65536; alpha unread.
    void (*convert)(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, size_t n);
    /// The same times alpha / 255, rounded once; alpha goes to a plane of its own.
    void (*convert_straight)(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha, size_t n);
    /// The same from components that are multiplied by alpha already: only the offsets still have to be.
    void (*convert_premultiplied)(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha,
                                  size_t n);
    /// Sample x of row y becomes sample y of row x of s, which has n rows.
    void (*transpose)(wp_turn turn);
    /// Sample x of row y becomes sample n − 1 − x of row y of s.
    void (*mirror)(wp_turn turn);
} wp_kernels;

/// Catmull-Rom weights in 1/16384 of the four samples around a place that lies k / 1024 behind the second one.
extern int16_t wp_cubic_phases[1024][4];

/// The table of an instruction set ("reference", "simd", "avx2", "avx512"), or null where it is unknown or the
/// processor lacks it.
const wp_kernels *wp_kernels_named(const char *name);
/// The fastest table for this processor.
const wp_kernels *wp_kernels_best(void);
/// Whether the alpha of all n pixels is 255.
int wp_is_opaque(const uint8_t *rgba, size_t n);
/// Catmull-Rom weights for n destination samples, sample i centered at source coordinate start + (i + 0.5) · step.
///
/// first[i] is the first of its four samples, unclamped; its weights, in 1/16384, sum to one: the rest that rounding
/// leaves goes to the largest.
void wp_cubic_weights(double start, double step, int32_t *first, int16_t *weights, size_t n);
