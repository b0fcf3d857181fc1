import Languages
import Press

/// What is known of names before any article is read, in every language.
public enum KnownNames {
  /// Hands over each name of a state or organisation, with the key of the source that it names: «Maison Blanche» and `USA`.
  public static func each(_ body: (_ name: String, _ key: String) -> Void) {
    for row in rows(of: "states") { body(row[0], row[2]) }
    for row in rows(of: "organisations") { body(row[0], row[1]) }
    for row in Language.shared("organisations") { body(row[0], row[1]) }
  }

  /// The rows that a table has in all languages, whose lexicons are not needed for it.
  private static func rows(of table: String) -> [Table.Row] {
    Language.folders.flatMap { Language.rows(of: table, in: $0) }
  }

  /// The genders (m, f, e) that tables give to names, as `NameKey.name` gives them.
  private static func genders(_ rows: [Table.Row]) -> [String: Set<String>] {
    var genders: [String: Set<String>] = [:]
    for row in rows { genders[NameKey.name(row[0]), default: []].insert(row[1]) }
    return genders
  }

  private static let titles = genders(rows(of: "titles"))
  private static let firstNames = genders(
    rows(of: "first-names-more") + Language.shared("first-names")
      + Language.shared("first-names-registers"))

  /// False when nobody of a first name is addressed with a title: `mme` and `victor`; both as
  /// `NameKey.name` gives them.
  public static func agree(title: String, firstName: String) -> Bool {
    guard let title = titles[title], title == ["m"] || title == ["f"],
      let name = firstNames[firstName]
    else { return true }
    return name.contains("e") || !name.isDisjoint(with: title)
  }

  private static let offices: Set<String> = Set(
    (rows(of: "offices") + rows(of: "titles")).map { NameKey.name($0[0]) })

  /// What is left of a name, as `NameKey.name` gives it, without the office in front of it: `clinton`
  /// of `president clinton`; nil when no office is there, or nothing else.
  public static func withoutOffice(_ name: String) -> String? {
    let words = name.split(separator: " ")
    let length = (1..<max(1, words.count)).reversed().first {
      offices.contains(words[..<$0].joined(separator: " "))
    }
    return length.map { words[$0...].joined(separator: " ") }
  }

  /// A person's name, as `NameKey.name` gives it, in the spelling that keys of persons have:
  /// `volodymyr zelensky` of `volodymyr zelenskyy`.
  public static func spelled(_ name: String) -> String { SourceKey.spelled(name) }
}
