import Foundation
package import TimelineModel

extension AssetProblem {
    /// The problem as a finding at the place in the draft that names the asset.
    package func finding(for asset: Asset) -> Finding {
        let name = URL(fileURLWithPath: asset.path).lastPathComponent
        return Finding(code: code, severity: .error, pointer: asset.pointer, message: "“\(name)”: \(message)")
    }
}
