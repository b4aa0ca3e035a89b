// The effects' kernels with AVX512.
#if defined(__x86_64__)
#include <string.h>
#include "CPixelKernels.h"
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)
#define WP_EFFECTS wp_effects_avx512
#include "effect_bodies.h"
#pragma clang attribute pop
#endif
