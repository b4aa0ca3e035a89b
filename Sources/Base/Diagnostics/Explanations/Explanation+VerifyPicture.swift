extension Explanation {
    /// What `verify` says of what the frames of an export show.
    static let verifyPicture: [Explanation] = [
        Explanation(
            .pictureBlack, .failure,
            means: "The export is black where the draft is not.",
            wayOut: "Check the source and the start of the segments that are named."),
        Explanation(
            .pictureBlank, .failure,
            means: "The export shows a single color where the draft does not.",
            wayOut: "Check the source and the start of the segments that are named."),
        Explanation(
            .pictureNotCompared, .failure,
            means: """
                The pictures could not be compared, for instance since their sizes differ in shape. What is not \
                measured counts as failed.
                """,
            wayOut: "Export at the draft's size, then verify again."),
        Explanation(
            .pictureDamaged, .failure,
            means: "The picture of the export cannot be decoded to its end.",
            wayOut: "Export or download it again."),
        Explanation(
            .framesNotCompared, .failure,
            means: "Some frames could not be compared. What is not measured counts as failed.",
            wayOut: "Look at what else is reported of these frames; export again."),
        Explanation(
            .pictureShifted, .failure,
            means: """
                The whole picture lies beside its place by some pixels, as a scaler with another idea of where pixels \
                are does it.
                """,
            wayOut: "Scale once only, and to even sizes; look for a crop or a pad."),
        Explanation(
            .pictureDiffers, .failure,
            means: "A place shows something else than it should, and nothing that was tried explains it.",
            wayOut: "Check the segment's source and its properties."),
        Explanation(
            .segmentMissing, .failure,
            means: "A segment is not there on the picture.",
            wayOut: "Check that its track is not hidden and its source is found."),
        Explanation(
            .segmentOpacity, .failure,
            means: "A segment is painted more or less transparent than it should be.",
            wayOut: """
                Check "op", fades and keyframes of the segment.
                """),
        Explanation(
            .segmentFit, .failure,
            means: """
                A segment fills its box in another way ("fit") than it should.
                """,
            wayOut: """
                Check "fit" of the segment.
                """),
        Explanation(
            .segmentMoved, .failure,
            means: "A segment lies beside its place.",
            wayOut: """
                Check "x", "y" and the anchor of the segment.
                """),
        Explanation(
            .segmentSize, .failure,
            means: "A segment has another size than it should.",
            wayOut: """
                Check "sc", "w" and "h" of the segment.
                """),
        Explanation(
            .segmentSaturation, .failure,
            means: "The colors of a segment are more or less saturated than they should be.",
            wayOut: "Check the effects of the segment and the color tags of its source."),
        Explanation(
            .segmentBrightness, .failure,
            means: "A segment is lighter or darker than it should be.",
            wayOut: "Check the effects of the segment and the range of its source."),
        Explanation(
            .transitionMissing, .failure,
            means: "A segment comes in by a cut where a transition should lead to it.",
            wayOut: """
                Check "tr" of the segment.
                """),
        Explanation(
            .effectsMissing, .failure,
            means: "A segment is painted without its effects.",
            wayOut: """
                Check "fx" of the segment.
                """),
        Explanation(
            .colorMatrix, .failure,
            means: """
                The whole picture was coded by one matrix and is shown by another (BT.601 and BT.709), so reds and \
                greens are off.
                """,
            wayOut: "Convert with the right matrix, once, and tag the stream as BT.709."),
        Explanation(
            .colorRange, .failure,
            means: "The samples have another range than the file says: full range shown as limited, or squeezed twice.",
            wayOut: "Convert the range once only, and tag the stream as limited."),
        Explanation(
            .colorGamma, .failure,
            means: "The tone curve of the whole picture is off by a gamma.",
            wayOut: "Look for a conversion between transfer curves that should not be there."),
        Explanation(
            .colorSaturation, .failure,
            means: "The saturation of the whole picture is off.",
            wayOut: "Look for a filter or a conversion of colors that should not be there."),
        Explanation(
            .colorBrightness, .failure,
            means: "The brightness of the whole picture is off, by a factor or by a sum.",
            wayOut: "Look for a filter or a conversion of ranges that should not be there."),
        Explanation(
            .colorDiffers, .failure,
            means: "The colors of the whole film are off in a way that has no name here.",
            wayOut: "Compare the worst frames by eye; look at conversions of colors."),
        Explanation(
            .vmafUnmeasured, .failure,
            means: """
                VMAF was asked for and could not be measured. It decides nothing else, but what is asked for and not \
                measured counts as failed.
                """,
            wayOut: "Install an ffmpeg with libvmaf, or leave --vmaf out."),
    ]
}
