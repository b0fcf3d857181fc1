import ArgumentParser
import Storage
import Tables

/// Shows one article with what was found in it.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show one article, its statements marked in the text, and its relations.",
    discussion: """
      Statements are coloured on a terminal (direct green, indirect blue, mixed yellow) and stand \
      between ⟦ and ⟧ elsewhere, with their number.

      EXAMPLES:
        dossier show 12
        dossier show 12 --explain          with the rules that found them
        dossier show 12 --format json
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The id of the article (column id of listings).")
  var id: Int64

  @Flag(
    help: "Name the rule that found each statement and relation, and the confidence of the row.")
  var explain = false

  @Option(name: .customLong("format"), help: "text or json.")
  var form = Form.text

  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if explain, form == .json {
      throw ValidationError("--explain is for text; JSON always has rule and confidence.")
    }
  }

  func run() throws {
    let archive = try archive.open()
    let article = try archive.article(id)
    guard try article.next() else { throw Failure(.nothing, "there is no article \(id)") }
    let statements = try archive.statements(ofArticle: id)
    let relations = try archive.relations(ofArticle: id)
    let output = Output()
    switch form {
    case .json: try writeJSON(article, statements, relations, output)
    case .text:
      let page = ArticleText(output, explains: explain)
      try page.write(article: article, statements: statements, relations: relations)
    }
    try output.flush()
  }

  private func writeJSON(
    _ article: Rows, _ statements: Rows, _ relations: Rows, _ output: Output
  ) throws {
    let json = JSONText(output)
    try json.object {
      json.key("article")
      article.writeObject(to: json)
      json.key("statements")
      try json.array { while try statements.next() { statements.writeObject(to: json) } }
      json.key("relations")
      try json.array { while try relations.next() { relations.writeObject(to: json) } }
    }
    json.newline()
  }
}
