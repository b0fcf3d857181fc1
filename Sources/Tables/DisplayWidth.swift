/// How many columns of a terminal a text takes.
///
/// Counted by grapheme: 2 for wide East Asian characters and emoji, 0 for what only marks another
/// character, 1 for the rest. Terminals disagree on a few emoji; nothing here depends on them.
package enum DisplayWidth {
  /// The columns that `text` takes, control characters not counted.
  package static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count { $0 >= 0x20 && $0 != 0x7F } }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of one character: 0, 1 or 2.
  static func of(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      if scalar == "\u{FE0F}" { return 2 }
      width = max(width, of(scalar))
    }
    return width
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) { return 0 }
    if scalar.value < 0x300 { return scalar.value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// Blocks of East Asian Width W and F (Unicode Standard Annex 11), joined where they touch.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1F200...0x1F2FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]

  /// `text` cut to at most `width` columns, with `…` at the cut.
  package static func cut(_ text: String, to width: Int) -> String {
    if of(text) <= width { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = of(character)
      if used + next > width - 1 { break }
      result.append(character)
      used += next
    }
    return width > 0 ? result + "…" : ""
  }

  /// `text` (on one line) in lines of at most `width` columns, cut at blanks where there are some; at
  /// most `most` lines, the last one with `…` when there is more.
  package static func wrapped(_ text: String, to width: Int, most: Int = .max) -> [String] {
    if of(text) <= width { return [text] }
    var lines: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      if lines.count == most - 1 {
        lines.append(cut(String(rest), to: width))
        break
      }
      var used = 0
      var end = rest.startIndex
      var blank: Substring.Index?
      while end < rest.endIndex {
        let next = of(rest[end])
        if used + next > width { break }
        if rest[end] == " " { blank = end }
        used += next
        end = rest.index(after: end)
      }
      // A character wider than the column still takes a line.
      if end == rest.startIndex { end = rest.index(after: end) }
      if end < rest.endIndex, rest[end] != " ", let blank, blank > rest.startIndex { end = blank }
      lines.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    return lines
  }

  /// `text` on one line: line ends and tabs become spaces, other control characters `·`, so that
  /// nothing that is in an article can steer a terminal.
  package static func oneLine(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: result.append(" ")
      case 0..<0x20, 0x7F..<0xA0: result.append("·")
      default: result.append(isSteering(scalar) ? "·" : scalar)
      }
    }
    return String(result)
  }

  /// True for the marks that turn the direction of all that follows.
  private static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
