// Weights of scaling filters. Plain arithmetic in a fixed order without fused steps: the same bits everywhere.
#include "CPixelKernels.h"
#include <string.h>

#pragma clang fp contract(off)

// Keys' cubic with a = −1/2, by distance.
static inline double nearCubic(double x) { return (1.5 * x - 2.5) * x * x + 1; }
static inline double farCubic(double x) { return ((-0.5 * x + 2.5) * x - 4) * x + 2; }

/// To nearest, halves away from zero.
static inline int rounded(double v) {
    int whole = (int)v;
    double rest = v - whole;
    return whole + (rest >= 0.5) - (rest <= -0.5);
}

void wp_cubic_weights(double start, double step, int32_t *first, int16_t *weights, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double center = start + ((double)(int32_t)i + 0.5) * step - 0.5;
        center = center > -1e9 ? (center < 1e9 ? center : 1e9) : -1e9;
        double whole = (double)(int32_t)center;
        whole = whole > center ? whole - 1 : whole;
        double w0 = farCubic(center - (whole - 1)), w1 = nearCubic(center - whole);
        double w2 = nearCubic(whole + 1 - center), w3 = farCubic(whole + 2 - center);
        double sum = w0 + w1 + w2 + w3;
        int r0 = rounded(w0 / sum * 16384), r1 = rounded(w1 / sum * 16384);
        int r2 = rounded(w2 / sum * 16384), r3 = rounded(w3 / sum * 16384);
        int rest = 16384 - r0 - r1 - r2 - r3;
        r1 += w2 > w1 ? 0 : rest;
        r2 += w2 > w1 ? rest : 0;
        first[i] = (int32_t)whole - 1;
        const int16_t four[4] = {(int16_t)r0, (int16_t)r1, (int16_t)r2, (int16_t)r3};
        memcpy(weights + 4 * i, four, sizeof four);
    }
}

int16_t wp_cubic_phases[1024][4];
int8_t wp_cubic_halves[1024][8];
int8_t wp_cubic_parts[1024][8];

__attribute__((constructor)) static void find_phases(void) {
    for (int k = 0; k < 1024; k++) {
        int32_t first;
        wp_cubic_weights((double)k / 1024, 1, &first, wp_cubic_phases[k], 1);
        for (int j = 0; j < 4; j++) {
            int weight = wp_cubic_phases[k][j], high = (weight + 128) >> 8;
            wp_cubic_halves[k][j] = (int8_t)high;
            wp_cubic_halves[k][4 + j] = (int8_t)(weight - 256 * high);
            int part = (64 - weight) >> 7;
            wp_cubic_parts[k][j] = (int8_t)part;
            wp_cubic_parts[k][4 + j] = (int8_t)(-weight - 128 * part);
        }
    }
}
