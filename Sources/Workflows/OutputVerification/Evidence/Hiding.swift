/// One line of the table that tells which evidence hides which: what is hidden follows from its cause, and is no fault of
/// its own.
package struct Hiding: Sendable, Hashable {
    /// How far a cause reaches.
    package enum Reach: Sendable, Hashable {
        /// Over everything.
        case everywhere
        /// Over what lasts less than so many frames.
        case shorterThan(Int)
        /// Over what is seen during the cause, or at most so many frames from it.
        case near(frames: Int)
        /// Over what begins at most so many frames from either end of the cause, and lasts less than so many.
        case atEnds(frames: Int, shorterThan: Int)
        /// Over what is seen in the same place at the same time.
        case samePlace
        /// Over everything, where the sound as a whole is as much alike as it should be.
        case whereAlike
    }

    /// What hides.
    package var cause: Evidence
    /// What is hidden.
    package var symptom: Evidence
    /// How far it does.
    package var reach: Reach

    private static func from(
        _ causes: Evidence..., hides symptoms: Evidence..., reach: Reach = .everywhere
    ) -> [Hiding] {
        causes.flatMap { cause in symptoms.map { Hiding(cause: cause, symptom: $0, reach: reach) } }
    }

    /// The table.
    package static let rules: [Hiding] = [
        // A picture that lies elsewhere is odd everywhere, has other colors everywhere and seems to be elsewhere in time
        // where it moves.
        from(
            .pictureShift,
            hides: .stretchShift, .filmShift, .unnamedColor, .oddPlace, .oddText),
        // In other colors a fade seems to be earlier or later than it is.
        from(.namedColor, .unnamedColor, hides: .stretchShift, reach: .shorterThan(30)),
        // A film whose colors are all off would tell of every place of it, and other letters are made of them.
        from(.namedColor, .unnamedColor, hides: .earlierPlace, .layerLook, .textLayerLook, .textLook),
        // Where frames were dropped, a picture that stood still anyway does so a little earlier or later.
        from(.filmShift, hides: .standstill, reach: .shorterThan(4)),
        from(.stretchShift, hides: .standstill, reach: .atEnds(frames: 8, shorterThan: 4)),
        // What is shown at another time looks odd in its transitions, too.
        from(.stretchShift, .standstill, hides: .oddPlace, reach: .near(frames: 20)),
        from(.stretchShift, .standstill, hides: .oddText, .faintText, reach: .near(frames: 12)),
        // Before a picture that is wrong itself no text can be judged.
        from(.layerFault, .layerLook, hides: .oddText, .faintText, reach: .samePlace),

        // What is wrong with the parts of a sound is heard in the whole, too.
        from(
            .unreadSound, .soundEnd, .steadyDrift, .channelFault, .polarity, .silence, .extraSound, .trackShift, .gain,
            .trackMissing, .clipping, hides: .levels),
        from(.levels, hides: .likeness),
        // A click is heard in the levels. Another sound makes clicks, too, and is not alike.
        from(.clicks, hides: .levels, reach: .whereAlike),
        // Where samples are cut off, the sound between them passes full scale, and there are edges.
        from(.clipping, hides: .peak),
        from(.clipping, hides: .clicks, reach: .samePlace),
        // Where samples are dropped to keep up with another speed, the places tell nothing of the export.
        from(.steadyDrift, hides: .clicks, .gain),
        // In channels that are not what they should be, tracks cannot be told apart.
        from(.channelFault, hides: .trackShift, .gain),
        // What is inverted as a whole is so in each of its tracks.
        from(.polarity, hides: .trackPolarity),
    ].flatMap { $0 }
}
