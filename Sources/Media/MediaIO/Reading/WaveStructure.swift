import TimelineModel

/// The chunks of a WAVE file (RIFF; RF64 and BW64 of EBU Tech 3306 and ITU-R BS.2088), as far as its length goes.
enum WaveStructure {
    /// Sizes from here on are what programs write that do not know the length: 0xFFFFFFFF, 0x7FFFFFFF less a header.
    private static let unknownSize: Int64 = 0x7FFF_0000
    private static let chunkLimit = 1_000

    /// What is passed over in a file, or the damage: sound that its data chunk promises and that is not there.
    static func check(_ file: MediaFile) throws(AssetProblem) -> [String] {
        func bytes(_ offset: Int64, _ count: Int) -> [UInt8] { (try? file.bytes(at: Int(offset), count: count)) ?? [] }
        func number(_ bytes: ArraySlice<UInt8>) -> Int64 { bytes.reversed().reduce(0) { $0 << 8 | Int64($1) } }
        let head = bytes(0, 12)
        guard head.count == 12 else { return [] }
        let hasLongSizes = [Array("RF64".utf8), Array("BW64".utf8)].contains(Array(head[0..<4]))
        var longSize: Int64?
        var frameLength: Int64 = 1
        var place: Int64 = 12
        for _ in 0..<chunkLimit {
            let chunk = bytes(place, 8)
            guard chunk.count == 8 else { break }
            var size = number(chunk[4..<8])
            switch String(decoding: chunk[0..<4], as: UTF8.self) {
            case "ds64":
                let sizes = bytes(place + 8, 16)
                if sizes.count == 16 { longSize = Int64(clamping: UInt64(bitPattern: number(sizes[8..<16]))) }
            case "fmt ":
                let format = bytes(place + 8, 16)
                if format.count == 16 { frameLength = max(1, number(format[12..<14])) }
            case "data":
                if hasLongSizes, size == 0xFFFF_FFFF, let longSize { size = longSize }
                return try judge(promised: size, present: file.size - place - 8, frameLength: frameLength)
            default: break
            }
            let (next, overflow) = place.addingReportingOverflow(8 + size + size % 2)
            guard !overflow, next < file.size else { break }
            place = next
        }
        return []
    }

    private static func judge(
        promised: Int64, present: Int64, frameLength: Int64
    ) throws(AssetProblem) -> [String] {
        // The last sample may be cut, or the byte that makes the chunk even.
        guard promised > present + max(1, frameLength - 1) || promised == 0 && present > 0 else { return [] }
        guard promised == 0 || promised < 0 || promised >= unknownSize else {
            throw AssetProblem(
                .damaged,
                "its header says \(promised) bytes of sound, but only \(present) are there; copy or export it again")
        }
        return ["its header does not say how long it is; everything up to its end is played"]
    }
}
