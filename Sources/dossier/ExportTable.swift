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
  var takesFilters: Bool { listing != nil }

  /// What the filters of searches list; nil for a table that they do not know.
  var listing: Listing? {
    switch self {
    case .articles: .articles
    case .statements: .statements
    case .relations: .relations
    default: nil
    }
  }

  /// The table or view of the archive.
  var table: String {
    listing?.view ?? String(rawValue.map { $0 == "-" ? "_" : $0 })
  }

  /// The rows to write; the filters of `question` are asked only when there are any.
  func rows(
    in archive: Archive, columns: [String]?, condition: String?, isFiltered: Bool,
    question: Question
  ) throws -> Rows {
    guard let listing, isFiltered else {
      return try archive.all(
        table, columns: columns, condition: condition, limit: question.limit,
        offset: question.offset,
        confidence: listing == nil || listing == .articles ? .any : question.confidence)
    }
    var asked = question
    asked.order = asked.order ?? .stored
    return try archive.rows(
      listing, asked, columns: try columns ?? archive.columns(of: listing.view))
  }
}
