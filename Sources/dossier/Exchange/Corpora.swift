import Storage
import Tables

/// A statement's place in the body, in Unicode scalars, with what a corpus tells of it.
struct MarkedStatement {
  var id: Int64
  var kind: String
  var span: Range<Int>
  var speaker: Range<Int>?
  var cue: Range<Int>?
  var source: String?
  var key: String?

  /// The statements of an article in the order of its text; those that are not sure enough are
  /// counted in `leftOut`.
  static func all(
    ofArticle id: Int64, in archive: Archive, _ confidence: Question.Confidence,
    leftOut: inout Int
  ) throws -> [MarkedStatement] {
    let rows = try archive.statements(ofArticle: id)
    func place(_ start: String, _ end: String) -> Range<Int>? {
      guard let a = rows.index(of: start), let b = rows.index(of: end), rows.text(a) != nil else {
        return nil
      }
      let from = Int(rows.integer(a))
      return from..<max(from, Int(rows.integer(b)))
    }
    func text(_ name: String) -> String? { rows.index(of: name).flatMap { rows.text($0) } }
    var found: [MarkedStatement] = []
    let precision = rows.index(of: "confidence")
    while try rows.next() {
      if let precision,
        !confidence.admits(rows.kind(precision) == .null ? nil : rows.real(precision))
      {
        leftOut += 1
        continue
      }
      found.append(
        MarkedStatement(
          id: rows.integer(0), kind: text("kind") ?? "", span: place("start", "end") ?? 0..<0,
          speaker: place("speaker_start", "speaker_end"), cue: place("cue_start", "cue_end"),
          source: text("source"), key: text("source_key")))
    }
    return found
  }
}

/// A corpus for TXM: an XML-TEI file an article, with its statements, and `metadata.csv`.
///
/// Statements may nest and cross paragraphs, which elements may not: each piece of text belongs to the
/// innermost statement around it, and pieces of one statement share its number.
/// - Source: https://txm.gitpages.huma-num.fr/textometrie/ (import module XTZ).
struct TXMCorpus {
  let folder: OutputFolder

  /// Writes the articles that a question finds.
  func write(_ question: Question, of archive: Archive) throws -> Int {
    try folder.write("metadata.csv", from: archive) { list in
      try write(question, of: archive, list: DelimitedWriter(list.output, dialect: .csv))
    }
  }

  private func write(_ question: Question, of archive: Archive, list table: DelimitedWriter) throws
    -> Int
  {
    let rows = try archive.rows(.articles, question, columns: ArticleRecord.columns)
    try table.header(["id", "title", "outlet", "date", "authors", "section", "language", "url"])
    var count = 0
    var leftOut = 0
    while try rows.next() {
      let article = ArticleRecord(rows)
      let name = "article-\(article.id)"
      table.text(name)
      for value: String? in [
        article.title, article.outlet, article.published, article.authors.joined(separator: "; "),
        article.section, article.language, article.url,
      ] {
        table.text(value)
      }
      try table.endRow()
      let statements = try MarkedStatement.all(
        ofArticle: article.id, in: archive, question.confidence, leftOut: &leftOut)
      try folder.write(name + ".xml", from: archive) {
        $0.output.text(Self.text(of: article, statements))
      }
      count += 1
    }
    try table.finish()
    if question.confidence == .usual { FilterOptions.reportUnsure(leftOut, .statements) }
    return count
  }

