import Languages
import Press
import Syntax

/// Reads relations from trees: finds words that tell one, and asks each pattern who stands around them.
struct PatternReader {
  typealias Party = RelationReader.Party
  typealias Draft = RelationReader.Draft

  /// Which other readers know what pronouns mean, and dates and topics of the sentence.
  private var reader: RelationReader
  let clause: ClauseView
  let parties: Parties
  var drafts: [Draft] = []
  private var said: Set<Draft.Content> = []

  var words: Words { reader.words }
  var names: Names { reader.names }
  var lexicon: RelationLexicon { reader.lexicon }
  var tree: Tree { clause.tree }

  /// A word that tells a relation, and what the tables say about it.
  struct Trigger {
    var node: Int
    var words: Range<Int>
    var kind: RelationClass
    /// Base forms of prepositions before the object; -2 for none.
    var objects: [Int32]
    var subjects: [Int32] = []
    var isMutual = false
    /// Mentions of whom an office is held for.
    var bodies: [Int] = []
    /// Where an object behind the verb's own words begins to count.
    var start: Int
  }

  init(
    tree: Tree, reader: RelationReader, speaker: @escaping (Int) -> Int?
  ) {
    self.reader = reader
    clause = ClauseView(tree: tree, words: reader.words, lexicon: reader.lexicon)
    parties = Parties(clause: clause, reader: reader, speaker: speaker)
  }

  /// Reads the sentence of the tree.
  mutating func read() {
    for node in 0..<tree.count {
      if clause.isVerb(node) {
        readVerb(at: node)
      }
      readNoun(at: node)
    }
    readOffices()
  }

  // MARK: Verbs

  private mutating func readVerb(at node: Int) {
    guard let senses = lexicon.verbs[clause.lemma(node)] else { return }
    let isReflexive = clause.isReflexive(node)
    let isPassive = clause.isPassive(node)
    for sense in senses {
      guard sense.isReflexive == isReflexive || isPassive && !sense.isReflexive,
        let end = end(of: sense.tail, behind: node),
        var trigger = trigger(sense, at: node, end)
      else { continue }
      trigger.isMutual = trigger.kind.isSymmetric
      if apply(.verb, to: trigger, isPassive: isPassive, when: sense.class) { return }
    }
  }

  /// The word behind the last of the words that complete a verb («en garde»); nil when one is missing.
  private func end(of tail: [Int32], behind node: Int) -> Int? {
    var at = tree.token(node) + 1
    if tail.isEmpty { return at }
    let limit = min(tree.sentence.upperBound, at + 9)
    for (n, form) in tail.enumerated() {
      let reach = n == 0 ? limit : min(limit, at + 2)
      guard
        let place = (at..<max(at, reach)).first(where: {
          words.forms[$0] == form && tree.node(ofToken: $0) >= 0
            && tree.governs(node, tree.node(ofToken: $0))
        })
      else { return nil }
      at = place + 1
    }
    return at
  }

  private func trigger(_ sense: RelationLexicon.Verb, at node: Int, _ end: Int) -> Trigger? {
    let token = tree.token(node)
    let kind: RelationClass
    switch sense.class {
    case .one(let one): kind = one
    case .not(let one):
      guard clause.isNegated(node) else { return nil }
      kind = one
    case .arms:
      guard namesArms(node) else { return nil }
      kind = .supplyArms
    case .give: kind = namesArms(node) ? .supplyArms : .aid
    case .host, .visit: kind = .consult
    case .rescue: kind = .aid
    case .get: kind = .supplyArms
    case .beat: kind = .attack
    case .condemn: kind = reader.isSentenced(from: end) ? .coerce : .criticise
    }
    return Trigger(
      node: node, words: token..<(sense.tail.isEmpty ? token + 1 : end), kind: kind,
      objects: sense.frames, start: sense.tail.isEmpty ? token : end)
  }

  /// True when weapons are among what a node governs.
  private func namesArms(_ node: Int) -> Bool {
    tree.subtree(node).contains { clause.role($0).contains(.arms) }
  }

  // MARK: Offices

  /// Offices for which no holder was found by the words beside them.
  private mutating func readOffices() {
    for office in names.offices(in: tree.sentence).map({ names.offices[$0] })
    where office.holders.isEmpty {
      let head = tree.headNode(of: office.trigger)
      guard head >= 0 else { continue }
      var trigger = Trigger(
        node: head, words: office.trigger, kind: .roleIn, objects: [],
        start: office.words.upperBound)
      trigger.bodies = office.bodies
      _ = apply(.office, to: trigger, isPassive: false, when: nil)
    }
  }

