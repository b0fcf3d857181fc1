import Storage
import Tables

/// One article as a page for reading: head, text with marks, statements, relations.
struct ArticlePage {
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

  /// Writes the page. The rows of `article` stand at their first one.
  func write(article: Rows, statements: Rows, relations: Rows) throws {
    head(article)
    var marks: [Mark] = []
    var list = ""
    while try statements.next() {
      marks.append(
        Mark(
          number: integer(statements, "id"), kind: text(statements, "kind"),
          start: Int(integer(statements, "start")), end: Int(integer(statements, "end"))))
      list += line(ofStatement: statements)
    }
    body(text(article, "body"), marks)
    output.text("\n" + bold("statements: \(marks.count)") + "\n" + list)
    var count = 0
    list = ""
    while try relations.next() {
      count += 1
      list += line(ofRelation: relations)
    }
    output.text("\n" + bold("relations: \(count)") + "\n" + list)
  }

  private func head(_ article: Rows) {
    let title = text(article, "title")
    if !title.isEmpty { output.text(bold(DisplayWidth.oneLine(title)) + "\n") }
    let facts = ["outlet", "published", "section", "language", "authors", "url"]
      .map { text(article, $0) }.filter { !$0.isEmpty }.map(DisplayWidth.oneLine)
    if !facts.isEmpty { output.text(facts.joined(separator: " · ") + "\n") }
    let entry = text(article, "entry")
    let place = text(article, "path") + (entry.isEmpty ? "" : ", entry \(entry)")
    output.text(dim("\(place), record \(integer(article, "record"))") + "\n\n")
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
    var text = ""
    for (i, scalar) in body.unicodeScalars.enumerated() {
      for mark in ends[i] ?? [] {
        open.removeAll { $0.number == mark.number }
        text += end(mark, inside: open.last)
      }
      for mark in (begins[i] ?? []).sorted(by: { $0.end > $1.end }) {
        open.append(mark)
        text += start(mark)
      }
      text += scalar == "\n" ? "\n" : DisplayWidth.oneLine(String(scalar))
    }
    for mark in open.reversed() { text += end(mark, inside: nil) }
    output.text(text + (text.hasSuffix("\n") ? "" : "\n"))
  }

  private func start(_ mark: Mark) -> String {
    colour ? "\u{1B}[\(code(mark))m" : "⟦\(mark.number) "
  }

  private func end(_ mark: Mark, inside outer: Mark?) -> String {
    if !colour { return "⟧" }
    let number = "\u{1B}[0m\u{1B}[2m[\(mark.number)]\u{1B}[0m"
    return number + (outer.map { "\u{1B}[\(code($0))m" } ?? "")
  }

  private func code(_ mark: Mark) -> Int {
    switch mark.kind {
    case "direct": 32
    case "indirect": 34
    default: 33
    }
  }

  private func line(ofStatement row: Rows) -> String {
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
      row)
  }

  private func line(ofRelation row: Rows) -> String {
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

  private func entry(_ text: String, _ row: Rows) -> String {
    var result = "  " + DisplayWidth.oneLine(text) + "\n"
    if explains {
      let confidence = row.index(of: "confidence").map { row.real($0) } ?? 0
      let rule = self.text(row, "rule")
      result += "      " + dim("rule \(rule), precision \(confidence)") + "\n"
      let sentence = self.text(row, "sentence")
      if !sentence.isEmpty { result += "      " + dim(DisplayWidth.oneLine(sentence)) + "\n" }
    }
    return result
  }

  private func text(_ rows: Rows, _ column: String) -> String {
    rows.index(of: column).flatMap { rows.text($0) } ?? ""
  }

  private func integer(_ rows: Rows, _ column: String) -> Int64 {
    rows.index(of: column).map { rows.integer($0) } ?? 0
  }

  private func bold(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func dim(_ text: String) -> String { colour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
