import Languages

/// What each rule mends. A rule gives no arc where it has nothing to mend.
extension Repairs {
  // MARK: Nouns

  /// «Paul Rivet (LR), **qui l'accuse**»: what follows a bracket belongs to nothing inside it.
  func outOfBracket(_ i: Int) -> [Arc] {
    var head = tree.head(i)
    while head >= 0, head < i, isClosed(between: head, and: i) { head = tree.head(head) }
    guard head >= 0, head != tree.head(i) else { return [] }
    return [Arc(node: i, head: head, label: tree.label(i))]
  }

  /// True when a bracket closes between two nodes that does not open there.
  private func isClosed(between a: Int, and b: Int) -> Bool {
    let words = tree.token(b) - tree.token(a)
    guard words > b - a, words < Self.reach else { return false }
    for token in tree.token(a)..<tree.token(b) {
      if self.words[token].mark == .openBracket { return false }
      if self.words[token].mark == .closeBracket { return true }
    }
    return false
  }

  /// «en critiquant **le Kenya**»: what a conjunction joins has one.
  func objectBesideVerb(_ i: Int) -> [Arc] {
    let head = tree.head(i)
    guard tree.label(i) == .conj, head >= 0, head < i, tree.tag(head).isVerb, tree.tag(i).isNoun,
      tree.child(i, .cc) < 0, tree.child(i, .case) < 0, tree.child(head, .obj) < 0,
      tree.subtree(i).lowerBound == head + 1, !isMarked(before: head + 1)
    else { return [] }
    return [Arc(node: i, head: head, label: .obj)]
  }

  /// «dénonce depuis des mois **le financement**»: an object is the verb's, not the adjunct's.
  func objectOfAdjunct(_ i: Int) -> [Arc] {
    let noun = tree.head(i)
    guard tree.label(i) == .obj, noun >= 0, noun < i, tree.tag(noun).isNoun,
      tree.child(noun, .cop) < 0, tree.child(i, .case) < 0,
      case let verb = tree.head(noun), verb >= 0, verb < noun, tree.tag(verb).isVerb,
      tree.child(verb, .obj) < 0
    else { return [] }
    return [Arc(node: i, head: verb, label: .obj)]
  }

  /// “condemned the funding **by Norway**”: who acts in a noun, beside a verb that is no passive.
  func agentOfObject(_ i: Int) -> [Arc] {
    let verb = tree.head(i)
    let grammar = ClauseWords.of(words.language)
    guard tree.label(i) == .obl, verb >= 0, verb < i, tree.tag(verb).isVerb,
      tree.child(verb, .auxPass) < 0, tree.tag(i) == .properNoun,
      case let opener = tree.child(i, .case), opener >= 0, grammar.agent >= 0,
      grammar.base(words.forms[tree.token(opener)]) == grammar.agent,
      case let object = tree.child(verb, .obj), object >= 0,
      tree.subtree(object).upperBound == tree.subtree(i).lowerBound,
      !isMarked(before: tree.subtree(i).lowerBound)
    else { return [] }
    var arcs = [Arc(node: i, head: object, label: .nmod)]
    // “the funding by Norway **of militias**”
    let next = tree.children(verb).first { $0 > Int32(i) }.map { Int($0) }
    if let next, tree.label(next) == .obl, case let mark = tree.child(next, .case), mark >= 0,
      grammar.base(words.forms[tree.token(mark)]) == grammar.genitive,
      tree.subtree(next).lowerBound == tree.subtree(i).upperBound
    {
      arcs.append(Arc(node: next, head: object, label: .nmod))
    }
    return arcs
  }

  // MARK: Relative clauses

  /// «**La Norvège**, que le Danemark accuse, a rappelé»: the first of two subjects is the next verb's.
  func relativeOfSubject(_ verb: Int) -> [Arc] {
    let subjects = tree.children(verb).filter { $0 < Int32(verb) && tree.label(Int($0)).isSubject }
    let above = tree.head(verb)
    guard subjects.count == 2, let noun = subjects.first.map({ Int($0) }), tree.tag(noun).isNoun,
      tree.children(verb).contains(where: {
        $0 > Int32(noun) && $0 < subjects[subjects.endIndex - 1] && isRelative(Int($0))
      }),
      above > verb, isFinite(above), !hasSubject(above)
    else { return [] }
    return [
      Arc(node: noun, head: above, label: subjectLabel(of: above)),
      Arc(node: verb, head: noun, label: .aclRelcl),
    ]
  }

