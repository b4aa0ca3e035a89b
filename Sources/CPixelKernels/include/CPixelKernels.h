// Row kernels for PixelKernels: one signature each, one table for each instruction set.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Functions that work on rows of 8-bit samples. Every table gives the same bits.
typedef struct {
    /// d = min(255, s + div255(d · (255 − a))).
    void (*over)(uint8_t *d, const uint8_t *s, const uint8_t *a, size_t n);
    /// The same with s and a first multiplied by opacity / 32768; a may be null for 255.
    void (*over_opacity)(uint8_t *d, const uint8_t *s, const uint8_t *a, int opacity, size_t n);
    /// out = (a · (32768 − w) + b · w + 16384) >> 15.
    void (*mix)(uint8_t *out, const uint8_t *a, const uint8_t *b, int weight, size_t n);
    /// p = div255(p · m).
    void (*multiply)(uint8_t *p, const uint8_t *m, size_t n);
    /// out[i] = (Σ src[index[i] + k] · coefficients[i · taps + k] + 128) >> 8, taps a multiple of 4.
    void (*scale_h)(int16_t *out, const uint8_t *src, const int32_t *index, const int16_t *coefficients, int taps,
                    size_t n);
    /// out[i] = clamp((Σ rows[k][i] · coefficients[k] + 2^19) >> 20), taps a multiple of 2.
    void (*scale_v)(uint8_t *out, const int16_t *const *rows, const int16_t *coefficients, int taps, size_t n);
} wp_kernels;

/// The table of an instruction set ("reference", "simd", "avx2", "avx512"), or null where it is unknown or the
/// processor lacks it.
const wp_kernels *wp_kernels_named(const char *name);
/// The fastest table for this processor.
const wp_kernels *wp_kernels_best(void);
