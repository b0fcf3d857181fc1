import Storage

// What the tabs of a search list.

/// Articles with a piece of their text.
func articleList(_ hits: [ArticleHit], words: String?, _ context: PageContext) -> HTML {
  el("ol", .class("hits")) {
    for hit in hits {
      el("li", .of("data-row", "")) {
        el("h2") {
          context.link(articleAddress(hit.id, words: words), .class("title")) {
            hit.title
              ?? (hit.opening.isEmpty ? context.wording.of(.untitled, "\(hit.id)") : hit.opening)
          }
        }
        el("p", .class("facts")) {
          date(hit.published)
          if let outlet = hit.outlet { el("span") { outlet } }
          if let language = hit.language { el("span") { language } }
          el("span") {
            context.wording.of(.nStatements, context.wording.figure(hit.statements))
          }
        }
        el("p", .class("snippet"), .of("lang", hit.language)) { marked(hit.snippet) }
      }
    }
  }
}

/// Where an article is; the words that led to it stay marked there.
func articleAddress(_ id: Int64, words: String? = nil, fragment: String? = nil) -> Address {
  var address = Address("articles", "\(id)", fragment: fragment)
  if let words { address.parameters = [Address.Parameter("words", words)] }
  return address
}

/// Statements with who says them.
func statementList(_ hits: [StatementHit], words: String?, _ context: PageContext) -> HTML {
  el("ol", .class("hits")) {
    for hit in hits {
      el("li", .of("data-row", ""), .class("said " + hit.kind)) {
        el("p", .class("speaks")) {
          speaker(hit, context)
          if let cue = hit.cue { el("span", .class("cue")) { cue } }
          if hit.isNegated { el("span", .class("denied")) { context[.notSaid] } }
          kindBadge(hit.kind, context)
        }
        el("blockquote") {
          context.link(
            articleAddress(hit.article, words: words, fragment: "s\(hit.id)"), .class("title")
          ) {
            hit.content
          }
        }
        place(hit.published, hit.outlet, hit.title)
      }
    }
  }
}

/// Relations with the sentence that proves each.
func relationList(_ hits: [RelationHit], words: String?, _ context: PageContext) -> HTML {
  el("ol", .class("hits")) {
    for hit in hits {
      el("li", .of("data-row", ""), .class("tie")) {
        el("p", .class("speaks")) { relation(hit, context) }
        el("blockquote") {
          context.link(
            articleAddress(hit.article, words: words, fragment: "r\(hit.id)"), .class("title")
          ) {
            hit.sentence
          }
        }
        place(hit.published, hit.outlet, hit.title)
      }
    }
  }
}

/// «Ukraine accuses Iran · denied · says Hrytsenko».
func relation(_ hit: RelationHit, _ context: PageContext) -> HTML {
  HTML([
    context.link(Address("sources", hit.subjectKey), .class("who")) { hit.subject },
    el("span", .class("class")) {
      " "
      context.link(Address("relations", hit.subjectKey, hit.objectKey)) {
        context.wording.label(french: hit.labelFrench, english: hit.labelEnglish)
      }
      " "
    },
    context.link(Address("sources", hit.objectKey), .class("who")) { hit.object },
    hit.isDenied ? el("span", .class("denied")) { context[.denied] } : HTML(),
    hit.modality == "actual"
      ? HTML() : el("span", .class("modality")) { context.wording.name(hit.modality) },
    hit.isFormer ? el("span", .class("modality")) { context[.former] } : HTML(),
    el("span", .class("voice")) {
      if let key = hit.assertedByKey, let asserter = hit.assertedBy {
        context[.accordingTo] + " "
        context.link(Address("sources", key)) { asserter }
      } else {
        context[.articlesOwnVoice]
      }
    },
  ])
}

private func place(_ published: String?, _ outlet: String?, _ title: String?) -> HTML {
  el("p", .class("facts")) {
    date(published)
    if let outlet { el("span") { outlet } }
    if let title { el("cite") { title } }
  }
}