  private static func text(of article: ArticleRecord, _ statements: [MarkedStatement]) -> String {
    let scalars = Array(article.body.unicodeScalars)
    // The innermost statement around each scalar.
    var owner = [Int](repeating: -1, count: scalars.count)
    for (n, statement) in statements.enumerated().sorted(by: { $0.1.span.count > $1.1.span.count })
    {
      for i in statement.span.clamped(to: 0..<scalars.count) { owner[i] = n }
    }
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <TEI xmlns="http://www.tei-c.org/ns/1.0">
      <teiHeader><fileDesc><titleStmt><title>\(XML.escaped(article.title ?? ""))</title></titleStmt>\
      <publicationStmt><p>\(XML.escaped(article.outlet ?? ""))</p></publicationStmt>\
      <sourceDesc><p>\(XML.escaped(article.url ?? ""))</p></sourceDesc></fileDesc></teiHeader>
      <text><body>

      """
    var start = 0
    for i in 0...scalars.count where i == scalars.count || scalars[i] == "\n" {
      if i > start { text += "<p>" + paragraph(start..<i, scalars, owner, statements) + "</p>\n" }
      start = i + 1
    }
    return text + "</body></text>\n</TEI>\n"
  }

  private static func paragraph(
    _ range: Range<Int>, _ scalars: [Unicode.Scalar], _ owner: [Int],
    _ statements: [MarkedStatement]
  ) -> String {
    var text = ""
    var i = range.lowerBound
    while i < range.upperBound {
      var end = i + 1
      while end < range.upperBound, owner[end] == owner[i] { end += 1 }
      let piece = XML.escaped(String(String.UnicodeScalarView(scalars[i..<end])))
      if owner[i] < 0 {
        text += piece
      } else {
        let statement = statements[owner[i]]
        let who = XML.escaped(statement.source ?? "")
        text +=
          "<said n=\"\(statement.id)\" type=\"\(statement.kind)\" who=\"\(who)\">\(piece)</said>"
      }
      i = end
    }
    return text
  }
}

/// A collection for brat: `.txt` and `.ann` an article, and `annotation.conf`.
///
/// - Source: https://brat.nlplab.org/standoff.html.
struct BratCollection {
  let folder: OutputFolder

  /// Writes the articles that a question finds.
  func write(_ question: Question, of archive: Archive) throws -> Int {
    try write(
      "annotation.conf", archive,
      """
      [entities]
      Statement
      Speaker
      Cue
      [relations]
      SaidBy Arg1:Statement, Arg2:Speaker
      SaidWith Arg1:Statement, Arg2:Cue
      [events]
      [attributes]
      Kind Arg:Statement, Value:direct|indirect|mixed

      """)
    let rows = try archive.rows(.articles, question, columns: ["id", "body"])
    var count = 0
    var leftOut = 0
    while try rows.next() {
      let id = rows.integer(0)
      let body = rows.text(1) ?? ""
      try write("article-\(id).txt", archive, body)
      try write(
        "article-\(id).ann", archive,
        Self.annotations(
          try MarkedStatement.all(
            ofArticle: id, in: archive, question.confidence, leftOut: &leftOut),
          of: Array(body.unicodeScalars)))
      count += 1
    }
    if question.confidence == .usual { FilterOptions.reportUnsure(leftOut, .statements) }
    return count
  }

  private func write(_ name: String, _ archive: Archive, _ text: String) throws {
    try folder.write(name, from: archive) { $0.output.text(text) }
  }

  private static func annotations(
    _ statements: [MarkedStatement], of text: [Unicode.Scalar]
  ) -> String {
    var lines = ""
    var marks = 0
    var links = 0
    func mark(_ type: String, _ span: Range<Int>) -> Int? {
      // A span goes over one line only; those over several are given in pieces.
      let pieces = span.clamped(to: 0..<text.count).split { text[$0] == "\n" }
      guard let first = pieces.first, let last = pieces.last, first.startIndex < last.endIndex
      else { return nil }
      marks += 1
      let places = pieces.map { "\($0.startIndex) \($0.endIndex)" }.joined(separator: ";")
      let words = pieces.map { String(String.UnicodeScalarView(text[$0.startIndex..<$0.endIndex])) }
      lines += "T\(marks)\t\(type) \(places)\t\(words.joined(separator: " "))\n"
      return marks
    }
    for statement in statements {
      guard let content = mark("Statement", statement.span) else { continue }
      links += 1
      lines += "A\(links)\tKind T\(content) \(statement.kind)\n"
      for (type, link, span) in [
        ("Speaker", "SaidBy", statement.speaker), ("Cue", "SaidWith", statement.cue),
      ] {
        guard let span, let other = mark(type, span) else { continue }
        links += 1
        lines += "R\(links)\t\(link) Arg1:T\(content) Arg2:T\(other)\n"
      }
    }
    return lines
  }
}
