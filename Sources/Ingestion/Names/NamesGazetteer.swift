import Languages
import Press

/// What a language knows of names: states, organisations, offices, groups, first names.
///
/// Read once per language from its tables; look-ups go by form number and allocate nothing.
final class Gazetteer: Sendable {
  /// A source that can be known before any article is read.
  struct Entry: Sendable {
    var key: String
    var kind: Source.Kind
    var nameKind: Source.NameKind
    var country: String?
    /// The name under which the source is shown.
    var name: String
    var gender: Gender
    var isPlural: Bool
    /// Must be printed in capitals to count («US», not «us»).
    var isUpper: Bool
    /// Must start with a capital to count.
    var isCapital: Bool
    /// Its last word must start with a capital, too: «Le Monde», not «Le monde».
    var endsInCapital: Bool
    /// A city that only rarely stands for its state.
    var isCity: Bool
    /// A word for those of a political party: «socialiste».
    var isParty = false
  }

  /// An office: «ministre», «chef d'état-major».
  struct Office: Sendable {
    /// The number that offices which are the same have in common («chef de l'État», «président»), from 1;
    /// 0 for others.
    var same: Int32
    var gender: Gender
    var isPlural: Bool
    var isWeak: Bool
    var isFormer: Bool
    /// Held over a matter that comes before it: “health minister”, “Foreign Secretary”.
    var isOverMatter = false
    /// Held for a person or body, whatever the nationality: «avocat».
    var isService = false
  }

  /// A noun for those who act together.
  struct Group: Sendable {
    enum Kind: String { case state, organ, members, body, people, owned }
    var kind: Kind
    var organ: String
    var gender: Gender
    var isPlural: Bool
  }

