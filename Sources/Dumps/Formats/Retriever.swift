import Press

/// Exports of Retriever (Atekst, Mediearkivet): a list of titles, then articles between lines of «=».
struct Retriever: DumpFormat {
  let name = "retriever-text"
  let summary = "Retriever (Atekst, Mediearkivet), TXT: title, outlet, date, page, text, link"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.contains(UInt8(ascii: "=")) else { return nil }
    let text = head.bytes.withUnsafeBytes { DecodedText($0).text }
    let lines = text.textLines
    guard lines.contains(where: Self.isRule), lines.contains(where: Self.isMark) else { return nil }
    return Recognition(.marker, because: "lines of «=» and «Publisert på», as in Retriever")
  }

  private static func isRule(_ line: Substring) -> Bool {
    line.utf8.count >= 50 && line.utf8.allSatisfy { $0 == UInt8(ascii: "=") || $0 <= 32 }
  }

  /// «Publisert på trykk.», «Publicerat i print.», «Udgivet på nettet»
  private static func isMark(_ line: Substring) -> Bool {
    guard line.utf8.count < 60, let line = line.trimmed?.lowercased() else { return false }
    return [
      "publisert på ", "publicerat i ", "publicerat på ", "publiceret ", "udgivet på ",
      "julkaistu ",
    ]
    .contains { line.hasPrefix($0) }
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    // By bytes: «\r\n» is one character, and no line end then.
    let lines = String(decoding: source.bytes, as: UTF8.self).utf8.split(
      separator: 10, omittingEmptySubsequences: false
    ).map { Substring($0) }
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      var (start, at, first) = (0, 0, 1)
      var open: [Substring] = []
      func close() throws {
        defer { open = [] }
        guard open.contains(where: { $0.trimmed != nil }) else { return }
        let lines = Self.withoutContents(open)
        guard lines.contains(where: Self.isMark) || lines.contains(where: Self.isDated) else {
          // A list of titles, or the notice of rights.
          return
        }
        let origin = file.nextOrigin(line: first, bytes: source.range(start..<at))
        try Self.add(lines, to: builder, at: origin, file)
      }
      for (n, line) in lines.enumerated() {
        if Self.isRule(line) {
          try close()
          (start, first) = (at + line.utf8.count + 1, n + 2)
        } else {
          open.append(line)
        }
        at += line.utf8.count + 1
      }
      at = source.bytes.count
      try close()
      try builder.finish()
    }
  }

  // Above the first article stands what was searched and a line «> title» for each.
  private static func withoutContents(_ lines: [Substring]) -> ArraySlice<Substring> {
    guard let last = lines.lastIndex(where: { $0.hasPrefix("> ") }) else { return lines[...] }
    return lines[(last + 1)...]
  }

  /// «Aftenbladet, 2020-02-03 04:00, side 4»
  private static func isDated(_ line: Substring) -> Bool { dated(line) != nil }

  private static func dated(_ line: Substring) -> (outlet: String, date: PressDate, rest: String)? {
    guard line.utf8.count < 150, let comma = line.firstIndex(of: ","),
      let outlet = line[..<comma].trimmed, outlet.utf8.count < 80
    else { return nil }
    let parts = line[line.index(after: comma)...].split(separator: ",", maxSplits: 1)
    guard let printed = parts.first?.trimmed,
      let date = PressDate(reading: printed) ?? PrintedDate.iso(printed),
      date.iso.utf8.count >= 10
    else { return nil }
    return (outlet, date, parts.count > 1 ? parts[1].trimmed ?? "" : "")
  }

  private static func add(
    _ lines: ArraySlice<Substring>, to builder: RecordBuilder, at origin: Origin, _ file: DumpFile
  ) throws {
    var fields: [RecordField] = []
    func add(_ name: String, _ role: FieldRole?, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      fields.append(RecordField(name, role: role, rank: 0, value: .text(value)))
    }
    var rest = lines.drop { $0.trimmed == nil }
    add("title", .title, rest.first?.trimmed)
    rest = rest.dropFirst()
    if let at = rest.prefix(10).firstIndex(where: isDated), let found = dated(rest[at]) {
      add("outlet", .outlet, found.outlet)
      add("published", .published, found.date.iso)
      add("page", nil, found.rest)
      rest = rest[(at + 1)...]
    }
    if let at = rest.prefix(10).firstIndex(where: isMark) {
      add("medium", nil, rest[at].trimmed)
      rest = rest[(at + 1)...]
    }
    var body: [Substring] = []
    for line in rest {
      let lower = line.trimmed?.lowercased() ?? ""
      if lower.hasPrefix("©") || lower.hasPrefix("alle artikler er beskyttet")
        || lower.hasPrefix("alla artiklar är skyddade")
      {
        add("copyright", nil, line.trimmed)
        break
      }
      if [
        "se webartikkelen", "läs hela artikeln", "les hele ", "se hele artiklen", "se webbartikeln",
      ]
      .contains(where: { lower.hasPrefix($0) }) {
        if let at = line.range(of: "http") {
          add("url", .url, String(line[at.lowerBound...].prefix { !$0.isWhitespace }))
        }
      } else {
        body.append(line)
      }
    }
    let text = Fragment.lines(body.joined(separator: "\n"))
    if text.isEmpty, !file.options.allowEmptyBody {
      return try builder.reject(
        origin, "no text below the line of outlet and date",
        excerpt: UnsafeRawBufferPointer(start: nil, count: 0))
    }
    try builder.add(fields, body: text, at: origin)
  }
}
