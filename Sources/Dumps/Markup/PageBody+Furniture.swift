/// What on a page belongs to the site and not to the article.
extension PageBody {
  static func furnitureMap(_ page: Markup, _ root: Element) -> [Bool] {
    var map = [Bool](repeating: false, count: page.nodes.count)
    // Classes repeat: what one says is looked up once a page.
    var known: [String: Verdict] = [:]
    let texts = paragraphSums(page)
    let heading = page.all("h1").first?.index
    var at = root.index + 1
    while at < root.end {
      guard page.nodes[at].name >= 0, isFurniture(Element(page, at), &known) else {
        at += 1
        continue
      }
      let element = Element(page, at)
      // What holds most of the text is no furniture, whatever it is called («paywall», «form»); a
      // thread of comments may, but it does not hold the title.
      let share = texts[element.end] - texts[at]
      let holdsMost = share * 2 > texts[page.nodes.count] && !isAlwaysFurniture(element)
      let holdsTitle = heading.map { at < $0 && $0 < element.end } ?? false
      if holdsMost, holdsTitle || !isThread(element) {
        at += 1
        continue
      }
      map[at] = true
      at = element.end
    }
    return map
  }

  static func isAlwaysFurniture(_ element: Element) -> Bool {
    element.traits.contains(.dropped) || ["nav", "footer", "figure"].contains(element.name)
      || isHidden(element)
  }

  static func isThread(_ element: Element) -> Bool {
    let names = (element[attribute: "class"] ?? "") + (element[attribute: "id"] ?? "")
    return names.lowercased().range(of: "comment") != nil
  }

  /// By node: how many bytes of paragraphs stand before it; of any text when there are none.
  static func paragraphSums(_ page: Markup) -> [Int] {
    func sums(_ count: (Int) -> Bool) -> [Int] {
      var sums = [0]
      sums.reserveCapacity(page.nodes.count + 1)
      for (at, node) in page.nodes.enumerated() {
        sums.append(sums[at] + (node.name < 0 && count(at) ? Int(node.to - node.from) : 0))
      }
      return sums
    }
    // What readers write below does not count.
    var thread = 0
    var isInThread = [Bool](repeating: false, count: page.nodes.count)
    for (at, node) in page.nodes.enumerated() {
      if at >= thread, node.name >= 0, node.from < node.to, node.name != Tag.body,
        isThread(Element(page, at)), Element(page, at).first("h1") == nil
      {
        thread = Int(node.end)
      }
      isInThread[at] = at < thread
    }
    var end = 0
    let ofParagraphs = sums { at in
      if isInThread[at] { return false }
      let parent = page.nodes[at].parent
      if parent >= 0, page.nodes[Int(parent)].name == Tag.p {
        end = Int(page.nodes[Int(parent)].end)
      }
      return at < end
    }
    return ofParagraphs.last == 0 ? sums { _ in true } : ofParagraphs
  }

  enum Verdict { case furniture, article, nothing }

  static func isFurniture(_ element: Element, _ known: inout [String: Verdict]) -> Bool {
    if element.traits.contains(.dropped) { return true }
    switch element.name {
    case "nav", "aside", "footer", "form", "figure", "figcaption", "dialog": return true
    case "body", "html", "article", "main", "p", "br": return isHidden(element)
    default: break
    }
    if element.node.from == element.node.to { return false }
    if isHidden(element) { return true }
    if let role = element[attribute: "role"]?.lowercased(),
      [
        "navigation", "banner", "complementary", "contentinfo", "search", "dialog", "menu",
      ].contains(role)
    {
      return true
    }
    for name in ["class", "id"] {
      guard let value = element[attribute: name], !value.isEmpty else { continue }
      let verdict = known[value] ?? verdict(on: value)
      known[value] = verdict
      if verdict != .nothing { return verdict == .furniture }
    }
    return false
  }

  static func verdict(on value: String) -> Verdict {
    for word in value.lowercased().split(whereSeparator: \.isWhitespace) {
      if exact.contains(String(word)) { return .furniture }
      // «article-with-sidebar» is an article: only a word that does not name the article counts.
      let own = [
        "article-body", "article__body", "article-content", "article__content", "entry-content",
        "has-", "with-", "no-",
      ]
      if own.contains(where: word.hasPrefix) { return .article }
      if furniture.contains(where: { word.range(of: $0) != nil }) { return .furniture }
    }
    return .nothing
  }

  static func isHidden(_ element: Element) -> Bool {
    if element.node.from == element.node.to { return false }
    if element[attribute: "hidden"] != nil || element[attribute: "aria-hidden"] == "true" {
      return true
    }
    guard let style = element[attribute: "style"] else { return false }
    let tight = style.lowercased().filter { !$0.isWhitespace }
    return tight.range(of: "display:none") != nil || tight.range(of: "visibility:hidden") != nil
  }
}
