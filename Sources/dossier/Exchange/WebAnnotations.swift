import Storage
import Tables

/// Statements as annotations of their articles.
///
/// - Source: https://www.w3.org/TR/annotation-model/.
struct WebAnnotations {
  private let json: JSONText
  private let output: Output

  init(_ output: Output) {
    self.output = output
    json = JSONText(output)
  }

  /// Writes one page of annotations.
  func write(_ question: Question, of archive: Archive) throws -> Int {
    let rows = try archive.rows(
      .statements, question,
      columns: [
        "id", "article_id", "url", "kind", "content", "start", "end", "source", "source_key",
        "speaker", "cue", "rule",
      ])
    var count = 0
    var article: (id: Int64, text: [Unicode.Scalar]) = (0, [])
    try json.object {
      field("@context", "http://www.w3.org/ns/anno.jsonld")
      field("type", "AnnotationPage")
      json.key("items")
      try json.array {
        while try rows.next() {
          if rows.integer(1) != article.id {
            article.id = rows.integer(1)
            article.text = Array((try archive.body(of: article.id) ?? "").unicodeScalars)
          }
          write(rows, article.text)
          try output.flushIfFull()
          count += 1
        }
      }
    }
    json.newline()
    return count
  }

  private func write(_ row: Rows, _ text: [Unicode.Scalar]) {
    let start = Int(row.integer(5))
    let end = Int(row.integer(6))
    json.object {
      field("id", "urn:dossier:statement:\(row.integer(0))")
      field("type", "Annotation")
      field("motivation", "classifying")
      json.key("body")
      json.array {
        body("classifying", row.text(3))
        body("identifying", row.text(7) ?? row.text(9))
        body("tagging", row.text(10))
      }
      json.key("target")
      json.object {
        field("source", row.text(2) ?? "urn:dossier:article:\(row.integer(1))")
        json.key("selector")
        json.array {
          json.object {
            field("type", "TextPositionSelector")
            json.key("start")
            json.integer(start)
            json.key("end")
            json.integer(end)
          }
          json.object {
            field("type", "TextQuoteSelector")
            field("exact", row.text(4) ?? "")
            field("prefix", slice(text, start - 32, start))
            field("suffix", slice(text, end, end + 32))
          }
        }
      }
    }
  }

  private func body(_ purpose: String, _ value: String?) {
    guard let value else { return }
    json.object {
      field("type", "TextualBody")
      field("purpose", purpose)
      field("value", value)
    }
  }

  private func slice(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) -> String {
    let from = max(0, min(start, text.count))
    let range = from..<max(from, min(end, text.count))
    return String(String.UnicodeScalarView(text[range]))
  }

  private func field(_ name: String, _ value: String) {
    json.key(name)
    json.string(value)
  }
}
