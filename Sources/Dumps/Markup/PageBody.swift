/// Finds the text of the article in a page: the element that contains most paragraphs, without what
/// stands around and between them.
struct PageBody {
  /// Paragraphs, empty when the page has no text of its own.
  var text = ""
  var captions: [String] = []
  var standfirst: [String] = []
  /// The share of the text that is in links, 0 ... 1.
  var linkShare = 0.0
  /// Paragraphs that contain templates (`{{title}}`) instead of text.
  var templates = 0

  /// By node of the page: whether it is furniture; only the outermost of nested ones is marked.
  private var ignored: [Bool] = []

  /// Lines of the site among the paragraphs: «Passer la publicité», «Publié il y a 3 heures».
  private(set) var notes: [String] = []
  /// Posts of other sites that are set into the text.
  private(set) var embedded: [String] = []
  /// True when the page says that there is more than it shows.
  private(set) var isCut = false

  private static let standfirsts: [String] = [
    "chapo", "chapeau", "standfirst", "article__desc", "article-desc", "article__chapo", "dek",
    "article__standfirst", "article__intro", "sub-headline", "articlesubtitle",
  ]
  private static let embeds: [String] = [
    "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "fb-video",
    "bluesky-embed", "reddit-embed-bq", "telegram-post", "mastodon-embed",
  ]
  private static let captionNames: [String] = ["caption", "legende", "légende", "wp-caption-text"]

  init(of page: Markup, title: String?) {
    guard let root = page.first("body") ?? page.root else { return }
    ignored = Self.furnitureMap(page, root)
    let best = Self.containers(in: page, root, ignored, title: title)
    if best.isEmpty {
      if root.rawText.range(of: "{{") != nil { templates = 1 }
      return
    }
    read(best, title: title)
  }

  // MARK: Which element

  /// The elements that contain the text, in the order of the page; empty when nothing does.
  private static func containers(
    in page: Markup, _ root: Element, _ ignored: [Bool], title: String?
  ) -> [Element] {
    var scores = scores(in: page, root, ignored)
    var root = root
    let declared = declaredBodies(in: page, ignored).filter { body in
      scores.contains { $0.key >= body.index && $0.key < body.end }
    }
    if !declared.isEmpty { return declared }
    if let own = ownArticle(in: page, scores, title: title) {
      scores = scores.filter { own.index <= $0.key && $0.key < own.end }
      root = own
    }
    guard let chosen = chosen(in: page, root, scores) else { return [] }
    return [chosen] + streamed(into: chosen)
  }

  /// The `article` around the title of the page, when it contains a good share of a text: other articles
  /// may follow below, and be longer.
  private static func ownArticle(
    in page: Markup, _ scores: [Int: Double], title: String?
  ) -> Element? {
    let headings = page.all("h1")
    let folded = title?.lowercased()
    let heading = headings.first { $0.line?.lowercased() == folded } ?? headings.first
    guard page.all("article").count > 1, let own = heading?.ancestor("article") else { return nil }
    let sum = scores.reduce(0.0) { $0 + (own.index <= $1.key && $1.key < own.end ? $1.value : 0) }
    if sum >= 8 { return own }
    // A short article is one all the same when those beside it have headings of their own.
    let others = page.all("article").filter { !own.contains($0) && !$0.contains(own) }
    let areArticles = others.allSatisfy { other in
      ["h1", "h2", "h3"].contains { other.first($0) != nil }
        || !scores.contains { other.index <= $0.key && $0.key < other.end }
    }
    return sum >= 3 && areArticles ? own : nil
  }

  /// Parts of an element that React sends after the page: `<template id="B:1">` is in their place
  /// and `<div hidden id="S:1">` contains them.
  private static func streamed(into element: Element) -> [Element] {
    let places = element.all("template").compactMap { $0[attribute: "id"] }
      .filter { $0.hasPrefix("B:") }
    guard !places.isEmpty else { return [] }
    let wanted = Set(places.map { "S:" + $0.dropFirst(2) })
    return element.markup.nodes.indices.lazy.filter { element.markup.nodes[$0].name >= 0 }
      .map { Element(element.markup, $0) }
      .filter { part in
        !element.contains(part) && part[attribute: "id"].map(wanted.contains) == true
      }
  }

