import Platform
import Press
import Storage
import Tables

/// A folder of CSV files with all that is needed to understand, check and cite them: a data package.
///
/// - Source: https://specs.frictionlessdata.io/data-package/.
struct DataPackage {
  /// What is written into the descriptor beside the tables.
  struct Origin {
    /// The words of the command line.
    var command: [String]
    var isFiltered: Bool
    var hasText: Bool
    /// How sure statements and relations are, at least.
    var confidence: Question.Confidence
  }

  /// One file of the package.
  private struct File {
    var path: String
    var sha256: String
    var bytes: Int
  }

  /// One table of the package.
  private struct Resource {
    var table: ExportTable
    var file: File
    var columns: [String]
    var rows: Int
  }

  /// Columns that contain the text of articles, which copyright may forbid to pass on.
  static let texts: Set = ["body", "metadata", "content", "sentence", "trigger"]
  static let tables: [ExportTable] = [
    .articles, .statements, .relations, .sources, .outlets, .relationClasses, .dumps,
  ]

  private let folder: String
  private let archive: Archive
  private let origin: Origin
  private let codebook: Codebook
  /// The rows of the articles that are in it.
  private var articles: Set<Int64> = []
  /// How many statements and relations of these articles are not sure enough.
  private var leftOut = 0
  private var resources: [Resource] = []
  private var files: [File] = []

  init(folder: String, of archive: Archive, origin: Origin) throws {
    self.archive = archive
    self.folder = folder.hasSuffix("/") ? folder : folder + "/"
    self.origin = origin
    codebook = try Codebook.ofThisVersion()
    try OutputFile.makeEmptyFolder(folder, option: "--package", own: "datapackage.json")
  }

  // MARK: Writing

  /// Counts rows of statements or relations that are left out of it as unsure.
  mutating func countLeftOut(_ rows: Rows) throws {
    guard let article = rows.index(of: "article_id") else { return }
    while try rows.next() { if isOfPackage(rows.integer(article)) { leftOut += 1 } }
  }

  private func isOfPackage(_ article: Int64) -> Bool {
    !origin.isFiltered || articles.contains(article)
  }

  /// Writes the rows of a table into `data/`; of a filtered package, those of its articles, which come
  /// first.
  mutating func add(_ table: ExportTable, _ rows: Rows) throws {
    var dropped = origin.hasText ? [] : Self.texts
    // Where the dumps lie on somebody's machine is nobody else's business.
    if table == .dumps { dropped.insert("path") }
    let kept = rows.columns.indices.filter { !dropped.contains(rows.columns[$0]) }
    let body = origin.hasText || table != .articles ? nil : rows.index(of: "body")
    var columns = kept.map { rows.columns[$0] }
    if body != nil { columns.append("body_sha256") }
    let id = table == .articles && origin.isFiltered ? rows.index(of: "id") : nil
    let article = rows.index(of: "article_id")
    var written: Set<Int64> = []
    var count = 0
    let package = self
    let file = try write("data/" + table.rawValue + ".csv") { output in
      var dialect = Dialect.csv
      // Programs read a package; a spreadsheet gets `export --excel`.
      dialect.guardsFormulas = false
      let writer = DelimitedWriter(output, dialect: dialect)
      try writer.header(columns)
      while try rows.next() {
        if let article, !package.isOfPackage(rows.integer(article)) { continue }
        if let id { written.insert(rows.integer(id)) }
        for column in kept { rows.write(column, to: writer) }
        if let body { writer.text(rows.withText(body, Self.digest)) }
        try writer.endRow()
        count += 1
      }
      try writer.finish()
    }
    articles.formUnion(written)
    resources.append(Resource(table: table, file: file, columns: columns, rows: count))
  }

  /// SHA-256 of bytes.
  static func digest(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var hash = SHA256()
    hash.update(UnsafeRawBufferPointer(bytes))
    return hash.finish()
  }

  /// Writes the codebook, the descriptor, the README and the checksums.
  mutating func finish() throws {
    let page = CodebookPage(codebook)
    try write("codebook.md") { $0.text(page.markdown) }
    try write("codebook.csv") { try page.write(to: DelimitedWriter($0, dialect: .csv)) }
    let readme = readme
    try write("README.md") { $0.text(readme) }
    let package = self
    try write("datapackage.json") { package.writeDescriptor(to: $0) }
    let sums = files.map { "\($0.sha256)  \($0.path)\n" }.joined()
    try write("SHA256SUMS") { $0.text(sums) }
  }

  /// Something went wrong: what was written goes, and the folders if nothing else is in them.
  func drop() {
    for file in files { unlink(folder + file.path) }
    for part in ["data", ""] { rmdir(folder + part) }
  }

  @discardableResult
  private mutating func write(_ path: String, _ body: (Output) throws -> Void) throws -> File {
    for part in ["", "data/"] where path.hasPrefix(part) {
      try OutputFile.makeFolder(folder + part)
    }
    let target = try OutputFile(folder + path, table: "", ending: "", from: archive)
    do {
      let counted = Counted(target.output)
      let output = counted.output()
      try body(output)
      try output.flush()
      try target.output.flush()
      try target.keep()
      let file = File(path: path, sha256: counted.hash.finish(), bytes: counted.bytes)
      files.append(file)
      return file
    } catch {
      target.drop()
      throw error
    }
  }

  /// Bytes on their way to a file, counted and hashed.
  private final class Counted {
    private let target: Output
    private(set) var hash = SHA256()
    private(set) var bytes = 0

    init(_ target: Output) { self.target = target }

    func output() -> Output {
      Output(name: "data package") { bytes throws(OutputError) in
        self.hash.update(UnsafeRawBufferPointer(bytes))
        self.bytes += bytes.count
        self.target.bytes(bytes)
        try self.target.flushIfFull()
      }
    }
  }

