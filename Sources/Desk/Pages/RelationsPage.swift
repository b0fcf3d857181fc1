import Storage

/// What is claimed between two, and who denies it?
struct RelationsPage {
  var subject: SourceMatch
  var object: SourceMatch
  var hits: [RelationHit]
  /// How many there are; more than `hits` when those are only the first.
  var total: Int
  var address: Address
  /// The question as options of the tool.
  var command: String

  func page(_ context: PageContext) -> Page {
    Page(
      title: "\(subject.name) → \(object.name)", question: context[.relationsQuestion],
      content: HTML([
        head(context),
        hits.isEmpty
          ? el("p", .class("none")) { context[.nothingFound] }
          : LanePlot(hits: hits, title: "\(subject.name) → \(object.name)").html(context),
        total > hits.count
          ? el("p", .class("quiet")) {
            context.wording.of(
              .rangeOf, "1", context.wording.figure(hits.count), context.wording.figure(total))
          } : HTML(),
        relationList(hits, words: nil, context),
      ]), command: command)
  }

  private func head(_ context: PageContext) -> HTML {
    var classes: [(String, RelationHit)] = []
    for hit in hits where !classes.contains(where: { $0.0 == hit.class }) {
      classes.append((hit.class, hit))
    }
    return el("p", .class("facts")) {
      context.link(Address("sources", subject.key)) { subject.name }
      context.link(Address("sources", object.key)) { object.name }
      context.link(Address("relations", object.key, subject.key)) {
        context.wording.of(.otherWayRound, "\(object.name) → \(subject.name)")
      }
      if address["class"] != nil {
        context.link(Address("relations", subject.key, object.key)) { context[.allClasses] }
      } else if classes.count > 1 {
        for (name, hit) in classes {
          context.link(Address("relations", subject.key, object.key).with("class", name)) {
            context.wording.label(french: hit.labelFrench, english: hit.labelEnglish)
          }
        }
      }
    }
  }
}

/// Relations on lanes by date: affirmed, denied, possible or wanted. A dot is a passage, its colour
/// who asserts it; what the article says in its own voice is a square.
struct LanePlot {
  var hits: [RelationHit]
  var title: String

  private static let width = 720.0
  private static let left = 96.0
  private static let lane = 64.0
  private static let colours = 7

  private enum Lane: Int, CaseIterable { case affirmed, denied, unreal }

  private static func lane(of hit: RelationHit) -> Lane {
    if hit.isDenied { return .denied }
    return hit.modality == "actual" ? .affirmed : .unreal
  }

  /// Who asserts something here, the most frequent first; nil is the article.
  private var asserters: [(key: String?, name: String?, count: Int)] {
    var all: [(key: String?, name: String?, count: Int)] = []
    for hit in hits {
      if let i = all.firstIndex(where: { $0.key == hit.assertedByKey }) {
        all[i].count += 1
      } else {
        all.append((hit.assertedByKey, hit.assertedBy, 1))
      }
    }
    return all.sorted { ($1.count, $0.name ?? "") < ($0.count, $1.name ?? "") }
  }

  /// The class that colours an asserter.
  private static func colour(_ key: String?, _ asserters: [String]) -> String {
    guard let key else { return "own" }
    let place = asserters.firstIndex(of: key) ?? colours
    return place < colours ? "v\(place)" : "vx"
  }

  func html(_ context: PageContext) -> HTML {
    let dated = hits.filter { $0.published != nil }
    let asserters = self.asserters
    let keys = asserters.compactMap(\.key)
    return el("figure", .class("plot lanes")) {
      if !dated.isEmpty { picture(dated, keys, context) }
      el("figcaption") {
        el("ul", .class("legend")) {
          for asserter in asserters {
            el("li") {
              el("svg", .class("swatch"), .of("viewBox", "0 0 12 12"), .of("aria-hidden", "true")) {
                Self.shape(6, 6, Self.colour(asserter.key, keys))
              }
              if let key = asserter.key {
                context.link(Address("sources", key)) { asserter.name ?? key }
              } else {
                context[.articlesOwnVoice]
              }
              el("span", .class("count")) { context.wording.figure(asserter.count) }
            }
          }
        }
        if dated.count < hits.count {
          context.wording.of(.undatedLeftOut, context.wording.figure(hits.count - dated.count))
        }
      }
    }
  }