  /// «remplacé par Anne Rivet, **qui** était jusqu'ici **ministre**»: a clause with a relative subject is
  /// the noun's before it.
  func relativeOfNoun(_ i: Int) -> [Arc] {
    guard tree.label(i) != .aclRelcl, tree.label(i) != .conj, tree.head(i) >= 0, isFinite(i),
      case let pronoun = tree.child(i, where: { $0.isSubject }), pronoun > 0, pronoun < i,
      tree.tag(pronoun) == .relativePronoun, tree.subtree(i).lowerBound == pronoun
    else { return [] }
    var noun = pronoun - 1
    while tree.head(noun) >= 0, tree.head(noun) < noun || tree.head(noun) < pronoun,
      tree.tag(tree.head(noun)).isNoun, tree.subtree(tree.head(noun)).upperBound == pronoun
    { noun = tree.head(noun) }
    guard tree.tag(noun).isNoun, noun != tree.head(i) else { return [] }
    return [Arc(node: i, head: noun, label: .aclRelcl)]
  }

  /// «C'est **au Pérou** que la Norvège reproche»: what a cleft puts first depends on its verb.
  func cleft(_ verb: Int) -> [Arc] {
    let be = tree.child(verb, .cop)
    let subject = tree.children(verb).map { Int($0) }.last {
      $0 < verb && tree.label($0).isSubject
    }
    guard let subject, be >= 0, tree.tag(verb).isVerb,
      let link = tree.children(verb).map({ Int($0) }).first(where: {
        be < $0 && $0 < subject && isRelative($0)
      }),
      let noun = (tree.children(verb) + tree.children(be)).map({ Int($0) }).first(where: {
        be < $0 && tree.tag($0).isNoun && tree.subtree($0).upperBound == link
      })
    else { return [] }
    var arcs = [
      Arc(node: be, head: verb, label: .discourse),
      Arc(node: noun, head: verb, label: isGoverned(noun, after: be) ? .obl : .obj),
    ]
    for child in tree.children(verb).map({ Int($0) }) where child < be {
      if tree.label(child).isSubject { arcs.append(Arc(node: child, head: verb, label: .expl)) }
    }
    for child in tree.children(be).map({ Int($0) }) where child > be && child < noun {
      arcs.append(Arc(node: child, head: noun, label: .case))
    }
    return arcs
  }

  private func isGoverned(_ noun: Int, after be: Int) -> Bool {
    (be + 1..<noun).contains { tree.tag($0) == .adposition }
  }

  /// «C'est la Norvège que le Danemark **accuse**», «la Suède, que la Norvège **soutient**, a gagné»: a clause
  /// with «que» and a subject of its own, right after a noun.
  func relativeOfCleft(_ verb: Int) -> [Arc] {
    let noun = tree.head(verb)
    guard [.advcl, .discourse, .appos, .dep].contains(tree.label(verb)), noun >= 0, noun < verb,
      tree.child(noun, .cop) >= 0 || tree.tag(noun) == .properNoun,
      let link = tree.children(verb).first.map({ Int($0) }), link > noun, isRelative(link),
      tree.subtree(verb).lowerBound == link, hasSubject(verb), tree.child(verb, .obj) < 0
    else { return [] }
    return [Arc(node: verb, head: noun, label: .aclRelcl)]
  }

  /// “is investigating **what voters are recommended**”: a question is the object, not the noun in it.
  func questionOfObject(_ noun: Int) -> [Arc] {
    let verb = tree.head(noun)
    let word = tree.child(noun, .det)
    guard tree.label(noun) == .obj, verb >= 0, verb < noun, word > verb, isRelative(word),
      let clause = tree.children(verb).map({ Int($0) }).first(where: { $0 > noun }),
      tree.tag(clause).isVerb, isFinite(clause), !hasSubject(clause),
      tree.subtree(clause).lowerBound == tree.subtree(noun).upperBound
    else { return [] }
    return [
      Arc(node: clause, head: verb, label: .ccomp),
      Arc(node: noun, head: clause, label: subjectLabel(of: clause)),
    ]
  }

  // MARK: Subjects

