import Storage

/// Who says what here, and why do you think so?
struct ArticlePage {
  var article: ArticleFile
  /// The number of the statement that was asked for.
  var words: String?
  var previous: Int64?
  var next: Int64?

  func page(_ context: PageContext) -> Page {
    var page = Page(
      title: title(context),
      content: HTML([
        head(context),
        el("div", .class("reading")) {
          el("article", .class("text"), .of("lang", article.language)) { text(context) }
          margin(context)
        },
        relations(context), cite(context),
      ]), command: "dossier show \(article.id) --explain")
    page.previous = previous.map { articleAddress($0) }
    page.next = next.map { articleAddress($0) }
    return page
  }

  private func title(_ context: PageContext) -> String {
    if let title = article.title { return title }
    let opening = Archive.firstLine(String(article.body.prefix(2_000)))
    return opening.isEmpty ? context.wording.of(.untitled, "\(article.id)") : opening
  }

  // MARK: Where it comes from

  private func head(_ context: PageContext) -> HTML {
    el("div", .class("provenance")) {
      el("p", .class("facts")) {
        date(article.published)
        if let outlet = article.outlet {
          context.link(Address("search").with("outlet", outlet)) { outlet }
        }
        if let section = article.section { el("span") { section } }
        if let authors = article.authors {
          el("span") { authors.split(separator: "\n").joined(separator: ", ") }
        }
        if let language = article.language { el("span") { language } }
        if let url = OutsideAddress(article.url) {
          el("a", .href(url), .of("rel", "noreferrer noopener external")) { context[.original] }
        }
      }
      el("p", .class("facts quiet")) {
        el("span") {
          context.wording.of(
            .recordOf, article.path + (article.entry.map { ", \($0)" } ?? ""), "\(article.record)")
        }
        if let family = article.family {
          context.link(Address("families", "\(family)")) {
            context.wording.of(.inFamily, context.wording.figure(article.relatives.count))
          }
        }
      }
      if !article.places.isEmpty {
        el("p", .class("hits-here"), .id("hits-here")) {
          context.link(
            articleAddress(article.id, words: words, fragment: "h\(article.places[0].lowerBound)")
          ) { context.wording.of(.nHits, context.wording.figure(article.places.count)) }
        }
      }
      if article.misplaced > 0 {
        el("p", .class("problem"), .of("role", "status")) {
          context.wording.of(.misplaced, context.wording.figure(article.misplaced))
        }
      }
      legend(context)
    }
  }

  private func legend(_ context: PageContext) -> HTML {
    el("ul", .class("legend"), .label(context[.legend])) {
      for kind in ["direct", "indirect", "mixed"] {
        el("li") { el("span", .class("piece " + kind)) { context.wording.name(kind) } }
      }
      el("li") { el("span", .class("piece trigger")) { context[.relations] } }
      if !article.places.isEmpty { el("li") { el("mark") { context[.searchedWords] } } }
    }
  }

  // MARK: The text

  /// What the passages of the text are, in the order of their numbers.
  private enum Marked {
    case statement(Int)
    case relation(Int)
    case hit(Int)
  }

  private func text(_ context: PageContext) -> HTML {
    var all: [Marked] = []
    var passages: [Marks.Passage] = []
    func add(_ marked: Marked, _ range: Range<Int>) {
      passages.append(Marks.Passage(range: range, id: all.count))
      all.append(marked)
    }
    for (i, statement) in article.statements.enumerated() { add(.statement(i), statement.span) }
    for (i, relation) in article.relations.enumerated() { add(.relation(i), relation.trigger) }
    for (i, place) in article.places.enumerated() { add(.hit(i), place) }
    let scalars = Array(article.body.unicodeScalars)
    var html = HTML()
    for piece in Marks.pieces(of: scalars.count, passages) {
      html += self.piece(
        piece, all, String(String.UnicodeScalarView(scalars[piece.range])), context)
    }
    return html
  }

  private func piece(
    _ piece: Marks.Piece, _ all: [Marked], _ text: String, _ context: PageContext
  ) -> HTML {
    var html = HTML()
    for id in piece.beginning { html += anchor(all[id], context) }
    if piece.passages.isEmpty { return html + HTML(text) }
    var classes: [String] = ["piece"]
    var statements: [String] = []
    var relations: [String] = []
    var isHit = false
    for id in piece.passages {
      switch all[id] {
      case .statement(let i):
        classes.append(article.statements[i].kind)
        statements.append("\(article.statements[i].id)")
      case .relation(let i):
        classes.append("trigger")
        relations.append("\(article.relations[i].id)")
      case .hit: isHit = true
      }
    }
    return html
      + el(
        isHit ? "mark" : "span",
        .class(statements.isEmpty && relations.isEmpty ? nil : unique(classes)),
        .of("data-s", statements.isEmpty ? nil : statements.joined(separator: " ")),
        .of("data-r", relations.isEmpty ? nil : relations.joined(separator: " "))
      ) { text }
  }

