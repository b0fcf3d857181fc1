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
    case .owner, .possessor, .body, .before, .after, .next: return []
    case .up(let label, let preposition):
      let isLabelled = tree.label(node) == label && tree.head(node) >= 0
      return isLabelled && fits(preposition, node, trigger) ? [tree.head(node)] : []
    case .down(let label, .ofObject):
      // In the order of the entry: «le soutien de la Norvège **au Kenya**», «le soutien du Kenya».
      for frame in trigger.objects {
        let found = children(of: node, label, hasPlain: frame == lexicon.of) {
          self.parties.preposition($0) == frame
        }
        if !found.isEmpty { return found }
      }
      return []
    case .down(let label, let preposition):
      let isPlain = [.any, .none, .named("of")].contains(preposition)
      return children(of: node, label, hasPlain: isPlain) { fits(preposition, $0, trigger) }
    }
  }

  /// The children with a label and what is asked of their preposition; unless it is a plain one, those of
  /// the noun between as well: «les sanctions du Danemark **contre X**», hung on «Danemark».
  private func children(
    of node: Int, _ label: Label, hasPlain: Bool, where fits: (Int) -> Bool
  ) -> [Int] {
    let children = tree.children(node).map { Int($0) }
    var found = children.filter { tree.label($0) == label && fits($0) }
    if found.isEmpty, label == .nmod, !hasPlain {
      for child in children
      where [.nmod, .nmodPoss, .amod, .compound].contains(tree.label(child)) {
        found += tree.children(child).map { Int($0) }.filter {
          (tree.label($0) == .nmod || tree.label($0) == .conj && tree.child($0, .cc) < 0)
            && parties.preposition($0) != lexicon.of && fits($0)
        }
      }
    }
    return found.map { clauses.antecedent(of: $0) }
  }

  /// A verb, or a participle with an agent that the tagger takes for an adjective.
  func isVerb(_ node: Int) -> Bool {
    tree.tag(node).isVerb || tree.tag(node) == .adjective && !clauses.agents(of: node).isEmpty
  }

  /// How many words before or after a trigger a side may stand that the tree does not tie to it.
  private static let reach = 24

  /// The nearest one before a trigger who can act in it: in its subject when it has one.
  func nearest(before trigger: Trigger, oneOf kinds: ActorKind?) -> [Party] {
    let start = tree.sentence.lowerBound
    var region = max(start, trigger.words.lowerBound - Self.reach)..<trigger.words.lowerBound
    if tree.tag(trigger.node).isVerb, !clauses.isPassive(trigger.node),
      let subject = clauses.subject(of: trigger.node), subject.link == .own,
      tree.tag(subject.node) != .relativePronoun
    {
      region = tree.words(below: subject.node).clamped(to: start..<trigger.words.lowerBound)
    }
    region = region.clamped(to: start..<startOfRelative(endingBefore: region.upperBound))
    return nearest(in: region.reversed(), oneOf: kinds) { _ in true }
  }

  /// The comma before a relative clause that ends with a comma before a verb, «Lima**,** qui dément, accuse»;
  /// `end` when there is none.
  private func startOfRelative(endingBefore end: Int) -> Int {
    let start = tree.sentence.lowerBound
    var comma = end - 1
    while comma > start, end - comma < 4, words[comma].mark != .comma { comma -= 1 }
    guard comma > start, words[comma].mark == .comma else { return end }
    guard let opening = (start..<comma).last(where: { words[$0].mark == .comma }),
      case let node = tree.node(ofToken: opening + 1), node >= 0,
      tree.tag(node) == .relativePronoun
    else { return end }
    return opening
  }

  /// The nearest one after a trigger who can be its other side, before the next finite verb.
  func nearest(after trigger: Trigger, oneOf kinds: ActorKind?) -> [Party] {
    let start = max(trigger.start, trigger.words.upperBound)
    let end = min(tree.sentence.upperBound, start + Self.reach)
    let region = start..<max(start, end)
    return nearest(
      in: region.prefix { !startsAnother(at: $0) }, oneOf: kinds
    ) { isFramed($0, by: trigger) && !isAsked($0) }
  }

  /// “what **voters** are told”: a part of a question.
  private func isAsked(_ node: Int) -> Bool {
    let determiner = tree.child(node, .det)
    return determiner >= 0 && words[tree.token(determiner)].features.has(.relative)
  }

  /// True for a word from which others may be the sides of something else: a verb, an event.
  private func startsAnother(at word: Int) -> Bool {
    let node = tree.node(ofToken: word)
    guard node >= 0 else { return false }
    if tree.tag(node).isVerb {
      return tree.tag(node).isFinite || lexicon.verbs.has(clauses.lemma(node))
    }
    guard tree.tag(node).isNoun,
      let found = lexicon.nounPhrases.longest(in: words.forms, from: word)
    else { return false }
    return !lexicon.nouns[Int(found.value)].isRelational && isEventHere(word)
  }

  /// The name right after a trigger, over a comma: «le maire de Lima, **Jan Holm**».
  func next(to trigger: Trigger) -> [Party] {
    var word = trigger.start
    if tree.sentence.contains(word), words[word].mark == .comma { word += 1 }
    guard tree.sentence.contains(word), let mention = names.mention(at: word),
      names.mentions[mention].form == .name, names.mentions[mention].words.lowerBound == word
    else { return [] }
    return [parties.party(mention)]
  }

  /// Whether a noun, or the phrase below the trigger that it is in, has a preposition of the entry.
  private func isFramed(_ node: Int, by trigger: Trigger) -> Bool {
    var top = node
    if tree.governs(trigger.node, node) {
      while tree.head(top) != trigger.node, tree.head(top) >= 0 { top = tree.head(top) }
    }
    let preposition = parties.preposition(top)
    return trigger.objects.contains(preposition < 0 ? -2 : preposition)
  }

  private func nearest(
    in words: some Sequence<Int>, oneOf kinds: ActorKind?, where fits: (Int) -> Bool
  ) -> [Party] {
    for word in words {
      let node = tree.node(ofToken: word)
      guard node >= 0, fits(node), let one = parties.one(at: node).first, !parties.isPlace(one),
        parties.is(one, oneOf: kinds)
      else { continue }
      return parties.all(at: node).filter { parties.is($0, oneOf: kinds) }
    }
    return []
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
        && (parties.preposition($0) < 0 || isPartitive($0, after: node))
        && !parties.all(at: $0).isEmpty
    }.map { [$0] } ?? []
  }

  /// True when what looks like a preposition right after a verb may be a determiner: «accueille **des**
  /// réfugiés».
  private func isPartitive(_ noun: Int, after verb: Int) -> Bool {
    let opener = tree.child(noun, .case)
    return opener == verb + 1 && tree.tag(verb).isVerb
      && words[tree.token(opener)].features.has(.determiner)
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
    let below = children.filter {
      // «exporte pour deux millions vers X», «livre des missiles à X»
      tree.label($0) == .obj
        || tree.label($0) == .obl
          && (tree.child($0, .nummod) >= 0 || isPartitive($0, after: node))
    }
    .flatMap { tree.children($0) }
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
