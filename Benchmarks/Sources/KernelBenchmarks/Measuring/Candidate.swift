/// One way to do the work of a case.
struct Candidate {
    enum Kind: String {
        /// A table of kernels of PixelKernels.
        case kernel
        /// Another library.
        case peer
        /// Bare streams of as many bytes: what memory allows here.
        case limit
    }

    var name: String
    var kind: Kind
    /// Bytes read and written for each pixel.
    var bytesPerPixel: Double
    /// Does the work once, for all pixels of the case.
    var run: () -> Void
}

/// Work that several candidates do on equal data.
struct BenchmarkCase {
    /// What is done.
    var kernel: String
    /// To which data.
    var data: String
    /// Of which size, in which memory.
    var size: String
    /// Pixels that one run makes.
    var pixels: Int
    /// Prepares the data; called when the case's turn comes.
    var candidates: () -> [Candidate]
}
