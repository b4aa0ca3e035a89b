import Diagnostics
import Foundation
package import TimelineModel

extension Asset {
    /// What is passed over in the file, as a finding at the place in the draft that names it.
    package func passingOver(_ remark: String) -> Finding {
        let name = URL(fileURLWithPath: path).lastPathComponent
        return Finding(code: .assetPassedOver, severity: .warning, pointer: pointer, message: "“\(name)”: \(remark)")
    }
}

extension AssetProblem {
    /// The problem as a finding at the place in the draft that names the asset.
    package func finding(for asset: Asset) -> Finding {
        let name = URL(fileURLWithPath: asset.path).lastPathComponent
        let text = kind == .machine ? message : "“\(name)”: \(message)"
        return Finding(code: code, severity: .error, pointer: asset.pointer, message: text)
    }
}
