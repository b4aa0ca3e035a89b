/// The effects by their names in drafts.
enum EffectKind: String, CaseIterable {
    case brightness, contrast, saturation, hue, grayscale, sepia, invert, blur, exposure, temperature, sharpen, vignette
    case lut
    case chromaKey = "chroma-key"

    /// A value that an effect takes.
    struct Value {
        /// Its key.
        let name: DraftName
        /// What it may be.
        let kind: ValueKind
        /// Whether the effect means nothing without it.
        let isRequired: Bool
        /// What holds where it is not given; nil for what is required.
        var standard: KeyDefault?
    }

    /// What the effect takes beside its `type`; the reader and the schema go by it. Other keys are warned of.
    var values: [Value] {
        switch self {
        case .brightness, .contrast, .saturation: [amount(0...100)]
        case .hue: [amount(-36_000...36_000)]
        case .grayscale, .sepia, .invert: [amount(0...1, isRequired: false)]
        case .exposure: [amount(-10...10)]
        case .temperature: [amount(-1...1)]
        case .sharpen: [amount(0...10)]
        case .vignette: [amount(0...1)]
        case .blur: [Value(name: .radius, kind: .pixels(0...2_000), isRequired: true)]
        case .lut: [Value(name: .src, kind: .asset, isRequired: true)]
        case .chromaKey:
            [(DraftName.similarity, "0.2"), (.smoothness, "0.1"), (.spill, "0")].map { name, standard in
                Value(name: name, kind: .number(0...1), isRequired: false, standard: .value(standard))
            } + [Value(name: .color, kind: .color, isRequired: true)]
        }
    }

    private func amount(_ range: ClosedRange<Double>, isRequired: Bool = true) -> Value {
        Value(name: .value, kind: .number(range), isRequired: isRequired, standard: isRequired ? nil : "1")
    }
}
