import Press

/// A table of articles in a page or a document: a row of known names, and articles below it.
enum PageTable {
  /// How many tables of a page are looked at, and how long the text of an article is at least, in bytes.
  private static let (tablesAtMost, shortest) = (40, 80)

  /// The rows of the first table of articles in `page`; nil when there is none.
  static func rows(in page: Markup) -> [XLSX.Row]? {
    for table in page.all("table").prefix(tablesAtMost) {
      guard let head = table.first("tr") else { continue }
      let names = cells(head).map { $0.line ?? "" }
      guard let body = body(among: names) else { continue }
      let rows = table.all("tr").enumerated().map { n, row in
        XLSX.Row(
          number: n + 1, cells: cells(row).enumerated().map { ($0.offset, $0.element.paragraphs()) }
        )
      }
      if areArticles(rows, body: body) { return rows }
    }
    return nil
  }

  /// The column of the text in a row of names of which another one is known as well; nil for other rows.
  static func body(among names: [String]) -> Int? {
    let roles = names.map { $0.utf8.count < 80 ? FieldRole.guessed($0)?.role : nil }
    guard Set(roles.compactMap(\.self)).count >= 2 else { return nil }
    return roles.firstIndex(of: .body)
  }

  /// True when the rows below the first contain texts in column `body`.
  static func areArticles(_ rows: [XLSX.Row], body: Int) -> Bool {
    let texts = rows.dropFirst().count { row in
      row.cells.contains { $0.column == body && $0.text.utf8.count >= shortest }
    }
    return texts > 0 && texts * 2 >= rows.count - 1
  }

  private static func cells(_ row: Element) -> [Element] {
    row.children.filter { $0.name == "td" || $0.name == "th" }
  }
}