  /// «**En critiquant** le Kenya, le Pérou a agacé»: a gerund is no subject beside another one.
  func gerundBesideSubject(_ i: Int) -> [Arc] {
    let verb = tree.head(i)
    guard tree.label(i).isSubject || tree.label(i) == .dep, tree.tag(i) == .verbGerund, verb > i,
      tree.children(verb).contains(where: { $0 > Int32(i) && tree.label(Int($0)).isSubject })
    else { return [] }
    return [Arc(node: i, head: verb, label: .advcl)]
  }

  /// “**Lars Holm**, the union's president, called”: a name before a verb without a subject.
  func subjectOfLabel(_ i: Int) -> [Arc] {
    let verb = tree.head(i)
    guard [.advcl, .vocative, .dep, .discourse, .dislocated].contains(tree.label(i)),
      tree.tag(i) == .properNoun, verb > i, isFinite(verb) || isPastTense(verb),
      !hasSubject(verb), tree.child(i, .case) < 0, tree.child(i, .mark) < 0
    else { return [] }
    return [Arc(node: i, head: verb, label: subjectLabel(of: verb))]
  }

  /// “By criticising Kenya, **Peru** annoyed”: the name between a comma and a verb without a subject.
  func subjectAfterComma(_ verb: Int) -> [Arc] {
    guard tree.label(verb) == .root || tree.label(verb) == .ccomp, isFinite(verb),
      !hasSubject(verb)
    else { return [] }
    let start =
      tree.children(verb).map { Int($0) }
      .first { $0 < verb && tree.tag($0).isAuxiliary } ?? verb
    guard start > 0, !isMarked(before: start) else { return [] }
    var noun = start - 1
    while tree.subtree(noun).upperBound == start, tree.tag(noun).isNoun {
      let first = tree.subtree(noun).lowerBound
      if first > 0, words[tree.token(first) - 1].mark == .comma {
        guard tree.child(noun, .case) < 0, tree.head(noun) != verb else { return [] }
        return [Arc(node: noun, head: verb, label: subjectLabel(of: verb))]
      }
      noun = tree.head(noun)
      if noun < 0 || noun >= start { return [] }
    }
    return []
  }

  /// “**Kenya**, backed by Norway, **is advancing**”: a participle is the noun's, the finite verb the
  /// sentence's.
  func participleOfSubject(_ i: Int) -> [Arc] {
    guard tree.tag(i) == .verbParticiple, tree.label(i) == .root, !isFinite(i),
      let noun = tree.children(i).first.map({ Int($0) }), noun < i,
      tree.children(i).dropFirst().first.map({ $0 > Int32(i) }) ?? false,
      tree.tag(noun) == .properNoun, tree.child(noun, .case) < 0,
      let verb = tree.children(i).last.map({ Int($0) }), tree.label(verb) == .conj,
      tree.child(verb, .cc) < 0, isFinite(verb), !hasSubject(verb)
    else { return [] }
    return [
      Arc(node: verb, head: -1, label: .root),
      Arc(node: noun, head: verb, label: subjectLabel(of: verb)),
      Arc(node: i, head: noun, label: .acl),
    ]
  }

  /// «Anna Berg, **épouse** de Lars Holm, dirige»: what is between commas before the verb is no verb.
  func nounOfSubject(_ i: Int) -> [Arc] {
    guard tree.tag(i) == .verbFinite, tree.label(i) == .root,
      words[tree.token(i)].features.has(.noun), i > 0, words[tree.token(i) - 1].mark == .comma,
      let noun = tree.children(i).first.map({ Int($0) }), tree.label(noun).isSubject,
      tree.subtree(noun).upperBound == i, tree.child(noun, .det) < 0 || tree.tag(noun).isNoun,
      let verb = tree.children(i).last.map({ Int($0) }), tree.label(verb) == .conj,
      tree.child(verb, .cc) < 0, isFinite(verb), !hasSubject(verb),
      words[tree.token(tree.subtree(verb).lowerBound) - 1].mark == .comma
    else { return [] }
    var arcs = [
      Arc(node: verb, head: -1, label: .root),
      Arc(node: noun, head: verb, label: subjectLabel(of: verb)),
      Arc(node: i, head: noun, label: .appos, tag: .noun),
    ]
    for child in tree.children(i).map({ Int($0) }) where tree.label(child) == .obl {
      arcs.append(Arc(node: child, head: i, label: .nmod))
    }
    return arcs
  }

