/// Texts in scripts that print no blanks between words, as pairs of letters: 東京都 is 東京 京都 都.
///
/// The index cuts words at blanks, so that a whole sentence of such a script is one word of it. Pairs
/// beside it are found as phrases. Every run of such letters ends with its last letter alone, so that a
/// single letter is a beginning of some word; what is in another script between them is a word
/// of its own.
enum LetterPairs {
  /// The pairs of a text; nil when it has no letter of such a script.
  static func text(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
    mayHaveOne(bytes) ? text(of: String(decoding: bytes, as: UTF8.self)) : nil
  }

  /// The pairs of a text; nil when it has no letter of such a script.
  static func text(of text: String) -> String? {
    guard mayHaveOne(text.utf8) else { return nil }
    var result = ""
    for word in Self.words(of: text) {
      for unit in units(of: word, isWhole: true) { result += result.isEmpty ? unit : " " + unit }
    }
    return result.isEmpty ? nil : result
  }

  /// False for bytes without such a letter: below U+0E00 there is none, and E2 begins punctuation, which
  /// most texts have.
  private static func mayHaveOne(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.contains { $0 >= 0xE0 && $0 != 0xE2 }
  }

  /// What is in the index for a text that is looked for, in this order; the last one is only the
  /// beginning of a word of the index when `isBeginning`. Nil when it has no such letter.
  static func question(_ text: String) -> (units: [String], isBeginning: Bool)? {
    let words = Self.words(of: text)
    guard let last = words.last else { return nil }
    let units =
      words.dropLast().flatMap { Self.units(of: $0, isWhole: true) }
      + Self.units(of: last, isWhole: false)
    let end = units.last?.unicodeScalars ?? "".unicodeScalars
    return (units, end.count == 1 && end.allSatisfy(isOne))
  }

  /// The words of a text, cut at whatever is neither letter, digit nor mark, that have such letters.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var hasOne = false
    for scalar in text.unicodeScalars {
      if isOne(scalar) || isOther(scalar) {
        word.append(scalar)
        hasOne = hasOne || isOne(scalar)
      } else {
        if hasOne { words.append(String(word)) }
        word = String.UnicodeScalarView()
        hasOne = false
      }
    }
    if hasOne { words.append(String(word)) }
    return words
  }

  private static func units(of word: String, isWhole: Bool) -> [String] {
    let scalars = Array(word.unicodeScalars)
    var units: [String] = []
    var i = 0
    while i < scalars.count {
      let isPaired = isOne(scalars[i])
      var end = i + 1
      while end < scalars.count, isOne(scalars[end]) == isPaired { end += 1 }
      if isPaired {
        for k in i..<(end - 1) { units.append(printed(scalars[k]) + printed(scalars[k + 1])) }
        if isWhole || end < scalars.count || end - i == 1 {
          units.append(printed(scalars[end - 1]))
        }
      } else {
        units.append(String(String.UnicodeScalarView(scalars[i..<end])))
      }
      i = end
    }
    return units
  }

  /// A letter as it is; a vowel sign or tone mark, at which FTS5 would cut, by its number.
  private static func printed(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.generalCategory == .otherLetter
      || scalar.properties.generalCategory == .modifierLetter
      ? String(scalar) : "x" + String(scalar.value, radix: 16)
  }

  private static func isOther(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Thai, Lao, Tibetan, Myanmar, Khmer, Hangul, kana, Han.
  static func isOne(_ scalar: Unicode.Scalar) -> Bool {
    guard blocks.contains(where: { $0.contains(scalar.value) }) else { return false }
    return switch scalar.properties.generalCategory {
    case .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark: true
    default: false
    }
  }

  private static let blocks: [ClosedRange<UInt32>] = [
    0x0E00...0x0FFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x3005...0x3007,
    0x3041...0x30FF, 0x3105...0x318F, 0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA960...0xA97F, 0xAA60...0xAA7F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFF66...0xFF9F,
    0x20000...0x3FFFF,
  ]
}
