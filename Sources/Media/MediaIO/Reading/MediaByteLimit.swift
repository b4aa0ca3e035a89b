/// How many bytes a file may have to be read.
package enum MediaByteLimit {
    /// What a draft's source may have.
    package static let source = 200_000_000
    /// What a finished film may have that is verified.
    package static let film = 8_000_000_000
}
