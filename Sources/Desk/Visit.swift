import Storage
import Tables

/// One look at one address: asks the archive and hands what it says to the page.
struct Visit {
  let context: PageContext
  let archive: Archive
  /// What is known of names before any article is read.
  let names: NameKnowledge

  var address: Address { context.address }

  func answer() throws -> Answer {
    let path = address.path
    try checkParameters()
    switch (path.first, path.count) {
    case (nil, _): return try overview()
    case ("search", 1), ("kwic", 1): return try search()
    case ("articles", 2): return try article(path[1])
    case ("sources", 1): return try sources()
    case ("sources", 2): return try source(path[1])
    case ("relations", 3): return try relations(path[1], path[2])
    case ("matrix", 1): return try matrix()
    case ("families", 2): return try family(path[1])
    case ("sql", 1): return try sql()
    case ("codebook", 1): return try codebook()
    case ("dumps", 1): return try dumps()
    default:
      throw DeskError.notFound(
        what: "/" + path.joined(separator: "/"),
        near: Page.Section.allCases.map(\.address))
    }
  }

  /// A parameter that nothing asks for would be a filter that does not filter.
  private func checkParameters() throws {
    let known = Self.parameters(of: address.path.first).union(["format", "lang"])
    for parameter in address.parameters where !known.contains(parameter.name) {
      throw DeskError.unknownParameter(name: parameter.name, known: known.sorted())
    }
  }

  private static func parameters(of page: String?) -> Set<String> {
    switch page {
    case "search", "kwic": Asked.names.union(["tab", "page", "sort", "of", "group-by"])
    case "articles": ["words", "cite", "statement"]
    case "sources": ["page"]
    case "relations": Asked.names
    case "matrix": Asked.names.union(["axes", "measure"])
    case "sql": ["query"]
    case "dumps": ["page", "rows"]
    default: []
    }
  }

  // MARK: Answers

  /// True when the rows are wanted, not the page.
  private func form() throws -> TableForm? {
    guard let name = address["format"] else { return nil }
    guard let form = TableForm(rawValue: name), form != .table else {
      throw DeskError.badParameter(
        name: "format", value: name, expected: "csv, tsv, json, jsonl")
    }
    return form
  }

  private func show(_ page: Page) -> Answer {
    .page(status: 200, html: page.document(context).markup)
  }

  private func rows(_ name: String, _ form: TableForm, _ rows: Rows) -> Answer {
    .rows(name: name, form: form) { writer in try rows.write(to: writer) }
  }

  /// A table of texts.
  private func rows(
    _ name: String, _ form: TableForm, columns: [String], _ cells: [[String?]]
  ) -> Answer {
    .rows(name: name, form: form) { writer in
      try writer.header(columns)
      for row in cells {
        for cell in row { writer.text(cell) }
        try writer.endRow()
      }
      try writer.finish()
    }
  }

  private func whole(_ name: String, _ text: String) throws -> Int64 {
    guard let number = Int64(text) else {
      throw DeskError.notFound(what: "\(name) \(text)", near: [])
    }
    return number
  }

  // MARK: /

  private func overview() throws -> Answer {
    if let form = try form() {
      // As «dossier stats» writes it.
      return .rows(name: "overview", form: form) { writer in
        try archive.writeStats(to: writer)
      }
    }
    return show(
      OverviewPage(overview: try archive.overview(), hidesRows: try archive.hidesRows).page(context)
    )
  }

  // MARK: /articles/N

  private func article(_ text: String) throws -> Answer {
    let id = try whole(context[.article], text)
    var words = Question()
    words.words = address["words"]
    guard let file = try archive.file(ofArticle: id, words: words) else {
      let (_, first, last) = try archive.articleNumbers()
      throw DeskError.notFound(
        what: "\(context[.article]) \(id)",
        near: [first, last].filter { $0 > 0 }.map { articleAddress($0) })
    }
    if let form = address["cite"] { return try cite(file, form) }
    if let form = try form() {
      var question = Question()
      question.condition = "article_id = \(id)"
      question.order = .stored
      return rows("article-\(id)-statements", form, try archive.statements(question))
    }
    let (previous, next) = try archive.neighbours(ofArticle: id)
    return show(
      ArticlePage(article: file, words: address["words"], previous: previous, next: next)
        .page(context))
  }

