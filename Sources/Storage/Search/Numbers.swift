/// Numbers whose thousands are printed apart or together: 10000, 10 000, 10,000, 10.000.
///
/// The index cuts words at blanks and marks, so that a grouped number is several words of it.
enum Numbers {
  /// What stands in each place of a run of words of the index, in all groupings; words of a grouped
  /// number are one place.
  static func places(_ words: ArraySlice<String>) -> [[String]] {
    var places: [[String]] = []
    var rest = words
    while let word = rest.popFirst() {
      var groups = [word]
      while beginsNumber(word), let next = rest.first, isGroup(next) {
        groups.append(next)
        rest.removeFirst()
      }
      if groups.count > 1 {
        places.append([groups.joined(separator: " "), groups.joined()])
      } else if let grouped = grouped(word) {
        places.append([word, grouped])
      } else {
        places.append(groups)
      }
    }
    return places
  }

  /// True for what may be the first group of a number: one to three digits, the first one not 0.
  static func beginsNumber(_ word: some StringProtocol) -> Bool {
    (1...3).contains(word.utf8.count) && word.utf8.allSatisfy(isDigit) && word.first != "0"
  }

  /// True for three digits, as they follow the first group.
  static func isGroup(_ word: some StringProtocol) -> Bool {
    word.utf8.count == 3 && word.utf8.allSatisfy(isDigit)
  }

  /// A number of four digits or more in groups of three; nil for anything else.
  private static func grouped(_ word: String) -> String? {
    let digits = Array(word.utf8)
    guard (4...15).contains(digits.count), digits.allSatisfy(isDigit), digits[0] != 0x30 else {
      return nil
    }
    var grouped: [UInt8] = []
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { grouped.append(0x20) }
      grouped.append(digit)
    }
    return String(decoding: grouped, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
