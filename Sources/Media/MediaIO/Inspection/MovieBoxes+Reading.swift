import MediaBuffers
import SystemFiles

extension MovieBoxes {
    /// The boxes of the file at a path; nil where it is no MP4 or QuickTime file or cannot be opened.
    package static func read(path: String) -> MovieBoxes? {
        guard let file = try? ReadableFile(path: path) else { return nil }
        return read(byteCount: Int64(file.size)) { offset, count in
            (try? file.bytes(at: Int(clamping: offset), count: count)) ?? []
        }
    }

    /// The boxes of bytes in memory; nil where they are no MP4 or QuickTime file.
    package static func read(bytes: [UInt8]) -> MovieBoxes? {
        read(byteCount: Int64(bytes.count)) { offset, count in
            Array(bytes.dropFirst(Int(clamping: offset)).prefix(count))
        }
    }

    /// Walks the outermost boxes and reads `ftyp` and `moov`. `bytes` gives as many bytes as there are.
    private static func read(byteCount: Int64, _ bytes: (_ offset: Int64, _ count: Int) -> [UInt8]) -> MovieBoxes? {
        var boxes = MovieBoxes()
        var place: Int64 = 0
        while place <= byteCount - 8, boxes.topLevel.count < topLevelLimit {
            let head = BoxReader(bytes: bytes(place, 16)[...])
            guard let small = head.word(at: 0), let type = head.type(at: 4) else { break }
            if boxes.topLevel.isEmpty, !firstTypes.contains(type) { return nil }
            var header: Int64 = 8
            var size = Int64(small)
            if small == 1 {
                guard let large = head.number(at: 8, count: 8) else { break }
                header = 16
                size = Int64(clamping: large)
            } else if small == 0 {
                size = byteCount - place
            }
            boxes.topLevel.append(type)
            guard size >= header, size <= byteCount - place else {
                boxes.damage = "the box “\(type)” at byte \(place) does not end inside the file"
                break
            }
            let content = size - header
            if type == "ftyp", boxes.brand == nil {
                let box = BoxReader(bytes: bytes(place + header, Int(min(content, 4_096)))[...])
                boxes.brand = box.type(at: 0)
                boxes.compatibleBrands = stride(from: 8, to: box.bytes.count - 3, by: 4).compactMap { box.type(at: $0) }
            } else if type == "moov", boxes.tracks.isEmpty {
                if content > Int64(indexLimit) {
                    boxes.damage = "the index has \(content / 1_000_000) MB"
                } else {
                    boxes.readIndex(BoxReader(bytes: bytes(place + header, Int(content))[...]))
                }
            }
            place += size
        }
        return boxes.topLevel.isEmpty ? nil : boxes
    }

    private static let firstTypes: Set<String> = [
        "ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp", "uuid",
    ]

    private mutating func readIndex(_ index: BoxReader) {
        let (children, isWhole) = index.children()
        if !isWhole { damage = "a box of the index does not end inside it" }
        for child in children {
            if child.type == "mvhd" {
                timescale = child.content.word(at: child.content.number(at: 0, count: 1) == 1 ? 20 : 12)
            } else if child.type == "trak", tracks.count < Self.listLimit {
                tracks.append(MovieTrack(child.content))
            }
        }
    }
}

extension MovieTrack {
    /// A track by the content of its `trak` box. What is missing or does not fit is left out.
    init(_ box: BoxReader) {
        let edits = box.child("edts")?.child("elst").map(Self.edits)
        self.edits = edits
        guard let media = box.child("mdia") else { return }
        handler = media.child("hdlr")?.type(at: 8) ?? ""
        if let head = media.child("mdhd") { timescale = head.word(at: head.number(at: 0, count: 1) == 1 ? 20 : 12) }
        guard let samples = media.child("minf")?.child("stbl") else { return }
        if let description = samples.child("stsd") { readDescription(description) }
        if let times = samples.child("stts") { readTimes(times) }
        keySampleCount = samples.child("stss")?.word(at: 4).map(Int.init)
    }

    private static func edits(_ box: BoxReader) -> [MovieEdit] {
        guard let count = box.word(at: 4) else { return [] }
        let isLong = box.number(at: 0, count: 1) == 1
        let size = isLong ? 20 : 12
        var edits: [MovieEdit] = []
        for index in 0..<min(Int(count), MovieBoxes.listLimit) {
            let place = 8 + index * size
            let edit: MovieEdit? =
                if isLong, let duration = box.number(at: place, count: 8),
                    let time = box.number(at: place + 8, count: 8),
                    let rate = box.word(at: place + 16)
                {
                    MovieEdit(
                        duration: Int64(clamping: duration), mediaTime: Int64(bitPattern: time),
                        rate: Int32(bitPattern: rate))
                } else if !isLong, let duration = box.word(at: place), let time = box.word(at: place + 4),
                    let rate = box.word(at: place + 8)
                {
                    MovieEdit(
                        duration: Int64(duration), mediaTime: Int64(Int32(bitPattern: time)),
                        rate: Int32(bitPattern: rate))
                } else {
                    nil
                }
            guard let edit else { break }
            edits.append(edit)
        }
        return edits
    }

    /// Bytes of a sample description before the boxes in it: 8 + 70 for pictures (`VisualSampleEntry`).
    private static let visualEntryHead = 78

    private mutating func readDescription(_ box: BoxReader) {
        guard let entry = box.dropping(8).children(limit: 1).list.first else { return }
        sampleEntry = entry.type
        guard handler == "vide" else { return }
        for child in entry.content.dropping(Self.visualEntryHead).children().list where child.type == "colr" {
            let color = child.content
            switch color.type(at: 0) {
            case "nclx", "nclc":
                guard let primaries = color.number(at: 4, count: 2), let transfer = color.number(at: 6, count: 2),
                    let matrix = color.number(at: 8, count: 2)
                else { continue }
                let flags = color.type(at: 0) == "nclx" ? color.number(at: 10, count: 1) : nil
                self.color = ColorDescription(
                    primaries: ColorPrimaries(rawValue: Int(primaries)),
                    transfer: ColorTransfer(rawValue: Int(transfer)), matrix: ColorMatrix(rawValue: Int(matrix)),
                    range: ColorRange(isFull: flags.map { $0 & 0x80 != 0 }))
            case "prof", "rICC": hasColorProfile = true
            default: continue
            }
        }
    }

    private mutating func readTimes(_ box: BoxReader) {
        guard let count = box.word(at: 4) else { return }
        var samples: Int64 = 0
        var lengths: Set<UInt32> = []
        for index in 0..<min(Int(count), box.bytes.count / 8) {
            guard let run = box.word(at: 8 + 8 * index), let length = box.word(at: 12 + 8 * index) else { break }
            samples += Int64(run)
            if lengths.count < MovieBoxes.listLimit { lengths.insert(length) }
        }
        sampleCount = samples
        sampleLengths = lengths.sorted()
    }
}
