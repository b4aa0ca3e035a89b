// The bodies of the row kernels, included once for each instruction set with NAME and TARGET defined.
#include <string.h>

static inline __attribute__((always_inline)) unsigned JOIN(div255)(unsigned x) {
    unsigned t = x + 128;
    return (t + (t >> 8)) >> 8;
}

// Runs of 64 samples that are wholly transparent or opaque are skipped or copied.
TARGET static void JOIN(over)(uint8_t *restrict d, const uint8_t *restrict s, const uint8_t *restrict a, size_t n) {
    size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        uint64_t all = ~(uint64_t)0, any = 0, word;
        for (int k = 0; k < 64; k += 8) {
            memcpy(&word, a + i + k, 8);
            all &= word;
            any |= word;
        }
        if (any == 0) continue;
        if (all == ~(uint64_t)0) {
            memcpy(d + i, s + i, 64);
            continue;
        }
        for (int k = 0; k < 64; k++) {
            unsigned v = s[i + k] + JOIN(div255)(d[i + k] * (255u - a[i + k]));
            d[i + k] = v > 255 ? 255 : v;
        }
    }
    for (; i < n; i++) {
        unsigned v = s[i] + JOIN(div255)(d[i] * (255u - a[i]));
        d[i] = v > 255 ? 255 : v;
    }
}

TARGET static void JOIN(over_opacity)(uint8_t *restrict d, const uint8_t *restrict s, const uint8_t *restrict a,
                                      int opacity, size_t n) {
    unsigned o = (unsigned)opacity;
    if (!a) {
        unsigned rest = 255 - ((255 * o + 16384) >> 15);
        for (size_t i = 0; i < n; i++) {
            unsigned v = ((s[i] * o + 16384) >> 15) + JOIN(div255)(d[i] * rest);
            d[i] = v > 255 ? 255 : v;
        }
        return;
    }
    for (size_t i = 0; i < n; i++) {
        unsigned rest = 255 - ((a[i] * o + 16384) >> 15);
        unsigned v = ((s[i] * o + 16384) >> 15) + JOIN(div255)(d[i] * rest);
        d[i] = v > 255 ? 255 : v;
    }
}

TARGET static void JOIN(mix)(uint8_t *out, const uint8_t *a, const uint8_t *b, int weight, size_t n) {
    unsigned w = (unsigned)weight, u = 32768 - w;
    for (size_t i = 0; i < n; i++) out[i] = (uint8_t)((a[i] * u + b[i] * w + 16384) >> 15);
}

TARGET static void JOIN(multiply)(uint8_t *restrict p, const uint8_t *restrict m, size_t n) {
    for (size_t i = 0; i < n; i++) p[i] = (uint8_t)JOIN(div255)((unsigned)p[i] * m[i]);
}

TARGET static void JOIN(scale_h)(int16_t *restrict out, const uint8_t *restrict src, const int32_t *restrict index,
                                 const int16_t *restrict coefficients, int taps, size_t n) {
    if (taps == 4) {
        for (size_t i = 0; i < n; i++) {
            const uint8_t *p = src + index[i];
            const int16_t *c = coefficients + 4 * i;
            int sum = p[0] * c[0] + p[1] * c[1] + p[2] * c[2] + p[3] * c[3];
            out[i] = (int16_t)((sum + 128) >> 8);
        }
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const uint8_t *p = src + index[i];
        const int16_t *c = coefficients + (size_t)taps * i;
        int sum = 0;
        for (int k = 0; k < taps; k++) sum += p[k] * c[k];
        out[i] = (int16_t)((sum + 128) >> 8);
    }
}

TARGET static void JOIN(scale_v)(uint8_t *restrict out, const int16_t *const *rows, const int16_t *coefficients,
                                 int taps, size_t n) {
    for (size_t start = 0; start < n; start += 256) {
        size_t count = n - start < 256 ? n - start : 256;
        int32_t sums[256];
        for (size_t i = 0; i < count; i++) sums[i] = 1 << 19;
        for (int k = 0; k < taps; k += 2) {
            const int16_t *restrict r0 = rows[k] + start, *restrict r1 = rows[k + 1] + start;
            int c0 = coefficients[k], c1 = coefficients[k + 1];
            for (size_t i = 0; i < count; i++) sums[i] += r0[i] * c0 + r1[i] * c1;
        }
        for (size_t i = 0; i < count; i++) {
            int v = sums[i] >> 20;
            out[start + i] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
        }
    }
}

static const wp_kernels JOIN(table) = {
    JOIN(over), JOIN(over_opacity), JOIN(mix), JOIN(multiply), JOIN(scale_h), JOIN(scale_v),
};
