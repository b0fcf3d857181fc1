import Languages
import Press

/// What a language's tables say about relations: verbs, nouns, control, and the words of grammar.
final class RelationLexicon: Sendable {
  /// What a word does in a sentence.
  struct Role: OptionSet, Sendable {
    let rawValue: UInt64
    static let prep = Role(rawValue: 1 << 0)
    /// «qui», “who”: a subject that stands for the name before it.
    static let who = Role(rawValue: 1 << 1)
    /// «que», «dont», “whom”: any other relative word.
    static let that = Role(rawValue: 1 << 2)
    /// A new clause starts here.
    static let boundary = Role(rawValue: 1 << 3)
    static let ne = Role(rawValue: 1 << 4)
    static let not = Role(rawValue: 1 << 5)
    static let det = Role(rawValue: 1 << 6)
    static let possessive = Role(rawValue: 1 << 7)
    static let pronoun = Role(rawValue: 1 << 8)
    static let object = Role(rawValue: 1 << 9)
    static let dative = Role(rawValue: 1 << 10)
    static let reflexive = Role(rawValue: 1 << 11)
    static let clitic = Role(rawValue: 1 << 12)
    static let and = Role(rawValue: 1 << 13)
    static let time = Role(rawValue: 1 << 14)
    static let quantity = Role(rawValue: 1 << 15)
    static let be = Role(rawValue: 1 << 16)
    static let have = Role(rawValue: 1 << 17)
    static let been = Role(rawValue: 1 << 18)
    static let moves = Role(rawValue: 1 << 19)
    static let adverb = Role(rawValue: 1 << 20)
    static let according = Role(rawValue: 1 << 21)
    static let link = Role(rawValue: 1 << 22)
    static let possible = Role(rawValue: 1 << 23)
    static let make = Role(rawValue: 1 << 24)
    static let `do` = Role(rawValue: 1 << 25)
    static let future = Role(rawValue: 1 << 26)
    static let mightbe = Role(rawValue: 1 << 27)
    static let should = Role(rawValue: 1 << 28)
    static let say = Role(rawValue: 1 << 29)
    static let light = Role(rawValue: 1 << 30)
    static let arms = Role(rawValue: 1 << 31)
    /// «être», «rester», «devenir»: what follows names the subject.
    static let copula = Role(rawValue: 1 << 32)
    /// «dit», «alias»: another name follows.
    static let alias = Role(rawValue: 1 << 33)
    /// «propagande», “words”: a war of it is fought with words.
    static let wordy = Role(rawValue: 1 << 34)
    /// «commerciale», “trade”: a war of it kills nobody.
    static let bloodless = Role(rawValue: 1 << 35)
    /// «résolution», “letter”: what it says is said by whoever issues it.
    static let text = Role(rawValue: 1 << 36)
    /// «représentants», “officials”: stand for the body that they come from.
    static let delegate = Role(rawValue: 1 << 37)
    /// «viser», “hit”: in the passive, with what happened after «par»: «frappé par des sanctions».
    static let struck = Role(rawValue: 1 << 38)
    /// «nous», “my”: means the one who speaks.
    static let speaker = Role(rawValue: 1 << 40)
    /// “as” in “known as”, between a word of `alias` and the other name.
    static let aliasLink = Role(rawValue: 1 << 41)
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
      case object(Set<ActorKind>)
    }
  }

  /// One use of a verb.
  struct Verb: Sendable {
    /// What the table says; `give` is distinguished by what is given.
    enum Class: Sendable {
      case one(RelationClass)
      /// Only when it is denied: «ne pas tenir compte de».
      case not(RelationClass)
      case give
      /// Aid to a group, a meeting with anyone else: «accueillir».
      case host
      /// Aid, to a group of people only: «recueillir».
      case rescue
      /// Criticism, or coercion when a sentence follows: «condamner à».
      case condemn
      /// An attack on people; states and clubs beat each other in sport.
      case beat
      /// A visit to a state, surrender to a body: «se rendre à».
      case visit
      /// A delivery, only when weapons are named: «livrer».
      case arms
      /// Weapons that come from the object: «recevoir des chars de»; only trees tell.
      case get
      /// What only trees tell.
      case none
    }
    /// The sense or class that the table names, as the reader of word order takes it.
    var `class`: Class
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
    var subject: Set<ActorKind>?
    var object: Set<ActorKind>?
  }

  /// Whom a pronoun or possessive may stand for.
  struct Pronoun: Sendable {
    /// Nil for either number.
    var isPlural: Bool?
    var gender: Gender
    var isPerson: Bool
  }

  /// A noun that says what happened.
  struct Noun: Sendable {
    var `class`: RelationClass
    var subjects: [Int32]
    /// Each a preposition, or several words («à l'égard de»).
    var objects: [[Int32]]
    var isReciprocal: Bool
    /// Names the one who acts: «allié», «partisan».
    var isRelational: Bool
  }

  /// What a verb does to the infinitive that depends on it.
  struct Control: Sendable {
    var byObject: Bool
    var frame: Int32
    var links: [Int32]
    var modality: Relation.Modality
    var isAffirmed: Bool
    var asserts: Bool
  }

  let language: Language
  let isFrench: Bool
  let verbs: FormTable<[Verb]>
  let nouns: [Noun]
  let nounPhrases: PhraseTable
  /// What all languages share, then what this one adds; by the kind of their trigger.
  let controls: FormTable<[(control: Control, isReflexive: Bool)]>
  private let patterns: (verb: [Pattern], noun: [Pattern], bond: [Pattern], office: [Pattern])
  private let roles: [Role]
  private let bases: [Int32]
  private let sufferers: Set<Int32>
  private let interesting: [Bool]
  private let telling: [Bool]
  private let pronouns: [Int32: Pronoun]
  private let sides: [RelationClass: Sides]
  private let qualifiers: [[Int32]]
  private let eachOther: [[Int32]]
  /// Base forms of the prepositions that rules name.
  let of: Int32
  let to: Int32
  let by: Int32
  let with: Int32
  let between: Int32
  let against: Int32
  let `in`: Int32
  let from: Int32
  let whom: Int32
  /// Base forms in the order of `prepositions`.
  private let named: [Int32]

  /// The prepositions that patterns and rules name; `relation-words.tsv` gives each language's word.
  static let prepositions = [
    "of", "to", "by", "with", "between", "against", "in", "from",
  ]

  /// The base form of a preposition that patterns name.
  func preposition(_ name: String) -> Int32 {
    Self.prepositions.firstIndex(of: name).map { named[$0] } ?? -1
  }

  private static let all = PerLanguage { RelationLexicon(of: $0) }

  static func of(_ language: Language) -> RelationLexicon { all[language] }

  @inline(__always)
  func role(_ form: Int32) -> Role {
    form >= 0 && Int(form) < roles.count ? roles[Int(form)] : []
  }

  /// The base form of a preposition («du» is «de»), or -1.
  @inline(__always)
  func base(_ form: Int32) -> Int32 {
    form >= 0 && Int(form) < bases.count ? bases[Int(form)] : -1
  }

  /// The patterns of a kind of trigger, in their order.
  func patterns(of trigger: Pattern.Trigger) -> [Pattern] {
    switch trigger {
    case .verb: patterns.verb
    case .noun: patterns.noun
    case .bond: patterns.bond
    case .office: patterns.office
    }
  }

  /// True for a verb whose subject suffers what its object says («subir des attaques»).
  func suffers(_ lemma: Int32) -> Bool { sufferers.contains(lemma) }

  /// True for words that qualify a number: “more than”, «au moins».
  func isQualifier(_ forms: Slice<TokenMap<Int32>>) -> Bool {
    qualifiers.contains { $0.elementsEqual(forms) }
  }

  /// True when “each other”, “one another” stand at `start`.
  func isEachOther(in forms: TokenMap<Int32>, from start: Int) -> Bool {
    eachOther.contains { phrase in
      start + phrase.count <= forms.endIndex
        && forms[start..<start + phrase.count].elementsEqual(phrase)
    }
  }

  /// True for a form that may tell a relation.
  func isTelling(_ form: Int32) -> Bool {
    form >= 0 && Int(form) < telling.count && telling[Int(form)]
  }

  /// True for a form under which some table of relations has an entry.
  @inline(__always)
  func isInteresting(_ form: Int32) -> Bool {
    form >= 0 && Int(form) < interesting.count && interesting[Int(form)]
  }

  /// Whom a pronoun or possessive stands for; nil for other words.
  func pronoun(_ form: Int32) -> Pronoun? { pronouns[form] }

  /// What kinds of actors a class binds.
  func sides(of kind: RelationClass) -> Sides { sides[kind] ?? Sides() }

  init(of language: Language) {
    self.language = language
    isFrench = language.code == "fr"
    let lexicon = language.lexicon
    func rows(_ file: String) -> [Table.Row] { language.rows(of: file) }
    func fault(_ file: String, _ row: Table.Row, _ problem: String) -> Never {
      preconditionFailure("\(language.folder)/\(file).tsv:\(row.line): \(problem)")
    }
    let kinds: [String: Role] = [
      "prep": .prep, "who": .who, "that": .that, "boundary": .boundary, "ne": .ne, "not": .not,
      "det": .det, "possessive": .possessive, "pronoun": .pronoun, "object": .object,
      "dative": .dative, "reflexive": .reflexive, "clitic": .clitic, "and": .and, "time": .time,
      "quantity": .quantity, "be": .be, "have": .have, "been": .been, "moves": .moves,
      "adverb": .adverb, "according": .according, "link": .link, "possible": .possible,
      "make": .make, "do": .do, "future": .future, "mightbe": .mightbe, "should": .should,
      "say": .say, "light": .light, "arms": .arms, "copula": .copula, "alias": .alias,
      "wordy": .wordy, "bloodless": .bloodless, "text": .text, "delegate": .delegate,
      "struck": .struck, "speaker": .speaker,
      "alias-link": .aliasLink,
    ]
    var roles = [Role](repeating: [], count: lexicon.count)
    var bases = [Int32](repeating: -1, count: lexicon.count)
    var sufferers: Set<Int32> = []
    for row in rows("grammar-words") {
      guard let role = kinds[row[1]] else {
        fault("grammar-words", row, "unknown kind «\(row[1])»")
      }
      let form = Int(lexicon.form(row[0]))
      guard form >= 0 else { fault("grammar-words", row, "«\(row[0])» is more than one word") }
      roles[form].insert(role)
      if role == .prep { bases[form] = lexicon.form(row[2]) }
    }
    func phrases(_ kind: String) -> [[Int32]] {
      let list = rows("relation-words").filter { $0[1] == kind }
      return Phrases.forms(of: list.map { $0[0] }, in: language)
    }
    qualifiers = phrases("qualifier")
    eachOther = phrases("each-other")
    var named = [Int32](repeating: -1, count: Self.prepositions.count)
    for row in rows("relation-words") where row[1] != "qualifier" && row[1] != "each-other" {
      let form = lexicon.form(row[0])
      guard form >= 0 else { continue }
      if row[1].hasPrefix("=") {
        guard let place = Self.prepositions.firstIndex(of: String(row[1].dropFirst())) else {
          fault("relation-words", row, "unknown preposition «\(row[1])»")
        }
        named[place] = form
      } else if row[1] == "suffer" {
        sufferers.insert(form)
      } else if let role = kinds[row[1]] {
        roles[Int(form)].insert(role)
      } else {
        fault("relation-words", row, "unknown kind «\(row[1])»")
      }
    }
    self.sufferers = sufferers
    self.named = named
    func preposition(_ name: String) -> Int32 {
      Self.prepositions.firstIndex(of: name).map { named[$0] } ?? -1
    }
    of = preposition("of")
    to = preposition("to")
    by = preposition("by")
    with = preposition("with")
    between = preposition("between")
    against = preposition("against")
    `in` = preposition("in")
    from = preposition("from")
    whom = lexicon.form(isFrench ? "que" : "whom")

    func frames(_ text: String) -> [Int32] {
      text.split(separator: ",").map { $0 == "0" ? -2 : lexicon.form(String($0)) }
    }
    func isSelf(_ form: Int32) -> Bool { form >= 0 && roles[Int(form)].contains(.reflexive) }
    let senses = Sense.table()
    sides = Sides.table()
    var pronouns: [Int32: Pronoun] = [:]
    for row in rows("pronouns") {
      pronouns[lexicon.form(row[0])] = Pronoun(
        isPlural: row[1].isEmpty ? nil : row[1] == "p", gender: Gender(row[2]),
        isPerson: row[3] == "person")
    }
    self.pronouns = pronouns
    var verbs: [Int32: [Verb]] = [:]
    for file in ["light-verbs", "relation-verbs"] {
      let list = rows(file)
      for (i, forms) in Phrases.forms(of: list.map { $0[0] }, in: language).enumerated() {
        let row = list[i]
        var forms = forms[...]
        let isReflexive = forms.first.map(isSelf) ?? false
        if isReflexive { forms = forms.dropFirst() }
        if let first = forms.first, forms.count > 1, roles[safe: first].contains(.clitic) {
          forms = forms.dropFirst()
        }
        guard let head = forms.first else { continue }
        guard
          let sense = senses[row[1]]
            ?? RelationClass(rawValue: row[1]).map({ [Sense(class: $0)] })
        else { fault(file, row, "unknown class or sense «\(row[1])»") }
        verbs[head, default: []].append(
          Verb(
            class: Verb.Class(named: row[1]), senses: sense, frames: frames(row[2]),
            isReflexive: isReflexive,
            tail: forms.dropFirst().filter { !roles[safe: $0].contains(.det) }))
      }
    }
    self.verbs = FormTable(verbs)
    var interesting = [Bool](repeating: false, count: lexicon.count)
    for head in verbs.keys where head >= 0 && Int(head) < interesting.count {
      interesting[Int(head)] = true
    }
    self.interesting = interesting

    var nouns: [Noun] = []
    var nounPhrases = PhraseTable.Builder()
    let list = rows("relation-nouns")
    for (i, forms) in Phrases.forms(of: list.map { $0[0] }, in: language).enumerated() {
      let row = list[i]
      guard let kind = RelationClass(rawValue: row[1]) else {
        fault("relation-nouns", row, "unknown class «\(row[1])»")
      }
      if nounPhrases.insert(forms, value: Int32(nouns.count)) == Int32(nouns.count) {
        nouns.append(
          Noun(
            class: kind, subjects: frames(row[2]),
            objects: Phrases.forms(
              of: row[3].split(separator: ",").map(String.init), in: language
            ).map { $0.map { bases[safe: $0] >= 0 ? bases[safe: $0] : $0 } },
            isReciprocal: row[4] == "recip", isRelational: row[4] == "standing"))
      }
    }
    self.nouns = nouns
    self.nounPhrases = PhraseTable(nounPhrases)

    var controls: [Int32: [(control: Control, isReflexive: Bool)]] = [:]
    let controlRows = rows("control-verbs")
    for (i, forms) in Phrases.forms(of: controlRows.map { $0[0] }, in: language).enumerated() {
      let row = controlRows[i]
      let isReflexive = forms.first.map(isSelf) ?? false
      guard let head = isReflexive ? forms.dropFirst().first : forms.first else { continue }
      guard let modality = Relation.Modality(rawValue: row[4]) else {
        fault("control-verbs", row, "unknown modality «\(row[4])»")
      }
      controls[head, default: []].append(
        (
          Control(
            byObject: row[1] == "object", frame: row[2] == "0" ? -2 : lexicon.form(row[2]),
            links: row[3].split(separator: ",").map { $0 == "=" ? -2 : lexicon.form(String($0)) },
            modality: modality, isAffirmed: row[5] != "neg", asserts: row[6] == "yes"),
          isReflexive
        ))
    }
    self.controls = FormTable(controls)
    self.roles = roles
    self.bases = bases
    do throws(Table.Fault) {
      var patterns: [Pattern] = []
      for file in ["Shared/relations.patterns", "\(language.folder)/relations.patterns"] {
        guard let text = DataFiles.text(of: file) else { continue }
        patterns += try Pattern.list(in: text, file: file)
      }
      func all(_ trigger: Pattern.Trigger) -> [Pattern] {
        patterns.filter { $0.trigger == trigger }
      }
      self.patterns = (all(.verb), all(.noun), all(.bond), all(.office))
    } catch {
      preconditionFailure("\(error)")
    }
    // Forms of the verbs, and the first words of the nouns.
    var telling = [Bool](repeating: false, count: lexicon.count)
    for form in 0..<Int32(lexicon.count) {
      telling[Int(form)] = lexicon.analyses(of: form).contains {
        $0.part == .verb && verbs[$0.lemma] != nil
      }
    }
    for forms in Phrases.forms(of: list.map { $0[0] }, in: language) {
      if let first = forms.first, Int(first) < telling.count { telling[Int(first)] = true }
    }
    self.telling = telling
  }
}

