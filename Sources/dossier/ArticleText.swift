import Ingestion
import Storage
import Tables

/// One article as a page for reading: head, text with marks, statements, relations.
struct ArticleText {
  private let output: Output
  private let explains: Bool
  private let colour = Terminal.output.hasColour

  init(_ output: Output, explains: Bool) {
    self.output = output
    self.explains = explains
  }

  /// A statement's place in the text.
  private struct Mark {
    var number: Int64
    var kind: String
    var start: Int
    var end: Int
  }

  /// Writes the page. The rows of `article` are at their first one.
  func write(article: Rows, statements: Rows, relations: Rows) throws {
    head(article)
    let language = text(article, "language")
    var marks: [Mark] = []
    var list = Page()
    while try statements.next() {
      marks.append(
        Mark(
          number: integer(statements, "id"), kind: text(statements, "kind"),
          start: Int(integer(statements, "start")), end: Int(integer(statements, "end"))))
      list += line(ofStatement: statements, language)
    }
    body(text(article, "body"), marks)
    write("\n" + bold("statements: \(marks.count)") + "\n" + list)
    var count = 0
    list = Page()
    while try relations.next() {
      count += 1
      list += line(ofRelation: relations)
    }
    write("\n" + bold("relations: \(count)") + "\n" + list)
  }

  private func write(_ page: Page) {
    for piece in page.pieces {
      if piece.isOrder { output.order(piece.text) } else { output.text(piece.text) }
    }
  }

  private func head(_ article: Rows) {
    let title = text(article, "title")
    if !title.isEmpty { write(bold(DisplayWidth.oneLine(title)) + "\n") }
    let facts = ["outlet", "published", "section", "language", "authors", "url"]
      .map { text(article, $0) }.filter { !$0.isEmpty }.map(DisplayWidth.oneLine)
    if !facts.isEmpty { output.text(facts.joined(separator: " · ") + "\n") }
    let entry = text(article, "entry")
    let place = text(article, "path") + (entry.isEmpty ? "" : ", entry \(entry)")
    write(dim(DisplayWidth.oneLine("\(place), record \(integer(article, "record"))")) + "\n")
    for (label, column) in [("tags", "tags"), ("note", "notes")] {
      let marks = text(article, column)
      if !marks.isEmpty { output.text("\(label): \(DisplayWidth.oneLine(marks))\n") }
    }
    output.text("\n")
  }

  private func body(_ body: String, _ marks: [Mark]) {
    // At one place, what ends comes before what begins, and the longer one begins first.
    var begins: [Int: [Mark]] = [:]
    var ends: [Int: [Mark]] = [:]
    for mark in marks {
      begins[mark.start, default: []].append(mark)
      ends[mark.end, default: []].append(mark)
    }
    var open: [Mark] = []
    var page = Page()
    var run = ""
    func close(_ mark: Mark, inside outer: Mark?) {
      page += Page(run) + end(mark, inside: outer)
      run = ""
    }
    for (i, scalar) in body.unicodeScalars.enumerated() {
      for mark in ends[i] ?? [] {
        open.removeAll { $0.number == mark.number }
        close(mark, inside: open.last)
      }
      for mark in (begins[i] ?? []).sorted(by: { $0.end > $1.end }) {
        open.append(mark)
        page += Page(run) + start(mark)
        run = ""
      }
      run += scalar == "\n" ? "\n" : DisplayWidth.oneLine(String(scalar))
    }
    for mark in open.reversed() { close(mark, inside: nil) }
    write(page + run + (body.hasSuffix("\n") ? "" : "\n"))
  }

  private func start(_ mark: Mark) -> Page {
    colour ? .order("\u{1B}[\(code(mark))m") : Page("⟦\(mark.number) ")
  }

  private func end(_ mark: Mark, inside outer: Mark?) -> Page {
    if !colour { return Page("⟧") }
    return .order("\u{1B}[0m\u{1B}[2m") + "[\(mark.number)]"
      + .order("\u{1B}[0m" + (outer.map { "\u{1B}[\(code($0))m" } ?? ""))
  }

