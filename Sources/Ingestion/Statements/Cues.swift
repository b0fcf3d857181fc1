import Languages

/// What a language's tables say about reported speech: the words that attribute, and how.
final class CueLexicon: Sendable {
  /// How what is said follows its cue.
  struct Frames: OptionSet, Sendable {
    let rawValue: UInt16
    /// Introduces quotations, or is inside and after what it attributes.
    static let quote = Frames(rawValue: 1 << 0)
    static let that = Frames(rawValue: 1 << 1)
    static let whether = Frames(rawValue: 1 << 2)
    /// A bare infinitive: «affirme avoir».
    static let infinitive = Frames(rawValue: 1 << 3)
    static let of = Frames(rawValue: 1 << 4)
    static let to = Frames(rawValue: 1 << 5)
    /// An object in quotation marks: «dénonce une « dérive »».
    static let object = Frames(rawValue: 1 << 6)
    /// A predicate: «se dit « inquiet »».
    static let predicate = Frames(rawValue: 1 << 7)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init?(_ name: Substring) {
      switch name {
      case "quote": self = .quote
      case "que": self = .that
      case "si": self = .whether
      case "inf": self = .infinitive
      case "de": self = .of
      case "à": self = .to
      case "np": self = .object
      case "pred": self = .predicate
      case "clause": self = []
      default: return nil
      }
    }
  }

  /// One row of `cues.tsv`.
  struct Cue: Sendable {
    var lemma: String
    var `class`: String
    var frames: Frames
    /// Forms that must come after the verb («en garde»).
    var tail: [Int32] = []
    /// Only with a reflexive pronoun: «se dire».
    var isReflexive = false
  }

  /// What a word does where speech is reported (`speech-words.tsv`).
  struct Role: OptionSet, Sendable {
    let rawValue: UInt64
    static let that = Role(rawValue: 1 << 0)
    static let whether = Role(rawValue: 1 << 1)
    static let of = Role(rawValue: 1 << 2)
    static let to = Role(rawValue: 1 << 3)
    static let who = Role(rawValue: 1 << 4)
    static let relative = Role(rawValue: 1 << 5)
    static let subject = Role(rawValue: 1 << 6)
    static let strong = Role(rawValue: 1 << 7)
    static let and = Role(rawValue: 1 << 8)
    static let sub = Role(rawValue: 1 << 9)
    static let skip = Role(rawValue: 1 << 10)
    static let adverbial = Role(rawValue: 1 << 11)
    static let opener = Role(rawValue: 1 << 12)
    /// Nouns of what cannot speak: «le prix», «l'algorithme».
    static let thing = Role(rawValue: 1 << 13)
    static let person = Role(rawValue: 1 << 14)
    static let body = Role(rawValue: 1 << 15)
    static let document = Role(rawValue: 1 << 16)
    static let generic = Role(rawValue: 1 << 17)
    /// Opens what is the article's again after a comma: «sans», «avant de».
    static let ender = Role(rawValue: 1 << 18)
    /// Keeps a noun phrase going after a quotation: «de», «entre».
    static let link = Role(rawValue: 1 << 19)
    /// «source» itself.
    static let source = Role(rawValue: 1 << 20)
    /// A preposition that mostly means something else: «pour».
    static let weak = Role(rawValue: 1 << 21)
    /// «ce» before «que»
    static let this = Role(rawValue: 1 << 23)
    /// A body that makes or sells something: «l'entreprise», «le constructeur».
    static let firm = Role(rawValue: 1 << 27)
    /// A body that only stands for itself: «la préfecture», «le parquet».
    static let institution = Role(rawValue: 1 << 24)
    /// An office of which there are many: «la responsable».
    static let anyone = Role(rawValue: 1 << 26)
    /// «poursuivre»: who spoke last goes on.
    static let resume = Role(rawValue: 1 << 28)
    /// What something is said in or at: «entretien», «conférence».
    static let occasion = Role(rawValue: 1 << 29)
    /// Nouns before which a quotation is a name: «l'opération « Nuit claire »».
    static let named = Role(rawValue: 1 << 30)
    /// Opens a clause against the one before: «mais».
    static let contrast = Role(rawValue: 1 << 31)
    /// «notre»
    static let ours = Role(rawValue: 1 << 25)
    /// «selon les besoins»: nobody's word.
    static let measure = Role(rawValue: 1 << 22)
    /// Verbs of which what follows is not said yet: «compter», «permettre de».
    static let intends = Role(rawValue: 1 << 33)
    /// Verbs of which only somebody with a will is the subject: «promettre».
    static let wills = Role(rawValue: 1 << 34)
    /// «comment», «pourquoi»
    static let asks = Role(rawValue: 1 << 32)
    /// Whom a court tries or hears: «l'accusé».
    static let defendant = Role(rawValue: 1 << 36)
    /// Offices of which a state has one: «ministre», «président».
    static let governs = Role(rawValue: 1 << 37)
    /// What the press is: «journal», «radio».
    static let medium = Role(rawValue: 1 << 35)
    /// Verbs that with «se» tell what somebody means to do: «se proposer de», «se promettre de».
    static let plans = Role(rawValue: 1 << 39)
    /// Nouns of what somebody has said: «selon ses dires», «selon les mots de X».
    static let wording = Role(rawValue: 1 << 40)
    /// Adverbs that belong to the infinitive after them: «bien connaître».
    static let manner = Role(rawValue: 1 << 38)
  }

