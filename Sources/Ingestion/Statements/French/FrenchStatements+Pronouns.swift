import Languages
import Press

/// Whom pronouns stand for.
extension FrenchStatements {
  /// Whom «il», «elle», «eux» stand for; with `isLatter` the last one named, not the last who spoke.
  ///
  /// «Lars Holm a menti, selon lui»: nobody named in what is said.
  func pronoun(
    _ i: Int, _ spoken: [Spoken], in content: Range<Int>, isLatter: Bool = false
  ) -> Reference? {
    if isFirstPerson(i..<i + 1) { return spoken.last.map { Reference($0) } }
    let t = features(i)
    let plural = isPlural(t)
    // «selon lui»: under a preposition it is no woman.
    let gender: Gender? =
      t.has(.masculine) == t.has(.feminine)
      ? (role(i).contains(.strong) ? .masculine : nil) : t.has(.masculine) ? .masculine : .feminine
    let from = max(sentences.list[recentSentence(3, before: i)].lowerBound, i - 400)
    var candidates: [Names.Mention] = []
    for mention in names.mentions[names.mentions(in: from..<i)] {
      guard mention.words.upperBound <= i, !mention.isAdjective, mention.form != .place,
        !isQuoted(mention.words.lowerBound), !content.contains(mention.words.lowerBound)
      else { continue }
      candidates.append(mention)
    }
    func fits(_ mention: Names.Mention) -> Bool {
      isPerson(mention) && matches(mention.source, gender: gender, plural: plural)
    }
    if isLatter, let found = candidates.last(where: fits) { return .source(found.source) }
    // Who opens a sentence since then is spoken of now: «Le maire a refusé. C'est faux, dit-il.»
    if let found = opening(before: i, spoken, gender: gender, plural: plural) { return found }
    if let last = spoken.last, last.source == nil,
      last.phrase.prefix(3).contains(where: { role($0).contains(.document) }),
      let person = candidates.last(where: fits)
    {
      return .source(person.source)  // «, selon un sondage. …, a-t-il déclaré»
    }
    if spoken.last == nil || !matches(spoken[spoken.count - 1], gender: gender, plural: plural),
      let own = hostSubject(i, content, spoken, gender: gender, plural: plural)
    {
      return own
    }
    if let last = spoken.last, matches(last, gender: gender, plural: plural) {
      let source = spokenLast(last, spoken, candidates.filter(fits), before: i) {
        matches($0, gender: gender, plural: plural)
      }
      return source.map { .source($0) } ?? Reference(last)
    }
    if let found = candidates.last(where: fits) { return .source(found.source) }
    if let found = spoken.last(where: { matches($0, gender: gender, plural: plural) }) {
      return Reference(found)
    }
    let body = candidates.last {
      let kind = names.sources[$0.source].kind
      return kind != .person && kind != .state && names.genders[$0.source].gender != .either
        && matches($0.source, gender: gender, plural: plural)
    }
    return body.map { .source($0.source) }
  }

  /// Who is rather meant than the one who spoke last, of those who were named since.
  private func spokenLast(
    _ last: Spoken, _ spoken: [Spoken], _ named: [Names.Mention], before i: Int,
    fits: (Spoken) -> Bool
  ) -> Int? {
    let since = named.last {
      $0.words.lowerBound > last.anchor
        && $0.whole.lowerBound - sentences[holding: $0.whole.lowerBound].lowerBound < 2
        && names.genders[$0.source].gender != .either
    }
    if let since { return since.source }
    if let other = onlyOther(named, since: last, before: i) { return other }
    // «…, rapporte La Vigie. …, a-t-il dit»: rather somebody than the paper.
    guard let source = last.source, names.sources[source].kind == .media else { return nil }
    return named.last?.source
      ?? spoken.last {
        $0.source.map { names.sources[$0].kind == .person } ?? false && fits($0)
      }?.source
  }

  /// The sentence with which the last `count` ones before a word begin, those within quotations not
  /// counted.
  func recentSentence(_ count: Int, before i: Int) -> Int {
    var number = sentences.number(of: i)
    var left = count
    while number > 0, left > 0 {
      number -= 1
      if !isQuoted(sentences.list[number].lowerBound) { left -= 1 }
    }
    return number
  }

