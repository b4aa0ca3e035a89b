#include "CMemoryStreams.h"
#include <string.h>

#if defined(__x86_64__)
#define EACH __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define EACH
#endif

typedef uint8_t vector __attribute__((vector_size(64), aligned(1), may_alias));

EACH uint64_t wpb_read(const uint8_t *a, size_t count) {
    vector first = {0}, second = {0};
    size_t i = 0;
    for (; i + 128 <= count; i += 128) {
        first ^= *(const vector *)(a + i);
        second ^= *(const vector *)(a + i + 64);
    }
    first ^= second;
    uint64_t result;
    memcpy(&result, &first, sizeof result);
    for (; i < count; i++) result ^= a[i];
    return result;
}

EACH void wpb_write(uint8_t *out, size_t count) {
    const vector value = {1};
    size_t i = 0;
    for (; i + 64 <= count; i += 64) *(vector *)(out + i) = value;
    for (; i < count; i++) out[i] = 1;
}

EACH void wpb_read1_write1(uint8_t *out, const uint8_t *a, size_t count) {
    size_t i = 0;
    for (; i + 64 <= count; i += 64) *(vector *)(out + i) = *(const vector *)(a + i);
    for (; i < count; i++) out[i] = a[i];
}

EACH void wpb_read2_write1(uint8_t *out, const uint8_t *a, const uint8_t *b, size_t count) {
    size_t i = 0;
    for (; i + 64 <= count; i += 64)
        *(vector *)(out + i) = *(const vector *)(a + i) ^ *(const vector *)(b + i);
    for (; i < count; i++) out[i] = a[i] ^ b[i];
}

EACH void wpb_read3_write1(uint8_t *inout, const uint8_t *a, const uint8_t *b, size_t count) {
    size_t i = 0;
    for (; i + 64 <= count; i += 64)
        *(vector *)(inout + i) ^= *(const vector *)(a + i) ^ *(const vector *)(b + i);
    for (; i < count; i++) inout[i] ^= a[i] ^ b[i];
}