  // MARK: Nouns

  private mutating func readNoun(at node: Int) {
    let token = tree.token(node)
    guard tree.tag(node).isNoun || tree.tag(node) == .adjective,
      let found = lexicon.nounPhrases.longest(in: words.forms, from: token)
    else { return }
    let noun = lexicon.nouns[Int(found.value)]
    let range = token..<token + found.count
    let head = tree.headNode(of: range)
    guard head >= 0, noun.isStanding || isEventHere(token),
      // «a levé ses sanctions»: the verb has said it.
      !drafts.contains(where: { $0.trigger.count > 1 && $0.trigger.contains(token) })
    else { return }
    let kind = noun.class == .attack ? reader.figurative(range) ?? .attack : noun.class
    let trigger = Trigger(
      node: head, words: range, kind: kind, objects: noun.objects.compactMap(\.last),
      subjects: noun.subjects, isMutual: noun.isReciprocal, start: range.upperBound)
    _ = apply(noun.isStanding ? .bond : .noun, to: trigger, isPassive: false, when: nil)
  }

  /// False for a noun that is a part of somebody's name.
  private func isEventHere(_ token: Int) -> Bool {
    guard let mention = names.mention(at: token) else { return true }
    let it = names.mentions[mention]
    return it.isAdjective || it.form == .group && it.words.count == 1
  }

  // MARK: Patterns

  /// Tries each pattern in order; the first that finds two sides counts.
  private mutating func apply(
    _ kind: Pattern.Trigger, to trigger: Trigger, isPassive: Bool,
    when sense: RelationLexicon.Verb.Class?
  ) -> Bool {
    for pattern in lexicon.patterns(of: kind) {
      guard fits(pattern, trigger, isPassive) else { continue }
      var trigger = trigger
      var subjects = find(pattern.subject, from: trigger)
      if pattern.asks(.pairs) {
        subjects = subjects.filter { !parties.isPlace($0) }
        guard subjects.count > 1 else { continue }
        for (n, first) in subjects.enumerated() {
          for second in subjects[(n + 1)...] {
            emit([first], [second], trigger, pattern)
            if !trigger.kind.isSymmetric { emit([second], [first], trigger, pattern) }
          }
        }
        return true
      }
      if pattern.asks(.person) {
        subjects.removeAll { !$0.isPronoun && names.sources[$0.source].kind != .person }
      }
      guard !subjects.isEmpty else { continue }
      var objects = find(pattern.object, from: trigger)
      objects.removeAll { object in
        subjects.contains { $0.source == object.source } || object.words.overlaps(trigger.words)
      }
      if pattern.trigger == .bond {
        // «l'opposant kényan»: where he is from.
        objects.removeAll { $0.mention >= 0 && names.mentions[$0.mention].isAdjective }
      }
      if let sense { restrict(&objects, &trigger.kind, by: sense, pattern) }
      guard !objects.isEmpty else { continue }
      if case .get = sense { swap(&subjects, &objects) }
      emit(subjects, objects, trigger, pattern)
      return true
    }
    return false
  }

  private func fits(_ pattern: Pattern, _ trigger: Trigger, _ isPassive: Bool) -> Bool {
    pattern.conditions.allSatisfy { condition in
      switch condition {
      case .active: !isPassive
      case .passive: isPassive
      case .transitive: trigger.objects.contains(-2)
      case .light, .suffering:
        tree.label(trigger.node) == .obj
          && (condition == .light
            ? lexicon.role(clause.lemma(tree.head(trigger.node))).contains(.light)
            : lexicon.suffers(clause.lemma(tree.head(trigger.node))))
      case .mutual: trigger.isMutual
      case .pairs, .person: true
      case .doerOf: trigger.subjects.contains(lexicon.of)
      case .suffererOf: !trigger.subjects.contains(lexicon.of) && !trigger.isMutual
      case .classes(let names): names.contains(trigger.kind.rawValue)
      }
    }
  }

