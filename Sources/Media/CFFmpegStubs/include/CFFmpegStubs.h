// FFmpeg's libraries bring a hundred others with them, which take 50 ms to load. So the program is not linked with them: they
// are loaded when one of their functions is called for the first time, or ahead of that on another thread.
#pragma once

/// Loads what reading and writing files takes, unless it is there already; returns when it is there.
void wp_load_ffmpeg(void);
