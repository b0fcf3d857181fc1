import Languages
import Press

/// One who has spoken: the noun phrase, and its source when it is known by name.
struct Spoken {
  var source: Int?
  var phrase: Range<Int>
  /// The word by which it takes its place among those who speak.
  var anchor: Int
}

/// What a noun phrase stands for: a source known by name, or another noun phrase.
enum Reference: Hashable {
  case source(Int)
  case phrase(Range<Int>)

  init(_ spoken: Spoken) {
    self = spoken.source.map { .source($0) } ?? .phrase(spoken.phrase)
  }
}

/// A pronoun or a description, and what it asks of the one whom it means.
struct Anaphor {
  enum Kind { case any, person, thing }

  var at: Int
  var kind = Kind.any
  /// nil when it may be either.
  var gender: Gender?
  var isPlural: Bool
  /// False for «le groupe»: a body has a name of any gender and number.
  var agrees = true
  /// What is said, and who is named in it.
  var content: Range<Int>
  /// «a-t-il dit»
  var isIncise = false
}

/// Somebody whom a pronoun may mean, and what speaks for it.
struct Antecedent {
  var reference: Reference
  var clues: Clues
  /// The word at which it was named last; -1 for one who spoke longer ago.
  var at = -1
}

/// One who speaks by a pronoun or a description, and everybody who may be meant.
struct SpeakerChoice {
  var phrase: Range<Int>
  var isDescription = false
  var candidates: [Antecedent]

  /// Who is meant; a description that takes up nobody means itself.
  func best(in language: Language) -> Reference? {
    (isDescription
      ? ClueWeights.ofDescriptions(in: language) : ClueWeights.ofPronouns(in: language))
      .best(of: candidates)
  }
}

/// Who was named or spoke before a pronoun and may be meant, with what speaks for each of them.
struct Antecedents {
  let words: Tokens
  let sentences: Sentences
  let names: Names
  let grammar: RelationLexicon
  /// True for a word strictly inside quotation marks.
  let isQuoted: (Int) -> Bool
  /// True for a mention that the text treats as a person.
  let isPerson: (Names.Mention) -> Bool

  /// How many sentences and words back somebody is sought; sentences that are quoted do not count.
  private static let reach = (sentences: 9, words: 700)
  /// How many of those who spoke last may be meant.
  private static let speakers = 8

  /// Each candidate once, in the order in which they were named.
  ///
  /// - Parameters:
  ///   - it: the pronoun.
  ///   - spoken: who spoke before it.
  ///   - hints: what the grammar of the language says of some candidates.
  ///   - fits: whether one who spoke agrees with the pronoun.
  /// - Returns: every candidate with its clues; empty when nobody fits.
  func candidates(
    of it: Anaphor, _ spoken: [Spoken], hints: [(Reference, Clues)], fits: (Spoken) -> Bool
  ) -> [Antecedent] {
    let place = Place(of: it, self)
    let named = personsNamed(before: it.at)
    var found = Found()
    let speakers = Set(spoken.suffix(Self.speakers).compactMap(\.source))
    var before: Names.Mention?
    for mention in names.mentions[names.mentions(in: place.from..<it.at)]
    where mention.words.upperBound <= it.at && !mention.isAdjective && mention.form != .place {
      if it.isPlural, let first = before, let pair = pair(first, mention) {
        found.add(.phrase(pair), .pair, clues(of: mention, it, place), at: pair.lowerBound)
      }
      before = mention
      guard mayMean(mention, it, speakers) else { continue }
      found.add(
        .source(mention.source), kind(of: mention, named), clues(of: mention, it, place),
        at: mention.words.lowerBound)
    }
    for (back, one) in spoken.suffix(Self.speakers).reversed().enumerated() {
      let reference = Reference(one)
      guard found.contains(reference) || fits(one) else { continue }
      found.add(
        reference, one.source.map { kind(of: $0, named) } ?? .phrase,
        clues(of: one, isLast: back == 0, it, place))
    }
    for (reference, clues) in hints {
      if case .source(let source) = reference {
        found.add(reference, kind(of: source, named), clues)
      } else {
        found.add(reference, .phrase, clues)
      }
    }
    // «Le procureur a refusé de répondre. …, a-t-il écrit»: an office of which a sentence speaks is somebody.
    for n in found.list.indices
    where found.list[n].clues.contains(.topic) && found.list[n].clues.isDisjoint(with: .kinds) {
      found.list[n].clues.insert(.person)
    }
    for n in found.list.indices {
      // “Holm told reporters … he added”: a name that no list knows is a person's once it has spoken.
      if case .source(let source) = found.list[n].reference, it.kind == .person,
        speakers.contains(source), names.mayBePerson(source)
      {
        found.list[n].clues.insert(.person)
      }
    }
    compare(&found.list, it, spoken.last)
    return found.list
  }

  /// Those who may be meant, each once.
  private struct Found {
    var list: [Antecedent] = []
    private var placeOf: [Reference: Int] = [:]

