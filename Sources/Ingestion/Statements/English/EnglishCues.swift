import Languages

/// The words that attribute speech in English, looked up by form number.
struct EnglishCues: Sendable {
  /// What may follow a cue.
  struct Frames: OptionSet, Sendable {
    let rawValue: UInt16
    static let quote = Frames(rawValue: 1 << 0)
    static let that = Frames(rawValue: 1 << 1)
    /// *that* may be left out.
    static let bareThat = Frames(rawValue: 1 << 2)
    static let wh = Frames(rawValue: 1 << 3)
    static let to = Frames(rawValue: 1 << 4)
    static let ing = Frames(rawValue: 1 << 5)
    static let object = Frames(rawValue: 1 << 6)
    static let objectTo = Frames(rawValue: 1 << 7)
    static let objectThat = Frames(rawValue: 1 << 8)
    static let objectWh = Frames(rawValue: 1 << 9)
    static let objectName = Frames(rawValue: 1 << 10)
    static let of = Frames(rawValue: 1 << 11)
    static let `for` = Frames(rawValue: 1 << 12)
    static let `as` = Frames(rawValue: 1 << 13)
    /// An object and what it does: «a poll shows her leading».
    static let objectIng = Frames(rawValue: 1 << 15)

    static let named: [String: Frames] = [
      "quote": .quote, "that": .that, "that?": [.that, .bareThat], "wh": .wh, "to": .to,
      "ing": .ing, "np": .object, "np-to": .objectTo, "np-that": .objectThat,
      "np-wh": .objectWh, "np-np": .objectName, "of": .of, "for": .for, "as": .as,
      "np-ing": .objectIng,
    ]
  }

  /// One cue: a verb, perhaps with a particle, or a noun.
  struct Entry: Sendable {
    var lemma: String
    /// Forms that have to follow: «out» of «point out».
    var particles: [Int32]
    var frames: Frames
    var kind: String

    /// True for «tell» and «remind»: the listener comes before what is said.
    var takesListener: Bool {
      frames.contains(.objectThat) && frames.isDisjoint(with: [.bareThat, .object])
    }
  }

  static let shared = EnglishCues()

  let verbs: FormTable<[Entry]>
  let nouns: FormTable<Entry>
  /// Of each form of the lexicon: 1 a cue verb's, 2 a cue noun's.
  let roles: [UInt8]
  let lexicon: Lexicon
  /// Verbs whose object can hardly be anything but a clause.
  let sayings: Set<String> = [
    "allege", "argue", "claim", "contend", "estimate", "insist", "reckon", "say", "tell reporters",
    "think",
  ]

  /// Verbs whose forms a noun phrase would swallow: «the union fears».
  let readAsNouns: Set<String> = ["claim", "fear", "hope"]

  private init() {
    let language = Language.english
    let lexicon = language.lexicon
    self.lexicon = lexicon
    func entry(_ row: Table.Row) -> (Int32, Entry)? {
      let parts = row[0].split(separator: " ").map { lexicon.form(String($0)) }
      guard let head = parts.first, head >= 0 else { return nil }
      var frames: Frames = []
      for name in row[3].split(separator: " ") {
        frames.formUnion(Frames.named[String(name)] ?? [])
      }
      return (
        head,
        Entry(lemma: row[0], particles: Array(parts.dropFirst()), frames: frames, kind: row[2])
      )
    }
    var verbs: [Int32: [Entry]] = [:]
    for row in language.rows(of: "cues") where row[1] == "verb" {
      if let (head, entry) = entry(row) { verbs[head, default: []].append(entry) }
    }
    // «point out» before «point».
    for head in verbs.keys { verbs[head]?.sort { $0.particles.count > $1.particles.count } }
    var nouns: [Int32: Entry] = [:]
    for row in language.rows(of: "cues") where row[1] == "noun" {
      if let (head, entry) = entry(row), entry.particles.isEmpty { nouns[head] = entry }
    }
    (self.verbs, self.nouns) = (FormTable(verbs), FormTable(nouns))
    var roles = [UInt8](repeating: 0, count: lexicon.count)
    for form in 0..<Int32(lexicon.count) {
      for analysis in lexicon.analyses(of: form) {
        if analysis.part == .verb, self.verbs.has(analysis.lemma) { roles[Int(form)] |= 1 }
        if analysis.part == .noun, self.nouns.has(analysis.lemma) { roles[Int(form)] |= 2 }
      }
    }
    self.roles = roles
  }

