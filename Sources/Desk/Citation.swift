import Storage

/// How a passage is cited: as text, in BibTeX, and in RIS.
struct Citation {
  var article: ArticleFile
  /// The statement that is cited; nil for the article.
  var statement: StatementHit?
  let wording: Wording

  /// The forms in which it can be had.
  enum Form: String, CaseIterable { case plain, bibtex, ris }

  func text(_ form: Form) -> String {
    switch form {
    case .plain: plain
    case .bibtex: bibtex
    case .ris: ris
    }
  }

  /// Who says it and what: in quotation marks only what is quoted word for word; what the article reports
  /// in its own words comes with the verb that it uses, and is marked.
  private func saying(_ statement: StatementHit) -> String {
    let who = statement.source ?? statement.speaker
    let content = line(statement.content)
    if statement.kind == "direct" { return (who.map { "\($0): " } ?? "") + wording.quoted(content) }
    let cue = statement.cue.map { " (\(line($0)))" } ?? ""
    let mark = wording.of(statement.kind == "mixed" ? .partlyReported : .reported)
    return (who.map { "\($0)\(cue): " } ?? "") + "\(content) [\(mark)]"
  }

  private func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The words with where they stand, so that anybody finds them again.
  private var place: String {
    let file = article.path + (article.entry.map { ", \($0)" } ?? "")
    var place = wording.of(.recordOf, file, "\(article.record)")
    if let statement {
      place +=
        ", "
        + wording.of(.charactersOf, "\(statement.span.lowerBound)", "\(statement.span.upperBound)")
    }
    return place
  }

  private var plain: String {
    var parts: [String] = []
    if let statement { parts.append(saying(statement)) }
    if let authors = article.authors { parts.append(authors.replacing("\n", with: ", ")) }
    if let title = article.title { parts.append(wording.quoted(line(title))) }
    if let outlet = article.outlet { parts.append(outlet) }
    if let published = article.published { parts.append(String(published.prefix(10))) }
    if let url = OutsideAddress(article.url) { parts.append(url.text) }
    return parts.joined(separator: ", ") + " (" + place + ")."
  }

  private var bibtex: String {
    var fields: [(String, String)] = []
    if let title = article.title { fields.append(("title", "{" + tex(line(title)) + "}")) }
    if let authors = article.authors {
      fields.append(
        (
          "author",
          authors.split(separator: "\n").map { tex(String($0)) }.joined(separator: " and ")
        ))
    }
    if let outlet = article.outlet { fields.append(("journal", tex(outlet))) }
    if let published = article.published {
      fields.append(("year", String(published.prefix(4))))
      fields.append(("date", String(published.prefix(10))))
    }
    if let language = article.language { fields.append(("langid", language)) }
    if let url = OutsideAddress(article.url) { fields.append(("url", url.text)) }
    var note = tex(place)
    if let statement { note += "; " + tex(saying(statement)) }
    fields.append(("note", note))
    let body = fields.map { "  \($0) = {\($1)}" }.joined(separator: ",\n")
    return "@article{dossier-\(article.id)" + (statement.map { "-\($0.id)" } ?? "")
      + ",\n\(body)\n}\n"
  }

  private func tex(_ text: String) -> String {
    var result = ""
    for character in line(text) {
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      default: result.append(character)
      }
    }
    return result
  }

  private var ris: String {
    var lines = [("TY", "NEWS")]
    if let title = article.title { lines.append(("TI", line(title))) }
    for author in (article.authors ?? "").split(separator: "\n") {
      lines.append(("AU", line(String(author))))
    }
    if let outlet = article.outlet { lines.append(("T2", line(outlet))) }
    if let published = article.published {
      lines.append(("PY", String(published.prefix(4))))
      let parts = published.prefix(10).split(separator: "-").map(String.init)
      lines.append(
        (
          "DA",
          (parts + Array(repeating: "", count: 4 - min(4, parts.count))).joined(separator: "/")
        ))
    }
    if let language = article.language { lines.append(("LA", language)) }
    if let url = OutsideAddress(article.url) { lines.append(("UR", url.text)) }
    if let statement { lines.append(("N1", saying(statement))) }
    lines.append(("N1", place))
    lines.append(("ID", "dossier-\(article.id)" + (statement.map { "-\($0.id)" } ?? "")))
    lines.append(("ER", ""))
    return lines.map { "\($0)  - \($1)" }.joined(separator: "\r\n") + "\r\n"
  }
}
