@_exported public import DraftDocuments
public import Foundation

extension Draft {
    /// Checks a draft that was made or changed in memory. Sources are looked up in `assets` first, then in `folder`. Where
    /// it is strict, warnings are errors. What is wrong inside is in `findings`.
    public init(document: DraftDocument, folder: URL, assets: URL? = nil, isStrict: Bool = false) {
        self.init(data: document.data, folder: folder, assets: assets, isStrict: isStrict)
    }
}
