import Languages
import Syntax

/// How well a parser does on sentences of a treebank, marks left out.
package struct ParseScore: Sendable {
  /// How many words were compared, and how many have the right tag, head, head and label.
  package private(set) var words = 0
  private var tags = 0
  private var heads = 0
  private var labels = 0
  /// Subjects of finite verbs, and heads of clauses with their kind: found, right, in the treebank.
  private var subjects = (found: 0, right: 0, gold: 0)
  private var clauses = (found: 0, right: 0, gold: 0)

  /// The score of a parser.
  package init(of parser: Parser, on sentences: [GoldSentence]) {
    let workspace = Workspace()
    for sentence in sentences {
      guard
        let tree = parser.tree(
          of: 0..<sentence.words.count, in: sentence.words, using: workspace)
      else { continue }
      add(tree, sentence.nodes)
    }
  }

  private mutating func add(_ tree: Tree, _ gold: [Tree.Node]) {
    words += gold.count
    for (found, right) in zip(tree.nodes, gold) {
      if found.tag.universal == right.tag.universal { tags += 1 }
      let isHeadRight = found.head == right.head
      if isHeadRight { heads += 1 }
      if isHeadRight, found.label.base == right.label.base { labels += 1 }
      Self.count(
        &subjects, isFound: found.isFiniteSubject(in: tree.nodes),
        isGold: right.isFiniteSubject(in: gold), found, right)
      Self.count(
        &clauses, isFound: found.isClauseHead, isGold: right.isClauseHead, found, right)
    }
  }

  private static func count(
    _ figures: inout (found: Int, right: Int, gold: Int), isFound: Bool, isGold: Bool,
    _ found: Tree.Node, _ right: Tree.Node
  ) {
    if isFound { figures.found += 1 }
    if isGold { figures.gold += 1 }
    if isFound, isGold, found.head == right.head, found.label.base == right.label.base {
      figures.right += 1
    }
  }

  private static func f1(_ figures: (found: Int, right: Int, gold: Int)) -> Double {
    200 * Double(figures.right) / Double(max(1, figures.found + figures.gold))
  }

  private func percent(_ count: Int) -> Double { 100 * Double(count) / Double(max(1, words)) }

  /// Tags of Universal Dependencies that are right, in percent.
  package var upos: Double { percent(tags) }
  /// Heads that are right, in percent.
  package var uas: Double { percent(heads) }
  /// Heads that are right with their label, subtypes left out, in percent.
  package var las: Double { percent(labels) }
  /// F1 of the subjects of finite verbs, head and label, in percent.
  package var nsubj: Double { Self.f1(subjects) }
  /// F1 of the heads of clauses, head and label, in percent.
  package var clause: Double { Self.f1(clauses) }

  /// The figures with their names.
  package var figures: [(name: String, value: Double)] {
    [("UPOS", upos), ("UAS", uas), ("LAS", las), ("nsubj", nsubj), ("clauses", clause)]
  }
}

extension Tree.Node {
  /// Whether it is the subject of a verb that is finite or has a finite auxiliary.
  fileprivate func isFiniteSubject(in nodes: [Tree.Node]) -> Bool {
    guard label.isSubject, head >= 0 else { return false }
    return nodes[Int(head)].tag.isFinite
      || nodes.contains { $0.head == head && $0.tag == .auxiliaryFinite }
  }

  /// Whether it heads a clause that depends on a word; what is beside its sentence is left out.
  fileprivate var isClauseHead: Bool { label.isClause && label != .parataxis }
}

extension Label {
  /// The relation without its subtype.
  fileprivate var base: Substring { universal.prefix { $0 != ":" } }
}
