import Storage

/// My own question.
struct SQLPage {
  /// The rows of an answer, as text.
  struct Answer {
    var columns: [String]
    var rows: [[String?]]
    /// True when there are more rows than are shown.
    var isCut: Bool
    var seconds: Double?
  }

  /// Most rows that are shown; a file has all.
  static let most = 500
  /// Most bytes of a cell that are shown; a file has all.
  static let mostOfCell = 20_000
  /// Most bytes of all cells that are shown.
  static let mostOfPage = 2_000_000

  var text: String
  var answer: Answer?
  /// Why there is no answer.
  var problem: String?
  var address: Address

  func page(_ context: PageContext) -> Page {
    var page = Page(
      title: "SQL", question: context[.sqlQuestion],
      content: HTML([form(context), result(context), ready(context)]),
      command: text.isEmpty ? nil : "dossier sql \(Shell.quoted(text))", section: .sql)
    page.hasRows = answer != nil
    return page
  }

  private func form(_ context: PageContext) -> HTML {
    guard context.isServed else { return HTML() }
    return el("form", .class("ask sql"), .action(context.place(Address("sql"))), .label("SQL")) {
      el("label", .of("for", "query")) { context[.sqlReadOnly] }
      el(
        "textarea", .id("query"), .of("name", "query"), .of("rows", "8"),
        .of("spellcheck", "false"),
        .of("autocapitalize", "off")
      ) { text }
      if context.keepsLanguage { hidden("lang", context.wording.language) }
      el("p") {
        el("button") { context[.run] }
        " "
        context.link(Address("codebook")) { context[.codebook] }
      }
    }
  }

  private func result(_ context: PageContext) -> HTML {
    if let problem {
      return el("p", .class("problem"), .of("role", "alert")) { problem }
    }
    guard let answer else { return HTML() }
    let isNumber = Set(
      answer.columns.indices.filter { column in
        answer.rows.contains { $0[column] != nil }
          && answer.rows.allSatisfy { $0[column].map { Double($0) != nil } ?? true }
      })
    return el("section", .id("result")) {
      el("p", .class("total"), .of("role", "status")) {
        el("b") { context.wording.figure(answer.rows.count) }
        " "
        context[answer.isCut ? .firstRows : .rows]
      }
      dataTable(
        answer.columns, answer.rows.map { row in zip(answer.columns, row).map(Self.cell(context)) },
        numeric: isNumber, caption: context[.answer])
    }
  }

  /// A cell; the number of an article, or of a family, leads to it.
  private static func cell(_ context: PageContext) -> (String, String?) -> HTML {
    { column, text in
      guard let text else { return el("span", .class("zero")) { "∅" } }
      if column == "article_id", let id = Int64(text) {
        return context.link(articleAddress(id)) { text }
      }
      if column == "family_id", Int64(text) != nil {
        return context.link(Address("families", text)) { text }
      }
      return HTML(text)
    }
  }

  private func ready(_ context: PageContext) -> HTML {
    el("section", .class("ready")) {
      el("h2") { context[.readyQuestions] }
      for question in ReadyQuestion.all {
        el("details") {
          el("summary") { question.title(context.wording.language) }
          el("pre", .of("tabindex", "0")) { question.sql }
          context.link(Address("sql").with("query", question.sql), .class("get")) { context[.run] }
        }
      }
    }
  }
}

/// A question that can be asked as it is: those of docs/QUESTIONS.md.
struct ReadyQuestion: Sendable {
  let titles: [String: String]
  let sql: String

  func title(_ language: String) -> String { titles[language] ?? titles["en"] ?? "" }

  /// In the order of their files. The first lines say what is asked: `-- en: Who accuses whom?`.
  static let all: [ReadyQuestion] = GatheredText.files
    .filter { $0.path.hasPrefix("Questions/") }.map { file in
      var titles: [String: String] = [:]
      var lines = "\(file.text)".split(separator: "\n", omittingEmptySubsequences: false)[...]
      while let line = lines.first, line.hasPrefix("-- "), line.dropFirst(5).hasPrefix(": ") {
        titles[String(line.dropFirst(3).prefix(2))] = String(line.dropFirst(7))
        lines = lines.dropFirst()
      }
      while lines.last?.isEmpty == true { lines = lines.dropLast() }
      return ReadyQuestion(titles: titles, sql: lines.joined(separator: "\n"))
    }
}

/// What does a column mean?
struct CodebookPage {
  var codebook: Codebook

  func page(_ context: PageContext) -> Page {
    let meanings = Meanings(context.wording.language)
    return Page(
      title: context[.codebook], question: context[.codebookQuestion],
      content: HTML([
        el("nav", .class("toc"), .label(context[.tables])) {
          for table in codebook.tables {
            el("a", .href(Place(text: "#t-" + table.name))) { table.name }
            " "
          }
        },
        HTML(codebook.tables.map { self.table($0, meanings, context) }),
      ]),
      command: "dossier sql \"SELECT name, sql FROM sqlite_schema\"", section: .codebook)
  }

