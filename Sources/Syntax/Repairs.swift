import Languages

/// Mends arcs of a greedy parse that the words around them refute: a clause that leaves a bracket, a
/// finite verb that hangs on its subject, a name before a verb without a subject.
///
/// Each rule looks at one node and gives the arcs that it wants otherwise; they count only when the
/// whole stays one projective tree.
struct Repairs {
  let words: Tokens
  private(set) var tree: Tree

  /// A node with another head, label or tag.
  struct Arc {
    var node: Int
    var head: Int
    var label: Label
    /// What its word is after all; nil for what the tagger said.
    var tag: Tag?
  }

  /// A sentence that needs more is no sentence.
  private static let most = 12

  /// A tree as its words allow it.
  static func mended(_ tree: Tree, in words: Tokens) -> Tree {
    var repairs = Repairs(words: words, tree: tree)
    repairs.mend()
    return repairs.tree
  }

  private mutating func mend() {
    let rules: [(Repairs) -> (Int) -> [Arc]] = [
      Repairs.outOfBracket, Repairs.objectBesideVerb, Repairs.gerundBesideSubject,
      Repairs.objectOfAdjunct, Repairs.agentOfObject, Repairs.relativeOfSubject,
      Repairs.relativeOfNoun, Repairs.cleft, Repairs.relativeOfCleft, Repairs.questionOfObject,
      Repairs.subjectOfLabel, Repairs.subjectAfterComma, Repairs.participleOfSubject,
      Repairs.nounOfSubject, Repairs.verbOfSubject, Repairs.verbOfSpeaker,
    ]
    var left = Self.most
    for rule in rules {
      for node in 0..<tree.count where left > 0 {
        let arcs = rule(self)(node)
        if arcs.isEmpty { continue }
        attach(arcs)
        left -= 1
      }
    }
  }

  /// Takes arcs over when the tree stays whole.
  private mutating func attach(_ arcs: [Arc]) {
    var nodes = tree.nodes
    for arc in arcs {
      nodes[arc.node].head = Int32(arc.head)
      nodes[arc.node].label = arc.label
      if let tag = arc.tag { nodes[arc.node].tag = tag }
    }
    let mended = Tree(of: tree.sentence, nodes: nodes)
    if Self.isWhole(mended) { tree = mended }
  }

  /// True for one projective tree: no arc crosses another one or passes over the root.
  private static func isWhole(_ tree: Tree) -> Bool {
    guard tree.nodes.count(where: { $0.head < 0 }) == 1, tree.subtree(tree.root) == 0..<tree.count
    else { return false }
    return (0..<tree.count).allSatisfy { i in
      let head = tree.head(i)
      return head < 0
        || tree.governs(head, i)
          && (abs(i - head) < 2 || tree.governs(head, min(i, head) + 1))
    }
  }
}
