import Press
import Tables

/// A table that lies beside texts and says what they are: TXM's `metadata.csv`, `posts.csv` of Substack,
/// lines of JSON.
///
/// A table has a column of file names or of their stems. What is known of a file goes into the article
/// where the article itself says nothing.
final class FolderTable: Sendable {
  /// The largest that is read, in bytes.
  static let limit = 64 << 20
  /// How such tables are called.
  private static let stems: Set<String> = [
    "metadata", "meta", "index", "posts", "articles", "files", "documents", "corpus", "catalogue",
    "manifest", "liste", "list", "inventaire", "metadonnees", "métadonnées",
  ]
  private static let endings: Set<String> = ["csv", "tsv", "jsonl", "ndjson"]

  private let rows: [String: [Metadata.Field]]
  /// How many of the rows are of files in its folder or in one right below.
  private let present: Int
  private let map: [String: String]
  /// How the dates of the table show that numbers such as 04/05/2013 are meant.
  private let dates: DateOrder
  private let order: PressDate.Order

  /// True for a name that such a table may have.
  static func isName(_ name: String) -> Bool {
    let parts = name.lowercased().split(separator: ".")
    return parts.count == 2 && stems.contains(String(parts[0]))
      && endings.contains(String(parts[1]))
  }

  /// The table that `bytes` are, which lies at `origin`; nil when it is none, or when none of `files`
  /// is named in it.
  init?(_ bytes: [UInt8], at origin: Origin, beside files: [String], map: [String: String]) {
    let rows: [String: [Metadata.Field]]?
    if (origin.entry ?? origin.path).hasSuffix("json")
      || (origin.entry ?? origin.path).hasSuffix("jsonl")
    {
      rows = Self.lines(bytes)
    } else {
      rows =
        [UInt8(ascii: ","), UInt8(ascii: ";"), 9].compactMap {
          Self.table(bytes, delimiter: $0)
        }.max { $0.columns < $1.columns }?.rows
    }
    guard let rows else { return nil }
    present = Set(files.compactMap { rows[Self.stem($0)] }).count
    guard present > 0 else { return nil }
    self.rows = rows
    self.map = map
    var dates = DateOrder()
    for printed in Self.dates(in: rows, map) {
      dates.note(printed, at: origin)
    }
    order = dates.settle()
    self.dates = dates
  }

  private static func table(_ bytes: [UInt8], delimiter: UInt8) -> (
    columns: Int, rows: [String: [Metadata.Field]]
  )? {
    var columns: [String] = []
    var key: Int?
    var rows: [String: [Metadata.Field]] = [:]
    var reader = CSVReader(delimiter: delimiter, limit: 1 << 20)
    let take: (CSVReader.Row) -> Void = { row in
      if row.fault != nil || row.isBlank { return }
      let cells = (0..<row.count).map { FieldText.trimmed(DecodedText(row[$0]).text) }
      if columns.isEmpty {
        columns = cells
        key = Self.key(among: columns)
      } else if let key, key < cells.count {
        Self.add(zip(columns, cells).map { .init($0, .text($1)) }, named: cells[key], to: &rows)
      }
    }
    bytes.withUnsafeBytes { reader.read($0, row: take) }
    reader.finish(row: take)
    guard columns.count >= 2, key != nil, !holdsText(columns) else { return nil }
    return (columns.count, rows)
  }

  // Objects on lines of their own.
  private static func lines(_ bytes: [UInt8]) -> [String: [Metadata.Field]]? {
    var rows: [String: [Metadata.Field]] = [:]
    for line in bytes.split(separator: 10) {
      guard case .object(let fields)? = JSONText.read(Array(line)) else {
        if line.allSatisfy({ $0 <= 32 }) { continue }
        return nil
      }
      let names = fields.map(\.name)
      guard let key = key(among: names), !holdsText(names),
        let name = FieldText.plain(fields[key].value)
      else { return nil }
      add(fields, named: name, to: &rows)
    }
    return rows
  }

  private static func holdsText(_ names: [String]) -> Bool {
    names.contains { FieldRole.guessed($0)?.role == .body }
  }

  // A name may contain a dot that begins no ending.
  private static func add(
    _ fields: [Metadata.Field], named name: String, to rows: inout [String: [Metadata.Field]]
  ) {
    rows[stem(name)] = fields
    rows[name] = fields
  }

  private static let fileNames: Set<String> = [
    "filename", "file", "fichier", "nomdufichier", "nomfichier", "dateiname", "datei", "path",
    "filepath", "chemin", "postid",
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

  /// How many files it names, and how many of them are there.
  var named: String {
    let all = Set(rows.values).count
    return "\(all) files beside it"
      + (present == all ? "" : ", \(present) of which were found there or right below")
  }

  /// Gives `article`, which is in `file`, what the table knows of it and it does not say itself.
  func complete(_ article: inout Article, in file: DumpFile) {
    guard let row = rows[Self.stem(file.entry ?? file.path)] else { return }
    Self.complete(&article, with: row, in: file, order: order)
  }

  /// What is to be told about the order of its dates; nil when they leave no doubt.
  var warning: Warning? { dates.warning(of: "the table") }

  private static func dates(
    in rows: [String: [Metadata.Field]], _ map: [String: String]
  ) -> [String] {
    Set(rows.values).flatMap { dates(in: $0, map) }.sorted()
  }

  /// What `row` contains as dates.
  static func dates(in row: [Metadata.Field], _ map: [String: String]) -> [String] {
    row.compactMap { field in
      RecordField(field.name, field.value, map: map).role == .published
        ? FieldText.plain(field.value) : nil
    }
  }

  /// Gives `article`, which is in `file`, what `row` says of it and it does not say itself.
  static func complete(
    _ article: inout Article, with row: [Metadata.Field], in file: DumpFile,
    order: PressDate.Order
  ) {
    let fields = row.compactMap { field in
      field.value == .text("")
        ? nil : RecordField(field.name, field.value, map: file.options.fieldMap)
    }
    var known = Article(origin: article.origin, body: article.body)
    RecordBuilder(file, order: order) { _ in }.fill(&known, from: fields)
    article.title = article.title ?? known.title
    article.outlet = article.outlet ?? known.outlet
    article.section = article.section ?? known.section
    article.url = article.url ?? known.url
    article.externalID = article.externalID ?? known.externalID
    if article.declaredLanguage == nil { article.declaredLanguage = known.declaredLanguage }
    // The day in the name of a file says less than a field for it.
    let isOfName = article.metadata.contains { $0 == .init("date_rule", .text("file name")) }
    if article.published == nil || isOfName, let day = known.published { article.published = day }
    if article.authors.isEmpty { article.authors = known.authors }
    let names = Set(article.metadata.map(\.name))
    for field in known.metadata where !names.contains(field.name) {
      article.keep(field.name, field.value)
    }
  }
}