  /// The cue verb at a word, with the reading that makes it one.
  func verb(at i: Int, in words: Tokens) -> (entry: Entry, features: Features, end: Int)? {
    guard i >= 0, i < words.count else { return nil }
    let form = words.forms[i]
    guard form < roles.count, roles[Int(form)] & 1 != 0 else { return nil }
    for analysis in lexicon.analyses(of: form) where analysis.part == .verb {
      entries: for entry in verbs[analysis.lemma] ?? [] {
        var end = i + 1
        for particle in entry.particles {
          guard end < words.count, words.forms[end] == particle else { continue entries }
          end += 1
        }
        // «agreed on Wednesday to …»: that is when.
        if end < words.count, end > i + 1, words.forms[end - 1] == EnglishWords.shared.on,
          EnglishWords.shared.days.contains(words.forms[end])
        {
          continue entries
        }
        return (entry, analysis.features, end)
      }
    }
    return nil
  }

  /// The cue noun at a word.
  func noun(at i: Int, in words: Tokens) -> Entry? {
    guard i >= 0, i < words.count else { return nil }
    let form = words.forms[i]
    guard form < roles.count, roles[Int(form)] & 2 != 0 else { return nil }
    for analysis in lexicon.analyses(of: form) where analysis.part == .noun {
      if let entry = nouns[analysis.lemma] { return entry }
    }
    return nil
  }
}

/// English words that the rules name, as form numbers; the sets are in `speech-words.tsv`.
struct EnglishWords: Sendable {
  static let shared = EnglishWords()

  let that = Self.form("that"), to = Self.form("to"), of = Self.form("of"), `as` = Self.form("as"),
    `for` = Self.form("for"), according = Self.form("according"), and = Self.form("and"),
    but = Self.form("but"),
    whoForm = Self.form("who"), which = Self.form("which"), s = Self.form("'s"),
    there = Self.form("there"),
    ampersand = Self.form("&"), be = Self.form("be"), have = Self.form("have"),
    `do` = Self.form("do"),
    by = Self.form("by"), whose = Self.form("whose"), per = Self.form("per"),
    during = Self.form("during"),
    it = Self.form("it"), one = Self.form("one"), no = Self.form("no"), how = Self.form("how"),
    `is` = Self.form("is"),
    `while` = Self.form("while"), than = Self.form("than"), about = Self.form("about"),
    on = Self.form("on"),
    when = Self.form("when")
  let modals = Self.set("modals"), days = Self.set("days"), named = Self.set("named"),
    wh = Self.set("wh"),
    relatives = Self.set("relatives"), links = Self.set("links"),
    conditions = Self.set("conditions"),
    evidence = Self.set("evidence"), reflexives = Self.set("reflexives"),
    singulars = Self.set("singulars"),
    people = Self.set("people"), gaps = Self.set("gaps"), announcers = Self.set("announcers"),
    beliefs = Self.set("beliefs"), nobodies = Self.set("nobodies"), writers = Self.set("writers"),
    things = Self.set("things"), measures = Self.set("measures"), lets = Self.set("lets"),
    wills = Self.set("wills"), oughts = Self.set("oughts"), silences = Self.set("silences"),
    states = Self.set("states"), quantities = Self.set("quantities"), glosses = Self.set("glosses"),
    perfect = Self.set("perfect"), answers = Self.set("answers"), occasions = Self.set("occasions"),
    inAndTo = Self.set("inAndTo"), views = Self.set("views"), surveys = Self.set("surveys"),
    ifs = Self.set("ifs"), persons = Self.set("persons"),
    bodies = Self.set("bodies"), media = Self.set("media"), documents = Self.set("documents")

  private init() {}

  private static func form(_ word: String) -> Int32 { Language.english.lexicon.form(word) }

  private static let rows = Language.english.rows(of: "speech-words")

  /// The forms of one kind in `speech-words.tsv`.
  private static func set(_ kind: String) -> Set<Int32> {
    Set(rows.filter { $0[1] == kind }.map { form($0[0]) }.filter { $0 >= 0 })
  }
}
