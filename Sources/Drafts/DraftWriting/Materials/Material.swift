import MediaTiming
package import TimelineModel

/// A file that a new draft is made of, with what a probe found in it.
package struct Material: Sendable {
    /// The path as it was given, or inside the folder that was given.
    package var path: String
    /// What is in it.
    package var facts: AssetFacts

    /// A material from its parts.
    package init(path: String, facts: AssetFacts) {
        self.path = path
        self.facts = facts
    }

    /// The path's last part.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The name without its ending.
    var stem: String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// How long its moving picture lasts, in whole milliseconds, rounded down.
    var pictureMilliseconds: Int64 { facts.picture.map { $0.frameTimes.end.milliseconds.floor } ?? 0 }

    /// When its sound ends, in whole milliseconds, rounded down.
    var soundMilliseconds: Int64 { facts.sound.map { $0.range.end.milliseconds.floor } ?? 0 }
}

/// Why no draft can be made.
package struct DraftWritingProblem: Error, Hashable, Sendable {
    /// Whose fault it is.
    package enum Kind: Sendable {
        /// What was asked cannot be done.
        case request
        /// A file cannot be used.
        case material
        /// The machine lacks what reading files takes.
        case machine
    }

    /// Whose fault it is.
    package var kind: Kind
    /// What is wrong and what would be right.
    package var message: String

    /// A problem from its parts.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
