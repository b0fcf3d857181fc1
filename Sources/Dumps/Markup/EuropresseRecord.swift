import Press

/// One document of an export.
struct EuropresseRecord {
  var article: Article
  private var documentDate: PressDate?
  /// Elements of the header that have been read already.
  private var plainHeader: [Element] = []

  // MARK: Since 2015

  init(article element: Element, origin: Origin) {
    article = Article(origin: origin, body: "")
    let header = element.first("header") ?? element
    let publication = element.first { $0.has(class: "docpublicationname") }?.line
    let headers = element.all { $0.has(class: "docheader") }
    var lines = headers.compactMap(\.line)
    if publication == nil, lines.isEmpty { lines = readPlainHeader(header) }
    if let publication { readPublication(publication) }
    readHeader((lines.isEmpty ? Self.subsection(element) : lines).joined(separator: ", "))
    readHeadings(in: header)
    readBody(of: element)
    let texts = element.all { $0.has(class: "dococurrcontainer") || $0.has(class: "doctext") }
    for aside in element.all("aside") where !texts.contains(where: { $0.contains(aside) }) {
      readNotes(aside.paragraphs().split(separator: "\n").map(String.init))
    }
    readFooter(element.first("footer") ?? element)
  }

  /// Where outlet and date have no classes of their own, they are the first lines above the title.
  ///
  /// - Returns: the line with the date.
  private mutating func readPlainHeader(_ header: Element) -> [String] {
    let title = header.first { $0.has(class: "titrearticle") }
    let lines = header.all { element in
      element.has(class: "sm-margin-bottom") && element.index < title?.index ?? .max
    }
    guard let dated = lines.firstIndex(where: { PrintedDate.first(in: $0.line ?? "") != nil })
    else { return [] }
    let outlet = lines[..<dated].first
    readPublication(outlet?.line)
    plainHeader = [outlet, lines[dated]].compactMap(\.self)
    return [lines[dated].line].compactMap(\.self)
  }

  /// Where there is no header line: the section and the date beside it.
  private static func subsection(_ element: Element) -> [String] {
    guard let section = element.first(where: { $0.has(class: "doctitresoussection") }) else {
      return []
    }
    let next = section.parent?.children.first { $0.index >= section.end }
    return [section.line, next?.line].compactMap(\.self)
  }

  /// Outlet, issue and edition: «La Croix, no. 43018», «Le Figaro (site web)».
  mutating func readPublication(_ line: String?) {
    guard var name = line?.trimmed else { return }
    for marker in [", no.", ", no ", ", n°", ", nº", ", n o", ", #", ", issue ", ", Issue "] {
      guard let at = name.range(of: marker) else { continue }
      var rest = name[at.upperBound...].drop { $0 == " " || $0 == "\u{A0}" || $0 == "." }
      let issue = rest.prefix { $0 != "," && $0 != "(" }
      rest = rest[issue.endIndex...]
      article.keep("issue", (issue.trimmed).map(Metadata.text))
      let remainder = rest.drop { $0 == "," || $0 == " " }.trimmed
      name = String(name[..<at.lowerBound])
      if let remainder, remainder.hasPrefix("(") {
        name += " " + remainder
      } else {
        article.keep("publication_detail", remainder.map(Metadata.text))
      }
      break
    }
    for open in name.indices.filter({ name[$0] == "(" }).reversed() {
      guard let close = name[open...].firstIndex(of: ")") else { continue }
      let inside = name[name.index(after: open)..<close]
      // A place belongs to the name («La Montagne (Clermont-Ferrand)»), a medium does not.
      let media = [
        "site", "web", "réf", "online", "en ligne", "tablette", "tablet", "mobile", "application",
        "app", "édition", "edition", "éd.", "ed.", "blog", "numérique", "digital", "newsletter",
      ]
      let words = inside.lowercased().split { $0 == " " || $0 == "-" || $0 == "," }
      if words.contains(where: { media.contains(String($0)) }) || inside == "en ligne" {
        article.keep("edition", inside.trimmed.map(Metadata.text))
        let after = name[name.index(after: close)...].drop { $0 == " " || $0 == "-" || $0 == "," }
        article.keep("publication_detail", after.trimmed.map(Metadata.text))
        name = String(name[..<open])
        break
      }
    }
    if let volume = name.range(of: ", vol. ") ?? name.range(of: ", Vol. ") {
      article.keep("volume", name[volume.upperBound...].trimmed.map(Metadata.text))
      name = String(name[..<volume.lowerBound])
    }
    article.outlet = name.trimmed
  }

