import Foundation
import TimelineModel

/// The color tables of a draft: reads each file once.
final class ColorTableLibrary {
    private var tables: [String: Result<ColorTable, AssetProblem>] = [:]
    private var nodeCount = 0

    /// The largest file that is read, as of other sources.
    private static let byteLimit = 200_000_000
    /// Nodes of all tables of a draft: two of the largest, or hundreds of usual ones.
    private static let nodeLimit = 2 * ColorTable.nodeCount(.grid, size: 256)

    /// The table in the file at a path.
    func table(at path: String) -> Result<ColorTable, AssetProblem> {
        if let known = tables[path] { return known }
        let read: Result<ColorTable, AssetProblem>
        do throws(AssetProblem) {
            read = .success(try self.read(path))
        } catch {
            read = .failure(error)
        }
        tables[path] = read
        return read
    }

    private func read(_ path: String) throws(AssetProblem) -> ColorTable {
        guard nodeCount < Self.nodeLimit else {
            throw AssetProblem(
                .tooLarge,
                "is one color table too many: all of a draft's together hold at most "
                    + "\(grouped(Self.nodeLimit)) colors")
        }
        let bytes: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            bytes = try handle.read(upToCount: Self.byteLimit + 1) ?? Data()
        } catch {
            throw AssetProblem(.missing, "cannot be read: \(error.localizedDescription)")
        }
        guard bytes.count <= Self.byteLimit else {
            throw AssetProblem(.tooLarge, "has more than \(grouped(Self.byteLimit)) bytes")
        }
        do throws(CubeProblem) {
            let table = try CubeFile.table(in: bytes)
            nodeCount += ColorTable.nodeCount(table.kind, size: table.size)
            return table
        } catch {
            throw AssetProblem(.damaged, "is no .cube file that can be read: \(error)")
        }
    }
}
