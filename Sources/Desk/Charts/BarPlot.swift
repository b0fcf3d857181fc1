import Storage

/// Counts over time, as a picture with its table under it.
struct BarPlot {
  /// One bar.
  struct Bar {
    /// What stands under it: `2023-02`.
    var label: String
    var count: Int
    /// The list that the count counts.
    var address: Address?
  }

  var title: String
  var bars: [Bar]
  /// The name of the first column of the table, and of the second.
  var columns: (String, String)
  /// True when the table stays folded under the picture.
  var isFolded = true

  private static let height = 72
  private static let width = 720
  /// More bars than this are drawn a year each.
  private static let mostMonths = 180

  /// The bars of months without gaps; too many months become years.
  static func bars(
    ofMonths months: [Facet.Value], unknown: String, address: (String?) -> Address?
  ) -> [Bar] {
    let known = months.filter { ($0.label?.count ?? 0) == 7 }
    let rest = months.filter { ($0.label?.count ?? 0) != 7 }
    let years = Set(months.compactMap { $0.label?.prefix(4) })
    if years.count * 12 > mostMonths {
      var counts: [String: Int] = [:]
      for month in months where month.label != nil {
        counts[String((month.label ?? "").prefix(4)), default: 0] += month.count
      }
      let bars = run(from: counts.keys.min() ?? "", to: counts.keys.max() ?? "").map { year in
        Bar(label: year, count: counts[year] ?? 0, address: address(year))
      }
      return bars
        + rest.filter { $0.label == nil }.map { Bar(label: unknown, count: $0.count, address: nil) }
    }
    let counts = Dictionary(known.map { ($0.label ?? "", $0.count) }, uniquingKeysWith: +)
    let bars = run(from: known.first?.label ?? "", to: known.last?.label ?? "").map { month in
      Bar(label: month, count: counts[month] ?? 0, address: address(month))
    }
    return rest.filter { $0.label != nil }.map { Bar(label: $0.label ?? "", count: $0.count) }
      + bars
      + rest.filter { $0.label == nil }.map { Bar(label: unknown, count: $0.count) }
  }

  /// All months, or all years, from one to another.
  private static func run(from first: String, to last: String) -> [String] {
    guard !first.isEmpty, first <= last else { return [] }
    let parts = first.split(separator: "-").compactMap { Int($0) }
    guard var year = parts.first else { return [] }
    var all = [first]
    var month = parts.count > 1 ? parts[1] : 0
    while let current = all.last, current < last, all.count < 2_000 {
      if month == 0 {
        year += 1
        all.append("\(year)")
      } else {
        (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        all.append("\(year)-" + (month < 10 ? "0\(month)" : "\(month)"))
      }
    }
    return all
  }

  func html(_ context: PageContext) -> HTML {
    guard bars.contains(where: { $0.count > 0 }) else { return HTML() }
    return el("figure", .class("plot")) {
      picture(context)
      el("details", .flag("open", !isFolded)) {
        el("summary") { context[.asTable] }
        table(context)
      }
    }
  }

  private func picture(_ context: PageContext) -> HTML {
    let most = max(1, bars.map(\.count).max() ?? 1)
    let step = Double(Self.width) / Double(max(bars.count, 24))
    let body = bars.enumerated().map { i, bar in
      self.bar(bar, at: Double(i) * step, step, most, context)
    }
    let peak = bars.max { $0.count < $1.count }
    let summary = context.wording.of(
      .plotSummary, bars.first?.label ?? "", bars.last?.label ?? "",
      context.wording.figure(peak?.count ?? 0), peak?.label ?? "")
    return el(
      "svg", .of("viewBox", "0 0 \(Self.width) \(Self.height + 34)"), .of("role", "group"),
      .of("aria-label", title)
    ) {
      el("title") { title }
      el("desc") { summary }
      el(
        "line", .class("axis"), .of("x1", "0"), .of("y1", "\(Self.height + 12)"),
        .of("x2", "\(Self.width)"), .of("y2", "\(Self.height + 12)"))
      body
      labels(step)
    }
  }

  private func bar(
    _ bar: Bar, at x: Double, _ step: Double, _ most: Int, _ context: PageContext
  ) -> HTML {
    let height =
      bar.count == 0 ? 0 : max(1.5, Double(Self.height) * Double(bar.count) / Double(most))
    let name = "\(bar.label): \(context.wording.figure(bar.count))"
    let shape = HTML([
      el(
        "rect", .class("hold"), .of("x", Self.short(x)), .of("y", "0"),
        .of("width", Self.short(step)), .of("height", "\(Self.height + 12)")),
      el(
        "rect", .class("bar"), .of("x", Self.short(x + step * 0.12)),
        .of("y", Self.short(Double(Self.height) + 12 - height)),
        .of("width", Self.short(step * 0.76)), .of("height", Self.short(height))),
    ])
    guard bar.count > 0, let place = bar.address.flatMap({ context.place($0) }) else {
      return el("g") {
        el("title") { name }
        shape
      }
    }
    return el("a", .href(place), .label(name)) {
      el("title") { name }
      shape
    }
  }

  /// As many labels as there is room for.
  private func labels(_ step: Double) -> HTML {
    let every = max(1, Int((64 / step).rounded(.up)))
    return HTML(
      bars.enumerated().filter { $0.offset % every == 0 }.map { i, bar in
        el(
          "text", .class("tick"), .of("x", Self.short(Double(i) * step + step * 0.12)),
          .of("y", "\(Self.height + 28)")
        ) { bar.label }
      })
  }

  private func table(_ context: PageContext) -> HTML {
    el("table", .class("small")) {
      el("caption", .class("unseen")) { title }
      el("thead") {
        el("tr") {
          el("th", .of("scope", "col")) { columns.0 }
          el("th", .of("scope", "col"), .class("number")) { columns.1 }
        }
      }
      el("tbody") {
        for bar in bars where bar.count > 0 {
          el("tr") {
            el("th", .of("scope", "row")) {
              if let address = bar.address {
                context.link(address) { bar.label }
              } else {
                bar.label
              }
            }
            el("td", .class("number")) { context.wording.figure(bar.count) }
          }
        }
      }
    }
  }

  /// A coordinate with one decimal.
  static func short(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
