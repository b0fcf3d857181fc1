import Storage

/// Who is it, who speaks of it?
struct SourcePage {
  var file: SourceFile
  /// Other sources that answer to the same name.
  var others: [SourceMatch]

  private var key: String { file.source.key }

  func page(_ context: PageContext) -> Page {
    Page(
      title: file.source.name, question: context[.sourceQuestion],
      content: HTML([
        head(context), quick(context), months(context),
        el("div", .class("columns")) {
          offices(context)
          outlets(context)
        },
        ties(context),
      ]), command: "dossier sources " + Shell.quoted(key))
  }

  private func head(_ context: PageContext) -> HTML {
    el("div", .class("provenance")) {
      el("p", .class("facts")) {
        el("span") { context.wording.name(file.source.kind) }
        if let country = file.source.country { el("span") { country } }
        el("code") { key }
      }
      el("dl", .class("names")) {
        for kind in kindsOfNames {
          el("dt") { context.wording.name(kind) }
          el("dd") { file.names.filter { $0.kind == kind }.map(\.name).joined(separator: " · ") }
        }
      }
      if !others.isEmpty {
        el("p", .class("quiet")) {
          context[.mayAlsoBe] + " "
          for other in others.prefix(5) {
            context.link(Address("sources", other.key)) { other.name }
            " "
          }
        }
      }
    }
  }

  private var kindsOfNames: [String] {
    var kinds: [String] = []
    for name in file.names where !kinds.contains(name.kind) { kinds.append(name.kind) }
    return kinds
  }

  private func quick(_ context: PageContext) -> HTML {
    let relations = OverviewPage.search("relations")
    let accuses = file.ties.filter { $0.class == "accuse" && $0.isSubject }
    let accused = file.ties.filter { $0.class == "accuse" && !$0.isSubject }
    let tiles: [(Phrase, Int, Address)] = [
      (
        .saidBy, file.kinds.reduce(0) { $0 + $1.count },
        OverviewPage.search("statements").with("by", key)
      ),
      (
        .saidAbout, file.statementsAbout,
        OverviewPage.search("statements").with("about", key)
      ),
      (
        .accuses, accuses.reduce(0) { $0 + $1.affirmed + $1.denied },
        relations.with("class", "accuse").with("subject", key)
      ),
      (
        .isAccused, accused.reduce(0) { $0 + $1.affirmed + $1.denied },
        relations.with("class", "accuse").with("object", key)
      ),
    ]
    return el("section", .class("tiles"), .label(context[.totals])) {
      for (phrase, count, address) in tiles {
        context.link(address, .class("tile")) {
          el("b") { context.wording.figure(count) }
          el("span") { context[phrase] }
        }
      }
      el("p", .class("quiet")) {
        context.wording.of(.namedInArticles, context.wording.figure(file.articles))
        for kind in file.kinds {
          " · "
          context.link(
            OverviewPage.search("statements").with("by", key).with("kind", kind.key)
          ) { "\(context.wording.name(kind.key ?? "")) \(context.wording.figure(kind.count))" }
        }
      }
    }
  }

  private func months(_ context: PageContext) -> HTML {
    if file.months.isEmpty { return HTML() }
    return el("section") {
      el("h2") { context[.statementsByMonth] }
      BarPlot(
        title: context[.statementsByMonth],
        bars: BarPlot.bars(ofMonths: file.months, unknown: context[.undated]) {
          OverviewPage.search("statements").with("by", key).with("from", $0).with(
            "to", $0)
        }, columns: (context[.month], context[.statements])
      ).html(context)
    }
  }

  private func offices(_ context: PageContext) -> HTML {
    if file.offices.isEmpty { return HTML() }
    return el("section") {
      el("h2") { context[.offices] }
      el("ol", .class("values")) {
        for office in file.offices {
          el("li") {
            context.link(articleAddress(office.article)) { office.role }
            el("span", .class("count")) {
              context.wording.figure(office.mentions) + " · "
                + Self.span(office.first, office.last)
            }
          }
        }
      }
    }
  }

  private func outlets(_ context: PageContext) -> HTML {
    if file.outlets.isEmpty { return HTML() }
    return el("section") {
      el("h2") { context[.quotedIn] }
      valueList(file.outlets, unknown: context[.noOutlet], context) { value in
        value.key.map {
          OverviewPage.search("statements").with("by", key).with("outlet", $0)
        }
      }
    }
  }

  private func ties(_ context: PageContext) -> HTML {
    if file.ties.isEmpty { return HTML() }
    let rows: [[HTML]] = file.ties.map { tie in
      let (subject, object) = tie.isSubject ? (key, tie.otherKey) : (tie.otherKey, key)
      let label = context.wording.label(french: tie.labelFrench, english: tie.labelEnglish)
      return [
        tie.isSubject
          ? HTML(file.source.name)
          : context.link(Address("sources", tie.otherKey)) { tie.other },
        HTML(label),
        tie.isSubject
          ? context.link(Address("sources", tie.otherKey)) { tie.other }
          : HTML(file.source.name),
        context.link(
          Address("relations", subject, object).with("class", tie.class).with("min-confidence", "0")
        ) {
          context.wording.figure(tie.affirmed)
        },
        HTML(context.wording.figure(tie.denied)), HTML(Self.span(tie.first, tie.last)),
      ]
    }
    return el("section") {
      el("h2") { context[.relations] }
      dataTable(
        [
          context[.whoActs], context[.relationClass], context[.towardsWhom], context[.affirmed],
          context[.denied], context[.dates],
        ], rows, numeric: [3, 4], caption: context[.relations])
    }
  }

  private static func span(_ first: String?, _ last: String?) -> String {
    let (first, last) = (String((first ?? "").prefix(10)), String((last ?? "").prefix(10)))
    return first == last ? first : "\(first) – \(last)"
  }
}

/// Who speaks?
struct SourcesPage {
  /// The columns of the listing that are shown; the key is where a name leads.
  static let columns = [
    "key", "kind", "name", "country", "articles", "statements", "direct", "indirect", "mixed",
    "first_published", "last_published",
  ]

  /// The cells of `columns`, a row a source.
  var sources: [[String]]
  var pager: Pager
  var address: Address

  func page(_ context: PageContext) -> Page {
    let rows: [[HTML]] = sources.map { cells in
      [
        context.link(Address("sources", cells[0])) { cells[2] },
        HTML(context.wording.name(cells[1])), HTML(cells[3]),
      ]
        + cells[4...8].map { HTML(context.wording.figure(Int($0) ?? 0)) }
        + [HTML(String(cells[9].prefix(10))), HTML(String(cells[10].prefix(10)))]
    }
    var page = Page(
      title: context[.speakers].prefix(1).uppercased() + context[.speakers].dropFirst(),
      question: context[.sourcesQuestion],
      content: HTML([
        dataTable(
          [
            context[.name], context[.kind], context[.country], context[.articles],
            context[.statements], context[.direct], context[.indirect], context[.mixed],
            context[.first], context[.last],
          ], rows, numeric: [3, 4, 5, 6, 7], caption: context[.sources]), pager.html(context),
      ]), command: "dossier sources --limit 0", section: .overview)
    page.previous = pager.previous(address)
    page.next = pager.next(address)
    return page
  }
}
