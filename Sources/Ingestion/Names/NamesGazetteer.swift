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
    /// Counts only with both a body and a holder: «guitariste du groupe Fjord, X».
    var isCalling = false
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
    /// «le», “the”.
    static let article = Flags(rawValue: 1 << 17)
    /// “'s”.
    static let owner = Flags(rawValue: 1 << 18)
    /// «est», «devient», “became”.
    static let copula = Flags(rawValue: 1 << 19)
    /// «comme», “as”: says what somebody is, with a copula before it or without.
    static let apposing = Flags(rawValue: 1 << 20)
    /// «a», «qui», “has”, “who”: may stand between a name and a copula.
    static let auxiliary = Flags(rawValue: 1 << 21)
    /// «chargé», «délégué», «[en] charge».
    static let charge = Flags(rawValue: 1 << 22)
    /// «[par] intérim», «[en] exercice».
    static let capacity = Flags(rawValue: 1 << 23)
    /// “of”, “for”: joins the parts of an English name, also in a text of another language.
    static let link = Flags(rawValue: 1 << 24)
    /// «gouvernement», “authorities”: without an owner, of the state of which the text speaks.
    static let government = Flags(rawValue: 1 << 25)
    static let ministry = Flags(rawValue: 1 << 26)
    /// «étrangères», “foreign”: the matter of a ministry of foreign affairs.
    static let foreign = Flags(rawValue: 1 << 27)
    /// «public»: with it, a ministry is none.
    static let prosecution = Flags(rawValue: 1 << 28)
    /// «auprès [de]».
    static let near = Flags(rawValue: 1 << 29)
    /// «pour».
    static let purpose = Flags(rawValue: 1 << 30)
    /// «chez»: what follows is a body, whatever it looks like.
    static let employer = Flags(rawValue: 1 << 31)
    static let anyName: Flags = [.masculineName, .feminineName]
  }

  let language: Language
  let isFrench: Bool
  let entries: [Entry]
  /// By the form of a city of one word, the entry of the body for which its name may stand.
  let bodiesOfCities: [Int32: Int32]
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
    var known = KnownSources()
    known.addStates(of: language)
    known.addOrganisations(of: language)
    entries = known.entries
    bodiesOfCities = known.bodiesOfCities
    names = PhraseTable(known.names)
    (offices, officePhrases) = Self.offices(of: language)
    (groups, groupOfForm) = Self.groups(of: language)
    flags = Self.flags(of: language, groups: groupOfForm)
  }

  private static func offices(of language: Language) -> ([Office], PhraseTable) {
    var offices: [Office] = []
    var phrases = PhraseTable.Builder()
    var same: [String: Int32] = [:]
    let rows = language.rows(of: "offices")
    for (forms, row) in zip(Phrases.forms(of: rows.map { $0[0] }, in: language), rows) {
      phrases.insert(forms, value: Int32(offices.count))
      if !row[5].isEmpty, same[row[5]] == nil { same[row[5]] = Int32(same.count + 1) }
      offices.append(
        Office(
          same: same[row[5]] ?? 0,
          gender: Gender(row[1]), isPlural: row[2] == "p",
          isWeak: ["weak", "service", "calling"].contains(row[3]), isFormer: row[4] == "former",
          isOverMatter: row[3] == "matter", isService: row[3] == "service",
          isCalling: row[3] == "calling"))
    }
    return (offices, PhraseTable(phrases))
  }

  /// The nouns for groups, and of each form the number of its noun, -1 for none.
  private static func groups(of language: Language) -> ([Group], [Int16]) {
    var groups: [Group] = []
    var groupOfForm = [Int16](repeating: -1, count: language.lexicon.count)
    for row in language.rows(of: "groups") {
      let form = language.lexicon.form(row[0])
      guard form >= 0, let kind = Group.Kind(rawValue: row[1]) else { continue }
      groupOfForm[Int(form)] = Int16(groups.count)
      groups.append(
        Group(kind: kind, organ: row[2], gender: Gender(row[3]), isPlural: row[4] == "p"))
    }
    return (groups, groupOfForm)
  }

  /// What each form is good for in a name.
  private static func flags(of language: Language, groups: [Int16]) -> [Flags] {
    var flags = groups.map { $0 < 0 ? [] : Flags.group }
    func mark(_ text: String, _ flag: Flags) {
      let form = language.lexicon.form(text)
      if form >= 0 { flags[Int(form)].insert(flag) }
    }
    for row in language.rows(of: "first-names-more") + Language.shared("first-names")
      + Language.shared("first-names-registers")
    {
      if row[1] != "f" { mark(row[0], .masculineName) }
      if row[1] != "m" { mark(row[0], .feminineName) }
    }
    for row in language.rows(of: "titles") { mark(row[0], .title) }
    for row in language.rows(of: "name-words") {
      guard let flag = Flags(code: row[1]) else {
        preconditionFailure("\(language.folder)/name-words.tsv:\(row.line): unknown kind")
      }
      mark(row[0], flag)
    }
    return flags
  }
}

