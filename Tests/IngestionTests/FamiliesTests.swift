import Testing

@testable import Ingestion

@Suite struct `Families of articles` {
  /// A text of `count` sentences that no other seed shares.
  static func story(_ seed: Int, sentences count: Int) -> [String] {
    (0..<count).map { n in
      "Le conseil numéro \(seed * 7919 + n) a voté la mesure \(seed * 31 + n * 17) pour le quartier \(n)."
    }
  }

  /// The first article of the family of each text.
  func families(_ texts: [String]) -> [Int] {
    var families = NearDuplicates()
    return texts.map { families.add($0) { texts[$0] } }
  }

  @Test func `the same story with another ending is one family`() {
    let wire = Self.story(1, sentences: 12)
    let printed = (wire.dropLast(2) + ["Notre correspondant complète."]).joined(separator: " ")
    let other = Self.story(2, sentences: 12).joined(separator: " ")
    #expect(families([wire.joined(separator: " "), other, printed]) == [0, 1, 0])
  }

  @Test func `an update that triples a story still holds it`() {
    let wire = Self.story(3, sentences: 6)
    let update = (wire + Self.story(4, sentences: 14)).joined(separator: "\n\n")
    #expect(families([wire.joined(separator: " "), update]) == [0, 0])
  }

  @Test func `capitals, marks and line ends make no difference`() {
    let text = Self.story(5, sentences: 8).joined(separator: " ")
    let shouted = text.uppercased().replacing(" ", with: "\n").replacing(".", with: " — ")
    #expect(families([text, shouted]) == [0, 0])
  }

  @Test func `a quoted paragraph makes no family of two articles`() {
    let shared = Self.story(6, sentences: 3)
    let a = (Self.story(7, sentences: 9) + shared).joined(separator: " ")
    let b = (Self.story(8, sentences: 9) + shared).joined(separator: " ")
    #expect(families([a, b]) == [0, 1])
  }

  @Test func `versions of a story are one family, however short, and other stories are not`() {
    var families = NearDuplicates()
    let report = Self.story(11, sentences: 9).joined(separator: " ")
    let texts = ["Le pont ferme.", "Autre chose.", report, "Le pont rouvre."]
    let stories = ["urn:1", "urn:2", "urn:1", "urn:1"]
    let found = zip(texts, stories).map { text, story in
      families.add(text, story: story) { texts[$0] }
    }
    #expect(found == [0, 1, 0, 0])
    // The same report in a newspaper, which numbers nothing, belongs to the agency's story.
    #expect(families.add(report + " Notre correspondant.", earlier: { texts[$0] }) == 0)
  }

  @Test func `a few words make no family`() {
    #expect(families(["Bonne année à tous.", "Bonne année à tous.", ""]) == [0, 1, 2])
  }

  @Test func `a story that three hundred outlets print is one family`() {
    let wire = Self.story(9, sentences: 10)
    let texts = (0..<300).map { n in
      (wire.shuffled(seed: n).prefix(9) + ["Édition \(n)."]).joined(separator: " ")
    }
    #expect(Set(families(texts)).count <= 2)
  }
}

extension Array {
  /// The same elements in an order that `seed` decides.
  fileprivate func shuffled(seed: Int) -> [Element] {
    var state = UInt64(seed) &+ 0x9E37_79B9_7F4A_7C15
    var copy = self
    for i in copy.indices.dropFirst().reversed() {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      copy.swapAt(i, Int(state >> 33) % (i + 1))
    }
    return copy
  }
}
