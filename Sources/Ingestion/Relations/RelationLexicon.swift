import Languages
import Press

/// What a language's tables say about relations: verbs, nouns, control, and the words of grammar.
final class RelationLexicon: Sendable {
  /// What a word does in a sentence: a kind of `grammar-words.tsv` or `relation-words.tsv`.
  struct Role: OptionSet, Sendable {
    let rawValue: UInt64
    static let prep = Role(rawValue: 1 << 0)
    /// «qui», “who”: a subject that stands for the name before it.
    static let who = Role(rawValue: 1 << 1)
    /// «que», «dont», “whom”: any other relative word.
    static let that = Role(rawValue: 1 << 2)
    static let not = Role(rawValue: 1 << 3)
    static let det = Role(rawValue: 1 << 4)
    static let possessive = Role(rawValue: 1 << 5)
    static let pronoun = Role(rawValue: 1 << 6)
    static let object = Role(rawValue: 1 << 7)
    static let dative = Role(rawValue: 1 << 8)
    static let reflexive = Role(rawValue: 1 << 9)
    static let clitic = Role(rawValue: 1 << 10)
    static let quantity = Role(rawValue: 1 << 11)
    static let according = Role(rawValue: 1 << 12)
    static let say = Role(rawValue: 1 << 13)
    static let light = Role(rawValue: 1 << 14)
    static let arms = Role(rawValue: 1 << 15)
    /// «dit», «alias»: another name follows.
    static let alias = Role(rawValue: 1 << 16)
    /// “as” in “known as”, between a word of `alias` and the other name.
    static let aliasLink = Role(rawValue: 1 << 17)
    /// «propagande», “words”: a war of it is fought with words.
    static let wordy = Role(rawValue: 1 << 18)
    /// «commerciale», “trade”: a war of it kills nobody.
    static let bloodless = Role(rawValue: 1 << 19)
    /// «représentants», “officials”: stand for the body that they come from.
    static let delegate = Role(rawValue: 1 << 20)
    /// «viser», “hit”: in the passive, with what happened after «par»: «frappé par des sanctions».
    static let struck = Role(rawValue: 1 << 21)
    /// «nous», “my”: means the one who speaks.
    static let speaker = Role(rawValue: 1 << 22)
    /// «subir», “face”: its subject suffers what its object says.
    static let suffer = Role(rawValue: 1 << 23)
    /// A new clause starts here.
    static let boundary = Role(rawValue: 1 << 24)
    static let ne = Role(rawValue: 1 << 25)
    static let and = Role(rawValue: 1 << 26)
    static let time = Role(rawValue: 1 << 27)
    static let adverb = Role(rawValue: 1 << 28)
    static let be = Role(rawValue: 1 << 29)
    static let have = Role(rawValue: 1 << 30)
    static let been = Role(rawValue: 1 << 31)
    static let future = Role(rawValue: 1 << 32)
    static let should = Role(rawValue: 1 << 33)
    /// «craindre», “fear”: its subject may come to suffer what its object says.
    static let dread = Role(rawValue: 1 << 34)

    /// The role of each kind; what only `ClauseWords` asks for is none.
    static let named: [String: Role] = [
      "prep": .prep, "who": .who, "that": .that, "not": .not, "none": .not, "det": .det,
      "possessive": .possessive, "pronoun": .pronoun, "object": .object, "dative": .dative,
      "reflexive": .reflexive, "clitic": .clitic, "quantity": .quantity, "according": .according,
      "say": .say, "light": .light, "arms": .arms, "alias": .alias, "alias-link": .aliasLink,
      "wordy": .wordy, "bloodless": .bloodless, "delegate": .delegate, "struck": .struck,
      "speaker": .speaker, "suffer": .suffer, "boundary": .boundary, "ne": .ne, "and": .and,
      "time": .time, "adverb": .adverb, "be": .be, "have": .have, "been": .been,
      "future": .future, "should": .should, "dread": .dread,
    ]
  }

  /// What a verb says when the conditions hold: a line of `Shared/senses.tsv`, or a class alone.
  struct Sense: Sendable {
    var `class`: RelationClass
    var conditions: [Condition] = []

    enum Condition: Sendable, Equatable {
      /// Weapons are named.
      case arms
      /// The clause is denied: «ne pas tenir compte de».
      case denied
      /// A sentence follows: «condamner à».
      case sentence
      /// An infinitive says what is to be done: “told X to leave”.
      case infinitive
      /// The verb's subject is the object of the relation: «recevoir de», “own”.
      case turned
      /// The other one is of these kinds.
      case object(ActorKind)
    }
  }

