import Storage
import Tables

extension Visit {
  // MARK: /search

  func search() throws -> Answer {
    let tab: SearchPage.Tab =
      address.path == ["kwic"] ? .concordance : try choice("tab", SearchPage.Tab.articles)
    let asked = Asked(address, names: names)
    if let name = address["format"] { return try rows(of: tab, asked, name) }
    switch tab {
    case .articles, .statements, .relations: return try list(tab, asked)
    case .concordance: return try concordance(asked)
    case .counts: return try counts(asked)
    }
  }

  private func show(_ page: SearchPage) -> Answer {
    .page(status: 200, html: page.page(context).document(context).markup)
  }

  /// Articles, statements or relations, a page of them.
  private func list(_ tab: SearchPage.Tab, _ asked: Asked) throws -> Answer {
    let subject = tab.subject
    let question = try asked.question(in: archive, of: subject)
    let (total, facets) = try archive.facets(question, of: subject)
    let pager = try Pager(address, total: total)
    let (offset, limit) = (pager.offset, Pager.size)
    let list =
      switch subject {
      case .articles:
        articleList(
          try archive.articleHits(question, offset: offset, limit: limit), words: asked.words,
          context)
      case .statements:
        statementList(
          try archive.statementHits(question, offset: offset, limit: limit), words: asked.words,
          context)
      case .relations:
        relationList(
          try archive.relationHits(question, offset: offset, limit: limit), words: asked.words,
          context)
      }
    return show(
      SearchPage(
        asked: asked, tab: tab, total: total, facets: facets, months: months(facets),
        classes: subject == .relations ? try archive.relationClasses() : [],
        list: HTML([try notes(asked, question, subject, found: total), list]),
        pager: pager, command: try command(asked, tab)))
  }

  /// What was not taken as it was typed, whom names mean, and what is left out.
  private func notes(
    _ asked: Asked, _ question: Question, _ subject: Archive.Subject, found: Int
  ) throws -> HTML {
    var lines = try archive.notes(on: question, of: subject).map {
      HTML(context.wording.text(of: $0))
    }
    if found == 0 {
      let absent = try archive.absentWords(of: question, subject.listing)
      if !absent.isEmpty {
        lines.append(HTML(context.wording.of(.noteAbsent, absent.joined(separator: ", "))))
      }
    }
    lines += try asked.joined(in: archive).flatMap(joined)
    if question.from != nil || question.to != nil {
      let (undated, cut) = try archive.leftOut(of: question.dates)
      for (phrase, count) in [(Phrase.undatedNotInRange, undated), (.datesCutByRange, cut)]
      where count > 0 {
        lines.append(HTML(context.wording.of(phrase, context.wording.figure(count))))
      }
    }
    return HTML(
      lines.map { line in el("p", .class("quiet")) { line } } + [try unsure(question, subject)])
  }

  /// Whom a name means and whom it leaves out, each with a link that takes this one only.
  private func joined(_ joined: Joined) -> [HTML] {
    func line(_ phrase: Phrase, _ sources: [SourceMatch]) -> HTML? {
      if sources.isEmpty { return nil }
      return HTML([
        HTML(context.wording.of(phrase, joined.name) + " "),
        HTML(
          sources.prefix(8).enumerated().flatMap { i, source in
            [
              HTML(i == 0 ? "" : ", "),
              context.link(
                address.with("page", nil).removing(joined.parameter, joined.name)
                  .adding(joined.parameter, source.key)
              ) { source.name },
            ]
          }), HTML(sources.count > 8 ? ", …" : ""),
      ])
    }
    return [
      line(.nameMeans, joined.matches.count > 1 ? joined.matches : []),
      line(.nameLeavesOut, joined.others),
    ].compactMap { $0 }
  }

  /// How many rows are left out as unsure, with a link that shows them; nothing when none are.
  private func unsure(_ question: Question, _ subject: Archive.Subject) throws -> HTML {
    guard question.confidence == .usual else { return HTML() }
    let count = try archive.countBelow(subject.listing, question)
    if count == 0 { return HTML() }
    return el("p", .class("quiet")) {
      context.wording.of(.unsureLeftOut, context.wording.figure(count))
      " "
      context.link(address.with("page", nil).with("min-confidence", "0")) { context[.showAll] }
    }
  }

