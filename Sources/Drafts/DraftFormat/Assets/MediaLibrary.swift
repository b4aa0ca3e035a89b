import Diagnostics
import TimelineModel

/// The files of a draft: finds and probes each one once, and numbers those that segments use.
final class MediaLibrary {
    /// A file that was found and probed.
    struct Medium {
        /// Absolute path.
        let path: String
        /// What is in it.
        let facts: AssetFacts
    }

    /// The files that segments use, in the order of their first use.
    private(set) var assets: [Asset] = []

    /// Every medium that the draft names, usable or not.
    private(set) var register = SourceRegister()

    /// The paths of all files that the draft names and that are there, whatever they are.
    private(set) var files: Set<String> = []

    private let locator: AssetLocator
    private let prober: any AssetProbing
    private let log: FindingLog
    private var locations: [SourceReference: AssetLocator.Location] = [:]
    private var probes: [String: Result<AssetFacts, AssetProblem>] = [:]
    /// The files whose peculiarities were told.
    private var warned: Set<String> = []
    private var identifiers: [String: AssetID] = [:]
    private let colorTables = ColorTableLibrary()

    /// A library that probes with `prober` and reports to `log`.
    init(locator: AssetLocator, prober: any AssetProbing, log: FindingLog) {
        self.locator = locator
        self.prober = prober
        self.log = log
    }

    /// The file that a value names, or nil where there is none.
    func location(of reference: SourceReference, named source: String) -> AssetLocator.Location {
        if let location = locations[reference] { return location }
        let location = locator.location(of: reference, source: source)
        if case .file(let path) = location { files.insert(path) }
        locations[reference] = location
        return location
    }

    /// Says which files the segments of pictures and sounds will ask about.
    func expectMedia(of tracks: [Field]) {
        var paths: [String] = []
        var seen: Set<String> = []
        for track in tracks {
            guard let segments = (track.member("sg") ?? track.member("segments"))?.elements else { continue }
            for segment in segments {
                guard let name = source(of: segment) else { continue }
                let reference = SourceReference(name, mayBeColor: true)
                guard case .file(let path) = location(of: reference, named: name), seen.insert(path).inserted else {
                    continue
                }
                paths.append(path)
            }
        }
        prober.expect(filesAt: paths)
    }

    /// What a segment names as its medium. Texts are left out: what they name are subtitles.
    private func source(of segment: Field) -> String? {
        for place in [segment, segment.member("m"), segment.member("metadata"), segment.member("meta")] {
            for name in ["src", "source", "u", "url", "path"] {
                guard let text = place?.member(name)?.value.string else { continue }
                return ["srt", "vtt"].contains { text.lowercased().hasSuffix(".\($0)") } ? nil : text
            }
        }
        return nil
    }

    /// The file that a `src` names, probed; reports and gives nil where it cannot be used.
    func medium(_ reference: SourceReference, at field: Field) -> Medium? {
        let name = field.value.string ?? ""
        let pointer = field.pointer.description
        switch location(of: reference, named: name) {
        case .problem(let code, let message, let meant):
            register.note(name, path: nil, facts: nil, at: pointer)
            log.error(code, at: field, message, remedy: Self.remedy(meant, at: field))
            return nil
        case .file(let path):
            let probe = facts(ofFileAt: path)
            register.note(name, path: path, facts: try? probe.get(), at: pointer)
            switch probe {
            case .success(let facts):
                if warned.insert(path).inserted {
                    warnAboutCloud(facts, at: field)
                    for remark in facts.remarks {
                        log.warning(remark.code, at: field, "\(quoted(fileName(of: path))): \(remark.text)")
                    }
                }
                return Medium(path: path, facts: facts)
            case .failure(let problem):
                log.error(problem.code, at: field, "\(quoted(fileName(of: path))): \(problem.message)")
                return nil
            }
        }
    }

    /// The color table that a `src` names; reports and gives nil where it cannot be used.
    func colorTable(_ reference: SourceReference, at field: Field) -> ColorTable? {
        switch location(of: reference, named: field.value.string ?? "") {
        case .problem(let code, let message, let meant):
            log.error(code, at: field, message, remedy: Self.remedy(meant, at: field))
        case .file(let path):
            switch colorTables.table(at: path) {
            case .success(let table): return table
            case .failure(let problem):
                log.error(problem.code, at: field, "\(quoted(fileName(of: path))): \(problem.message)")
            }
        }
        return nil
    }

    /// Another name for a source, where there is one that must be meant.
    static func remedy(_ meant: String?, at field: Field) -> Remedy? {
        meant.map {
            Remedy(
                "now \(quoted($0))", [.replace(at: Int(field.value.offset), with: JSONTree.string($0).line)])
        }
    }

    /// The number of a file that a segment uses.
    func identifier(of medium: Medium, usedAt field: Field) -> AssetID {
        if let identifier = identifiers[medium.path] { return identifier }
        let identifier = AssetID(index: assets.count)
        assets.append(Asset(path: medium.path, pointer: field.pointer.description, facts: medium.facts))
        identifiers[medium.path] = identifier
        return identifier
    }

    private func facts(ofFileAt path: String) -> Result<AssetFacts, AssetProblem> {
        if let probe = probes[path] { return probe }
        let probe: Result<AssetFacts, AssetProblem>
        do throws(AssetProblem) {
            probe = .success(try prober.facts(ofFileAt: path))
        } catch {
            probe = .failure(error)
        }
        probes[path] = probe
        return probe
    }

    private func warnAboutCloud(_ facts: AssetFacts, at field: Field) {
        let name: String
        switch facts.format.lowercased() {
        case "ogg": name = "Ogg"
        case "opus": name = "Opus"
        case "flac": name = "FLAC"
        case "mpegts": name = "MPEG-TS"
        default: return
        }
        let accepted = facts.picture == nil ? "mp3, wav, m4a or aac" : "mp4, mov, avi, webm or mkv"
        log.warning(
            .assetCloudRefuses, at: field,
            "is \(name), which is rendered here but refused by the cloud; convert it to \(accepted)")
    }
}
