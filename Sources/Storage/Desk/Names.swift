import SQLite

extension Archive {
  /// The classes of relations that occur: class, its French label, its English one, and how many.
  package func relationClasses() throws -> [RelationClassCount] {
    let counts =
      try attempt { try Tallies.areWhole(connection) }
      ? "SELECT value AS class, relations AS n FROM tallies WHERE dimension = 'class'"
      : "SELECT class, count(*) AS n FROM relations GROUP BY class"
    let rows = try rows(
      """
      SELECT c.class, c.label_fr, c.label_en, ifnull(x.n, 0) AS n
      FROM relation_classes c LEFT JOIN (\(counts)) x ON x.class = c.class
      ORDER BY n DESC, c.class
      """, [])
    var classes: [RelationClassCount] = []
    while try rows.next() {
      classes.append(
        RelationClassCount(
          key: rows.text(0) ?? "", labelFrench: rows.text(1) ?? "",
          labelEnglish: rows.text(2) ?? "", count: Int(rows.integer(3))))
    }
    return classes
  }
}

/// A class of relations and how many there are.
package struct RelationClassCount: Sendable, Hashable {
  package var key: String
  package var labelFrench: String
  package var labelEnglish: String
  package var count: Int
}