  private func picture(_ hits: [RelationHit], _ keys: [String], _ context: PageContext) -> HTML {
    let days = hits.map { Self.day($0.published ?? "") }
    let first = days.min() ?? 0
    let span = max(1, (days.max() ?? 0) - first)
    var stacks: [String: Int] = [:]
    let dots = zip(hits, days).map { hit, day -> HTML in
      let lane = Self.lane(of: hit)
      let x = Self.left + 8 + (Self.width - Self.left - 24) * Double(day - first) / Double(span)
      // Dots of about the same day are stacked, as far as the lane has room.
      let bin = "\(lane.rawValue) \(Int(x / 9))"
      let level = stacks[bin, default: 0]
      stacks[bin] = level + 1
      let bottom = Double(lane.rawValue + 1) * Self.lane - 10
      return dot(
        hit, x, bottom - Double(level % 6) * 9, Self.colour(hit.assertedByKey, keys), context)
    }
    let height = Self.lane * 3 + 22
    return el(
      "svg", .of("viewBox", "0 0 \(Int(Self.width)) \(Int(height))"), .of("role", "group"),
      .of("aria-label", title)
    ) {
      el("title") { title }
      el("desc") {
        context.wording.of(
          .lanesSummary, context.wording.figure(count(.affirmed)),
          context.wording.figure(count(.denied)), context.wording.figure(count(.unreal)))
      }
      for (lane, phrase) in zip(Lane.allCases, [Phrase.affirmed, .denied, .possibleOrWanted]) {
        el(
          "line", .class("axis"), .of("x1", "0"), .of("x2", "\(Int(Self.width))"),
          .of("y1", BarPlot.short(Double(lane.rawValue + 1) * Self.lane)),
          .of("y2", BarPlot.short(Double(lane.rawValue + 1) * Self.lane)))
        el(
          "text", .class("tick"), .of("x", "0"),
          .of("y", BarPlot.short(Double(lane.rawValue) * Self.lane + 16))
        ) { context[phrase] }
      }
      dots
      el(
        "text", .class("tick"), .of("x", BarPlot.short(Self.left)),
        .of("y", BarPlot.short(height - 4))
      ) {
        String((hits.compactMap(\.published).min() ?? "").prefix(10))
      }
      el(
        "text", .class("tick end"), .of("x", BarPlot.short(Self.width - 8)),
        .of("y", BarPlot.short(height - 4))
      ) { String((hits.compactMap(\.published).max() ?? "").prefix(10)) }
    }
  }

  private func count(_ lane: Lane) -> Int { hits.count { Self.lane(of: $0) == lane } }

  private func dot(
    _ hit: RelationHit, _ x: Double, _ y: Double, _ colour: String, _ context: PageContext
  ) -> HTML {
    let who = hit.assertedBy ?? context[.articlesOwnVoice]
    let name = [
      String((hit.published ?? "").prefix(10)), hit.outlet ?? "", who,
      context.wording.label(french: hit.labelFrench, english: hit.labelEnglish),
    ].filter { !$0.isEmpty }.joined(separator: " · ")
    let shape = HTML([el("title") { name }, Self.shape(x, y, colour)])
    guard let place = context.place(articleAddress(hit.article, fragment: "r\(hit.id)")) else {
      return el("g") { shape }
    }
    return el("a", .href(place), .label(name)) { shape }
  }

  private static func shape(_ x: Double, _ y: Double, _ colour: String) -> HTML {
    if colour == "own" {
      return el(
        "rect", .class("dot own"), .of("x", BarPlot.short(x - 3.5)),
        .of("y", BarPlot.short(y - 3.5)), .of("width", "7"), .of("height", "7"))
    }
    return el(
      "circle", .class("dot " + colour), .of("cx", BarPlot.short(x)), .of("cy", BarPlot.short(y)),
      .of("r", "4"))
  }

  /// A place in time: days, with months of 31.
  private static func day(_ published: String) -> Int {
    let parts = published.prefix(10).split(separator: "-").map { Int($0) ?? 0 }
    return (parts.first ?? 0) * 372 + (parts.count > 1 ? (parts[1] - 1) * 31 : 0)
      + (parts.count > 2 ? parts[2] - 1 : 0)
  }
}
