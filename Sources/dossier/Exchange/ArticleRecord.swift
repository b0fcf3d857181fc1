import Press
import Storage
import Tables

/// One article for bibliographies and for the statistics of words.
struct ArticleRecord {
  /// The columns of `article_details` that it is made from.
  static let columns = [
    "id", "title", "outlet", "published", "authors", "section", "language", "url", "body",
  ]

  var id: Int64
  var title: String?
  var outlet: String?
  var published: String?
  var authors: [String]
  var section: String?
  var language: String?
  var url: String?
  var body: String

  /// The article at which the rows stand.
  init(_ rows: Rows) {
    id = rows.integer(0)
    title = rows.text(1)
    outlet = rows.text(2)
    published = rows.text(3)
    authors = (rows.text(4) ?? "").split(separator: "\n").map(String.init)
    section = rows.text(5)
    language = rows.text(6)
    url = rows.text(7)
    body = rows.text(8) ?? ""
  }

  /// Year, month and day, as far as they are known.
  private var date: [String] {
    (published ?? "").prefix(10).split(separator: "-").map(String.init)
  }

  // MARK: Statistics of words

  /// A text of IRaMuTeQ and Alceste: a line of variables, then the words.
  ///
  /// - Source: http://www.iramuteq.org/documentation.
  var iramuteq: String {
    var variables = ["*id_\(id)"]
    func add(_ name: String, _ value: String?) {
      let key = Self.variable(value ?? "")
      if !key.isEmpty { variables.append("*\(name)_\(key)") }
    }
    add("outlet", outlet)
    add("section", section)
    add("language", language)
    add("year", date.first)
    if date.count > 1 { add("month", date[0] + date[1]) }
    if date.count > 2 { add("day", date.joined()) }
    let text = [title ?? "", body].filter { !$0.isEmpty }.joined(separator: "\n")
    return "**** " + variables.joined(separator: " ") + "\n"
      + text.replacing("*", with: " ") + "\n\n"
  }

  /// A value of a variable: small letters without accents, digits.
  private static func variable(_ text: String) -> String {
    String(
      NameKey.name(text).unicodeScalars.filter {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
      }.map(Character.init))
  }

  /// The columns of a database for CorTexT Manager.
  static let cortextColumns = [
    "id", "title", "text", "outlet", "authors", "section", "language", "url", "ISIpubdate", "date",
  ]

  /// One row of such a database; several values have *** between them.
  ///
  /// - Source: https://docs.cortext.net/data-parsing/.
  func writeCortext(_ writer: any RowWriter) throws {
    writer.integer(id)
    writer.text(title)
    writer.text(body)
    writer.text(outlet)
    writer.text(authors.isEmpty ? nil : authors.joined(separator: "***"))
    writer.text(section)
    writer.text(language)
    writer.text(url)
    writer.text(date.first)
    writer.text(date.isEmpty ? nil : date.joined(separator: "-"))
    try writer.endRow()
  }

  // MARK: Bibliographies

  /// An entry of BibTeX, in UTF-8.
  var bibtex: String {
    var fields: [(String, String?)] = [
      ("title", title), ("author", authors.isEmpty ? nil : authors.joined(separator: " and ")),
      ("journal", outlet), ("date", date.isEmpty ? nil : date.joined(separator: "-")),
      ("year", date.first), ("language", language), ("keywords", section),
    ]
    fields = fields.map { ($0, $1.map(Self.escaped)) }
    fields.append(("url", url?.filter { !"{}\\".contains($0) }))
    let lines = fields.compactMap { name, value in value.map { "  \(name) = {\($0)}" } }
    return "@article{dossier-\(id),\n" + lines.joined(separator: ",\n") + "\n}\n\n"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for c in DisplayWidth.oneLine(text) {
      switch c {
      case "\\": result += "\\textbackslash{}"
      case "{", "}", "%", "&", "$", "#", "_": result += "\\\(c)"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      default: result.append(c)
      }
    }
    return result
  }

  /// A reference of RIS.
  var ris: String {
    var lines = ["TY  - NEWS", "ID  - dossier-\(id)"]
    func add(_ tag: String, _ value: String?) {
      if let value, !value.isEmpty { lines.append("\(tag)  - \(DisplayWidth.oneLine(value))") }
    }
    add("TI", title)
    for author in authors { add("AU", author) }
    add("T2", outlet)
    add("PY", date.first)
    if !date.isEmpty {
      add("DA", (date + ["", "", ""]).prefix(3).joined(separator: "/") + "/")
    }
    add("LA", language)
    add("SE", section)
    add("UR", url)
    return (lines + ["ER  - ", "", ""]).joined(separator: "\r\n")
  }

  /// An item of CSL-JSON.
  func writeCSL(_ json: JSONText) {
    json.object {
      for (key, value) in [
        ("id", "dossier-\(id)"), ("type", "article-newspaper"), ("title", title),
        ("container-title", outlet), ("section", section), ("language", language), ("URL", url),
      ] {
        guard let value else { continue }
        json.key(key)
        json.string(value)
      }
      if !authors.isEmpty {
        json.key("author")
        json.array {
          for author in authors {
            json.object {
              json.key("literal")
              json.string(author)
            }
          }
        }
      }
      if !date.isEmpty {
        json.key("issued")
        json.object {
          json.key("date-parts")
          json.array { json.array { for part in date { json.integer(Int(part)) } } }
        }
      }
    }
  }
}
