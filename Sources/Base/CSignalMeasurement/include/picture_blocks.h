// Sums over blocks of two 8-bit planes, from which similarity, differences and means are computed.
#ifndef WP_PICTURE_BLOCKS_H
#define WP_PICTURE_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

// Sums over each of `count` blocks of 4x4 samples side by side: of a, of b, of a² + b², of a·b and of |a − b|.
void wp_block_sums(const uint8_t *a, ptrdiff_t stride_a, const uint8_t *b, ptrdiff_t stride_b, int count, int32_t *sum_a,
                   int32_t *sum_b, int32_t *squares, int32_t *products, int32_t *differences);

// The same by plain loops, for the tests and for machines without vector instructions.
void wp_block_sums_reference(const uint8_t *a, ptrdiff_t stride_a, const uint8_t *b, ptrdiff_t stride_b, int count,
                             int32_t *sum_a, int32_t *sum_b, int32_t *squares, int32_t *products,
                             int32_t *differences);

// One row of block sums as the function above wrote it.
typedef struct {
    const int32_t *sum_a, *sum_b, *squares, *products;
} wp_block_row;

// Structural similarity of `count` windows of 8x8 samples, four samples apart, from two rows of `count` + 1 block sums
// (Wang et al. 2004, with the constants for 8 bits).
void wp_similarity(wp_block_row upper, wp_block_row lower, int count, float *similarity);

// Sums over each of `count` blocks of 8x8 samples side by side.
void wp_box_sums(const uint8_t *samples, ptrdiff_t stride, int count, uint16_t *sums);

// Sum of the squared differences of two lists of `count` numbers up to 16320.
uint64_t wp_squared_distance(const uint16_t *a, const uint16_t *b, int count);

#endif
