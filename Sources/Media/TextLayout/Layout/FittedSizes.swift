import TimelineModel

/// Sizes that were found for texts that are to fit, since each takes several layouts to find.
struct FittedSizes {
    /// All that the size depends on.
    struct Key: Hashable {
        private let text: String
        private let style: TextStyle
        private let size: Double
        private let width: Double
        private let height: Double

        /// The key of a request that is to fit a height.
        init(_ request: TextRequest, height: Double) {
            text = request.text
            style = request.style
            size = request.size
            width = request.wrapWidth
            self.height = height
        }
    }

    private var sizes: [Key: Double] = [:]
    private static let limit = 64

    /// The size that was found for a key, nil where none was.
    subscript(key: Key) -> Double? {
        get { sizes[key] }
        set {
            if sizes.count >= Self.limit { sizes.removeAll(keepingCapacity: true) }
            sizes[key] = newValue
        }
    }
}
