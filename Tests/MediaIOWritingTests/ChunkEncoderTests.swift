import EncodedMedia
import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
import Testing

@Suite struct ChunkEncoderTests {
    @Test(arguments: VideoEncoderSettings.presets)
    func chunksOfAnyLengthShareHeaderAndDelay(preset: String) throws {
        let film = TestFilm(width: 64, height: 48, preset: preset)
        let chunks = try [1, 2, 3, 17, 60].map { try film.chunk(0..<$0) }
        for chunk in chunks {
            #expect(chunk.extradata == chunks[0].extradata)
            #expect(chunk.reorderingDelay == chunks[0].reorderingDelay)
            #expect(chunk.packets[0].isKeyframe)
            #expect(chunk.packets[0].presentationTimestamp == 0)
            #expect(chunk.packets.map(\.presentationTimestamp).sorted() == (0..<Int64(chunk.frameCount)).map { $0 })
        }
        #expect(chunks.map(\.frameCount) == [1, 2, 3, 17, 60])
        // The next chunk begins with an IDR picture whose idr_pic_id must differ from that of an IDR picture before it.
        #expect(chunks.allSatisfy { $0.packets.count { $0.isKeyframe } <= 2 })
    }

    @Test func threadsDoNotChangeTheBytes() async throws {
        let film = TestFilm(width: 320, height: 240)
        let alone = try film.chunkRanges.map(film.chunk)
        let together = try await withThrowingTaskGroup(of: (Int, EncodedChunk).self) { group in
            for (position, range) in film.chunkRanges.enumerated() {
                group.addTask { (position, try film.chunk(range)) }
            }
            var chunks: [Int: EncodedChunk] = [:]
            for try await (position, chunk) in group { chunks[position] = chunk }
            return film.chunkRanges.indices.compactMap { chunks[$0] }
        }
        #expect(together == alone)
    }

    @Test func refusesSettingsThatCannotBe() {
        let good = TestFilm().settings
        func settings(
            width: Int = good.width, height: Int = good.height, preset: String = good.preset,
            rate: VideoEncoderSettings.Rate = good.rate, interval: Int = 60, frameRate: FrameRate = good.frameRate
        ) -> VideoEncoderSettings {
            VideoEncoderSettings(
                width: width, height: height, frameRate: frameRate, preset: preset, rate: rate,
                keyframeInterval: interval)
        }
        let wrong = [
            settings(width: 0), settings(width: 161), settings(height: 4_098), settings(height: -2),
            settings(preset: "fastest"), settings(preset: "fast:qp=0"), settings(rate: .crf(0.5)),
            settings(rate: .crf(52)), settings(rate: .crf(.nan)), settings(interval: 0),
            settings(frameRate: FrameRate(1_001)), settings(frameRate: FrameRate(1, 1 << 40)),
        ]
        for settings in wrong { #expect(throws: MediaError.self) { try ChunkEncoder(settings: settings) } }
        #expect(throws: Never.self) { try ChunkEncoder(settings: good) }
    }

    @Test func refusesFramesThatDoNotFit() throws {
        let encoder = try ChunkEncoder(settings: TestFilm().settings)
        #expect(throws: MediaError.self) { try encoder.finish() }
        #expect(throws: MediaError.self) { try encoder.encode(Canvas(width: 96, height: 160)) }
        try encoder.encode(Canvas(width: 160, height: 96))
        #expect(try encoder.finish().frameCount == 1)
        #expect(throws: MediaError.self) { try encoder.encode(Canvas(width: 160, height: 96)) }
        #expect(throws: MediaError.self) { try encoder.finish() }
    }

    @Test func identityTellsAllSettingsApart() {
        var films = [TestFilm](repeating: TestFilm(), count: 8)
        films[1].width = 162
        films[2].height = 98
        films[3].frameRate = FrameRate(30_000, 1_001)
        films[4].preset = "faster"
        films[5].rate = .crf(23.5)
        films[6].rate = .lossless
        films[7].chunkLength = 61
        let identities = films.map(\.settings.identity)
        #expect(Set(identities).count == films.count)
        #expect(identities == films.map(\.settings.identity))
        #expect(identities.allSatisfy { $0.contains("x264 - core ") && $0.contains("libavcodec ") })
    }
}
