/// The names of the draft's keys, in the spelling that comes first in docs/format.md. What one means depends on its object.
package enum DraftName: String, Sendable, CaseIterable {
    // Draft
    case t, d, m, v, transitions, output, loudness, background, ratio, fps, title, width, height, id
    case canvasConfig = "canvas_config"
    case videoInfos = "video_infos"
    case generatedMedia = "generated_media"
    // Output
    case format, quality, resolution
    // Track
    case tt, sg, name, muted, hidden, volume
    // Segment
    case s, end, src, ss, se, sp, rv, fit, x, y, position, ax, ay, anchor, w, h, sc, ro, op, crop, flip, radius
    case blend, mask, fx, kf, tr, vol, fi, fo, mute, loop, duck, tx, style, an, words
    // Text style
    case font, size, weight, italic, color, align, lineHeight, letterSpacing, stroke, shadow, box, highlight
    case letterCase = "case"
    case blur, padding
    // Parts
    case type, ease, from, to, time, value, easing, shape, channel, attack, release
    case similarity, smoothness, spill
    case animationIn = "in"
    case animationOut = "out"
}
