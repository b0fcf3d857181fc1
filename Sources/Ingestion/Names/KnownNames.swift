import Languages

/// What is known of names before any article is read, in every language.
public enum KnownNames {
  /// Hands over each name of a state or organisation, with the key of the source that it names: «Maison Blanche» and `USA`.
  public static func each(_ body: (_ name: String, _ key: String) -> Void) {
    for language in Language.all {
      for row in language.rows(of: "states") { body(row[0], row[2]) }
      for row in language.rows(of: "organisations") { body(row[0], row[1]) }
    }
    for row in Language.shared("organisations") { body(row[0], row[1]) }
  }

  /// A person's name, as `NameKey.name` gives it, in the spelling that keys of persons have:
  /// `volodymyr zelensky` of `volodymyr zelenskyy`.
  public static func spelled(_ name: String) -> String { SourceKey.spelled(name) }
}
