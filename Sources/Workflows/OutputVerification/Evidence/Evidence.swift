/// What was seen in an export, as far as one thing that is seen bears on another.
///
/// A deviation is evidence of one of these, a suspicion that is not looked into yet is another. Which hides which is told
/// by `Hiding.rules`. It is not the code: a segment that is late by its frames and one that looks like an earlier moment of
/// itself have the same code, and bear on other things.
package enum Evidence: Sendable, Hashable, CaseIterable {
    // MARK: Pictures

    /// The whole picture lies beside its place.
    case pictureShift
    /// The colors of the whole film are off in a way that has a name.
    case namedColor
    /// The colors of the whole film are off in a way that has no name.
    case unnamedColor
    /// All frames are those of another moment.
    case filmShift
    /// The frames of a stretch are those of another moment.
    case stretchShift
    /// The export stands still while the reference moves on.
    case standstill
    /// A place that is odd on some frames, and not explained yet.
    case oddPlace
    /// A place looks like another moment of itself.
    case earlierPlace
    /// A layer of the picture lacks something, lies elsewhere or is laid out otherwise.
    case layerFault
    /// A layer of the picture looks otherwise, as it also does in other colors.
    case layerLook
    /// The same of a layer of text.
    case textLayerLook
    /// A text that is odd on some frames, and not looked into yet.
    case oddText
    /// A text that is drawn fainter, stronger or otherwise.
    case textLook
    /// A text too faint for its letters to be compared, and not looked into yet.
    case faintText

    // MARK: Sound

    /// The sound cannot be read, or its samples are no numbers.
    case unreadSound
    /// The sound ends before the film.
    case soundEnd
    /// The export runs at another speed.
    case steadyDrift
    /// Channels are swapped, missing, out of balance, or some of them inverted.
    case channelFault
    /// The polarity of the sound, or of a part of it, is turned over.
    case polarity
    /// The sound of one track has its polarity turned over.
    case trackPolarity
    /// Nothing is heard where there should be sound.
    case silence
    /// Something is heard where it should be silent.
    case extraSound
    /// A track is late or early on its own.
    case trackShift
    /// The gain of a track, or of all of them alike.
    case gain
    /// A track is not heard, or something else in its place.
    case trackMissing
    /// Samples at full scale.
    case clipping
    /// Clicks and short holes.
    case clicks
    /// A true peak over full scale.
    case peak
    /// Loudness, bands and likeness of the whole.
    case levels
    /// How much alike the two sounds are, where their levels are right.
    case likeness
}
