import DraftFormat
import DraftLoading
import DraftWriting
public import Foundation

/// A draft's text with everything mended that has exactly one way out.
public struct MendedDraft: Sendable {
    /// The text: that of the draft, but for what was mended.
    public let data: Data
    /// What was mended, a line each, such as `unknown-key at /t/0/sg/0/opacty: renamed to “opacity”`.
    public let mends: [String]
}

extension Draft {
    /// Mends the draft's text where a finding has one way out, and leaves all else as it is, byte for byte. Throws
    /// `unreadableDraft` where its file has gone.
    public func mended() throws(WorkprintError) -> MendedDraft {
        do {
            let folder = sourceFolder.path
            let assets = assets?.path
            let loader = DraftLoader()
            let bytes = try text ?? DraftReader.bytes(of: url?.path ?? "")
            let repair = DraftRepair(bytes) {
                loader.load($0, baseDirectory: folder, assetsDirectory: assets).findings
            }
            return MendedDraft(data: Data(repair.bytes), mends: repair.mended.map(\.description))
        } catch {
            throw WorkprintError(error)
        }
    }

    /// The same draft with another text.
    public func replacingText(_ data: Data) -> Draft {
        Draft(data: data, folder: sourceFolder, assets: assets, isStrict: isStrict)
    }
}
