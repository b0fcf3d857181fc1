import Press
import SQLite

/// Names that begin with what somebody has typed so far, for the completion of a shell.
extension Archive {
  /// How many names a shell is offered.
  private static let mostNames: Int64 = 50

  /// Outlets by the beginning of their name, whatever its case and accents, in alphabetical order.
  package func outletNames(beginning prefix: String) throws -> [String] {
    try names(
      "SELECT name FROM outlets WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3",
      between: NameKey.fold(prefix))
  }

  /// Sources by the beginning of any of their names; names of which there are most mentions stand first.
  package func sourceNames(beginning prefix: String) throws -> [String] {
    try names(
      """
      SELECT n.name FROM source_names n
      WHERE n.key >= ?1 AND n.key < ?2
      GROUP BY n.key
      ORDER BY max((SELECT count(*) FROM mentions m WHERE m.source_id = n.source_id)) DESC, n.key
      LIMIT ?3
      """, between: NameKey.name(prefix))
  }

  private func names(_ sql: String, between key: String) throws -> [String] {
    let rows = try rows(sql, [.text(key), .text(key + "\u{10FFFF}"), .integer(Self.mostNames)])
    var names: [String] = []
    while try rows.next() {
      if let name = rows.text(0) { names.append(name) }
    }
    return names
  }
}
