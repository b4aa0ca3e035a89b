import MediaBuffers

extension SourcePicture {
    private static let locations: [ChromaLocation] = [.cosited, .left, .center]
    /// No prepared still is larger on a side.
    private static let sideLimit = 16_384

    /// Bytes that `store` appends; nil where the picture cannot be stored.
    var storedSize: Int? {
        guard max(width, height) <= Self.sideLimit, Self.locations.contains(chromaLocation) else { return nil }
        return 4 + 4 + 1 + 1 + 1 + byteCount
    }

    func store(into writer: inout StoredBytesWriter) {
        writer.append(UInt32(width))
        writer.append(UInt32(height))
        writer.append(subsampling.rawValue)
        writer.append(UInt8(Self.locations.firstIndex(of: chromaLocation) ?? 0))
        writer.append(UInt8(alpha == nil ? 0 : 1))
        for plane in [luma, cb, cr] + (alpha.map { [$0] } ?? []) { writer.append(samplesOf: plane) }
    }

    /// Nil where the bytes are no picture. Takes no memory for samples that are not there.
    init?(from reader: inout StoredBytesReader) {
        guard let width = reader.number(UInt32.self).map(Int.init), (1...Self.sideLimit).contains(width),
            let height = reader.number(UInt32.self).map(Int.init), (1...Self.sideLimit).contains(height),
            let subsampling = reader.number(UInt8.self).flatMap(ChromaSubsampling.init(rawValue:)),
            let location = reader.number(UInt8.self), Self.locations.indices.contains(Int(location)),
            let alphaFlag = reader.number(UInt8.self), alphaFlag <= 1, alphaFlag == 0 || subsampling == .yuv444
        else { return nil }
        let chroma = subsampling == .yuv420 ? ((width + 1) / 2, (height + 1) / 2) : (width, height)
        guard reader.remaining == width * height * (1 + Int(alphaFlag)) + 2 * chroma.0 * chroma.1 else { return nil }
        guard let luma = reader.plane(width: width, height: height),
            let cb = reader.plane(width: chroma.0, height: chroma.1),
            let cr = reader.plane(width: chroma.0, height: chroma.1)
        else { return nil }
        var alpha: Plane?
        if alphaFlag == 1 {
            guard let coverage = reader.plane(width: width, height: height) else { return nil }
            alpha = coverage
        }
        self.init(
            luma: luma, cb: cb, cr: cr, alpha: alpha, subsampling: subsampling,
            chromaLocation: Self.locations[Int(location)])
    }
}

extension Sprite {
    /// No sprite is larger on a side, nor lies farther from the canvas.
    private static let sideLimit = 16_384

    /// Bytes that `store` appends; nil where the sprite cannot be stored.
    var storedSize: Int? {
        let largest = max(rect.width, rect.height, abs(rect.x), abs(rect.y))
        guard !rect.isEmpty, largest <= Self.sideLimit else { return nil }
        return 4 + 4 + 4 + 4 + 1 + byteCount
    }

    func store(into writer: inout StoredBytesWriter) {
        for number in [rect.x, rect.y, rect.width, rect.height] { writer.append(Int32(number)) }
        writer.append(UInt8(alpha == nil ? 0 : 1))
        for plane in [luma, cb, cr, alpha, chromaAlpha].compactMap({ $0 }) { writer.append(samplesOf: plane) }
    }

    /// Nil where the bytes are no sprite. Takes no memory for samples that are not there.
    init?(from reader: inout StoredBytesReader) {
        let limit = Self.sideLimit
        guard let x = reader.number(Int32.self).map(Int.init), (-limit...limit).contains(x), x % 2 == 0,
            let y = reader.number(Int32.self).map(Int.init), (-limit...limit).contains(y), y % 2 == 0,
            let width = reader.number(Int32.self).map(Int.init), (2...limit).contains(width), width % 2 == 0,
            let height = reader.number(Int32.self).map(Int.init), (2...limit).contains(height), height % 2 == 0,
            let alphaFlag = reader.number(UInt8.self), alphaFlag <= 1,
            reader.remaining == Self.byteCount(width: width, height: height, hasAlpha: alphaFlag == 1),
            let luma = reader.plane(width: width, height: height),
            let cb = reader.plane(width: width / 2, height: height / 2),
            let cr = reader.plane(width: width / 2, height: height / 2)
        else { return nil }
        var alpha: (luma: Plane, chroma: Plane)?
        if alphaFlag == 1 {
            guard let ofLuma = reader.plane(width: width, height: height),
                let ofChroma = reader.plane(width: width / 2, height: height / 2)
            else { return nil }
            alpha = (ofLuma, ofChroma)
        }
        self.init(
            rect: PixelRect(x: x, y: y, width: width, height: height), luma: luma, cb: cb, cr: cr, alpha: alpha?.luma,
            chromaAlpha: alpha?.chroma)
    }
}

extension StoredBytesWriter {
    fileprivate mutating func append(samplesOf plane: Plane) {
        for y in 0..<plane.height { append(raw: UnsafeBufferPointer(start: plane.row(y), count: plane.width)) }
    }
}

extension StoredBytesReader {
    /// The next samples as a plane; nil where there are fewer.
    fileprivate mutating func plane(width: Int, height: Int) -> Plane? {
        guard remaining >= width * height else { return nil }
        let plane = Plane(width: width, height: height, zeroed: false)
        for y in 0..<height {
            guard copy(width, to: plane.row(y)) else { return nil }
        }
        return plane
    }
}