  /// «La réaction est venue de Nils Berg. « Je pars », a-t-il dit»: the one person named since somebody
  /// else spoke, unless a pronoun has gone on with that one.
  private func onlyOther(
    _ named: [Names.Mention], since last: Spoken, before i: Int
  ) -> Int? {
    let others = named.filter {
      $0.words.lowerBound > last.anchor && names.genders[$0.source].gender != .either
    }
    guard let other = others.last, others.allSatisfy({ $0.source == other.source }),
      other.source != last.source
    else { return nil }
    let from = sentences.number(of: last.anchor) + 1
    let number = sentences.number(of: other.words.lowerBound)
    guard number >= from else { return nil }
    for n in from...max(from, sentences.number(of: i)) where n < sentences.list.count {
      let first = sentences.list[n].lowerBound
      if role(first).contains(.subject), first < i { return nil }
    }
    return other.source
  }

  /// «Le centre a porté plainte, a-t-il annoncé»: the subject of the sentence that an incise ends.
  private func hostSubject(
    _ i: Int, _ content: Range<Int>, _ spoken: [Spoken], gender: Gender?, plural: Bool
  ) -> Reference? {
    guard features(i).has(.enclitic), content.lowerBound < i, !isQuoted(content.lowerBound) else {
      return nil
    }
    var first = content.lowerBound
    while first < content.upperBound, role(first).contains(.opener) || isAdverb(first) {
      first += 1
    }
    guard let phrase = nounPhrase(at: first, apposition: true), phrase.upperBound < i,
      isActor(phrase), mayBe(phrase, gender: gender, plural: plural), isFinite(phrase.upperBound)
    else { return nil }
    return reference(of: phrase, spoken, in: phrase) ?? .phrase(phrase)
  }

  /// True for a phrase that a pronoun of this gender and number may take up; «l'élève» is of either.
  private func mayBe(_ phrase: Range<Int>, gender: Gender?, plural: Bool) -> Bool {
    let own = agreement(of: phrase)
    return own.isPlural == plural && (own.gender == nil || gender == nil || own.gender == gender)
  }

  /// The subject that opens one of the last sentences since somebody spoke.
  private func opening(
    before i: Int, _ spoken: [Spoken], gender: Gender?, plural: Bool
  ) -> Reference? {
    let number = sentences.number(of: i)
    let last = spoken.last?.anchor ?? -1
    for n in stride(from: number, through: max(0, number - 2), by: -1) {
      var first = sentences.list[n].lowerBound
      if first <= last { return nil }
      while first < i, role(first).contains(.opener) || isAdverb(first) || mark(first) == .comma {
        first += 1
      }
      // «De son côté, Lars Holm n'excluait rien.»
      if first < i, grammarRole(first).contains(.prep) || role(first).contains(.of),
        let comma = (first..<min(i, first + 8)).first(where: { mark($0) != .none }),
        mark(comma) == .comma
      {
        first = comma + 1
      }
      guard first < i, mark(first) == .none, !isQuoted(first), !role(first).contains(.subject),
        !drafts(near: first..<first + 1).contains(where: { $0.content.contains(first) }),
        let phrase = nounPhrase(at: first, apposition: true), phrase.upperBound <= i,
        isActor(phrase)
      else { continue }
      var verb = phrase.upperBound
      if mark(verb) == .comma { verb += 1 }
      while verb < i,
        isAdverb(verb) || !grammarRole(verb).isDisjoint(with: [.ne, .reflexive, .clitic, .dative])
      { verb += 1 }
      guard verb < i, isFinite(verb) || verbIndex(verb) != nil else { continue }
      // «Son parti le blâme. Il a tort, dit-il»: who owns it is spoken of.
      let isOwned = features(phrase.lowerBound).has(.possessive)
      let found = reference(of: phrase, spoken, in: phrase) ?? .phrase(phrase)
      switch found {
      case .source(let source):
        let fits =
          names.sources[source].kind == .person
          ? matches(source, gender: gender, plural: plural)
          : !isOwned && agreement(of: phrase) == (gender, plural)
        if fits { return found }
      case .phrase:
        if !isOwned, mayBe(phrase, gender: gender, plural: plural) { return .phrase(phrase) }
      }
    }
    return nil
  }
}
