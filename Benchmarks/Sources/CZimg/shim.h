// zimg for Swift, which cannot import its function-like macros and unnamed structs.
#pragma once
#include <stdint.h>
#include <zimg.h>

/// What an 8-bit picture of three planes means.
typedef enum { WPB_YUV420, WPB_YUV444, WPB_PLANAR_RGB } wpb_layout;

static inline zimg_image_format wpb_zimg_format(unsigned width, unsigned height, wpb_layout layout) {
    zimg_image_format format;
    zimg_image_format_default(&format, ZIMG_API_VERSION);
    format.width = width;
    format.height = height;
    format.pixel_type = ZIMG_PIXEL_BYTE;
    format.depth = 8;
    format.subsample_w = format.subsample_h = layout == WPB_YUV420;
    format.color_family = layout == WPB_PLANAR_RGB ? ZIMG_COLOR_RGB : ZIMG_COLOR_YUV;
    format.matrix_coefficients = layout == WPB_PLANAR_RGB ? ZIMG_MATRIX_RGB : ZIMG_MATRIX_BT709;
    format.transfer_characteristics = ZIMG_TRANSFER_BT709;
    format.color_primaries = ZIMG_PRIMARIES_BT709;
    format.pixel_range = layout == WPB_PLANAR_RGB ? ZIMG_RANGE_FULL : ZIMG_RANGE_LIMITED;
    return format;
}

/// A graph with Catmull-Rom filters and the widest instructions; null where zimg refuses.
static inline zimg_filter_graph *wpb_zimg_create(unsigned width, unsigned height, wpb_layout layout, unsigned newWidth,
                                                 unsigned newHeight, wpb_layout newLayout) {
    zimg_image_format from = wpb_zimg_format(width, height, layout);
    zimg_image_format to = wpb_zimg_format(newWidth, newHeight, newLayout);
    zimg_graph_builder_params settings;
    zimg_graph_builder_params_default(&settings, ZIMG_API_VERSION);
    settings.resample_filter = settings.resample_filter_uv = ZIMG_RESIZE_BICUBIC;
    settings.filter_param_a = settings.filter_param_a_uv = 0;
    settings.filter_param_b = settings.filter_param_b_uv = 0.5;
    settings.cpu_type = ZIMG_CPU_AUTO_64B;
    return zimg_filter_graph_build(&from, &to, &settings);
}

/// Runs a graph over three planes; 0 where it succeeds.
static inline int wpb_zimg_process(const zimg_filter_graph *graph, const uint8_t *const source[3],
                                   const ptrdiff_t sourceStrides[3], uint8_t *const target[3],
                                   const ptrdiff_t targetStrides[3], void *scratch) {
    zimg_image_buffer_const from = {.version = ZIMG_API_VERSION};
    zimg_image_buffer to = {.version = ZIMG_API_VERSION};
    for (int i = 0; i < 3; i++) {
        from.plane[i].data = source[i];
        from.plane[i].stride = sourceStrides[i];
        from.plane[i].mask = ZIMG_BUFFER_MAX;
        to.plane[i].data = target[i];
        to.plane[i].stride = targetStrides[i];
        to.plane[i].mask = ZIMG_BUFFER_MAX;
    }
    return zimg_filter_graph_process(graph, &from, &to, scratch, 0, 0, 0, 0);
}
