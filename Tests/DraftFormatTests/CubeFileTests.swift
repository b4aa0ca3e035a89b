import DraftFormat
import Testing
import TimelineModel

@Suite("Color tables in .cube files")
struct CubeFileTests {
    private static func text(_ size: Int, _ head: String = "", ending: String = "\n", _ color: (Int) -> String)
        -> String
    {
        let lines = ["LUT_3D_SIZE \(size)", head] + (0..<size * size * size).map(color)
        return lines.joined(separator: ending)
    }

    private static func number(_ value: Int, of size: Int) -> String { "\(Double(value) / Double(size - 1))" }

    private static func identity(_ size: Int) -> (Int) -> String {
        { "\(number($0 % size, of: size)) \(number($0 / size % size, of: size)) \(number($0 / size / size, of: size))" }
    }

    @Test("grids, red fastest, whatever the line endings", arguments: [2, 17, 33], ["\n", "\r\n", "\r"])
    func grids(_ size: Int, _ ending: String) throws {
        let table = try CubeFile.table(in: Self.text(size, ending: ending, Self.identity(size)).utf8)
        #expect(table.kind == .grid && table.size == size)
        for node in stride(from: 0, to: size * size * size, by: 7) {
            #expect(table.values[4 * node] == Float(Double(node % size) / Double(size - 1)))
            #expect(table.values[4 * node + 1] == Float(Double(node / size % size) / Double(size - 1)))
            #expect(table.values[4 * node + 2] == Float(Double(node / size / size) / Double(size - 1)))
        }
    }

    @Test("curves, title, comments, blank lines, domain and exponents") func curves() throws {
        let text = """
            \u{FEFF}# made by hand
            TITLE "Two \\ curves # 1"

            DOMAIN_MIN -0.5 0 0.25
              DOMAIN_MAX\t1.5 1 +.75
            LUT_1D_SIZE 3
            # colors
            0 .5 1e0

            1.25E-1\t-0.25 2.
               0.123456789012345678 1 0

            """
        let table = try CubeFile.table(in: Array(text.utf8))
        #expect(table.kind == .curves && table.size == 3)
        #expect(table.domainMinimum == SIMD3(-0.5, 0, 0.25) && table.domainMaximum == SIMD3(1.5, 1, 0.75))
        #expect(Array(table.values) == [0, 0.125, 0.12345679, 0.5, -0.25, 1, 1, 2, 0])
    }

    @Test("the input range that Resolve writes") func inputRange() throws {
        let table = try CubeFile.table(in: Self.text(2, "LUT_3D_INPUT_RANGE -1 3", Self.identity(2)).utf8)
        #expect(table.domainMinimum == SIMD3(repeating: -1) && table.domainMaximum == SIMD3(repeating: 3))
    }

    @Test("equal tables are equal, others are not") func equality() throws {
        let one = try CubeFile.table(in: Self.text(3, "", Self.identity(3)).utf8)
        let same = try CubeFile.table(in: Self.text(3, "# other text", Self.identity(3)).utf8)
        let other = try CubeFile.table(in: Self.text(3) { _ in "0 0 0" }.utf8)
        #expect(one == same && one.hashValue == same.hashValue && one != other)
    }

    @Test(
        "damage is named with its line",
        arguments: [
            ("", 1), ("\n\n# nothing", 3), ("0 0 0", 1), ("LUT_3D_SIZE", 1), ("LUT_3D_SIZE 1", 1),
            ("LUT_3D_SIZE 257", 1), ("LUT_3D_SIZE -4", 1), ("LUT_3D_SIZE 99999999999999999999", 1),
            ("LUT_1D_SIZE 65537", 1), ("LUT_3D_SIZE 2\nLUT_1D_SIZE 2", 2), ("LUT_3D_SIZE 2\n\n0 0", 3),
            ("LUT_3D_SIZE 2\r\n0 0 0 0", 2), ("LUT_1D_SIZE 2\n0 0 0\n1 1 1\n2 2 2", 4), ("LUT_1D_SIZE 2\n0 0 0\n", 2),
            ("LUT_1D_SIZE 2\n0 0 nan", 2), ("LUT_1D_SIZE 2\n0 0 inf", 2), ("LUT_1D_SIZE 2\n0 0 1e30", 2),
            ("LUT_1D_SIZE 2\n0 0 0x1p3", 2), ("LUT_1D_SIZE 2\n0 0 1,5", 2), ("LUT_1D_SIZE 2\n0 0 -", 2),
            ("LUT_1D_SIZE 2\n0 0 1.2.3", 2), ("LUT_1D_SIZE 2\n0 0 0\nDOMAIN_MIN 0 0 0\n1 1 1", 3),
            ("LUT_1D_SIZE 2\nDOMAIN_MAX 1 1\n", 2), ("DOMAIN_MAX 0 1 1\nLUT_1D_SIZE 2\n0 0 0\n1 1 1", 4),
            ("LUT_5D_SIZE 2", 1), ("<html>", 1), ("\u{1}PNG", 1), ("LUT_3D_SIZE 256\n0 0 0", 2),
        ])
    func damaged(_ text: String, _ line: Int) {
        do throws(CubeProblem) {
            _ = try CubeFile.table(in: text.utf8)
            Issue.record("was read")
        } catch {
            #expect(error.line == line, "\(error)")
        }
    }

    @Test(
        "damage is told without a word of the file",
        arguments: [
            "secret:x:0:0:secret:/secret:/bin/sh\n", "SECRET=hunter2", "LUT_3D_SIZE secret", "LUT_3D_SIZE 2 secret",
            "LUT_1D_SIZE 2\n0 0 0\nsecret 1 1", "LUT_1D_SIZE 2\n0 0 -secret", "LUT_1D_SIZE 2\n1 2 3secret",
            "LUT_1D_SIZE 2\n0.0.secret 1 2 3", "DOMAIN_MIN 0 0 secret", "LUT_3D_INPUT_RANGE secret", "<secret>",
            "{\"secret\": 1}", "TITLE \"secret\"\nsecret", "# secret",
        ])
    func silent(_ text: String) {
        do throws(CubeProblem) {
            _ = try CubeFile.table(in: text.utf8)
            Issue.record("was read")
        } catch {
            let message = "\(error)".lowercased()
            #expect(!message.contains("secret") && !message.contains("hunter"), "\(error)")
        }
    }

    @Test("bytes at random never trap", arguments: 0..<200 as Range<UInt64>) func random(_ seed: UInt64) {
        var state = seed
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        var bytes = Array(Self.text(2, "DOMAIN_MIN 0 0 0", Self.identity(2)).utf8)
        for _ in 0..<1 + next(8) {
            switch next(3) {
            case 0: bytes[next(bytes.count)] = UInt8(next(256))
            case 1: bytes.remove(at: next(bytes.count))
            default: bytes.insert(UInt8(next(128)), at: next(bytes.count))
            }
        }
        _ = try? CubeFile.table(in: bytes)
    }
}