  /// Section, date, time, length and page, as they are in one line.
  mutating func readHeader(_ line: String) {
    guard let line = line.trimmed else { return }
    guard let found = PrintedDate.first(in: line) else {
      article.section = line
      return
    }
    article.published = found.date
    article.section =
      found.before.split(separator: ",", omittingEmptySubsequences: true)
      .compactMap(\.trimmed).joined(separator: ", ").trimmed
    if let section = article.section, let page = Self.page(section) {
      article.keep("page", .text(page))
      article.section = nil
    }
    var unread: [String] = []
    var pages: [String] = []
    var after = found.after
    if let length = Self.length(in: after) {
      article.keep("words", .number(length.words))
      after = length.rest
    }
    for part in after.split(separator: ",") {
      guard let part = part.trimmed?.drop(while: { $0 == "-" || $0 == "–" || $0 == " " }).trimmed
      else { continue }
      if let page = Self.page(part) {
        pages.append(page)
      } else if !pages.isEmpty, part.count <= 6, part.contains(where: \.isASCIIDigit) {
        // «p. A1, A3»
        pages.append(part)
      } else {
        unread.append(part)
      }
    }
    article.keep("page", pages.isEmpty ? nil : .text(pages.joined(separator: ", ")))
    article.keep("header_detail", unread.isEmpty ? nil : .text(unread.joined(separator: ", ")))
  }

  /// What comes after «p.», «pp.» or «page».
  private static func page(_ part: String) -> String? {
    let lower = part.lowercased()
    for label in ["pp.", "pg.", "p.", "pages ", "page "] where lower.hasPrefix(label) {
      return part.dropFirst(label.count).trimmed
    }
    return nil
  }

  /// The number in «134 mots», «1 024 words» or «1,204 words», and the line without it.
  private static func length(in line: String) -> (words: String, rest: String)? {
    let labels: Set<Substring> = ["mots", "words", "mot", "word", "palabras", "wörter"]
    let isSpace = { (character: Character) in character.isWhitespace }
    for label in line.lowercased().split(whereSeparator: { !$0.isLetter })
    where labels.contains(label) {
      guard let at = line.lowercased().range(of: String(label)),
        line.lowercased().utf8.count == line.utf8.count
      else { continue }
      let before = line[..<at.lowerBound]
      var number = ""
      var start = before.endIndex
      // From the label to the left: groups of three digits, and the first of one to three or more.
      for group in before.split(whereSeparator: { isSpace($0) || $0 == "," || $0 == "." })
        .reversed()
      {
        guard group.allSatisfy(\.isASCIIDigit), number.isEmpty || number.utf8.count % 3 == 0,
          number.isEmpty || group.utf8.count <= 3
        else { break }
        number = group + number
        start = group.startIndex
        if group.utf8.count != 3 { break }
      }
      if !number.isEmpty {
        return (number, before[..<start] + "," + line[at.upperBound...])
      }
    }
    return nil
  }

