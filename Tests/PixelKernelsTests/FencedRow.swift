import Foundation
import TestSupport

/// Where a row lies in its memory.
enum RowPlace: CaseIterable {
    /// Its last byte is the last one before a page that may not be touched.
    case atTheEnd
    /// Its first byte is the first one behind a page that may not be touched.
    case atTheStart
    case oneIn
    case sevenIn
    case thirtyOneIn
    case thirtyThreeIn

    func offset(count: Int, stride: Int, capacity: Int) -> Int {
        switch self {
        case .atTheEnd: capacity - count * stride
        case .atTheStart: 0
        case .oneIn: stride
        case .sevenIn: 7 * stride
        case .thirtyOneIn: 31 * stride
        case .thirtyThreeIn: 33 * stride
        }
    }
}

/// A row amid marked bytes, amid pages that may not be touched: who writes beside it leaves a trace, who reads or
/// writes far beside it traps.
final class FencedRow<Element: FixedWidthInteger & BitwiseCopyable> {
    /// What the row held at first.
    let initial: [Element]
    /// The first element.
    let pointer: UnsafeMutablePointer<Element>

    private static var mark: UInt8 { 0xA5 }
    private let mapped: UnsafeMutableRawPointer
    private let pageSize: Int
    private let capacity: Int
    private let offset: Int

    init(_ values: [Element], _ place: RowPlace) {
        let stride = MemoryLayout<Element>.stride
        pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
        capacity = (values.count * stride + 64 + pageSize - 1) / pageSize * pageSize
        guard
            let memory = mmap(
                nil, capacity + 2 * pageSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else { preconditionFailure("no memory for a row") }
        mapped = memory
        memset(mapped + pageSize, Int32(Self.mark), capacity)
        mprotect(mapped, pageSize, PROT_NONE)
        mprotect(mapped + pageSize + capacity, pageSize, PROT_NONE)
        offset = place.offset(count: values.count, stride: stride, capacity: capacity)
        pointer = (mapped + pageSize + offset).bindMemory(to: Element.self, capacity: values.count)
        pointer.update(from: values, count: values.count)
        initial = values
    }

    deinit { munmap(mapped, capacity + 2 * pageSize) }

    /// What the row holds now.
    var values: [Element] { Array(UnsafeBufferPointer(start: pointer, count: initial.count)) }

    /// Whether nothing was written beside the row.
    var isFenceWhole: Bool {
        let bytes = UnsafeRawBufferPointer(start: mapped + pageSize, count: capacity)
        let end = offset + initial.count * MemoryLayout<Element>.stride
        return bytes[..<offset].allSatisfy { $0 == Self.mark } && bytes[end...].allSatisfy { $0 == Self.mark }
    }

    /// Whether neither the row nor its fence was written.
    var isUntouched: Bool { isFenceWhole && values == initial }
}

extension SeededGenerator {
    /// Bytes of all values.
    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }

    /// Bytes with runs of 0 and of 255 between others, so that the kernels' short cuts are taken and left.
    mutating func runs(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let length = Int.random(in: 1...90, using: &self)
            switch Int.random(in: 0...2, using: &self) {
            case 0: bytes += [UInt8](repeating: 0, count: length)
            case 1: bytes += [UInt8](repeating: 255, count: length)
            default: bytes += self.bytes(length)
            }
        }
        return Array(bytes[..<count])
    }
}
