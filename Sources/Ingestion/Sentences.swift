import Languages

/// The sentences and paragraphs of a text, as ranges of words.
package struct Sentences: Sendable {
  /// Every sentence in order; together they cover all words.
  package let list: [Range<Int>]
  /// Every paragraph in order.
  package let paragraphs: [Range<Int>]
  private let ofWord: TokenMap<Int32>

  /// The number of the sentence that contains a word; outside of the text that of the first.
  package func number(of word: Int) -> Int { Int(ofWord[word]) }

  /// The number of the paragraph that contains a word.
  package func paragraphNumber(of word: Int) -> Int {
    var (low, high) = (0, paragraphs.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if paragraphs[middle].lowerBound <= word { low = middle } else { high = middle - 1 }
    }
    return max(0, low)
  }

  /// The paragraph that contains a word; empty in a text without words.
  package func paragraph(holding word: Int) -> Range<Int> {
    paragraphs.isEmpty ? 0..<0 : paragraphs[paragraphNumber(of: word)]
  }

  /// The sentence that contains a word; outside of the text the first.
  package subscript(holding word: Int) -> Range<Int> {
    list.isEmpty ? 0..<0 : list[Int(ofWord[word])]
  }

  /// Finds where sentences end.
  ///
  /// Marks the first word of each in `words`.
  package init(of words: inout Tokens) {
    var list: [Range<Int>] = []
    var paragraphs: [Range<Int>] = []
    var ofWord = TokenMap<Int32>(repeating: 0, count: words.count, outside: 0)
    var start = 0
    var paragraph = 0
    // An odd number of straight marks so far in the paragraph: the next one closes.
    var isOpen = false
    var i = 0
    while i < words.count {
      if words[i].mark == .straightQuote { isOpen.toggle() }
      var end = i + 1
      var ends = false
      switch words[i].mark {
      case .period, .question, .exclamation, .ellipsis:
        var isStillOpen = isOpen
        while end < words.count, Self.belongsToEnded(end, in: words, isOpen: isStillOpen) {
          if words[end].mark == .straightQuote { isStillOpen.toggle() }
          end += 1
        }
        ends = end >= words.count || Self.starts(end, in: words)
        if ends { isOpen = isStillOpen } else { end = i + 1 }
      default:
        // «…au U.S. Congress» goes on, «…in the U.S. The next» does not: only a line end ends here.
        break
      }
      if end >= words.count || words[end].shape.contains(.startsParagraph) { ends = true }
      if ends {
        for k in start..<end { ofWord[k] = Int32(list.count) }
        list.append(start..<end)
        words.list[start].shape.insert(.startsSentence)
        start = end
        if end >= words.count || words[end].shape.contains(.startsParagraph) {
          paragraphs.append(paragraph..<end)
          paragraph = end
          isOpen = false
        }
      }
      i = end
    }
    self.list = list
    self.paragraphs = paragraphs
    self.ofWord = ofWord
  }

  /// True when the mark at `i` still belongs to the sentence that ended before it.
  private static func belongsToEnded(_ i: Int, in words: Tokens, isOpen: Bool) -> Bool {
    let word = words[i]
    if word.shape.contains(.startsParagraph) { return false }
    switch word.mark {
    case .closeQuote, .closeBracket, .question, .exclamation, .ellipsis, .period: return true
    case .straightQuote:
      let isLast = i + 1 >= words.count || words[i + 1].shape.contains(.afterSpace)
      return word.shape.contains(.afterSpace) ? isOpen && isLast : isOpen || isLast
    case .singleQuote: return !word.shape.contains(.afterSpace)
    case .symbol: return words.key(i) == ">"
    default: return false
    }
  }

  /// True when a sentence may start at `i`.
  private static func starts(_ i: Int, in words: Tokens) -> Bool {
    let word = words[i]
    if word.shape.contains(.startsParagraph) { return true }
    switch word.mark {
    case .openQuote, .straightQuote, .singleQuote, .dash: return true
    case .openBracket:
      return i + 1 < words.count && words[i + 1].isCapital
    case .none: return word.isCapital
    case .number: return word.shape.contains(.afterSpace)
    default: return false
    }
  }
}
