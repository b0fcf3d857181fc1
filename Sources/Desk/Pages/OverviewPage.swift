import Storage

/// What is in here, and can I trust it?
struct OverviewPage {
  var overview: Overview
  /// True when rows are hidden: they are counted here, so the lists behind the counts show them too.
  var hidesRows = false

  func page(_ context: PageContext) -> Page {
    Page(
      title: context[.overview], question: context[.overviewQuestion],
      content: HTML([receipt(context), totals(context), months(context), lists(context)]),
      command: "dossier stats", section: .overview)
  }

  /// Found = stored + duplicates + rejected, as a sum that can be checked.
  private func receipt(_ context: PageContext) -> HTML {
    let receipt = overview.receipt
    var parts: [(Phrase, Int, String)] = [
      (.found, receipt.found, "="), (.stored, receipt.stored, "+"),
      (.duplicates, receipt.duplicates, "+"), (.rejected, receipt.rejected, ""),
    ]
    if receipt.forgotten > 0 {
      parts[3].2 = "+"
      parts.append((.forgotten, receipt.forgotten, ""))
    }
    return el("section", .class("receipt"), .label(context[.dumps])) {
      el("p", .class("sum")) {
        for (phrase, count, sign) in parts {
          el("span", .class("part")) {
            el("b") { context.wording.figure(count) }
            " "
            el("span") { context.wording.noun(phrase, count) }
          }
          if !sign.isEmpty { el("span", .class("sign")) { " \(sign) " } }
        }
      }
      el("p", .class(receipt.addsUp ? "good" : "bad")) {
        context.wording.of(
          receipt.addsUp ? .addsUp : .doesNotAddUp, context.wording.figure(receipt.dumps))
        " "
        context.link(Address("dumps")) { context[.seeDumps] }
      }
      if let run = overview.lastRun {
        el("p", .class("quiet")) {
          context.wording.of(
            run.finishedAt == nil ? .runStopped : .lastRun,
            String((run.finishedAt ?? run.startedAt).prefix(16).map { $0 == "T" ? " " : $0 }),
            run.version, context.wording.figure(run.articles))
        }
      }
    }
  }

  private func totals(_ context: PageContext) -> HTML {
    let statements = overview.statements.reduce(0) { $0 + $1.count }
    let tiles: [(Phrase, Int, Address)] = [
      (.articles, overview.articles, articles),
      (.statements, statements, search("statements")),
      (.relations, overview.relations, search("relations")),
      (.speakers, overview.speakers, Address("sources")),
    ]
    return el("section", .class("tiles"), .label(context[.totals])) {
      for (phrase, count, address) in tiles {
        context.link(address, .class("tile")) {
          el("b") { context.wording.figure(count) }
          el("span") { context.wording.noun(phrase, count) }
        }
      }
      el("ul", .class("kinds")) {
        for kind in overview.statements {
          el("li") {
            context.link(
              search("statements").with("kind", kind.key)
            ) {
              kindBadge(kind.key ?? "", context)
              " "
              context.wording.figure(kind.count)
            }
          }
        }
        el("li") {
          context.link(search("relations").with("class", "accuse")) { context[.whoAccuses] }
        }
      }
    }
  }

  private func months(_ context: PageContext) -> HTML {
    el("section") {
      el("h2") { context[.articlesByMonth] }
      BarPlot(
        title: context[.articlesByMonth],
        bars: BarPlot.bars(ofMonths: overview.months, unknown: context[.undated]) {
          articles.with("from", $0).with("to", $0)
        }, columns: (context[.month], context[.articles])
      ).html(context)
    }
  }

  private func lists(_ context: PageContext) -> HTML {
    el("div", .class("columns")) {
      el("section") {
        el("h2") { context[.whoSpeaksMost] }
        valueList(overview.loudest, unknown: context[.nobodyNamed], context) { value in
          value.key.map { Address("sources", $0) }
        }
      }
      el("section") {
        el("h2") { context[.outlets] }
        valueList(overview.outlets, unknown: context[.noOutlet], context) { value in
          value.key.map { articles.with("outlet", $0) }
            ?? articles.with("where", "outlet IS NULL")
        }
      }
      el("section") {
        el("h2") { context[.languages] }
        valueList(overview.languages, unknown: context[.unknown], context) { value in
          value.key.map { articles.with("language", $0) }
        }
        if overview.families > 0 {
          el("p", .class("quiet")) {
            context.link(Address("sql").with("query", Self.families)) {
              context.wording.of(.familiesFound, context.wording.figure(overview.families))
            }
          }
        }
      }
    }
  }

  /// The stories that several outlets print, those with most versions first.
  private static let families = """
    SELECT family_id, count(*) AS versions, min(published) AS first, min(title) AS title
    FROM articles WHERE family_id IS NOT NULL
    GROUP BY family_id HAVING versions > 1 ORDER BY versions DESC, first
    """

  /// All rows of a kind: what is counted here includes what lists leave out as unsure.
  static func search(_ tab: String) -> Address {
    Address("search").with("tab", tab).with("min-confidence", "0")
  }

  private func search(_ tab: String) -> Address {
    Self.search(tab).with("hidden", hidesRows ? "1" : nil)
  }

  private var articles: Address { Address("search").with("hidden", hidesRows ? "1" : nil) }
}
