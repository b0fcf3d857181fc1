import Storage

/// Who quotes whom?
struct MatrixPage {
  var matrix: Matrix
  var classes: [RelationClassCount]
  var address: Address
  var command: String

  private var isOfSpeakers: Bool { matrix.axes == .speakers }

  func page(_ context: PageContext) -> Page {
    Page(
      title: context[.matrix],
      question: context[isOfSpeakers ? .matrixQuestion : .relationMatrixQuestion],
      content: HTML([
        choices(context),
        matrix.rows.isEmpty
          ? el("p", .class("none")) { context[.nothingFound] } : table(context),
        el("p", .class("quiet")) {
          context.wording.of(
            .matrixShows, context.wording.figure(matrix.rows.count),
            context.wording.figure(matrix.allRows), context.wording.figure(matrix.columns.count),
            context.wording.figure(matrix.allColumns))
        },
      ]), command: command, section: .matrix)
  }

  private func choices(_ context: PageContext) -> HTML {
    guard context.isServed else { return HTML() }
    return el(
      "form", .class("ask inline"), .action(context.place(Address("matrix"))),
      .label(context[.filters])
    ) {
      select(
        "axes", .show,
        [("speakers", context[.sourcesByOutlets]), ("relations", context[.subjectsByObjects])],
        context)
      if !isOfSpeakers {
        select(
          "class", .relationClass,
          classes.filter { $0.count > 0 }.map {
            ($0.key, context.wording.label(french: $0.labelFrench, english: $0.labelEnglish))
          }, any: context[.any], context)
      }
      select(
        "measure", .countIn,
        [
          ("rows", context[isOfSpeakers ? .statements : .relations]),
          ("stories", context[.stories]),
        ],
        context)
      for (name, phrase) in [("from", Phrase.from), ("to", .to)] {
        el("p") {
          el("label", .of("for", "m-" + name)) { context[phrase] }
          el(
            "input", .id("m-" + name), .of("name", name), .of("value", address[name]),
            .of("placeholder", "2023-01"), .of("size", "10"))
        }
      }
      if context.keepsLanguage { hidden("lang", context.wording.language) }
      el("button") { context[.show] }
    }
  }

  private func select(
    _ name: String, _ phrase: Phrase, _ values: [(String, String)], any: String? = nil,
    _ context: PageContext
  ) -> HTML {
    el("p") {
      el("label", .of("for", "m-" + name)) { context[phrase] }
      el("select", .id("m-" + name), .of("name", name)) {
        if let any { el("option", .of("value", "")) { any } }
        for (value, label) in values {
          el("option", .of("value", value), .flag("selected", address[name] == value)) { label }
        }
      }
    }
  }

  private func table(_ context: PageContext) -> HTML {
    let most = max(1, matrix.cells.flatMap { $0 }.compactMap { $0?.count }.max() ?? 1)
    return el(
      "div", .class("scroll"), .of("role", "region"), .of("tabindex", "0"), .label(context[.matrix])
    ) {
      el("table", .class("matrix")) {
        el("caption", .class("unseen")) { context[.matrix] }
        el("thead") {
          el("tr") {
            el("td")
            for column in matrix.columns {
              el("th", .of("scope", "col")) { el("span") { column.label ?? context[.noOutlet] } }
            }
            el("th", .of("scope", "col"), .class("number")) { context[.total] }
          }
        }
        el("tbody") {
          for (row, cells) in zip(matrix.rows, matrix.cells) {
            el("tr", .of("data-row", "")) {
              el("th", .of("scope", "row")) {
                context.link(Address("sources", row.key ?? "")) { row.label ?? "" }
              }
              for (column, cell) in zip(matrix.columns, cells) {
                self.cell(cell, row, column, most, context)
              }
              el("td", .class("number")) { context.wording.figure(row.count) }
            }
          }
        }
      }
    }
  }

  private func cell(
    _ cell: Matrix.Cell?, _ row: Facet.Value, _ column: Facet.Value, _ most: Int,
    _ context: PageContext
  ) -> HTML {
    guard let cell else { return el("td", .class("cell")) { el("span", .class("zero")) { "·" } } }
    let share = Double(cell.part) / Double(max(1, cell.rows))
    let level = min(5, 1 + cell.count * 5 / (most + 1))
    let note = context.wording.of(
      isOfSpeakers ? .shareDirect : .shareDenied, context.wording.percent(share))
    let name =
      "\(row.label ?? ""), \(column.label ?? context[.noOutlet]): "
      + "\(context.wording.figure(cell.count)) (\(note))"
    return el("td", .class("cell l\(level)")) {
      context.link(list(row, column), .label(name), .title(note)) {
        context.wording.figure(cell.count)
      }
      el("small") { context.wording.percent(share) }
    }
  }

  /// The list that a cell counts.
  private func list(_ row: Facet.Value, _ column: Facet.Value) -> Address {
    var target: Address
    if isOfSpeakers {
      target = Address("search").with("tab", "statements").with("by", row.key)
      if let outlet = column.key {
        target = target.with("outlet", outlet)
      } else {
        target = target.with("where", "outlet IS NULL")
      }
    } else {
      target = Address("relations", row.key ?? "", column.key ?? "").with("class", address["class"])
    }
    for name in ["from", "to", "language"] where address[name] != nil {
      target = target.with(name, address[name])
    }
    return target
  }
}