extension Gazetteer.Flags {
  /// A kind of word in `name-words.tsv`; nil for an unknown one.
  fileprivate init?(code: String) {
    switch code {
    case "particle": self = .particle
    case "of": self = .of
    case "determiner": self = .determiner
    case "to": self = .to
    case "former": self = .former
    case "plain": self = .plain
    case "and": self = .and
    case "place": self = .place
    case "possessive": self = .possessive
    case "body": self = .body
    case "surname": self = .surname
    case "place-head": self = .placeHead
    case "partisan": self = .partisan
    case "article": self = .article
    case "owner": self = .owner
    case "copula": self = .copula
    case "apposing": self = .apposing
    case "auxiliary": self = .auxiliary
    case "charge": self = .charge
    case "capacity": self = .capacity
    case "link": self = .link
    case "government": self = .government
    case "ministry": self = .ministry
    case "foreign": self = .foreign
    case "prosecution": self = .prosecution
    case "near": self = .near
    case "purpose": self = .purpose
    case "employer": self = .employer
    default: return nil
    }
  }
}

/// The sources that the tables of a language know, and the names under which they are found.
private struct KnownSources {
  var entries: [Gazetteer.Entry] = []
  var names = PhraseTable.Builder()
  /// By key, the first name in the tables, under which a source is shown.
  var shown: [String: String] = [:]
  /// Cities of one word.
  private var cities: Set<Int32> = []
  /// Of the form of a city, the entry of the body in it for which its name may stand.
  var bodiesOfCities: [Int32: Int32] = [:]

  mutating func addStates(of language: Language) {
    let rows = language.rows(of: "states")
    for (forms, row) in zip(Phrases.forms(of: rows.map { $0[0] }, in: language), rows) {
      let isUpper =
        row[0].count <= 4 && row[0] == row[0].uppercased() && row[0] != row[0].lowercased()
      let nameKind: Source.NameKind =
        switch row[1] {
        case "demonym": .demonym
        case "capital", "city": .capital
        case "metonym": .metonym
        case "acronym": .acronym
        default: .name
        }
      let name = shown(row[0], of: row[2])
      if row[1] == "city", forms.count == 1 { cities.insert(forms[0]) }
      names.insert(forms, value: Int32(entries.count))
      entries.append(
        Gazetteer.Entry(
          key: row[2], kind: .state, nameKind: nameKind, country: row[2], name: name,
          gender: Gender(row[3]), isPlural: row[3].hasSuffix("p"), isUpper: isUpper,
          isCapital: startsWithCapital(row[0]), endsInCapital: endsInCapital(row[0]),
          isCity: row[1] == "city"))
    }
  }

  mutating func addOrganisations(of language: Language) {
    let rows = language.organisations
    for (forms, row) in zip(Phrases.forms(of: rows.map { $0[0] }, in: language), rows) {
      let name = shown(row[0], of: row[1])
      if row[2] == "metonym", forms.count == 1, cities.contains(forms[0]) {
        bodiesOfCities[forms[0]] = Int32(entries.count)
      }
      names.insert(forms, value: Int32(entries.count))
      entries.append(
        Gazetteer.Entry(
          key: row[1], kind: Source.Kind(rawValue: row[3]) ?? .organisation,
          nameKind: row[2] == "partisan" ? .demonym : Source.NameKind(rawValue: row[2]) ?? .name,
          country: row[4].isEmpty ? nil : row[4], name: name, gender: .either,
          isPlural: row[0].hasSuffix("s") && row[3] == "group",
          isUpper: hasFewCapitals(row[0]),
          isCapital: startsWithCapital(row[0]), endsInCapital: endsInCapital(row[0]),
          isCity: false, isParty: row[2] == "partisan"))
    }
  }

  private mutating func shown(_ name: String, of key: String) -> String {
    if let first = shown[key] { return first }
    shown[key] = name
    return name
  }

  /// True for two or three letters, all of them capitals: «UE».
  private func hasFewCapitals(_ text: String) -> Bool {
    var count = 0
    for letter in text where letter.isLetter {
      count += 1
      if count > 3 || !letter.isUppercase { return false }
    }
    return count > 1
  }

  private func startsWithCapital(_ text: some StringProtocol) -> Bool {
    text.first?.isUppercase ?? false
  }

  private func endsInCapital(_ text: String) -> Bool {
    let isGap = { (byte: UInt8) in byte == 0x20 || byte == 0x27 }
    guard let gap = text.utf8.lastIndex(where: isGap) else { return false }
    return startsWithCapital(text[text.utf8.index(after: gap)...])
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
  func rows(of table: String) -> [Table.Row] { Self.rows(of: table, in: folder) }

  /// The same for the language of a folder.
  static func rows(of table: String, in folder: String) -> [Table.Row] {
    rows(at: "\(folder)/\(table).tsv")
  }

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
