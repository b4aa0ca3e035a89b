package import MediaBuffers

/// Spells values as bytes, for the keys of caches: equal values give equal bytes, and different ones different bytes, on
/// every machine.
///
/// Assets are spelled by the name that `nameOfAsset` gives them (the digest of their content), so the bytes do not depend on
/// where a file lies or on its place in the draft.
///
/// No value is spelled by the description that Swift gives it. Whoever spells an enumeration switches over its cases; whoever
/// spells a structure names all its parts first, as in `_ = Stroke.init(color:width:)`. So a case or a part that is added does
/// not compile until it is spelled, too.
package struct CanonicalWriter {
    /// What was spelled so far.
    package private(set) var bytes: [UInt8] = []
    private let nameOfAsset: (AssetID) -> String

    /// A writer that names assets by `nameOfAsset`.
    package init(nameOfAsset: @escaping (AssetID) -> String = { "asset \($0.index)" }) {
        self.nameOfAsset = nameOfAsset
    }

    /// Forgets what was spelled, keeping the memory.
    package mutating func reset() { bytes.removeAll(keepingCapacity: true) }

    /// One ASCII character that says what follows.
    package mutating func add(tag: Unicode.Scalar) { bytes.append(UInt8(truncatingIfNeeded: tag.value)) }

    /// A choice of two.
    package mutating func add(_ isTrue: Bool) { add(tag: isTrue ? "1" : "0") }

    /// An integer.
    package mutating func add(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// A number. Minus zero and zero place a layer alike.
    package mutating func add(_ number: Double) {
        withUnsafeBytes(of: (number == 0 ? 0 : number).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// A text, which cannot run into the next one.
    package mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes += text.utf8
    }

    /// A color.
    package mutating func add(_ color: RGBAColor) {
        _ = RGBAColor.init(red:green:blue:alpha:)
        bytes += [color.red, color.green, color.blue, color.alpha]
    }

    /// An asset, by its name.
    package mutating func add(_ asset: AssetID) { add(nameOfAsset(asset)) }
}
