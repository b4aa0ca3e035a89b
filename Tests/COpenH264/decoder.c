#include "COpenH264.h"

#include <stdio.h>

#if __has_include(<wels/codec_api.h>)

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>
#include <wels/codec_api.h>

typedef long (*create_function)(ISVCDecoder **);
typedef void (*destroy_function)(ISVCDecoder *);

/// The end of the unit at `from`, which begins with a start code.
static size_t end_of_unit(const uint8_t *stream, size_t length, size_t from) {
    for (size_t at = from + 3; at + 3 <= length; at++) {
        if (stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1) {
            return stream[at - 1] == 0 ? at - 1 : at;
        }
    }
    return length;
}

static int give(
    const SBufferInfo *info, unsigned char **planes, void (*take)(void *, const wp_second_picture *), void *context) {
    if (info->iBufferStatus != 1) return 0;
    wp_second_picture picture = {
        planes[0], planes[1], planes[2], info->UsrData.sSystemBuffer.iWidth, info->UsrData.sSystemBuffer.iHeight,
        info->UsrData.sSystemBuffer.iStride[0], info->UsrData.sSystemBuffer.iStride[1],
    };
    take(context, &picture);
    return 1;
}

int wp_openh264_decode(
    const uint8_t *stream, size_t length, void (*take)(void *, const wp_second_picture *), void *context,
    char *reason, size_t reason_size) {
    void *library = dlopen("libopenh264.so", RTLD_NOW | RTLD_LOCAL);
    create_function create = library ? (create_function)dlsym(library, "WelsCreateDecoder") : NULL;
    destroy_function destroy = library ? (destroy_function)dlsym(library, "WelsDestroyDecoder") : NULL;
    ISVCDecoder *decoder = NULL;
    if (!create || !destroy || create(&decoder) != 0) {
        snprintf(reason, reason_size, "libopenh264.so cannot be loaded; install libopenh264-dev");
        return 1;
    }
    SDecodingParam parameters = {0};
    parameters.eEcActiveIdc = ERROR_CON_DISABLE;
    parameters.sVideoProperty.size = sizeof parameters.sVideoProperty;
    parameters.sVideoProperty.eVideoBsType = VIDEO_BITSTREAM_AVC;
    int level = WELS_LOG_QUIET;
    (*decoder)->SetOption(decoder, DECODER_OPTION_TRACE_LEVEL, &level);
    int code = (int)(*decoder)->Initialize(decoder, &parameters);
    if (code != 0) snprintf(reason, reason_size, "Initialize returned %d", code);
    size_t at = 0;
    int unit = 0;
    while (code == 0 && at < length) {
        size_t end = end_of_unit(stream, length, at);
        unsigned char *planes[3] = {NULL, NULL, NULL};
        SBufferInfo info;
        memset(&info, 0, sizeof info);
        code = (*decoder)->DecodeFrame2(decoder, stream + at, (int)(end - at), planes, &info);
        if (code != 0) snprintf(reason, reason_size, "unit %d, type %d: state %d", unit, stream[at + 4] & 31, code);
        give(&info, planes, take, context);
        at = end;
        unit++;
    }
    if (code == 0) {
        int ended = 1;
        (*decoder)->SetOption(decoder, DECODER_OPTION_END_OF_STREAM, &ended);
        unsigned char *planes[3] = {NULL, NULL, NULL};
        SBufferInfo info;
        memset(&info, 0, sizeof info);
        code = (*decoder)->DecodeFrame2(decoder, NULL, 0, planes, &info);
        if (code != 0) snprintf(reason, reason_size, "the end: state %d", code);
        give(&info, planes, take, context);
        int left = 0;
        (*decoder)->GetOption(decoder, DECODER_OPTION_NUM_OF_FRAMES_REMAINING_IN_BUFFER, &left);
        while (left-- > 0) {
            memset(&info, 0, sizeof info);
            memset(planes, 0, sizeof planes);
            (*decoder)->FlushFrame(decoder, planes, &info);
            give(&info, planes, take, context);
        }
    }
    (*decoder)->Uninitialize(decoder);
    destroy(decoder);
    return code;
}

#else

int wp_openh264_decode(
    const uint8_t *stream, size_t length, void (*take)(void *, const wp_second_picture *), void *context,
    char *reason, size_t reason_size) {
    (void)stream, (void)length, (void)take, (void)context;
    snprintf(reason, reason_size, "built without OpenH264's header; install libopenh264-dev");
    return 1;
}

#endif
