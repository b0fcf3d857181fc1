import Press
import Tables

/// A table or a file that lies beside texts and says what they are: TXM's `metadata.csv`, `posts.csv` of
/// Substack, lines of JSON, or for each text a file of its own («a.txt», «a.json»).
///
/// A table has a column of file names or of their stems. What is known of a file goes into the article
/// where the article itself says nothing.
final class FolderTable: Sendable {
  /// The largest that is read, in bytes.
  private static let limit = 64 << 20
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

  /// The table at `path`; nil when it is none, or when none of `files` is named in it.
  init?(path: String, beside files: [String], options: DumpOptions) {
    guard let bytes = Self.bytes(path, options, limit: Self.limit) else { return nil }
    let rows: [String: [Metadata.Field]]?
    if path.hasSuffix("json") || path.hasSuffix("jsonl") {
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
    map = options.fieldMap
    var dates = DateOrder()
    for printed in Self.dates(in: rows, map) {
      dates.note(printed, at: Origin(path: path, record: 0))
    }
    order = dates.settle()
    self.dates = dates
  }

  private static func bytes(_ path: String, _ options: DumpOptions, limit: Int) -> [UInt8]? {
    guard let source = try? FileSource(path: path), let head = try? Lookahead(source) else {
      return nil
    }
    let file = DumpFile(head, path: path, entry: nil, name: path, options: options)
    return try? file.wholeBytes(limit: limit)
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
  func warning(of file: DumpFile) -> Warning? { dates.warning(of: file) }

  private static func dates(
    in rows: [String: [Metadata.Field]], _ map: [String: String]
  ) -> [String] {
    Set(rows.values).flatMap { row in
      row.compactMap { field in
        RecordField(field.name, field.value, map: map).role == .published
          ? FieldText.plain(field.value) : nil
      }
    }.sorted()
  }

  private static func complete(
    _ article: inout Article, with row: [Metadata.Field], in file: DumpFile,
    order: PressDate.Order? = nil
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

  // MARK: A file for each text

  /// Endings of files that say what a text beside them is, and of such texts.
  private static let sideEndings = [".json", ".yaml", ".yml"]
  private static let textEndings = [".txt", ".html", ".htm", ".md", ".xhtml"]
  /// What comes between the name of the text and the ending.
  private static let sideMarks = [".meta", "_meta", "-meta", ".metadata", "_metadata", ".info", ""]
  /// The largest of them, in bytes.
  private static let sideLimit = 1 << 20

  /// By text, the file beside it that is called alike, among the names in a folder.
  static func sides(among names: [String]) -> [String: String] {
    let sides = names.filter { name in sideEndings.contains(where: name.hasSuffix) }
    guard !sides.isEmpty, sides.count < names.count else { return [:] }
    let all = Set(names)
    var found: [String: String] = [:]
    for side in sides {
      guard let ending = sideEndings.first(where: side.hasSuffix) else { continue }
      let whole = side.dropLast(ending.count)
      guard let mark = sideMarks.first(where: whole.hasSuffix) else { continue }
      let stem = String(whole.dropLast(mark.count))
      let texts = textEndings.map { stem + $0 } + [stem]
      if let text = texts.first(where: { all.contains($0) && found[$0] == nil && $0 != side }) {
        found[text] = side
      }
    }
    return found
  }

  /// What the file at `path` says of the text beside it; nil when it contains a text, or no fields.
  static func side(_ path: String, options: DumpOptions) -> [Metadata.Field]? {
    guard let bytes = bytes(path, options, limit: sideLimit) else { return nil }
    let fields: [Metadata.Field]
    if path.hasSuffix(".json") {
      fields = JSONText.read(bytes)?.fields ?? []
    } else {
      let text = String(decoding: bytes, as: UTF8.self)
      fields = FrontMatter("---\n" + text + "\n---\n")?.fields ?? []
    }
    let known = fields.filter { FieldRole.guessed($0.name) != nil }
    guard !known.isEmpty,
      !fields.contains(where: {
        FieldRole.guessed($0.name)?.role == .body && BodyText.read($0.value) != nil
      })
    else { return nil }
    return fields
  }

  /// Gives `article` what the file at `path` says of it.
  static func complete(_ article: inout Article, in file: DumpFile, from path: String) {
    guard let fields = side(path, options: file.options) else { return }
    complete(&article, with: fields, in: file)
  }
}
