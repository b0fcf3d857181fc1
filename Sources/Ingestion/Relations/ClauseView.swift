import Languages
import Press
import Syntax

/// What the tree of one sentence says about its verbs: who acts, in which voice, how real it is.
struct ClauseView {
  /// What stands above a verb: how real it is, and who asserts it.
  struct Context {
    var modality: Relation.Modality = .actual
    var isAffirmed = true
    /// Nodes of those who assert it.
    var asserters: [Int] = []
  }

  let tree: Tree
  let words: Words
  let lexicon: RelationLexicon
  private let forms: Lexicon

  init(tree: Tree, words: Words, lexicon: RelationLexicon) {
    self.tree = tree
    self.words = words
    self.lexicon = lexicon
    forms = words.language.lexicon
  }

  // MARK: Words

  func form(_ i: Int) -> Int32 { words.forms[tree.token(i)] }
  func role(_ i: Int) -> RelationLexicon.Role { lexicon.role(form(i)) }

  /// The lemma of a node as the part of speech that its tag tells, -1 when the lexicon has none.
  func lemma(_ i: Int) -> Int32 { Self.lemma(of: form(i), as: tree.tag(i), in: forms) }

  /// The lemma of a form as a verb with a tag, -1 when the lexicon has none.
  static func lemma(of form: Int32, as tag: Tag, in forms: Lexicon) -> Int32 {
    let wanted: Traits =
      switch tag {
      case .verbFinite, .auxiliaryFinite: .finite
      case .verbInfinitive, .auxiliaryInfinitive: .infinitive
      case .verbGerund, .auxiliaryGerund: .presentParticiple
      default: .pastParticiple
      }
    let readings = forms.analyses(of: form)
    return readings.first { $0.part == .verb && $0.traits.has(wanted) }?.lemma
      ?? readings.first { $0.part == .verb }?.lemma ?? -1
  }

  /// True for a verb, and for a participle that the tagger takes for an adjective.
  func isVerb(_ i: Int) -> Bool {
    if tree.tag(i).isVerb { return true }
    return tree.tag(i) == .adjective
      && forms.analyses(of: form(i)).contains { $0.traits.has(.pastParticiple) }
      && agent(of: i) >= 0
  }

  /// The base form of the preposition on a node, -1 without one; of «à l'égard de», the last.
  func preposition(_ i: Int) -> Int32 {
    var found: Int32 = -1
    for child in tree.children(i) where tree.label(Int(child)) == .case {
      let base = lexicon.base(form(Int(child)))
      if base >= 0, found < 0 { found = base }
      for part in tree.children(Int(child)) where tree.label(Int(part)) == .fixed {
        let base = lexicon.base(form(Int(part)))
        if base >= 0 { found = base }
      }
    }
    return found
  }

  /// The word that opens an infinitive or a gerund, as a base form; -2 without one.
  private func link(_ i: Int) -> Int32 {
    for child in tree.children(i)
    where tree.label(Int(child)) == .mark || tree.label(Int(child)) == .case {
      let form = form(Int(child))
      return lexicon.base(form) >= 0 ? lexicon.base(form) : form
    }
    return -2
  }

  // MARK: Voice and arguments

  /// The first child with an auxiliary of any kind, -1 without one.
  private func hasAuxiliary(_ i: Int) -> Bool {
    tree.child(i) { $0 == .aux || $0 == .auxPass } >= 0
  }

  func isPassive(_ i: Int) -> Bool {
    if tree.child(i, .auxPass) >= 0 { return true }
    if tree.child(i, .nsubjPass) >= 0 { return tree.child(i, .obj) < 0 || agent(of: i) >= 0 }
    guard tree.tag(i) == .verbParticiple || tree.tag(i) == .adjective else { return false }
    if tree.child(i, .aux) >= 0 { return false }
    if tree.label(i) == .conj, isVerb(tree.head(i)), tree.tag(tree.head(i)) == .verbParticiple {
      return isPassive(tree.head(i))
    }
    return tree.child(i) { $0 == .nsubj || $0 == .obj } < 0
  }

  /// True when the verb has a reflexive pronoun.
  func isReflexive(_ i: Int) -> Bool {
    tree.children(i).contains { role(Int($0)).contains(.reflexive) }
  }

  /// Who acts in a passive; -1 when it is not told.
  func agent(of i: Int) -> Int {
    for child in tree.children(i) {
      let child = Int(child)
      let label = tree.label(child)
      if label == .oblAgent { return child }
      if label == .obl || label == .nmod, preposition(child) == lexicon.by { return child }
    }
    return -1
  }

  /// The direct object: a noun, a pronoun, or what a relative pronoun stands for; -1 for none.
  func object(of i: Int) -> Int {
    for child in tree.children(i) where tree.label(Int(child)) == .obj {
      if role(Int(child)).contains(.reflexive) { continue }
      return resolved(Int(child))
    }
    // A bare noun behind the verb under another label.
    for child in tree.children(i) where Int(child) > i {
      let child = Int(child)
      guard [.obl, .xcomp, .iobj, .advmod, .dep, .nmod].contains(tree.label(child)),
        tree.tag(child).isNoun, preposition(child) < 0 || isPartitive(child)
      else { continue }
      return child
    }
    return -1
  }

