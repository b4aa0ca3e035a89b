// libpng, libjpeg-turbo with TurboJPEG, libwebp, Little CMS, zlib and ISA-L for StillImages. Below the includes stands only what Swift cannot
// import: macros, and calls of libpng and libjpeg, whose setjmp and longjmp must stay on the C side.
#pragma once
#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>
#include <png.h>
#include <turbojpeg.h>
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <webp/decode.h>
#include <webp/demux.h>
#include <lcms2.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const uint32_t WP_RGBA_8 = TYPE_RGBA_8;
static const uint32_t WP_RGBA_16 = TYPE_RGBA_16;
static const uint32_t WP_CMYK_8 = TYPE_CMYK_8;
static const uint32_t WP_CMYK_8_INVERTED = TYPE_CMYK_8_REV;

// MARK: PNG

enum { WP_PNG_MESSAGE_SIZE = 128 };

// A PNG that is read from memory or written to it.
typedef struct {
    png_structp png;
    png_infop info;
    // Read: the file. Written: grown with realloc.
    uint8_t *data;
    size_t size;
    size_t capacity;
    size_t position;
    char message[WP_PNG_MESSAGE_SIZE];
} wp_png;

static void wp_png_fail(png_structp png, png_const_charp message) {
    wp_png *file = (wp_png *)png_get_error_ptr(png);
    strncpy(file->message, message, WP_PNG_MESSAGE_SIZE - 1);
    file->message[WP_PNG_MESSAGE_SIZE - 1] = 0;
    png_longjmp(png, 1);
}

