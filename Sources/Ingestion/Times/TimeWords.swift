import Languages

/// The words of a language that tell when (`time-words.tsv`).
final class TimeWords: Sendable {
  /// What a word does.
  struct Role: OptionSet, Sendable {
    let rawValue: UInt32
    static let month = Role(rawValue: 1 << 0)
    static let weekday = Role(rawValue: 1 << 1)
    static let day = Role(rawValue: 1 << 2)
    static let number = Role(rawValue: 1 << 3)
    static let hour = Role(rawValue: 1 << 4)
    static let dayUnit = Role(rawValue: 1 << 5)
    static let weekUnit = Role(rawValue: 1 << 6)
    static let weekendUnit = Role(rawValue: 1 << 7)
    static let monthUnit = Role(rawValue: 1 << 8)
    static let yearUnit = Role(rawValue: 1 << 9)
    static let last = Role(rawValue: 1 << 10)
    static let next = Role(rawValue: 1 << 11)
    static let this = Role(rawValue: 1 << 12)
    static let agoBefore = Role(rawValue: 1 << 13)
    static let agoBehind = Role(rawValue: 1 << 14)
    static let article = Role(rawValue: 1 << 15)
    static let `in` = Role(rawValue: 1 << 16)
    static let edge = Role(rawValue: 1 << 17)
    static let at = Role(rawValue: 1 << 18)
    /// Before an expression that does not tell when something was said: «depuis», «de».
    static let other = Role(rawValue: 1 << 19)
    static let and = Role(rawValue: 1 << 20)
    /// The first word of an entry of several.
    static let phrase = Role(rawValue: 1 << 21)
    /// A participle that dates what is said: «interrogé lundi».
    static let speaking = Role(rawValue: 1 << 22)
    /// «le dimanche» is every Sunday.
    static let habit = Role(rawValue: 1 << 23)
    static let on = Role(rawValue: 1 << 24)
    /// «un communiqué du 9 décembre»
    static let dated = Role(rawValue: 1 << 25)
    /// A verb under which a cue is still to come: «doit annoncer».
    static let coming = Role(rawValue: 1 << 26)

    static let units: Role = [.dayUnit, .weekUnit, .weekendUnit, .monthUnit, .yearUnit]

    fileprivate static let named: [String: Role] = [
      "month": .month, "weekday": .weekday, "day": .day, "number": .number, "hour": .hour,
      "day-unit": .dayUnit, "week-unit": .weekUnit, "weekend-unit": .weekendUnit,
      "month-unit": .monthUnit, "year-unit": .yearUnit, "last": .last, "next": .next,
      "this": .this, "ago-before": .agoBefore, "ago-behind": .agoBehind, "article": .article,
      "in": .in, "edge": .edge, "at": .at, "other": .other, "and": .and,
      "speaking": .speaking, "habit": .habit, "on": .on, "dated": .dated,
      "coming": .coming,
    ]
  }

  /// One entry: what it does, and its number.
  struct Entry: Sendable {
    var role: Role = []
    var value: Int8 = 0
  }

  private let entries: [Entry]
  private let phrases: PhraseTable
  private let ofPhrase: [Entry]

  private static let all = PerLanguage { TimeWords($0) }

  static func of(_ language: Language) -> TimeWords { all[language] }

  private init(_ language: Language) {
    var entries = [Entry](repeating: Entry(), count: language.lexicon.count)
    var phrases = PhraseTable.Builder()
    var ofPhrase: [Entry] = []
    for row in language.rows(of: "time-words") {
      guard let role = Role.named[row[1]], let value = Int8(row[2].isEmpty ? "0" : row[2]) else {
        preconditionFailure(
          "\(language.folder)/time-words.tsv:\(row.line): no kind «\(row[1])» with «\(row[2])»")
      }
      let forms = Tokens(of: row[0], in: language).forms
      precondition(
        forms.allSatisfy { Int($0) < entries.count },
        "\(language.folder)/time-words.tsv:\(row.line): «\(row[0])» is cut in two")
      phrases.insert(forms, value: Int32(ofPhrase.count))
      ofPhrase.append(Entry(role: role, value: value))
      if forms.count > 1 {
        entries[Int(forms[0])].role.insert(.phrase)
        continue
      }
      entries[Int(forms[0])].role.insert(role)
      if !row[2].isEmpty { entries[Int(forms[0])].value = value }
    }
    self.entries = entries
    self.phrases = PhraseTable(phrases)
    self.ofPhrase = ofPhrase
  }

  @inline(__always)
  subscript(form: Int32) -> Entry {
    form >= 0 && Int(form) < entries.count ? entries[Int(form)] : Entry()
  }

  /// The longest entry that starts at a word.
  func longest(in forms: TokenMap<Int32>, from i: Int) -> (entry: Entry, count: Int)? {
    guard let found = phrases.longest(in: forms, from: i) else { return nil }
    return (ofPhrase[Int(found.value)], found.count)
  }
}
