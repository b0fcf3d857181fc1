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
  private(set) var ofWord: TokenMap<Int32>
  /// The single marks that open and close quotations, where a text prints these.
  private(set) var singles: Set<Int> = []
  /// Of each word that opens one: its quotation; -1 elsewhere.
  private(set) var atOpen: TokenMap<Int32>

  /// Pairs the marks of a text.
  init(in words: Tokens, paragraphs: [Range<Int>]) {
    ofWord = TokenMap(repeating: -1, count: words.count, outside: -1)
    atOpen = ofWord
    let pairs = QuotationPairing.pairs(
      in: words, paragraphs: paragraphs, readsSingles: false, endsWeakly: true
    ).sorted { $0.open < $1.open }
    for pair in pairs where pair.open >= (list.last?.end ?? 0) {
      // A mark that is never closed is no quotation of two words.
      if pair.closeLength == 0, pair.close - pair.open - pair.openLength <= 3 { continue }
      close(
        (pair.open, pair.open + pair.openLength), pair.close, pair.close + pair.closeLength)
    }
    readSingles(in: words, paragraphs)
  }

  /// In a text that prints ‘ ’ for “ ”, the single marks are the outer ones.
  private mutating func readSingles(in words: Tokens, _ paragraphs: [Range<Int>]) {
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
    var isSingle = [Bool](repeating: false, count: words.count)
    for quote in found { for i in quote.open..<quote.end { isSingle[i] = true } }
    let outer = list.filter { quote in !(quote.open..<quote.end).contains { isSingle[$0] } }
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

  private static func opensSingle(_ i: Int, in words: Tokens, _ paragraph: Range<Int>) -> Bool {
    words[i].mark == .singleQuote && i + 1 < paragraph.upperBound
      && (i == paragraph.lowerBound || words[i].shape.contains(.afterSpace)
        || words[i - 1].mark == .openBracket || words[i - 1].mark == .dash)
      && !words[i + 1].shape.contains(.afterSpace) && words[i + 1].isWord
  }

  /// The mark that closes: the first that a mark is beside or that is no plural possessive.
  private static func singleEnd(
    after open: Int, in words: Tokens, _ paragraph: Range<Int>
  ) -> Int? {
    for k in open + 2..<max(open + 2, min(paragraph.upperBound, open + 400))
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
}
