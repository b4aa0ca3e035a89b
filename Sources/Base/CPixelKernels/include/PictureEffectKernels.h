// Row kernels for effects and blend modes: R'G'B' as floats 0…1, one row for each component.
//
// Floats are added and multiplied one by one, in a fixed order, so every table gives the same bits. "Roomy" rows may
// be read and written up to the next multiple of 32 floats behind their end.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// A grid of colors: size³ of them (red fastest) as R, G, B and a float that is not read.
typedef struct {
    const float *nodes;
    int size;
    /// Node coordinate = (component − minimum) · scale, clamped to 0…size − 1.
    float minimum[3], scale[3];
} wp_cube;

/// What a color key looks for, in P'b and P'r (−0.5…0.5).
typedef struct {
    float pb, pr;
    /// The key's direction, one long, or zeros for a gray key.
    float directionB, directionR;
    float similarity;
    /// 1 / smoothness.
    float steepness;
    float spill;
} wp_color_key;

/// How a row lies in a vignette: the sample's squared radius is ((i + offset) · step)² + square, 1 in the corners.
typedef struct {
    float offset, step, square, strength;
} wp_vignette;

typedef enum {
    wp_blend_normal,
    wp_blend_multiply,
    wp_blend_screen,
    wp_blend_overlay,
    wp_blend_darken,
    wp_blend_lighten,
    wp_blend_add,
    wp_blend_soft_light,
    wp_blend_hard_light,
    wp_blend_difference,
} wp_blend_mode;

/// Functions that work on rows of floats.
typedef struct {
    // To and from bytes.

    /// out = p.
    void (*widen)(float *out, const uint8_t *p, size_t n);
    /// out = p rounded, clamped to 0…255.
    void (*narrow)(uint8_t *out, const float *p, size_t n);
    /// out = near + (far − near) · share.
    void (*mix_bytes)(float *out, const uint8_t *near, const uint8_t *far, float share, size_t n);
    /// out[2j] = in[j] + (in[j − 1] − in[j]) · before; out[2j + 1] = in[j] + (in[j + 1] − in[j]) · after; j < n.
    void (*expand)(float *out, const float *in, float before, float after, size_t n);
    /// out[j] = (u[2j − 1] + 2 u[2j] + u[2j + 1] + the same of l) / 8, rounded and clamped; j < n.
    void (*halve)(uint8_t *out, const float *u, const float *l, size_t n);

    // Color spaces. BT.709 limited codes; rows of R'G'B' are clamped to 0…1.

    void (*rgb)(float *r, float *g, float *b, const uint8_t *y, const float *cb, const float *cr, size_t n);
    /// The same from codes that are multiplied by alpha; straight R'G'B' comes out, black where alpha is 0.
    void (*rgb_straight)(float *r, float *g, float *b, float *a, const uint8_t *y, const float *cb, const float *cr,
                         const uint8_t *alpha, size_t n);
    /// Of a sprite: chroma has an alpha of its own; a gets alpha times opacity.
    void (*rgb_sprite)(float *r, float *g, float *b, float *a, const uint8_t *y, const float *cb, const float *cr,
                       const uint8_t *alpha, const float *chroma_alpha, float opacity, size_t n);
    /// Luma is rounded, chroma is not.
    void (*ycc)(uint8_t *y, float *cb, float *cr, const float *r, const float *g, const float *b, size_t n);
    /// Codes times the rounded alpha, rounded once.
    void (*ycc_straight)(uint8_t *y, uint8_t *cb, uint8_t *cr, uint8_t *alpha, const float *r, const float *g,
                         const float *b, const float *a, size_t n);

    // Color effects, in place, clamped to 0…1.

    /// Rows of m: R, G, B, offset.
    void (*affine)(float *r, float *g, float *b, const float m[12], size_t n);
    /// v = table at (v − minimum) · scale, between nodes linearly, clamped to its ends; count nodes, at least 2.
    void (*curve)(float *v, const float *table, int count, float minimum, float scale, size_t n);
    /// By tetrahedra between nodes.
    void (*cube)(float *r, float *g, float *b, const wp_cube *cube, size_t n);
    /// Alpha is multiplied by the key's, and spill is taken out of the color.
    void (*color_key)(float *r, float *g, float *b, float *a, const wp_color_key *key, size_t n);
    void (*vignette)(float *r, float *g, float *b, const wp_vignette *vignette, size_t n);

    // Alpha.

    /// v = v · a.
    void (*premultiply)(float *v, const float *a, size_t n);
    /// v = min(1, v / a), 0 where a is 0.
    void (*unpremultiply)(float *v, const float *a, size_t n);
    /// v = v + (v − blurred) · amount, clamped to 0…ceiling; ceiling may be null for 1.
    void (*sharpen)(float *v, const float *blurred, float amount, const float *ceiling, size_t n);

    // Blur. All rows but inputs from bytes are roomy.

    /// out[i] = w[0] in[i] + Σ w[k] (in[i − k] + in[i + k]), k = 1…radius.
    void (*blur_across)(float *out, const float *in, const float *w, int radius, size_t n);
    /// The same down the rows; rows[radius] is the middle one.
    void (*blur_down)(float *out, const float *const *rows, const float *w, int radius, size_t n);
    /// out[i] = (in[2i − 1] + 3 in[2i] + 3 in[2i + 1] + in[2i + 2]) / 8.
    void (*halve_across)(float *out, const float *in, size_t n);
    /// The same of four rows.
    void (*halve_down)(float *out, const float *a, const float *b, const float *c, const float *d, size_t n);
    /// out[i] = in[index[i]] + (in[index[i] + 1] − in[index[i]]) · share[i].
    void (*stretch)(float *out, const float *in, const int32_t *index, const float *share, size_t n);
    /// out = a + (b − a) · share.
    void (*mix)(float *out, const float *a, const float *b, float share, size_t n);
    /// The same, rounded.
    void (*mix_narrow)(uint8_t *out, const float *a, const float *b, float share, size_t n);

    // Blend modes.

    /// r, g, b = (1 − a) · r + a · B(r, source): W3C Compositing and Blending onto an opaque backdrop.
    void (*blend)(wp_blend_mode mode, float *r, float *g, float *b, const float *sr, const float *sg, const float *sb,
                  const float *a, size_t n);
    /// Luma and chroma of r, g, b where a is above 0; elsewhere y, cb and cr stay.
    void (*ycc_where)(uint8_t *y, float *cb, float *cr, const float *r, const float *g, const float *b,
                      const float *a, size_t n);
    /// c = halved(result) + (1 − halved(a)) · (c − halved(backdrop)), rounded; c stays where the halved a is 0.
    ///
    /// Each row pair is (upper, lower), halved as by `halve`.
    void (*halve_where)(uint8_t *c, const float *const result[2], const float *const backdrop[2],
                        const float *const a[2], size_t n);
} wp_effects;

/// The table of an instruction set ("reference", "simd", "avx2", "avx512"), or null where it is unknown or the
/// processor lacks it.
const wp_effects *wp_effects_named(const char *name);
/// The fastest table for this processor.
const wp_effects *wp_effects_best(void);