  private func table(
    _ table: Codebook.Table, _ meanings: Meanings, _ context: PageContext
  ) -> HTML {
    let rows: [[HTML]] = table.columns.map { column in
      [
        el("code") { column.name },
        HTML(column.type.lowercased()),
        HTML(column.isOptional ? context[.mayBeEmpty] : ""),
        el("span") {
          meanings.of(column, in: table)
          if let target = column.references {
            " → "
            el("a", .href(Place(text: "#t-" + target))) { target }
          }
        },
        el("span") {
          for value in column.values {
            el("code") { value }
            " "
          }
        },
      ]
    }
    return el("section") {
      el("h2", .id("t-" + table.name)) {
        el("code") { table.name }
        el("small") { " " + context[table.isView ? .view : .table] }
      }
      el("p") { meanings.of(table) }
      dataTable(
        [
          context[.column], context[.type], context[.empty], context[.meaning],
          context[.valuesAllowed],
        ], rows, caption: table.name)
    }
  }

  /// The rows of the page: every column with its type, meaning and values.
  static func rows(_ codebook: Codebook, language: String) -> [[String]] {
    let meanings = Meanings(language)
    return codebook.tables.flatMap { table in
      table.columns.map { column in
        [
          table.name, table.isView ? "view" : "table", column.name, column.type,
          column.isOptional ? "1" : "0",
          meanings.of(column, in: table),
          column.values.joined(separator: " "), column.references ?? "",
        ]
      }
    }
  }
}

/// What tables and columns mean: in English as in the codebook, in other languages from the table beside
/// the pages (`table.column`, `column` in any table, or `table.` for the table).
struct Meanings {
  private let texts: [String: String]

  init(_ language: String) { texts = Self.all[language] ?? [:] }

  func of(_ table: Codebook.Table) -> String { texts[table.name + "."] ?? table.meaning }

  func of(_ column: Codebook.Column, in table: Codebook.Table) -> String {
    texts[table.name + "." + column.name] ?? texts[column.name] ?? column.meaning
  }

  private static let all: [String: [String: String]] = {
    var all: [String: [String: String]] = [:]
    for file in GatheredText.files where file.path == "Codebook/columns.tsv" {
      let lines = "\(file.text)".split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
      for cells in lines.dropFirst() {
        for (language, meaning) in zip(lines[0].dropFirst(), cells.dropFirst()) {
          all[language, default: [:]][cells[0]] = meaning
        }
      }
    }
    return all
  }()
}

/// What was lost?
struct DumpsPage {
  var receipts: [DumpReceipt]
  var pager: Pager
  var rejects: [RejectRow]
  var rejected: Int
  var address: Address

  func page(_ context: PageContext) -> Page {
    var page = Page(
      title: context[.dumps], question: context[.dumpsQuestion],
      content: HTML([
        dataTable(
          [
            context[.file], context[.format], context[.found], context[.stored],
            context[.duplicates], context[.rejected], context[.state],
          ], receipts.map { row($0, context) }, numeric: [2, 3, 4, 5], caption: context[.dumps]),
        pager.html(context), lost(context),
      ]), command: "dossier export dumps", section: .dumps)
    page.previous = pager.previous(address)
    page.next = pager.next(address)
    return page
  }

  private func row(_ receipt: DumpReceipt, _ context: PageContext) -> [HTML] {
    let state: Phrase =
      receipt.finishedAt == nil ? .stillOpen : receipt.counts.addsUp ? .complete : .incomplete
    return [
      HTML(receipt.path + (receipt.entry.map { ", \($0)" } ?? "")),
      HTML(receipt.format + (receipt.charset.map { " · \($0)" } ?? "")),
    ]
      + [
        receipt.counts.found, receipt.counts.stored, receipt.counts.duplicates,
        receipt.counts.rejected,
      ].map { HTML(context.wording.figure($0)) }
      + [el("span", .class(state == .complete ? "good" : "bad")) { context[state] }]
  }

  private func lost(_ context: PageContext) -> HTML {
    el("section") {
      el("h2") { context.wording.of(.nRejects, context.wording.figure(rejected)) }
      if rejected == 0 { el("p") { context[.nothingLost] } }
      if !rejects.isEmpty {
        dataTable(
          [context[.file], context[.record], context[.line], context[.reason], context[.excerpt]],
          rejects.map { reject in
            [
              HTML(reject.path + (reject.entry.map { ", \($0)" } ?? "")),
              HTML(context.wording.figure(reject.record)),
              HTML(reject.line.map { context.wording.figure($0) } ?? ""), HTML(reject.reason),
              el("code") { reject.excerpt },
            ]
          }, numeric: [1, 2], caption: context[.rejected])
        if rejects.count < rejected {
          el("p", .class("quiet")) {
            context.wording.of(
              .rangeOf, "1", context.wording.figure(rejects.count), context.wording.figure(rejected)
            )
          }
        }
        context.link(Address("dumps").with("rows", "rejects").with("format", "csv"), .class("get"))
        {
          context[.rejectsAsCSV]
        }
      }
    }
  }
}

/// A page that says what is wrong, and what to do.
struct TroublePage {
  var title: String
  var text: String
  var near: [Address]

  func page(_ context: PageContext) -> Page {
    var page = Page(
      title: title,
      content: HTML([
        el("p", .class("problem"), .of("role", "alert")) { text },
        near.isEmpty
          ? HTML()
          : HTML([
            el("p") { context[.didYouMean] },
            el("ul") {
              for address in near {
                el("li") { context.link(address) { Self.name(address) } }
              }
            },
          ]),
        el("p") { context.link(Address()) { context[.backToOverview] } },
      ]))
    page.hasRows = false
    return page
  }

  /// What an address leads to, in short: its last value or part.
  private static func name(_ address: Address) -> String {
    address.parameters.last { $0.name != "lang" }?.value ?? address.path.last ?? "/"
  }
}
