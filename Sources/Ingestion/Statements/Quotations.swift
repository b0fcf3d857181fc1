import Languages

/// The quotation marks of a text in pairs, as ranges of words.
///
/// `QuotationPairing` tells which belong together.
package struct Quotations: Sendable {
  /// Words between two marks.
  package struct Quotation: Sendable {
    /// The opening mark.
    package var open: Int
    /// The closing mark; the word after the last one when the mark is missing.
    package var close: Int
    /// False when the paragraph ends and no mark does.
    package var isClosed = true
    /// How many quotations contain it.
    package var depth = 0

    /// The words between the marks.
    package var inner: Range<Int> { open + 1..<max(open + 1, close) }
    /// The marks and what they contain.
    package var outer: Range<Int> { open..<(isClosed ? close + 1 : close) }
  }

  /// Every pair in the order of the text, outer before inner.
  package private(set) var list: [Quotation] = []
  /// Of each word, the outermost quotation that contains it (marks included), or -1.
  private var ofWord: TokenMap<Int32>

  /// The outermost quotation that contains a word or is opened or closed by it.
  package func quotation(at word: Int) -> Int? {
    let found = ofWord[word]
    return found < 0 ? nil : Int(found)
  }

  /// Pairs the marks of a text.
  package init(in words: Tokens, sentences: Sentences) {
    ofWord = TokenMap(repeating: -1, count: words.count, outside: -1)
    var found = QuotationPairing.pairs(
      in: words, paragraphs: sentences.paragraphs, readsSingles: true, endsWeakly: false
    ).map { Quotation(open: $0.open, close: $0.close, isClosed: $0.closeLength > 0) }
    found.sort { $0.open < $1.open || $0.open == $1.open && $0.close > $1.close }
    var end = -1
    for i in found.indices {
      if found[i].open < end { found[i].depth = 1 } else { end = found[i].close }
    }
    list = found
    for (n, quotation) in list.enumerated() where quotation.depth == 0 {
      for word in quotation.outer { ofWord[word] = Int32(n) }
    }
  }
}