  private func cite(_ file: ArticleFile, _ name: String) throws -> Answer {
    guard let form = Citation.Form(rawValue: name) else {
      throw DeskError.badParameter(
        name: "cite", value: name,
        expected: Citation.Form.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var statement: StatementHit?
    if let text = address["statement"] {
      statement = file.statements.first { "\($0.id)" == text }
      if statement == nil {
        throw DeskError.notFound(what: text, near: [articleAddress(file.id)])
      }
    }
    let citation = Citation(article: file, statement: statement, wording: context.wording)
    let (type, ending) =
      switch form {
      case .plain: ("text/plain; charset=utf-8", "txt")
      case .bibtex: ("application/x-bibtex; charset=utf-8", "bib")
      case .ris: ("application/x-research-info-systems; charset=utf-8", "ris")
      }
    return .file(
      type: type, text: citation.text(form),
      name: "article-\(file.id)" + (statement.map { "-\($0.id)" } ?? "") + "." + ending)
  }

  // MARK: /sources

  private func sources() throws -> Answer {
    if let form = try form() { return rows("sources", form, try archive.sources()) }
    let pager = try Pager(address, total: try archive.speakingSources())
    let list = try archive.sources()
    try list.skip(pager.offset)
    let columns = SourcesPage.columns.map { list.index(of: $0) }
    var cells: [[String]] = []
    while cells.count < Pager.size, try list.next() {
      cells.append(columns.map { $0.flatMap { list.text($0) } ?? "" })
    }
    return show(SourcesPage(sources: cells, pager: pager, address: address).page(context))
  }

  private func source(_ name: String) throws -> Answer {
    let matches = try archive.sources(named: name, names: names)
    guard let source = matches.first else {
      throw QuestionError.unknownSource(name: name, near: [])
    }
    if let form = try form() {
      return rows("source", form, try archive.related(to: source))
    }
    return show(
      SourcePage(file: try archive.file(of: source), others: Array(matches.dropFirst()))
        .page(context))
  }

  // MARK: /relations/S/O

  /// Most dots and rows on one page.
  private static let mostRelations = 500

  private func relations(_ subject: String, _ object: String) throws -> Answer {
    guard let first = try archive.sources(named: subject, names: names).first,
      let second = try archive.sources(named: object, names: names).first
    else { throw DeskError.notFound(what: "\(subject) → \(object)", near: []) }
    var asked = address
    asked.parameters += [
      Address.Parameter("subject", first.key), Address.Parameter("object", second.key),
    ]
    var question = try Asked(asked, names: names).question(in: archive, of: .relations)
    question.order = .oldest
    if let form = try form() { return rows("relations", form, try archive.relations(question)) }
    let command =
      "dossier relations"
      + (try Asked(asked, names: names).options(in: archive, of: .relations))
      + " --order oldest --limit 0"
    return show(
      RelationsPage(
        subject: first, object: second,
        hits: try archive.relationHits(question, offset: 0, limit: Self.mostRelations),
        total: try archive.count(question, of: .relations), address: address, command: command
      ).page(context))
  }

  // MARK: /matrix

  private func matrix() throws -> Answer {
    let axes = try choice("axes", Matrix.Axes.speakers)
    let measure = try choice("measure", Matrix.Measure.rows)
    let subject: Archive.Subject = axes == .speakers ? .statements : .relations
    // The form has a class when relations were shown before.
    let address = address.fitting(subject)
    let asked = Asked(address, names: names)
    let question = try asked.question(in: archive, of: subject)
    let dimensions: [Dimension] = axes == .speakers ? [.source, .outlet] : [.subject, .object]
    if let form = try form() {
      return counts(try archive.counts(question, of: subject, by: dimensions), form)
    }
    let command =
      "dossier counts \(subject.rawValue) --group-by "
      + dimensions.map(\.rawValue).joined(separator: ",")
      + (try asked.options(in: archive, of: subject))
    return show(
      MatrixPage(
        matrix: try archive.matrix(question, axes, measure), classes: try archive.relationClasses(),
        address: address, command: command
      ).page(context))
  }

  /// One of the values of a type, by the name of a parameter.
  func choice<Value: RawRepresentable & CaseIterable>(_ name: String, _ usual: Value) throws
    -> Value where Value.RawValue == String
  {
    guard let given = address[name] else { return usual }
    guard let value = Value(rawValue: given) else {
      throw DeskError.badParameter(
        name: name, value: given,
        expected: Value.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return value
  }

  /// Counts as rows, as «dossier counts» writes them.
  func counts(_ table: CountTable, _ form: TableForm) -> Answer {
    .rows(name: "counts", form: form) { writer in try table.write(to: writer) }
  }

  // MARK: /families/N

  private func family(_ text: String) throws -> Answer {
    let id = try whole(context[.family], text)
    let members = try archive.relatives(id)
    if members.isEmpty {
      throw DeskError.notFound(what: "\(context[.family]) \(id)", near: [])
    }
    if let form = try form() {
      var question = Question()
      question.condition = "family_id = \(id)"
      return rows("family-\(id)", form, try archive.statements(question))
    }
    return show(
      FamilyPage(
        family: id, members: members,
        statements: try members.map { try archive.statementHits(ofArticle: $0.id) }
      ).page(context))
  }

  // MARK: /sql, /codebook, /dumps

  private func sql() throws -> Answer {
    let text = address["query"] ?? ""
    if text.isEmpty {
      return show(SQLPage(text: text, address: address).page(context))
    }
    if let form = try form() { return rows("rows", form, try archive.sql(text)) }
    do {
      let found = try archive.sql(text)
      var answer = SQLPage.Answer(columns: found.columns, rows: [], isCut: false)
      var bytes = 0
      while try found.next() {
        if answer.rows.count == SQLPage.most || bytes > SQLPage.mostOfPage {
          answer.isCut = true
          break
        }
        let row = found.columns.indices.map { found.beginning($0, most: SQLPage.mostOfCell) }
        bytes += row.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
        answer.rows.append(row)
      }
      return show(SQLPage(text: text, answer: answer, address: address).page(context))
    } catch let error as QuestionError {
      let page = SQLPage(text: text, problem: context.wording.text(of: error), address: address)
        .page(context)
      return .page(status: 400, html: page.document(context).markup)
    }
  }

  private func codebook() throws -> Answer {
    let codebook = try archive.codebook()
    if let form = try form() {
      return rows(
        "codebook", form,
        columns: [
          "table", "kind", "column", "type", "may_be_empty", "meaning", "values", "references",
        ], CodebookPage.rows(codebook, language: context.wording.language))
    }
    return show(CodebookPage(codebook: codebook).page(context))
  }

  private func dumps() throws -> Answer {
    if let form = try form() {
      let table = address["rows"] == "rejects" ? "rejects" : "dumps"
      return rows(table, form, try archive.all(table, columns: nil, condition: nil, limit: nil))
    }
    let pager = try Pager(address, total: try archive.size(of: "dumps"))
    return show(
      DumpsPage(
        receipts: try archive.receipts(offset: pager.offset, limit: Pager.size), pager: pager,
        rejects: try archive.rejects(limit: 200), rejected: try archive.size(of: "rejects"),
        address: address
      ).page(context))
  }
}
