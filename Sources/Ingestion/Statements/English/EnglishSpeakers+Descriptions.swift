import Languages
import Press

/// Whom a description takes up: “the minister”, “the company”.
extension EnglishSpeakers {
  /// What a description asks of the one whom it means; nil for a name, a text and any other phrase.
  func description(
    _ phrase: Range<Int>, of draft: EnglishStatements.StatementCandidate
  ) -> (it: Anaphor, head: Int)? {
    let first = phrase.lowerBound
    guard phrase.count > 1, phrases.has(first, .determiner),
      phrases.has(first, [.definite, .demonstrative]), let head = head(of: phrase),
      ![phrases.known.evidence, phrases.known.occasions, phrases.known.documents].contains(where: {
        phrases.isIn(head, $0)
      }),
      !isNamed(phrase, head)
    else { return nil }
    let t = words[head].features
    var it = Anaphor(
      at: first, isPlural: t.has(.plural) && !t.has(.singular), content: draft.content)
    if let gender = gender(ofPerson: head, in: phrase) {
      it.kind = .person
      it.gender = gender == .either ? nil : gender
    } else if phrases.isIn(head, phrases.known.bodies) {
      it.kind = .thing
      it.agrees = false
    }
    return (it, head)
  }

  /// True for a phrase with a name of its own: “the Lindqvist Foundation”, “the White House”, “the Holm
  /// campaign”, and for what belongs to somebody: “the mayor's office”.
  private func isNamed(_ phrase: Range<Int>, _ head: Int) -> Bool {
    if (phrase.lowerBound..<head).contains(where: { phrases.isForm($0, phrases.known.s) }) {
      return true
    }
    guard let m = names.mention(at: head) else { return words[head].isCapital }
    switch names.mentions[m].form {
    case .group, .office:
      // “the Russian government” is a state, “the mayor” of whom a name is known that person.
      let source = names.sources[names.mentions[m].source]
      return source.kind == .state || uses(names.mentions[m].source) > 0
    default: return true
    }
  }

  /// True for a phrase that says by a name of whom or what: “the Lima governor”.
  private func hasName(_ phrase: Range<Int>) -> Bool {
    phrase.dropFirst().contains { words[$0].isWord && words[$0].isCapital }
  }

  /// Who was called so: the last one before, or whoever is called so beside the name.
  func called(_ description: (it: Anaphor, head: Int), _ phrase: Range<Int>, _ spoken: [Spoken])
    -> Reference?
  {
    let form = words.forms[description.head]
    let before = spoken.last {
      $0.phrase.count > 1 && $0.phrase != phrase
        && head(of: $0.phrase).map { words.forms[$0] == form } ?? false
    }
    if let before, before.source.map({ uses($0) > 0 }) ?? (before.phrase.count > phrase.count) {
      return Reference(before)
    }
    let called = callings.called(description.head, in: phrase).filter {
      uses($0) > 0
        && (description.it.kind == .any
          || (names.sources[$0].kind == .person) == (description.it.kind == .person))
    }
    if called.count < 2 { return called.first.map { .source($0) } }
    // The one who was named last, else the first one to be named.
    let last = names.mentions[names.mentions(in: 0..<phrase.lowerBound)].last {
      called.contains($0.source) && !$0.isAdjective && $0.form != .place
    }
    return (last?.source ?? called.first).map { .source($0) }
  }

  /// Everybody whom a description may mean.
  func candidates(
    for description: (it: Anaphor, head: Int), _ phrase: Range<Int>, _ spoken: [Spoken]
  ) -> [Antecedent] {
    var description = description
    if hasName(phrase) { description.it.kind = .any }
    let isMedium = phrases.isIn(description.head, phrases.known.media)
    var kind: Clues = description.it.kind == .person ? .office : []
    if description.head + 1 < phrase.upperBound || description.head > phrase.lowerBound + 1 {
      kind.insert(.detailed)
    }
    return antecedents.candidates(
      ofDescription: description.it, phrase,
      own: names.mention(at: description.head).map { names.mentions[$0].source },
      hints: [], kind: kind, callings, spoken
    ) { fits($0, description.it) }
    .filter {
      guard case .source(let source) = $0.reference, description.it.kind == .thing else {
        return true
      }
      return (names.sources[source].kind == .media) == isMedium
    }
  }

  /// Those who are named, with what stands beside their names: “the airline Skarven”, “Skarven, an
  /// airline from Oslo,”.
  static func callings(in words: Tokens, names: Names, _ phrases: EnglishPhrases) -> Callings {
    let grammar = RelationLexicon.of(words.language)
    var callings = Callings(in: words, names: names) { head(of: $0, in: words, grammar) }
    for mention in names.mentions
    where !mention.isAdjective && ![.place, .group, .office].contains(mention.form) {
      let before = mention.whole.lowerBound - 1
      if before >= 0, words[before].isWord, !words[before].isCapital, phrases.has(before, .noun) {
        callings.add(before..<before + 1, to: mention.source)
      }
      let next = mention.whole.upperBound + 1
      guard phrases.mark(next - 1) == .comma, phrases.has(next, .determiner),
        phrases.has(next, [.indefinite, .definite])
      else { continue }
      let end = phrases.phraseEnd(from: next, to: min(next + 16, words.count))
      if end > next + 1 { callings.add(next..<end, to: mention.source) }
    }
    return callings
  }
}