  /// «Le chef, Lars Holm, **accuse** Anna Berg»: a finite verb that hangs on its subject.
  func verbOfSubject(_ verb: Int) -> [Arc] {
    let noun = tree.head(verb)
    guard [.conj, .acl, .xcomp, .appos].contains(tree.label(verb)), noun >= 0, noun < verb,
      tree.label(noun) == .root, tree.tag(noun).isNoun, tree.child(noun, .cop) < 0,
      !hasSubject(noun), isFinite(verb), tree.tag(verb).isVerb,
      hasPairedCommas(between: noun, and: verb),
      !tree.children(verb).contains(where: {
        let label = tree.label(Int($0))
        return label == .cc || label == .mark || isRelative(Int($0))
          || label.isSubject && $0 < Int32(verb)
      })
    else { return [] }
    var arcs = [
      Arc(node: verb, head: -1, label: .root),
      Arc(node: noun, head: verb, label: subjectLabel(of: verb)),
    ]
    for child in tree.children(noun).map({ Int($0) }) where child > verb {
      arcs.append(Arc(node: child, head: verb, label: tree.label(child)))
    }
    let after = tree.child(verb) { $0.isSubject }
    if after >= 0, tree.child(verb, .obj) < 0 {
      arcs.append(Arc(node: after, head: verb, label: .obj))
    }
    return arcs
  }

  /// “Anna Berg said Lars Holm was lying and even **accused**”: a verb in the form of the one that
  /// reports is joined to that one, not to what it reports.
  func verbOfSpeaker(_ verb: Int) -> [Arc] {
    let joined = tree.head(verb)
    guard tree.label(verb) == .conj, joined >= 0, tree.label(joined) == .ccomp,
      tree.tag(verb).isVerb, !hasSubject(verb), tree.child(verb, .cc) >= 0,
      tree.child(verb, .mark) < 0,
      case let opener = tree.child(joined, .mark), opener < 0 || isRelative(opener),
      tree.subtree(verb).upperBound == tree.subtree(joined).upperBound,
      case let speaker = tree.head(joined), speaker >= 0, speaker < joined
    else { return [] }
    let clauses = Clauses(of: tree, in: words)
    func shape(_ i: Int) -> [Clauses.Tense?] {
      [clauses.verb(i)?.tense] + (tree.child(i) { $0 == .aux || $0 == .cop } < 0 ? [nil] : [])
    }
    guard isFinite(verb), shape(verb) == shape(speaker), shape(verb) != shape(joined) else {
      return []
    }
    return [Arc(node: verb, head: speaker, label: .conj)]
  }

  // MARK: Words

  /// Marks are looked for over so many words; arcs that are longer are left alone.
  private static let reach = 80

  private func isFinite(_ i: Int) -> Bool {
    tree.tag(i) == .verbFinite
      || tree.children(i).contains { tree.tag(Int($0)) == .auxiliaryFinite }
  }

  /// “called” at the head of a sentence, taken for a participle.
  private func isPastTense(_ i: Int) -> Bool {
    tree.label(i) == .root && tree.tag(i) == .verbParticiple
      && words[tree.token(i)].features.has([.simplePast])
  }

  private func hasSubject(_ i: Int) -> Bool {
    tree.child(i) { $0.isSubject || $0 == .csubj || $0 == .expl } >= 0
  }

  /// An auxiliary or a pronoun before its verb: «**s'est** excusée».
  private func isOfGroup(_ i: Int) -> Bool {
    tree.tag(i).isAuxiliary || tree.label(i) == .explPv || tree.label(i) == .advmod
      || tree.tag(i) == .pronoun && !tree.label(i).isSubject
  }

  private func subjectLabel(of verb: Int) -> Label {
    tree.child(verb, .auxPass) >= 0 ? .nsubjPass : .nsubj
  }

  private func isRelative(_ i: Int) -> Bool {
    tree.tag(i) == .relativePronoun || words[tree.token(i)].features.has(.relative)
  }

  /// True when a mark comes right before the word of a node.
  private func isMarked(before i: Int) -> Bool { i > 0 && tree.token(i) - tree.token(i - 1) > 1 }

  /// True when no mark but commas is between two nodes, and an even number of them.
  private func hasPairedCommas(between a: Int, and b: Int) -> Bool {
    guard tree.token(b) - tree.token(a) < Self.reach else { return false }
    var commas = 0
    for token in tree.token(a)..<tree.token(b) {
      switch words[token].mark {
      case .comma: commas += 1
      case .none, .number: break
      default: return false
      }
    }
    return commas.isMultiple(of: 2)
  }
}
