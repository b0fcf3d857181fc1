import ArgumentParser
import Platform
import Press
import Storage
import Tables

/// Puts the texts back into a data package that was made without them.
struct RestoreText: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore-text",
    abstract: "Put the texts back into a data package that was made with --no-text.",
    discussion: """
      Import the same dumps first. Every article is recognised by the SHA-256 of its text; texts, \
      statements and sentences are then cut out at their offsets. Articles that the archive does not \
      have keep empty cells and are counted; so are rows whose article or offsets are not those of \
      the package, with exit code 3.

      EXAMPLES:
        dossier import dumps/ --archive mine.dossier
        dossier restore-text package/ --to restored/ --archive mine.dossier
      """)

  @Argument(help: "The folder of the data package.", completion: .directory)
  var package: String

  @Option(
    help: ArgumentHelp("The folder that gets the whole tables.", valueName: "folder"),
    completion: .directory)
  var to: String

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    var rows: [String: Int64] = [:]
    try archive.eachBody { id, body, _, _ in
      var body = body
      rows[body.withUTF8(DataPackage.digest)] = id
    }
    let folder = package.hasSuffix("/") ? package : package + "/"
    let target = to.hasSuffix("/") ? to : to + "/"
    if let given = FileSystem.Identity(to),
      [package, folder + "data"].contains(where: { FileSystem.Identity($0) == given })
    {
      throw Failure(.misuse, "\(to) is in the package itself; name another folder with --to")
    }
    try OutputFile.makeFolder(target)
    // The archive's row of each article of the package.
    var known: [String: Int64] = [:]
    var missing: Set<String> = []
    try restore("articles", folder, target, archive, adding: ["body", "metadata"]) { row in
      let id = row["id"] ?? ""
      guard let article = rows[row["body_sha256"] ?? ""] else {
        missing.insert(id)
        return [nil, nil]
      }
      known[id] = article
      return [try archive.body(of: article), try archive.metadata(of: article)]
    }
    var passages = Passages(archive: archive, known: known, missing: missing)
    func text(_ row: [String: String], _ start: String, _ end: String) throws -> String? {
      try passages.text(row, start, end)
    }
    try restore("statements", folder, target, archive, adding: ["content"]) {
      [try text($0, "start", "end")]
    }
    try restore("relations", folder, target, archive, adding: ["sentence", "trigger"]) {
      [
        try text($0, "sentence_start", "sentence_end"),
        try text($0, "trigger_start", "trigger_end"),
      ]
    }
    printError(
      "\(target): \(counted(known.count, "article")) restored, \(missing.count.grouped) not in the "
        + "archive")
    if passages.broken > 0 {
      throw Failure(
        .rejects,
        "\(counted(passages.broken, "text")) of statements and relations not restored: their article or their "
          + "offsets are not those of the package")
    }
    if known.isEmpty { throw Failure(.nothing) }
  }

  /// Cuts passages from the bodies of an archive, one article after the other.
  private struct Passages {
    let archive: Archive
    /// The archive's row of each article of the package.
    let known: [String: Int64]
    /// The articles of the package that the archive does not have.
    let missing: Set<String>
    /// Passages whose article or offsets are not those of the package.
    var broken = 0
    private var current: (id: Int64, text: [Unicode.Scalar]) = (0, [])

    init(archive: Archive, known: [String: Int64], missing: Set<String>) {
      self.archive = archive
      self.known = known
      self.missing = missing
    }

    mutating func text(_ row: [String: String], _ start: String, _ end: String) throws -> String? {
      let id = row["article_id"] ?? ""
      if missing.contains(id) { return nil }
      guard let article = known[id], let a = Int(row[start] ?? ""), let b = Int(row[end] ?? "")
      else {
        broken += 1
        return nil
      }
      if article != current.id {
        current = (article, Array((try archive.body(of: article) ?? "").unicodeScalars))
      }
      guard 0 <= a, a <= b, b <= current.text.count else {
        broken += 1
        return nil
      }
      return String(String.UnicodeScalarView(current.text[a..<b]))
    }
  }

  /// Writes a table of the package with further columns at its end.
  private func restore(
    _ table: String, _ folder: String, _ target: String, _ archive: Archive,
    adding columns: [String],
    _ cells: ([String: String]) throws -> [String?]
  ) throws {
    let path = folder + "data/" + table + ".csv"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(.misuse, "\(path): no such file; name the folder of a data package")
    }
    defer { close(descriptor) }
    let file = try OutputFile(target + table + ".csv", table: "", ending: "", from: archive)
    var dialect = Dialect.csv
    dialect.guardsFormulas = false
    let writer = DelimitedWriter(file.output, dialect: dialect)
    var names: [String] = []
    func take(_ row: CSVReader.Row) throws {
      let fields = (0..<row.count).map { String(decoding: row[$0], as: UTF8.self) }
      if names.isEmpty {
        names = fields
        for name in columns where names.contains(name) {
          throw Failure(.misuse, "\(path) has its column \(name); nothing is to be restored")
        }
        return try writer.header(names + columns)
      }
      let values = Dictionary(zip(names, fields)) { first, _ in first }
      for field in fields { writer.text(field.isEmpty ? nil : field) }
      for cell in try cells(values) { writer.text(cell) }
      try writer.endRow()
    }
    do {
      var reader = CSVReader()
      let stretch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
      defer { stretch.deallocate() }
      while true {
        let count = read(descriptor, stretch.baseAddress, stretch.count)
        if count == 0 { break }
        if count < 0 {
          throw Failure(
            .misuse, "\(path) cannot be read: \(String(cString: strerror(errno)).lowercased())")
        }
        try reader.read(UnsafeRawBufferPointer(rebasing: stretch[..<count]), row: take)
      }
      try reader.finish(row: take)
      try writer.finish()
      try file.keep()
    } catch {
      file.drop()
      throw error
    }
  }
}