  /// The elements that say that they are the body of the article. Advertisements may cut it into
  /// several; those of a second article below are not taken.
  private static func declaredBodies(in page: Markup, _ ignored: [Bool]) -> [Element] {
    var found: [Element] = []
    var around: Int?
    for index in page.nodes.indices where page.nodes[index].name >= 0 {
      let node = page.nodes[index]
      guard node.from < node.to else { continue }
      let element = Element(page, index)
      guard element[attribute: "itemprop"]?.lowercased().contains("articlebody") == true,
        found.last.map({ index >= $0.end }) ?? true, !isInside(element, ignored)
      else { continue }
      let article = element.ancestor("article")?.index ?? -1
      if around == nil { around = article }
      if around == article { found.append(element) }
    }
    return found
  }

  private static func isInside(_ element: Element, _ ignored: [Bool]) -> Bool {
    var at: Element? = element
    while let one = at {
      if ignored[one.index] { return true }
      at = one.parent
    }
    return false
  }

  private static func scores(
    in page: Markup, _ root: Element, _ ignored: [Bool]
  ) -> [Int: Double] {
    // The text that is in each element's own paragraphs, and in links there.
    var scores: [Int: Double] = [:]
    var at = root.index + 1
    while at < root.end {
      if ignored[at] {
        at = Int(page.nodes[at].end)
        continue
      }
      let node = page.nodes[at]
      if node.name >= 0, let parent = paragraphParent(page, at) {
        let (length, linked, commas) = measure(page, at, ignored)
        if length >= 25 {
          let score =
            1 + Double(commas) + min(Double(length - linked) / 80, 8)
            - Double(linked) / 40
          if score > 0 {
            scores[parent, default: 0] += score
            let above = Int(page.nodes[parent].parent)
            if above >= 0 { scores[above, default: 0] += score / 2 }
          }
        }
      }
      at += 1
    }
    return scores
  }

  /// The element with most of the text.
  private static func chosen(
    in page: Markup, _ root: Element, _ scores: [Int: Double]
  ) -> Element? {
    guard
      let best = scores.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
    else { return nil }
    // Paragraphs of one article may be in several sections: take what contains most of them.
    var sums = [0.0]
    sums.reserveCapacity(page.nodes.count + 1)
    for index in page.nodes.indices { sums.append(sums[index] + (scores[index] ?? 0)) }
    func sum(_ element: Element) -> Double { sums[element.end] - sums[element.index] }
    var chosen = Element(page, best.key)
    var element = chosen
    var height = 0
    while let parent = element.parent, parent.index >= root.index, height < 12 {
      element = parent
      height += 1
      let isArticle = parent.name == "article" || parent.name == "main"
      if isArticle
        || parent.children.filter({ sum($0) >= best.value / 5 }).count > 1
          && parent.all("article").count < 2
      {
        if sum(parent) >= sum(chosen) { chosen = parent }
      }
      if parent.name == "article" { break }
    }
    return chosen
  }

  /// The element that a paragraph counts for; nil when the node is no paragraph.
  private static func paragraphParent(_ page: Markup, _ index: Int) -> Int? {
    let node = page.nodes[index]
    if node.name == Tag.p || node.name == Tag.li || page.names.names[Int(node.name)] == "blockquote"
      || page.names.names[Int(node.name)] == "pre"
    {
      return node.parent >= 0 ? Int(node.parent) : nil
    }
    // A box with text of its own is a paragraph and a place of paragraphs at once.
    guard Tag.traits(of: node.name).contains(.block) || node.name == Tag.td else { return nil }
    var own = 0
    var at = index + 1
    while at < Int(node.end) {
      let child = page.nodes[at]
      if child.name < 0 {
        own += Int(child.to - child.from)
      }
      // Old pages set whole texts in one `<font>`.
      at =
        child.name >= 0 && typography.contains(page.names.names[Int(child.name)])
        ? at + 1 : Int(child.end)
    }
    return own >= 80 ? index : nil
  }