extension RelationLexicon.Verb.Class {
  fileprivate init(named name: String) {
    switch name {
    case "give": self = .give
    case "host": self = .host
    case "rescue": self = .rescue
    case "condemn": self = .condemn
    case "beat": self = .beat
    case "visit": self = .visit
    case "arms": self = .arms
    case "get": self = .get
    case "ignore": self = .not(.reject)
    default: self = RelationClass(rawValue: name).map { .one($0) } ?? .none
    }
  }
}

/// What an actor is, for the conditions of senses and classes.
enum ActorKind: String, Sendable, CaseIterable {
  case person, state, organisation
  /// A group of people.
  case people
  case place
  /// A capitalised word that nothing proves to be a person.
  case unproven

  /// The kinds in a field, divided by commas; nil for an empty field.
  fileprivate static func set(_ field: String, _ fault: (String) -> Never) -> Set<ActorKind>? {
    if field.isEmpty { return nil }
    return Set(
      field.split(separator: ",").map { name in
        guard let kind = ActorKind(rawValue: String(name)) else {
          fault("unknown kind of actor «\(name)»")
        }
        return kind
      })
  }
}

extension RelationLexicon.Sense {
  /// `Shared/senses.tsv`: what each sense says, in order.
  fileprivate static func table() -> [String: [RelationLexicon.Sense]] {
    var senses: [String: [RelationLexicon.Sense]] = [:]
    for (row, fault) in sharedRows(of: "Shared/senses.tsv") {
      guard let kind = RelationClass(rawValue: row[1]) else { fault("unknown class «\(row[1])»") }
      let conditions = row[2].split(separator: " ").map { word -> Condition in
        switch word {
        case "arms": return .arms
        case "denied": return .denied
        case "sentence": return .sentence
        case "infinitive": return .infinitive
        case "turned": return .turned
        default:
          guard word.hasPrefix("object="),
            let kinds = ActorKind.set(String(word.dropFirst(7)), fault)
          else { fault("unknown condition «\(word)»") }
          return .object(kinds)
        }
      }
      senses[row[0], default: []].append(.init(class: kind, conditions: conditions))
    }
    return senses
  }
}

