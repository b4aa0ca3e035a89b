import Foundation

/// A number with a fixed count of decimals and a point, whatever the locale.
package func format(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

/// Millions of bytes with one decimal.
package func megabytes(_ bytes: Int) -> String { format(Double(bytes) / 1e6, 1) }
