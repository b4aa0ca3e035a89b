#pragma once
#include <libavutil/pixfmt.h>
#include <libswscale/swscale.h>

/// A scaler with BT.709 matrices, limited-range YUV and full-range RGB; null where libswscale refuses.
static inline struct SwsContext *wpb_swscale_create(int width, int height, enum AVPixelFormat format, int newWidth,
                                                    int newHeight, enum AVPixelFormat newFormat, int flags) {
    struct SwsContext *context =
        sws_getContext(width, height, format, newWidth, newHeight, newFormat, flags, NULL, NULL, NULL);
    if (context) {
        const int *matrix = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(context, matrix, format == AV_PIX_FMT_RGBA, matrix, newFormat == AV_PIX_FMT_RGBA, 0,
                                 1 << 16, 1 << 16);
    }
    return context;
}
