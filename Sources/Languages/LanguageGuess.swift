/// Detects the language of a text by its most frequent short words, or by its script.
///
/// Reads at most the first 16 KiB. Short words are a sure sign: in French and English press they
/// make up a third of all words, and no two languages share more than a quarter of theirs.
package struct LanguageGuess: Sendable {
  private let lexicon: Lexicon
  private let codes: [String]
  /// Of each form of `lexicon`, one bit a language.
  private let languages: [UInt32]
  /// By language: its letters beyond ASCII; empty where they say nothing.
  private let letters: [Set<Unicode.Scalar>]
  /// By language: endings of its words, as bytes.
  private let endings: [[[UInt8]]]

  /// Reads `stopwords.tsv`.
  package init() {
    let table: Table
    do {
      guard let found = try Table.named("stopwords.tsv") else {
        preconditionFailure("stopwords.tsv is gathered at build time")
      }
      table = found
    } catch {
      preconditionFailure("\(error)")
    }
    var builder = Lexicon.Builder(capacity: 1024)
    var languages: [UInt32] = []
    for (i, row) in table.rows.enumerated() {
      for word in row[1].split(separator: " ") {
        let form = Int(builder.intern(String(word)))
        if form == languages.count { languages.append(0) }
        languages[form] |= 1 << UInt32(i)
      }
    }
    lexicon = Lexicon(builder)
    codes = table.rows.map { $0[0] }
    letters = table.rows.map { $0[2] == "-" ? [] : Set($0[2].unicodeScalars) }
    endings = table.rows.map { row in
      row[3] == "-" ? [] : row[3].split(separator: " ").map { Array($0.utf8) }
    }
    self.languages = languages
  }

  /// The one that every reader shares.
  package static let shared = LanguageGuess()

  /// The language of `text` (BCP 47), `und` when there is too little text to decide.
  ///
  /// A language is recognised when it has at least three of its short words and every eighth word of the
  /// text is one.
  package func language(of text: String) -> String {
    var text = text
    return text.withUTF8 { language(of: UnsafeBufferPointer(rebasing: $0.prefix(16_384))) }
  }

  private func language(of bytes: UnsafeBufferPointer<UInt8>) -> String {
    var hits = [Int](repeating: 0, count: codes.count)
    var scripts = Scripts()
    var words = 0
    var key: [UInt8] = []
    key.reserveCapacity(64)
    var i = 0
    while i < bytes.count {
      guard Self.isLetter(bytes[i]) else {
        i += 1
        continue
      }
      let start = i
      while i < bytes.count, Self.isLetter(bytes[i]) {
        // Marks of U+2000 ... U+206F (quotes, dashes) and U+00A0 ... U+00BF are no letters.
        if bytes[i] == 0xE2 || bytes[i] == 0xC2 { break }
        i += 1
      }
      if i == start {
        i += bytes[i] == 0xE2 ? 3 : 2
        continue
      }
      let word = UnsafeBufferPointer(rebasing: bytes[start..<i])
      scripts.count(word)
      words += 1
      guard word.count <= 12 else { continue }
      let form = Folding.withKey(of: word, in: &key) { lexicon.form($0) }
      guard form >= 0 else { continue }
      var bits = languages[Int(form)]
      while bits != 0 {
        hits[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
    if let code = scripts.language { return code }
    // Ties go to the language listed first in the table, the one met most often.
    var best = 0
    for code in hits.indices where hits[code] > hits[best] { best = code }
    guard hits[best] >= 3, hits[best] * 8 >= words else { return "und" }
    let close = hits.indices.filter { hits[$0] * 4 >= hits[best] * 3 }
    if close.count > 1, words <= Self.shortAtMost { best = closest(bytes, close, hits) }
    return codes[best]
  }

  /// Texts of so many words and fewer are short.
  private static let shortAtMost = 120

  /// Which of the languages `close` the letters and endings of the words speak for.
  private func closest(
    _ bytes: UnsafeBufferPointer<UInt8>, _ close: [Int], _ hits: [Int]
  ) -> Int {
    var scores = hits
    var i = 0
    while i < bytes.count {
      let start = i
      while i < bytes.count, Self.isLetter(bytes[i]), bytes[i] != 0xE2, bytes[i] != 0xC2 { i += 1 }
      let word = bytes[start..<i]
      // Marks of U+2000 ... U+206F have three bytes, those of U+00A0 ... U+00BF two.
      if i < bytes.count { i += bytes[i] == 0xE2 ? 3 : bytes[i] == 0xC2 ? 2 : 1 }
      guard word.count >= 3 else { continue }
      let foreign =
        word.contains { $0 >= 0x80 }
        ? String(decoding: word, as: UTF8.self).lowercased().unicodeScalars.filter {
          $0.value > 0x7F
        } : []
      let isName = word.first.map { $0 < 0x61 } ?? false
      for code in close {
        if !letters[code].isEmpty, !isName, foreign.contains(where: { !letters[code].contains($0) })
        {
          scores[code] -= 2
        }
        if endings[code].contains(where: {
          word.count > $0.count + 1 && word.suffix($0.count).elementsEqual($0)
        }) {
          scores[code] += 1
        }
      }
    }
    var best = close[0]
    for code in close where scores[code] > scores[best] { best = code }
    return best
  }

  private static func isLetter(_ b: UInt8) -> Bool { b >= 0x80 || (b | 0x20) &- 0x61 < 26 }
}

/// Letters of other scripts, which identify most languages that are not written in Latin letters.
private struct Scripts {
  private var latin = 0
  private var other: [String: Int] = [:]
  private var ukrainian = 0
  private var persian = 0
  private var kana = 0
  /// Chinese characters and kana.
  private var characters = 0

  mutating func count(_ word: UnsafeBufferPointer<UInt8>) {
    switch word[0] {
    case 0x00...0x7F, 0xC3...0xC9: latin += 1
    case 0xCE, 0xCF: other["el", default: 0] += 1
    case 0xD0...0xD3:
      other["ru", default: 0] += 1
      for (a, b) in zip(word, word.dropFirst()) {
        if a == 0xD1, b == 0x94 || b == 0x96 || b == 0x97 { ukrainian += 1 }
      }
    case 0xD6, 0xD7: other["he", default: 0] += 1
    case 0xD8...0xDB:
      other["ar", default: 0] += 1
      for (a, b) in zip(word, word.dropFirst()) {
        if a == 0xDA, b == 0xAF || b == 0x86 { persian += 1 }
        if a == 0xD9, b == 0xBE { persian += 1 }
      }
    case 0xE2...0xE9, 0xEF: countEastAsian(word)
    case 0xEA...0xED: other["ko", default: 0] += 1
    default: break
    }
  }

  /// Kana are Japanese; Chinese characters may be both, and their punctuation (U+3000 to U+303F) is no
  /// letter. No blanks stand between words, which have two characters on average.
  private mutating func countEastAsian(_ word: UnsafeBufferPointer<UInt8>) {
    var i = 0
    var letters = 0
    while i + 2 < word.count {
      guard word[i] >= 0xE0 else {
        i += 1
        continue
      }
      if word[i] == 0xE3, word[i + 1] == 0x81 || word[i + 1] == 0x82 || word[i + 1] == 0x83 {
        kana += 1
        letters += 1
      } else if word[i] >= 0xE4 || word[i] == 0xE3 && word[i + 1] >= 0x90 {
        letters += 1
      }
      i += 3
    }
    characters += letters
    if letters > 0 { other["zh", default: 0] += (letters + 1) / 2 }
  }

  /// The language of a script other than Latin, when most words are in it.
  var language: String? {
    guard let (code, words) = other.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      words > latin, words >= 3
    else { return nil }
    if code == "ru", ukrainian * 8 > words { return "uk" }
    if code == "ar", persian * 8 > words { return "fa" }
    if code == "zh", kana * 10 > characters { return "ja" }
    return code
  }
}
