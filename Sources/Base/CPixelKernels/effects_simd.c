// The effects' kernels for every processor: the compiler makes vectors of 16 bytes of the loops.
#define WP_EFFECTS wp_effects_simd
#include "effect_bodies.h"
