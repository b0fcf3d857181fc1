import Languages
import Press

/// Whom pronouns stand for.
extension FrenchStatements {
  /// Whom «il», «elle», «eux» stand for; with `isLatter` the last one named, not the last who spoke.
  func pronoun(
    _ i: Int, _ spoken: [Spoken], in content: Range<Int>, isLatter: Bool = false
  ) -> Reference? {
    if isFirstPerson(i..<i + 1) { return spoken.last.map { Reference($0) } }
    let it = anaphor(at: i, in: content)
    if isLatter, let latter = lastNamed(it) { return .source(latter) }
    return SpeakerChoice(phrase: i..<i + 1, candidates: candidates(for: it, spoken))
      .best(in: words.language)
  }

  /// What a pronoun asks; under a preposition it is no woman: «selon lui».
  func anaphor(at i: Int, in content: Range<Int>) -> Anaphor {
    let t = features(i)
    let gender: Gender? =
      t.has(.masculine) == t.has(.feminine)
      ? (role(i).contains(.strong) ? .masculine : nil) : t.has(.masculine) ? .masculine : .feminine
    return Anaphor(
      at: i, gender: gender, isPlural: isPlural(t), content: content, isIncise: t.has(.enclitic))
  }

  /// Everybody whom a pronoun may mean.
  func candidates(for it: Anaphor, _ spoken: [Spoken]) -> [Antecedent] {
    let hints = [
      opening(before: it.at, spoken, gender: it.gender, plural: it.isPlural),
      hostSubject(it.at, it.content, spoken, gender: it.gender, plural: it.isPlural),
    ]
    return Antecedents(
      words: words, sentences: sentences, names: names, grammar: grammar,
      isQuoted: { isQuoted($0) }, isPerson: { isPerson($0) }
    ).candidates(of: it, spoken, hints: hints.compactMap { $0 }.map { ($0, .topic) }) {
      matches($0, gender: it.gender, plural: it.isPlural)
    }
  }

  /// The person whom «ce dernier» means.
  private func lastNamed(_ it: Anaphor) -> Int? {
    let from = max(sentences.list[recentSentence(3, before: it.at)].lowerBound, it.at - 400)
    return names.mentions[names.mentions(in: from..<it.at)].last {
      $0.words.upperBound <= it.at && !isQuoted($0.words.lowerBound)
        && !it.content.contains($0.words.lowerBound) && isPerson($0)
        && matches($0.source, gender: it.gender, plural: it.isPlural)
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
