// libpng, TurboJPEG, libwebp and Little CMS for StillImages.
#pragma once
#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>
#include <webp/demux.h>
#include <lcms2.h>