  /// What a form is good for in a name.
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt32
    static let masculineName = Flags(rawValue: 1 << 0)
    static let feminineName = Flags(rawValue: 1 << 1)
    static let title = Flags(rawValue: 1 << 2)
    static let group = Flags(rawValue: 1 << 3)
    static let particle = Flags(rawValue: 1 << 4)
    /// «de», «du», “of”.
    static let of = Flags(rawValue: 1 << 5)
    static let determiner = Flags(rawValue: 1 << 6)
    /// «à», «au», «auprès», “at”, “to”, “for”.
    static let to = Flags(rawValue: 1 << 7)
    /// «ancien», “former”.
    static let former = Flags(rawValue: 1 << 8)
    /// Days, months and other words that a capital does not make a name.
    static let plain = Flags(rawValue: 1 << 9)
    static let and = Flags(rawValue: 1 << 10)
    /// «en», «à», “in”: what follows is mostly a place.
    static let place = Flags(rawValue: 1 << 11)
    static let possessive = Flags(rawValue: 1 << 12)
    /// “Times”, “Airlines”: ends the name of a body, never that of a person.
    static let body = Flags(rawValue: 1 << 13)
    /// A surname that stands alone and is known all the same: «Poutine».
    static let surname = Flags(rawValue: 1 << 14)
    /// “San”, “Fort”: begins the name of a place.
    static let placeHead = Flags(rawValue: 1 << 15)
    /// “Democrat” of “a Virginia Democrat”, who has no name.
    static let partisan = Flags(rawValue: 1 << 16)
    static let anyName: Flags = [.masculineName, .feminineName]
  }

  let language: Language
  let isFrench: Bool
  let entries: [Entry]
  let offices: [Office]
  let groups: [Group]
  let names: PhraseTable
  let officePhrases: PhraseTable
  private let groupOfForm: [Int16]
  private let flags: [Flags]

  private static let all = PerLanguage { Gazetteer(of: $0) }

  static func of(_ language: Language) -> Gazetteer { all[language] }

  /// The flags of a form number; none for forms that only a text has.
  @inline(__always)
  func flags(_ form: Int32) -> Flags {
    form >= 0 && Int(form) < flags.count ? flags[Int(form)] : []
  }

  /// The group noun that a form is.
  @inline(__always)
  func group(_ form: Int32) -> Group? {
    guard form >= 0, Int(form) < groupOfForm.count, groupOfForm[Int(form)] >= 0 else { return nil }
    return groups[Int(groupOfForm[Int(form)])]
  }

  init(of language: Language) {
    self.language = language
    isFrench = language.code == "fr"
    let lexicon = language.lexicon
    var flags = [Flags](repeating: [], count: lexicon.count)
    var entries: [Entry] = []
    var names = PhraseTable.Builder()
    var canonical: [String: String] = [:]
    func rows(_ file: String) -> [Table.Row] { language.rows(of: file) }
    func mark(_ text: String, _ flag: Flags) {
      let form = lexicon.form(text)
      if form >= 0 { flags[Int(form)].insert(flag) }
    }
    func capital(_ text: String) -> Bool { text.first?.isUppercase ?? false }
    func endsInCapital(_ text: String) -> Bool {
      guard let gap = text.lastIndex(where: { $0 == " " || $0 == "'" }) else { return false }
      return capital(String(text[text.index(after: gap)...]))
    }

    let states = rows("states")
    for forms in Phrases.forms(of: states.map { $0[0] }, in: language).enumerated() {
      let row = states[forms.offset]
      let kind = row[1]
      let isUpper =
        row[0].count <= 4 && row[0] == row[0].uppercased() && row[0] != row[0].lowercased()
      if canonical[row[2]] == nil { canonical[row[2]] = row[0] }
      let nameKind: Source.NameKind =
        switch kind {
        case "demonym": .demonym
        case "capital", "city": .capital
        case "metonym": .metonym
        case "acronym": .acronym
        default: .name
        }
      names.insert(forms.element, value: Int32(entries.count))
      entries.append(
        Entry(
          key: row[2], kind: .state, nameKind: nameKind, country: row[2],
          name: canonical[row[2]] ?? row[0], gender: Gender(row[3]),
          isPlural: row[3].hasSuffix("p"),
          isUpper: isUpper, isCapital: capital(row[0]), endsInCapital: endsInCapital(row[0]),
          isCity: kind == "city"))
    }
    let organisations = language.organisations
    for forms in Phrases.forms(of: organisations.map { $0[0] }, in: language).enumerated() {
      let row = organisations[forms.offset]
      if canonical[row[1]] == nil { canonical[row[1]] = row[0] }
      let letters = row[0].filter(\.isLetter)
      names.insert(forms.element, value: Int32(entries.count))
      entries.append(
        Entry(
          key: row[1], kind: Source.Kind(rawValue: row[3]) ?? .organisation,
          nameKind: row[2] == "partisan" ? .demonym : Source.NameKind(rawValue: row[2]) ?? .name,
          country: row[4].isEmpty ? nil : row[4], name: canonical[row[1]] ?? row[0],
          gender: .either,
          isPlural: row[0].hasSuffix("s") && row[3] == "group",
          isUpper: letters.count > 1 && letters.allSatisfy(\.isUppercase) && letters.count <= 3,
          isCapital: capital(row[0]), endsInCapital: endsInCapital(row[0]), isCity: false,
          isParty: row[2] == "partisan"))
    }
    self.entries = entries
    self.names = PhraseTable(names)

    var offices: [Office] = []
    var officePhrases = PhraseTable.Builder()
    var sameOffices: [String: Int32] = [:]
    let officeRows = rows("offices")
    for forms in Phrases.forms(of: officeRows.map { $0[0] }, in: language).enumerated() {
      let row = officeRows[forms.offset]
      officePhrases.insert(forms.element, value: Int32(offices.count))
      if !row[5].isEmpty, sameOffices[row[5]] == nil {
        sameOffices[row[5]] = Int32(sameOffices.count + 1)
      }
      offices.append(
        Office(
          same: sameOffices[row[5]] ?? 0,
          gender: Gender(row[1]), isPlural: row[2] == "p",
          isWeak: row[3] == "weak" || row[3] == "service", isFormer: row[4] == "former",
          isOverMatter: row[3] == "matter", isService: row[3] == "service"))
    }
    self.offices = offices
    self.officePhrases = PhraseTable(officePhrases)

    var groups: [Group] = []
    var groupOfForm = [Int16](repeating: -1, count: lexicon.count)
    for row in rows("groups") {
      let form = lexicon.form(row[0])
      guard form >= 0, let kind = Group.Kind(rawValue: row[1]) else { continue }
      groupOfForm[Int(form)] = Int16(groups.count)
      groups.append(
        Group(kind: kind, organ: row[2], gender: Gender(row[3]), isPlural: row[4] == "p"))
      flags[Int(form)].insert(.group)
    }
    self.groups = groups
    self.groupOfForm = groupOfForm

    for row in rows("first-names-more") + Language.shared("first-names")
      + Language.shared("first-names-registers")
    {
      if row[1] != "f" { mark(row[0], .masculineName) }
      if row[1] != "m" { mark(row[0], .feminineName) }
    }
    for row in rows("titles") { mark(row[0], .title) }
    for row in rows("name-words") {
      let flag: Flags? =
        switch row[1] {
        case "particle": .particle
        case "of": .of
        case "determiner": .determiner
        case "to": .to
        case "former": .former
        case "plain": .plain
        case "and": .and
        case "place": .place
        case "possessive": .possessive
        case "body": .body
        case "surname": .surname
        case "place-head": .placeHead
        case "partisan": .partisan
        default: nil
        }
      precondition(flag != nil, "\(language.folder)/name-words.tsv:\(row.line): unknown kind")
      if let flag { mark(row[0], flag) }
    }
    self.flags = flags
  }
}

/// Grammatical gender, as far as it is known.
package enum Gender: Sendable {
  case masculine, feminine, either

  init(_ code: String) {
    switch code.first {
    case "m": self = .masculine
    case "f": self = .feminine
    default: self = .either
    }
  }

  /// False when both are known and differ.
  func fits(_ other: Gender) -> Bool { self == .either || other == .either || self == other }
}

extension Language {
  /// The rows of a table of this language; none when it has no such table. A fault in a table is a
  /// fault of ours and stops the program.
  func rows(of table: String) -> [Table.Row] { Self.rows(at: "\(folder)/\(table).tsv") }

  /// The rows of a table that is the same for every language.
  static func shared(_ table: String) -> [Table.Row] { rows(at: "Shared/\(table).tsv") }

  /// Its own organisations, then those that have the same name in every language.
  var organisations: [Table.Row] { rows(of: "organisations") + Self.shared("organisations") }

  private static func rows(at path: String) -> [Table.Row] {
    do {
      return try Table.named(path)?.rows ?? []
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
