import SQLite
import Tables

/// How many articles, statements or relations there are by one or two dimensions.
package struct CountTable: Sendable {
  /// One value, or one pair of values, of the dimensions.
  package struct Row: Sendable, Hashable {
    /// What a person reads, one a dimension; nil where it is not known.
    package var values: [String?]
    /// What a filter takes, one a dimension.
    package var keys: [String?]
    package var count: Int
    /// How many articles of the archive share the row's period, outlet and language, and the
    /// filters of articles, whatever they say.
    package var articles: Int

    /// Of a thousand of those articles, how many are, or how many rows there are in them.
    package var perThousand: Double {
      articles == 0 ? 0 : (100_000 * Double(count) / Double(articles)).rounded() / 100
    }
  }

  package var subject: Archive.Subject
  package var dimensions: [Dimension]
  package var rows: [Row]
  /// How many rows answer the question: less than the sum where one counts under several values.
  package var total: Int

  /// Writes the first rows: the values, the count, the articles, and the count for a thousand.
  package func write(to writer: any RowWriter, first: Int = .max) throws {
    try writer.header(dimensions.map(\.rawValue) + ["count", "articles", "per_thousand"])
    for row in rows.prefix(first) {
      for value in row.values { writer.text(value) }
      writer.integer(row.count)
      writer.integer(row.articles)
      writer.real(row.perThousand)
      try writer.endRow()
    }
    try writer.finish()
  }
}

extension Archive {
  /// Counts what answers a question by one or two dimensions.
  ///
  /// Periods come in the order of time, without gaps unless they would be more than 5,000 rows; other
  /// values by their count, the greatest first.
  package func counts(_ question: Question, of subject: Subject, by dimensions: [Dimension]) throws
    -> CountTable
  {
    precondition((1...2).contains(dimensions.count), "one or two dimensions")
    var tally = try tally(question, of: subject, by: dimensions)
    let bases = try articleCounts(question, by: dimensions.filter(\.isOfArticles))
    var table = CountTable(subject: subject, dimensions: dimensions, rows: [], total: 0)
    table.rows = try tally.rows(bases, connection)
    // Articles without a statement are in no row of what statements have.
    table.total =
      tally.isOfStatements ? try count(question, of: subject) : tally.total
    table.rows = Self.sorted(
      Self.withoutGaps(table.rows, dimensions, bases, in: question.dates), dimensions)
    return table
  }

  /// Goes through all that answers a question.
  private func tally(_ question: Question, of subject: Subject, by dimensions: [Dimension]) throws
    -> CountTally
  {
    let isOfStatements = subject == .articles && dimensions.contains { !$0.isOfArticles }
    var join = isOfStatements ? "\nCROSS JOIN statements s ON s.article_id = a.id" : ""
    for dimension in dimensions where !join.contains(dimension.join) { join += dimension.join }
    let rows = try all(
      question, of: subject, ["a.id"] + dimensions.map(\.counted), join: join)
    var tally = CountTally(
      dimensions, isOfStatements: isOfStatements, merged: try mergedSources())
    while try rows.next() { tally.add(rows) }
    return tally
  }

  /// How many articles share a value of each of the dimensions, whatever they say; under no key
  /// when there are no dimensions, all.
  private func articleCounts(_ question: Question, by dimensions: [Dimension]) throws
    -> [[String?]: Int]
  {
    var all = Question()
    all.outlets = question.outlets
    all.languages = question.languages
    all.from = question.from
    all.to = question.to
    all.oneOfFamily = question.oneOfFamily
    all.showsHidden = question.showsHidden
    if dimensions.isEmpty { return [[]: try count(all, of: .articles)] }
    var tally = try tally(all, of: .articles, by: dimensions)
    return Dictionary(
      try tally.rows([:], connection).map { ($0.keys, $0.count) }, uniquingKeysWith: +)
  }

  /// The most periods, and rows, to which a table is filled up.
  private static let mostFilled = 5_000

  /// Adds a row of 0 for each period of the asked range, else between the first and the last that was
  /// found, in which nothing was found; with another dimension, one for each of its values.
  private static func withoutGaps(
    _ rows: [CountTable.Row], _ dimensions: [Dimension], _ bases: [[String?]: Int],
    in dates: DateRange
  ) -> [CountTable.Row] {
    let places = dimensions.indices.filter { dimensions[$0].isPeriod }
    guard places.count == 1, let place = places.first, !rows.isEmpty else { return rows }
    let found = rows.compactMap { $0.keys[place] }
    let periods = dimensions[place].periods(of: found, in: dates, atMost: mostFilled)
    let known = Set(rows.map(\.keys))
    var others: [CountTable.Row] = []
    var seen: Set<[String?]> = []
    for row in rows {
      var key = row.keys
      key[place] = nil
      if seen.insert(key).inserted { others.append(row) }
    }
    guard periods.count * others.count <= mostFilled else { return rows }
    var gaps: [CountTable.Row] = []
    for period in periods {
      for var row in others {
        row.keys[place] = period
        row.values[place] = period
        if known.contains(row.keys) { continue }
        let shared = zip(dimensions, row.keys).filter(\.0.isOfArticles).map(\.1)
        (row.count, row.articles) = (0, bases[shared] ?? 0)
        gaps.append(row)
      }
    }
    return rows + gaps
  }

  private static func sorted(_ rows: [CountTable.Row], _ dimensions: [Dimension])
    -> [CountTable.Row]
  {
    // How much each value weighs in all, so that the pairs of one value stay together.
    var weights: [[String?: Int]] = Array(repeating: [:], count: dimensions.count)
    for row in rows {
      for i in dimensions.indices { weights[i][row.keys[i], default: 0] += row.count }
    }
    // Of the last dimension the pair's own count decides; periods come in the order of time.
    let weighed = rows.map { row in
      let weights = dimensions.indices.map { i in
        dimensions[i].isPeriod
          ? 0 : i == dimensions.count - 1 ? row.count : weights[i][row.keys[i]] ?? 0
      }
      return (row: row, weights: weights)
    }
    return weighed.sorted { a, b in
      for i in dimensions.indices where a.row.keys[i] != b.row.keys[i] {
        if a.weights[i] != b.weights[i] { return a.weights[i] > b.weights[i] }
        // What is not known comes last.
        guard let x = a.row.keys[i] else { return false }
        guard let y = b.row.keys[i] else { return true }
        return x < y
      }
      return false
    }.map(\.row)
  }
}