extension RelationLexicon.Sides {
  /// `Shared/relation-classes.tsv`.
  fileprivate static func table() -> [RelationClass: RelationLexicon.Sides] {
    var sides: [RelationClass: RelationLexicon.Sides] = [:]
    for (row, fault) in sharedRows(of: "Shared/relation-classes.tsv") {
      guard let kind = RelationClass(rawValue: row[0]) else { fault("unknown class «\(row[0])»") }
      sides[kind] = .init(
        subject: ActorKind.set(row[3], fault), object: ActorKind.set(row[4], fault))
    }
    return sides
  }
}

/// The rows of a table that all languages share, each with what stops the program at a fault in it.
private func sharedRows(of file: String) -> [(row: Table.Row, fault: (String) -> Never)] {
  do throws(Table.Fault) {
    return (try Table.named(file)?.rows ?? []).map { row in
      (row, { preconditionFailure("\(file):\(row.line): \($0)") })
    }
  } catch {
    preconditionFailure("\(error)")
  }
}

extension Array {
  /// The element of a form number, or an empty one for forms that only a text has.
  fileprivate subscript(safe form: Int32) -> Element where Element == RelationLexicon.Role {
    form >= 0 && Int(form) < count ? self[Int(form)] : []
  }
  fileprivate subscript(safe form: Int32) -> Int32 where Element == Int32 {
    form >= 0 && Int(form) < count ? self[Int(form)] : -1
  }
}
