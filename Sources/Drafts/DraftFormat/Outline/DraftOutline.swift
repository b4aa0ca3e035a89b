package import MediaTiming
package import TimelineModel

/// A draft as its author sees it: what stands in it, in one spelling, whether or not its sources are at hand.
///
/// Values are words for people, and mean the same exactly where the draft means the same: `0.35`, `"35%"` and a `volume` in
/// `m` are all `35 %`. What is not written is not listed.
package struct DraftOutline: Sendable {
    /// A property and its value.
    package struct Property: Hashable, Sendable {
        /// The property in words, such as `opacity` or `stroke width`.
        package var name: String
        /// The value.
        package var value: Wording
        /// What holds where the property is not listed.
        package var standard: Wording
        /// The properties of a thing that may be absent, such as a stroke; nil for a plain value.
        package var parts: [Property]?
        /// The property whose words say this one too: `left` says where the anchor is; nil for what is said by itself.
        package var impliedBy: String?
    }

    /// A track.
    package struct Track: Sendable {
        /// Its own identifier, or nil.
        package var identifier: String?
        /// Its name, or nil.
        package var name: String?
        /// `video`, `audio`, `text`, or another type in the draft's words.
        package var kind: String
        /// JSON Pointer.
        package var pointer: String
        /// Its properties.
        package var properties: [Property]
        /// Its segments in the order of time, as far as times are known.
        package var segments: [Segment]
    }

    /// A segment.
    package struct Segment: Sendable {
        /// Its own identifier, or nil.
        package var identifier: String?
        /// What it is called: its name, else the text's first line or the source's name.
        package var name: String
        /// What it shows or plays: the text or the source.
        package var content: String
        /// JSON Pointer.
        package var pointer: String
        /// When it begins, or nil where only its source could tell.
        package var start: MediaTime?
        /// When it ends, or nil where only its source could tell.
        package var end: MediaTime?
        /// Its properties without place in time and content.
        package var properties: [Property]
    }

    /// The properties of the whole draft.
    package var properties: [Property] = []
    /// The canvas that lengths in pixels are of.
    private(set) var canvas = CanvasSize(width: 1_080, height: 1_920)
    /// Its tracks from back to front.
    package var tracks: [Track] = []

    /// Whether pixels mean the same in another draft.
    package func hasSameCanvas(as other: DraftOutline) -> Bool { canvas == other.canvas }

    /// The outline of the draft in a file. Throws where there is no draft with tracks.
    package init(
        contentsOf path: String, options: DraftReadingOptions = DraftReadingOptions(), prober: any AssetProbing
    ) throws(DraftFileProblem) {
        let bytes = try DraftReader.bytes(of: path)
        var options = options
        if options.baseDirectory == nil {
            options.baseDirectory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        }
        try self.init(bytes, path: path, timeline: DraftReader.read(bytes, options: options, prober: prober).timeline)
    }

    /// The outline of a draft in UTF-8 text; `path` names it in messages, `timeline` knows times that only sources tell.
    package init(_ bytes: [UInt8], path: String, timeline: Timeline?) throws(DraftFileProblem) {
        let root: JSONValue
        do throws(JSONProblem) {
            root = try JSONParser.parse(bytes)
        } catch {
            let place = error.kind == .syntax ? "line \(error.line), column \(error.column): " : ""
            throw DraftFileProblem(path: path, message: "is no draft: \(place)\(error.message)")
        }
        let state = SessionState(root)
        guard let draft = ObjectReader(state.draft, .draft, FindingLog()), let list = draft[.t]?.elements else {
            throw DraftFileProblem(path: path, message: "is no draft: it has no “t”, the array of its tracks")
        }
        guard list.count <= DraftLimits.trackCount else {
            throw DraftFileProblem(path: path, message: "has more tracks than a draft may have")
        }
        let reader = OutlineReader(draft: draft, state: state, timeline: timeline)
        canvas = reader.canvas
        properties = reader.properties()
        tracks = reader.tracks(list)
    }
}
