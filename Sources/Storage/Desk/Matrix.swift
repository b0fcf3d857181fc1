import SQLite

/// Who quotes whom, or who does what to whom: counts in a square.
package struct Matrix: Sendable {
  /// What stands in the rows and columns.
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
    let rows = try selecting(question, axes == .speakers ? .statements : .relations) { _ in
      try Self.crossings(axes, articles: articlesByFacet())
    }
    var crossings: [(row: String, column: String?, cell: Matrix.Cell)] = []
    var labels: [String: String] = [:]
    var weights: (rows: [String: Int], columns: [String?: Int]) = ([:], [:])
    while try rows.next() {
      let row = rows.text(0) ?? ""
      let column = rows.text(2)
      labels[row] = rows.text(1)
      if let column { labels[column] = rows.text(3) }
      let count = Int(rows.integer(measure == .rows ? 4 : 5))
      crossings.append(
        (
          row, column,
          Matrix.Cell(count: count, part: Int(rows.integer(6)), rows: Int(rows.integer(4)))
        ))
      weights.rows[row, default: 0] += count
      weights.columns[column, default: 0] += count
    }
    let firstRows = weights.rows.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most)
    let firstColumns = weights.columns.sorted {
      ($1.value, $0.key ?? "") < ($0.value, $1.key ?? "")
    }.prefix(most)
    var cells = firstRows.map { _ in [Matrix.Cell?](repeating: nil, count: firstColumns.count) }
    let placeOfRow = Dictionary(uniqueKeysWithValues: zip(firstRows.map(\.key), 0...))
    let placeOfColumn = Dictionary(uniqueKeysWithValues: zip(firstColumns.map(\.key), 0...))
    for (row, column, cell) in crossings {
      if let i = placeOfRow[row], let j = placeOfColumn[column] { cells[i][j] = cell }
    }
    return Matrix(
      axes: axes, measure: measure,
      rows: firstRows.map { Facet.Value(key: $0.key, label: labels[$0.key], count: $0.value) },
      columns: firstColumns.map { column, count in
        Facet.Value(key: column, label: column.flatMap { labels[$0] }, count: count)
      },
      allRows: weights.rows.count, allColumns: weights.columns.count, cells: cells)
  }

  private static func crossings(_ axes: Matrix.Axes, articles: String) -> String {
    switch axes {
    case .speakers:
      """
      , x AS (
        SELECT s.source_id, a.outlet_id, count(*) AS n,
          count(DISTINCT coalesce(a.family_id, a.id)) AS stories,
          count(*) FILTER (WHERE s.kind = 'direct') AS direct
        FROM hit CROSS JOIN statements s ON s.id = hit.id
        CROSS JOIN \(articles) ON a.id = hit.article_id
        WHERE s.source_id IS NOT NULL GROUP BY s.source_id, a.outlet_id)
      SELECT t.key, t.name, o.name, o.name, sum(x.n), sum(x.stories), sum(x.direct)
      FROM x JOIN sources p ON p.id = x.source_id
      JOIN sources t ON t.id = coalesce(p.merged_into, p.id)
      LEFT JOIN outlets o ON o.id = x.outlet_id
      GROUP BY t.id, o.id
      """
    case .relations:
      """

      SELECT st.key, st.name, ot.key, ot.name, count(*),
        count(DISTINCT coalesce(a.family_id, a.id)), count(*) FILTER (WHERE r.polarity < 0)
      FROM hit CROSS JOIN relations r ON r.id = hit.id
      CROSS JOIN \(articles) ON a.id = hit.article_id
      CROSS JOIN sources s ON s.id = r.subject_id
      CROSS JOIN sources st ON st.id = coalesce(s.merged_into, s.id)
      CROSS JOIN sources x ON x.id = r.object_id
      CROSS JOIN sources ot ON ot.id = coalesce(x.merged_into, x.id)
      GROUP BY st.id, ot.id
      """
    }
  }
}
