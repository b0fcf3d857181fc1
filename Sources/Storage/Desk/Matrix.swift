import SQLite

/// Who quotes whom, or who does what to whom: counts in a square.
package struct Matrix: Sendable {
  /// What is in the rows and columns.
  package enum Axes: String, Sendable, CaseIterable {
    /// Sources by the outlets that quote them.
    case speakers
    /// Who acts by towards whom.
    case relations
  }

  /// What a cell counts.
  package enum Measure: String, Sendable, CaseIterable {
    case rows
    /// Stories: a family of near-duplicates once.
    case stories
  }

  /// One crossing that is not empty.
  package struct Cell: Sendable, Hashable {
    package var count: Int
    /// How many of the statements are direct speech; of relations, how many are denied.
    package var part: Int
    /// How many rows there are in all, of which `part` is a share.
    package var rows: Int
  }

  package var axes: Axes
  package var measure: Measure
  /// The first rows and columns, the greatest first; the key is what a filter takes.
  package var rows: [Facet.Value]
  package var columns: [Facet.Value]
  /// How many rows and columns there are in all.
  package var allRows: Int
  package var allColumns: Int
  /// Crossings of `rows` and `columns` by their places.
  package var cells: [[Cell?]]
}

extension Archive {
  /// Statements by source and outlet, or relations by subject and object, in `most` rows and columns.
  package func matrix(
    _ question: Question, _ axes: Matrix.Axes, _ measure: Matrix.Measure, most: Int = 20
  ) throws -> Matrix {
    let articles = try articlesByFacet()
    let rows = try selecting(question, axes == .speakers ? .statements : .relations) { selection in
      let tables = Self.tables(axes, articles, isWhole: selection.isWhole)
      return measure == .rows
        ? Self.single(axes, tables) : Self.stories(axes, tables)
    }
    var square = Square(merged: try mergedSources(), columnsAreSources: axes == .relations)
    while try rows.next() {
      square.add(
        rows.integer(0), rows.integer(1),
        Matrix.Cell(
          count: Int(rows.integer(2)), part: Int(rows.integer(3)), rows: Int(rows.integer(4))))
    }
    let firstRows = try first(square.rows, of: "sources", by: "key", most: most)
    let firstColumns = try first(
      square.columns, of: axes == .speakers ? "outlets" : "sources",
      by: axes == .speakers ? "name" : "key", most: most)
    return Matrix(
      axes: axes, measure: measure, rows: firstRows.map(\.value),
      columns: firstColumns.map(\.value), allRows: square.rows.count,
      allColumns: square.columns.count,
      cells: firstRows.map { row in firstColumns.map { square[row.id, $0.id] } })
  }

  /// Statements `s` or relations `r` that answer, with their articles `a`.
  private static func tables(_ axes: Matrix.Axes, _ articles: String, isWhole: Bool) -> String {
    switch (axes, isWhole) {
    case (.speakers, true):
      "\(articles) CROSS JOIN statements s ON s.article_id = a.id"
    case (.speakers, false):
      "hit CROSS JOIN statements s ON s.id = hit.id CROSS JOIN \(articles) ON a.id = s.article_id"
    case (.relations, true): "relations r CROSS JOIN \(articles) ON a.id = r.article_id"
    case (.relations, false):
      "hit CROSS JOIN relations r ON r.id = hit.id CROSS JOIN \(articles) ON a.id = r.article_id"
    }
  }

  /// Row, column, count, part and rows of each statement or relation.
  private static func single(_ axes: Matrix.Axes, _ tables: String) -> String {
    switch axes {
    case .speakers:
      """

      SELECT s.source_id, ifnull(a.outlet_id, 0), 1, s.kind = 'direct', 1
      FROM \(tables) WHERE s.source_id IS NOT NULL
      """
    case .relations:
      """

      SELECT r.subject_id, r.object_id, 1, r.polarity < 0, 1 FROM \(tables)
      """
    }
  }

  /// The same, added up, with stories as the count.
  private static func stories(_ axes: Matrix.Axes, _ tables: String) -> String {
    let stories = "count(DISTINCT coalesce(a.family_id, a.id))"
    return switch axes {
    case .speakers:
      """

      SELECT coalesce(p.merged_into, p.id) AS source, ifnull(a.outlet_id, 0), \(stories),
        sum(s.kind = 'direct'), count(*)
      FROM \(tables) CROSS JOIN sources p ON p.id = s.source_id
      GROUP BY source, a.outlet_id
      """
    case .relations:
      """

      SELECT coalesce(p.merged_into, p.id) AS subject, coalesce(q.merged_into, q.id) AS object,
        \(stories), sum(r.polarity < 0), count(*)
      FROM \(tables) CROSS JOIN sources p ON p.id = r.subject_id
      CROSS JOIN sources q ON q.id = r.object_id
      GROUP BY subject, object
      """
    }
  }
}

/// Crossings by the rows of their sources and outlets, merged sources as the one they count as.
private struct Square {
  private struct Place: Hashable {
    var row: Int64
    var column: Int64
  }

  private let merged: [Int64: Int64]
  private let columnsAreSources: Bool
  private var cells: [Place: Matrix.Cell] = [:]
  private(set) var rows: [Int64: Int] = [:]
  private(set) var columns: [Int64: Int] = [:]

  init(merged: [Int64: Int64], columnsAreSources: Bool) {
    self.merged = merged
    self.columnsAreSources = columnsAreSources
  }

  subscript(row: Int64, column: Int64) -> Matrix.Cell? { cells[Place(row: row, column: column)] }

  mutating func add(_ row: Int64, _ column: Int64, _ cell: Matrix.Cell) {
    let row = merged.isEmpty ? row : merged[row] ?? row
    let column = merged.isEmpty || !columnsAreSources ? column : merged[column] ?? column
    rows[row, default: 0] += cell.count
    columns[column, default: 0] += cell.count
    cells[Place(row: row, column: column), default: Matrix.Cell(count: 0, part: 0, rows: 0)]
      .add(cell)
  }
}

extension Matrix.Cell {
  fileprivate mutating func add(_ other: Self) {
    count += other.count
    part += other.part
    rows += other.rows
  }
}
