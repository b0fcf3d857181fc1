import Press
import Tables

/// A table that lies beside files and says what each of them is: TXM's `metadata.csv`.
///
/// Its first column is `id`, a file's name without its ending, or one of its columns is called
/// `filename`. What it knows of a file goes into the
/// article where the article itself says nothing.
final class FolderTable: Sendable {
  /// The name under which such a table lies in a folder.
  static let name = "metadata.csv"
  /// The largest that is read, in bytes.
  private static let limit = 64 << 20

  private let columns: [String]
  private let rows: [String: [String]]
  private let map: [String: String]

  /// The table at `path`; nil when it is none, or when none of `files` is named in it.
  init?(path: String, beside files: [String], options: DumpOptions) {
    guard let source = try? FileSource(path: path), let head = try? Lookahead(source) else {
      return nil
    }
    let file = DumpFile(head, path: path, entry: nil, name: path, options: options)
    guard let bytes = try? file.wholeBytes(limit: Self.limit) else { return nil }
    let tables = [UInt8(ascii: ","), UInt8(ascii: ";"), 9].compactMap {
      Self.table(bytes, delimiter: $0)
    }
    guard let (columns, rows) = tables.max(by: { $0.columns.count < $1.columns.count }),
      files.contains(where: { rows[Self.stem($0)] != nil })
    else { return nil }
    self.columns = columns
    self.rows = rows
    map = options.fieldMap
  }

  private static func table(_ bytes: [UInt8], delimiter: UInt8) -> (
    columns: [String], rows: [String: [String]]
  )? {
    var columns: [String] = []
    var key: Int?
    var rows: [String: [String]] = [:]
    var reader = CSVReader(delimiter: delimiter, limit: 1 << 20)
    let take: (CSVReader.Row) -> Void = { row in
      if row.fault != nil || row.isBlank { return }
      let cells = (0..<row.count).map { FieldText.trimmed(DecodedText(row[$0]).text) }
      if columns.isEmpty {
        columns = cells
        key = Self.key(among: columns)
      } else if let key, key < cells.count {
        rows[stem(cells[key])] = cells
      }
    }
    bytes.withUnsafeBytes { reader.read($0, row: take) }
    reader.finish(row: take)
    guard columns.count >= 2, key != nil,
      !columns.contains(where: { FieldRole.guessed($0)?.role == .body })
    else { return nil }
    return (columns, rows)
  }

  private static let fileNames: Set<String> = [
    "filename", "file", "fichier", "nomdufichier", "nomfichier", "dateiname", "datei",
  ]

  /// The column that names files; nil when there is none.
  private static func key(among columns: [String]) -> Int? {
    let names = columns.map(FieldRole.folded)
    return names.first == "id" ? 0 : names.firstIndex(where: fileNames.contains)
  }

  /// `b.xml` of `a/b.xml.gz`, without its endings: `b`.
  private static func stem(_ name: String) -> String {
    var name = Wrapping.unwrapped(String(name.split(separator: "/").last ?? ""))[...]
    if let dot = name.lastIndex(of: "."), dot > name.startIndex,
      name.distance(from: dot, to: name.endIndex) <= 6
    {
      name = name[..<dot]
    }
    return String(name)
  }

  /// How many files it names.
  var count: Int { rows.count }

  /// Gives `article`, which is in `file`, what the table knows of it and it does not say itself.
  func complete(_ article: inout Article, in file: DumpFile) {
    guard let row = rows[Self.stem(file.entry ?? file.path)] else { return }
    let fields = zip(columns, row).compactMap { name, value in
      value.isEmpty ? nil : RecordField(name, .text(value), map: map)
    }
    var known = Article(origin: article.origin, body: article.body)
    RecordBuilder(file) { _ in }.fill(&known, from: fields)
    article.title = article.title ?? known.title
    article.outlet = article.outlet ?? known.outlet
    article.section = article.section ?? known.section
    article.url = article.url ?? known.url
    article.externalID = article.externalID ?? known.externalID
    if article.declaredLanguage == nil { article.declaredLanguage = known.declaredLanguage }
    if article.published == nil { article.published = known.published }
    if article.authors.isEmpty { article.authors = known.authors }
    let names = Set(article.metadata.map(\.name))
    for field in known.metadata where !names.contains(field.name) {
      article.keep(field.name, field.value)
    }
  }
}