  private func months(_ facets: [Facet]) -> [Facet.Value] {
    facets.first { $0.name == .month }?.values ?? []
  }

  // MARK: Concordance

  /// How many articles are read for one page; a file reads all.
  static let mostArticles = 2_000
  private static let width = 60

  private func concordance(_ asked: Asked) throws -> Answer {
    let question = try asked.question(in: archive, of: .articles)
    let order = try choice("sort", Concordance.Order.date)
    let ofArticles = try archive.ofArticles(question)
    let (total, facets) = try archive.facets(ofArticles, of: .articles)
    var list = HTML()
    var pager: Pager?
    if question.words == nil {
      list = el("p", .class("none")) { context[.concordanceNeedsWords] }
    } else {
      let found = try archive.concordance(
        question, width: Self.width, order: order, most: Self.mostArticles)
      let pages = try Pager(address, total: found.found)
      pager = pages
      list = HTML([
        sorting(order), try notes(asked, ofArticles, .articles, found: found.found),
        note(on: found),
        concordanceTable(
          found.lines[pages.offset..<min(found.lines.count, pages.offset + Pager.size)],
          words: asked.words, context),
      ])
    }
    return show(
      SearchPage(
        asked: asked, tab: .concordance, total: total, facets: facets, months: months(facets),
        classes: [], list: list, pager: pager, command: try command(asked, .concordance)))
  }

  private func note(on found: Concordance) -> HTML {
    el("p", .class("quiet")) {
      context.wording.of(.nHits, context.wording.figure(found.found))
      if !found.isWhole {
        " · "
        context.wording.of(
          .newestRead, context.wording.figure(found.read), context.wording.figure(found.articles))
      }
    }
  }

  private func sorting(_ order: Concordance.Order) -> HTML {
    el("p", .class("order")) {
      el("span") { context[.order] }
      for other in Concordance.Order.allCases {
        " "
        context.link(
          address.with("page", nil).with("sort", other == .date ? nil : other.rawValue),
          .of("aria-current", other == order ? "true" : nil)
        ) { context.wording.name("sort-" + other.rawValue) }
      }
    }
  }

  // MARK: Counts

  /// What is counted, and by what.
  private func counting() throws -> (Archive.Subject, [Dimension]) {
    let subject = try choice("of", Archive.Subject.articles)
    let known = Dimension.all(of: subject)
    let names = (address["group-by"] ?? "month").split(separator: ",").map(String.init)
    let dimensions = names.compactMap { Dimension(rawValue: $0) }
    guard dimensions.count == names.count, (1...2).contains(names.count),
      dimensions.allSatisfy({ known.contains($0) }), Set(dimensions).count == names.count
    else {
      throw DeskError.badParameter(
        name: "group-by", value: address["group-by"] ?? "",
        expected: known.map(\.rawValue).joined(separator: ", "))
    }
    return (subject, dimensions)
  }

  private func counts(_ asked: Asked) throws -> Answer {
    let (subject, dimensions) = try counting()
    let question = try asked.question(in: archive, of: subject)
    let table = try archive.counts(question, of: subject, by: dimensions)
    let months =
      dimensions == [.month]
      ? table.rows.map { Facet.Value(key: $0.keys[0], label: $0.values[0], count: $0.count) } : []
    return show(
      SearchPage(
        asked: asked, tab: .counts, counted: subject, total: table.total, facets: [],
        months: months,
        classes: subject == .relations ? try archive.relationClasses() : [],
        list: HTML([
          countForm(subject, dimensions),
          try notes(asked, question, subject, found: table.total),
          countTable(table, address, context),
        ]),
        pager: nil, command: try command(asked, .counts)))
  }

