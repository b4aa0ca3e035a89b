package import MediaBuffers
package import MediaIO

/// A sound that is read once from its start to its end, as 48 kHz stereo.
package protocol SampleReading: AnyObject {
    /// Appends exactly `frameCount` samples per channel and returns how many of them come before the sound's end; the
    /// rest is silence. Throws where reading fails.
    func read(frameCount: Int, into samples: inout StereoSamples) throws -> Int
}

extension SoundReader: SampleReading {
    package func read(frameCount: Int, into samples: inout StereoSamples) throws -> Int {
        try read(into: &samples, frameCount: frameCount)
    }
}

/// One track's share of a mix.
package struct SoundStem {
    /// The track's name, or the word for its kind, as it stands in messages.
    package var name: String
    /// JSON Pointer of the track.
    package var pointer: String
    /// Its samples, on the clock of the whole mix.
    package var reader: any SampleReading

    /// A stem from its parts.
    package init(name: String, pointer: String, reader: any SampleReading) {
        self.name = name
        self.pointer = pointer
        self.reader = reader
    }
}
