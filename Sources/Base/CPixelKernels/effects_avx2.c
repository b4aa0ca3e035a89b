// The effects' kernels with AVX2.
#if defined(__x86_64__)
#include <string.h>
#include "CPixelKernels.h"
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define WP_EFFECTS wp_effects_avx2
#include "effect_bodies.h"
#pragma clang attribute pop
#endif
