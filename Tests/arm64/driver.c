// Runs the kernels of one table on seeded data and prints a hash of what each writes.
#include "CPixelKernels.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 1;

// SplitMix64.
static uint64_t next(void) {
    uint64_t v = state += 0x9E3779B97F4A7C15;
    v = (v ^ (v >> 30)) * 0xBF58476D1CE4E5B9;
    v = (v ^ (v >> 27)) * 0x94D049BB133111EB;
    return v ^ (v >> 31);
}

static int between(int low, int high) { return low + (int)(next() % (uint64_t)(high - low + 1)); }
static double fraction(void) { return (double)(next() >> 11) / 9007199254740992.0; }

// FNV-1a, 64 bits.
static uint64_t hash;
static void take(const void *p, size_t n) {
    const uint8_t *bytes = p;
    for (size_t i = 0; i < n; i++) hash = (hash ^ bytes[i]) * 0x100000001B3;
}

static void begin(uint64_t seed) {
    hash = 0xCBF29CE484222325;
    state = seed;
}

static void print(const char *kernel) { printf("%-22s %016llx\n", kernel, (unsigned long long)hash); }

enum { WIDEST = 300, SLACK = 64, TAPS = 12, SIDE = 96 };

static void fill(uint8_t *p, size_t n) {
    for (size_t i = 0; i < n; i++) p[i] = (uint8_t)next();
}

/// Bytes with runs of 0 and of 255.
static void fillRuns(uint8_t *p, size_t n) {
    for (size_t i = 0; i < n;) {
        int kind = between(0, 2);
        for (size_t end = i + (size_t)between(1, 90); i < end && i < n; i++)
            p[i] = (uint8_t)(kind == 0 ? 0 : kind == 1 ? 255 : next());
    }
}

static uint8_t d[WIDEST + SLACK], s[WIDEST + SLACK], a[WIDEST + SLACK], outputs[4][WIDEST + SLACK];
static uint8_t rgba[4 * WIDEST + SLACK];

static void blends(const wp_kernels *kernels) {
    for (int kind = 0; kind < 4; kind++) {
        begin(11 + (uint64_t)kind);
        for (size_t n = 1; n <= WIDEST; n++) {
            size_t start = n % 33;
            wp_layers row = {d + start, s + start, a + start, 0, 0, 0, n, 1};
            fill(d, sizeof d);
            fillRuns(s, sizeof s);
            fillRuns(a, sizeof a);
            int weight = between(1, 32767);
            switch (kind) {
            case 0: kernels->over(row); break;
            case 1:
                if (n % 3 == 0) row.a = 0;
                kernels->over_opacity(row, weight);
                break;
            case 2:
                if (n % 2 == 0) row.a = row.d;
                kernels->mix(row, weight);
                break;
            default: kernels->multiply(d + start, a + start, n);
            }
            take(d, sizeof d);
        }
        print(kind == 0 ? "over" : kind == 1 ? "over_opacity" : kind == 2 ? "mix" : "multiply");
    }
}

static void scales(const wp_kernels *kernels) {
    static uint8_t source[WIDEST * 12 + TAPS + SLACK];
    static int32_t index[WIDEST];
    static int16_t weights[WIDEST * TAPS], words[WIDEST + SLACK], rows[TAPS][WIDEST + SLACK];
    begin(21);
    for (size_t n = 1; n <= WIDEST; n++) {
        int taps = 4 * between(1, TAPS / 4), limit = 20480 / taps;
        double step = 12 * fraction() * fraction();
        fill(source, sizeof source);
        for (size_t i = 0; i < n; i++) index[i] = (int32_t)((double)(n % 2 ? i : n - 1 - i) * step);
        for (size_t i = 0; i < n * (size_t)taps; i++) weights[i] = (int16_t)between(-limit, limit);
        memset(words, 0, sizeof words);
        kernels->scale_h(words, source, index, weights, taps, n);
        take(words, sizeof words);
    }
    print("scale_h");
    begin(22);
    for (size_t n = 1; n <= WIDEST; n++) {
        int taps = 2 * between(1, TAPS / 2), limit = 20480 / taps;
        const int16_t *pointers[TAPS];
        for (int k = 0; k < taps; k++) {
            for (size_t i = 0; i < n; i++) rows[k][i] = (int16_t)between(-20400, 20400);
            weights[k] = (int16_t)between(-limit, limit < 16384 ? limit : 16384);
            pointers[k] = rows[k];
        }
        memset(d, 0, sizeof d);
        kernels->scale_v(d, pointers, weights, taps, n);
        take(d, sizeof d);
    }
    print("scale_v");
}

