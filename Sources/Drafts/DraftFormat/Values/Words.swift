import Foundation

/// A word in small letters with hyphens, from any case style: `easeInOut`, `ease_in_out` and `EASE-IN-OUT` are one.
package func hyphenated(_ word: String) -> String {
    var result = ""
    var previousIsSmall = false
    for character in word.prefix(200) {
        if character == "_" || character == " " {
            result.append("-")
        } else if character.isUppercase {
            if previousIsSmall { result.append("-") }
            result += character.lowercased()
        } else {
            result.append(character)
        }
        previousIsSmall = character.isLowercase || character.isNumber
    }
    return result
}

/// The number before a unit, in any case and with spaces around the number; nil where the text is not of that form.
package func decimal(_ text: String, unit: String) -> DecimalNumber? {
    guard text.utf8.count <= 64 else { return nil }
    let trimmed = text.lowercased().trimmingCharacters(in: [" "])
    guard trimmed.hasSuffix(unit) else { return nil }
    var digits = trimmed.dropLast(unit.count)
    while digits.last == " " { digits.removeLast() }
    if digits.first == "+" { digits.removeFirst() }
    return DecimalNumber(digits.utf8)
}

/// The factor that a level in decibels stands for.
func linearGain(decibels: Double) -> Double { pow(10, decibels / 20) }
