public import Foundation
import GoldenRecords
import PlainReports
import RenderEngine
import TimelineModel

/// A folder of drafts that are to look and sound as they did, and the records that say how.
public struct GoldenFolder: Sendable {
    /// The folder of drafts.
    public let drafts: URL
    /// Where the records are.
    public let records: URL
    /// Folder in which sources are looked up first.
    public var assets: URL?
    /// Size of the frames, of the canvas's shape; nil: that of the record, else the draft decides.
    public var size: PixelSize?
    /// Threads that paint; nil: one for each core.
    public var threads: Int?

    /// A folder of drafts; its records lie in `golden` in it, unless another folder is named.
    public init(drafts: URL, records: URL? = nil) {
        self.drafts = drafts
        self.records = records ?? drafts.appending(path: "golden")
    }

    /// What became of one draft.
    public struct Result: Sendable {
        /// How it stands.
        public enum State: String, Sendable, Hashable {
            /// As recorded.
            case ok
            /// Something differs.
            case differs
            /// A draft without a record.
            case missing
            /// A record without a draft.
            case orphan
            /// Draft or record cannot be read.
            case unreadable
        }

        /// The draft's name, without ending.
        public var name: String { result.name }
        /// How it stands.
        public var state: State {
            switch result.state {
            case .ok: .ok
            case .differs: .differs
            case .missing: .missing
            case .orphan: .orphan
            case .unreadable: .unreadable
            }
        }
        /// What was found, a line each.
        public var facts: [String] { result.facts }
        /// The result on one line, further facts on lines of their own.
        public var line: String { result.line }
        let result: GoldenResult
    }

    /// Results as an indented JSON document.
    public func json(_ results: [Result]) throws -> String {
        try GoldenText.json(folder: drafts.relativePath, results.map(\.result))
    }

    /// Results as JUnit XML, one test for each draft.
    public func junit(_ results: [Result]) -> String {
        GoldenText.junit(folder: drafts.relativePath, results.map(\.result))
    }

    /// What recording one draft would change.
    public struct Recording: Sendable {
        /// The draft's name, without ending.
        public let name: String
        /// What changes, in words.
        public let text: String
        /// Whether there is anything to write.
        public let isNew: Bool
        /// Whether something that was recorded goes.
        public let isChange: Bool
        let record: GoldenRecord
    }
}
