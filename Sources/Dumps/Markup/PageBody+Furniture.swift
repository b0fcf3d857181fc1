/// What on a page belongs to the site and not to the article.
extension PageBody {
  static func furnitureMap(_ page: Markup, _ root: Element) -> [Bool] {
    var map = [Bool](repeating: false, count: page.nodes.count)
    // Classes repeat: what one says is looked up once a page.
    var known: [String: Verdict] = [:]
    let texts = paragraphSums(page)
    let prose = proseCounts(page)
    let heading = page.all("h1").first?.index
    var at = root.index + 1
    while at < root.end {
      guard page.nodes[at].name >= 0, isFurniture(Element(page, at), prose, &known)
      else {
        at += 1
        continue
      }
      let element = Element(page, at)
      // What contains most of the text is no furniture, whatever it is called («paywall», «form»);
      // a thread of comments may, but it does not hold the title.
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

  /// By node: how many bytes of paragraphs come before it; of any text when there are none.
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

  enum Verdict { case furniture, layout, article, nothing }

  static func isFurniture(
    _ element: Element, _ prose: [Int], _ known: inout [String: Verdict]
  ) -> Bool {
    if element.traits.contains(.dropped) { return true }
    switch element.name {
    case "nav", "aside", "footer", "form", "figure", "figcaption", "dialog": return true
    default: break
    }
    if element.node.from == element.node.to { return false }
    // What is hidden from screen readers only may be text all the same: they get it another way.
    let isOnScreen = element[attribute: "aria-hidden"] != nil && holdsArticle(element, prose)
    if !isOnScreen, isHidden(element) { return true }
    if ["body", "html", "article", "main", "p", "br"].contains(element.name) { return false }
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
      if verdict == .layout {
        if !holdsArticle(element, prose), !isLede(element, value) { return true }
        continue
      }
      if verdict != .nothing { return verdict == .furniture }
    }
    return false
  }

  /// True for the first paragraphs of an article, or those behind the offer, in a box of their own:
  /// prose without a link, a heading or a picture, in the article that has the title.
  private static func isLede(_ element: Element, _ value: String) -> Bool {
    let value = value.lowercased()
    guard value.range(of: "teaser") != nil || value.range(of: "paywall") != nil,
      let line = element.line, line.utf8.count >= 60, PageLines.endsSentence(line[...]),
      !["a", "button", "form", "h2", "h3", "h4", "img"].contains(where: {
        element.first($0) != nil
      }), let article = element.ancestor("article") ?? element.ancestor("main")
    else { return false }
    return article.first("h1") != nil && element.ancestor("a") == nil
  }

  static func verdict(on value: String) -> Verdict {
    var verdict = Verdict.nothing
    for word in value.lowercased().split(whereSeparator: \.isWhitespace) {
      if exact.contains(String(word)) { return .furniture }
      // «article-with-sidebar» is an article: only a word that does not name the article counts.
      if own.contains(where: word.hasPrefix) { return .article }
      if furniture.contains(where: { word.range(of: $0) != nil }) { return .furniture }
      if layout.contains(where: { word.range(of: $0) != nil }) { verdict = .layout }
    }
    return verdict
  }

  private static let own = [
    "article-body", "article__body", "article-content", "article__content", "articlebody",
    "entry-content", "post-content", "story-body", "story-content", "has-", "with-", "no-", "is-",
  ]

  /// Words in a `class` or `id` that mark what is not the article.
  private static let furniture: [String] = [
    "comment", "related", "share", "sharing", "newsletter", "breadcrumb", "cookie", "consent",
    "popup", "advert", "sponsor", "author-box", "authorbox", "author-card", "author-info",
    "about-author", "about-the-author", "author__bio", "author-description", "pagination",
    "read-also", "readalso", "lire-aussi", "lireaussi",
    "see-also", "recommend", "outbrain", "taboola", "author-bio", "copyright", "disclaimer",
    "print-only", "skip-link", "taglist", "tag-list", "article-tags", "article__tags", "post-tags",
    "entry-meta", "post-meta", "article-meta", "article__meta", "byline", "dateline-time",
    "catcher",
    "inread", "most-read", "mostread", "plus-lus", "crosslink", "jump-link", "signature-date",
    "article-footer", "post-footer", "screen-reader", "visually-hidden", "sr-only",
    "mw-editsection",
    "noprint", "infobox", "read-next", "readnext", "up-next", "next-article", "next-story",
    "more-stories", "a-lire-aussi",
  ]

  /// Words that mark what is not the article on most sites and name a layout on others: what
  /// contains paragraphs of text under them is the article.
  private static let layout: [String] = [
    "sidebar", "promo", "social", "subscri", "abonn", "banner", "modal", "paywall", "toolbar",
    "teaser", "navigation", "menu", "metadata",
  ]

  private static let exact: Set<String> = [
    "ad", "ads", "pub", "tags", "meta", "nav", "footer", "author", "authors", "auteur", "date",
    "social", "tools", "toc", "rss", "hidden", "invisible", "legend", "credit", "credits",
  ]

  /// True when an element contains the title, an article, or two paragraphs of prose: then a word in its
  /// class names the layout of the page.
  static func holdsArticle(_ element: Element, _ prose: [Int]) -> Bool {
    prose[element.end] - prose[element.index + 1] >= 2
  }

  /// By node: how many paragraphs of prose come before it, each mark of an article counted as two.
  ///
  /// A paragraph of prose has 100 bytes and more, of which links are less than a third. Marks are the
  /// title, `article`, `main`, and what names itself the body of an article.
  static func proseCounts(_ page: Markup) -> [Int] {
    let marks = Set(["h1", "article", "main"].compactMap { page.names.id(of: $0) })
    var counts = [0]
    counts.reserveCapacity(page.nodes.count + 1)
    for (at, node) in page.nodes.enumerated() {
      var weight = 0
      if node.name == Tag.p {
        weight = isProse(page, at) ? 1 : 0
      } else if node.name >= 0 {
        weight = marks.contains(node.name) || namesBody(Element(page, at)) ? 2 : 0
      }
      counts.append(counts[at] + weight)
    }
    return counts
  }

  private static func namesBody(_ element: Element) -> Bool {
    guard element.node.from < element.node.to else { return false }
    if let value = element[attribute: "itemprop"], value.lowercased() == "articlebody" {
      return true
    }
    guard let value = element[attribute: "class"] else { return false }
    return own.prefix(9).contains { value.lowercased().hasPrefix($0) }
  }

  private static func isProse(_ page: Markup, _ index: Int) -> Bool {
    var (length, linked, linkEnd) = (0, 0, 0)
    var at = index + 1
    while at < Int(page.nodes[index].end) {
      let node = page.nodes[at]
      if node.name == Tag.a { linkEnd = max(linkEnd, Int(node.end)) }
      if node.name < 0 {
        length += Int(node.to - node.from)
        if at < linkEnd { linked += Int(node.to - node.from) }
      }
      at += 1
    }
    return length >= 100 && linked * 3 < length
  }

  static func isHidden(_ element: Element) -> Bool {
    if element.node.from == element.node.to { return false }
    // React sends parts of a page as hidden boxes, and moves them to their places by a script.
    if element[attribute: "hidden"] != nil {
      return element[attribute: "id"]?.hasPrefix("S:") != true
    }
    if element[attribute: "aria-hidden"] == "true" { return true }
    guard let style = element[attribute: "style"] else { return false }
    let tight = style.lowercased().filter { !$0.isWhitespace }
    return tight.range(of: "display:none") != nil || tight.range(of: "visibility:hidden") != nil
  }
}
