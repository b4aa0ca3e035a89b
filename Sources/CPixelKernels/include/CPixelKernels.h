// Row kernels for PixelKernels: one signature each, one table for each instruction set.
#pragma once
#include <stddef.h>
#include <stdint.h>

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
    /// Weights are in 1/16384 and stand in groups of four taps: weight(i, k) = weights[(k / 4) · 4n + 4i + k % 4].
    /// out is 64 times the sample; with a Catmull-Rom cubic it stays below 64 · 255 · 1.3, within 16 bits.
    /// src must be readable for 4 bytes behind the last tap.
    void (*scale_h)(int16_t *out, const uint8_t *src, const int32_t *index, const int16_t *weights, int taps, size_t n);
    /// out[i] = clamp((Σ rows[k][i] · weights[k] + 2^19) >> 20), taps a multiple of 2.
    void (*scale_v)(uint8_t *out, const int16_t *const *rows, const int16_t *weights, int taps, size_t n);
} wp_kernels;

/// Rows of 8-bit samples.
typedef struct {
    const uint8_t *base;
    ptrdiff_t stride;
    int width, height;
} wp_plane;

/// How a row of the canvas is filled from planes that are sampled alike.
typedef struct {
    /// At most four planes of one size.
    wp_plane planes[4];
    int planeCount;
    /// Way in the source, in luma samples, from one sample of the row to the next.
    double stepX, stepY;
    /// The part of the source that is seen, in luma samples, and canvas pixels per luma sample across each edge.
    double left, top, right, bottom, edgeX, edgeY;
    /// Luma coordinate of the planes' first sample, and luma samples from one of their samples to the next.
    double originX, originY, spacing;
} wp_warp;

/// Samples n places from luma coordinate (x, y) on with a Catmull-Rom cubic, times the share of the pixel that is seen.
/// coverage, where it is not null, gets that share.
void wp_warp_row(const wp_warp *warp, double x, double y, uint8_t *const *outputs, uint8_t *coverage, size_t n);

/// The table of an instruction set ("reference", "avx2"), or null where it is unknown or the processor lacks it.
const wp_kernels *wp_kernels_named(const char *name);
/// The fastest table for this processor.
const wp_kernels *wp_kernels_best(void);

extern const wp_kernels wp_kernels_reference;
#if defined(__x86_64__)
extern const wp_kernels wp_kernels_avx2;
#endif