  private static let typography: Set<String> = ["font", "span", "b", "strong", "i", "em", "big"]

  private static func measure(_ page: Markup, _ index: Int, _ ignored: [Bool]) -> (
    length: Int, linked: Int, commas: Int
  ) {
    let node = page.nodes[index]
    let isBox = Tag.traits(of: node.name).contains(.block) && node.name != Tag.p
    var length = 0
    var linked = 0
    var commas = 0
    var linkEnd = 0
    var at = index + 1
    while at < Int(node.end) {
      let child = page.nodes[at]
      if ignored[at] || (isBox && child.name >= 0 && Tag.traits(of: child.name).contains(.block)) {
        at = Int(child.end)
        continue
      }
      if child.name == Tag.a { linkEnd = max(linkEnd, Int(child.end)) }
      if child.name < 0 {
        for byte in page.text[Int(child.from)..<Int(child.to)] {
          // Continuation bytes are no characters of their own.
          if byte > 0x20, byte & 0xC0 != 0x80 {
            // A sign of Chinese, Japanese or Korean says as much as two or three letters.
            let weight = byte >= 0xE3 && byte <= 0xED ? 2 : 1
            length += weight
            if at < linkEnd { linked += weight }
            if byte == 0x2C { commas += 1 }
          }
        }
      }
      at += 1
    }
    return (length, linked, min(commas, 6))
  }

  // MARK: What it says

  private mutating func read(_ elements: [Element], title: String?) {
    var parts: [String] = []
    for element in elements {
      let text = paragraphs(of: element, title: title)
      if !text.isEmpty { parts.append(text) }
    }
    let sorted = PageLines.sorted(
      parts.joined(separator: "\n\n").textParagraphs, marked: Self.marked(in: elements))
    notes = sorted.notes
    isCut = sorted.isCut
    var kept: [Substring] = []
    for paragraph in sorted.text {
      if paragraph.range(of: "{{") != nil && paragraph.range(of: "}}") != nil {
        templates += 1
      } else {
        kept.append(paragraph)
      }
    }
    self.text = kept.joined(separator: "\n\n")
    let links = elements.reduce(0) { $0 + linked($1) }
    linkShare = self.text.isEmpty ? 1 : min(1, Double(links) / Double(self.text.utf8.count))
  }

  /// The lines of headings, list items and times that are no links: they belong to a text although they
  /// are no sentences.
  private static func marked(in elements: [Element]) -> Set<String> {
    var marked: Set<String> = []
    for element in elements {
      for name in ["h2", "h3", "h4", "h5", "li", "dt", "time", "strong", "blockquote", "pre", "td"]
      {
        for inner in element.all(name)
        where inner.end - inner.index < 60 && inner.ancestor("a") == nil {
          guard let line = inner.line, line.utf8.count < 400, linkShare(of: inner, line) < 0.5
          else {
            continue
          }
          marked.insert(line)
        }
      }
    }
    return marked
  }

  private static func linkShare(of element: Element, _ line: String) -> Double {
    let linked = element.all("a").reduce(0) { $0 + ($1.line?.utf8.count ?? 0) }
    return Double(linked) / Double(max(1, line.utf8.count))
  }