  /// One use of a verb.
  struct Verb: Sendable {
    /// What it says; the first whose conditions hold counts.
    var senses: [Sense]
    /// Base forms of the words before the object; -2 for none (direct).
    var frames: [Int32]
    var isReflexive: Bool
    /// Forms that must come after the verb («en garde»).
    var tail: [Int32]
  }

  /// What kinds of actors a class binds: a line of `Shared/relation-classes.tsv`.
  struct Sides: Sendable {
    /// Nil for any.
    var subject: ActorKind?
    var object: ActorKind?
  }

  /// Whom a pronoun or possessive may stand for.
  struct Pronoun: Sendable {
    /// Nil for either number.
    var isPlural: Bool?
    var gender: Gender
    /// It stands for persons only.
    var isPerson: Bool
    /// It never stands for a person.
    var isThing = false
  }

  /// A noun that says what happened.
  struct Noun: Sendable {
    var `class`: RelationClass
    var subjects: [Int32]
    /// Base forms of prepositions, of several words («à l'égard de») the last.
    var objects: [Int32]
    var isReciprocal: Bool
    /// Names the one who acts: «allié», «partisan».
    var isRelational: Bool
  }

  let language: Language
  let verbs: FormTable<[Verb]>
  let nouns: [Noun]
  let nounPhrases: PhraseTable
  /// What all languages share, then what this one adds; by the kind of their trigger.
  private let patterns: [Pattern.Trigger: [Pattern]]
  private let words: GrammarWords
  private let telling: [Bool]
  private let pronouns: [Int32: Pronoun]
  private let sides: [RelationClass: Sides]
  private let eachOther: [[Int32]]
  /// Base forms of the prepositions that rules name.
  let of: Int32
  let to: Int32
  let by: Int32
  let from: Int32
  let `in`: Int32

  /// The prepositions that patterns and rules name; `relation-words.tsv` gives each language's word.
  static let prepositions = [
    "of", "to", "by", "with", "without", "between", "against", "in", "from", "as",
  ]

  /// The base form of a preposition that patterns name.
  func preposition(_ name: String) -> Int32 { words.named[name] ?? -1 }

  private static let all = PerLanguage { RelationLexicon(of: $0) }

  static func of(_ language: Language) -> RelationLexicon { all[language] }

  @inline(__always)
  func role(_ form: Int32) -> Role { words.roles[safe: form] ?? [] }

  /// The base form of a preposition («du» is «de»), or -1.
  @inline(__always)
  func base(_ form: Int32) -> Int32 { words.bases[safe: form] ?? -1 }

  /// The patterns of a kind of trigger, in their order.
  func patterns(of trigger: Pattern.Trigger) -> [Pattern] { patterns[trigger] ?? [] }

  /// True when “each other”, “one another” stand at `start`.
  func isEachOther(in forms: TokenMap<Int32>, from start: Int) -> Bool {
    eachOther.contains { phrase in
      start + phrase.count <= forms.endIndex
        && forms[start..<start + phrase.count].elementsEqual(phrase)
    }
  }

  /// True for a form that may tell a relation.
  func isTelling(_ form: Int32) -> Bool { telling[safe: form] ?? false }

  /// Whom a pronoun or possessive stands for; nil for other words.
  func pronoun(_ form: Int32) -> Pronoun? { pronouns[form] }

  /// What kinds of actors a class binds.
  func sides(of kind: RelationClass) -> Sides { sides[kind] ?? Sides() }

  private init(of language: Language) {
    self.language = language
    let words = GrammarWords(of: language)
    self.words = words
    let eachOther = language.rows(of: "relation-words").filter { $0[1] == "each-other" }
    self.eachOther = Phrases.forms(of: eachOther.map { $0[0] }, in: language)
    of = words.named["of"] ?? -1
    to = words.named["to"] ?? -1
    by = words.named["by"] ?? -1
    from = words.named["from"] ?? -1
    `in` = words.named["in"] ?? -1
    sides = Sides.table()
    pronouns = Pronoun.table(of: language)
    let verbs = Verb.table(of: language, words)
    let tells = FormTable(verbs)
    self.verbs = tells
    let nouns = Noun.table(of: language, words)
    self.nouns = nouns.list
    nounPhrases = PhraseTable(nouns.phrases)
    patterns = Dictionary(grouping: Pattern.all(of: language), by: \.trigger)
    let lexicon = language.lexicon
    var telling = (0..<Int32(lexicon.count)).map { form in
      lexicon.analyses(of: form).contains { $0.part == .verb && tells.has($0.lemma) }
    }
    for form in nouns.firsts where telling[safe: form] != nil { telling[Int(form)] = true }
    self.telling = telling
  }
}
