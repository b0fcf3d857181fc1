import Storage

// Pieces that several pages share.

/// A text in which what was looked for is between `HitMark`s, marked.
func marked(_ text: String) -> HTML {
  var html = HTML()
  var piece = ""
  var isHit = false
  func close() {
    if piece.isEmpty { return }
    html += isHit ? el("mark") { piece } : HTML(piece)
    piece = ""
  }
  for scalar in text.unicodeScalars {
    if scalar == HitMark.opening || scalar == HitMark.closing {
      close()
      isHit = scalar == HitMark.opening
    } else {
      piece.unicodeScalars.append(scalar == "\n" ? " " : scalar)
    }
  }
  close()
  return html
}

/// A date with what it means to machines: `2023-02-08`.
func date(_ published: String?) -> HTML {
  guard let published else { return HTML() }
  return el("time", .of("datetime", published)) { String(published.prefix(10)) }
}

/// The kind of a statement, as a word with its mark.
func kindBadge(_ kind: String, _ context: PageContext) -> HTML {
  el("span", .class("kind " + kind)) { context.wording.name(kind) }
}

/// Who says it: the source, else the printed words, else that nobody is named.
func speaker(_ hit: StatementHit, _ context: PageContext) -> HTML {
  if let key = hit.sourceKey, let source = hit.source {
    return context.link(Address("sources", key), .class("who")) { source }
  }
  return el("span", .class("who")) { hit.speaker ?? context[.nobodyNamed] }
}

/// A table of cells with a header; columns with numbers only are set to the right.
func dataTable(
  _ columns: [String], _ rows: [[HTML]], numeric: Set<Int> = [], caption: String
) -> HTML {
  el("div", .class("scroll"), .of("role", "region"), .of("tabindex", "0"), .label(caption)) {
    el("table") {
      el("caption", .class("unseen")) { caption }
      el("thead") {
        el("tr") {
          for (i, column) in columns.enumerated() {
            if column.isEmpty {
              el("td")
            } else {
              el("th", .of("scope", "col"), .class(numeric.contains(i) ? "number" : nil)) { column }
            }
          }
        }
      }
      el("tbody") {
        for row in rows {
          el("tr", .of("data-row", "")) {
            for (i, cell) in row.enumerated() {
              el("td", .class(numeric.contains(i) ? "number" : nil)) { cell }
            }
          }
        }
      }
    }
  }
}

/// A list of values with their counts and bars, each a link to what it counts.
func valueList(
  _ values: [Facet.Value], unknown: String, _ context: PageContext,
  address: (Facet.Value) -> Address?
) -> HTML {
  let most = max(1, values.map(\.count).max() ?? 1)
  return el("ol", .class("values")) {
    for value in values {
      let label = HTML(value.label ?? unknown)
      el("li") {
        if let address = address(value) { context.link(address) { label } } else { label }
        el("span", .class("count")) { context.wording.figure(value.count) }
        el(
          "progress", .of("max", "\(most)"), .of("value", "\(value.count)"),
          .of("aria-hidden", "true"))
      }
    }
  }
}

/// Where the pages of a long list are.
struct Pager {
  /// Rows on one page.
  static let size = 50

  /// The page, from 1.
  let number: Int
  let total: Int

  /// - Throws: `DeskError.badParameter` when the page is no number, or is after the last one.
  init(_ address: Address, total: Int) throws {
    let given = address["page"] ?? "1"
    let last = max(1, (total + Self.size - 1) / Self.size)
    guard let number = Int(given), (1...last).contains(number) else {
      throw DeskError.badParameter(name: "page", value: given, expected: "1 … \(last)")
    }
    self.number = number
    self.total = total
  }

  var offset: Int { (number - 1) * Self.size }

  func previous(_ address: Address) -> Address? {
    number > 1 ? address.with("page", number == 2 ? nil : "\(number - 1)") : nil
  }

  func next(_ address: Address) -> Address? {
    number * Self.size < total ? address.with("page", "\(number + 1)") : nil
  }

  /// «51–100 of 1,234», and the ways on.
  func html(_ context: PageContext) -> HTML {
    let first = total == 0 ? 0 : offset + 1
    let last = min(total, offset + Self.size)
    return el("nav", .class("pages"), .label(context[.pages])) {
      if let previous = previous(context.address) {
        context.link(previous, .of("rel", "prev")) { context[.previousPage] }
      }
      el("span") {
        context.wording.of(
          .rangeOf, context.wording.figure(first), context.wording.figure(last),
          context.wording.figure(total))
      }
      if let next = next(context.address) {
        context.link(next, .of("rel", "next")) { context[.nextPage] }
      }
    }
  }
}
