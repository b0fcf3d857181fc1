import Press

/// What a METS says of an issue: its divisions, where their text is, and what they are called.
struct METSIssue {
  /// A stretch of a page: a block, words, or all of it.
  private struct Area {
    var file: String
    var begin: String?
    var end: String?
  }

  private let document: Markup
  private let divisions: [Element]
  /// Divisions by their identifier.
  private var byID: [String: Element] = [:]
  /// Identifiers of physical divisions by the logical one that they belong to.
  private var links: [String: [String]] = [:]
  private var descriptions: [String: Element] = [:]

  init(_ document: Markup) {
    self.document = document
    for division in document.all("div") {
      if let id = division[attribute: "ID"] { byID[id] = division }
    }
    for section in document.all("dmdSec") {
      if let id = section[attribute: "ID"] { descriptions[id] = section }
    }
    let kinds = document.all("div")
    let articles = kinds.filter { Self.isArticle($0[attribute: "TYPE"]) }
    // An article inside an article is read with it.
    var last: Element?
    divisions = articles.filter { inner in
      if let last, last.contains(inner) { return false }
      last = inner
      return true
    }
    for group in document.all("smLinkGrp") {
      let ends = group.children("smLocatorLink").compactMap {
        $0[attribute: "xlink:href"].map { String($0.drop { $0 == "#" }) }
      }
      if let first = ends.first { links[first, default: []] += ends.dropFirst() }
    }
    for link in document.all("smLink") {
      if let from = link[attribute: "xlink:from"], let to = link[attribute: "xlink:to"] {
        links[String(from.drop { $0 == "#" }), default: []].append(String(to.drop { $0 == "#" }))
      }
    }
  }

  private static func isArticle(_ type: String?) -> Bool {
    guard let type = type?.uppercased() else { return false }
    return [
      "ARTICLE", "ADVERTISEMENT", "ADVERT", "OBITUARY", "LETTER", "POEM", "INTERVIEW", "REVIEW",
      "ESSAY", "DEATH_NOTICE", "OFFICIAL_NOTICE", "WEATHER", "BIRTH_NOTICE",
    ].contains(type)
  }

  /// True for what its division calls an article, and not an advertisement or a notice.
  static func isNamedArticle(_ article: Article) -> Bool {
    article.metadata.contains { $0.name == "kind" && $0.value == .text("article") }
  }

  /// True when it says where articles are.
  var hasArticles: Bool { !divisions.isEmpty }

  /// What the files are called that areas point at; empty when it has no areas.
  var fileIDs: Set<String> {
    Set(document.all("area").compactMap { $0[attribute: "FILEID"] })
      .union(document.all("fptr").compactMap { $0[attribute: "FILEID"] })
  }

  /// The articles, or the issue as one, from its pages.
  func articles(_ pages: [String: ALTOPage]) -> [Article] {
    let issue = issueFields()
    guard hasArticles else { return [whole(issue, pages)] }
    return divisions.map { article($0, issue, pages) }
  }

  // MARK: Text

  private func areas(of division: Element, depth: Int = 0) -> [Area] {
    var areas = division.all("area").compactMap { area in
      area[attribute: "FILEID"].map {
        Area(file: $0, begin: area[attribute: "BEGIN"], end: area[attribute: "END"])
      }
    }
    // Logical divisions may point at physical ones.
    if depth == 0 {
      for inner in [division] + division.all("div") {
        for id in inner[attribute: "ID"].flatMap({ links[$0] }) ?? [] {
          if let physical = byID[id] { areas += self.areas(of: physical, depth: 1) }
        }
      }
    }
    return areas
  }

  private func article(
    _ division: Element, _ issue: Article, _ pages: [String: ALTOPage]
  ) -> Article {
    var article = issue
    let start = division.node.source
    article.origin.bytes = start..<start
    let description = section(of: division)
    article.title = Self.title(description) ?? division[attribute: "LABEL"]?.trimmed
    article.externalID = division[attribute: "ID"]
    article.authors = Self.authors(description)
    if let language = Self.language(description) { article.declaredLanguage = language }
    article.section = sectionName(around: division)
    var text = ScannedText()
    var numbers: [String] = []
    for area in areas(of: division) {
      guard let page = pages[area.file], page.add(from: area.begin, to: area.end, &text) else {
        continue
      }
      if let number = page.number, numbers.last != number { numbers.append(number) }
    }
    article.body = Self.withoutHeading(text.text, article.title)
    article.keep("kind", division[attribute: "TYPE"].map { .text($0.lowercased()) })
    article.keep("page", numbers.isEmpty ? nil : .text(numbers.uniqued().joined(separator: ", ")))
    article.keep("split_words", text.field)
    return article
  }

