/// What a packet of H.264 is made of.
package struct CodedUnits: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// An instantaneous decoding refresh: nothing after it depends on anything before it.
    package static let refresh = CodedUnits(rawValue: 1)
    /// Another coded picture.
    package static let slice = CodedUnits(rawValue: 2)
    /// A message that decoding may begin here, though pictures shown before it may be missing.
    package static let recoveryPoint = CodedUnits(rawValue: 4)

    /// What a unit, as it stands in a packet, says about where decoding may begin.
    package init(_ unit: UnsafeBufferPointer<UInt8>) {
        var flags: CodedUnits = []
        switch (unit.first ?? 0) & 0x1F {
        // A slice, or the first partition of one.
        case NALUnit.otherSlice, 2: flags = .slice
        case NALUnit.sliceOfIDR: flags = [.slice, .refresh]
        case NALUnit.supplement:
            SupplementalMessage.forEach(in: unit) { message in
                if message.type == SupplementalMessage.recoveryPoint { flags.insert(.recoveryPoint) }
            }
        default: break
        }
        self = flags
    }
}
