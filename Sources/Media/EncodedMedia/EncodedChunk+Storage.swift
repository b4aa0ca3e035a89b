extension EncodedChunk {
    private static let packetHeadSize = 8 + 8 + 1 + 4

    /// Bytes that `store` appends.
    var storedSize: Int {
        let hashSize = (frameHashes ?? []).reduce(0) { $0 + 4 + $1.utf8.count }
        return 4 + extradata.count + 4 + packets.count * Self.packetHeadSize + byteCount + 1 + 4 + hashSize
    }

    func store(into writer: inout StoredBytesWriter) {
        writer.append(counted: extradata)
        writer.append(UInt32(packets.count))
        for packet in packets {
            writer.append(packet.presentationTimestamp)
            writer.append(packet.decodeTimestamp)
            writer.append(UInt8(packet.isKeyframe ? 1 : 0))
            writer.append(counted: packet.data)
        }
        writer.append(UInt8(frameHashes == nil ? 0 : 1))
        writer.append(UInt32(frameHashes?.count ?? 0))
        for hash in frameHashes ?? [] { writer.append(counted: Array(hash.utf8)) }
    }

    /// Nil where the bytes are no chunk.
    init?(from reader: inout StoredBytesReader) {
        guard let extradata = reader.countedRun(), let count = reader.count(ofAtLeast: Self.packetHeadSize) else {
            return nil
        }
        var packets: [EncodedPacket] = []
        packets.reserveCapacity(count)
        for _ in 0..<count {
            guard let shown = reader.number(Int64.self), let decoded = reader.number(Int64.self),
                let flags = reader.number(UInt8.self), flags <= 1, let data = reader.countedRun()
            else { return nil }
            packets.append(
                EncodedPacket(
                    data: data, presentationTimestamp: shown, decodeTimestamp: decoded, isKeyframe: flags == 1))
        }
        guard let hasHashes = reader.number(UInt8.self), hasHashes <= 1,
            let hashCount = reader.count(ofAtLeast: 4), hashCount == 0 || hasHashes == 1
        else { return nil }
        var hashes: [String] = []
        for _ in 0..<hashCount {
            guard let text = reader.countedRun() else { return nil }
            hashes.append(String(decoding: text, as: UTF8.self))
        }
        guard reader.remaining == 0 else { return nil }
        self.init(extradata: extradata, packets: packets, frameHashes: hasHashes == 1 ? hashes : nil)
    }
}

extension EncodedSound {
    /// Bytes that `store` appends.
    var storedSize: Int { 4 + extradata.count + 4 + 8 + 8 + 4 + packets.reduce(0) { $0 + 4 + $1.count } }

    func store(into writer: inout StoredBytesWriter) {
        writer.append(counted: extradata)
        writer.append(UInt32(priming))
        writer.append(sampleCount)
        // A number that is none stands for no loudness.
        writer.append(Int64(bitPattern: (mixLoudnessLUFS ?? .nan).bitPattern))
        writer.append(UInt32(packets.count))
        for packet in packets { writer.append(counted: packet) }
    }

    /// Nil where the bytes are no sound.
    init?(from reader: inout StoredBytesReader) {
        guard let extradata = reader.countedRun(), let priming = reader.number(UInt32.self),
            let sampleCount = reader.number(Int64.self), sampleCount > 0,
            let loudness = reader.number(Int64.self), let count = reader.count(ofAtLeast: 4)
        else { return nil }
        var packets: [[UInt8]] = []
        packets.reserveCapacity(count)
        for _ in 0..<count {
            guard let packet = reader.countedRun() else { return nil }
            packets.append(packet)
        }
        guard reader.remaining == 0 else { return nil }
        self.init(extradata: extradata, packets: packets, priming: Int(priming), sampleCount: sampleCount)
        let stated = Double(bitPattern: UInt64(bitPattern: loudness))
        mixLoudnessLUFS = stated.isFinite ? stated : nil
    }
}
