import Languages
import Press

/// Determines whom an English speaker phrase names; a pronoun or a description means the candidate for
/// whom most speaks.
struct EnglishSpeakers {
  let words: Tokens
  let sentences: Sentences
  let names: Names
  let phrases: EnglishPhrases
  let gazetteer: Gazetteer
  let callings: Callings
  private let grammar: RelationLexicon
  /// Whom each pronoun and each description that speaks may mean.
  private(set) var choices: [SpeakerChoice] = []

  init(words: Tokens, sentences: Sentences, names: Names, phrases: EnglishPhrases) {
    self.words = words
    self.sentences = sentences
    self.names = names
    self.phrases = phrases
    grammar = RelationLexicon.of(words.language)
    gazetteer = Gazetteer.of(words.language)
    callings = Self.callings(in: words, names: names, phrases)
  }

  /// Whom each draft's speaker names, parallel to them; nil when that cannot be determined.
  mutating func references(of drafts: [EnglishStatements.StatementCandidate]) -> [Reference?] {
    var found = [Reference?](repeating: nil, count: drafts.count)
    var spoken: [Spoken] = []
    func anchor(_ n: Int) -> Int { drafts[n].speaker?.lowerBound ?? drafts[n].content.lowerBound }
    // In the order of attribution, so that “he” finds who spoke last.
    for n in drafts.indices.sorted(by: { (anchor($0), $0) < (anchor($1), $1) }) {
      found[n] =
        drafts[n].source.map { .source($0) }
        ?? drafts[n].speaker.flatMap { reference(of: $0, by: drafts[n], spoken) }
      guard let speaker = drafts[n].speaker else { continue }
      switch found[n] {
      case .source(let source):
        spoken.append(Spoken(source: source, phrase: speaker, anchor: anchor(n)))
      case .phrase(let phrase):
        spoken.append(Spoken(source: nil, phrase: phrase, anchor: anchor(n)))
      case nil where anaphor(speaker, of: drafts[n]) == nil:
        spoken.append(Spoken(source: nil, phrase: speaker, anchor: anchor(n)))
      case nil: break
      }
      // Who spoke longer ago than that is not taken up.
      if spoken.count > 200 { spoken.removeFirst(100) }
    }
    return found
  }

  /// The source that a phrase names, or what a pronoun or a description takes up.
  private mutating func reference(
    of phrase: Range<Int>, by draft: EnglishStatements.StatementCandidate, _ spoken: [Spoken]
  ) -> Reference? {
    let choice: SpeakerChoice
    if let it = anaphor(phrase, of: draft) {
      choice = SpeakerChoice(phrase: phrase, candidates: candidates(for: it, spoken))
    } else if let description = description(phrase, of: draft) {
      if let called = called(description, phrase, spoken) { return called }
      choice = SpeakerChoice(
        phrase: phrase, isDescription: true,
        candidates: candidates(for: description, phrase, spoken))
    } else {
      return source(of: phrase).map { .source($0) }
    }
    choices.append(choice)
    let best = choice.best(in: words.language)
    return best == .phrase(phrase) ? source(of: phrase).map { .source($0) } : best
  }

  /// The source that a phrase names: a person in it, else the first name that is no mere adjective.
  func source(of phrase: Range<Int>) -> Int? {
    var first: Int?
    var k = phrase.lowerBound
    while k < phrase.upperBound {
      if let m = names.mention(at: k) {
        let mention = names.mentions[m]
        if !mention.isAdjective, names.sources[mention.source].kind == .person,
          phrase.contains(mention.words.lowerBound), !isOwner(mention, in: phrase)
        {
          return mention.source
        }
        if first == nil, !mention.isAdjective, mention.form != .place { first = mention.source }
        k = max(k + 1, mention.whole.upperBound)
      } else {
        k += 1
      }
    }
    return first
  }

  /// “**Jan Holm's** wife, Anna”: somebody else is named after them.
  private func isOwner(_ mention: Names.Mention, in phrase: Range<Int>) -> Bool {
    let end = mention.words.upperBound
    return end + 1 < phrase.upperBound && phrases.isForm(end, phrases.known.s)
      && names.mentions[names.mentions(in: end..<phrase.upperBound)].contains {
        names.sources[$0.source].kind == .person && $0.source != mention.source
      }
  }

  // MARK: Pronouns

