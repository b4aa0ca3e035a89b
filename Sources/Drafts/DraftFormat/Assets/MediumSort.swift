/// What a file is by the ending of its name, as far as one may stand for another.
enum MediumSort: Hashable {
    /// A photo or a drawing.
    case still
    /// A clip.
    case clip
    /// A sound.
    case sound
    /// Anything else, by its ending.
    case other(String)

    /// The sort of a file with a name.
    init(ofName name: String) {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        switch ending {
        case "jpg", "jpeg", "png", "webp": self = .still
        case "mp4", "mov", "avi", "webm", "mkv", "m4v": self = .clip
        case "mp3", "wav", "m4a", "aac", "ogg", "opus", "flac": self = .sound
        default: self = .other(ending)
        }
    }
}