static void warps(const wp_kernels *kernels) {
    static uint8_t pairs[SIDE * SIDE];
    begin(31);
    for (size_t n = 1; n <= WIDEST; n++) {
        fill(pairs, sizeof pairs);
        wp_pairs source = {pairs, SIDE, between(4, SIDE / 2), between(4, SIDE)};
        const double unit = 4294967296.0;
        int64_t stepX = (int64_t)((2 * fraction() - 1) * unit), stepY = (int64_t)((2 * fraction() - 1) * unit);
        int64_t x = (int64_t)(source.width * fraction() * unit) - stepX * (int64_t)(n / 2);
        int64_t y = (int64_t)(source.height * fraction() * unit) - stepY * (int64_t)(n / 2);
        memset(outputs, 0, sizeof outputs);
        kernels->warp(outputs[0], outputs[1], &source, x, y, stepX, stepY, n);
        take(outputs, sizeof outputs);
    }
    print("warp");
}

static void conversions(const wp_kernels *kernels) {
    for (int kind = 0; kind < 3; kind++) {
        begin(41 + (uint64_t)kind);
        for (size_t n = 1; n <= WIDEST; n++) {
            fill(rgba, sizeof rgba);
            memset(outputs, 0, sizeof outputs);
            const uint8_t *p = rgba + n % 7;
            switch (kind) {
            case 0: kernels->convert(p, outputs[0], outputs[1], outputs[2], n); break;
            case 1: kernels->convert_straight(p, outputs[0], outputs[1], outputs[2], outputs[3], n); break;
            default: kernels->convert_premultiplied(p, outputs[0], outputs[1], outputs[2], outputs[3], n);
            }
            take(outputs, sizeof outputs);
        }
        print(kind == 0 ? "convert" : kind == 1 ? "convert_straight" : "convert_premultiplied");
    }
}

static void turns(const wp_kernels *kernels) {
    static uint8_t source[SIDE * SIDE], target[SIDE * SIDE];
    for (int kind = 0; kind < 2; kind++) {
        begin(61 + (uint64_t)kind);
        for (int round = 0; round < WIDEST; round++) {
            size_t n = (size_t)between(1, SIDE), rows = (size_t)between(1, SIDE);
            int isUp = round % 2, isBack = round / 2 % 2;
            // Rows that go upwards start at the last one.
            size_t sourceRows = kind == 0 ? n : rows;
            wp_turn turn = {target + (isUp ? SIDE * (rows - 1) : 0), source + (isBack ? SIDE * (sourceRows - 1) : 0),
                            isUp ? -SIDE : SIDE, isBack ? -SIDE : SIDE, n, rows};
            fill(source, sizeof source);
            memset(target, 0, sizeof target);
            if (kind == 0) {
                kernels->transpose(turn);
            } else {
                kernels->mirror(turn);
            }
            take(target, sizeof target);
        }
        print(kind == 0 ? "transpose" : "mirror");
    }
}

static void weights(void) {
    static int32_t first[WIDEST];
    static int16_t four[4 * WIDEST];
    begin(51);
    for (size_t n = 1; n <= WIDEST; n++) {
        wp_cubic_weights(4000 * fraction() - 2000, 2 * fraction() - 1, first, four, n);
        take(first, n * sizeof *first);
        take(four, 4 * n * sizeof *four);
    }
    print("wp_cubic_weights");
    begin(52);
    for (size_t n = 1; n <= WIDEST; n++) {
        memset(rgba, 255, sizeof rgba);
        rgba[4 * (size_t)between(0, 2 * (int)n) % sizeof rgba] = 7;
        rgba[4 * (size_t)between(0, 2 * (int)n) % sizeof rgba + 3] = (uint8_t)between(254, 255);
        uint8_t opaque = wp_is_opaque(rgba, n) != 0;
        take(&opaque, 1);
    }
    print("wp_is_opaque");
}

int main(int count, char **arguments) {
    const wp_kernels *kernels = 0;
    if (count == 2) kernels = strcmp(arguments[1], "best") ? wp_kernels_named(arguments[1]) : wp_kernels_best();
    if (!kernels) {
        fprintf(stderr, "no such table\n");
        return 1;
    }
    blends(kernels);
    scales(kernels);
    warps(kernels);
    conversions(kernels);
    turns(kernels);
    weights();
    return 0;
}
