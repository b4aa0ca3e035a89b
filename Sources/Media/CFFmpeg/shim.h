// FFmpeg's libraries for MediaIO. Below the includes stands only what Swift cannot import: macros and variadics.
#pragma once
#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/crc.h>
#include <libavutil/display.h>
#include <libavutil/dovi_meta.h>
#include <libavutil/error.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <errno.h>
#include <string.h>

static const int64_t WP_NOPTS = AV_NOPTS_VALUE;
static const int WP_ERROR_EAGAIN = AVERROR(EAGAIN);
static const int WP_ERROR_EOF = AVERROR_EOF;
static const int WP_ERROR_INVALIDDATA = AVERROR_INVALIDDATA;
static const int WP_ERROR_EXIT = AVERROR_EXIT;
static const int WP_ERROR_ENOSPC = AVERROR(ENOSPC);
static const int WP_ERROR_EIO = AVERROR(EIO);
static const int WP_ERROR_ENOMEM = AVERROR(ENOMEM);
static const int WP_ERROR_EMFILE = AVERROR(EMFILE);

// Whoever loads the libraries late, in place of linking with them, defines this; see CFFmpegStubs.h.
extern const char *wp_ffmpeg_load(int set) __attribute__((weak));

enum { WP_FFMPEG_BASE = 0, WP_FFMPEG_FILTERS = 1 };

// NULL when a set of libraries is there; otherwise why it is not.
static inline const char *wp_ffmpeg_fault(int set) { return wp_ffmpeg_load == NULL ? NULL : wp_ffmpeg_load(set); }

static inline void wp_channel_layout_stereo(AVChannelLayout *layout) {
    *layout = (AVChannelLayout)AV_CHANNEL_LAYOUT_STEREO;
}

// The last line that libav logged as an error on this thread. Nothing is printed.
// Taken and read from one Swift file only, so that there is one copy of the buffer.
enum { WP_LOG_LINE_SIZE = 512 };

static inline char *wp_log_line(void) {
    static __thread char line[WP_LOG_LINE_SIZE];
    return line;
}

static void wp_log_callback(void *context, int level, const char *format, va_list arguments) {
    if (level > AV_LOG_ERROR) return;
    int print_prefix = 1;
    char line[WP_LOG_LINE_SIZE];
    av_log_format_line2(context, level, format, arguments, line, sizeof line, &print_prefix);
    size_t length = strlen(line);
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r' || line[length - 1] == ' ')) length--;
    if (length == 0) return;
    memcpy(wp_log_line(), line, length);
    wp_log_line()[length] = 0;
}

static inline void wp_log_silence(void) {
    av_log_set_callback(wp_log_callback);
}

// Copies the last line into `target` and forgets it.
static inline void wp_log_take(char *target, size_t capacity) {
    strncpy(target, wp_log_line(), capacity - 1);
    target[capacity - 1] = 0;
    wp_log_line()[0] = 0;
}
