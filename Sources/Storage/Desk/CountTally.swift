import SQLite

/// Counts rows by one or two dimensions, or the articles in which they are; the rows of one article
/// come one after the other.
struct CountTally {
  /// Values of the dimensions by their numbers in `values`; the second is 0 when there is one only.
  private struct Cell: Hashable {
    var first: Int
    var second: Int
  }

  /// The values of one dimension, numbered in the order in which they were met.
  private struct Values {
    private var texts: [String?: Int] = [:]
    private var rows: [Int64: Int] = [:]
    /// The texts, or the rows as texts.
    private(set) var all: [Value] = []

    mutating func number(of text: String?) -> Int {
      if let known = texts[text] { return known }
      texts[text] = all.count
      all.append(text.map { .text($0) } ?? .null)
      return all.count - 1
    }

    mutating func number(of row: Int64) -> Int {
      if let known = rows[row] { return known }
      rows[row] = all.count
      all.append(.integer(row))
      return all.count - 1
    }
  }

  private let dimensions: [Dimension]
  /// True when articles are counted by what their statements have.
  let isOfStatements: Bool
  private let merged: [Int64: Int64]
  private var values: [Values]
  /// The numbers of the values of the last row; those of its article are read once.
  private var last: [Int]
  private var article: Int64 = -1
  private var counts: [Cell: (count: Int, article: Int64)] = [:]
  /// How many rows were added.
  private(set) var total = 0

  init(_ dimensions: [Dimension], isOfStatements: Bool, merged: [Int64: Int64]) {
    self.dimensions = dimensions
    self.isOfStatements = isOfStatements
    self.merged = merged
    values = dimensions.map { _ in Values() }
    last = dimensions.map { _ in 0 }
  }

  /// Adds a row: its article, and what each dimension counts by.
  mutating func add(_ rows: Rows) {
    total += 1
    let id = rows.integer(0)
    for (place, dimension) in dimensions.enumerated() where !dimension.isOfArticles || id != article
    {
      last[place] = number(rows, place, dimension)
    }
    article = id
    let cell = Cell(first: last[0], second: last.count > 1 ? last[1] : 0)
    if isOfStatements {
      let known = counts[cell]
      if known?.article != id { counts[cell] = ((known?.count ?? 0) + 1, id) }
    } else {
      counts[cell, default: (0, id)].count += 1
    }
  }

  private mutating func number(_ rows: Rows, _ place: Int, _ dimension: Dimension) -> Int {
    guard dimension.names != nil else {
      let text = rows.text(place + 1)
      return values[place].number(of: dimension == .week ? text.map(Dimension.week) : text)
    }
    let row = rows.integer(place + 1)
    // Outlets are not merged.
    return values[place].number(
      of: dimension == .outlet || merged.isEmpty ? row : merged[row] ?? row)
  }

  /// A row a cell; `articles` is how many articles share its values of articles.
  mutating func rows(_ articles: [[String?]: Int], _ connection: Connection) throws
    -> [CountTable.Row]
  {
    let names = try zip(dimensions, values).map { dimension, values in
      try Self.names(values.all, dimension, connection)
    }
    return counts.map { cell, counted in
      let found = zip(names, [cell.first, cell.second]).map { $0[$1] }
      let keys = found.map(\.key)
      let shared = zip(dimensions, keys).filter(\.0.isOfArticles).map(\.1)
      return CountTable.Row(
        values: found.map(\.name), keys: keys, count: counted.count, articles: articles[shared] ?? 0
      )
    }
  }

  /// What a filter takes and what a person reads for each value; nil for what is not known.
  private static func names(_ values: [Value], _ dimension: Dimension, _ connection: Connection)
    throws -> [(key: String?, name: String?)]
  {
    guard let names = dimension.names else {
      return values.map { if case .text(let text) = $0 { (text, text) } else { (nil, nil) } }
    }
    let query = try connection.query("SELECT \(names.key), name FROM \(names.table) WHERE id = ?1")
    return try values.map { value in
      query.reset()
      try query.bind([value])
      return try query.step() ? (query.text(0), query.text(1)) : (nil, nil)
    }
  }
}
