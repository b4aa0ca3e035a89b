/// The one way out of a finding, as changes of the draft's text.
package struct Remedy: Hashable, Sendable {
    /// A change of a JSON text; its place is in bytes from the start.
    package enum Edit: Hashable, Sendable {
        /// The member whose name begins there gets another name.
        case rename(at: Int, to: String)
        /// The value that begins there becomes another, given as JSON.
        case replace(at: Int, with: String)
        /// The number that begins there, or stands in the string there, becomes a thousand times as large.
        case thousandfold(at: Int)
        /// The elements of the array that begins there are put into another order, given by their old places.
        case reorder(at: Int, [Int])
        /// The object that begins there and is not empty gets one member more, its value given as JSON.
        case add(at: Int, name: String, value: String)
    }

    /// What is done, as a clause such as `renamed to “opacity”`.
    package var summary: String
    /// The changes; all of them or none.
    package var edits: [Edit]

    /// A remedy from its parts.
    package init(_ summary: String, _ edits: [Edit]) { (self.summary, self.edits) = (summary, edits) }
}
