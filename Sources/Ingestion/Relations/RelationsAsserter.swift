import Languages
import Press

/// Who asserts a relation: the article, the speaker of the statement that holds it, or whom «selon»
/// names.
struct Asserter {
  let words: Words
  let statements: [Statement]
  private let contents: Contents
  private var reader: RelationReader
  private var opened: Range<Int>?

  /// Takes a reader that has read the text, and what is said in it.
  init(_ reader: RelationReader, statements: [Statement]) {
    words = reader.words
    self.statements = statements
    self.reader = reader
    contents = Contents(
      of: statements.indices.filter { i in
        // «X a promis d'aider Y»: what one wishes, promises or asks for in the article's words is
        // told by the article.
        guard statements[i].kind == .indirect, let cue = statements[i].cue else { return true }
        return !Self.deeds.contains(cue.class)
      }.map { (statements[$0].content, $0) })
  }

  /// Classes of cues that do something with their content rather than assert it.
  private static let deeds: Set = ["promise", "demand", "hope"]

  /// The asserting source and the statement that holds the relation; nil for the article.
  mutating func who(asserts draft: RelationReader.Draft) -> (source: Int?, statement: Int?) {
    let inside = contents.innermost(around: words.passage(draft.trigger))
    // Who says what another one must do demands it: that is told by the article.
    if draft.rule == "obligation" { return (nil, inside) }
    if draft.class.isTie, !isQuoted(draft) { return (nil, inside) }
    if let source = draft.asserters.first { return (source, inside) }
    if let inside, let source = statements[inside].source { return (source, inside) }
    if draft.class.isTie { return (nil, inside) }
    if opened != draft.sentence {
      reader.open(draft.sentence)
      opened = draft.sentence
    }
    return (reader.speaker(over: draft.trigger), inside)
  }

  /// Who speaks at a word: the source of the innermost statement around it.
  func speaker(at word: Int) -> Int? {
    contents.innermost(around: words.passage(word)).flatMap { statements[$0].source }
  }

  private func isQuoted(_ draft: RelationReader.Draft) -> Bool {
    var k = draft.trigger.lowerBound - 1
    while k >= draft.sentence.lowerBound {
      if words[k].mark == .closeQuote { return false }
      if words[k].mark == .openQuote { return true }
      k -= 1
    }
    return false
  }
}

/// What is said in a text, so that the innermost statement around a place is found at once.
private struct Contents {
  private let passages: [(passage: Passage, statement: Int)]
  /// The furthest end among the passages up to each.
  private let reach: [Int]

  init(of list: [(Passage, Int)]) {
    passages = list.map { (passage: $0.0, statement: $0.1) }.sorted {
      ($0.passage.start, $0.statement) < ($1.passage.start, $1.statement)
    }
    var furthest = 0
    reach = passages.map {
      furthest = max(furthest, $0.passage.end)
      return furthest
    }
  }

  /// The statement with the shortest content that holds `place`; nil when none does.
  func innermost(around place: Passage) -> Int? {
    var low = 0
    var high = passages.count
    while low < high {
      let middle = (low + high) / 2
      if passages[middle].passage.start <= place.start { low = middle + 1 } else { high = middle }
    }
    var best: (length: Int, statement: Int)?
    var i = low - 1
    while i >= 0, reach[i] >= place.end {
      let (passage, statement) = passages[i]
      if passage.contains(place),
        best.map({ (passage.length, statement) < ($0.length, $0.statement) }) ?? true
      {
        best = (passage.length, statement)
      }
      i -= 1
    }
    return best?.statement
  }
}

extension RelationReader {
  /// Whom the sentence names as the one who says what stands at `trigger`.
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

  /// The words of the sentence that stand before whoever vouches for it: «selon».
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