  /// True for «des» as an article right behind the verb: «a tué des soldats».
  private func isPartitive(_ i: Int) -> Bool {
    guard lexicon.isFrench, let first = tree.children(i).first, Int(first) == tree.head(i) + 1
    else { return false }
    return words[tree.token(Int(first))].traits.has(.indefinite)
  }

  /// Nodes behind a preposition: arguments of the verb, or of its object when the parser hung them there.
  func obliques(of i: Int, _ preposition: Int32) -> [Int] {
    var found: [Int] = []
    for child in tree.children(i) {
      let child = Int(child)
      switch tree.label(child) {
      case .obl, .oblAgent, .nmod, .iobj, .obj, .xcomp, .advmod:
        if self.preposition(child) == preposition {
          found.append(resolved(child))
        } else if tree.label(child) == .iobj, preposition == lexicon.to {
          found.append(resolved(child))
        } else if preposition == lexicon.of, words.key(tree.token(child)) == "dont" {
          found.append(resolved(child))
        }
      default: break
      }
    }
    if found.isEmpty, preposition != lexicon.of {
      for child in tree.children(i) where tree.label(Int(child)) == .obj {
        for inner in tree.children(Int(child))
        where tree.label(Int(inner)) == .nmod && self.preposition(Int(inner)) == preposition {
          found.append(Int(inner))
        }
      }
    }
    return found
  }

  /// What a relative pronoun stands for; any other node is itself.
  func resolved(_ i: Int) -> Int {
    let role = role(i)
    guard tree.tag(i) == .relativePronoun || role.contains(.who) && tree.tag(i) == .pronoun else {
      return i
    }
    let found = antecedent(of: i)
    return found >= 0 ? found : i
  }

  /// The noun to which the relative clause around a node belongs; -1 outside of one.
  func antecedent(of i: Int) -> Int {
    var at = i
    var steps = 0
    while at >= 0, steps < 12 {
      if tree.label(at) == .aclRelcl { return tree.head(at) }
      at = tree.head(at)
      steps += 1
    }
    return -1
  }

  // MARK: Who acts

  /// A subject stands among the first of what hangs on its verb; the verb of an endless list of clauses
  /// is asked for it by each of them.
  private static let childrenAtMost = 100

  /// Who acts in the clause of a verb or predicate, or suffers a passive: the subject, through
  /// relative clauses, coordination, and control of infinitives and gerunds.
  func subject(of v: Int, depth: Int = 0) -> [Int] {
    if depth > 6 || v < 0 { return [] }
    let children = tree.children(v).prefix(Self.childrenAtMost)
    for child in children where tree.label(Int(child)).isSubject {
      return [resolved(Int(child))]
    }
    if tree.tag(v).isFinite, children.contains(where: { tree.label(Int($0)) == .expl }) {
      return []
    }
    let head = tree.head(v)
    guard head >= 0 else { return [] }
    switch tree.label(v) {
    case .conj:
      // A verb shares the subject of the verb before it.
      return tree.tag(v).isNoun ? [] : subject(of: head, depth: depth + 1)
    case .aclRelcl:
      // «qui» under another label.
      let pronoun = tree.children(v).first { role(Int($0)).contains(.who) }
      return pronoun == nil || lexicon.isFrench == false && object(of: v) < 0 ? [] : [head]
    case .acl:
      return tree.tag(v) == .verbInfinitive ? holder(of: head, depth) : issuer(of: head, depth)
    case .xcomp, .advcl, .ccomp, .obl, .nmod:
      if tree.tag(v).isFinite { return [] }
      if isPassive(v), tree.label(v) == .advcl { return subject(of: head, depth: depth + 1) }
      return controller(of: v, under: head, depth)
    default: return []
    }
  }

  /// Who is to do what an infinitive on a noun says: «la décision d'Oslo d'attaquer».
  private func holder(of noun: Int, _ depth: Int) -> [Int] {
    for child in tree.children(noun) {
      let child = Int(child)
      if tree.label(child) == .nmodPoss { return [child] }
      if tree.label(child) == .nmod, preposition(child) == lexicon.of { return [child] }
      if tree.label(child) == .det, role(child).contains(.possessive) { return [child] }
      if tree.label(child) == .amod || tree.label(child) == .compound,
        words[tree.token(child)].isCapital
      {
        return [child]
      }
    }
    let head = tree.head(noun)
    guard head >= 0, tree.label(noun) == .obj || tree.label(noun) == .obl else { return [] }
    return subject(of: head, depth: depth + 1)
  }

  /// Who acts in a participle on a noun: the noun itself, or whoever issues the text that it names.
  private func issuer(of noun: Int, _ depth: Int) -> [Int] {
    guard role(noun).contains(.text) else { return [noun] }
    let head = tree.head(noun)
    guard head >= 0, tree.label(noun) == .obj else { return holder(of: noun, depth) }
    return subject(of: head, depth: depth + 1)
  }