/// Places in texts, the words in the middle.
func concordanceTable(
  _ lines: ArraySlice<Concordance.Line>, words: String?, _ context: PageContext
) -> HTML {
  el(
    "div", .class("scroll"), .of("role", "region"), .of("tabindex", "0"),
    .label(context[.concordance])
  ) {
    el("table", .class("kwic")) {
      el("caption", .class("unseen")) { context[.concordance] }
      el("thead") {
        el("tr") {
          for phrase in [Phrase.date, .left, .pivot, .right, .saidBy, .outlet] {
            el("th", .of("scope", "col")) { context[phrase] }
          }
        }
      }
      el("tbody") {
        for line in lines {
          el("tr", .of("data-row", "")) {
            el("td", .class("day")) { date(line.published) }
            el("td", .class("left")) { el("span") { el("bdi") { line.left } } }
            el("td", .class("pivot")) {
              context.link(
                articleAddress(
                  line.article, words: words, fragment: "h\(line.span.lowerBound)")
              ) { line.pivot }
            }
            el("td", .class("right")) { el("span") { line.right } }
            el("td", .class("said-by")) {
              if line.statement != nil {
                if let key = line.source {
                  context.link(Address("sources", key), .class("who")) { line.speaker ?? "?" }
                } else {
                  el("span", .class("who")) { line.speaker ?? context[.nobodyNamed] }
                }
              }
            }
            el("td", .class("outlet")) { line.outlet ?? "" }
          }
        }
      }
    }
  }
}

/// Counts by one or two dimensions, each with the list that it counts.
func countTable(_ table: CountTable, _ address: Address, _ context: PageContext) -> HTML {
  let names = table.dimensions.map { context.wording.name($0.rawValue) }
  let most = max(1, table.rows.map(\.count).max() ?? 1)
  let rows: [[HTML]] = table.rows.prefix(1_000).map { row in
    let target = list(of: row, table, address)
    var cells = zip(table.dimensions, row.values).map { dimension, value in
      // Only what the archive names itself has other words.
      let isNamed = [.kind, .sourceKind, .modality].contains(dimension)
      return HTML(
        value.map { isNamed ? context.wording.name($0) : $0 }
          ?? context[dimension == .outlet ? .noOutlet : .unknown])
    }
    cells.append(
      target.flatMap { row.count > 0 ? $0 : nil }.map { target in
        context.link(target) { context.wording.figure(row.count) }
      } ?? HTML(context.wording.figure(row.count)))
    cells.append(HTML(context.wording.figure(row.articles)))
    cells.append(HTML(context.wording.figure(row.perThousand)))
    cells.append(
      el(
        "progress", .of("max", "\(most)"), .of("value", "\(row.count)"), .of("aria-hidden", "true"))
    )
    return cells
  }
  let count = names.count
  return dataTable(
    names + [context[.count], context[.articlesInAll], context[.perThousand], ""], rows,
    numeric: [count, count + 1, count + 2], caption: context[.counts])
}

/// The list that a row counts; nil where no filters say just that.
private func list(of row: CountTable.Row, _ table: CountTable, _ address: Address) -> Address? {
  var target = address.with("tab", table.subject == .articles ? nil : table.subject.rawValue)
    .with("group-by", nil).with("of", nil).with("page", nil)
  for (dimension, key) in zip(table.dimensions, row.keys) {
    guard let key else { return nil }
    switch dimension {
    case .day, .month, .year:
      // A date that is only a year is no month of it.
      let length = dimension == .year ? 4 : dimension == .month ? 7 : 10
      guard key.count == length else { return nil }
      target = target.with("from", key).with("to", key)
    case .outlet: target = target.with("outlet", key)
    case .language: target = target.with("language", key)
    case .source: target = target.with("by", key)
    case .kind: target = target.with("kind", key)
    case .class: target = target.with("class", key)
    case .subject: target = target.with("subject", key)
    case .object: target = target.with("object", key)
    case .assertedBy: target = target.with("asserted-by", key)
    default: return nil
    }
  }
  // Two conditions on one parameter would lose the first.
  return table.dimensions.count { $0.isPeriod } > 1 ? nil : target
}
