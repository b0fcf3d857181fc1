import Languages
import Press
import Syntax

/// The printed dates of a sentence, each with the clause it is in.
struct ClauseDates {
  private let clauses: Clauses
  private let list: [(date: PressDate, isWhole: Bool, words: Range<Int>, verb: Int)]
  private let isPublished: Bool

  /// Reads the dates of the sentence of a tree; «mardi» is counted from `published`.
  init(in clauses: Clauses, published: PressDate?) {
    self.clauses = clauses
    isPublished = published != nil
    let times = TimeExpressions(in: clauses.words, published: published)
    var list: [(date: PressDate, isWhole: Bool, words: Range<Int>, verb: Int)] = []
    var next = clauses.tree.sentence.lowerBound
    while next < clauses.tree.sentence.upperBound {
      guard let found = times.expression(at: next) else {
        next += 1
        continue
      }
      next = max(next + 1, found.words.upperBound)
      guard let date = found.date else { continue }
      let node = clauses.tree.headNode(of: found.words)
      list.append((date, found.isWhole, found.words, clauses.finitePredicate(above: node)))
    }
    self.list = list
  }

  /// The date nearest to a node among those of its clause; nil when there is none.
  ///
  /// «mardi» and dates without a year are counted back from the day of publication, so that they
  /// tell when something happened, not when it will.
  func date(of node: Int, hasHappened: Bool) -> PressDate? {
    if list.isEmpty { return nil }
    let verb = clauses.finitePredicate(above: node)
    let token = clauses.tree.token(node)
    return list.filter { $0.verb == verb && ($0.isWhole || hasHappened && isPublished) }
      .min { abs($0.words.lowerBound - token) < abs($1.words.lowerBound - token) }?.date
  }
}
