import ArgumentParser
import Storage

/// What can be exported.
enum ExportTable: String, CaseIterable, ExpressibleByArgument {
  case articles, statements, relations, sources, mentions, outlets, dumps, rejects, runs, decisions
  case sourceNames = "source-names"
  case sourceCounts = "source-counts"
  case outletCounts = "outlet-counts"
  case relationClasses = "relation-classes"

  /// All names in one line.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// True when the filters of searches work on it.
  var takesFilters: Bool { [.articles, .statements, .relations].contains(self) }

  /// The table or view of the archive.
  private var table: String {
    switch self {
    case .statements: "statement_details"
    case .relations: "relation_details"
    default: String(rawValue.map { $0 == "-" ? "_" : $0 })
    }
  }

  /// The rows to write; `question` is asked only when there are filters.
  func rows(
    in archive: Archive, columns list: String?, condition: String?, limit: Int?, isFiltered: Bool,
    question: () throws -> Question
  ) throws -> Rows {
    guard takesFilters else {
      let columns = try Columns.named(in: list, among: try archive.columns(of: table))
      return try archive.all(table, columns: columns, condition: condition, limit: limit)
    }
    let own = try archive.columns(of: table)
    let places = ["file", "entry", "record"]
    let wanted = try Columns.named(in: list, among: own + places) ?? usual(own) + places
    let isPlain = !wanted.contains { places.contains($0) }
    if isPlain, !isFiltered, self != .articles {
      return try archive.all(table, columns: wanted, condition: condition, limit: limit)
    }
    var asked = try question()
    asked.order = asked.order ?? .stored
    let columns = wanted.map { expression($0) }
    switch self {
    case .articles: return try archive.articles(asked, columns: columns)
    case .statements: return try archive.statements(asked, columns: columns)
    default: return try archive.relations(asked, columns: columns)
    }
  }

  /// The columns that are written when none are named.
  private func usual(_ own: [String]) -> [String] {
    guard self == .articles else { return own }
    // Last the text: the other columns are then seen beside each other in a spreadsheet.
    let last = ["metadata", "body"]
    let hidden = ["dump_id", "record", "text_hash", "outlet_id"]
    return own.filter { !last.contains($0) && !hidden.contains($0) } + ["outlet"] + last
  }

  private func expression(_ column: String) -> String {
    switch column {
    case "file": "(SELECT f.path FROM dumps f WHERE f.id = a.dump_id) AS file"
    case "entry": "(SELECT f.entry FROM dumps f WHERE f.id = a.dump_id) AS entry"
    case "record": "a.record"
    case "outlet" where self == .articles: "o.name AS outlet"
    default: "\(self == .articles ? "a" : "d").\"\(column)\""
    }
  }
}
