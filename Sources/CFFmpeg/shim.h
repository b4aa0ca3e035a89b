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
#include <libavutil/display.h>
#include <libavutil/error.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <errno.h>

static const int64_t WP_NOPTS = AV_NOPTS_VALUE;
static const int WP_ERROR_EAGAIN = AVERROR(EAGAIN);
static const int WP_ERROR_EOF = AVERROR_EOF;
static const int WP_ERROR_INVALIDDATA = AVERROR_INVALIDDATA;
static const int WP_ERROR_EXIT = AVERROR_EXIT;
static const int WP_ERROR_ENOSPC = AVERROR(ENOSPC);
static const int WP_ERROR_EIO = AVERROR(EIO);
static const int WP_ERROR_ENOMEM = AVERROR(ENOMEM);

static inline void wp_channel_layout_stereo(AVChannelLayout *layout) {
    *layout = (AVChannelLayout)AV_CHANNEL_LAYOUT_STEREO;
}
