import Press

/// Corpora of newswire as researchers hand them on: Reuters-21578, Gigaword, TREC.
struct SGML: DumpFormat {
  let name = "sgml"
  let hasTags = true
  let summary =
    "SGML corpora (Reuters-21578, Gigaword, TREC): headline, dateline, date, topics, text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return nil }
    if bytes.containsMarker("<reuters ", within: 4096) {
      return Recognition(.marker, because: "SGML with <REUTERS> elements")
    }
    let text = Array(bytes.prefix(65_536))
    let start = text.drop { $0 <= 0x20 }
    guard start.prefix(4).map({ $0 | 0x20 }).elementsEqual("<doc".utf8.map { $0 | 0x20 }),
      start.dropFirst(4).first.map({ $0 <= 0x20 || $0 == UInt8(ascii: ">") }) == true
    else { return nil }
    if text.containsMarker("<docno>") || text.containsMarker("<docid>") {
      return Recognition(.marker, because: "SGML of TREC: <DOC> with <DOCNO>")
    }
    guard text.containsMarker("<text>"), text.containsMarker("type=") || text.containsMarker("id=")
    else { return nil }
    return Recognition(.marker, because: "SGML of Gigaword: <DOC id= type=> with <TEXT>")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let records = ["DOC", "doc", "REUTERS", "reuters"]
    try Markup.read(source.bytes, as: .xml, records: records) { element in
      let place = source.range(element.node.source..<element.markup.recordEnd)
      let origin = file.nextOrigin(bytes: place)
      if element.markup.recordIsCut {
        let reason = "the file ends inside this document (<\(element.name)>); get the file again"
        return try yield(.reject(Reject(origin: origin, reason: reason)))
      }
      let article = Self.article(element, origin)
      try file.give(article, without: "no text found in the element TEXT", to: yield)
    }
  }

  // Names come in capitals or small letters.
  private static func child(_ element: Element, _ name: String) -> Element? {
    element.first(where: { $0.name.uppercased() == name })
  }

  private static func line(_ element: Element, _ name: String) -> String? {
    child(element, name)?.line
  }

  private static func article(_ element: Element, _ origin: Origin) -> Article {
    var article = Article(origin: origin, body: "")
    let text = child(element, "TEXT")
    article.externalID =
      line(element, "DOCNO") ?? line(element, "DOCID") ?? element[attribute: "id"]
      ?? element[attribute: "NEWID"]
    let title = ["HEADLINE", "TITLE", "HEAD", "TI", "HL", "SLUG"].lazy.compactMap {
      line(element, $0)
    }.first
    article.title = title.map { Self.withoutByline($0, &article) }
    article.declaredLanguage = element[attribute: "lang"].flatMap(WebPage.language)
    let byline = ["BYLINE", "AUTHOR", "BY"].lazy.compactMap { line(element, $0) }.first
    if let byline { article.authors = AgencyText.people(byline) }
    article.published = date(element, article.externalID)
    article.outlet = outlet(article.externalID, element)
    for name in ["DATELINE", "SECTION", "SOURCE", "PUB", "PAGE", "COUNTRY", "GRAPHIC", "TYPE"] {
      let value = line(element, name)
      if name == "SECTION" {
        article.section = value
      } else {
        article.keep(name.lowercased(), value.map(Metadata.text))
      }
    }
    for (name, value) in element.attributes where value != article.externalID {
      article.keep(name.lowercased(), value.trimmed.map(Metadata.text))
    }
    for name in ["TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES"] {
      let list = child(element, name)?.children.compactMap(\.line) ?? []
      // The attribute TOPICS of Reuters-21578 says whether it was indexed at all.
      article.keep(
        name == "TOPICS" ? "subjects" : name.lowercased(),
        list.isEmpty ? nil : .list(list.map(Metadata.text)))
    }
    article.body = body(element, text)
    return article
  }

  /// «Dyke Breaks ---- By Ann Lee Staff Reporter of …»: the byline is in the heading.
  private static func withoutByline(_ heading: String, _ article: inout Article) -> String {
    var parts = heading.split(separator: " ")[...]
    guard let rule = parts.firstIndex(where: { $0.count >= 3 && $0.allSatisfy { $0 == "-" } })
    else { return heading }
    let title = parts[..<rule].joined(separator: " ")
    parts = parts[(rule + 1)...].drop { $0.allSatisfy { $0 == "-" } }
    if parts.first?.lowercased() == "by" {
      article.authors = [parts.dropFirst().prefix(2).joined(separator: " ")]
    }
    if !parts.isEmpty { article.keep("heading", .text(parts.joined(separator: " "))) }
    return title.isEmpty ? heading : title
  }

  /// Days are in an element, or in the number of the document: `AFP_ENG_20101201.0001`,
  /// `AP880212-0001`.
  private static func date(_ element: Element, _ id: String?) -> PressDate? {
    for name in ["DATE", "DATE_TIME", "DATETIME", "PUBDATE", "DATE1", "DD", "PD", "ENTRY_DATE"] {
      guard let line = line(element, name)?.trimmed else { continue }
      let digits = line.filter(\.isASCIIDigit)
      // «910514», and «04/02/90» of which only the number of the document says the order.
      if digits.utf8.count == 6, line.utf8.count <= 8, line.utf8.count > 6 || digits == line {
        if let id, let day = numbered(id) { return day }
        if digits == line, let date = PrintedDate.iso("19" + digits) { return date }
      }
      if let date = PrintedDate.iso(line) ?? PressDate(reading: line) { return date }
    }
    return id.flatMap(numbered)
  }

  /// The day in the number of a document.
  private static func numbered(_ id: String) -> PressDate? {
    for run in id.split(whereSeparator: { !$0.isASCIIDigit }) {
      if run.utf8.count == 8, let date = PrintedDate.iso(String(run)) { return date }
      if run.utf8.count == 6, let date = PrintedDate.iso("19" + run) { return date }
    }
    return nil
  }

  /// Gigaword's documents begin with the agency and the language; Reuters-21578 is Reuters'.
  private static func outlet(_ id: String?, _ element: Element) -> String? {
    if element.name.uppercased() == "REUTERS" { return "Reuters" }
    guard let id else { return nil }
    let agency = id.prefix { $0.isLetter && $0.isASCII }.uppercased()
    return [
      "AFP": "Agence France-Presse", "APW": "Associated Press Worldstream",
      "AP": "Associated Press",
      "XIN": "Xinhua News Agency", "NYT": "New York Times Newswire Service",
      "CNA": "Central News Agency of Taiwan", "LTW": "Los Angeles Times/Washington Post",
      "WPB": "Washington Post/Bloomberg", "LA": "Los Angeles Times", "FT": "Financial Times",
      "WSJ": "Wall Street Journal", "SJMN": "San Jose Mercury News",
    ][agency]
  }

  private static let heads: Set<String> = [
    "TITLE", "DATELINE", "AUTHOR", "HEADLINE", "BYLINE", "DATE", "DOCNO", "DOCID", "HEAD", "F",
  ]

  private static func body(_ element: Element, _ text: Element?) -> String {
    // The lead of some collections is in an element of its own, before the text.
    let lead = child(element, "LP").map { body(of: $0) }
    let rest = (text ?? child(element, "TX")).map { body(of: $0) }
    return [lead, rest].compactMap { $0?.trimmed }.joined(separator: "\n\n")
  }

  private static func body(of text: Element) -> String {
    let content = child(text, "BODY") ?? text
    let hasParagraphs = content.first { $0.name.uppercased() == "P" } != nil
    let plain =
      hasParagraphs
      ? content.paragraphs(blocks: ["P", "p", "H3", "SUBHEAD"]) {
        heads.contains($0.name.uppercased())
      }
      : indented(own(content))
    // Reuters-21578 ends its texts with the name of the agency and a control character.
    var lines = plain.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while let last = lines.last,
      last.unicodeScalars.allSatisfy({ $0.value <= 32 }) || last.trimmed?.uppercased() == "REUTER"
    {
      lines.removeLast()
    }
    return FieldText.trimmed(lines.joined(separator: "\n"))
  }

  private static func own(_ element: Element) -> String {
    var bytes: [UInt8] = []
    var at = element.index + 1
    let markup = element.markup
    while at < element.end {
      let node = markup.nodes[at]
      if node.name >= 0, heads.contains(markup.names.names[Int(node.name)].uppercased()) {
        at = Int(node.end)
        continue
      }
      if node.name < 0 {
        bytes += markup.text[Int(node.from)..<Int(node.to)].filter {
          $0 >= 32 || $0 == 10 || $0 == 9
        }
      }
      at += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Paragraphs of wire text begin with an indent, or after a blank line; lines are wrapped.
  private static func indented(_ text: String) -> String {
    var paragraphs: [[String]] = [[]]
    let lines = text.textLines
    let isIndented = lines.count { $0.hasPrefix("   ") } * 2 < lines.count
    for line in lines {
      guard let words = line.trimmed else {
        paragraphs.append([])
        continue
      }
      if isIndented, line.hasPrefix("   ") || line.hasPrefix("\t") { paragraphs.append([]) }
      paragraphs[paragraphs.count - 1].append(words)
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }
}
