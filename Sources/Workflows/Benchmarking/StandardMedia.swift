import DraftLoading
package import Foundation
package import RenderEngine
import StillImages
import TimelineModel

/// The sources of the standard drafts, made on the spot: photos, a sign with alpha, music, a clip.
package struct StandardMedia {
    /// Photos that are made.
    static let photoCount = 6

    private let folder: URL

    /// Media in a folder that exists.
    package init(folder: URL) { self.folder = folder }

    /// Makes what the drafts need and writes the drafts; returns where each one is.
    ///
    /// Throws `RenderFailure`, also where `cancellation` says so.
    package func make(
        _ drafts: [StandardDraft], workerCount: Int, cancellation: Cancellation
    ) throws(RenderFailure) -> [(draft: StandardDraft, path: String)] {
        for index in 0..<Self.photoCount {
            try cancellation.check()
            // Two of three lie on their side, as phones write them.
            let (width, height) = index % 3 == 2 ? (2_000, 3_000) : (3_000, 2_000)
            let photo = SyntheticPicture.photo(width: width, height: height, seed: UInt64(index) + 1)
            do {
                try write(try JPEGWriter.encode(photo), to: "photo-\(index + 1).jpg")
            } catch let failure as JPEGWriter.Failure {
                throw .program(failure.description)
            } catch {
                throw Self.machineFault(error)
            }
        }
        try write(SyntheticMusic.wav(seconds: 8), to: "music.wav")
        if drafts.contains(where: { $0 == .clips || $0 == .overlays }) {
            try write(try encodePNG(SyntheticPicture.badge(side: 512)), to: "badge.png")
            try makeClip(workerCount: workerCount, cancellation: cancellation)
        }
        var paths: [(draft: StandardDraft, path: String)] = []
        for draft in drafts {
            try write(Array(draft.json.utf8), to: "\(draft.rawValue).json")
            paths.append((draft, folder.appending(path: "\(draft.rawValue).json").path))
        }
        return paths
    }

    /// A clip of 5 s with sound: a slow pan over two of the photos, rendered like any draft.
    private func makeClip(workerCount: Int, cancellation: Cancellation) throws(RenderFailure) {
        let draft = """
            {"t":[{"tt":0,"sg":[
            {"src":"photo-1.jpg","d":2500,"w":1.2,"h":1.2,"kf":{"x":[[0,0.42],[2500,0.58]],"sc":[[0,1],[2500,1.1]]}},
            {"src":"photo-2.jpg","d":2500,"w":1.2,"h":1.2,"kf":{"y":[[0,0.45],[2500,0.55]],"ro":[[0,-2],[2500,2]]}}]},
            {"tt":1,"sg":[{"src":"music.wav","s":0,"d":5000}]}],
            "m":{"width":1920,"height":1080,"fps":30}}
            """
        try write(Array(draft.utf8), to: "clip.json")
        let loaded: LoadedDraft
        do {
            loaded = try DraftLoader().load(path: folder.appending(path: "clip.json").path)
        } catch {
            throw .program("the draft of the clip: \(error)")
        }
        guard let timeline = loaded.timeline else { throw .program(loaded.findings.map(\.description).joined()) }
        var settings = RenderSettings()
        settings.quality = .standard
        settings.workerCount = workerCount
        _ = try Renderer(timeline: timeline, settings: settings).render(
            to: folder.appending(path: "clip.mp4").path, cancellation: cancellation)
    }

    private func write(_ bytes: [UInt8], to name: String) throws(RenderFailure) {
        do {
            try Data(bytes).write(to: folder.appending(path: name))
        } catch {
            throw Self.machineFault(error)
        }
    }

    private static func machineFault(_ error: any Error) -> RenderFailure {
        error as? RenderFailure ?? .machine("making the standard media: \(error.localizedDescription)")
    }
}
