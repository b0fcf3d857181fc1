import Languages
import Press

/// What is said in a French article, and by whom.
extension FrenchStatements {
  /// Every statement in the order of the text; sources are indices into `Names.sources`.
  static func list(in words: Tokens, sentences: Sentences, names: Names) -> [Statement] {
    var reader = FrenchStatements(words: words, sentences: sentences, names: names)
    reader.read()
    let confidence = RuleConfidence.of(words.language)
    return reader.drafts.map { draft in
      var statement = Statement(
        kind: draft.kind, content: reader.passage(of: draft.content), rule: draft.rule.rawValue,
        confidence: confidence.of(draft.rule.rawValue))
      statement.speaker = draft.speaker.map { reader.mention(of: $0) }
      statement.source = draft.source
      statement.name = draft.antecedent.map { reader.name(of: $0) }
      statement.cue = draft.cue.map {
        Statement.Cue(passage: words.passage($0.words), lemma: $0.lemma, class: $0.class)
      }
      statement.negated = draft.isNegated
      return statement
    }
  }

  /// The bytes of a noun phrase under which somebody speaks: without its determiner.
  func name(of phrase: Range<Int>) -> Passage {
    let first = phrase.lowerBound
    return words.passage(
      phrase.count > 1 && isDeterminer(first) ? first + 1..<phrase.upperBound : phrase)
  }

  /// The bytes of a speaker; of «-t-il» the pronoun alone.
  func mention(of range: Range<Int>) -> Passage {
    let passage = words.passage(range)
    guard range.count == 1, features(range.lowerBound).has(.enclitic) else { return passage }
    let bytes = words.text.utf8.dropFirst(passage.start).prefix(passage.length)
    // A hyphen is one byte, or three when it is not the keyboard's.
    guard let last = bytes.lastIndex(where: { $0 == UInt8(ascii: "-") || $0 == 0x90 || $0 == 0x91 })
    else { return passage }
    let behind = bytes.distance(from: bytes.startIndex, to: last) + 1
    return Passage(passage.start + behind, passage.end)
  }

  /// The bytes of a content; a quotation that is all of it goes without its marks.
  func passage(of range: Range<Int>) -> Passage {
    var range = range
    if let q = quotation(openingAt: range.lowerBound), range.count > 2 {
      let close = quotations.list[q].close
      if close == range.upperBound - 1 {
        range = quotations.list[q].inner
      } else if close >= range.upperBound {
        range = range.lowerBound + 1..<range.upperBound
      }
    }
    return words.passage(range)
  }
}
