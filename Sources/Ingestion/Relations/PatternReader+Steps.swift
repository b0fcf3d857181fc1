import Languages
import Syntax

/// Where the steps of a pattern lead in the tree.
extension PatternReader {
  /// Where one step leads.
  func nodes(_ step: Pattern.Step, from node: Int, _ trigger: Trigger) -> [Int] {
    switch step {
    case .stay: return [node]
    case .subject:
      // A noun has a subject only as a predicate.
      if tree.tag(node).isNoun, tree.child(node, where: { $0 == .cop || $0.isSubject }) < 0 {
        return []
      }
      return subjects(of: node)
    case .agent: return clauses.agents(of: node)
    case .patient:
      if clauses.isPassive(node) { return subjects(of: node) }
      return objects(of: node)
    case .object:
      for frame in trigger.objects {
        let found =
          frame == -2
          ? object(of: node, trigger) : obliques(of: node, frame)
        if !found.isEmpty { return found }
      }
      return []
    case .owner, .possessor, .body: return []
    case .up(let label):
      return tree.label(node) == label && tree.head(node) >= 0 ? [tree.head(node)] : []
    case .down(let label, let preposition):
      let children = tree.children(node).map { Int($0) }
      var found = children.filter { tree.label($0) == label && fits(preposition, $0, trigger) }
      if found.isEmpty, label == .nmod, preposition != .any, preposition != .none,
        preposition != .named("of")
      {
        // «les sanctions du Danemark contre X»: hung on the noun between.
        for child in children
        where [.nmod, .nmodPoss, .amod, .compound].contains(tree.label(child)) {
          found += tree.children(child).map { Int($0) }.filter {
            (tree.label($0) == .nmod || tree.label($0) == .conj && tree.child($0, .cc) < 0)
              && parties.preposition($0) != lexicon.of && fits(preposition, $0, trigger)
          }
        }
      }
      return found.map { clauses.antecedent(of: $0) }
    }
  }

  /// A verb, or a participle with an agent that the tagger takes for an adjective.
  func isVerb(_ node: Int) -> Bool {
    tree.tag(node).isVerb || tree.tag(node) == .adjective && !clauses.agents(of: node).isEmpty
  }

  func subjects(of node: Int) -> [Int] {
    clauses.subject(of: node).map { [$0.node] } ?? []
  }

  /// The direct objects of a verb; a bare noun after it that the parser gave another label.
  private func objects(of node: Int) -> [Int] {
    let objects = clauses.objects(of: node)
    if !objects.isEmpty { return objects }
    let labels: [Label] = [.obl, .xcomp, .iobj, .advmod, .dep, .nmod]
    return tree.children(node).map { Int($0) }.first {
      $0 > node && labels.contains(tree.label($0)) && tree.tag($0).isNoun
        && parties.preposition($0) < 0 && !parties.all(at: $0).isEmpty
    }.map { [$0] } ?? []
  }

  /// The direct objects; after the words that complete a verb («mettre en garde»), the first noun
  /// without a preposition, wherever the parser hung it.
  private func object(of node: Int, _ trigger: Trigger) -> [Int] {
    let objects = objects(of: node).filter { tree.token($0) >= trigger.start || $0 < node }
    if !objects.isEmpty || trigger.node != node || trigger.words.count == 1 { return objects }
    return tree.subtree(node).first {
      tree.token($0) >= trigger.start
        && (tree.tag($0).isNominal || parties.mention(at: $0) != nil)
        && parties.preposition($0) < 0 && !tree.label($0).isSubject
    }.map { [$0] } ?? []
  }

  /// Nouns after a preposition: arguments of the verb, or of its object when the parser hung them
  /// there.
  func obliques(of node: Int, _ base: Int32) -> [Int] {
    let labels: [Label] = [.obl, .oblAgent, .nmod, .iobj, .obj, .xcomp, .advmod]
    func stands(_ child: Int) -> Bool {
      let label = tree.label(child)
      guard labels.contains(label) else { return false }
      if parties.preposition(child) == base { return true }
      if label == .iobj { return base == lexicon.to }
      // «dont»
      return base == lexicon.of && label != .obj && parties.role(child).contains(.that)
    }
    let children = tree.children(node).map { Int($0) }
    let own = children.filter(stands)
    if !own.isEmpty || base == lexicon.of { return own.map { clauses.antecedent(of: $0) } }
    let below = children.filter { tree.label($0) == .obj }.flatMap { tree.children($0) }
    return below.map { Int($0) }.filter {
      tree.label($0) == .nmod && parties.preposition($0) == base
    }
  }

  private func fits(_ preposition: Pattern.Preposition, _ node: Int, _ trigger: Trigger) -> Bool {
    switch preposition {
    case .any: true
    case .none: parties.preposition(node) < 0
    case .ofObject: trigger.objects.contains(parties.preposition(node))
    case .ofSubject: trigger.subjects.contains(parties.preposition(node))
    case .named(let name): parties.preposition(node) == lexicon.preposition(name)
    }
  }
}