  private mutating func paragraphs(of element: Element, title: String?) -> String {
    var captions: [String] = []
    var embedded: [String] = []
    var standfirst: [String] = []
    let folded = title?.lowercased()
    // A live page marks its parts by their times.
    let times = element.all("time").compactMap(\.line)
    let isLive =
      times.count > 3 || times.count { $0.utf8.count <= 8 && $0.first?.isASCIIDigit == true } > 1
    let text = element.paragraphs { inner in
      let name = inner.name
      if name == "figure" || name == "figcaption" || Self.names(Self.captionNames, inner) {
        let lines =
          name == "figure"
          ? inner.all("figcaption").compactMap(\.line) : [inner.line].compactMap(\.self)
        captions.append(contentsOf: lines)
        return true
      }
      if Self.names(Self.embeds, inner) {
        if let line = inner.line { embedded.append(line) }
        return true
      }
      if Self.names(Self.standfirsts, inner) {
        if let line = inner.line { standfirst.append(line) }
        return true
      }
      if name == "h1" || name == "header" && inner.first("h1") != nil { return true }
      if name == "h2", let folded, inner.line?.lowercased() == folded { return true }
      if ignored[inner.index] { return true }
      if name == "time" {
        return !isLive
          && (inner.parent.map { ["p", "li", "span"].contains($0.name) } != true
            || inner.parent?.line == inner.line)
      }
      if inner.traits.contains(.block) { return Self.isPointer(inner) || Self.isAccountBox(inner) }
      return false
    }
    self.captions += captions
    self.embedded += embedded
    self.standfirst += standfirst
    return text
  }

  /// A box about the reader's account: another device, a password, a subscription.
  private static func isAccountBox(_ element: Element) -> Bool {
    switch element.name {
    case "section", "div", "aside", "form", "ul": break
    default: return false
    }
    guard element.end - element.index < 200, let line = element.line, line.utf8.count < 3000 else {
      return false
    }
    let lower = line.lowercased()
    let hits = PageLines.accountWords.count { lower.range(of: $0) != nil }
    return hits >= (line.utf8.count < 1200 ? 3 : 4)
  }

  /// How many characters of links are part of the text.
  private func linked(_ element: Element) -> Int {
    var count = 0
    var at = element.index + 1
    while at < element.end {
      let inner = Element(element.markup, at)
      if inner.node.name >= 0, ignored[at] || Self.isPointer(inner) {
        at = inner.end
      } else if inner.node.name == Tag.a {
        count += inner.line?.utf8.count ?? 0
        at = inner.end
      } else {
        at += 1
      }
    }
    return count
  }

  private static func names(_ list: [String], _ element: Element) -> Bool {
    guard element.node.from != element.node.to, let value = element[attribute: "class"] else {
      return false
    }
    let words = value.lowercased().split(whereSeparator: \.isWhitespace)
    return words.contains { word in
      list.contains {
        word == $0 || word.hasSuffix("-" + $0) || word.hasSuffix("__" + $0)
          || word.hasPrefix($0 + "-")
      }
    }
  }

  /// A block that only points elsewhere: «Lire aussi : …», or a list of links.
  private static func isPointer(_ element: Element) -> Bool {
    switch element.name {
    case "p", "div", "h2", "h3", "h4", "h5", "li", "ul", "ol", "blockquote", "section": break
    default: return false
    }
    let isList = element.name == "ul" || element.name == "ol"
    guard element.first("a") != nil, element.end - element.index < (isList ? 600 : 200),
      let line = element.line
    else {
      return false
    }
    guard isList || line.utf8.count < 400 else { return false }
    let lower = String(line.drop { !$0.isLetter }.prefix(24)).lowercased()
    let starts = [
      "lire aussi", "à lire aussi", "lire également", "à lire également", "voir aussi", "read more",
      "read also", "also read", "see also", "related:", "lire la suite", "more on this", "à voir",
      "lire :", "retrouvez aussi", "sur le même sujet", "à découvrir", "lire l'article",
      "lire l’article", "voir la vidéo", "à lire sur", "notre dossier", "lire notre",
      "plus d’infos",
      "también", "lea también", "lesen sie auch", "mehr zum thema", "leggi anche", "lees ook",
      "leia também", "watch:", "listen:", "read:", "related article", "related story",
    ]
    let share = linkShare(of: element, line)
    // A line that is one link leads elsewhere, unless it is a sentence.
    if !isList, share > 0.9, line.utf8.count < 200, !PageLines.endsSentence(line[...]) {
      return true
    }
    if line.utf8.count < 400, share > 0.3, starts.contains(where: lower.hasPrefix) { return true }
    if isList {
      return share > 0.8 && element.all("a").count > 2
    }
    return false
  }
}
