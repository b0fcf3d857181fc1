import Languages
import Platform

/// What speaks for or against somebody whom a pronoun or a description may mean; the weight of each is fitted on annotated
/// text.
struct Clues: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  // What it is; an office without a name, and a name that may be something else than a person's, are none of
  // these.
  static let person = Clues(rawValue: 1 << 0)
  static let organisation = Clues(rawValue: 1 << 1)
  static let media = Clues(rawValue: 1 << 2)
  static let state = Clues(rawValue: 1 << 3)
  static let group = Clues(rawValue: 1 << 4)
  /// A noun phrase that names nobody.
  static let phrase = Clues(rawValue: 1 << 5)
  /// Two names joined: «Berg et Lindqvist».
  static let pair = Clues(rawValue: 1 << 6)

  static let kinds: Clues = [.person, .organisation, .media, .state, .group, .phrase, .pair]

  // Where it was named last; sentences that are quoted do not count.
  static let here = Clues(rawValue: 1 << 7)
  static let oneBefore = Clues(rawValue: 1 << 8)
  static let sameParagraph = Clues(rawValue: 1 << 9)
  /// A preposition comes before it.
  static let governed = Clues(rawValue: 1 << 10)
  static let beforeVerb = Clues(rawValue: 1 << 11)
  /// It is named in what is said.
  static let within = Clues(rawValue: 1 << 12)
  static let quoted = Clues(rawValue: 1 << 13)

  // When it spoke.
  static let spokeLast = Clues(rawValue: 1 << 14)
  /// It spoke last, in this sentence or the one before.
  static let spokeJustNow = Clues(rawValue: 1 << 15)
  /// It spoke last, two or three sentences before.
  static let spokeNear = Clues(rawValue: 1 << 16)
  static let spokeEarlier = Clues(rawValue: 1 << 17)
  /// It spoke last, and the pronoun is in an incise: «a-t-il ajouté».
  static let inciseAfter = Clues(rawValue: 1 << 18)

  // How it compares with the others.
  static let onlyPerson = Clues(rawValue: 1 << 19)
  /// It was named after somebody else spoke.
  static let namedSince = Clues(rawValue: 1 << 20)
  /// No other person was named after somebody else spoke, and no pronoun went on with that one.
  static let onlyOneSince = Clues(rawValue: 1 << 21)
  /// It was the nearest person when a sentence since then began with such a pronoun.
  static let carried = Clues(rawValue: 1 << 22)
  /// It is the subject with which a sentence opens, since somebody spoke.
  static let topic = Clues(rawValue: 1 << 23)

  // What a description adds.
  /// It was called something else: «le préfet Holm … le maire».
  static let calledOtherwise = Clues(rawValue: 1 << 24)
  /// No other one of its kind is named as often.
  static let main = Clues(rawValue: 1 << 25)
  /// The description itself, which takes up nobody.
  static let itself = Clues(rawValue: 1 << 26)
  /// The same, and it says of what: «le maire de Lima».
  static let detailed = Clues(rawValue: 1 << 27)
  /// The same, and it is an office.
  static let office = Clues(rawValue: 1 << 28)
  /// Nobody else is there who could be meant, by what the language says.
  static let supposed = Clues(rawValue: 1 << 29)

  /// What depends on the place where it is named.
  static let place: Clues = [
    .here, .oneBefore, .sameParagraph, .governed, .beforeVerb, .within, .quoted,
  ]

  /// The names of the bits in tables.
  static let names = [
    "person", "organisation", "media", "state", "group", "phrase", "pair", "here", "one before",
    "same paragraph", "governed", "before verb", "within", "quoted", "spoke last", "spoke just now",
    "spoke near", "spoke earlier", "incise after", "only person", "named since", "only one since",
    "carried", "topic", "called otherwise", "main", "itself",
    "detailed", "office", "supposed",
  ]

  /// The names of those that are there.
  var list: [String] {
    Self.names.indices.filter { rawValue >> UInt32($0) & 1 == 1 }.map { Self.names[$0] }
  }
}

/// How much each clue says: `antecedents.tsv` and `descriptions.tsv` of a language, which
/// `gold antecedents` writes.
struct ClueWeights: Sendable {
  private let weights: [Double]
  private static let pronouns = PerLanguage { ClueWeights($0, "antecedents") }
  private static let descriptions = PerLanguage { ClueWeights($0, "descriptions") }

  /// The weights for whom a pronoun means.
  static func ofPronouns(in language: Language) -> ClueWeights { pronouns[language] }

  /// The weights for whom a description means.
  static func ofDescriptions(in language: Language) -> ClueWeights { descriptions[language] }

  private init(_ language: Language, _ table: String) {
    var weights = [Double](repeating: 0, count: Clues.names.count)
    for row in language.rows(of: table) {
      guard let n = Clues.names.firstIndex(of: row[0]), let weight = Double(row[1]) else {
        language.fault(table, row, "expected clue, weight, count")
      }
      weights[n] = weight
    }
    self.weights = weights
  }

  /// A description that may mean somebody with a smaller chance (0 ... 1) names nobody: of those below it, in
  /// articles that the weights were not fitted on, more were wrong than right.
  private static let leastChance = 0.6

  /// Who is meant: the candidate for whom most speaks; of equals the one named last. A description
  /// means itself unless somebody else is likely enough.
  func best(of candidates: [Antecedent]) -> Reference? {
    guard
      let best = candidates.max(by: { (sum($0.clues), $0.at) < (sum($1.clues), $1.at) })
    else { return nil }
    guard let own = candidates.first(where: { $0.clues.contains(.itself) }) else {
      return best.reference
    }
    let most = sum(best.clues)
    let chance = 1 / candidates.reduce(0.0) { $0 + exp(sum($1.clues) - most) }
    return (chance < Self.leastChance ? own : best).reference
  }

  private func sum(_ clues: Clues) -> Double {
    var sum = 0.0
    for n in weights.indices where clues.rawValue >> UInt32(n) & 1 == 1 { sum += weights[n] }
    return sum
  }
}
