/// A table of a document whose rows, or whose whole, are articles.
enum DocumentTable {
  /// Rows of articles below a row of names: the fields of each.
  case records([[RecordField]])
  /// Names beside their values: the fields of one article, which may have its text below.
  case fields([RecordField])

  /// Reads the cells of a table; nil when it is part of a text.
  init?(_ rows: [[String]], map: [String: String]) {
    let rows = rows.filter { !$0.allSatisfy { $0.trimmed == nil } }
    guard let first = rows.first, first.count >= 2 else { return nil }
    let roles = first.map { FieldRole.role(of: $0, map: map) }
    let known = Set(roles.compactMap { $0?.role })
    if rows.count >= 2, known.count >= 2, known.contains(.body),
      roles.count(where: { $0 != nil }) * 2 >= roles.count
    {
      let records = rows.dropFirst().map { row in
        zip(first.indices, row).compactMap { column, value in
          value.trimmed.map { Self.field(first[column], $0, map) }
        }
      }
      self = .records(records)
      return
    }
    guard rows.allSatisfy({ $0.count == 2 }) else { return nil }
    let names = rows.map {
      $0[0].trimmed.map { $0.hasSuffix(":") ? String($0.dropLast()) : $0 } ?? ""
    }
    let named = names.count { FieldRole.role(of: $0, map: map) != nil }
    guard named >= 2, named * 2 >= rows.count, names.allSatisfy({ $0.utf8.count <= 40 }) else {
      return nil
    }
    self = .fields(
      zip(names, rows).compactMap { name, row in row[1].trimmed.map { Self.field(name, $0, map) } })
  }

  private static func field(_ name: String, _ value: String, _ map: [String: String]) -> RecordField
  {
    RecordField(name.trimmed ?? name, .text(value), map: map)
  }

  /// True when the article has its text in the table.
  static func hasBody(_ fields: [RecordField]) -> Bool { fields.contains { $0.role == .body } }
}

/// What a document contains: paragraphs, and articles in tables.
struct DocumentContent {
  var paragraphs: [DocumentParagraph] = []
  /// Articles that are rows of tables: the fields of each.
  var records: [[RecordField]] = []

  /// Takes a table whose rows are articles; false when it belongs to the text.
  mutating func take(_ rows: [[String]], map: [String: String]) -> Bool {
    switch DocumentTable(rows, map: map) {
    case .records(let records): self.records += records
    case .fields(let fields) where DocumentTable.hasBody(fields): records.append(fields)
    case .fields(let fields):
      // The text is below the table: its fields are lines of the head.
      for case (let name, .text(let value)) in fields.map({ ($0.name, $0.value) }) {
        paragraphs.append(
          DocumentParagraph(text: "\(name): " + value.split(separator: "\n").joined(separator: " "))
        )
      }
    case nil: return false
    }
    return true
  }
}
