/// The order of the names of one person, the one to show first: not in capitals, without initials, with
/// the accents that another one lacks.
struct ShownName: Comparable {
  private let name: String
  private let isCapitals: Bool
  private let words: Int
  private let accents: Int

  init(_ name: String) {
    self.name = name
    let parts = name.split(separator: " ")
    isCapitals = parts.contains { $0.count > 2 && !$0.contains { $0.isLowercase } }
    words = parts.count
    accents = name.unicodeScalars.count { $0.value > 0xBF && $0.properties.isAlphabetic }
  }

  static func < (a: ShownName, b: ShownName) -> Bool {
    (a.isCapitals ? 1 : 0, a.words, -a.accents, a.name) < (
      b.isCapitals ? 1 : 0, b.words, -b.accents, b.name
    )
  }
}
