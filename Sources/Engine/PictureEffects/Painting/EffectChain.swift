import MediaBuffers
package import TimelineModel

/// A layer's effects, ready to be painted: neighbors that look at single pixels are one pass.
package struct EffectChain: Sendable {
    enum Stage: Sendable {
        /// Steps that look at single pixels.
        case color([ColorStep])
        /// A Gaussian; sigma in canvas pixels.
        case blur(sigma: Double)
        case sharpen(amount: Double)
    }

    let stages: [Stage]

    /// The chain of effects, in their order. Tables are built here, so a chain is worth keeping for all its frames.
    package init(_ effects: [Effect]) {
        var stages: [Stage] = []
        var steps: [ColorStep] = []
        func endColor() {
            if !steps.isEmpty { stages.append(.color(steps)) }
            steps = []
        }
        for effect in effects {
            if let step = ColorStep(effect) {
                steps.append(step)
                continue
            }
            endColor()
            switch effect {
            case .blur(let sigma): stages.append(.blur(sigma: sigma))
            case .sharpen(let amount): stages.append(.sharpen(amount: amount))
            default: preconditionFailure("an effect that is neither color nor blur")
            }
        }
        endColor()
        self.stages = stages
    }

    /// Whether an opaque picture may come out with alpha.
    package var addsAlpha: Bool {
        stages.contains { if case .color(let steps) = $0 { steps.contains(where: \.addsAlpha) } else { false } }
    }
}
