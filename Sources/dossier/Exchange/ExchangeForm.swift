import ArgumentParser
import Storage
import Tables

/// Forms in which the tools of the field take articles and what they report.
enum ExchangeForm: String, CaseIterable, ExpressibleByArgument {
  case iramuteq, txm, cortext, bibtex, ris
  case cslJSON = "csl-json"
  case followTheMoney = "followthemoney"
  case webAnnotations = "web-annotations"
  case brat

  /// The ending of its file; nil when it is a folder of files.
  var ending: String? {
    switch self {
    case .iramuteq: "txt"
    case .cortext: "csv"
    case .bibtex: "bib"
    case .ris: "ris"
    case .cslJSON: "json"
    case .followTheMoney: "jsonl"
    case .webAnnotations: "json"
    case .txm, .brat: nil
    }
  }

  /// The endings of other forms that rows, graphs and archives have here and elsewhere.
  private static let others: Set = [
    "csv", "tsv", "tab", "json", "jsonl", "ndjson", "xlsx", "xls", "ods", "parquet", "db", "sqlite",
    "sqlite3", "dossier", "gz", "zip", "gexf", "graphml", "xml", "html", "pdf",
  ]

  /// False for a name whose ending promises another form.
  func canBe(in path: String) -> Bool {
    if path == "-" || OutputFile.isFolder(path) || OutputFile.isSpecial(path) { return true }
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return true }
    let given = name[dot...].dropFirst().lowercased()
    let own: Set<String> =
      switch self {
      case .followTheMoney: ["jsonl", "ndjson", "json", "ijson"]
      case .webAnnotations: ["json", "jsonld"]
      default: ending.map { [$0] } ?? []
      }
    return own.contains(given)
      || !Self.others.union(Self.allCases.compactMap(\.ending)).contains(given)
  }

  /// What the filters are about.
  var listing: Listing {
    switch self {
    case .webAnnotations: .statements
    case .followTheMoney: .relations
    default: .articles
    }
  }

  /// Writes what a question finds to a file, or to a folder.
  ///
  /// - Returns: how many articles, statements or relations were written.
  /// - Throws: `Failure` when a folder is needed and none is named; what the archive and files throw.
  func write(_ question: Question, of archive: Archive, to path: String?) throws -> Int {
    guard ending != nil else {
      guard let path, path != "-" else {
        throw Failure(.misuse, "--as \(rawValue) writes a folder: --to FOLDER/")
      }
      return try OutputFolder.filled(path, option: "--to") { folder in
        self == .txm
          ? try TXMCorpus(folder: folder).write(question, of: archive)
          : try BratCollection(folder: folder).write(question, of: archive)
      }
    }
    let target = try OutputFile(path, table: "export", ending: ending ?? "", from: archive)
    do {
      let count = try write(question, of: archive, to: target.output)
      try target.output.flush()
      try target.keep()
      return count
    } catch {
      target.drop()
      throw error
    }
  }

  private func write(_ question: Question, of archive: Archive, to output: Output) throws -> Int {
    switch self {
    case .followTheMoney:
      try FollowTheMoney(output).write(
        archive.rows(.relations, question, columns: FollowTheMoney.columns))
    case .webAnnotations:
      try WebAnnotations(output).write(question, of: archive)
    default:
      try writeArticles(archive.rows(.articles, question, columns: ArticleRecord.columns), output)
    }
  }

  private func writeArticles(_ rows: Rows, _ output: Output) throws -> Int {
    var count = 0
    let json = JSONText(output)
    let table = DelimitedWriter(output, dialect: .csv)
    if self == .cortext { try table.header(ArticleRecord.cortextColumns) }
    if self == .cslJSON { output.text("[\n") }
    while try rows.next() {
      let article = ArticleRecord(rows)
      switch self {
      case .iramuteq: output.text(article.iramuteq)
      case .bibtex: output.text(article.bibtex)
      case .ris: output.text(article.ris)
      case .cslJSON:
        if count > 0 { output.text(",\n") }
        article.writeCSL(json)
        json.startsValue()
      default: try article.writeCortext(table)
      }
      try output.flushIfFull()
      count += 1
    }
    if self == .cslJSON { output.text("\n]\n") }
    if self == .cortext { try table.finish() }
    return count
  }
}
