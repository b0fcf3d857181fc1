import Languages

extension Clauses {
  /// Who acts in the clause of a predicate, or suffers a passive; nil when nobody is named.
  ///
  /// The subject on the verb, else through relative clauses, coordination, control of infinitives and
  /// what nouns with an infinitive belong to.
  public func subject(of i: Int) -> Subject? {
    subject(of: i, depth: 0)
  }

  /// A subject stands among the first of what depends on its verb; the verb of an endless list of clauses
  /// is asked for it by each of them.
  private static let childrenAtMost = 100

  private func subject(of i: Int, depth: Int) -> Subject? {
    // Deeper chains of control are errors of the tree.
    guard i >= 0, depth < 8 else { return nil }
    let children = tree.children(i).prefix(Self.childrenAtMost).map { Int($0) }
    if let own = children.first(where: { tree.label($0).isSubject }) {
      let node = antecedent(of: own)
      return Subject(node: node, link: node == own ? .own : .relative)
    }
    let head = tree.head(i)
    if head < 0 || children.contains(where: { [.expl, .csubj].contains(tree.label($0)) }) {
      return nil
    }
    func of(_ other: Int, _ link: Link) -> Subject? {
      subject(of: other, depth: depth + 1).map { Subject(node: $0.node, link: link) }
    }
    let isFinite = tree.tag(auxiliaries(of: i).first ?? i).isFinite
    switch tree.label(i) {
    case .conj: return isPredicate(head) ? of(head, .shared) : nil
    case .acl where tree.tag(i) == .verbInfinitive: return holder(of: head, depth)
    case .acl: return isFinite ? nil : Subject(node: head, link: .relative)
    case .aclRelcl: return hasRelativeSubject(i) ? Subject(node: head, link: .relative) : nil
    case _ where isFinite: return nil
    case .xcomp, .ccomp: return controller(of: i, under: head, depth)
    case .advcl where isPassive(i), .obl where isPredicate(i):
      return of(predicate(above: head), .adverbial)
    case .advcl:
      // “urged X to resign”, “accused X of lying”: a table knows better than the label.
      return control(of: i, under: head) != nil
        ? controller(of: i, under: head, depth) : of(predicate(above: head), .adverbial)
    default: return nil
    }
  }

  /// Whether a relative clause without a subject has a relative pronoun that no other label explains:
  /// it is the subject.
  private func hasRelativeSubject(_ i: Int) -> Bool {
    tree.children(i).contains {
      let child = Int($0)
      guard tree.tag(child) == .relativePronoun else { return false }
      let label = tree.label(child)
      return label != .obj && label != .obl && label != .iobj && tree.child(child, .case) < 0
    }
  }

  /// Who acts in an infinitive below a verb.
  private func controller(of i: Int, under head: Int, _ depth: Int) -> Subject? {
    guard isPredicate(head) else { return nil }
    func above() -> Subject? {
      subject(of: head, depth: depth + 1).map { Subject(node: $0.node, link: .control) }
    }
    let object = tree.child(head, .obj)
    let indirect = tree.child(head, .iobj)
    guard let control = control(of: i, under: head) else {
      // With an object as well, it is unknown who is to act.
      return object < 0 && indirect < 0 ? above() : nil
    }
    if !control.isByObject || isPassive(head) { return above() }
    if control.frame >= 0 {
      let oblique = tree.children(head).map { self.oblique(Int($0)) }
        .first { $0.base == control.frame }?.node
      let node = oblique ?? (indirect >= 0 ? indirect : nil)
      return node.map { Subject(node: $0, link: .control) }
    }
    let node = object >= 0 ? object : indirect
    return node < 0 ? nil : Subject(node: antecedent(of: node), link: .control)
  }

  /// Who is to do what an infinitive on a noun says: the noun's owner, else the subject of the verb
  /// whose object the noun is.
  private func holder(of noun: Int, _ depth: Int) -> Subject? {
    let before = tree.child(noun) { $0 == .compound || $0 == .amod }
    let namesOwner = before >= 0 && before < noun && words[tree.token(before)].isCapital
    if let owner = owners(of: noun).first ?? (namesOwner ? before : nil) {
      return Subject(node: owner, link: .holder)
    }
    guard tree.label(noun) == .obj || tree.label(noun) == .obl, tree.head(noun) >= 0 else {
      return nil
    }
    return subject(of: tree.head(noun), depth: depth + 1).map {
      Subject(node: $0.node, link: .holder)
    }
  }

