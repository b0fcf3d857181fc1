import Press

/// Scanned pages of libraries: one article a page, unless a METS beside them says where articles are.
struct ALTO: DumpFormat {
  let name = "alto"
  let hasTags = true
  let isScan = true
  let summary =
    "ALTO, a scanned page (Gallica, BnF, BL, KB, ÖNB): blocks in reading order, split words joined"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"),
      bytes.containsMarker("<alto", within: 4096)
        || bytes.containsMarker(":alto", within: 4096)
          && bytes.containsMarker("standards/alto", within: 4096)
    else { return nil }
    return Recognition(.namespace, because: "XML with the element alto")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let document = Markup(source.bytes, as: .xml)
    guard let page = ALTOPage(document) else {
      throw file.error(.damaged, "has no element alto; get the file again")
    }
    var article = Article(
      origin: file.nextOrigin(bytes: source.range(0..<source.bytes.count)), body: "")
    var text = ScannedText()
    page.add(to: &text)
    article.body = text.text
    article.declaredLanguage = page.language.flatMap(WebPage.language)
    article.externalID = page.identifier
    if let day = FileDate(file) {
      RecordBuilder(file) { _ in }.fill(&article, from: day.fields)
    }
    article.keep("page", page.number.map(Metadata.text))
    article.keep("image", page.image.map(Metadata.text))
    article.keep("margins", page.margins.map(Metadata.text))
    article.keep("split_words", text.field)
    try file.give(article, without: "no text on this page (no String in a TextBlock)", to: yield)
    try file.tell(document.problem, of: source, to: yield)
  }
}