  // MARK: The descriptor

  private func writeDescriptor(to output: Output) {
    let json = JSONText(output)
    json.object {
      for (key, value) in [
        ("profile", "tabular-data-package"), ("name", "dossier-export"),
        ("title", "Statements and relations from press articles"), ("created", Clock.now()),
        ("version", "1.0.0"),
      ] {
        json.key(key)
        json.string(value)
      }
      json.key("dossier")
      json.object {
        json.key("version")
        json.string(Dossier.version)
        json.key("command")
        json.array { for word in origin.command { json.string(word) } }
        json.key("filtered")
        json.bool(origin.isFiltered)
        json.key("text")
        json.bool(origin.hasText)
        json.key("minimumConfidence")
        if let least = origin.confidence.least { json.real(least) } else { json.null() }
        json.key("leftOut")
        json.integer(leftOut)
        json.key("rows")
        json.object {
          for resource in resources {
            json.key(resource.table.rawValue)
            json.integer(resource.rows)
          }
        }
      }
      json.key("resources")
      json.array { for resource in resources { write(resource, json) } }
    }
    json.newline()
  }

  private func write(_ resource: Resource, _ json: JSONText) {
    let table = codebook.tables.first { $0.name == resource.table.table }
    json.object {
      for (key, value) in [
        ("name", resource.table.rawValue), ("path", resource.file.path),
        ("profile", "tabular-data-resource"), ("format", "csv"), ("mediatype", "text/csv"),
        ("encoding", "utf-8"), ("hash", "sha256:" + resource.file.sha256),
        ("description", table?.meaning ?? ""),
      ] {
        json.key(key)
        json.string(value)
      }
      json.key("bytes")
      json.integer(resource.file.bytes)
      json.key("schema")
      json.object {
        json.key("fields")
        json.array {
          for name in resource.columns {
            write(name, table?.columns.first { $0.name == name }, json)
          }
        }
        json.key("missingValues")
        json.array { json.string("") }
        if let key = resource.columns.first(where: { $0 == "id" || $0 == "class" }) {
          json.key("primaryKey")
          json.string(key)
        }
        write(foreignKeys: foreignKeys(of: resource), json)
      }
    }
  }

  private func write(_ name: String, _ column: Codebook.Column?, _ json: JSONText) {
    json.object {
      json.key("name")
      json.string(name)
      json.key("type")
      json.string((column.map { ColumnType(of: $0) } ?? .string).name)
      json.key("description")
      let own = name == "body_sha256" ? "SHA-256 of the text in UTF-8, hexadecimal." : ""
      json.string(column?.meaning ?? own)
      if let unit = column?.unit, !unit.isEmpty {
        json.key("unit")
        json.string(unit)
      }
      guard let values = column?.values, !values.isEmpty else { return }
      json.key("constraints")
      json.object {
        json.key("enum")
        json.array {
          for value in values {
            if let number = Int64(value) { json.integer(number) } else { json.string(value) }
          }
        }
      }
    }
  }

  private func foreignKeys(of resource: Resource) -> [(column: String, table: String)] {
    let all: [(column: String, table: String)] = [
      ("article_id", "articles"), ("source_id", "sources"), ("subject_id", "sources"),
      ("object_id", "sources"), ("asserted_by_id", "sources"),
    ]
    return all.filter { resource.columns.contains($0.column) }
  }

  private func write(foreignKeys keys: [(column: String, table: String)], _ json: JSONText) {
    if keys.isEmpty { return }
    json.key("foreignKeys")
    json.array {
      for key in keys {
        json.object {
          json.key("fields")
          json.string(key.column)
          json.key("reference")
          json.object {
            json.key("resource")
            json.string(key.table)
            json.key("fields")
            json.string("id")
          }
        }
      }
    }
  }

  // MARK: README

  private var readme: String {
    let counts = resources.map { "| `\($0.file.path)` | \($0.rows) |" }.joined(separator: "\n")
    let command = "dossier " + origin.command.joined(separator: " ")
    let french =
      origin.hasText
      ? "Les textes des articles sont protégés par le droit d'auteur : vérifiez vos droits avant de transmettre ce dossier."
      : "Les textes des articles ne sont pas inclus. Qui possède les mêmes fichiers d'origine les rétablit avec `dossier restore-text`."
    let english =
      origin.hasText
      ? "The texts of the articles are protected by copyright: check your rights before you pass this package on."
      : "The texts of the articles are left out. Anyone with the same dumps can restore them with `dossier restore-text`."
    let sure = origin.confidence.least.map { least in
      (
        french:
          "\nLes lignes d'une précision mesurée (`confidence`) inférieure à \(least) n'y sont pas : "
          + "\(leftOut) déclarations et relations ; `--min-confidence 0` les ajoute.",
        english: "\nRows with a `confidence` below \(least) are left out: "
          + "\(leftOut) statements and relations; `--min-confidence 0` adds them."
      )
    }
    return """
      # Paquet de données

      Déclarations et relations tirées d'articles de presse par dossier \(Dossier.version).
      `datapackage.json` décrit les tables (Frictionless Data), `codebook.md` chaque colonne,
      `SHA256SUMS` donne l'empreinte de chaque fichier, `data/dumps.csv` celle des fichiers d'origine.
      \(french)\(sure?.french ?? "")

      Commande : `\(command)`

      # Data package

      Statements and relations from press articles, by dossier \(Dossier.version).
      `datapackage.json` describes the tables (Frictionless Data), `codebook.md` every column,
      `SHA256SUMS` has the digest of every file, `data/dumps.csv` that of the dumps.
      \(english)\(sure?.english ?? "")

      Command: `\(command)`

      | file | rows |
      |---|---|
      \(counts)

      """
  }
}
