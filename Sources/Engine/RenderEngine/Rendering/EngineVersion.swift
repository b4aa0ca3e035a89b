/// The version of the engine, which is part of every cache key.
package enum EngineVersion {
    /// The release.
    package static let release = "0.1.0"
    /// Counts changes after which the same draft may give other pixels, other samples or other bytes. Raised with each such
    /// change; `EngineRevisionTests` says when.
    package static let revision = 6

    /// Both in one word.
    package static let identity = "workprint-\(release)-\(revision)"
}
