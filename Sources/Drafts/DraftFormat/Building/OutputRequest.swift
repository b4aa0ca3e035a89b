import Diagnostics
package import MediaTiming
package import TimelineModel

/// What the draft asks of the file that is written; nil where it does not say.
package struct OutputRequest: Hashable, Sendable {
    /// How large the picture should be.
    package enum Resolution: Hashable, Sendable {
        /// `1080p` and the like: pixels of the shorter side, the canvas's shape kept.
        case shorterSide(Int)
        /// `1080x1920` and the like, in pixels.
        case size(CanvasSize)

        /// The size that it means for a canvas, in the canvas's shape where it names one side only.
        package func size(on canvas: CanvasSize) -> CanvasSize {
            switch self {
            case .size(let size): return size
            case .shorterSide(let side):
                let scale = Double(side) / Double(min(canvas.width, canvas.height))
                func even(_ length: Int) -> Int { Int((Double(length) * scale / 2).rounded()) * 2 }
                return CanvasSize(width: even(canvas.width), height: even(canvas.height))
            }
        }
    }

    /// What kind of file it is.
    package var format: OutputFormat?
    /// `draft`, `standard`, `high` or `lossless`.
    package var quality: String?
    /// How large the picture should be.
    package var resolution: Resolution?
    /// Frames per second, 1…60.
    package var frameRate: FrameRate?

    /// A request for the defaults.
    package init() {}
}

extension TimelineBuilder {
    /// What the draft, or the session state around it, asks of the file that is written. The canvas is known by then.
    func outputRequest() -> OutputRequest {
        var request = OutputRequest()
        let neighbor = state.neighbor("output") ?? state.neighbor("export")
        // Beside the draft the same words may name something else of another program.
        guard let field = draft[.output] ?? neighbor.flatMap({ $0.value.members == nil ? nil : $0 }),
            let object = ObjectReader(field, .output, log)
        else { return request }
        request.format = object.find(.format).flatMap { values.word($0.field, $0.kind) }.flatMap(OutputFormat.init)
        request.quality = object.find(.quality).flatMap { values.word($0.field, $0.kind) }
        if let field = object[.resolution], let resolution = resolution(field) {
            let size = resolution.size(on: canvas)
            if let problem = canvas.problem(ofOutput: size) {
                let named = resolution == .size(size) ? "," : ", here \(size.width)x\(size.height),"
                log.error(.outOfRange, at: field, "is \(field.described)\(named) which \(problem)")
            }
            request.resolution = resolution
        }
        request.frameRate = object[.fps].flatMap { values.frameRate($0) }
        return request
    }

    private func resolution(_ field: Field) -> OutputRequest.Resolution? {
        guard let text = values.text(field) else { return nil }
        if let side = decimal(text, unit: "p")?.wholeValue, (16...1_080).contains(side), side % 2 == 0 {
            return .shorterSide(Int(side))
        }
        let sides = text.lowercased().split(separator: "x").map { DecimalNumber($0.utf8)?.wholeValue ?? 0 }
        if sides.count == 2, sides.allSatisfy({ (16...1_920).contains($0) && $0 % 2 == 0 }),
            sides[0] <= 1_080 || sides[1] <= 1_080
        {
            return .size(CanvasSize(width: Int(sides[0]), height: Int(sides[1])))
        }
        log.error(
            .outOfRange, at: field,
            "is \(field.described), but must be a height such as “1080p”, or a size such as “1080x1920” "
                + "with even sides, at most 1920 long and 1080 short")
        return nil
    }
}
