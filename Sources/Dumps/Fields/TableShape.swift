import Press
import Tables

/// What the first rows of a table say about it: its delimiter, its header, its columns.
struct TableShape {
  var delimiter: UInt8
  /// Names of the columns; of a table without a header: `column 1` …
  var names: [String]
  var roles: [(role: FieldRole, rank: Int)?]
  /// Rows before the first record: the header and what stands above it.
  var headerRows: Int
  /// Whether there is a row of names.
  var header: Header
  /// True when blanks come between the delimiters and the quotation marks: «a ; "b"».
  private(set) var hasBlanks = false
  /// Share of the sampled rows that have as many fields as the columns.
  var regularity: Double

  /// What the first row of a table is.
  enum Header {
    /// Names that say what the columns contain.
    case known
    /// Names that say nothing to us, above rows that look different.
    case foreign
    /// A record.
    case none
  }

  /// Reads the shape of `head`; nil when it is no table.
  init?(of head: Head, delimiters: [UInt8]) {
    var best: TableShape?
    let map = head.fieldMap
    for delimiter in delimiters where Self.mayBeTable(head.bytes, delimiter, map) {
      let hasBlanks = Self.hasBlanks(head.bytes, delimiter)
      guard
        var shape = TableShape(
          of: Self.rows(head, delimiter, hasBlanks), delimiter: delimiter, map: map,
          isNamedTable: head.isNamedTable)
      else { continue }
      shape.hasBlanks = hasBlanks
      if best.map({ shape.score > $0.score }) ?? true { best = shape }
    }
    guard let best else { return nil }
    self = best
  }

  /// A table of one column below its name.
  init(only name: String, map: [String: String]) {
    delimiter = UInt8(ascii: ",")
    names = [name]
    roles = [FieldRole.role(of: name, map: map)]
    (headerRows, header, regularity) = (1, .known, 1)
  }

  // A glance at the first lines, which spares prose the cutting: a row of names has short fields, and
  // rows without names have as many delimiters as the next, or quotes.
  private static func mayBeTable(
    _ bytes: [UInt8], _ delimiter: UInt8, _ map: [String: String]
  ) -> Bool {
    if !map.isEmpty { return true }
    var counts: [Int] = []
    var at = 0
    while at < bytes.count, counts.count < 30 {
      var (count, gap, longest, isQuoted) = (0, 0, 0, false)
      while at < bytes.count, bytes[at] != 10, bytes[at] != 13 {
        gap += 1
        if bytes[at] == delimiter {
          (count, longest, gap) = (count + 1, max(longest, gap), 0)
        } else if bytes[at] == 0x22 {
          isQuoted = true
        }
        at += 1
      }
      longest = max(longest, gap)
      at += 1
      if longest == 0 { continue }
      // Lines about the export may stand above the names.
      if count > (counts.count < 5 ? 0 : 2), longest < 90 || isQuoted { return true }
      counts.append(count)
    }
    return counts.count > 1 && counts[0] >= 2 && counts.allSatisfy { $0 == counts[0] }
  }

  private static func hasBlanks(_ bytes: [UInt8], _ delimiter: UInt8) -> Bool {
    var count = 0
    for at in bytes.indices.dropLast(2) where bytes[at] == delimiter {
      if bytes[at + 1] == 0x22 { return false }
      if bytes[at + 1] == 0x20, bytes[at + 2] == 0x22 { count += 1 }
    }
    return count >= 2
  }

  /// How likely this reading is against others of the same file.
  var score: Double {
    let known = Set(roles.compactMap { $0?.role }).count
    // A text may contain as many commas in each row as the table has columns.
    return regularity + (header == .known ? Double(known) : hasBody ? 0.5 : 0)
      + Double(min(names.count, 20)) / 100
  }

  /// True when a column contains the text of articles.
  var hasBody: Bool { roles.contains { $0?.role == .body } }

