// Affine warp, one row at a time. Plain arithmetic in a fixed order without fused steps: the same bits everywhere.
#include "CPixelKernels.h"
#include <string.h>

#pragma clang fp contract(off)

typedef float float4 __attribute__((vector_size(16)));
typedef uint8_t byte4 __attribute__((vector_size(4)));

static inline double clampUnit(double v) { return v < 0 ? 0 : v > 1 ? 1 : v; }

// Keys' cubic with a = −1/2 at the four samples around a point that lies t behind the second.
static inline float4 cubic(double t) {
    return (float4){(float)(((-0.5 * t + 1) * t - 0.5) * t), (float)((1.5 * t - 2.5) * t * t + 1),
                    (float)(((-1.5 * t + 2) * t + 0.5) * t), (float)((0.5 * t - 0.5) * t * t)};
}

static inline int clampIndex(long v, int count) { return v < 0 ? 0 : v >= count ? count - 1 : (int)v; }

// Four neighbors of a row as floats; beyond its ends the outermost repeats.
static inline float4 neighbors(const uint8_t *row, long left, int width) {
    byte4 bytes;
    if (left >= 0 && left + 4 <= width) {
        memcpy(&bytes, row + left, 4);
    } else {
        for (int k = 0; k < 4; k++) bytes[k] = row[clampIndex(left + k, width)];
    }
    return __builtin_convertvector(bytes, float4);
}

void wp_warp_row(const wp_warp *warp, double x, double y, uint8_t *const *outputs, uint8_t *coverage, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double sx = x + (double)i * warp->stepX, sy = y + (double)i * warp->stepY;
        double share = clampUnit((sx - warp->left) * warp->edgeX + 0.5) * clampUnit((warp->right - sx) * warp->edgeX + 0.5) *
                       clampUnit((sy - warp->top) * warp->edgeY + 0.5) * clampUnit((warp->bottom - sy) * warp->edgeY + 0.5);
        if (coverage) coverage[i] = (uint8_t)(share * 255 + 0.5);
        if (share <= 0) {
            for (int p = 0; p < warp->planeCount; p++) outputs[p][i] = 0;
            continue;
        }
        double px = (sx - warp->originX) / warp->spacing, py = (sy - warp->originY) / warp->spacing;
        long left = (long)px - (px < (double)(long)px), top = (long)py - (py < (double)(long)py);
        float4 across = cubic(px - (double)left), down = cubic(py - (double)top);
        for (int p = 0; p < warp->planeCount; p++) {
            const wp_plane *plane = &warp->planes[p];
            float4 sum = {0, 0, 0, 0};
            for (int k = 0; k < 4; k++) {
                const uint8_t *row = plane->base + plane->stride * clampIndex(top - 1 + k, plane->height);
                sum += neighbors(row, left - 1, plane->width) * down[k];
            }
            sum *= across;
            float value = ((sum[0] + sum[1]) + (sum[2] + sum[3])) * (float)share + 0.5f;
            outputs[p][i] = value < 0 ? 0 : value >= 255 ? 255 : (uint8_t)value;
        }
    }
}
