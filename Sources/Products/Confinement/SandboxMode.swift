/// Whether a program confines itself.
package enum SandboxMode: String, Sendable, CaseIterable {
    /// As far as the machine allows.
    case auto
    /// Wholly, or it does not run.
    case require
    /// Not at all.
    case off
}
