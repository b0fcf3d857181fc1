import Languages

/// The names of states and organisations that are known before any article is read, in every language.
public enum KnownNames {
  /// Hands over each name, with the key of the source that it names: «Maison Blanche» and `USA`.
  public static func each(_ body: (_ name: String, _ key: String) -> Void) {
    for language in Language.all {
      for row in language.rows(of: "states") { body(row[0], row[2]) }
      for row in language.rows(of: "organisations") { body(row[0], row[1]) }
    }
  }
}
