import DraftWriting
import Testing

@Suite("Names in the order of a person")
struct NaturalOrderTests {
    @Test(arguments: [
        ["img1", "img2", "img10", "img11"], ["a", "B", "c"], ["1", "2", "10", "a"], ["a", "a1", "a1b", "a2", "ab"],
        ["img2.jpg", "img02x.jpg"], ["IMG_9.jpg", "img_10.jpg"], ["", "0", "1"],
        ["v1.9", "v1.10"], ["x99999999999999999999998", "x99999999999999999999999"],
    ])
    func order(_ names: [String]) {
        #expect(names.shuffled().sorted(by: naturallyPrecedes) == names)
        for (index, left) in names.enumerated() {
            #expect(!naturallyPrecedes(left, left))
            for right in names.dropFirst(index + 1) {
                #expect(naturallyPrecedes(left, right) && !naturallyPrecedes(right, left), "\(left) \(right)")
            }
        }
    }

    @Test("names that mean the same number are told apart") func ties() {
        #expect(naturallyPrecedes("img01", "img1") != naturallyPrecedes("img1", "img01"))
        #expect(naturallyPrecedes("IMG1", "img1") != naturallyPrecedes("img1", "IMG1"))
    }
}