  let language: Language
  /// Cues by the form number of their lemma (its first word); light verbs before plain ones.
  let verbs: FormTable<[Cue]>
  let nouns: FormTable<Cue>
  let prepositions: PhraseTable
  let prepositionList: [Cue]
  private let roles: [Role]
  let enders: Set<Int32>
  let links: Set<Int32>

  static let french = CueLexicon(of: .french)

  @inline(__always)
  func role(_ form: Int32) -> Role {
    form >= 0 && Int(form) < roles.count ? roles[Int(form)] : []
  }

  init(of language: Language) {
    self.language = language
    let lexicon = language.lexicon
    var verbs: [Int32: [Cue]] = [:]
    var nouns: [Int32: Cue] = [:]
    var prepositions = PhraseTable.Builder()
    var prepositionList: [Cue] = []
    let reflexives: Set<Int32> = Set(
      language.rows(of: "speech-words").filter { $0[1] == "reflexive" }.map {
        lexicon.form($0[0])
      })
    for row in language.rows(of: "cues") {
      let parts = Tokens(of: row[0], in: language).forms
      var frames: Frames = []
      for name in row[3].split(separator: " ") {
        guard let frame = Frames(name) else {
          preconditionFailure("\(language.folder)/cues.tsv:\(row.line): no frame «\(name)»")
        }
        frames.insert(frame)
      }
      var cue = Cue(lemma: row[0], class: row[2], frames: frames)
      switch row[1] {
      case "verb":
        let head = reflexives.contains(parts[0]) ? 1 : 0
        cue.isReflexive = head == 1
        cue.tail = Array(parts.dropFirst(head + 1))
        verbs[parts[head], default: []].append(cue)
      case "noun": nouns[parts[0]] = cue
      case "preposition":
        prepositions.insert(parts, value: Int32(prepositionList.count))
        prepositionList.append(cue)
      default:
        preconditionFailure("\(language.folder)/cues.tsv:\(row.line): no kind «\(row[1])»")
      }
    }
    for key in verbs.keys {
      // Light verbs and reflexive ones go before plain ones.
      verbs[key]?.sort {
        ($0.tail.count, $0.isReflexive ? 1 : 0) > ($1.tail.count, $1.isReflexive ? 1 : 0)
      }
    }
    let roles = Self.roles(of: language)
    self.verbs = FormTable(verbs)
    self.nouns = FormTable(nouns)
    self.prepositions = PhraseTable(prepositions)
    self.prepositionList = prepositionList
    self.roles = roles
    func all(_ role: Role) -> Set<Int32> {
      Set(roles.indices.filter { roles[$0].contains(role) }.map { Int32($0) })
    }
    enders = all(.ender)
    links = all(.link)
  }

  /// The words of `speech-words.tsv` are of these kinds.
  private static let kinds: [String: Role] = [
    "that": .that, "whether": .whether, "of": .of, "to": .to, "who": .who,
    "relative": .relative, "subject": .subject, "strong": .strong, "and": .and, "sub": .sub,
    "skip": .skip, "adverbial": .adverbial, "opener": .opener, "person": .person, "body": .body,
    "firm": .firm, "document": .document, "generic": .generic,
    "ender": .ender,
    "link": .link, "source": .source, "weak": .weak, "this": .this, "measure": .measure,
    "institution": .institution, "ours": .ours, "anyone": .anyone,
    "governs": .governs, "resume": .resume, "occasion": .occasion, "named": .named,
    "contrast": .contrast, "thing": .thing, "intends": .intends, "asks": .asks, "wills": .wills,
    "plans": .plans, "wording": .wording,
    "medium": .medium, "defendant": .defendant, "manner": .manner,
  ]

  /// Of each form, what it does where speech is reported.
  private static func roles(of language: Language) -> [Role] {
    let lexicon = language.lexicon
    var roles = [Role](repeating: [], count: lexicon.count)
    for row in language.rows(of: "speech-words") {
      if row[1] == "reflexive" { continue }
      guard let kind = kinds[row[1]] else {
        preconditionFailure("\(language.folder)/speech-words.tsv:\(row.line): no kind «\(row[1])»")
      }
      let form = lexicon.form(row[0])
      if form >= 0 { roles[Int(form)].insert(kind) }
    }
    return roles
  }

  /// «ce»
  func isThis(_ form: Int32) -> Bool { role(form).contains(.this) }
  func isSourceNoun(_ form: Int32) -> Bool { role(form).contains(.source) }
  func isWeak(_ form: Int32) -> Bool { role(form).contains(.weak) }

  /// True when a noun phrase is a measure and nobody's word: «selon les besoins».
  func isMeasure(_ forms: TokenMap<Int32>, _ range: Range<Int>) -> Bool {
    range.prefix(3).contains { role(forms[$0]).contains(.measure) }
  }
}
