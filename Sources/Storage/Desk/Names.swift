import SQLite

extension Archive {
  /// Outlets whose name shares a word, or the beginning of one, with a name that none has.
  package func outletNames(near name: String) throws -> [String] {
    let words = NameKey.fold(name).split { !$0.isLetter && !$0.isNumber }.filter { $0.count >= 3 }
    var found: [String] = []
    for word in words.sorted(by: { $0.count > $1.count }) {
      let rows = try rows(
        """
        SELECT name FROM outlets WHERE ' ' || key LIKE '%' || ?1 || '%'
        ORDER BY abs(length(key) - ?2), key LIMIT 5
        """, [.text(String(word.prefix(5))), .integer(Int64(name.count))])
      while try rows.next() {
        if let name = rows.text(0), !found.contains(name) { found.append(name) }
      }
    }
    return Array(found.prefix(5))
  }

  /// The classes of relations that occur: class, its French label, its English one, and how many.
  package func relationClasses() throws -> [RelationClassCount] {
    let rows = try rows(
      """
      SELECT c.class, c.label_fr, c.label_en,
        (SELECT count(*) FROM relations r WHERE r.class = c.class) AS n
      FROM relation_classes c ORDER BY n DESC, c.class
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
