// Links whoever uses the library with FFmpeg as usual. The program has CFFmpegStubs in its place.
#pragma once

/// The release of libavformat that the library was built for.
extern const int wp_linked_ffmpeg;