  /// Which dimensions can be chosen, as links.
  private func countForm(_ subject: Archive.Subject, _ chosen: [Dimension]) -> HTML {
    el("div", .class("choices")) {
      el("p", .class("order")) {
        el("span") { context[.countIn] }
        for other in Archive.Subject.allCases {
          " "
          context.link(
            address.with("of", other == .articles ? nil : other.rawValue).with("group-by", nil)
              .fitting(other),
            .of("aria-current", other == subject ? "true" : nil)
          ) { context.wording.name(other.rawValue) }
        }
      }
      for place in 0..<2 {
        el("p", .class("order")) {
          el("span") { context[place == 0 ? .by : .andBy] }
          if place == 1 {
            " "
            context.link(
              address.with("group-by", chosen[0].rawValue),
              .of("aria-current", chosen.count == 1 ? "true" : nil)
            ) { "—" }
          }
          for dimension in Dimension.all(of: subject) where place == 0 || dimension != chosen[0] {
            let wanted =
              place == 0
              ? [dimension] + chosen.dropFirst().filter { $0 != dimension }
              : [chosen[0], dimension]
            " "
            context.link(
              address.with("group-by", wanted.map(\.rawValue).joined(separator: ",")),
              .of(
                "aria-current",
                chosen.count > place && chosen[place] == dimension ? "true" : nil)
            ) { context.wording.name(dimension.rawValue) }
          }
        }
      }
    }
  }

  // MARK: All rows

  /// The columns of articles when no words were asked for, as `export` can give them too.
  private static let columnsWithoutWords = ["id", "published", "outlet", "language", "title"]

  private func rows(of tab: SearchPage.Tab, _ asked: Asked, _ name: String) throws -> Answer {
    guard let form = TableForm(rawValue: name), form != .table else {
      throw DeskError.badParameter(name: "format", value: name, expected: "csv, tsv, json, jsonl")
    }
    switch tab {
    case .articles:
      let rows = try archive.articles(
        asked.question(in: archive, of: .articles),
        columns: asked.words == nil ? Self.columnsWithoutWords : nil)
      return .rows(name: "articles", form: form) { try rows.write(to: $0) }
    case .statements:
      let rows = try archive.statements(asked.question(in: archive, of: .statements))
      return .rows(name: "statements", form: form) { try rows.write(to: $0) }
    case .relations:
      let rows = try archive.relations(asked.question(in: archive, of: .relations))
      return .rows(name: "relations", form: form) { try rows.write(to: $0) }
    case .concordance:
      let found = try archive.concordance(
        asked.question(in: archive, of: .articles), width: Self.width,
        order: try choice("sort", Concordance.Order.date))
      return .rows(name: "concordance", form: form) {
        try Concordance.write(found.lines[...], to: $0)
      }
    case .counts:
      let (subject, dimensions) = try counting()
      return counts(
        try archive.counts(
          asked.question(in: archive, of: subject), of: subject, by: dimensions), form)
    }
  }

  // MARK: The same on a terminal

  private func command(_ asked: Asked, _ tab: SearchPage.Tab) throws -> String {
    let words = asked.words
    var head: String
    var subject = tab.subject
    switch tab {
    case .articles: head = words == nil ? "export articles" : "search"
    case .statements: head = "statements"
    case .relations: head = "relations"
    case .concordance: head = "kwic"
    case .counts:
      let dimensions: [Dimension]
      (subject, dimensions) = try counting()
      head = "counts \(subject.rawValue)"
      if dimensions != [.month] {
        head += " --group-by " + dimensions.map(\.rawValue).joined(separator: ",")
      }
    }
    if tab == .concordance {
      head += " --width \(Self.width)"
      let order = try choice("sort", Concordance.Order.date)
      if order != .date { head += " --sort " + order.rawValue }
    }
    let isExport = head == "export articles"
    let options = try asked.options(in: archive, of: subject, isExport: isExport)
    var all = tab == .counts ? "" : " --limit 0"
    if isExport {
      all = " --columns " + Self.columnsWithoutWords.joined(separator: ",")
      // An export keeps the order of the import otherwise.
      if address["order"] == nil { all += " --order newest" }
    }
    guard let words else { return "dossier " + head + options + all }
    // A word that begins with a minus sign would be taken for an option.
    return words.hasPrefix("-")
      ? "dossier " + head + options + all + " -- " + Shell.quoted(words)
      : "dossier " + head + " " + Shell.quoted(words) + options + all
  }
}