  /// Title, overline, standfirst and authors by class, and where a class says nothing, by place.
  private mutating func readHeadings(in header: Element) {
    let box = header.first { $0.has(class: "titrearticle") }
    let title =
      header.first { $0.has(class: "rdp__articletitle") }
      ?? header.first { $0.has(class: "titrearticlevisu") } ?? box
    article.title = title?.line
    let start = title?.index ?? header.index
    var overlines: [String] = []
    var kickers: [String] = []
    var standfirst: [String] = []
    var authors: [String] = []
    // Where standfirsts have a class of their own, `sm-margin-bottomNews` below a title is who wrote it.
    let hasSubtitles = header.first { $0.has(class: "rdp__subtitle") } != nil
    let blocks = header.all { element in
      element.traits.contains(.block) && element.first { $0.traits.contains(.block) } == nil
    }
    for block in blocks {
      guard let line = block.line,
        !(title.map { $0.contains(block) || block.contains($0) } ?? false)
      else {
        continue
      }
      let classes = Self.classes(from: block, to: header)
      if plainHeader.contains(where: { $0.contains(block) || block.contains($0) }) { continue }
      if !classes.isDisjoint(with: ["docpublicationname", "docheader", "rdp__docpublicationname"])
        || block.first(where: {
          $0.has(class: "docpublicationname") || $0.has(class: "docheader")
            || $0.has(class: "doctitresoussection")
        }) != nil
      {
        continue
      }
      let isInBox = box?.contains(block) ?? false
      if classes.contains("docauthors") {
        authors.append(line)
      } else if classes.contains("rdp__subtitle") || block.parent?.name == "b"
        || block.first("b")?.line == line
      {
        standfirst.append(line)
      } else if block.index < start {
        if isInBox || classes.contains("sm-margin-bottom") {
          overlines.append(line)
        } else {
          kickers.append(line)
        }
      } else if isInBox, !hasSubtitles || !classes.contains("sm-margin-bottomnews") {
        standfirst.append(line)
      } else {
        authors.append(line)
      }
    }
    if overlines.isEmpty { swap(&overlines, &kickers) }
    article.keep("overline", overlines.isEmpty ? nil : .text(overlines.joined(separator: "\n")))
    article.keep("subsection", kickers.isEmpty ? nil : .text(kickers.joined(separator: "\n")))
    article.keep("standfirst", standfirst.isEmpty ? nil : .text(standfirst.joined(separator: "\n")))
    article.authors = authors.flatMap { $0.split(separator: ";").compactMap(\.trimmed) }
  }

  private static func classes(from element: Element, to top: Element) -> Set<String> {
    var classes: Set<String> = []
    var element = element
    while element != top {
      classes.formUnion(element.classes)
      guard let parent = element.parent else { break }
      element = parent
    }
    return classes
  }

  private mutating func readBody(of element: Element) {
    // The outermost box that has a text: a stray end tag may close the inner ones too early.
    var containers = element.all("section").filter {
      $0.first { $0.has(class: "dococurrcontainer") || $0.has(class: "doctext") } != nil
    }
    if containers.allSatisfy({ $0.line == nil }) {
      containers = element.all { $0.has(class: "doctext") }
    }
    if containers.allSatisfy({ $0.line == nil }) {
      containers = element.all { $0.has(class: "dococurrcontainer") }
    }
    if containers.allSatisfy({ $0.line == nil }), let section = element.first("section") {
      containers = [section]
    }
    if containers.isEmpty { containers = [element] }
    // A container inside another is read with it.
    var last: Element?
    containers = containers.filter { inner in
      if let last, last.contains(inner) { return false }
      last = inner
      return true
    }
    let links = containers.flatMap { container in
      container.all("a").filter { Self.isSourceLink($0) }
    }
    if let link = links.first, let address = link[attribute: "href"]?.trimmed {
      article.url = address
    }
    let bodies = containers.map { container in
      container.paragraphs { inner in
        switch inner.name {
        case "header", "footer", "aside", "figcaption": true
        case "a": Self.isSourceLink(inner) || Self.isClock(inner)
        default:
          inner.has(class: "apd-wrapper") || inner.has(class: "doc-urlref") || Self.isClock(inner)
        }
      }
    }
    article.body = bodies.filter { !$0.isEmpty }.joined(separator: "\n\n")
    let captions = containers.flatMap { $0.all("figcaption").compactMap(\.line) }
    article.keep("captions", captions.isEmpty ? nil : .list(captions.map(Metadata.text)))
    if article.url == nil,
      let box = element.first(where: { $0.has(class: "doc-urlref") })?.first("a")
        ?? element.first(where: { $0.has(class: "linkreferenceddoc") })
    {
      article.url = box[attribute: "href"]?.trimmed
    }
  }

  /// The time beside a line of a transcript.
  private static func isClock(_ element: Element) -> Bool {
    element.has(class: "time") && element.parent?.has(class: "transcript") == true
  }

