#pragma once
#include <stddef.h>
#include <stdint.h>

/// A decoded picture in 4:2:0, cropped to the size that is shown.
typedef struct {
    const uint8_t *luma, *cb, *cr;
    int width, height;
    int luma_stride, chroma_stride;
} wp_second_picture;

/// Decodes a byte stream of H.264 with OpenH264 and calls `take` with each picture in the order of showing.
///
/// Nothing is concealed. Returns 0, or a number that is not, and then says in `reason` what was wrong.
int wp_openh264_decode(
    const uint8_t *stream, size_t length, void (*take)(void *context, const wp_second_picture *picture), void *context,
    char *reason, size_t reason_size);
