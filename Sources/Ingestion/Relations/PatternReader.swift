import Languages
import Press
import Syntax

/// Reads relations from trees: finds words that tell one, and asks each pattern who stands around them.
struct PatternReader {
  let clauses: Clauses
  let parties: Parties
  var drafts: [RelationDraft] = []
  var said: Set<RelationDraft.Content> = []
  let published: PressDate?
  var dates: ClauseDates?
  var reporters: Reporters?

  var tree: Tree { clauses.tree }
  var words: Tokens { parties.coreference.words }
  var names: Names { parties.coreference.names }
  var lexicon: RelationLexicon { parties.coreference.lexicon }

  /// A word that expresses a relation, and what the tables say about it.
  struct Trigger {
    var node: Int
    var words: Range<Int>
    var kind: RelationClass
    /// Base forms of prepositions before the object; -2 for none.
    var objects: [Int32]
    var subjects: [Int32] = []
    var isMutual = false
    /// A verb that takes an object, with «se» or “each other”: each does it to the other, or to
    /// themselves.
    var isEachOther = false
    /// Mentions of whom an office is held for.
    var bodies: [Int] = []
    /// Where an object after the verb's own words begins to count.
    var start: Int
  }

  /// A reader of the sentence of a tree; `published` is the date from which «mardi» is counted.
  init(
    tree: Tree, coreference: Coreference, published: PressDate?,
    speaker: @escaping (Int) -> Int?
  ) {
    self.published = published
    clauses = Clauses(of: tree, in: coreference.words)
    parties = Parties(clauses: clauses, coreference: coreference, speaker: speaker)
  }

  /// Reads the sentence of the tree.
  mutating func read() {
    var phraseEnd = 0
    for node in 0..<tree.count {
      if isVerb(node) { readVerb(at: node) }
      if tree.token(node) >= phraseEnd { phraseEnd = readNoun(at: node) }
    }
    readOffices()
  }

  // MARK: Verbs

  private mutating func readVerb(at node: Int) {
    guard let entries = lexicon.verbs[clauses.lemma(node)] else { return }
    if !readVerb(at: node, entries, isNear: false) { _ = readVerb(at: node, entries, isNear: true) }
  }

  /// Reads a verb by the patterns that go by trees, or by those that go by what is near.
  private mutating func readVerb(
    at node: Int, _ entries: [RelationLexicon.Verb], isNear: Bool
  ) -> Bool {
    let isReflexive = clauses.isReflexive(node)
    let isPassive = clauses.isPassive(node)
    for entry in entries {
      guard
        entry.isReflexive == isReflexive
          || !entry.isReflexive && (isPassive || entry.frames.contains(-2)),
        let end = end(of: entry.tail, behind: node)
      else { continue }
      let isMutual =
        !entry.isReflexive && !isPassive
        && (isReflexive || lexicon.isEachOther(in: words.forms, from: tree.token(node) + 1))
      for sense in entry.senses where holds(sense, at: node) {
        let token = tree.token(node)
        let trigger = Trigger(
          node: node, words: token..<(entry.tail.isEmpty ? token + 1 : end), kind: sense.class,
          objects: entry.frames, isMutual: sense.class.isSymmetric, isEachOther: isMutual,
          start: entry.tail.isEmpty ? token : end)
        if apply(.verb, to: trigger, isPassive: isPassive, when: sense, isNear: isNear) {
          return true
        }
      }
    }
    return false
  }

  /// Whether what a sense asks of the clause of a verb is so.
  private func holds(_ sense: RelationLexicon.Sense, at node: Int) -> Bool {
    sense.conditions.allSatisfy { condition in
      switch condition {
      case .arms: tree.subtree(node).contains { parties.role($0).contains(.arms) }
      case .denied: clauses.isNegated(node)
      case .sentence: isSentenced(node)
      case .infinitive:
        tree.children(node).contains {
          [.xcomp, .ccomp, .advcl, .acl].contains(tree.label(Int($0)))
            && tree.tag(Int($0)) == .verbInfinitive
        }
      case .turned, .object: true
      }
    }
  }