    func contains(_ reference: Reference) -> Bool { placeOf[reference] != nil }

    /// Adds what speaks for one; where it was named last replaces where it was named earlier, unless it is
    /// quoted there or in what is said.
    mutating func add(_ reference: Reference, _ kind: Clues, _ clues: Clues, at: Int = -1) {
      guard let n = placeOf[reference] else {
        placeOf[reference] = list.count
        list.append(Antecedent(reference: reference, clues: kind.union(clues), at: at))
        return
      }
      if kind == .person { list[n].clues.insert(kind) }
      guard at >= 0 else { return list[n].clues.formUnion(clues) }
      let hidden: Clues = [.within, .quoted]
      if list[n].at >= 0, !clues.isDisjoint(with: hidden), list[n].clues.isDisjoint(with: hidden) {
        return
      }
      list[n].clues.subtract(.place)
      list[n].clues.formUnion(clues)
      list[n].at = at
    }
  }

  /// How far the sentences before a pronoun are from it.
  private struct Place {
    /// The first word at which somebody is sought.
    let from: Int
    /// The first sentence of `distances`.
    private let first: Int
    private let distances: [Int]

    init(of it: Anaphor, _ all: Antecedents) {
      let sentences = all.sentences
      let number = sentences.number(of: it.at)
      let least = it.at - Antecedents.reach.words
      var distances = [0]
      var n = number
      while n > 0, distances[number - n] < Antecedents.reach.sentences,
        sentences.list[n].lowerBound > least
      {
        n -= 1
        let isQuoted = all.isQuoted(sentences.list[n].lowerBound)
        distances.append(distances[number - n - 1] + (isQuoted ? 0 : 1))
      }
      first = n
      from = max(least, sentences.list[n].lowerBound)
      self.distances = distances.reversed()
    }

    /// How many sentences lie between the one of a number and the pronoun; many for one long ago.
    func distance(ofSentence number: Int) -> Int {
      number < first ? .max : distances[min(number - first, distances.count - 1)]
    }
  }

  // MARK: What each one shows

  private func clues(of mention: Names.Mention, _ it: Anaphor, _ place: Place) -> Clues {
    let first = mention.whole.lowerBound
    let number = sentences.number(of: first)
    let sentence = sentences.list[number]
    var clues: Clues =
      switch place.distance(ofSentence: number) {
      case 0: .here
      case 1: .oneBefore
      default: []
      }
    if sentences.paragraphNumber(of: first) == sentences.paragraphNumber(of: it.at) {
      clues.insert(.sameParagraph)
    }
    if isGoverned(first, in: sentence) { clues.insert(.governed) }
    if isBeforeVerb(mention.whole.upperBound, to: min(it.at, sentence.upperBound)) {
      clues.insert(.beforeVerb)
    }
    if it.content.contains(mention.words.lowerBound) { clues.insert(.within) }
    if isQuoted(mention.words.lowerBound) { clues.insert(.quoted) }
    return clues
  }

  private func clues(of one: Spoken, isLast: Bool, _ it: Anaphor, _ place: Place) -> Clues {
    guard isLast else { return .spokeEarlier }
    var clues: Clues = .spokeLast
    if it.isIncise { clues.insert(.inciseAfter) }
    switch place.distance(ofSentence: sentences.number(of: one.anchor)) {
    case ...1: clues.insert(.spokeJustNow)
    case 2, 3: clues.insert(.spokeNear)
    default: break
    }
    return clues
  }

  /// What depends on the others: who is the only one named, since somebody spoke or at all.
  private func compare(_ list: inout [Antecedent], _ it: Anaphor, _ last: Spoken?) {
    let persons = list.indices.filter {
      list[$0].clues.contains(.person) && list[$0].clues.isDisjoint(with: [.within, .quoted])
        && list[$0].at >= 0
    }.sorted { list[$0].at > list[$1].at }
    if persons.count == 1 { list[persons[0]].clues.insert(.onlyPerson) }
    if let pronoun = pronounBefore(it), let n = persons.first(where: { list[$0].at < pronoun }) {
      list[n].clues.insert(.carried)
    }
    guard let last else { return }
    for n in list.indices {
      if list[n].clues.contains(.spokeLast) {
        list[n].clues.remove(.spokeEarlier)
      } else if list[n].at > last.anchor {
        list[n].clues.insert(.namedSince)
      }
    }
    let since = persons.filter { list[$0].clues.contains(.namedSince) }
    if since.count == 1, !goesOn(list[since[0]].at, from: last, to: it.at) {
      list[since[0]].clues.insert(.onlyOneSince)
    }
  }

  /// The last pronoun of the same kind with which a sentence begins.
  private func pronounBefore(_ it: Anaphor) -> Int? {
    let number = sentences.number(of: it.at)
    for n in stride(from: number, through: max(0, number - Self.reach.sentences), by: -1) {
      let first = sentences.list[n].lowerBound
      let t = words[first].features
      guard first < it.at, t.has(.subject), !isQuoted(first) else { continue }
      let gender: Gender? =
        t.has(.masculine) == t.has(.feminine) ? nil : t.has(.masculine) ? .masculine : .feminine
      if t.has(.plural) == it.isPlural, gender == it.gender { return first }
    }
    return nil
  }

