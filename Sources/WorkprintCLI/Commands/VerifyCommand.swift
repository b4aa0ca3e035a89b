import ArgumentParser
import Foundation
import MediaBuffers
import OutputVerification
import RenderPipeline

/// `workprint verify`: whether an export is what its draft says.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Say whether an exported film is what its draft says.")

    @Argument(help: "The exported film.")
    var export: String

    @OptionGroup var input: DraftArguments

    func run() throws {
        let draft = try input.load()
        guard let timeline = draft.timeline else { throw CommandFailure(.badInput, ["no timeline"]) }
        let start = ContinuousClock.now
        let result = try Verification(timeline: timeline, settings: RenderSettings()).pictures(
            ofExport: export, guess: EncodingGuess(preset: "veryfast", rateFactor: 23)) { _ in }
        for deviation in result.deviations {
            print(deviation.severity.rawValue, deviation.code, deviation.frames.map { "\($0)" } ?? "-", deviation.region.map { "\($0.x),\($0.y) \($0.width)x\($0.height)" } ?? "-", deviation.pointers.joined(separator: " "), deviation.message)
        }
        let scores = result.report.scores
        let worst = scores.min { $0.worstTileSimilarity < $1.worstTileSimilarity }
        print("worst tile", worst?.worstTileSimilarity ?? 0, "at", worst?.frame ?? -1, "block", scores.map(\.worstBlockDifference).max() ?? 0, "bias", scores.reduce(SIMD3.zero) { $0 + $1.bias } / Double(scores.count), "dE", scores.reduce(0) { $0 + $1.colorDifference } / Double(scores.count), scores.reduce(0) { $0 + $1.colorDifference95 } / Double(scores.count))
        print("seconds", ContinuousClock.now - start)
    }
}
