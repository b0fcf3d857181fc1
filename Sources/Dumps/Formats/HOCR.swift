import Press

/// Scanned pages as Tesseract, OCRopus and the Internet Archive write them: one article a page.
struct HOCR: DumpFormat {
  let name = "hocr"
  let hasTags = true
  let summary = "hOCR, scanned pages (Tesseract, Internet Archive): paragraphs, split words joined"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.containsMarker("ocr_page"), bytes.containsMarker("<html", within: 4096) else {
      return nil
    }
    return Recognition(.marker, because: "HTML with the classes of hOCR")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let document = Markup(source.bytes, as: .html)
    let pages = document.root?.all { $0.has(class: "ocr_page") } ?? []
    guard !pages.isEmpty else {
      throw file.error(.damaged, "has no element of the class ocr_page; get the file again")
    }
    let language = document.first("html")?[attribute: "lang"].flatMap(FieldText.language)
    for page in pages {
      let place = source.range(page.node.source..<page.node.source)
      var article = Article(origin: file.nextOrigin(bytes: place), body: "")
      var text = ScannedText()
      for block in Self.blocks(page) { text.add(block: Self.lines(block)) }
      article.body = text.text
      let spoken = page.first { $0[attribute: "lang"] != nil }?[attribute: "lang"]
      article.declaredLanguage = spoken.flatMap(FieldText.language) ?? language
      let said = Self.properties(page[attribute: "title"] ?? "")
      article.keep("image", said["image"].map(Metadata.text))
      article.keep("page", (said["ppageno"] ?? page[attribute: "id"]).map(Metadata.text))
      article.keep("split_words", text.field)
      try file.give(article, without: "no text on this page (no ocr_line)", to: yield)
    }
  }

  /// Paragraphs; in their place blocks, or the whole page, where none are marked.
  private static func blocks(_ page: Element) -> [Element] {
    let paragraphs = page.all { $0.has(class: "ocr_par") }
    if !paragraphs.isEmpty { return paragraphs }
    let areas = page.all { $0.has(class: "ocr_carea") || $0.has(class: "ocrx_block") }
    return areas.isEmpty ? [page] : areas
  }

  private static func lines(_ block: Element) -> [[ScannedText.Word]] {
    let lines = block.all { element in
      element.has(class: "ocr_line") || element.has(class: "ocrx_line")
        || element.has(class: "ocr_header") || element.has(class: "ocr_caption")
        || element.has(class: "ocr_textfloat")
    }
    let texts =
      lines.isEmpty ? block.paragraphs().textLines.map(String.init) : lines.compactMap(\.line)
    return texts.map { text in
      text.split(whereSeparator: \.isWhitespace).map { ScannedText.Word(text: String($0)) }
    }
  }

  /// The values of a `title`: `image "p1.tif"; bbox 0 0 9 9; ppageno 3`.
  private static func properties(_ title: String) -> [String: String] {
    var values: [String: String] = [:]
    for part in title.split(separator: ";") {
      guard let part = part.trimmed, let blank = part.firstIndex(of: " ") else { continue }
      let value = part[blank...].filter { $0 != "\"" }
      values[String(part[..<blank])] = String(value).trimmed
    }
    return values
  }
}
