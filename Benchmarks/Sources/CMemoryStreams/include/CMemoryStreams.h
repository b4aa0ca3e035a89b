// Loops that do next to nothing with memory: how fast it streams. Each works on `count` bytes of every stream, in the
// widest vectors that the processor has; pointers need no alignment.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Reads one stream; returns something made of it.
uint64_t wpb_read(const uint8_t *a, size_t count);
/// Writes one stream.
void wpb_write(uint8_t *out, size_t count);
/// Reads one, writes one.
void wpb_read1_write1(uint8_t *out, const uint8_t *a, size_t count);
/// Reads two, writes one; `out` may be `a`.
void wpb_read2_write1(uint8_t *out, const uint8_t *a, const uint8_t *b, size_t count);
/// Reads three, writes the first of them.
void wpb_read3_write1(uint8_t *inout, const uint8_t *a, const uint8_t *b, size_t count);