static void wp_png_warn(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void wp_png_take(png_structp png, png_bytep target, size_t count) {
    wp_png *file = (wp_png *)png_get_io_ptr(png);
    if (count > file->size - file->position) png_error(png, "the file ends inside a chunk");
    memcpy(target, file->data + file->position, count);
    file->position += count;
}

static void wp_png_put(png_structp png, png_bytep source, size_t count) {
    wp_png *file = (wp_png *)png_get_io_ptr(png);
    if (count > file->capacity - file->size) {
        size_t capacity = 2 * file->capacity + count + 4096;
        uint8_t *data = (uint8_t *)realloc(file->data, capacity);
        if (data == NULL) png_error(png, "out of memory");
        file->data = data;
        file->capacity = capacity;
    }
    memcpy(file->data + file->size, source, count);
    file->size += count;
}

static void wp_png_flush(png_structp png) { (void)png; }

static inline const char *wp_png_message(const wp_png *file) { return file->message; }

// Reads up to the first IDAT. `data` must outlive the reader. Rows come as RGBA of 8 or, in the machine's byte order,
// 16 bits; chunks that say nothing about pixels are skipped unread. 0, or -1 with a message.
__attribute__((noinline)) static int wp_png_open(wp_png *file, const uint8_t *data, size_t size, int wants_16_bits) {
    memset(file, 0, sizeof *file);
    file->data = (uint8_t *)data;
    file->size = size;
    file->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, file, wp_png_fail, wp_png_warn);
    if (file->png == NULL) return -1;
    if (setjmp(png_jmpbuf(file->png))) return -1;
    file->info = png_create_info_struct(file->png);
    if (file->info == NULL) png_error(file->png, "out of memory");
    png_set_read_fn(file->png, file, wp_png_take);
    png_set_user_limits(file->png, 65535, 65535);
    png_set_keep_unknown_chunks(file->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_read_info(file->png, file->info);
    png_set_expand(file->png);
    png_set_gray_to_rgb(file->png);
    if (wants_16_bits) {
        png_set_expand_16(file->png);
        png_set_add_alpha(file->png, 0xFFFF, PNG_FILLER_AFTER);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        png_set_swap(file->png);
#endif
    } else {
        png_set_scale_16(file->png);
        png_set_add_alpha(file->png, 0xFF, PNG_FILLER_AFTER);
    }
    return 0;
}

// Ends the set-up. The number of passes (7 for an interlaced picture), or -1 with a message.
__attribute__((noinline)) static int wp_png_start(wp_png *file) {
    if (setjmp(png_jmpbuf(file->png))) return -1;
    int passes = png_set_interlace_handling(file->png);
    png_read_update_info(file->png, file->info);
    return passes;
}

static inline uint32_t wp_png_width(const wp_png *file) { return png_get_image_width(file->png, file->info); }
static inline uint32_t wp_png_height(const wp_png *file) { return png_get_image_height(file->png, file->info); }
static inline size_t wp_png_row_bytes(const wp_png *file) { return png_get_rowbytes(file->png, file->info); }

// Reads `count` rows into memory `stride` bytes apart. 0, or -1 with a message.
__attribute__((noinline)) static int wp_png_read_rows(wp_png *file, uint8_t *target, size_t stride, uint32_t count) {
    if (setjmp(png_jmpbuf(file->png))) return -1;
    for (uint32_t row = 0; row < count; row++) png_read_row(file->png, target + row * stride, NULL);
    return 0;
}

// Reads what follows the picture. 0, or -1 with a message.
__attribute__((noinline)) static int wp_png_read_end(wp_png *file) {
    if (setjmp(png_jmpbuf(file->png))) return -1;
    png_read_end(file->png, NULL);
    return 0;
}

static inline void wp_png_close(wp_png *file) { png_destroy_read_struct(&file->png, &file->info, NULL); }

// Writes rows of RGBA, `stride` bytes apart, as sRGB with or without its alpha. 0, or -1 with a message; in both cases
// `file->data` is the caller's to free.
__attribute__((noinline)) static int wp_png_write(
    wp_png *file, const uint8_t *source, size_t stride, uint32_t width, uint32_t height, int has_alpha,
    int compression) {
    memset(file, 0, sizeof *file);
    file->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, file, wp_png_fail, wp_png_warn);
    if (file->png == NULL) return -1;
    if (setjmp(png_jmpbuf(file->png))) {
        png_destroy_write_struct(&file->png, &file->info);
        return -1;
    }
    file->info = png_create_info_struct(file->png);
    if (file->info == NULL) png_error(file->png, "out of memory");
    png_set_write_fn(file->png, file, wp_png_put, wp_png_flush);
    png_set_IHDR(
        file->png, file->info, width, height, 8, has_alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
        PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(file->png, file->info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_compression_level(file->png, compression);
    // Runs and code lengths alone: several times as fast, and after the filter only a little larger.
    if (compression == 1) png_set_compression_strategy(file->png, Z_RLE);
    // Weighing all five filters pays only where the compression is thorough too.
    png_set_filter(file->png, PNG_FILTER_TYPE_BASE, compression > 3 ? PNG_ALL_FILTERS : PNG_FILTER_SUB);
    png_write_info(file->png, file->info);
    if (!has_alpha) png_set_filler(file->png, 0, PNG_FILLER_AFTER);
    for (uint32_t row = 0; row < height; row++) png_write_row(file->png, source + row * stride);
    png_write_end(file->png, file->info);
    png_destroy_write_struct(&file->png, &file->info);
    return 0;
}

// MARK: PNG by strips

// What compressing takes beside the rows.
enum { wp_png_work_limit = ISAL_DEF_LVL1_DEFAULT };

// What a strip of `rows` rows may take at most: every byte stored, ISA-L's headers, and the chunk's own 12 bytes.
static inline size_t wp_png_strip_limit(size_t row_bytes, size_t rows) {
    size_t size = rows * (row_bytes + 1);
    return size + size / 1024 + 4096;
}

// Writes one chunk around `size` bytes that stand at `chunk + 8` already. The length of the whole.
static inline size_t wp_png_close_chunk(uint8_t *chunk, const char type[4], size_t size) {
    memcpy(chunk + 4, type, 4);
    uint32_t check = crc32_gzip_refl(0, chunk + 4, size + 4);
    for (int byte = 0; byte < 4; byte++) {
        chunk[byte] = (uint8_t)(size >> (24 - 8 * byte));
        chunk[8 + size + byte] = (uint8_t)(check >> (24 - 8 * byte));
    }
    return size + 12;
}

// Compresses `count` rows of RGBA, `stride` bytes apart, into an IDAT chunk that begins and ends on a byte, so that chunks of
// several strips in a row are one stream. Each row is filtered by the one above it, which stands `stride` bytes before
// the first one unless that is the picture's first. `work` has room for the rows and wp_png_work_limit bytes more. `check`
// gets the Adler-32 of what was compressed. The length of the chunk, or 0 where `limit` is too low.
__attribute__((noinline)) static size_t wp_png_strip(
    uint8_t *chunk, size_t limit, uint8_t *work, const uint8_t *source, size_t stride, uint32_t width, uint32_t count,
    int has_alpha, int is_first, int is_last, uint32_t *check) {
    size_t row_bytes = (size_t)width * (has_alpha ? 4 : 3);
    size_t size = count * (row_bytes + 1);
    for (uint32_t row = 0; row < count; row++) {
        const uint8_t *this = source + row * stride, *above = this - stride;
        uint8_t *target = work + row * (row_bytes + 1);
        // None for the first row, Up for all others.
        int is_top = is_first && row == 0;
        *target++ = is_top ? 0 : 2;
        if (has_alpha) {
            for (uint32_t x = 0; x < 4 * width; x++) target[x] = (uint8_t)(this[x] - (is_top ? 0 : above[x]));
        } else {
            for (uint32_t x = 0; x < width; x++)
                for (int c = 0; c < 3; c++)
                    target[3 * x + c] = (uint8_t)(this[4 * x + c] - (is_top ? 0 : above[4 * x + c]));
        }
    }
    *check = isal_adler32(1, work, size);
    struct isal_zstream stream;
    isal_deflate_stateless_init(&stream);
    stream.level = 1;
    stream.level_buf = work + size;
    stream.level_buf_size = wp_png_work_limit;
    stream.flush = FULL_FLUSH;
    stream.end_of_stream = (uint16_t)(is_last ? 1 : 0);
    stream.next_in = work;
    stream.avail_in = (uint32_t)size;
    stream.next_out = chunk + 8;
    stream.avail_out = (uint32_t)(limit - 12);
    return isal_deflate_stateless(&stream) == COMP_OK ? wp_png_close_chunk(chunk, "IDAT", stream.total_out) : 0;
}

// MARK: JPEG by rows

// A JPEG that is read from memory. What libjpeg warns of is an error, but for what no row suffers from.
typedef struct {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    jmp_buf jump;
    char message[JMSG_LENGTH_MAX];
} wp_jpeg;

static void wp_jpeg_fail(j_common_ptr info) {
    wp_jpeg *file = (wp_jpeg *)info->client_data;
    (*info->err->format_message)(info, file->message);
    longjmp(file->jump, 1);
}

static void wp_jpeg_complain(j_common_ptr info, int level) {
    if (level >= 0) return;
    switch (info->err->msg_code) {
        // Bytes between the last row and the end marker.
        case JWRN_EXTRANEOUS_DATA:
            if (info->err->msg_parm.i[1] == 0xD9) return;
            break;
        // Headers that other programs wrote in their own way; no row is missing.
        case JWRN_NOT_SEQUENTIAL:
        case JWRN_ADOBE_XFORM:
        case JWRN_BOGUS_ICC:
        case JWRN_JFIF_MAJOR:
            return;
        default: break;
    }
    wp_jpeg_fail(info);
}

static inline const char *wp_jpeg_message(const wp_jpeg *file) { return file->message; }
static inline uint32_t wp_jpeg_width(const wp_jpeg *file) { return file->info.output_width; }
static inline uint32_t wp_jpeg_height(const wp_jpeg *file) { return file->info.output_height; }

static inline void wp_jpeg_close(wp_jpeg *file) { jpeg_destroy_decompress(&file->info); }

// Begins to decode at 1/divisor of the size, to RGBA, or to what is stored where `is_stored`. `data` must outlive the reader.
// 0, or -1 with a message; it has to be closed in both cases.
__attribute__((noinline)) static int wp_jpeg_begin(
    wp_jpeg *file, const uint8_t *data, size_t size, uint32_t divisor, int is_stored) {
    memset(file, 0, sizeof *file);
    file->info.err = jpeg_std_error(&file->errors);
    file->errors.error_exit = wp_jpeg_fail;
    file->errors.emit_message = wp_jpeg_complain;
    file->info.client_data = file;
    if (setjmp(file->jump)) return -1;
    jpeg_create_decompress(&file->info);
    jpeg_mem_src(&file->info, data, (unsigned long)size);
    jpeg_read_header(&file->info, TRUE);
    file->info.out_color_space = is_stored ? file->info.jpeg_color_space : JCS_EXT_RGBA;
    file->info.dct_method = JDCT_ISLOW;
    file->info.scale_num = 1;
    file->info.scale_denom = divisor;
    jpeg_start_decompress(&file->info);
    return 0;
}

static inline int wp_jpeg_open(wp_jpeg *file, const uint8_t *data, size_t size, uint32_t divisor) {
    return wp_jpeg_begin(file, data, size, divisor, 0);
}

static inline int wp_jpeg_open_stored(wp_jpeg *file, const uint8_t *data, size_t size) {
    return wp_jpeg_begin(file, data, size, 1, 1);
}

// Leaves out the columns before `*first` and after `*first + *count`, as far as whole blocks allow: tells what is left.
// Comes before the first row. 0, or -1 with a message.
__attribute__((noinline)) static int wp_jpeg_crop(wp_jpeg *file, uint32_t *first, uint32_t *count) {
    if (setjmp(file->jump)) return -1;
    jpeg_crop_scanline(&file->info, first, count);
    return 0;
}

// Reads `count` rows into memory `stride` bytes apart, and behind the last one what follows. 0, or -1 with a message.
__attribute__((noinline)) static int wp_jpeg_read_rows(wp_jpeg *file, uint8_t *target, size_t stride, uint32_t count) {
    if (setjmp(file->jump)) return -1;
    for (uint32_t row = 0; row < count;) {
        JSAMPROW rows[1] = {target + row * stride};
        row += jpeg_read_scanlines(&file->info, rows, 1);
    }
    if (file->info.output_scanline == file->info.output_height) jpeg_finish_decompress(&file->info);
    return 0;
}
