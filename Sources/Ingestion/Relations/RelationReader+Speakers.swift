import Languages
import Press

extension RelationReader {
  /// Whom the sentence names as the one who says what is at `trigger`.
  mutating func speaker(over trigger: Range<Int>) -> Int? {
    // «selon X, …»
    for i in accordingInSentence() where !trigger.contains(i) {
      var j = i + 1
      while sentence.contains(j),
        role(j).contains(.det) || role(j).contains(.prep) || words[j].mark == .number
      { j += 1 }
      if let mention = actor(at: j), !names.mentions[mention].words.contains(trigger.lowerBound) {
        // «selon le ministre, qui avait rencontré X»: that is the article's own voice.
        let end = names.mentions[mention].whole.upperBound
        if end <= trigger.lowerBound,
          (end..<trigger.lowerBound).prefix(2).contains(where: { role($0).contains(.who) })
        {
          return nil
        }
        return names.mentions[mention].source
      }
      if sentence.contains(j), role(j).contains(.pronoun) || role(j).contains(.dative),
        let found = pronoun(at: j)
      {
        return found.source
      }
    }
    // «X affirme que …»
    var i = trigger.lowerBound - 1
    var depth = 0
    while i > sentence.lowerBound, depth < 60 {
      depth += 1
      if role(i).contains(.boundary),
        words.forms[i] == lexicon.whom || !lexicon.isFrench || words.key(i) == "qu'"
      {
        var k = i - 1
        var steps = 0
        while k >= sentence.lowerBound, steps < 6 {
          if let v = group(at: k) {
            if lexicon.role(groups[v].lemma).contains(.say), groups[v].kind != .participle {
              return subject(of: v).first?.source
            }
            break
          }
          if words[k].mark == .semicolon { break }
          k -= 1
          steps += 1
        }
      }
      i -= 1
    }
    // Inside a quotation of this sentence: the subject of a verb of saying outside of it.
    guard let quotation = quotation(holding: trigger.lowerBound) else { return nil }
    for (v, group) in groups.enumerated()
    where lexicon.role(group.lemma).contains(.say) && !quotation.contains(group.head)
      && (group.kind == .finite || group.kind == .gerund)
    {
      if let source = subject(of: v).first?.source { return source }
    }
    return nil
  }

  /// The words of the sentence that come before whoever vouches for it: «selon».
  private mutating func accordingInSentence() -> [Int] {
    if let known = accordingWords { return known }
    let found = sentence.filter { role($0).contains(.according) }
    accordingWords = found
    return found
  }

  /// The words between quotation marks around a word, to the end of the sentence when one is missing.
  private func quotation(holding i: Int) -> Range<Int>? {
    var open: Int?
    var k = sentence.lowerBound
    while k < sentence.upperBound {
      switch words[k].mark {
      case .openQuote:
        if open == nil { open = k }
      case .closeQuote:
        if i < k, let open { return open < i ? open..<k : nil }
        if i < k, open == nil { return sentence.lowerBound..<k }
        open = nil
      case .straightQuote:
        if let start = open {
          if start < i, i < k { return start..<k }
          open = nil
        } else {
          open = k
        }
      default: break
      }
      k += 1
    }
    if let open, open < i { return open..<sentence.upperBound }
    return nil
  }
}
