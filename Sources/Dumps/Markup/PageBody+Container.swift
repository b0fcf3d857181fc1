/// Which element of a page contains the text of its article.
extension PageBody {
  /// The elements that contain the text, in the order of the page; empty when nothing does.
  static func containers(
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
  static func ownArticle(
    in page: Markup, _ scores: [Int: Double], title: String?
  ) -> Element? {
    let headings = page.all("h1")
    let folded = title?.lowercased()
    let heading = headings.first { $0.line?.lowercased() == folded } ?? headings.first
    guard page.all("article").count > 1, let own = heading?.ancestor("article") else {
      return heading.flatMap { ownStory(of: $0, among: headings) }
    }
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

  /// The element around `heading` beside which others of its name and class have headings of the first
  /// level as well: further stories of an endless page.
  private static func ownStory(of heading: Element, among headings: [Element]) -> Element? {
    guard headings.count > 1, let own = heading.parent, let kind = own[attribute: "class"] else {
      return nil
    }
    let isStory = headings.contains { other in
      guard other != heading, let story = other.parent else { return false }
      return story != own && story.parent == own.parent && story.name == own.name
        && story[attribute: "class"] == kind
    }
    return isStory ? own : nil
  }

  /// Parts of an element that React sends after the page: `<template id="B:1">` is in their place
  /// and `<div hidden id="S:1">` contains them.
  static func streamed(into element: Element) -> [Element] {
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
  static func declaredBodies(in page: Markup, _ ignored: [Bool]) -> [Element] {
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

  static func isInside(_ element: Element, _ ignored: [Bool]) -> Bool {
    var at: Element? = element
    while let one = at {
      if ignored[one.index] { return true }
      at = one.parent
    }
    return false
  }

  static func scores(
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
    // Old pages set their text into the body itself, with breaks between its paragraphs.
    if scores.isEmpty, measure(page, root.index, ignored).length >= 200 { scores[root.index] = 1 }
    return scores
  }

  /// The element with most of the text.
  static func chosen(
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
  static func paragraphParent(_ page: Markup, _ index: Int) -> Int? {
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

  static let typography: Set<String> = ["font", "span", "b", "strong", "i", "em", "big"]

  static func measure(_ page: Markup, _ index: Int, _ ignored: [Bool]) -> (
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
}
