import Foundation
import WorkprintKit

extension RenderState: ProgressState {
    var phaseWord: String { phase.rawValue }
    var stage: String { phaseWord + (soundStage?.rawValue ?? "") }

    func text(elapsedSeconds: Double) -> String {
        switch phase {
        case .planning: return "reading sources"
        case .assembling: return "joining \(chunkCount) chunks"
        case .rendering where finishedFrames == frameCount && soundStage != .done:
            let words = soundStage == .measuring ? "measuring the loudness of the whole mix" : "mixing the sound"
            return soundStage == nil ? words : "\(words) · \(Int(soundFraction * 100)) %"
        case .rendering:
            var parts = [percent(finishedFrames, of: frameCount), "chunk \(finishedChunks)/\(chunkCount)"]
            let rate = framesPerSecond
            if rate > 0 {
                let pace = Double(finishedFrames) / Double(max(1, frameCount)) * durationSeconds
                parts.append("\(Int(rate.rounded())) fps")
                parts.append("\(format(pace / self.elapsedSeconds, 1))× real time")
                parts.append("\(Int((Double(frameCount - finishedFrames) / rate).rounded(.up))) s left")
            }
            return parts.joined(separator: " · ")
        }
    }

    func json(elapsedSeconds: Double) -> String {
        "{\"event\":\"progress\",\"phase\":\"\(phase.rawValue)\",\"finishedChunks\":\(finishedChunks),"
            + "\"chunkCount\":\(chunkCount),\"finishedFrames\":\(finishedFrames),\"cachedFrames\":\(cachedFrames),"
            + "\"frameCount\":\(frameCount),\"elapsedSeconds\":\(format(elapsedSeconds, 3)),"
            + "\"framesPerSecond\":\(format(framesPerSecond, 1))"
            + (soundStage.map { ",\"sound\":\"\($0.rawValue)\",\"soundFraction\":\(format(soundFraction, 3))" } ?? "")
            + "}"
    }
}

extension FilmReport {
    /// What was done, on some lines; the film is called `name`, or by its path.
    func summary(named name: String?) -> String {
        let times = workerSeconds
        return """
            \(name ?? url.path): \(size.width)x\(size.height), \(frameCount) frames at \(frameRate) fps, \
            \(format(durationSeconds, 2)) s, \(megabytes(byteCount)) MB, H.264 \(encoding)
            frames: \(compositedFrames) composited, \(reusedFrames) reused, \(cachedFrames) from the cache
            time: \(format(totalSeconds, 2)) s (\(format(durationSeconds / max(totalSeconds, 0.001), 1))× real time); of \
            \(workerCount) \(workerCount == 1 ? "worker" : "workers"): decode \(format(times.decode, 2)) s, composite \
            \(format(times.composite, 2)) s, encode \(format(times.encode, 2)) s; sound \(format(soundSeconds, 2)) s, \
            joining \(format(assemblingSeconds, 2)) s; peak memory \(megabytes(peakMemoryBytes)) MB
            """
    }
}

/// A number with a fixed count of decimals and a point, whatever the locale.
func format(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

/// Millions of bytes with one decimal.
func megabytes(_ bytes: Int) -> String { format(Double(bytes) / 1e6, 1) }
