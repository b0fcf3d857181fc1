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
    let crossing =
      axes == .speakers
      ? ["s.source_id", "a.outlet_id", "s.kind = 'direct'"]
      : ["r.subject_id", "r.object_id", "r.polarity < 0"]
    let rows = try all(
      question, of: axes == .speakers ? .statements : .relations,
      crossing + ["coalesce(a.family_id, a.id)"])
    var square = Square(
      merged: try mergedSources(), columnsAreSources: axes == .relations,
      countsStories: measure == .stories)
    while try rows.next() {
      square.add(
        rows.integer(0), rows.integer(1), isPart: rows.integer(2) != 0, story: rows.integer(3))
    }
    square.finish()
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
}

/// Crossings by the rows of their sources and outlets, merged sources as the one they count as.
private struct Square {
  private struct Place: Hashable {
    var row: Int64
    var column: Int64
  }

  private struct Story: Hashable {
    var place: Place
    var family: Int64
  }

  private let merged: [Int64: Int64]
  private let columnsAreSources: Bool
  private let countsStories: Bool
  private var cells: [Place: Matrix.Cell] = [:]
  private var stories: Set<Story> = []
  /// How many are in each row and column.
  private(set) var rows: [Int64: Int] = [:]
  private(set) var columns: [Int64: Int] = [:]

  init(merged: [Int64: Int64], columnsAreSources: Bool, countsStories: Bool) {
    self.merged = merged
    self.columnsAreSources = columnsAreSources
    self.countsStories = countsStories
  }

  subscript(row: Int64, column: Int64) -> Matrix.Cell? { cells[Place(row: row, column: column)] }

  /// Adds a statement or a relation; row 0 stands for nobody, who has no row in the square.
  mutating func add(_ row: Int64, _ column: Int64, isPart: Bool, story: Int64) {
    if row == 0 { return }
    let place = Place(
      row: merged.isEmpty ? row : merged[row] ?? row,
      column: merged.isEmpty || !columnsAreSources ? column : merged[column] ?? column)
    let isNew =
      !countsStories || stories.insert(Story(place: place, family: story)).inserted
    cells[place, default: Matrix.Cell(count: 0, part: 0, rows: 0)].add(isNew, isPart)
  }

  /// Adds up rows and columns.
  mutating func finish() {
    for (place, cell) in cells {
      rows[place.row, default: 0] += cell.count
      columns[place.column, default: 0] += cell.count
    }
  }
}

extension Matrix.Cell {
  fileprivate mutating func add(_ isNew: Bool, _ isPart: Bool) {
    count += isNew ? 1 : 0
    part += isPart ? 1 : 0
    rows += 1
  }
}
