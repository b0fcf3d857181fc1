import Press

/// Word documents that Nexis Uni and Lexis+ write: a cover page, then articles that end with
/// «End of Document».
struct NexisDOCX: DumpFormat {
  let name = "nexis-docx"
  let summary =
    "Nexis Uni and Lexis+, DOCX: title, outlet, date, labelled fields, text between its marks"

  func recognise(_ head: Head) -> Recognition? {
    guard Self.isExport(head) else { return nil }
    return Recognition(.magic, because: "a Word document with the marks of Nexis")
  }

  /// True for a Word document that says «End of Document», or has the cover page of Nexis.
  static func isExport(_ head: Head) -> Bool {
    guard head.bytes.starts(with: [0x50, 0x4B, 3, 4]), head.bytes.containsMarker("word/") else {
      return false
    }
    let start = WordDocument.start(of: head.bytes)
    let marks: [StaticString] = [
      "end of document", "fin du document", "fin de document", "ende des dokuments",
      "fin del documento",
    ]
    return marks.contains { start.containsMarker($0) }
      || start.containsMarker("job number:") && start.containsMarker("user name:")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let document = try WordDocument(try file.wholeBytes(), limits: file.options.limits)
    try Self.give(document.content.paragraphs.map(\.text), in: file, to: yield)
  }

  /// Hands over the documents of an export from its paragraphs, which Word and rich text share.
  ///
  /// - Throws: a `DumpError` when no paragraph says «End of Document».
  static func give(
    _ lines: [String], in file: DumpFile, to yield: (Record) throws -> Void
  ) throws {
    var documents: [[String]] = [[]]
    for line in lines {
      documents[documents.count - 1].append(line)
      if isEnd(line) { documents.append([]) }
    }
    documents.removeAll { $0.allSatisfy { $0.trimmed == nil } || !$0.contains(where: isEnd) }
    guard !documents.isEmpty else {
      throw file.error(
        .unrecognised,
        "has no «End of Document» marks, so it is no export of Nexis; leave --input-format out, or say docx"
      )
    }
    let declared = lines.prefix(60).lazy.compactMap(coverCount).first
    try LexisDocument.emit(
      documents.map { $0.filter { $0.trimmed != nil } }, in: file, to: yield, place: { _ in nil },
      read: document, declared: declared)
  }

  /// True for the line that ends a document.
  static func isEnd(_ line: String) -> Bool {
    guard line.utf8.count < 60, let last = line.split(separator: "\n").last?.trimmed else {
      return false
    }
    return [
      "End of Document", "Fin du document", "Fin de document", "Ende des Dokuments",
      "Fin del documento",
    ].contains(last)
  }

  /// «Documents (10)» on the cover page.
  private static func coverCount(_ line: String) -> Int? {
    guard line.utf8.count < 40, let open = line.firstIndex(of: "("),
      line.lowercased().hasPrefix("do"), line.last == ")"
    else {
      return nil
    }
    return Int(line[line.index(after: open)...].dropLast())
  }

  /// Title, outlet and date are in this order before the labels; before them, a cover page may.
  private static func document(_ lines: [String], _ origin: Origin) -> LexisDocument? {
    let bodyAt =
      lines.firstIndex { ["Body", "Corps", "Texto", "Cuerpo"].contains($0) } ?? lines.count
    let labelAt = lines[..<bodyAt].lastIndex { line in
      LexisDocument.label(of: line, isField: true).map {
        ["LENGTH", "SECTION", "LONGUEUR", "RUBRIQUE", "LÄNGE"].contains($0.label.uppercased())
      } ?? false
    }
    let dateAt = lines[..<(labelAt ?? bodyAt)].lastIndex { line in
      guard line.utf8.count < 120, let found = PrintedDate.first(in: line) else { return false }
      return found.before.trimmed == nil
    }
    guard let dateAt, dateAt >= 1 else {
      return LexisDocument(lines, origin: origin, hasBodyMarks: true)
    }
    let rest = lines[(dateAt + 1)...].filter { !isEnd($0) }
    // The reader of the fields expects a head, which is known already here.
    guard
      var document = LexisDocument(
        ["?", lines[dateAt], "?"] + rest, origin: origin, hasBodyMarks: true)
    else { return nil }
    document.setHead(
      title: dateAt >= 2
        ? lines[dateAt - 2].split(whereSeparator: \.isNewline).joined(separator: " ") : nil,
      outlet: lines[dateAt - 1], date: nil)
    return document
  }
}