  /// How the verb above controls an infinitive or gerund; nil when no table tells.
  private func control(of v: Int, under head: Int) -> RelationLexicon.Control? {
    guard let entries = lexicon.controls[isVerb(head) ? lemma(head) : form(head)] else {
      return nil
    }
    let link = link(v)
    let isReflexive = isReflexive(head)
    return entries.first {
      $0.isReflexive == isReflexive
        && ($0.control.links.contains(link)
          || link == -2 && $0.control.links.isEmpty
          || link == lexicon.to && !lexicon.isFrench && $0.control.links.contains(-2))
    }?.control
  }

  private func controller(of v: Int, under head: Int, _ depth: Int) -> [Int] {
    let label = tree.label(v)
    guard let control = control(of: v, under: head) else {
      if label == .advcl || label == .obl { return subject(of: head, depth: depth + 1) }
      // Nothing tells who is to act when there is an object as well.
      if object(of: head) >= 0 || tree.child(head, .iobj) >= 0 { return [] }
      return label == .xcomp || label == .ccomp ? subject(of: head, depth: depth + 1) : []
    }
    if !control.byObject || isPassive(head) { return subject(of: head, depth: depth + 1) }
    if control.frame == -2 {
      let object = object(of: head)
      if object >= 0 { return [object] }
      let indirect = tree.child(head, .iobj)
      if indirect >= 0 { return [indirect] }
      // “wants to attack X”: nobody else is to do it.
      return lexicon.isFrench ? [] : subject(of: head, depth: depth + 1)
    }
    return obliques(of: head, control.frame)
  }

  // MARK: How real it is

  /// True when the clause of a verb denies it.
  func isNegated(_ v: Int) -> Bool {
    for child in tree.children(v) {
      let label = tree.label(Int(child))
      if label == .advmod || label == .det || label == .obj || label == .aux || label == .dep,
        role(Int(child)).contains(.not)
      {
        return true
      }
    }
    return false
  }

  /// What the verb's own tense and auxiliaries say.
  func ownModality(_ v: Int) -> Relation.Modality {
    var finite = v
    for child in tree.children(v) {
      let child = Int(child)
      guard [.aux, .auxPass, .cop].contains(tree.label(child)) else { continue }
      let role = role(child)
      if role.contains(.future) { return .future }
      if role.contains(.mightbe) { return .possible }
      if role.contains(.should) { return .wanted }
      if tree.tag(child) == .auxiliaryFinite { finite = child }
    }
    guard lexicon.isFrench, tree.tag(finite).isFinite else { return .actual }
    let readings = forms.analyses(of: form(finite)).filter { $0.traits.has(.finite) }
    if readings.first?.traits.has(.conditional) ?? false { return .possible }
    if readings.first?.traits.has(.future) ?? false { return .future }
    return .actual
  }

  /// How real the article says that a verb is, from its tense up to what governs it.
  func context(of v: Int, depth: Int = 0) -> Context {
    var context = Context(modality: ownModality(v), isAffirmed: !isNegated(v))
    let head = tree.head(v)
    guard depth < 6, head >= 0 else { return context }
    switch tree.label(v) {
    case .conj where !hasAuxiliary(v) && !tree.tag(v).isFinite && isVerb(head):
      let above = self.context(of: head, depth: depth + 1)
      if context.modality == .actual { context.modality = above.modality }
      context.asserters = above.asserters
      if tree.tag(v) == .verbInfinitive {
        context.isAffirmed = context.isAffirmed == above.isAffirmed
      }
    case .xcomp, .acl, .advcl, .ccomp, .obl, .nmod:
      if tree.tag(v).isFinite { break }
      add(control(of: v, under: head), to: &context, of: v, under: head, depth)
    default: break
    }
    return context
  }

  private func add(
    _ control: RelationLexicon.Control?, to context: inout Context, of v: Int, under head: Int,
    _ depth: Int
  ) {
    let isClause = isVerb(head)
    let above = isClause ? self.context(of: head, depth: depth + 1) : Context()
    guard let control else {
      if tree.label(v) == .xcomp {
        context.isAffirmed = context.isAffirmed == above.isAffirmed
        if context.modality == .actual { context.modality = above.modality }
      } else if tree.label(v) == .advcl, link(v) == lexicon.purpose {
        context.modality = .wanted
      }
      if link(v) == lexicon.without { context.isAffirmed.toggle() }
      return
    }
    if control.modality != .actual, !(control.modality == .future && hasAuxiliary(v)) {
      context.modality = control.modality
    } else if context.modality == .actual {
      context.modality = above.modality
    }
    if control.isAffirmed != above.isAffirmed { context.isAffirmed.toggle() }
    context.asserters =
      control.asserts
      ? (isPassive(head) ? [agent(of: head)].filter { $0 >= 0 } : subject(of: head))
      : above.asserters
  }
}