  /// Reads the shape of a table whose first rows are `rows`; nil when they are none.
  /// `isNamedTable` says that the file's name is that of a table.
  init?(
    of rows: [[String]], delimiter: UInt8 = 0, map: [String: String], isNamedTable: Bool = false
  ) {
    var rows = rows
    guard !rows.isEmpty else { return nil }
    self.delimiter = delimiter
    headerRows = 0
    // Excel says its delimiter in a line of its own.
    if rows[0].count <= 2, rows[0][0].hasPrefix("sep=") {
      rows.removeFirst()
      headerRows = 1
    }
    let counts = Dictionary(grouping: rows.filter { $0.count > 1 }, by: \.count)
    guard let width = counts.max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) })?.key
    else { return nil }
    regularity =
      Double(rows.count { $0.count == width })
      / Double(max(1, rows.count { $0.count > 1 || !$0[0].isEmpty }))
    names = []
    roles = []
    header = .none
    findHeader(in: rows, width, map)
    if header == .none, !readUnnamed(rows, width, map, isNamedTable: isNamedTable) { return nil }
    settleNames()
  }

  // Looks for a row of known names: among the first four with the width of the table, further down only
  // when the rows below are like it.
  private mutating func findHeader(in rows: [[String]], _ width: Int, _ map: [String: String]) {
    var fallback: Int?
    for (i, row) in rows.prefix(30).enumerated() where row.count > (i < 4 ? 1 : 2) {
      guard row.allSatisfy({ $0.utf8.count < 80 }) else { continue }
      let known = Set(row.compactMap { FieldRole.role(of: $0, map: map)?.role })
      // One name that fits by chance is found in any line of prose; a header has several, and rows.
      let below = rows[(i + 1)...].filter { $0.count > 1 }
      guard !below.isEmpty || i + 1 == rows.count else { continue }
      guard known.count >= 2 || known == [.body] && !map.isEmpty else { continue }
      let alike = Double(below.count { $0.count == row.count }) / Double(max(1, below.count))
      guard i < 4 && row.count == width || alike > 0.8 else {
        if i < 4 { fallback = fallback ?? i }
        continue
      }
      if i >= 4 { regularity = alike }
      return take(row, at: i, map)
    }
    if let fallback { take(rows[fallback], at: fallback, map) }
  }

  private mutating func take(_ row: [String], at place: Int, _ map: [String: String]) {
    header = .known
    headerRows += place + 1
    names = row
    roles = row.map { FieldRole.role(of: $0, map: map) }
  }

  // Columns by what they contain. - Returns: false when the rows are no table.
  private mutating func readUnnamed(
    _ rows: [[String]], _ width: Int, _ map: [String: String], isNamedTable: Bool
  ) -> Bool {
    // Prose with commas ends here: its lines have as many as they like.
    guard regularity > 0.9 || !map.isEmpty else { return false }
    var records = rows.filter { $0.count == width }
    if let first = rows.first, Self.isForeignHeader(first, above: records.dropFirst()),
      isNamedTable || width >= 3 && records.count >= 3 && regularity == 1
    {
      header = .foreign
      headerRows += 1
      names = first
      records.removeFirst()
    } else {
      names = (1...width).map { "column \($0)" }
    }
    roles = Self.roles(
      byContent: records, width, isProse: delimiter == UInt8(ascii: ",") && !isNamedTable)
    for (i, name) in names.enumerated() {
      guard let role = FieldRole.role(of: name, map: map), header == .foreign || role.rank < 0
      else { continue }
      for j in roles.indices where roles[j]?.role == role.role { roles[j] = nil }
      roles[i] = role
    }
    return true
  }

  /// True when `row` names columns in words of its own: short, all different, and unlike what stands
  /// below it in at least one column.
  private static func isForeignHeader(
    _ row: [String], above records: ArraySlice<[String]>
  ) -> Bool {
    guard row.count > 1, !records.isEmpty, Set(row).count == row.count else { return false }
    func isName(_ cell: String) -> Bool {
      cell.utf8.count < 40 && cell.contains(where: \.isLetter) && !FieldText.isURL(cell)
        && PressDate(reading: cell) == nil && !cell.hasSuffix(".")
    }
    guard row.allSatisfy(isName) else { return false }
    return row.indices.contains { i in
      records.allSatisfy { record in
        let cell = record[i]
        return !cell.isEmpty
          && (cell.utf8.count > 3 * max(8, row[i].utf8.count) || FieldText.isURL(cell)
            || !cell.contains(where: \.isLetter) || PressDate(reading: cell) != nil)
      }
    }
  }

  // Empty and repeated names would be lost among the metadata.
  private mutating func settleNames() {
    var seen = Set<String>()
    for i in names.indices {
      names[i] = names[i].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if names[i].isEmpty { names[i] = "column \(i + 1)" }
      var name = names[i]
      var n = 2
      while !seen.insert(name).inserted {
        name = "\(names[i]) \(n)"
        n += 1
      }
      names[i] = name
    }
  }

  /// The rows of the head that are whole, at most 100.
  private static func rows(_ head: Head, _ delimiter: UInt8, _ hasBlanks: Bool) -> [[String]] {
    var rows: [[String]] = []
    var reader = CSVReader(delimiter: delimiter, limit: 1 << 20, skipsBlanks: hasBlanks)
    let take: (CSVReader.Row) -> Void = { row in
      guard rows.count < 100, row.fault == nil else { return }
      rows.append((0..<row.count).map { DecodedText(row[$0]).text })
    }
    head.bytes.withUnsafeBytes { reader.read($0, row: take) }
    if head.isWhole { reader.finish(row: take) }
    return rows
  }

  /// Roles of columns without names, determined from what they contain.
  private static func roles(
    byContent rows: [[String]], _ width: Int, isProse: Bool
  ) -> [(role: FieldRole, rank: Int)?] {
    var roles = [(role: FieldRole, rank: Int)?](repeating: nil, count: width)
    guard !rows.isEmpty else { return roles }
    func mean(_ i: Int) -> Int { rows.reduce(0) { $0 + $1[i].utf8.count } / rows.count }
    func most(_ i: Int, _ test: (String) -> Bool) -> Bool {
      let filled = rows.filter { !$0[i].isEmpty }
      return !filled.isEmpty && filled.count { test($0[i]) } * 10 >= filled.count * 8
    }
    let columns = Array(0..<width)
    guard let body = columns.max(by: { mean($0) < mean($1) }) else { return roles }
    for i in columns where i != body {
      if most(i, FieldText.isURL) {
        roles[i] = (.url, i)
      } else if most(i, { PressDate(reading: $0) != nil }) && !most(i, { Int($0) != nil }) {
        roles[i] = (.published, i)
      }
    }
    // Beside an address or a day in every row a text may be short, but for what prose has as well.
    let isProven = !isProse && roles.contains { $0 != nil }
    guard mean(body) >= (isProven ? 80 : 200) else {
      return [(role: FieldRole, rank: Int)?](repeating: nil, count: width)
    }
    roles[body] = (.body, 0)
    // One column of lines that differ from row to row is the title; two could be anything.
    let titles = columns.filter { i in
      guard roles[i] == nil, mean(i) >= 20, mean(i) <= 300 else { return false }
      let different = Set(rows.map { row in row[i] }).count
      return different * 10 >= rows.count * 9
    }
    if titles.count == 1 { roles[titles[0]] = (.title, 0) }
    return roles
  }
}
