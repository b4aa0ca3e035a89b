// Pango, Cairo, FreeType and fontconfig for TextLayout; of HarfBuzz and FriBidi, which Pango uses, the versions.
#pragma once
#include <cairo-ft.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <fribidi.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangofc-font.h>

// A variable in C, though it never changes.
static inline const char *wp_fribidi_version(void) { return fribidi_version_info; }
