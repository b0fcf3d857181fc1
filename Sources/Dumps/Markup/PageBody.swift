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
    "article__standfirst", "article__intro", "p-summary", "sub-headline", "articlesubtitle",
  ]
  private static let embeds: [String] = [
    "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "fb-video",
    "bluesky-embed", "reddit-embed-bq", "telegram-post", "mastodon-embed",
  ]
  /// True for an element that is furniture of the page.
  func isIgnored(_ index: Int) -> Bool { ignored[index] }

  /// True for what stands below a picture.
  static func isCaption(_ element: Element) -> Bool { names(captionNames, element) }

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
    if standfirst.isEmpty, let found = standfirst(in: page, above: best, title: title) {
      standfirst = [found]
    }
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

  /// The share of a line that is in links, 0 ... 1.
  static func linkShare(of element: Element, _ line: String) -> Double {
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
      if name == "h1" { return true }
      if name == "header", inner.first("h1") != nil { return !Self.beginsText(inner) }
      if inner.parent?.name == "header", name != "p", inner.first("p") == nil { return true }
      if name == "h2" || name == "h3", let folded, inner.line?.lowercased() == folded {
        return true
      }
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

  /// True for the head of an article in which its first paragraph is printed: a sentence of some length
  /// in an element of its own, and no line about who wrote it.
  private static func beginsText(_ header: Element) -> Bool {
    header.all("p").contains { paragraph in
      guard let line = paragraph.line, line.utf8.count >= 100, Byline(line) == nil,
        !names(standfirsts, paragraph)
      else { return false }
      return PageLines.endsSentence(line[...])
    }
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
