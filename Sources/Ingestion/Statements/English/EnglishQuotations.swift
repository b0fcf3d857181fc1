import Languages

/// The quotation marks of an English text, paired: “ ”, " ", '' ''.
struct EnglishQuotations {
  struct Quotation {
    /// The first word of the opening mark.
    var open: Int
    /// The words between the marks.
    var content: Range<Int>
    /// The first word after the closing mark.
    var end: Int
  }

  private(set) var list: [Quotation] = []
  /// Of each word between marks: its quotation; -1 elsewhere.
  private(set) var ofWord: PerWord<Int32>
  /// Of each word that opens one: its quotation; -1 elsewhere.
  private(set) var atOpen: PerWord<Int32>

  /// Pairs the marks paragraph by paragraph: an odd mark costs one quotation.
  init(in words: Words, paragraphs: [Range<Int>]) {
    ofWord = PerWord(repeating: -1, count: words.count, outside: -1)
    atOpen = ofWord
    for paragraph in paragraphs {
      var open: (at: Int, content: Int)?
      var i = paragraph.lowerBound
      while i < paragraph.upperBound {
        if words[i].mark == .straightQuote, open == nil,
          let end = Self.attributeEnd(i, in: words, paragraph)
        {
          i = end
          continue
        }
        let (role, length) = Self.role(of: i, in: words, paragraph, isOpen: open != nil)
        switch role {
        case .opens:
          open = (i, i + length)
        case .closes:
          if let start = open { close(start, i, i + length) }
          open = nil
        case .none: break
        }
        i += length
      }
      // Marks that are opened again in the next paragraph are not closed in this one.
      if let start = open, paragraph.upperBound - start.content > 3 {
        close(start, paragraph.upperBound, paragraph.upperBound)
      }
    }
  }

  private mutating func close(_ start: (at: Int, content: Int), _ stop: Int, _ end: Int) {
    guard stop > start.content else { return }
    for i in start.content..<stop { ofWord[i] = Int32(list.count) }
    atOpen[start.at] = Int32(list.count)
    list.append(Quotation(open: start.at, content: start.content..<stop, end: end))
  }

  /// The end of a value of markup that was left in the text: id="12".
  private static func attributeEnd(_ i: Int, in words: Words, _ paragraph: Range<Int>) -> Int? {
    guard i > paragraph.lowerBound, !words[i].shape.contains(.afterSpace),
      words.key(i - 1).hasSuffix("=")
    else { return nil }
    return (i + 1..<paragraph.upperBound).first { words[$0].mark == .straightQuote }.map { $0 + 1 }
  }

  private enum Role { case opens, closes, none }

  private static func role(
    of i: Int, in words: Words, _ paragraph: Range<Int>, isOpen: Bool
  ) -> (Role, Int) {
    switch words[i].mark {
    case .openQuote: return (.opens, 1)
    case .closeQuote:
      // Some print ” at both ends.
      if isOpen { return (.closes, 1) }
      let opens =
        i + 1 < paragraph.upperBound && !words[i + 1].shape.contains(.afterSpace)
        && (words[i].shape.contains(.afterSpace) || i == paragraph.lowerBound)
      return (opens ? .opens : .none, 1)
    case .straightQuote: return (isOpen ? .closes : .opens, 1)
    case .singleQuote:
      // Two of them are one double mark.
      guard i + 1 < paragraph.upperBound, words[i + 1].mark == .singleQuote,
        words[i].end == words[i + 1].start
      else { return (.none, 1) }
      return (isOpen ? .closes : .opens, 2)
    default: return (.none, 1)
    }
  }
}
