import Languages
import Press

/// Who asserts a relation: the article, the speaker of the statement that contains it, or whom
/// «selon» names.
struct Asserter {
  private let words: Tokens
  private let statements: [Statement]
  private let contents: Contents

  init(words: Tokens, statements: [Statement]) {
    self.words = words
    self.statements = statements
    contents = Contents(
      of: statements.indices.filter { i in
        // «X a promis d'aider Y»: what one wishes, promises or asks for in the article's words is
        // asserted by the article.
        guard statements[i].kind == .indirect, let cue = statements[i].cue else { return true }
        return !Self.deeds.contains(cue.class)
      }.map { (statements[$0].content, $0) })
  }

  /// Classes of cues that do something with their content rather than assert it.
  private static let deeds: Set = ["promise", "demand", "hope"]

  /// The asserting source and the statement that contains the relation; nil for the article.
  func who(asserts draft: RelationDraft) -> (source: Int?, statement: Int?) {
    let inside = contents.innermost(around: words.passage(draft.trigger))
    if draft.class.isTie, !isQuoted(draft) { return (nil, inside) }
    if let source = draft.asserters.first { return (source, inside) }
    if let inside, let source = statements[inside].source { return (source, inside) }
    return (draft.class.isTie ? nil : draft.reporter, inside)
  }

  /// Who speaks at a word: the source of the innermost statement around it.
  func speaker(at word: Int) -> Int? {
    contents.innermost(around: words.passage(word)).flatMap { statements[$0].source }
  }

  private func isQuoted(_ draft: RelationDraft) -> Bool {
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

  /// The statement with the shortest content that contains `place`; nil when none does.
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