  private func code(_ mark: Mark) -> Int {
    switch mark.kind {
    case "direct": 32
    case "indirect": 34
    default: 33
    }
  }

  private func line(ofStatement row: Rows, _ language: String) -> Page {
    let source = text(row, "source")
    let speaker = text(row, "speaker")
    var who = source.isEmpty ? (speaker.isEmpty ? "?" : speaker) : source
    if !speaker.isEmpty, !source.isEmpty, speaker != source { who += " («\(speaker)»)" }
    let cue = text(row, "cue")
    var facts = [text(row, "kind")]
    if !cue.isEmpty { facts.append(cue) }
    if integer(row, "negated") != 0 { facts.append("not said") }
    if !text(row, "said_on").isEmpty { facts.append(text(row, "said_on")) }
    return entry(
      "\(integer(row, "id"))  \(who), \(facts.joined(separator: ", ")): \(text(row, "content"))",
      row,
      example: explains
        ? RuleBook.shared.example(of: text(row, "rule"), in: language) : nil)
  }

  private func line(ofRelation row: Rows) -> Page {
    var arrow = text(row, "class")
    if integer(row, "polarity") < 0 { arrow = "not " + arrow }
    let modality = text(row, "modality")
    if modality != "actual" { arrow += " (\(modality))" }
    if integer(row, "former") != 0 { arrow += " (former)" }
    let asserter = text(row, "asserted_by")
    let said = asserter.isEmpty ? "" : ", says \(asserter)"
    return entry(
      "\(integer(row, "id"))  \(text(row, "subject")) — \(arrow) → \(text(row, "object"))\(said)",
      row)
  }

  private func entry(_ text: String, _ row: Rows, example: String? = nil) -> Page {
    var result = Page("  " + DisplayWidth.oneLine(text) + "\n")
    for (label, column) in [("tags", "tags"), ("note", "notes")] {
      let marks = self.text(row, column)
      if !marks.isEmpty { result += Page("      \(label): \(DisplayWidth.oneLine(marks))\n") }
    }
    if explains {
      let confidence = row.index(of: "confidence").map { row.real($0) } ?? 0
      let rule = self.text(row, "rule")
      result +=
        "      " + dim(DisplayWidth.oneLine("rule \(rule), confidence \(confidence)")) + "\n"
      let sentence = self.text(row, "sentence")
      if !sentence.isEmpty { result += "      " + dim(DisplayWidth.oneLine(sentence)) + "\n" }
      if let example { result += "      " + dim("as in " + DisplayWidth.oneLine(example)) + "\n" }
    }
    return result
  }

  private func text(_ rows: Rows, _ column: String) -> String {
    rows.index(of: column).flatMap { rows.text($0) } ?? ""
  }

  private func integer(_ rows: Rows, _ column: String) -> Int64 {
    rows.index(of: column).map { rows.integer($0) } ?? 0
  }

  private func bold(_ text: String) -> Page { styled(text, "1") }
  private func dim(_ text: String) -> Page { styled(text, "2") }

  private func styled(_ text: String, _ style: String) -> Page {
    colour ? .order("\u{1B}[\(style)m") + text + .order("\u{1B}[0m") : Page(text)
  }
}

/// Text with our own orders to the terminal between its pieces.
private struct Page {
  var pieces: [(text: String, isOrder: Bool)] = []

  init() {}
  init(_ text: String) { if !text.isEmpty { pieces = [(text, false)] } }

  static func order(_ text: String) -> Page {
    var page = Page()
    page.pieces = [(text, true)]
    return page
  }

  static func + (a: Page, b: Page) -> Page {
    var both = a
    both.pieces += b.pieces
    return both
  }
  static func + (a: Page, b: String) -> Page { a + Page(b) }
  static func + (a: String, b: Page) -> Page { Page(a) + b }
  static func += (a: inout Page, b: Page) { a.pieces += b.pieces }
}
