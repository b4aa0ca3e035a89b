import CTextStack

/// The fonts that one engine chooses from: the bundled ones, perhaps a file, perhaps the system's.
///
/// It is complete when made and only read afterwards, which fontconfig allows on several threads.
final class FontConfiguration: @unchecked Sendable {
    /// The configuration; lives as long as the object.
    let handle: OpaquePointer
    /// Bundled families in the order in which they are asked, the default one first.
    let bundledFamilies: [String]

    /// Spelling of each family that is there, by its folded name.
    private let families: [String: String]
    private let bundledFolded: Set<String>

    /// Families of the bundled fonts that come first, in this order; others follow by name, emoji last.
    private static let familyOrder = [
        "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai",
        "Noto Sans CJK SC", "Noto Sans Symbols", "Noto Sans Symbols2",
    ]

    /// Reads the fonts; throws where a file is no font. Emoji are the bundled ones, or with `prefersSystemEmoji` the
    /// system's.
    init(
        source: FontSource, file: FontFile?, usesSystemFonts: Bool, prefersSystemEmoji: Bool = false
    ) throws(TextError) {
        guard let config = FcConfigCreate() else { throw .library("Making a configuration of fontconfig failed") }
        do throws(TextError) {
            try Self.loadRules(
                into: config, usesSystemFonts: usesSystemFonts, prefersSystemEmoji: prefersSystemEmoji)
            bundledFamilies = try Self.addBundled(source.bundledFiles, to: config)
            if let file {
                for pattern in try Self.addFont(file.path, to: config, "The font file is damaged or no font.") {
                    Self.setFamilies([FontRules.fileFamily] + Self.families(of: pattern), of: pattern)
                }
            }
        } catch {
            FcConfigDestroy(config)
            throw error
        }
        handle = config
        bundledFolded = Set(bundledFamilies.map(Self.folded))
        var spellings: [String: String] = [:]
        for set in [FcSetApplication, FcSetSystem] {
            for pattern in Self.patterns(of: config, set) {
                for name in Self.families(of: pattern) where !name.hasPrefix("workprint ") {
                    let key = Self.folded(name)
                    if spellings[key] == nil { spellings[key] = name }
                }
            }
        }
        families = spellings
    }

    deinit { FcConfigDestroy(handle) }

    /// The default family.
    var standardFamily: String { bundledFamilies.first ?? "sans" }

    /// How a family that is there is spelled, found without regard to case and spaces; nil where it is not there.
    func spelling(ofFamily name: String) -> String? { families[Self.folded(name)] }

    /// The names to ask for so that a family is found, the bundled one first where there are two.
    func lookupNames(ofFamily name: String) -> [String] {
        bundledFolded.contains(Self.folded(name)) ? [FontRules.bundledPrefix + name, name] : [name]
    }

    /// Whether the fonts of a bundled family have every one of the characters.
    func bundledFamily(_ name: String, covers characters: some Sequence<Unicode.Scalar>) -> Bool {
        let own = Self.patterns(of: handle, FcSetApplication).filter {
            Self.families(of: $0).first == FontRules.bundledPrefix + name
        }
        let sets = own.compactMap { pattern -> OpaquePointer? in
            var set: OpaquePointer?
            return FcPatternGetCharSet(pattern, FC_CHARSET, 0, &set) == FcResultMatch ? set : nil
        }
        return characters.allSatisfy { character in sets.contains { FcCharSetHasChar($0, character.value) != 0 } }
    }

    /// Files of the system's fonts, sorted, once each.
    var systemFiles: [String] {
        let files = Self.patterns(of: handle, FcSetSystem).compactMap { Self.string(FC_FILE, 0, of: $0) }
        return Set(files).sorted()
    }

    private static func folded(_ name: String) -> String { String(name.lowercased().filter { $0 != " " }) }
}

// MARK: - Reading fontconfig

extension FontConfiguration {
    private static func loadRules(
        into config: OpaquePointer, usesSystemFonts: Bool, prefersSystemEmoji: Bool
    ) throws(TextError) {
        let bundled = FontRules.bundledPrefix + "Noto Color Emoji"
        let system = ["Noto Color Emoji", "Twitter Color Emoji", "Twemoji", "JoyPixels", "OpenMoji Color"]
        let emoji = prefersSystemEmoji ? system + [bundled] : [bundled] + system
        let rules = FontRules.xml(usesSystemFonts: usesSystemFonts, emojiFamilies: emoji)
        guard FcConfigParseAndLoadFromMemory(config, rules, 1) != 0 else {
            throw .library("Reading the font rules with fontconfig failed")
        }
        guard FcConfigBuildFonts(config) != 0 else { throw .library("Listing the fonts with fontconfig failed") }
    }

    /// Adds the bundled fonts and gives their families in order.
    private static func addBundled(_ files: [String], to config: OpaquePointer) throws(TextError) -> [String] {
        var bundled: Set<String> = []
        for path in files {
            for pattern in try addFont(path, to: config, "The bundled font is damaged or no font.") {
                let names = families(of: pattern)
                guard let first = names.first else { continue }
                // The system may have another version of the same family; only the private name is certain.
                setFamilies([FontRules.bundledPrefix + first] + names, of: pattern)
                bundled.insert(first)
            }
        }
        func rank(_ name: String) -> (Int, String) {
            if let place = familyOrder.firstIndex(of: name) { return (place, name) }
            return (familyOrder.count + (name.lowercased().contains("emoji") ? 1 : 0), name)
        }
        return bundled.sorted { rank($0) < rank($1) }
    }

    /// Adds a file and gives the patterns of its faces.
    private static func addFont(
        _ path: String, to config: OpaquePointer, _ reason: String
    ) throws(TextError) -> [OpaquePointer] {
        let before = patterns(of: config, FcSetApplication).count
        guard FcConfigAppFontAddFile(config, path) != 0 else { throw .font(path: path, reason: reason) }
        let added = Array(patterns(of: config, FcSetApplication).dropFirst(before))
        guard !added.isEmpty else { throw .font(path: path, reason: reason) }
        return added
    }

    private static func patterns(of config: OpaquePointer, _ name: FcSetName) -> [OpaquePointer] {
        guard let set = FcConfigGetFonts(config, name), let fonts = set.pointee.fonts else { return [] }
        return (0..<Int(set.pointee.nfont)).compactMap { fonts[$0] }
    }

    private static func families(of pattern: OpaquePointer) -> [String] {
        var names: [String] = []
        while names.count < 64, let name = string(FC_FAMILY, names.count, of: pattern) { names.append(name) }
        return names
    }

    private static func setFamilies(_ names: [String], of pattern: OpaquePointer) {
        FcPatternDel(pattern, FC_FAMILY)
        FcPatternDel(pattern, FC_FAMILYLANG)
        for name in names { FcPatternAddString(pattern, FC_FAMILY, name) }
    }

    private static func string(_ object: String, _ index: Int, of pattern: OpaquePointer) -> String? {
        var value: UnsafeMutablePointer<FcChar8>?
        guard FcPatternGetString(pattern, object, Int32(index), &value) == FcResultMatch, let value else { return nil }
        return String(cString: value)
    }
}
