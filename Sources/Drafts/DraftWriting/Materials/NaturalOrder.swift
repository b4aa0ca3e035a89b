/// Whether a name comes before another as a person sorts them: numbers by value, letters whatever their case.
///
/// `img2` comes before `img10`. The order is total and depends on no locale: names that differ only in case or in
/// leading zeros are told apart by their bytes.
package func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
    var leftRest = left.lowercased().unicodeScalars[...]
    var rightRest = right.lowercased().unicodeScalars[...]
    while let first = leftRest.first, let second = rightRest.first {
        if isDigit(first), isDigit(second) {
            let leftNumber = takeNumber(&leftRest)
            let rightNumber = takeNumber(&rightRest)
            // Without leading zeros, more digits mean more.
            if leftNumber.count != rightNumber.count { return leftNumber.count < rightNumber.count }
            if leftNumber != rightNumber { return leftNumber.lexicographicallyPrecedes(rightNumber) }
        } else if first != second {
            return first < second
        } else {
            leftRest.removeFirst()
            rightRest.removeFirst()
        }
    }
    if leftRest.isEmpty != rightRest.isEmpty { return leftRest.isEmpty }
    return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

/// The digits at the start, without leading zeros.
private func takeNumber(_ text: inout Substring.UnicodeScalarView) -> [Unicode.Scalar] {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return Array(digits.drop { $0 == "0" })
}