  /// Takes away objects that a sense does not take, and the class that others give it.
  private func restrict(
    _ objects: inout [Party], _ kind: inout RelationClass, by sense: RelationLexicon.Verb.Class,
    _ pattern: Pattern
  ) {
    func kinds(_ party: Party) -> Source.Kind { names.sources[party.source].kind }
    switch sense {
    case .host:
      if !objects.isEmpty, objects.allSatisfy(isCrowd) { kind = .aid }
    case .rescue: objects.removeAll { !isCrowd($0) }
    case .beat: objects.removeAll { [.state, .organisation].contains(kinds($0)) }
    case .visit:
      objects.removeAll { ![.state, .organisation].contains(kinds($0)) }
      if objects.first.map({ kinds($0) == .organisation }) ?? false { kind = .yield }
    default: break
    }
    if kind == .memberOf { objects.removeAll { kinds($0) != .organisation } }
    if kind == .dismiss || kind == .appoint || kind == .kin {
      objects.removeAll { [.state, .organisation].contains(kinds($0)) }
    }
    if kind != .attack, kind != .mobilise, kind != .yield {
      objects.removeAll { parties.isPlace($0) }
    }
  }

  private func isCrowd(_ party: Party) -> Bool {
    names.sources[party.source].key.hasPrefix("grp:") && party.mention >= 0
      && names.mentions[party.mention].form == .group
  }

  /// Everyone whom the first way that leads to somebody finds.
  private func find(_ ways: [[Pattern.Step]], from trigger: Trigger) -> [Party] {
    for way in ways {
      var nodes = [trigger.node]
      var found: [Party] = []
      for step in way {
        switch step {
        case .owner: found = nodes.flatMap { parties.owners(of: $0) }
        case .body:
          found = trigger.bodies.prefix(1).map { parties.party($0) }
          if found.isEmpty { found = nodes.flatMap { parties.owners(of: $0) } }
        case .possessor: found = nodes.flatMap { parties.possessors(of: $0) }
        default: nodes = nodes.flatMap { self.nodes(step, from: $0, trigger) }
        }
      }
      if way.last != .owner, way.last != .possessor, way.last != .body {
        found = nodes.flatMap { parties.all(at: $0) }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Where one step leads.
  private func nodes(_ step: Pattern.Step, from node: Int, _ trigger: Trigger) -> [Int] {
    switch step {
    case .stay: return [node]
    case .subject:
      // A noun has a subject only as a predicate.
      if tree.tag(node).isNoun, tree.child(node, where: { $0 == .cop || $0.isSubject }) < 0 {
        return []
      }
      return clause.subject(of: node)
    case .agent:
      let agent = clause.agent(of: node)
      return agent >= 0 ? [agent] : []
    case .object:
      for frame in trigger.objects {
        let found =
          frame == -2
          ? [clause.object(of: node)].filter { $0 >= 0 } : clause.obliques(of: node, frame)
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
              && clause.preposition($0) != lexicon.of && fits(preposition, $0, trigger)
          }
        }
      }
      return found.map { clause.resolved($0) }
    }
  }

  private func fits(_ preposition: Pattern.Preposition, _ node: Int, _ trigger: Trigger) -> Bool {
    switch preposition {
    case .any: true
    case .none: clause.preposition(node) < 0
    case .ofObject: trigger.objects.contains(clause.preposition(node))
    case .ofSubject: trigger.subjects.contains(clause.preposition(node))
    case .named(let name): clause.preposition(node) == lexicon.preposition(name)
    }
  }

  // MARK: Drafts

  private mutating func emit(
    _ subjects: [Party], _ objects: [Party], _ trigger: Trigger, _ pattern: Pattern
  ) {
    // The verb that says how real it is: the trigger, or the verb that has the noun as its object.
    var verb = trigger.node
    if pattern.trigger == .noun {
      verb = tree.label(verb) == .obj && pattern.asks(.light) ? tree.head(verb) : -1
    }
    let context =
      verb >= 0 ? clause.context(of: verb) : .init(isAffirmed: !clause.isNegated(trigger.node))
    let day =
      trigger.kind.isTie && trigger.kind != .appoint && trigger.kind != .dismiss
      ? nil : reader.date(near: trigger.words, hasHappened: context.modality == .actual)
    for subject in subjects {
      for object in objects where object.source != subject.source && object.words != subject.words {
        var draft = Draft(
          subject: subject, class: trigger.kind, object: object, trigger: trigger.words,
          sentence: tree.sentence, isAffirmed: context.isAffirmed, modality: context.modality,
          asserters: context.asserters.flatMap { parties.all(at: $0) }.map(\.source),
          rule: pattern.id, date: day)
        guard said.insert(draft.content).inserted else { continue }
        draft.ways = ways(of: draft)
        drafts.append(draft)
      }
    }
  }
}
