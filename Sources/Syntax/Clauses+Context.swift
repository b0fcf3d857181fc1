import Languages

extension Clauses {
  /// How real a clause is, given the clauses above it, and who asserts it.
  public struct Context: Sendable {
    /// Whether it is, will be, may be or is wanted.
    public var modality: Modality = .actual
    /// False when the sentence denies it.
    public var isAffirmed = true
    /// Nodes of those who assert it: «Oslo accuse Lima de **tricher**».
    public var asserters: [Int] = []

    /// A fact that the article itself asserts: the default.
    public init(modality: Modality = .actual, isAffirmed: Bool = true, asserters: [Int] = []) {
      (self.modality, self.isAffirmed, self.asserters) = (modality, isAffirmed, asserters)
    }
  }

  /// How real the sentence says that a predicate is, with the verbs and nouns that control it: «veut
  /// **partir**» is wanted, «refuse de **partir**» is denied.
  public func context(of i: Int) -> Context { context(of: i, depth: 0) }

  private func context(of i: Int, depth: Int) -> Context {
    guard let group = verb(i) else { return Context() }
    var context = Context(modality: group.modality, isAffirmed: !group.isNegated)
    let head = tree.head(i)
    // Deeper chains of control are errors of the tree.
    guard depth < 8, head >= 0 else { return context }
    guard group.form != .finite else {
      deny(&context, of: i, under: head)
      return context
    }
    switch tree.label(i) {
    case .conj where isPredicate(head):
      let above = self.context(of: head, depth: depth + 1)
      if context.modality == .actual { context.modality = above.modality }
      context.asserters = above.asserters
      if tree.tag(i) == .verbInfinitive {
        context.isAffirmed = context.isAffirmed == above.isAffirmed
      }
    case .xcomp, .acl, .advcl, .ccomp, .obl, .nmod:
      place(&context, of: i, under: head, depth)
    default: break
    }
    return context
  }

  /// Turns a clause with a verb of its own that is denied as a whole: «dément que …», “it is false that …”,
  /// “reports that …, which Oslo rejected”.
  private func deny(_ context: inout Context, of i: Int, under head: Int) {
    let label = tree.label(i)
    guard [.ccomp, .csubj, .xcomp, .acl].contains(label), label != .acl || tree.child(i, .mark) >= 0
    else { return }
    if says(.denies, head) {
      if !(isPredicate(head) && isNegated(head)) { context.isAffirmed.toggle() }
      context.asserters = tree.tag(head).isVerb ? subject(of: head).map { [$0.node] } ?? [] : []
    } else if let verb = denier(of: head) {
      context.isAffirmed.toggle()
      context.asserters = subject(of: verb).map { [$0.node] } ?? []
    }
  }

  private func says(_ role: ClauseWords.Role, _ node: Int) -> Bool {
    grammar.role(lemma(node)).contains(role) || grammar.role(form(node)).contains(role)
  }

  /// The verb that denies what its object or the subject of its passive names: «a **démenti** une
  /// rencontre»; nil when none does. `onlyWithdrawn`: what stays said although its content is rejected.
  public func denier(of noun: Int, onlyWithdrawn: Bool = false) -> Int? {
    let label = tree.label(noun)
    let verb = tree.head(noun)
    guard verb >= 0, tree.tag(verb).isVerb, isPassive(verb) ? label.isSubject : label == .obj,
      says(.withdraws, verb) || !onlyWithdrawn && (says(.denies, verb) || says(.rejects, verb)),
      !isNegated(verb)
    else { return nil }
    return verb
  }

  /// Adds what the head of an infinitive, gerund or participle says of it.
  private func place(_ context: inout Context, of i: Int, under head: Int, _ depth: Int) {
    let above = isPredicate(head) ? self.context(of: head, depth: depth + 1) : Context()
    guard let control = control(of: i, under: head) else {
      let opener = tree.child(i) { $0 == .mark || $0 == .case }
      let link = opener < 0 ? -1 : grammar.base(form(opener))
      if tree.label(i) == .xcomp {
        context.isAffirmed = context.isAffirmed == above.isAffirmed
        if context.modality == .actual { context.modality = above.modality }
      } else if link >= 0, link == grammar.purpose, tree.tag(i) == .verbInfinitive {
        context.modality = .wanted
      }
      if link >= 0, link == grammar.without { context.isAffirmed.toggle() }
      return
    }
    let isPast = !auxiliaries(of: i).isEmpty
    if control.modality != .actual, !(control.modality == .future && isPast) {
      context.modality = control.modality
    } else if context.modality == .actual {
      context.modality = above.modality
    }
    if !control.isFact, control.isAffirmed != above.isAffirmed { context.isAffirmed.toggle() }
    guard control.asserts else {
      context.asserters = above.asserters
      return
    }
    context.asserters =
      isPassive(head) ? agents(of: head) : subject(of: head).map { [$0.node] } ?? []
    if control.isClaim, isPassive(head), context.asserters.isEmpty, context.modality == .actual {
      context.modality = .possible
    }
  }

  /// What the infinitive or gerund below a verb says that it is about: «accuse X **d'utiliser des
  /// drones**»; nil when no table says that the verb has such a complement.
  public func topic(of verb: Int) -> Range<Int>? {
    let complement = nodes(of: verb) { [.xcomp, .advcl, .ccomp, .acl].contains($0) }.first {
      $0 > verb && tree.tag($0).isVerb && !tree.tag($0).isFinite
        && control(of: $0, under: verb) != nil
    }
    return complement.map { complement in
      let words = tree.words(below: complement)
      // «…, mardi» tells of the verb above.
      let tail = words.suffix(Self.longestTail + 1)
      let comma = tail.first { self.words[$0].mark == .comma }
      return words.lowerBound..<(comma ?? words.upperBound)
    }
  }

  /// How many words after a comma at the end of a complement are none of it.
  private static let longestTail = 2
}
