import Press
import Testing

@Suite struct `An index of scalars` {
  @Test(arguments: [0, 1, 3, 254, 255, 256, 257, 511, 512, 513, 5_000], ["a", "é", "aé€😀\n"])
  func `counts as the text itself does, at the start of every scalar`(
    scalars: Int, piece: String
  ) {
    let text = String(repeating: piece, count: scalars / piece.unicodeScalars.count)
    let index = ScalarIndex(of: text)
    #expect(index.count == text.unicodeScalars.count)
    var byte = 0
    var wrong: [Int] = []
    for (place, scalar) in text.unicodeScalars.enumerated() {
      if index.scalars(before: byte) != place { wrong.append(byte) }
      byte += UTF8.width(scalar)
    }
    #expect(wrong.isEmpty)
    #expect(index.scalars(before: byte) == index.count)
    #expect(index.scalars(Passage(0, byte)) == 0..<index.count)
  }
}
