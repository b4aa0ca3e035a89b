// FFmpeg's libraries bring a hundred others with them, which take 50 ms to load. A program that is linked with this target need not be
// linked with them: they are loaded when they are asked for. A program without it is linked with FFmpeg as usual.
#pragma once

/// Loads one set of libraries, unless it is there already: 0 for what reading and writing files takes, 1 for filters. They are
/// looked for where the system has its libraries, or in the folder that WORKPRINT_FFMPEG names.
///
/// NULL when all functions are there; otherwise why they are not, in memory that stays. A function that is called without
/// that ends the process.
const char *wp_ffmpeg_load(int set);