  /// What a pronoun asks of the one whom it means; nil for any other phrase.
  private func anaphor(
    _ phrase: Range<Int>, of draft: EnglishStatements.StatementCandidate
  ) -> Anaphor? {
    let at = phrase.lowerBound
    guard phrase.count == 1, let pronoun = grammar.pronoun(words.forms[at]) else { return nil }
    return Anaphor(
      at: at, kind: pronoun.isPerson ? .person : pronoun.isThing ? .thing : .any,
      gender: pronoun.gender == .either ? nil : pronoun.gender,
      isPlural: pronoun.isPlural ?? false, content: draft.content,
      isIncise: draft.isDirect && at >= draft.content.lowerBound)
  }

  private func candidates(for it: Anaphor, _ spoken: [Spoken]) -> [Antecedent] {
    let topic = opening(before: it, spoken).map { ($0, Clues.topic) }
    return antecedents.candidates(of: it, spoken, hints: topic.map { [$0] } ?? []) { fits($0, it) }
  }

  var antecedents: Antecedents {
    Antecedents(
      words: words, sentences: sentences, names: names, grammar: grammar,
      isQuoted: { phrases.quoteOfWord[$0] >= 0 }, isPerson: { isPerson($0) })
  }

  /// How often a source is named otherwise than by its office or as a group.
  func uses(_ source: Int) -> Int { callings.uses[source] }

  /// True for a person whom the text treats as one; a full name is a person's as long as nothing says
  /// otherwise.
  private func isPerson(_ mention: Names.Mention) -> Bool {
    let source = names.sources[mention.source]
    return source.kind == .person && mention.form != .place && mention.form != .office
      && !mention.isAdjective
      && (names.isCorroborated(mention.source) || source.name.contains(" "))
  }

  func fits(_ one: Spoken, _ it: Anaphor) -> Bool {
    guard let source = one.source else { return mayBe(one.phrase, it) }
    let known = names.genders[source]
    if it.kind == .person, names.mayBePerson(source) { return !it.isPlural }
    return (it.kind == .any || (names.sources[source].kind == .person) == (it.kind == .person))
      && (!it.agrees
        || known.isPlural == it.isPlural && known.gender.fits(it.gender ?? .either))
  }

  /// True for a phrase without a name that a pronoun may take up: a person or not, one or several.
  private func mayBe(_ phrase: Range<Int>, _ it: Anaphor) -> Bool {
    guard let head = head(of: phrase) else { return false }
    let t = words[head].features
    guard (t.has(.plural) && !t.has(.singular)) == it.isPlural else { return false }
    guard !it.isPlural else { return true }
    guard let gender = gender(ofPerson: head, in: phrase) else { return it.kind != .person }
    return it.kind != .thing && gender.fits(it.gender ?? .either)
  }

  /// The last word of a noun phrase before what depends on it: “spokesman” of “a spokesman for the port”.
  func head(of phrase: Range<Int>) -> Int? { Self.head(of: phrase, in: words, grammar) }

  static func head(of phrase: Range<Int>, in words: Tokens, _ grammar: RelationLexicon) -> Int? {
    let end = phrase.first {
      $0 > phrase.lowerBound && (!words[$0].isWord || grammar.role(words.forms[$0]).contains(.prep))
    }
    let last = (end ?? phrase.upperBound) - 1
    return words[last].features.has(.noun) ? last : nil
  }

  /// The gender of somebody whose office or calling ends at the head of a phrase; nil when it is no
  /// person's.
  func gender(ofPerson head: Int, in phrase: Range<Int>) -> Gender? {
    for k in phrase.lowerBound...head {
      if let found = gazetteer.officePhrases.longest(in: words.forms, from: k),
        k + found.count == head + 1
      {
        return gazetteer.offices[Int(found.value)].gender
      }
    }
    return phrases.isIn(head, phrases.known.persons) ? .either : nil
  }

  /// “The senator declined. …, he wrote”: the subject that opens one of the last sentences since
  /// somebody spoke.
  private func opening(before it: Anaphor, _ spoken: [Spoken]) -> Reference? {
    let number = sentences.number(of: it.at)
    let last = spoken.last?.anchor ?? -1
    for n in stride(from: number, through: max(0, number - 2), by: -1) {
      let first = sentences.list[n].lowerBound
      if first <= last { return nil }
      guard phrases.quoteOfWord[first] < 0 else { continue }
      let end = phrases.phraseEnd(from: first, to: min(it.at, sentences.list[n].upperBound))
      let phrase = first..<end
      guard phrase.count > 1, phrases.isFinite(end) || phrases.isIn(end, phrases.known.modals)
      else { continue }
      if let source = source(of: phrase) {
        let one = Spoken(source: source, phrase: phrase, anchor: first)
        if fits(one, it) { return .source(source) }
      } else if mayBe(phrase, it) {
        return .phrase(phrase)
      }
    }
    return nil
  }
}
