import Diagnostics
package import DraftFormat
import Foundation
import TextLayout
import Threading
package import TimelineModel

/// A draft that was read and checked as a whole: its format, its files, its fonts.
package struct LoadedDraft: Sendable {
    /// The timeline, or nil where a finding is an error.
    package var timeline: Timeline?
    /// Everything that was found, in the order of the draft.
    package var findings: [Finding]
    /// The media that the draft names, usable or not, in the order of their first use.
    package var sources: [DraftSource]
    /// The paths of all files that the draft names and that are there: media, subtitles, fonts, color tables.
    package var files: [String]
    /// The timeline as far as it could be read, for looking at; with errors it must not be rendered.
    package var sketch: Timeline?
    /// What the draft asks of the output.
    package var output: OutputRequest
    /// The draft's title.
    package var title: String?

    /// What the machine lacks to read the sources, as one sentence with the way out; nothing is said of the sources then.
    package var machineFault: String?

    /// The findings that stop a render.
    package var errors: [Finding] { findings.filter { $0.severity == .error } }
}

/// Reads drafts from disk and checks them with everything the program knows.
package struct DraftLoader: Sendable {
    private let prober: any AssetProbing

    /// A loader that looks into sources with `prober`.
    package init(prober: FileProber = FileProber()) { self.prober = prober }

    /// A loader that looks into stills only.
    package init(prober: StillProber) { self.prober = prober }

    /// Reads and checks the draft at a path. Throws where there is no draft to check.
    package func load(
        path: String, assetsDirectory: String? = nil, isStrict: Bool = false
    ) throws(DraftFileProblem) -> LoadedDraft {
        Self.findFontsAhead()
        return loaded(try checked(path: path, assetsDirectory: assetsDirectory, isStrict: isStrict), isStrict: isStrict)
    }

    /// Reads and checks a draft in UTF-8 text. Relative sources lie in `assetsDirectory`, else in `baseDirectory`.
    package func load(
        _ bytes: [UInt8], baseDirectory: String, assetsDirectory: String? = nil, isStrict: Bool = false
    ) -> LoadedDraft {
        Self.findFontsAhead()
        let options = DraftReadingOptions(
            assetsDirectory: assetsDirectory, baseDirectory: baseDirectory, isStrict: isStrict)
        return loaded(DraftReader.read(bytes, options: options, prober: prober), isStrict: isStrict)
    }

    private func loaded(_ checked: CheckedDraft, isStrict: Bool) -> LoadedDraft {
        var draft = LoadedDraft(
            timeline: checked.timeline, findings: checked.findings, sources: checked.sources, files: checked.files,
            sketch: checked.sketch, output: checked.output, title: checked.title)
        if let timeline = checked.timeline {
            draft.findings += textFindings(timeline).map { finding in
                var finding = finding
                if isStrict { finding.severity = .error }
                return finding
            }
        }
        if !draft.errors.isEmpty { draft.timeline = nil }
        draft.machineFault = prober.machineFault
        return draft
    }

    /// Begins to make the process's rasterizer, for it takes as long as looking into the files does, and hardly any draft
    /// is without a text.
    private static func findFontsAhead() {
        // Without a thread it is done when it is asked for.
        try? WorkerThread.start(named: "workprint fonts") { _ = try? TextRasterizer.shared() }
    }

    /// What the draft's reader says of the draft at a path; fonts and characters are not looked at.
    package func checked(
        path: String, assetsDirectory: String?, isStrict: Bool = false
    ) throws(DraftFileProblem) -> CheckedDraft {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let options = DraftReadingOptions(
            assetsDirectory: assetsDirectory.map { URL(fileURLWithPath: $0).standardizedFileURL.path },
            baseDirectory: Self.sourceFolder(ofDraftAt: url.path), isStrict: isStrict)
        return try DraftReader.read(contentsOf: url.path, options: options, prober: prober)
    }

    /// Where sources lie beside a draft: in its folder, or where the draft comes through a pipe, in the working folder.
    package static func sourceFolder(ofDraftAt path: String) -> String {
        DraftReader.isRegularFile(path)
            ? URL(fileURLWithPath: path).deletingLastPathComponent().path : FileManager.default.currentDirectoryPath
    }

    /// What the text stack knows better than the draft's reader: fonts and characters that nobody has.
    private func textFindings(_ timeline: Timeline) -> [Finding] {
        var findings: [Finding] = []
        for segment in timeline.tracks.flatMap(\.segments) {
            guard case .text(let text) = segment.content else { continue }
            let request = text.largestRequest
            let fontPointer = text.fontPointer ?? segment.pointer
            do throws(TextError) {
                let metrics = try TextRasterizer.shared().measure(request)
                if let substitution = metrics.substitution {
                    findings.append(
                        Finding(
                            code: .fontMissing, severity: .warning, pointer: fontPointer,
                            message: "no font is called \(substitution.requested); \(substitution.used) stands in; "
                                + "name a font file, or install the font"))
                }
                if !metrics.missingCharacters.isEmpty {
                    let list = metrics.missingCharacters.prefix(8).map(Self.describe).joined(separator: ", ")
                    findings.append(
                        Finding(
                            code: .glyphMissing, severity: .warning, pointer: segment.pointer,
                            message: "no font has \(list); \(Self.wayOut(metrics.missingCharacters))"))
                }
            } catch .font(_, let reason) {
                findings.append(
                    Finding(code: .assetDamaged, severity: .error, pointer: fontPointer, message: reason))
            } catch {
                findings.append(
                    Finding(
                        code: .outOfRange, severity: .error, pointer: segment.pointer,
                        message: "the text cannot be set: \(error)"))
            }
        }
        return findings
    }

    private static func describe(_ character: Character) -> String {
        let codes = character.unicodeScalars.map { scalar in
            let code = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
        }
        return "\(character) (\(codes.joined(separator: " ")))"
    }

    /// What to do about characters that no font has, with the packages that have most of them.
    private static func wayOut(_ characters: [Character]) -> String {
        var packages: [String] = []
        for scalar in characters.compactMap(\.unicodeScalars.first) {
            let package =
                switch scalar.value {
                case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF:
                    "fonts-noto-cjk"
                default: scalar.properties.isEmojiPresentation ? "fonts-noto-color-emoji" : "fonts-noto-core"
                }
            if !packages.contains(package) { packages.append(package) }
        }
        return
            "install \(packages.joined(separator: " and ")), or fonts that are newer, name a font file that has it, or "
            + "change the text"
    }
}
