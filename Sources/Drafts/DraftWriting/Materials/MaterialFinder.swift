import Foundation
package import TimelineModel

/// Turns the arguments of a command line into materials.
package struct MaterialFinder: Sendable {
    /// What a material is for.
    package enum Use: String, Sendable {
        /// Stills and animations.
        case picture = "a picture"
        /// Films.
        case clip = "a clip"
        /// Anything with sound.
        case sound = "a sound"

        func takes(_ facts: AssetFacts) -> Bool {
            switch self {
            case .picture: facts.kind == .still || facts.kind == .animation
            case .clip: facts.kind == .video
            case .sound: facts.sound != nil
            }
        }
    }

    /// The most files of a folder that are looked into.
    private static let folderLimit = 2_000
    private let prober: any AssetProbing

    /// A finder that looks into files with `prober`.
    package init(prober: any AssetProbing) { self.prober = prober }

    /// The files at the paths in the natural order of their names; a folder stands for the fitting files in it.
    package func materials(at paths: [String], for use: Use) throws(DraftWritingProblem) -> [Material] {
        var found: [Material] = []
        for path in paths {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
                found += try materials(inFolder: path, for: use)
            } else {
                found.append(try material(at: path, for: use))
            }
        }
        return found.sorted { left, right in
            left.name == right.name
                ? naturallyPrecedes(left.path, right.path) : naturallyPrecedes(left.name, right.name)
        }
    }

    /// The file at a path, which must be of use.
    package func material(at path: String, for use: Use) throws(DraftWritingProblem) -> Material {
        do throws(AssetProblem) {
            let facts = try prober.facts(ofFileAt: Self.absolute(path))
            guard use.takes(facts) else {
                throw AssetProblem(.unsupported, "is \(Self.described(facts)), but must be \(use.rawValue)")
            }
            return Material(path: path, facts: facts)
        } catch {
            throw DraftWritingProblem(.material, "\(error.code): “\(path)”: \(error.message)")
        }
    }

    private func materials(inFolder folder: String, for use: Use) throws(DraftWritingProblem) -> [Material] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }
        guard names.count <= Self.folderLimit else {
            throw DraftWritingProblem(
                .request, "the folder \(folder) holds \(names.count) files; name the ones that are wanted")
        }
        var found: [Material] = []
        for name in names.sorted() {
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            // A folder may hold anything; what is of no use is left out.
            guard let facts = try? prober.facts(ofFileAt: Self.absolute(path)), use.takes(facts) else { continue }
            found.append(Material(path: path, facts: facts))
        }
        guard !found.isEmpty else {
            throw DraftWritingProblem(.request, "the folder \(folder) holds nothing that can be \(use.rawValue)")
        }
        return found
    }

    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    private static func described(_ facts: AssetFacts) -> String {
        switch facts.kind {
        case .still: "a picture"
        case .animation: "an animated picture"
        case .video: facts.sound == nil ? "a film without sound" : "a film"
        case .audio: "a sound"
        }
    }
}
