import Languages

extension Clauses {
  /// The verb group of a predicate; nil for other nodes.
  public func verb(_ i: Int) -> VerbGroup? {
    guard isPredicate(i) else { return nil }
    let auxiliaries = auxiliaries(of: i)
    let first = auxiliaries.first ?? i
    let modality = modality(auxiliaries, of: i)
    return VerbGroup(
      head: i, auxiliaries: auxiliaries, form: form(ofFirst: first),
      tense: tense(auxiliaries, of: i), isPassive: isPassive(i),
      isReflexive: isReflexive(i), isNegated: isNegated(i), modality: modality,
      isCopular: tree.child(i, .cop) >= 0)
  }

  /// Auxiliaries on the verb, or those that it shares: «a annoncé et **signé**».
  func auxiliaries(of i: Int) -> [Int] {
    let own = nodes(of: i) { $0 == .aux || $0 == .auxPass || $0 == .cop }
    guard own.isEmpty, tree.label(i) == .conj, tree.head(i) >= 0 else { return own }
    let head = tree.head(i)
    let isSameForm = tree.tag(i) == tree.tag(head) && !tree.tag(i).isFinite
    return isSameForm && tree.tag(i).isVerb ? auxiliaries(of: head).filter { $0 < i } : own
  }

  private func form(ofFirst i: Int) -> Form {
    switch tree.tag(i) {
    case .verbInfinitive, .auxiliaryInfinitive: .infinitive
    case .verbGerund, .auxiliaryGerund: .gerund
    case .verbParticiple, .auxiliaryParticiple, .adjective: .participle
    default: .finite
    }
  }

  /// True when the subject suffers what the verb says: a passive with its auxiliary, or a past
  /// participle alone («un homme **arrêté** à Lima»).
  public func isPassive(_ i: Int) -> Bool {
    if isUndergone(i) { return true }
    // «s'est retiré»: the auxiliary of a perfect.
    if tree.child(i, .explPv) >= 0 { return false }
    if tree.child(i, where: { $0 == .auxPass || $0 == .nsubjPass }) >= 0 { return true }
    // «l'**a remplacé** par X»: a perfect.
    if tree.child(i, .oblAgent) >= 0 { return tree.child(i, .aux) < 0 || tree.child(i, .obj) < 0 }
    guard tree.tag(i) == .verbParticiple || tree.tag(i) == .adjective else { return false }
    let shared = auxiliaries(of: i)
    if !shared.isEmpty { return shared.contains { tree.label($0) == .auxPass } }
    if tree.label(i) == .conj, tree.head(i) >= 0, tree.tag(tree.head(i)) == tree.tag(i) {
      return isPassive(tree.head(i))
    }
    return isPredicate(i) && tree.child(i) { $0 == .nsubj || $0 == .obj } < 0
  }

  /// True for «s'est vu **refuser** un prêt par X»: an infinitive that the subject above suffers.
  private func isUndergone(_ i: Int) -> Bool {
    let head = tree.head(i)
    guard tree.tag(i) == .verbInfinitive else { return false }
    if isReflexive(i), nodes(of: i, where: { $0 == .aux }).contains(where: undergoes) {
      return true
    }
    return tree.label(i) == .xcomp && head >= 0 && undergoes(head) && isReflexive(head)
  }

  private func undergoes(_ verb: Int) -> Bool { grammar.role(lemma(verb)).contains(.undergo) }

  /// True when the verb has a reflexive pronoun.
  public func isReflexive(_ i: Int) -> Bool {
    tree.children(i).contains {
      tree.label(Int($0)) == .explPv
        || tree.label(Int($0)) != .nsubj && role(Int($0)).contains(.reflexive)
    }
  }