  /// True for «… à deux ans de prison» and «… à payer» after a verb.
  private func isSentenced(_ node: Int) -> Bool {
    obliques(of: node, lexicon.to).contains { parties.mention(at: $0) == nil }
      || tree.children(node).contains { tree.tag(Int($0)) == .verbInfinitive && $0 > node }
  }

  /// The word after the last of the words that complete a verb («en garde»); nil when one is missing.
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

  // MARK: Offices

  /// Offices for which no holder was found by the words beside them.
  private mutating func readOffices() {
    for office in names.openOffices(in: tree.sentence) {
      let head = tree.headNode(of: office.trigger)
      guard head >= 0 else { continue }
      let noun = lexicon.nounPhrases.longest(in: words.forms, from: office.trigger.lowerBound)
      let isMember = noun.map { lexicon.nouns[Int($0.value)].class == .memberOf } ?? false
      var trigger = Trigger(
        node: head, words: office.trigger, kind: isMember ? .memberOf : .roleIn, objects: [],
        start: office.words.upperBound)
      trigger.bodies = office.bodies
      _ = apply(.office, to: trigger, isPassive: false, when: nil)
    }
  }

  // MARK: Nouns

  /// Reads the noun at a node; returns the word after it, or after the phrase that the tables list.
  private mutating func readNoun(at node: Int) -> Int {
    let token = tree.token(node)
    guard let found = lexicon.nounPhrases.longest(in: words.forms, from: token) else {
      return token + 1
    }
    let noun = lexicon.nouns[Int(found.value)]
    let range = token..<token + found.count
    let head = tree.headNode(of: range)
    guard head >= 0,
      found.count > 1 || tree.tag(node).isNoun || tree.tag(node) == .adjective
        || isBareParticiple(node),
      noun.isRelational || isEventHere(token),
      // «a levé ses sanctions»: the verb has said it.
      !drafts.contains(where: { $0.trigger.count > 1 && $0.trigger.contains(token) })
    else { return range.upperBound }
    let kind = noun.class == .attack ? figurative(head) ?? .attack : noun.class
    let trigger = Trigger(
      node: head, words: range, kind: kind, objects: noun.objects,
      subjects: noun.subjects, isMutual: noun.isReciprocal,
      bodies: noun.isRelational ? bodies(ofOfficeAt: token) : [], start: range.upperBound)
    _ = apply(noun.isRelational ? .bond : .noun, to: trigger, isPassive: false, when: nil)
    return range.upperBound
  }

  /// Mentions of those for whom an office is held, «membre de **l'Otan**»: they are a part of its mention.
  private func bodies(ofOfficeAt token: Int) -> [Int] {
    names.offices(in: tree.sentence).first { names.offices[$0].trigger.contains(token) }
      .map { names.offices[$0].bodies } ?? []
  }

  /// A participle that stands where a noun may: «Lima, **allié** d'Oslo».
  private func isBareParticiple(_ node: Int) -> Bool {
    tree.tag(node) == .verbParticiple && [.acl, .appos].contains(tree.label(node))
      && tree.child(node) { $0.isSubject || $0 == .aux || $0 == .auxPass } < 0
  }

  /// What a war is that is none: of words («guerre de propagande») or of trade (“trade war”).
  private func figurative(_ node: Int) -> RelationClass? {
    for child in tree.children(node) {
      let role = parties.role(Int(child))
      if role.contains(.wordy) { return .criticise }
      if role.contains(.bloodless) { return .reject }
    }
    return nil
  }

  /// False for a noun that is a part of somebody's name.
  func isEventHere(_ token: Int) -> Bool {
    guard let mention = names.mention(at: token) else { return true }
    let it = names.mentions[mention]
    return it.isAdjective || it.form == .group && it.words.count == 1
  }

  // MARK: Patterns

