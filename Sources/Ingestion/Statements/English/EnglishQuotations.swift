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
  /// The single marks that open and close quotations, where a text prints these.
  private(set) var singles: Set<Int> = []
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
    readSingles(in: words, paragraphs)
  }

  /// In a text that prints ‘ ’ for “ ”, the single marks are the outer ones.
  private mutating func readSingles(in words: Words, _ paragraphs: [Range<Int>]) {
    var found: [Quotation] = []
    for paragraph in paragraphs {
      var i = paragraph.lowerBound
      while i < paragraph.upperBound {
        guard Self.opensSingle(i, in: words, paragraph),
          let end = Self.singleEnd(after: i, in: words, paragraph)
        else {
          i += 1
          continue
        }
        found.append(
          Quotation(open: i, content: i + 1..<end, end: min(end + 1, paragraph.upperBound)))
        i = end + 1
      }
    }
    guard found.count > 1, found.count >= 2 * list.count else { return }
    let outer = list.filter { quote in
      !found.contains { $0.open < quote.end && quote.open < $0.end }
    }
    list = (outer + found).sorted { $0.open < $1.open }
    for quote in found {
      singles.insert(quote.open)
      if quote.content.upperBound < quote.end { singles.insert(quote.content.upperBound) }
    }
    for i in ofWord.indices {
      ofWord[i] = -1
      atOpen[i] = -1
    }
    for (number, quote) in list.enumerated() {
      atOpen[quote.open] = Int32(number)
      for i in quote.content { ofWord[i] = Int32(number) }
    }
  }

  private static func opensSingle(_ i: Int, in words: Words, _ paragraph: Range<Int>) -> Bool {
    words[i].mark == .singleQuote && i + 1 < paragraph.upperBound
      && (i == paragraph.lowerBound || words[i].shape.contains(.afterSpace)
        || words[i - 1].mark == .openBracket || words[i - 1].mark == .dash)
      && !words[i + 1].shape.contains(.afterSpace) && words[i + 1].isWord
  }

  /// The mark that closes: the first that a mark stands beside or that is no plural possessive.
  private static func singleEnd(
    after open: Int, in words: Words, _ paragraph: Range<Int>
  ) -> Int? {
    for k in open + 2..<max(open + 2, paragraph.upperBound)
    where words[k].mark == .singleQuote && !words[k].shape.contains(.afterSpace) {
      let next = k + 1
      if next >= paragraph.upperBound || !words[next].isWord || !words[k - 1].isWord { return k }
      if words[next].shape.contains(.afterSpace), !words.key(k - 1).hasSuffix("s") { return k }
    }
    // It is opened again in the next paragraph.
    let isLong = open == paragraph.lowerBound && paragraph.count > 5
    return isLong && paragraph.upperBound < words.count
      && words[paragraph.upperBound].mark == .singleQuote ? paragraph.upperBound : nil
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