  private func unique(_ classes: [String]) -> String {
    var seen: [String] = []
    for name in classes where !seen.contains(name) { seen.append(name) }
    return seen.joined(separator: " ")
  }

  /// The place to which a deep link goes, and the number that leads to the margin.
  private func anchor(_ marked: Marked, _ context: PageContext) -> HTML {
    switch marked {
    case .statement(let i):
      let statement = article.statements[i]
      let who = statement.source ?? statement.speaker ?? context[.nobodyNamed]
      return el(
        "a", .id("s\(statement.id)"), .class("ref " + statement.kind),
        .href(Place(text: "#c\(statement.id)")), .label("\(i + 1). \(who)")
      ) { "\(i + 1)" }
    case .relation(let i):
      return el("span", .id("r\(article.relations[i].id)"), .class("anchor"))
    case .hit(let i):
      return el("span", .id("h\(article.places[i].lowerBound)"), .class("anchor hit"))
    }
  }

  // MARK: Beside and below the text

  private func margin(_ context: PageContext) -> HTML {
    el("aside", .class("margin"), .label(context[.statements])) {
      el("h2") {
        context.wording.of(.nStatements, context.wording.figure(article.statements.count))
      }
      el("ol") {
        for statement in article.statements {
          el(
            "li", .id("c\(statement.id)"), .class("card " + statement.kind), .of("data-row", ""),
            .of("data-statement", "\(statement.id)")
          ) {
            el("p", .class("speaks")) {
              speaker(statement, context)
              kindBadge(statement.kind, context)
            }
            el("p", .class("content")) {
              el("a", .href(Place(text: "#s\(statement.id)"))) { statement.content }
            }
            facts(of: statement, context)
          }
        }
      }
    }
  }

  private func facts(of statement: StatementHit, _ context: PageContext) -> HTML {
    el("dl", .class("why")) {
      if let printed = statement.speaker, printed != statement.source {
        el("dt") { context[.asPrinted] }
        el("dd") { printed }
      }
      if let cue = statement.cue {
        el("dt") { context[.cue] }
        el("dd") {
          cue
          if let cueClass = statement.cueClass { " (\(context.wording.name(cueClass)))" }
          if statement.isNegated { " · " + context[.notSaid] }
        }
      }
      if let saidOn = statement.saidOn {
        el("dt") { context[.date] }
        el("dd") { saidOn }
      }
      el("dt") { context[.rule] }
      el("dd") {
        el("code") { statement.rule }
        " · "
        context.wording.of(.measuredPrecision, context.wording.percent(statement.confidence))
      }
    }
  }

  private func relations(_ context: PageContext) -> HTML {
    if article.relations.isEmpty { return HTML() }
    return el("section", .class("relations"), .id("relations")) {
      el("h2") { context.wording.of(.nRelations, context.wording.figure(article.relations.count)) }
      el("ol", .class("hits")) {
        for hit in article.relations {
          el("li", .of("data-row", ""), .class("tie")) {
            el("p", .class("speaks")) { relation(hit, context) }
            el("blockquote") {
              el("a", .href(Place(text: "#r\(hit.id)")), .class("title")) { hit.sentence }
            }
            el("p", .class("facts")) {
              el("code") { hit.rule }
              context.wording.of(.measuredPrecision, context.wording.percent(hit.confidence))
            }
          }
        }
      }
    }
  }

  private func cite(_ context: PageContext) -> HTML {
    el("section", .class("cite"), .id("cite")) {
      el("details") {
        el("summary") { context[.cite] }
        citations(of: nil, context)
        for (i, statement) in article.statements.enumerated() {
          el("details") {
            el("summary") { "\(i + 1). " + String(statement.content.prefix(90)) }
            citations(of: statement, context)
          }
        }
      }
    }
  }

  private func citations(of statement: StatementHit?, _ context: PageContext) -> HTML {
    let citation = Citation(article: article, statement: statement, wording: context.wording)
    return el("div", .class("citations")) {
      el("p") { citation.text(.plain) }
      for (form, name) in [(Citation.Form.bibtex, "BibTeX"), (.ris, "RIS")] {
        el("details") {
          el("summary") { name }
          el("pre", .of("tabindex", "0")) { citation.text(form) }
          if context.isServed {
            context.link(Self.citation(article.id, statement?.id, form), .class("get")) {
              context.wording.of(.download, name)
            }
          }
        }
      }
    }
  }

  /// Where a citation is to be had as a file.
  static func citation(_ article: Int64, _ statement: Int64?, _ form: Citation.Form) -> Address {
    Address("articles", "\(article)").with("cite", form.rawValue)
      .with("statement", statement.map { "\($0)" })
  }
}
