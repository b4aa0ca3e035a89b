// Row kernels for PixelKernels: one signature each, one table for each instruction set.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "PictureEffectKernels.h"

/// Rows of 8-bit samples.
typedef struct {
    const uint8_t *base;
    ptrdiff_t stride;
} wp_plane;

/// How a row of the canvas is filled from planes that are sampled alike.
typedef struct {
    /// At most four planes of one size.
    wp_plane planes[4];
    int planeCount;
    /// The samples that may be read, ends excluded; beyond them the outermost repeats. Never empty.
    int firstX, endX, firstY, endY;
    /// Way in the source, in luma samples, from one sample of the row to the next.
    double stepX, stepY;
    /// The part of the source that is seen, in luma samples, and canvas pixels per luma sample across each edge.
    double left, top, right, bottom, edgeX, edgeY;
    /// Luma coordinate of the planes' first sample, and luma samples from one of their samples to the next (1 or 2).
    double originX, originY, spacing;
} wp_warp;

/// Functions that work on rows of 8-bit samples. Every table gives the same bits.
///
/// div255(x) = (x + 128 + ((x + 128) >> 8)) >> 8, which rounds x / 255 to nearest for every x of 0…65 025.
typedef struct {
    /// d = min(255, s + div255(d · (255 − a))).
    void (*over)(uint8_t *d, const uint8_t *s, const uint8_t *a, size_t n);
    /// The same with s and a first multiplied by opacity / 32768, rounded; a may be null for 255; opacity 1…32767.
    void (*over_opacity)(uint8_t *d, const uint8_t *s, const uint8_t *a, int opacity, size_t n);
    /// out = (a · (32768 − w) + b · w + 16384) >> 15; w 1…32767. out may be a or b.
    void (*mix)(uint8_t *out, const uint8_t *a, const uint8_t *b, int weight, size_t n);
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
    /// Samples n places from luma coordinate (x, y) on with a Catmull-Rom cubic, times the share of the pixel that is
    /// seen: down the four columns first, then across; floats, each step rounded. coverage gets the share, unless null.
    void (*warp)(const wp_warp *warp, double x, double y, uint8_t *const *outputs, uint8_t *coverage, size_t n);
    /// R, G, B, A to BT.709 limited: round(offset + Σ coefficient · component), coefficients in 1/65536; alpha unread.
    void (*convert)(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, size_t n);
    /// The same times alpha / 255, rounded once; alpha goes to a plane of its own.
    void (*convert_straight)(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha, size_t n);
    /// The same from components that are multiplied by alpha already: only the offsets still have to be.
    void (*convert_premultiplied)(const uint8_t *rgba, uint8_t *luma, uint8_t *cb, uint8_t *cr, uint8_t *alpha,
                                  size_t n);
} wp_kernels;

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