  // The blocks of a division begin with its heading, which is the title already.
  private static func withoutHeading(_ text: String, _ title: String?) -> String {
    func letters(_ text: some StringProtocol) -> String {
      String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
    guard let title = title.map(letters), !title.isEmpty else { return text }
    var found = ""
    var rest = text[...]
    while let gap = rest.range(of: "\n\n"), found.utf8.count < title.utf8.count {
      found += letters(rest[..<gap.lowerBound])
      rest = rest[gap.upperBound...]
      if found == title { return String(rest) }
    }
    return text
  }

  // Pages one after the other.
  private func whole(_ issue: Article, _ pages: [String: ALTOPage]) -> Article {
    var article = issue
    var text = ScannedText()
    let ids =
      document.all("fptr").compactMap { $0[attribute: "FILEID"] }
      + document.all("area").compactMap { $0[attribute: "FILEID"] }
    let ordered = ids.uniqued().filter { pages[$0] != nil }
    for id in ordered.isEmpty ? pages.keys.sorted() : ordered { pages[id]?.add(to: &text) }
    article.title = issueLabel ?? article.title
    article.body = text.text
    article.keep("pages", .number("\(pages.count)"))
    article.keep("split_words", text.field)
    return article
  }

  // MARK: Descriptions

  private func section(of division: Element) -> Element? {
    (division[attribute: "DMDID"] ?? "").split(separator: " ").lazy
      .compactMap { descriptions[String($0)] }.first
  }

  private var issueLabel: String? { document.first("mets")?[attribute: "LABEL"]?.trimmed }

  /// Outlet, date and language of the issue.
  private func issueFields() -> Article {
    var article = Article(body: "")
    // What the divisions around all articles say, the outermost first.
    var sections: [Element] = []
    for division in document.all("div") {
      let type = division[attribute: "TYPE"]?.uppercased() ?? ""
      guard
        ["NEWSPAPER", "ISSUE", "VOLUME", "PERIODICAL", "SET", "GROUP", "PHYSSEQUENCE"]
          .contains(type)
      else { continue }
      for id in (division[attribute: "DMDID"] ?? "").split(separator: " ") {
        if let section = descriptions[String(id)], !sections.contains(section) {
          sections.append(section)
        }
      }
    }
    if sections.isEmpty { sections = Array(document.all("dmdSec").prefix(3)) }
    for section in sections {
      let date =
        Self.first(section, "dateIssued") ?? Self.first(section, "dc:date")
        ?? Self.first(section, "dateCreated")
      if article.published == nil {
        article.published = date?.line.flatMap { PrintedDate.iso($0) ?? PressDate(reading: $0) }
      }
      if article.outlet == nil, let title = Self.title(section), PrintedDate.first(in: title) == nil
      {
        article.outlet = title
      }
      if article.declaredLanguage == nil { article.declaredLanguage = Self.language(section) }
    }
    if article.published == nil { article.published = issueLabel.flatMap(Self.day) }
    if article.outlet == nil { article.outlet = issueLabel.flatMap(Self.newspaper) }
    article.keep("issue", issueLabel.map(Metadata.text))
    article.keep("object", document.first("mets")?[attribute: "OBJID"].map(Metadata.text))
    return article
  }

  /// The day at the end of a label: «Le Phare no. 3320 02.04.1893».
  private static func day(_ label: String) -> PressDate? {
    if let found = PrintedDate.first(in: label)?.date, found.iso.utf8.count >= 10 { return found }
    for word in label.split(whereSeparator: { $0 == " " || $0 == "_" || $0 == "," }).reversed() {
      if let date = PrintedDate.iso(String(word)) ?? PressDate(reading: String(word)),
        date.iso.utf8.count >= 10
      {
        return date
      }
    }
    return PrintedDate.first(in: label)?.date
  }

  /// The newspaper in a label of NDNP: «The Lighthouse (Oslo, Minn.), 1921-03-17».
  private static func newspaper(_ label: String) -> String? {
    guard let comma = label.lastIndex(of: ","),
      let day = label[label.index(after: comma)...].trimmed, PrintedDate.iso(day) != nil
    else { return nil }
    return label[..<comma].trimmed
  }

  // Elements of MODS stand with and without their prefix.
  private static func first(_ element: Element, _ name: String) -> Element? {
    let found = [element.first("mods:" + name), element.first(name)].compactMap(\.self)
    return found.first { $0.line != nil }
  }

  private static func title(_ section: Element?) -> String? {
    guard let section else { return nil }
    guard let info = first(section, "titleInfo") else { return section.first("dc:title")?.line }
    let parts = ["nonSort", "title"].compactMap { name in
      (info.child("mods:" + name) ?? info.child(name))?.line
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private static func authors(_ section: Element?) -> [String] {
    guard let section else { return [] }
    let names = section.all { $0.name == "mods:name" || $0.name == "name" }
    return names.compactMap { name in
      let parts = name.children.filter { $0.name == "mods:namePart" || $0.name == "namePart" }
      return parts.compactMap(\.line).joined(separator: " ").trimmed
    }
  }

  private static func language(_ section: Element?) -> String? {
    guard let section else { return nil }
    let line = first(section, "languageTerm")?.line ?? section.first("dc:language")?.line
    return line.flatMap(FieldText.language)
  }

  /// The label of the nearest section around a division.
  private func sectionName(around division: Element) -> String? {
    var around = division.parent
    while let parent = around {
      if parent[attribute: "TYPE"]?.uppercased() == "SECTION" {
        return parent[attribute: "LABEL"]?.trimmed ?? Self.title(section(of: parent))
      }
      around = parent.parent
    }
    return nil
  }
}