  /// Tries each pattern in order; the first that finds two sides counts.
  private mutating func apply(
    _ kind: Pattern.Trigger, to trigger: Trigger, isPassive: Bool,
    when sense: RelationLexicon.Sense?, isNear: Bool? = nil
  ) -> Bool {
    let sides = lexicon.sides(of: trigger.kind)
    for pattern in lexicon.patterns(of: kind) {
      guard isNear == nil || pattern.isNear == isNear, fits(pattern, trigger, isPassive),
        !pattern.asks(.turned) || sense?.conditions.contains(.turned) ?? false
      else { continue }
      var subjects = find(pattern.subject, from: trigger, oneOf: sides.subject)
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
      guard !subjects.isEmpty else { continue }
      var objects = find(pattern.object, from: trigger, oneOf: sides.object)
      objects.removeAll { object in
        subjects.contains { $0.source == object.source } || object.words.overlaps(trigger.words)
      }
      if pattern.trigger == .noun { subjects.removeAll { $0.words.overlaps(trigger.words) } }
      if pattern.trigger == .office {
        // «le président kényan» by himself contains nothing that he is not called.
        subjects.removeAll { $0.words.overlaps(trigger.words) }
      }
      if pattern.trigger == .bond {
        // «l'opposant kényan»: where he is from.
        objects.removeAll { $0.mention >= 0 && names.mentions[$0.mention].isAdjective }
      }
      if let sense { restrict(&subjects, &objects, by: sense) }
      subjects.removeAll { !parties.is($0, oneOf: sides.subject) }
      // Only persons hold offices; states and bodies are members as well.
      if pattern.asks(.person), trigger.kind != .memberOf {
        subjects.removeAll {
          !parties.is($0, oneOf: [.person, .unproven]) && !names.mayBePerson($0.source)
        }
      }
      objects.removeAll { !parties.is($0, oneOf: sides.object) && !isState($0, after: trigger) }
      guard !subjects.isEmpty, !objects.isEmpty else { continue }
      emit(subjects, objects, trigger, pattern)
      return true
    }
    return false
  }

  /// Whether a place stands for its state: «imposer des sanctions **à Lima**».
  private func isState(_ party: Party, after trigger: Trigger) -> Bool {
    guard parties.isPlace(party), names.sources[party.source].kind == .state,
      case let node = tree.headNode(of: party.words), node >= 0
    else { return false }
    let preposition = parties.preposition(node)
    return preposition >= 0 && preposition != lexicon.in && trigger.objects.contains(preposition)
  }

  /// Takes away objects that a sense does not take, and turns its sides.
  private func restrict(
    _ subjects: inout [Party], _ objects: inout [Party], by sense: RelationLexicon.Sense
  ) {
    for condition in sense.conditions {
      if case .object(let kinds) = condition {
        objects.removeAll { !parties.is($0, oneOf: kinds) }
      }
    }
    if sense.conditions.contains(.turned) { swap(&subjects, &objects) }
  }

  /// Everyone whom the first way that leads to somebody finds; `kinds` may be that side.
  private func find(
    _ ways: [[Pattern.Step]], from trigger: Trigger, oneOf kinds: ActorKind?
  ) -> [Party] {
    for way in ways {
      guard let last = way.last else { continue }
      // Most ways have one step or two.
      var nodes: [Int] = []
      for (n, step) in way.dropLast(last.isLast ? 1 : 0).enumerated() {
        nodes =
          n == 0
          ? self.nodes(step, from: trigger.node, trigger)
          : nodes.flatMap { self.nodes(step, from: $0, trigger) }
      }
      func each(_ parties: (Int) -> [Party]) -> [Party] {
        last.isLast && way.count == 1 ? parties(trigger.node) : nodes.flatMap(parties)
      }
      var found: [Party]
      switch last {
      case .owner: found = each { parties.owners(of: $0) }
      case .body:
        found = trigger.bodies.prefix(1).map { parties.party($0) }
        if found.isEmpty { found = each { parties.owners(of: $0) } }
      case .possessor: found = each { parties.possessors(of: $0) }
      case .before: found = nearest(before: trigger, oneOf: kinds)
      case .after: found = nearest(after: trigger, oneOf: kinds)
      case .next: found = next(to: trigger)
      default: found = each { parties.all(at: $0) }
      }
      if !found.isEmpty { return found }
    }
    return []
  }
}