  /// True when the clause of a verb denies it; «ne … que» and a lone «ne» do not, but «ne cesse» does.
  public func isNegated(_ i: Int) -> Bool {
    var hasHalf = false
    var isDenied = false
    for child in tree.children(i).map(Int.init) where tree.label(child) != .conj {
      let role = role(child)
      if role.contains(.halfNegation) { hasHalf = true }
      if role.contains(.negation), !tree.label(child).isSubject { isDenied = true }
      if role.contains(.none) || hasNegation(child) { isDenied = true }
    }
    if isDenied { return hasHalf || !grammar.hasHalves }
    if hasHalf, grammar.role(lemma(i)).contains(.loneNegation) { return true }
    // «et n'a rien signé ni payé»: a verb without auxiliary shares the negation as well.
    guard tree.label(i) == .conj, tree.head(i) >= 0, tree.tag(i) == tree.tag(tree.head(i)) else {
      return false
    }
    let sharesAuxiliary =
      !auxiliaries(of: i).isEmpty && tree.child(i) { $0 == .aux || $0 == .auxPass } < 0
    return sharesAuxiliary && isNegated(tree.head(i))
  }

  /// True for «n'a **aucun** plan», «**ni** Oslo **ni** Lima», “**no** state”: before a subject, an object or an adverb.
  private func hasNegation(_ part: Int) -> Bool {
    let label = tree.label(part)
    guard label == .obj || label == .advmod || label.isSubject else { return false }
    return tree.children(part).map(Int.init).contains { inner in
      let role = role(inner)
      if role.contains(.none) { return inner < part }
      return role.contains(.negation) && (!label.isSubject || tree.label(inner) == .det)
    }
  }

  private func tense(_ auxiliaries: [Int], of i: Int) -> Tense {
    guard let finite = (auxiliaries + [i]).first(where: { tree.tag($0).isFinite }) else {
      return .none
    }
    let role = role(finite)
    if role.contains(.future) { return .future }
    if role.contains(.possible) { return .conditional }
    guard let features = reading(finite)?.features else { return .none }
    if features.has(.conditional) { return .conditional }
    if features.has(.future) { return .future }
    if features.has([.imperfect, .simplePast]) && !features.has(.present) { return .past }
    let isPerfect =
      auxiliaries.contains { tree.label($0) == .aux } && tree.tag(i) == .verbParticiple
    return isPerfect ? .past : .present
  }

  private func modality(_ auxiliaries: [Int], of i: Int) -> Modality {
    for auxiliary in auxiliaries {
      let role = role(auxiliary)
      if role.contains(.future) { return .future }
      if role.contains(.possible) { return .possible }
      if role.contains(.wanted) { return .wanted }
    }
    if tree.children(i).contains(where: { role(Int($0)).contains(.alleged) }) { return .possible }
    switch tense(auxiliaries, of: i) {
    case .future: return .future
    case .conditional: return .possible
    default: return .actual
    }
  }

  /// What the tables say of the infinitive `i` below the verb `head`.
  func control(of i: Int, under head: Int) -> ClauseWords.Control? {
    // «Accusée par Lima, Oslo a nié»: an adjunct, not what is denied.
    if tree.label(i) == .advcl, i < head { return nil }
    var entries = grammar.controls(lemma(head))
    if entries.isEmpty { entries = grammar.controls(form(head)) }
    if entries.isEmpty { return nil }
    let opener = tree.child(i) { $0 == .mark || $0 == .case }
    let link = opener < 0 ? -1 : grammar.base(form(opener))
    let isReflexive = isReflexive(head)
    let same = entries.filter { $0.isReflexive == isReflexive }
    var fitting = same.filter { $0.links.contains(link) }
    if fitting.isEmpty { fitting = same.filter { link == -1 || $0.links.allSatisfy { $0 == -1 } } }
    // “wants to leave”, “wants him to leave”: the table has both.
    let hasObject = tree.child(head) { $0 == .obj || $0 == .iobj } >= 0
    return fitting.first { $0.isByObject == hasObject } ?? fitting.first
  }
}