  /// Who acts in a passive, or in a noun («l'attaque de Lima **par** Oslo»).
  public func agents(of i: Int) -> [Int] {
    let own = nodes(of: i) { $0 == .oblAgent || $0 == .obl || $0 == .nmod }
    var found = own.filter { tree.label($0) == .oblAgent || isAgent($0, of: i) }
    if found.isEmpty, isPredicate(i), isPassive(i) {
      // “announced on Monday by X”: the parser may hang X on what is between.
      found = nodes(of: i) { $0 == .obl || $0 == .obj || $0 == .advcl }.filter { $0 > i }
        .flatMap { agentsBelow($0, of: i) }
    }
    // «ni par A ni par B»
    return (found + found.flatMap { agentsBelow($0, of: i) }).map(antecedent)
  }

  private func agentsBelow(_ i: Int, of head: Int) -> [Int] {
    // “accused of lying **by X**”
    let label: Label = tree.tag(i) == .verbGerund ? .obl : .nmod
    return nodes(of: i) { $0 == label }.filter { isAgent($0, of: head) }
  }

  private func isAgent(_ i: Int, of head: Int) -> Bool {
    let base = preposition(of: i).base
    return base >= 0 && base == grammar.agent && (!isPredicate(head) || isPassive(head))
  }

  /// The direct objects; those of the next verb when two verbs stand together: «**critique** et
  /// condamne le projet».
  public func objects(of i: Int) -> [Int] {
    let own = nodes(of: i) { $0 == .obj }.filter { !role($0).contains(.reflexive) }.map(antecedent)
    if !own.isEmpty { return own }
    // «X, **que** Y a critiqué»: a word of the relative clause that the parser gave no object.
    if tree.label(i) == .aclRelcl, tree.head(i) >= 0,
      nodes(of: i, where: { $0 == .mark || $0 == .obl || $0 == .advmod }).contains(where: {
        words[tree.token($0)].features.has(.relative) && tree.child($0, .case) < 0
      })
    {
      return [tree.head(i)]
    }
    for next in nodes(of: i, where: { $0 == .conj }) where tree.tag(next) == tree.tag(i) {
      let between = i + 1..<next
      let isTight = between.allSatisfy {
        tree.label($0) == .cc || tree.label($0).isAuxiliary || tree.label($0) == .advmod
      }
      if isTight, isPredicate(next) { return objects(of: next) }
    }
    return []
  }

  /// Nouns after prepositions, indirect objects without one among them.
  public func obliques(of i: Int) -> [Oblique] {
    nodes(of: i) { $0 == .obl || $0 == .oblAgent || $0 == .iobj }.map(oblique)
  }

  /// A node with its preposition.
  public func oblique(_ i: Int) -> Oblique {
    let (words, base) = preposition(of: i)
    return Oblique(node: antecedent(of: i), preposition: words, base: base)
  }

  /// The words of the preposition on a noun and the form of its base.
  public func preposition(of i: Int) -> (words: Range<Int>, base: Int32) {
    let first = tree.child(i, .case)
    guard first >= 0 else { return (0..<0, -1) }
    var end = first
    for child in tree.children(i) where tree.label(Int(child)) == .case {
      let child = Int(child)
      if child < i { end = max(end, child) }
      if let last = lastFixed(of: child, before: i) { end = max(end, last) }
    }
    let base = lastFixed(of: first, before: i) ?? first
    return (tree.token(first)..<tree.token(end) + 1, grammar.base(form(base)))
  }

  /// The last of the further words of a fixed phrase that stands before a node.
  private func lastFixed(of first: Int, before i: Int) -> Int? {
    tree.children(first).last { tree.label(Int($0)) == .fixed && $0 < i }.map { Int($0) }
  }

  // MARK: Nouns

  /// Whom a noun belongs to: possessives, «de X», “X's”, “of X”.
  public func owners(of noun: Int) -> [Int] {
    let possessive = nodes(of: noun) {
      $0 == .nmodPoss || $0 == .det
    }.filter { tree.label($0) == .nmodPoss || role($0).contains(.possessive) }
    return possessive + complements(ofNoun: noun).filter { isGenitive($0.base) }.map(\.node)
  }

  /// The nouns after a noun with their prepositions: «l'attaque **de Lima**», “talks **with Oslo**”.
  public func complements(ofNoun noun: Int) -> [Oblique] {
    nodes(of: noun) { $0 == .nmod || $0 == .oblAgent || $0 == .obl }.map(oblique)
  }

  /// Whether a preposition says whom something belongs to.
  private func isGenitive(_ base: Int32) -> Bool { base >= 0 && base == grammar.genitive }
}

extension Label {
  /// An auxiliary of any kind.
  fileprivate var isAuxiliary: Bool { self == .aux || self == .auxPass || self == .cop }
}