  private static func isSourceLink(_ link: Element) -> Bool {
    guard let line = link.line?.lowercased() else { return false }
    return line.hasPrefix("cet article est paru") || line.hasPrefix("this article appeared")
      || line.hasPrefix("this article was published") || line.hasPrefix("lire l'article original")
      || line.hasPrefix("voir le document original")
  }

  /// Notes and captions: lines, some of which are labels («Note(s) :»).
  mutating func readNotes(_ lines: [String]) {
    var label = "notes"
    var values: [(label: String, value: String)] = []
    for line in lines {
      guard let line = line.trimmed else { continue }
      guard let (name, value) = Self.label(line) else {
        values.append((label, line))
        continue
      }
      label = name
      if let value { values.append((label, value)) }
    }
    for name in values.map(\.label).uniqued() {
      let all = values.filter { $0.label == name }.map(\.value)
      if name == "captions" {
        article.keep(name, .list(all.map(Metadata.text)))
      } else {
        article.keep(name, .text(all.joined(separator: "\n")))
      }
    }
  }

  /// The label that a line starts with: «Illustration(s) : Une photo».
  static func label(_ line: String) -> (name: String, value: String?)? {
    guard let colon = line.firstIndex(of: ":"),
      line.distance(from: line.startIndex, to: colon) < 30,
      let label = line[..<colon].trimmed
    else { return nil }
    let value = line[line.index(after: colon)...].trimmed
    let known: [(String, String)] = [
      ("note", "notes"), ("illustration", "captions"), ("photo", "captions"),
      ("légende", "captions"), ("caption", "captions"), ("image", "captions"),
      ("catégorie", "category"), ("category", "category"), ("taille", "size"), ("length", "size"),
      ("type de document", "document_type"), ("sujet", "subjects"), ("subject", "subjects"),
      ("lieu", "places"), ("location", "places"), ("auteur", "credited"), ("edition", "edition"),
      ("édition", "edition"), ("encadré", "sidebar"), ("graphique", "captions"),
      ("tableau", "captions"), ("aussi paru dans", "also_in"), ("also published in", "also_in"),
    ]
    let lower = label.lowercased()
    guard let name = known.first(where: { lower.hasPrefix($0.0) })?.1 else { return nil }
    return (name, value)
  }

  // MARK: Document number and copyright

  private mutating func readFooter(_ footer: Element) {
    let small = footer.all("small").compactMap(\.line)
    article.keep("copyright", small.isEmpty ? nil : .text(small.joined(separator: " ")))
    let number = footer.first {
      $0[attribute: "id"]?.hasSuffix("lblNodoc") == true || $0.has(class: "public-lblnodoc")
    }?.line
    readNumber(number ?? Self.number(in: footer.line ?? ""))
    if article.published == nil, let documentDate {
      article.published = documentDate
      article.keep("date_is", .text("document number"))
    }
    article.keep(
      "issued",
      (footer.first { $0[attribute: "id"]?.hasSuffix("lblEndDate") == true }?.line).map(
        Metadata.text))
  }

  mutating func readNumber(_ number: String?) {
    guard let number = number?.trimmed else { return }
    article.externalID = number
    let parts = number.split(separator: "·")
    if parts.count >= 3, parts[1].utf8.count == 8, parts[1].allSatisfy(\.isASCIIDigit) {
      documentDate = PrintedDate.iso(String(parts[1]))
    }
  }

  /// A document number somewhere in a line: `news·20060315·LM·0q1503`.
  static func number(in line: String) -> String? {
    line.split { $0 == " " || $0 == "\u{A0}" || $0 == "\n" }.map(String.init).first { word in
      let parts = word.split(separator: "·")
      return parts.count >= 3 && parts[1].utf8.count == 8 && parts[1].allSatisfy(\.isASCIIDigit)
    }
  }

  // MARK: Out

  func give(in file: DumpFile, to yield: (Record) throws -> Void) throws {
    if article.title == nil, article.body.isEmpty, article.outlet == nil {
      return try yield(
        .reject(
          Reject(
            origin: article.origin,
            reason: "expected an outlet, a title and a text, found none; not an article")))
    }
    try file.give(
      article, without: "no text found (no DocText, no section with text); kept aside", to: yield)
    try file.compare(
      article.published, with: documentDate, called: "document number", of: article.origin,
      to: yield)
  }
}
