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
      for block in Self.blocks(page) { text.add(block: block) }
      article.body = text.text
      let spoken = page.first { $0[attribute: "lang"] != nil }?[attribute: "lang"]
      article.declaredLanguage = spoken.flatMap(FieldText.language) ?? language
      let said = Self.properties(page[attribute: "title"] ?? "")
      article.title =
        document.all("meta").first {
          $0[attribute: "name"]?.lowercased() == "dc.title"
        }?[attribute: "content"]?.trimmed
      article.keep("image", said["image"].map(Metadata.text))
      article.keep("page", (said["ppageno"] ?? page[attribute: "id"]).map(Metadata.text))
      article.keep("split_words", text.field)
      try file.give(article, without: "no text on this page (no ocr_line)", to: yield)
    }
  }

  /// The lines of a page by the paragraph around them, or the block where none is marked.
  ///
  /// Lines may stand outside of every paragraph.
  private static func blocks(_ page: Element) -> [[[ScannedText.Word]]] {
    var blocks: [[[ScannedText.Word]]] = []
    var around: Element?
    for line in page.all(where: isLine) {
      let block = self.block(of: line, in: page)
      if blocks.isEmpty || block != around { blocks.append([]) }
      around = block
      blocks[blocks.count - 1].append(words(line))
    }
    return blocks
  }

  private static func isLine(_ element: Element) -> Bool {
    element.has(class: "ocr_line") || element.has(class: "ocrx_line")
      || element.has(class: "ocr_header") || element.has(class: "ocr_caption")
      || element.has(class: "ocr_textfloat")
  }

  private static func block(of line: Element, in page: Element) -> Element? {
    var around = line.parent
    while let element = around, element != page {
      if element.has(class: "ocr_par") || element.has(class: "ocr_carea")
        || element.has(class: "ocrx_block") || element.name.hasPrefix("h")
      {
        return element
      }
      around = element.parent
    }
    return page
  }

  private static func words(_ line: Element) -> [ScannedText.Word] {
    // Tesseract may give other readings of each letter beside the word.
    let text = line.line { inner in
      inner.has(class: "ocrx_cinfo") && inner.parent?.has(class: "ocrx_word") == true
        && inner.parent?.hasOwnText == true
    }
    return (text ?? "").split(whereSeparator: \.isWhitespace).map {
      ScannedText.Word(text: String($0))
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
