#include "LinkedFFmpeg.h"
#include <libavformat/version.h>

const int wp_linked_ffmpeg = LIBAVFORMAT_VERSION_MAJOR;
