import Press

/// Pages that Transkribus, eScriptorium and OCR-D have read: one article a page.
struct PageXML: DumpFormat {
  let name = "page-xml"
  let hasTags = true
  let isScan = true
  let summary = "PAGE XML (Transkribus, eScriptorium, OCR-D): text regions in reading order"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"),
      bytes.containsMarker("<pcgts", within: 4096) || bytes.containsMarker(":pcgts", within: 4096)
    else { return nil }
    return Recognition(.namespace, because: "XML with the element PcGts")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let document = Markup(source.bytes, as: .xml)
    guard let root = document.first("PcGts") else {
      throw file.error(.damaged, "has no element PcGts; get the file again")
    }
    for page in root.all("Page") {
      let place = source.range(page.node.source..<page.node.source)
      var article = Article(origin: file.nextOrigin(bytes: place), body: "")
      var text = ScannedText()
      for region in Self.regions(page) { text.add(block: Self.lines(region)) }
      article.body = text.text
      article.keep("image", page[attribute: "imageFilename"].map(Metadata.text))
      article.keep("split_words", text.field)
      let metadata = root.child("Metadata")
      article.keep("creator", metadata?.child("Creator")?.line.map(Metadata.text))
      if let remote = metadata?.child("TranskribusMetadata") {
        article.keep("page", remote[attribute: "pageNr"].map(Metadata.text))
        article.externalID = remote[attribute: "docId"]
      }
      try file.give(article, without: "no text on this page (no Unicode in a TextLine)", to: yield)
    }
    try file.tell(document.problem, of: source, to: yield)
  }

  /// Text regions in the order that the page declares, else as they are in the file.
  private static func regions(_ page: Element) -> [Element] {
    let all = page.all("TextRegion")
    guard let reading = page.child("ReadingOrder") else { return inCustomOrder(all) }
    let references = reading.all { $0.name.hasSuffix("RegionRefIndexed") || $0.name == "RegionRef" }
    // The index of a reference counts within its group; groups follow each other as written.
    let sorted = references.enumerated().sorted { a, b in
      guard a.element.parent == b.element.parent,
        let x = a.element[attribute: "index"].flatMap({ Int($0) }),
        let y = b.element[attribute: "index"].flatMap({ Int($0) })
      else { return a.offset < b.offset }
      return x < y
    }
    var places: [String: Int] = [:]
    for (_, reference) in sorted {
      if let id = reference[attribute: "regionRef"], places[id] == nil { places[id] = places.count }
    }
    return all.enumerated().sorted { a, b in
      let x = a.element[attribute: "id"].flatMap { places[$0] } ?? .max
      let y = b.element[attribute: "id"].flatMap { places[$0] } ?? .max
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }

  /// Elements in the order that Transkribus writes into each: `custom="readingOrder {index:3;}"`; as they
  /// are in the file where one says nothing.
  private static func inCustomOrder(_ elements: [Element]) -> [Element] {
    let places = elements.compactMap { element -> Int? in
      guard let custom = element[attribute: "custom"],
        let order = custom.range(of: "readingOrder"),
        let index = custom[order.upperBound...].range(of: "index:")
      else { return nil }
      return Int(
        custom[order.upperBound...][index.upperBound...].drop { $0 == " " }
          .prefix(while: \.isASCIIDigit))
    }
    guard places.count == elements.count else { return elements }
    return zip(places, elements).enumerated().sorted {
      ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
    }.map(\.element.1)
  }

  private static func lines(_ region: Element) -> [[ScannedText.Word]] {
    let lines = inCustomOrder(region.children("TextLine"))
    let texts =
      lines.isEmpty
      ? (unicode(region)?.textLines.map(String.init) ?? [])
      : lines.compactMap { line in
        unicode(line) ?? line.children("Word").compactMap { unicode($0) }.joined(separator: " ")
      }
    return texts.map { text in
      text.split(whereSeparator: \.isWhitespace).map { ScannedText.Word(text: String($0)) }
    }
  }

  // Of several readings, the one with the lowest index is the one that was chosen.
  private static func unicode(_ element: Element) -> String? {
    let readings = element.children("TextEquiv")
    let best = readings.min { rank($0) < rank($1) }
    return best?.child("Unicode")?.rawText.trimmed
  }

  private static func rank(_ reading: Element) -> Int {
    reading[attribute: "index"].flatMap { Int($0) } ?? -1
  }
}
