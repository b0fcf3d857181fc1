import Languages

/// The quotation marks of a text in pairs, as ranges of words.
///
/// A mark without partner costs one quotation: pairing starts afresh with every paragraph, unless a
/// quotation plainly runs on.
package struct Quotations: Sendable {
  /// Words between two marks.
  package struct Quotation: Sendable {
    /// The opening mark.
    package var open: Int
    /// The closing mark; the word after the last one when the mark is missing.
    package var close: Int
    /// How many quotations hold it.
    package var depth: Int

    /// The words between the marks.
    package var inner: Range<Int> { open + 1..<max(open + 1, close) }
    /// The marks and what they hold.
    package var outer: Range<Int> { open..<close + 1 }
  }

  /// Every pair in the order of the text, outer before inner.
  package private(set) var list: [Quotation] = []
  /// Of each word, the outermost quotation that holds it (marks included), or -1.
  private var ofWord: PerWord<Int32>

  /// The outermost quotation that holds a word or is opened or closed by it.
  package func quotation(at word: Int) -> Int? {
    let found = ofWord[word]
    return found < 0 ? nil : Int(found)
  }

  private struct Opened {
    var word: Int
    var kind: UInt8
  }

  /// Pairs the marks of a text.
  package init(in words: Words, sentences: Sentences) {
    ofWord = PerWord(repeating: -1, count: words.count, outside: -1)
    var stack: [Opened] = []
    var found: [Quotation] = []
    for (number, paragraph) in sentences.paragraphs.enumerated() {
      for i in paragraph {
        switch words[i].mark {
        case .openQuote
        where Self.isTurnedBack(i, words) && stack.contains(where: { $0.kind == 0 }):
          // «et hors réseau« , dit-il»: it can only close.
          if let at = stack.lastIndex(where: { $0.kind == 0 }) {
            found.append(Quotation(open: stack[at].word, close: i, depth: 0))
            stack.removeSubrange(at...)
          }
        case .openQuote:
          if let last = stack.last, last.kind == 0, i == paragraph.lowerBound {
            // Re-opened at the start of a paragraph: the one before ended where its paragraph did.
            found.append(Quotation(open: last.word, close: i, depth: 0))
            stack.removeAll()
          }
          stack.append(Opened(word: i, kind: 0))
        case .closeQuote:
          // "foo”: one mark straight, the other one not.
          if let at = stack.lastIndex(where: { $0.kind == 0 })
            ?? stack.lastIndex(where: { $0.kind == 1 })
          {
            found.append(Quotation(open: stack[at].word, close: i, depth: 0))
            stack.removeSubrange(at...)
          } else if Self.isTurned(i, words) {
            stack.append(Opened(word: i, kind: 0))
          }
        case .straightQuote, .singleQuote:
          let kind: UInt8 = words[i].mark == .straightQuote ? 1 : 2
          // «d'"oubli"»: an elided word stands before a mark as a blank does.
          let spaced =
            words[i].shape.contains(.afterSpace) || i == 0
            || words[i - 1].isWord && words.key(i - 1).utf8.last == UInt8(ascii: "'")
          let next = i + 1 < words.count && words[i + 1].shape.contains(.afterSpace)
          if let at = stack.lastIndex(where: { $0.kind == kind }) {
            if spaced, !next, i > paragraph.lowerBound, !Self.endsSpeech(words[i - 1]),
              i - stack[at].word > 1, kind == 1, i + 1 < words.count,
              words[i + 1].mark == .none || words[i + 1].mark == .number,
              Self.mayOpen(after: words[i - 1])
            {
              // Opens again: the mark before had no partner.
              stack.removeSubrange(at...)
              stack.append(Opened(word: i, kind: kind))
            } else if kind == 1 || !spaced || next {
              found.append(Quotation(open: stack[at].word, close: i, depth: 0))
              stack.removeSubrange(at...)
            }
          } else if kind == 1, Self.closesOther(i, stack, paragraph, words) {
            found.append(Quotation(open: stack[stack.count - 1].word, close: i, depth: 0))
            stack.removeLast()
          } else if kind == 1
            ? !next || spaced
            : !next && (spaced || Self.isOpener(words[i - 1]))
          {
            stack.append(Opened(word: i, kind: kind))
          }
        default: break
        }
      }
      if stack.isEmpty { continue }
      // What runs on: the next mark of its kind is a closing one, at most three paragraphs on.
      if let outer = stack.first, outer.kind < 2, runsOn(outer, number, words, sentences) {
        stack.removeSubrange(1...)
        continue
      }
      if let outer = stack.first, outer.kind == 0, number + 1 < sentences.paragraphs.count,
        words[sentences.paragraphs[number + 1].lowerBound].mark == .openQuote
      {
        found.append(Quotation(open: outer.word, close: paragraph.upperBound, depth: 0))
      }
      stack.removeAll()
    }
    found.sort { $0.open < $1.open || $0.open == $1.open && $0.close > $1.close }
    var end = -1
    for i in found.indices {
      if found[i].open < end { found[i].depth = 1 } else { end = found[i].close }
    }
    list = found
    for (n, quotation) in list.enumerated() where quotation.depth == 0 {
      for word in quotation.open...min(quotation.close, words.count - 1) {
        if word == quotation.close, words[word].isWord { continue }
        ofWord[word] = Int32(n)
      }
    }
  }

  private func runsOn(
    _ opened: Opened, _ number: Int, _ words: Words, _ sentences: Sentences
  ) -> Bool {
    let last = min(number + 3, sentences.paragraphs.count - 1)
    guard number < last else { return false }
    for paragraph in sentences.paragraphs[number + 1...last] {
      for i in paragraph {
        switch words[i].mark {
        case .openQuote: return false
        case .closeQuote: return opened.kind == 0
        case .straightQuote:
          if opened.kind != 1 { return false }
          return i > paragraph.lowerBound && !words[i].shape.contains(.afterSpace)
        default: break
        }
      }
    }
    return false
  }

  /// True for a closing mark that can only open: «d' »acte hostile »».
  private static func isTurned(_ i: Int, _ words: Words) -> Bool {
    i > 0 && i + 1 < words.count && words[i].shape.contains(.afterSpace)
      && !words[i + 1].shape.contains(.afterSpace) && words[i + 1].isWord
  }

  /// True for an opening mark that can only close: behind a word, before a blank.
  private static func isTurnedBack(_ i: Int, _ words: Words) -> Bool {
    i > 0 && !words[i].shape.contains(.afterSpace) && words[i - 1].isWord
      && words.key(i - 1).utf8.last != UInt8(ascii: "'")
      && (i + 1 == words.count || words[i + 1].shape.contains(.afterSpace))
  }

  /// True when a straight mark closes what « opened, as no » does in its paragraph.
  private static func closesOther(
    _ i: Int, _ stack: [Opened], _ paragraph: Range<Int>, _ words: Words
  ) -> Bool {
    guard stack.last?.kind == 0, !words[i].shape.contains(.afterSpace),
      i + 1 == paragraph.upperBound || words[i + 1].shape.contains(.afterSpace)
        || !words[i + 1].isWord
    else { return false }
    for k in i + 1..<max(i + 1, paragraph.upperBound) {
      switch words[k].mark {
      case .closeQuote, .straightQuote: return false
      case .openQuote: return true
      default: break
      }
    }
    return true
  }

  private static func endsSpeech(_ word: Word) -> Bool {
    switch word.mark {
    case .period, .question, .exclamation, .ellipsis: true
    default: false
    }
  }

  private static func mayOpen(after word: Word) -> Bool { word.isWord || word.mark == .colon }

  private static func isOpener(_ word: Word) -> Bool {
    switch word.mark {
    case .openBracket, .openQuote, .straightQuote: true
    default: false
    }
  }
}
