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
  /// Periods come in the order of time, a single one without gaps; other values by their count, the
  /// greatest first.
  package func counts(_ question: Question, of subject: Subject, by dimensions: [Dimension]) throws
    -> CountTable
  {
    precondition((1...2).contains(dimensions.count), "one or two dimensions")
    let bases = try articleCounts(question, by: dimensions.filter(\.isOfArticles))
    let rows = try selecting(question, subject) { _ in
      try Self.counting(subject, dimensions, articles: articlesByFacet())
    }
    var table = CountTable(subject: subject, dimensions: dimensions, rows: [], total: 0)
    while try rows.next() {
      let keys = dimensions.indices.map { rows.text(2 * $0) }
      let base = zip(dimensions, keys).filter(\.0.isOfArticles).map(\.1)
      table.rows.append(
        CountTable.Row(
          values: dimensions.indices.map { rows.text(2 * $0 + 1) }, keys: keys,
          count: Int(rows.integer(2 * dimensions.count)), articles: bases[base] ?? 0))
    }
    table.total = try count(question, of: subject)
    table.rows = Self.sorted(Self.withoutGaps(table.rows, dimensions, bases), dimensions)
    return table
  }

  private static func counting(
    _ subject: Subject, _ dimensions: [Dimension], articles: String
  ) -> String {
    let columns = dimensions.map { "\($0.key), \($0.value)" }.joined(separator: ", ")
    let joins = dimensions.map(\.join).reduce(into: "") { all, join in
      // Two dimensions may need the same table.
      if !all.contains(join) { all += join }
    }
    let needsStatements = subject == .articles && dimensions.contains { !$0.isOfArticles }
    let own =
      switch subject {
      case .statements: "\nCROSS JOIN statements s ON s.id = hit.id"
      case .relations: "\nCROSS JOIN relations r ON r.id = hit.id"
      case .articles: needsStatements ? "\nCROSS JOIN statements s ON s.article_id = hit.id" : ""
      }
    let group = dimensions.indices.map { "\(2 * $0 + 1)" }.joined(separator: ", ")
    return """

      SELECT \(columns), count(\(needsStatements ? "DISTINCT hit.id" : "*"))
      FROM hit\(own)
      CROSS JOIN \(articles) ON a.id = hit.article_id\(joins)
      GROUP BY \(group)
      """
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
    if dimensions.isEmpty { return [[]: try count(all, of: .articles)] }
    let rows = try selecting(all, .articles) { _ in
      try Self.counting(.articles, dimensions, articles: articlesByFacet())
    }
    var counts: [[String?]: Int] = [:]
    while try rows.next() {
      counts[dimensions.indices.map { rows.text(2 * $0) }] = Int(rows.integer(2 * dimensions.count))
    }
    return counts
  }

  /// The longest run of periods that is filled up.
  private static let longestRun = 5_000

  private static func withoutGaps(
    _ rows: [CountTable.Row], _ dimensions: [Dimension], _ bases: [[String?]: Int]
  ) -> [CountTable.Row] {
    guard dimensions.count == 1, dimensions[0].isPeriod else { return rows }
    let whole = rows.compactMap { $0.keys[0] }.filter { dimensions[0].next(after: $0) != nil }
    guard var period = whole.min(), let last = whole.max() else { return rows }
    let known = Set(whole)
    var gaps: [CountTable.Row] = []
    while period < last, let next = dimensions[0].next(after: period) {
      if gaps.count > longestRun { return rows }
      period = next
      if known.contains(period) { continue }
      gaps.append(
        CountTable.Row(
          values: [period], keys: [period], count: 0, articles: bases[[period]] ?? 0))
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
    return rows.sorted { a, b in
      for (i, dimension) in dimensions.enumerated() where a.keys[i] != b.keys[i] {
        if !dimension.isPeriod {
          let isLast = i == dimensions.count - 1
          let first = isLast ? a.count : weights[i][a.keys[i]] ?? 0
          let second = isLast ? b.count : weights[i][b.keys[i]] ?? 0
          if first != second { return first > second }
        }
        // What is not known comes last.
        guard let x = a.keys[i] else { return false }
        guard let y = b.keys[i] else { return true }
        return x < y
      }
      return false
    }
  }
}