  /// True when a sentence after one who spoke begins with a pronoun.
  private func goesOn(_ at: Int, from last: Spoken, to i: Int) -> Bool {
    let from = sentences.number(of: last.anchor) + 1
    guard sentences.number(of: at) >= from else { return true }
    for n in from...max(from, sentences.number(of: i)) where n < sentences.list.count {
      let first = sentences.list[n].lowerBound
      if words[first].features.has(.subject), first < i { return true }
    }
    return false
  }

  private func mayMean(
    _ mention: Names.Mention, _ it: Anaphor, _ speakers: Set<Int>
  ) -> Bool {
    // «Jan Holm (PS)»: his party is not meant.
    if mention.words.lowerBound > 1, words[mention.words.lowerBound - 1].mark == .openBracket,
      mention.words.upperBound < words.count,
      words[mention.words.upperBound].mark == .closeBracket,
      names.mention(at: mention.words.lowerBound - 2).map({ isPerson(names.mentions[$0]) }) ?? false
    {
      return false
    }
    if it.kind != .any {
      let isPerson = names.sources[mention.source].kind == .person || mention.form == .office
      let isPossible =
        it.kind == .person && speakers.contains(mention.source) && names.mayBePerson(mention.source)
      guard isPerson == (it.kind == .person) || isPossible else { return false }
    }
    if !it.agrees { return true }
    let known = names.genders[mention.source]
    let isCommon = mention.form == .group || mention.form == .office
    if (isCommon ? mention.isPlural : known.isPlural) != it.isPlural { return false }
    return (isCommon ? mention.gender : known.gender).fits(it.gender ?? .either)
  }

  /// «Berg et Lindqvist»
  private func pair(_ first: Names.Mention, _ second: Names.Mention) -> Range<Int>? {
    let between = first.whole.upperBound..<max(first.whole.upperBound, second.whole.lowerBound)
    guard (1...2).contains(between.count),
      grammar.role(words.forms[between.lowerBound]).contains(.and),
      between.count == 1 || words[between.lowerBound + 1].features.has(.determiner),
      isPerson(first), isPerson(second), first.source != second.source
    else { return nil }
    return first.words.lowerBound..<second.words.upperBound
  }

  // MARK: Kinds

  /// The persons who have been named, not only by an office.
  private func personsNamed(before i: Int) -> Set<Int> {
    var named: Set<Int> = []
    for mention in names.mentions[names.mentions(in: i - 2 * Self.reach.words..<i)]
    where mention.form != .place && mention.form != .office { named.insert(mention.source) }
    return named
  }

  private func kind(of source: Int, _ named: Set<Int>) -> Clues {
    switch names.sources[source].kind {
    case .person: named.contains(source) && names.isCorroborated(source) ? .person : []
    case .organisation where names.mayBePerson(source): []
    case .organisation: .organisation
    case .media: .media
    case .state: .state
    default: .group
    }
  }

  private func kind(of mention: Names.Mention, _ named: Set<Int>) -> Clues {
    if names.sources[mention.source].kind == .person, mention.form != .office {
      return isPerson(mention) ? .person : []
    }
    if mention.form == .office, !named.contains(mention.source) { return [] }
    let kind = kind(of: mention.source, named)
    return kind == .state && mention.form == .group ? .group : kind
  }

  // MARK: Places

  private func isGoverned(_ first: Int, in sentence: Range<Int>) -> Bool {
    guard first > sentence.lowerBound else { return false }
    let t = words[first - 1].features
    if t.has(.contracted) { return true }
    let before = t.has(.determiner) && words[first - 1].isWord ? first - 2 : first - 1
    return before >= sentence.lowerBound
      && grammar.role(words.forms[before]).contains(.prep)
  }

  /// True when a verb follows, insertions between commas passed over.
  private func isBeforeVerb(_ end: Int, to limit: Int) -> Bool {
    var next = end
    while next < limit {
      let after = next
      while next < limit, isBetweenSubjectAndVerb(next) { next += 1 }
      if next < limit, words[next].isWord, words[next].features.has(.finite),
        next > after || !words[next].features.has([.noun, .adjective, .preposition])
      {
        return true
      }
      guard after > end || words[after].mark == .comma,
        let comma = (after + 1..<max(after + 1, min(after + 20, limit))).first(where: {
          words[$0].mark == .comma
        })
      else { return false }
      next = comma + 1
    }
    return false
  }

  private func isBetweenSubjectAndVerb(_ i: Int) -> Bool {
    guard words[i].isWord else { return false }
    let role = grammar.role(words.forms[i])
    return !role.isDisjoint(with: [.ne, .reflexive, .clitic, .dative, .adverb, .not])
  }
}
