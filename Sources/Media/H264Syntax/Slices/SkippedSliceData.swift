/// Codes the slice data of a P picture all of whose macroblocks are skipped, with CABAC (ITU-T H.264, clause 9.3.4).
///
/// Such data is a run of `mb_skip_flag` = 1 and `end_of_slice_flag`, one of each for a macroblock, so that the decoder's
/// guess is right each time and half of the coder is never needed.
struct SkippedSliceData {
    /// Initialization that makes skipping likely from the start: `cabac_init_idc` and SliceQP.
    static let initialization = 2
    /// See `initialization`.
    static let quantizer = 51

    /// Probability state of `mb_skip_flag` (ctxIdx 11; m = 29, n = 16) at the start: clause 9.3.1.1 with the values above.
    private static let firstState = ((29 * quantizer) >> 4) + 16 - 64

    /// Ranges of the less probable symbol in `firstState` and the states behind it (table 9-44).
    private static let lessProbableRanges: [[Int]] = [
        [14, 18, 21, 24], [14, 17, 20, 23], [13, 16, 19, 22], [12, 15, 18, 21], [12, 14, 17, 20], [11, 14, 16, 19],
        [11, 13, 15, 18], [10, 12, 15, 17], [10, 12, 14, 16], [9, 11, 13, 15], [9, 11, 12, 14], [8, 10, 12, 14],
        [8, 9, 11, 13], [7, 9, 11, 12], [7, 9, 10, 12], [7, 8, 10, 11], [6, 8, 9, 11], [6, 7, 9, 10], [6, 7, 8, 9],
    ]

    private var writer: BitWriter
    private var low = 0
    private var range = 510
    private var outstanding = 0
    private var isFirstBit = true

    /// Appends the slice data for `count` macroblocks to an aligned slice header, with the stop bit.
    static func append(macroblocks count: Int, to writer: inout BitWriter) {
        precondition(firstState + lessProbableRanges.count == 63, "the table does not begin with the first state")
        var coder = SkippedSliceData(writer: writer)
        for index in 0..<count {
            // The state rises by one with each right guess, up to 62.
            let ranges = lessProbableRanges[min(index, lessProbableRanges.count - 1)]
            coder.range -= ranges[coder.range >> 6 & 3]
            coder.renormalize()
            coder.range -= 2
            if index == count - 1 { coder.flush() } else { coder.renormalize() }
        }
        writer = coder.writer
    }

    private init(writer: BitWriter) { self.writer = writer }

    private mutating func renormalize() {
        while range < 256 {
            if low < 256 {
                put(false)
            } else if low >= 512 {
                low -= 512
                put(true)
            } else {
                low -= 256
                outstanding += 1
            }
            range <<= 1
            low <<= 1
        }
    }

    private mutating func put(_ bit: Bool) {
        if isFirstBit { isFirstBit = false } else { writer.append(bit) }
        while outstanding > 0 {
            writer.append(!bit)
            outstanding -= 1
        }
    }

    private mutating func flush() {
        low += range
        range = 2
        renormalize()
        put(low >> 9 & 1 == 1)
        writer.append(low >> 7 & 3 | 1, bits: 2)
    }
}
