import Languages

/// The words of a language that clauses ask for: closed classes from `grammar-words.tsv`,
/// prepositions from `clause-words.tsv`, control from `control-verbs.tsv`. A language without these tables has none.
///
/// An object, because every view on a tree has it.
package final class ClauseWords: Sendable {
  /// What a word does in a clause, whatever its tag.
  struct Role: OptionSet, Sendable {
    let rawValue: UInt32
    /// Denies together with another word («ne»).
    static let halfNegation = Role(rawValue: 1 << 0)
    /// Denies: «pas», “not”.
    static let negation = Role(rawValue: 1 << 1)
    /// An auxiliary that says that something will be.
    static let future = Role(rawValue: 1 << 2)
    /// An auxiliary that says that something may be.
    static let possible = Role(rawValue: 1 << 3)
    /// An auxiliary that says that something ought to be.
    static let wanted = Role(rawValue: 1 << 4)
    /// The auxiliary of passives.
    static let be = Role(rawValue: 1 << 5)
    /// An auxiliary of the perfect.
    static let have = Role(rawValue: 1 << 6)
    /// A reflexive pronoun.
    static let reflexive = Role(rawValue: 1 << 7)
    /// A determiner that stands for an owner.
    static let possessive = Role(rawValue: 1 << 8)
    /// A preposition.
    static let preposition = Role(rawValue: 1 << 9)
    /// Denies the clause of whose subject or object it is a part: «ni», “no”, “neither”.
    static let none = Role(rawValue: 1 << 10)
    /// A verb that a lone «ne» denies: «ne cesse de».
    static let loneNegation = Role(rawValue: 1 << 11)
    /// An adverb that leaves open whether it is so: “allegedly”.
    static let alleged = Role(rawValue: 1 << 12)
    /// Denies the clause that it governs: «démentir», “false”, “denial”.
    static let denies = Role(rawValue: 1 << 13)
    /// Denies what its object names: «rejeter», “dismiss”.
    static let rejects = Role(rawValue: 1 << 14)
    /// Takes back what its object names: «retirer», “withdraw”.
    static let withdraws = Role(rawValue: 1 << 15)
    /// Reflexive, lets its subject suffer the infinitive after it: «se voir», «se faire».
    static let undergo = Role(rawValue: 1 << 16)
  }

  /// Who acts in an infinitive or gerund below a verb, and how real that is.
  struct Control: Sendable {
    /// The object of the verb above acts, else its subject.
    var isByObject: Bool
    /// The preposition before that object, as the form of its base; -1 for none.
    var frame: Int32
    /// The words that may come before the infinitive, as forms; -1 for none.
    var links: [Int32]
    /// The verb is reflexive: «s'engager à».
    var isReflexive: Bool
    var modality: Clauses.Modality
    var isAffirmed: Bool
    /// It is so although the verb is denied: «ne regrette pas d'avoir voté».
    var isFact: Bool
    /// The subject of the verb above asserts it: «accuser X de».
    var asserts: Bool
    /// Only said of somebody: “is accused of …”, by nobody in particular, leaves open whether it is so.
    var isClaim: Bool
  }

  private let roles: FormTable<Role>
  private let bases: FormTable<Int32>
  private let controls: FormTable<[Control]>
  /// Whether a negation has two halves in this language.
  let hasHalves: Bool

  /// The prepositions that say whom something belongs to, and who acts in a passive; -1 for none.
  let genitive: Int32
  let agent: Int32
  /// Before an infinitive that says what for, and what was not done; -1 for none.
  let purpose: Int32
  let without: Int32

  private static let roles: [String: Role] = [
    "ne": .halfNegation, "not": .negation, "future": .future, "mightbe": .possible,
    "should": .wanted, "be": .be, "have": .have, "reflexive": .reflexive,
    "possessive": .possessive, "prep": .preposition, "none": .none, "lone-ne": .loneNegation,
    "alleged": .alleged, "denies": .denies, "rejects": .rejects, "withdraws": .withdraws,
    "undergo": .undergo,
  ]
  /// The kinds of `grammar-words.tsv` that clauses ask for.
  package static let kinds: Set<String> = Set(roles.map(\.key))

  private static let all = PerLanguage(ClauseWords.init)

  static func of(_ language: Language) -> ClauseWords { all[language] }

  private init(_ language: Language) {
    let lexicon = language.lexicon
    func rows(_ name: String) -> [Table.Row] {
      do { return try Table.named("\(language.folder)/\(name).tsv")?.rows ?? [] } catch {
        preconditionFailure("\(error)")
      }
    }
    var roles: [Int32: Role] = [:]
    var bases: [Int32: Int32] = [:]
    for row in rows("grammar-words") {
      guard let role = Self.roles[row[1]] else { continue }
      let form = lexicon.form(row[0])
      roles[form, default: []].insert(role)
      if role == .preposition { bases[form] = lexicon.form(row[2]) }
    }
    hasHalves = roles.values.contains { $0.contains(.halfNegation) }
    (self.roles, self.bases) = (FormTable(roles), FormTable(bases))
    let words = rows("clause-words")
    func word(_ kind: String) -> Int32 {
      words.last { $0[1] == kind }.map { lexicon.form($0[0]) } ?? -1
    }
    (genitive, agent) = (word("genitive"), word("agent"))
    (purpose, without) = (word("purpose"), word("without"))
    var controls: [Int32: [Control]] = [:]
    let controlRows = rows("control-verbs")
    for (row, verb) in zip(controlRows, Phrases.forms(of: controlRows.map { $0[0] }, in: language))
    {
      guard let modality = Clauses.Modality(rawValue: row[4]) else { continue }
      let isReflexive = verb.first.map { roles[$0]?.contains(.reflexive) ?? false } ?? false
      guard let lemma = isReflexive ? verb.dropFirst().first : verb.first else { continue }
      controls[lemma, default: []].append(
        Control(
          isByObject: row[1] == "object",
          frame: row[2].isEmpty || row[2] == "0" ? -1 : lexicon.form(row[2]),
          links: row[3].split(separator: ",").map { $0 == "=" ? -1 : lexicon.form(String($0)) },
          isReflexive: isReflexive, modality: modality, isAffirmed: row[5] != "neg",
          isFact: row[5] == "fact", asserts: row[6] == "yes" || row[6] == "claim",
          isClaim: row[6] == "claim"))
    }
    self.controls = FormTable(controls)
  }

  func role(_ form: Int32) -> Role { roles[form] ?? [] }
  /// The base form of a preposition («du» → «de»), the form itself when the table has none.
  func base(_ form: Int32) -> Int32 { bases[form] ?? form }
  /// What the table says of the verb with a lemma.
  func controls(_ lemma: Int32) -> [Control] { controls[lemma] ?? [] }
}
