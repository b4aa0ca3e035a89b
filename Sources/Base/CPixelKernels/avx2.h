// What the files with AVX2 share.
#pragma once
#include "row_bodies.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i load(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }
AVX2 static inline void store(void *p, __m256i v) { _mm256_storeu_si256((__m256i *)p, v); }
#endif
