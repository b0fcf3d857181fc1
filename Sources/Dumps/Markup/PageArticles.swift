import Press

/// The articles of a page that contains several: a press review, what a press database prints, posts of
/// an account.
///
/// A page that declares itself an article is one, whatever is beside its text.
struct PageArticles {
  /// Their fields and texts, in the order of the page; empty when the page is one article.
  private(set) var articles: [(fields: [RecordField], body: String)] = []

  /// How long the text of an article is at least, in bytes.
  private static let shortest = 80
  /// How often the elements of a page are read in search of its articles.
  private static let readings = 4
  /// Elements that may be articles.
  private static let names: Set<String> = ["article", "div", "section", "li", "table"]

  init(of page: Markup) {
    guard let root = page.first("body") ?? page.root else { return }
    articles = Self.posts(in: root)
    if articles.count > 1 { return }
    articles = []
    let whole = root.paragraphs().utf8.count
    // Groups inside of groups are read again, which may not go on for ever.
    var left = Self.readings * (root.end - root.index)
    for group in Self.groups(in: root) {
      left -= group.reduce(0) { $0 + $1.end - $1.index }
      if left < 0 { return }
      let parts = group.map(Self.part)
      // Each has a headline, a day and a text; together they are most of the page.
      let isWhole = parts.allSatisfy { part in
        part.body.utf8.count >= Self.shortest
          && part.fields.contains { $0.role == .title }
          && part.fields.contains { $0.role == .published }
      }
      guard isWhole, !group.allSatisfy(Self.isMoment) else { continue }
      let length = parts.reduce(0) { $0 + $1.body.utf8.count }
      guard length * 2 > whole else { continue }
      articles = parts
      return
    }
  }

  // MARK: Elements beside each other

  /// Runs of two and more elements of one name and class that have a heading each, outermost first.
  private static func groups(in root: Element) -> [[Element]] {
    var groups: [[Element]] = []
    var places: [String: Int] = [:]
    for heading in root.all(where: { ["h1", "h2", "h3", "h4"].contains($0.name) }) {
      var around = heading.parent
      var height = 0
      while let element = around, element != root, height < 6 {
        height += 1
        around = element.parent
        guard names.contains(element.name), let parent = element.parent else { continue }
        let key = "\(parent.index) \(element.name) \(element[attribute: "class"] ?? "")"
        if let at = places[key] {
          if groups[at].last != element { groups[at].append(element) }
        } else {
          places[key] = groups.count
          groups.append([element])
        }
      }
    }
    return groups.filter { $0.count > 1 }.sorted { $0[0].index < $1[0].index }
  }

  /// True for a part of a live page, whose time is printed without a day: «14h05».
  private static func isMoment(_ element: Element) -> Bool {
    guard let printed = element.first("time")?.line else { return false }
    return printed.utf8.count <= 9 && printed.first?.isASCIIDigit == true
      && printed.allSatisfy { $0.isASCIIDigit || ":hH. apmAPM".contains($0) }
  }

  private static func part(_ element: Element) -> (fields: [RecordField], body: String) {
    let time = element.first("time")
    let named = element.all { inner in
      (inner.has(class: "source") || inner.has(class: "journal") || inner.has(class: "media")
        || inner.has(class: "outlet"))
        && inner.line.map { $0.utf8.count <= 80 } == true
    }
    let headings = Set(
      ["h1", "h2", "h3", "h4"].flatMap { element.all($0) }.prefix(1).compactMap(\.line))
    let text = element.paragraphs { $0 == time || named.contains($0) }
    let lines = text.textLines.map { line in
      TextLine(line, level: headings.contains(String(line)) ? 1 : nil)
    }
    let part = TextLayout.Part(lines[...])
    var fields = part.fields
    if let outlet = named.first?.line {
      fields.append(RecordField("source", role: .outlet, rank: 40, value: .text(outlet)))
    }
    if let day = time?[attribute: "datetime"] ?? time?.line {
      fields.append(RecordField("time", role: .published, rank: 40, value: .text(day)))
    }
    return (fields, part.body)
  }

  // MARK: Posts

  /// Classes of the text of a post, of its day and of who wrote it, as programs write them.
  private static let posts: [(text: StaticString, date: StaticString, name: StaticString?)] = [
    ("tweet-content", "tweet-date", "fullname"), ("_a6-p", "_a6-o", nil),
  ]

  /// The posts that Nitter shows, and those in an export of Facebook.
  private static func posts(in root: Element) -> [(fields: [RecordField], body: String)] {
    for kind in posts {
      let texts = root.all { $0.has(class: kind.text) }
      if texts.isEmpty { continue }
      let dates = root.all { $0.has(class: kind.date) }
      let names = kind.name.map { name in root.all { $0.has(class: name) } } ?? []
      return texts.compactMap { text in
        let body = text.paragraphs()
        guard let post = text.parent, !body.isEmpty else { return nil }
        var fields: [RecordField] = []
        if let date = first(of: dates, in: post),
          let day = date.first("a")?[attribute: "title"] ?? date.line
        {
          let printed = day.split(separator: "·").joined()
          fields.append(RecordField("date", role: .published, rank: 0, value: .text(printed)))
        }
        if let name = first(of: names, in: post)?.line {
          fields.append(RecordField("name", role: .authors, rank: 0, value: .text(name)))
        }
        return (fields, body)
      }
    }
    return []
  }

  /// The first of some elements, in the order of the page, that is inside of a post.
  private static func first(of elements: [Element], in post: Element) -> Element? {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if elements[middle].index < post.index { low = middle + 1 } else { high = middle }
    }
    return low < elements.count && elements[low].index < post.end ? elements[low] : nil
  }
}
