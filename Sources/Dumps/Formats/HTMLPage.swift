import Press

/// One saved page of the web, or a file of a folder of them.
struct HTMLPage: DumpFormat {
  let name = "html-page"
  let hasTags = true
  let summary = "saved web pages: JSON-LD, Open Graph and META fields, the text of the article"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    let start = bytes.drop { $0 <= 0x20 }.prefix(15).map {
      $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0
    }
    if start.starts(with: Array("<!doctype html".utf8)) || start.starts(with: Array("<html".utf8)) {
      return Recognition(.shape, because: "HTML page")
    }
    guard start.first == UInt8(ascii: "<"),
      !bytes.drop(while: { $0 <= 0x20 }).starts(with: Array("<?xml".utf8))
        || bytes.containsMarker("<html", within: 8192),
      TaggedText().recognise(head) == nil, XMLRecords().recognise(head) == nil
    else { return nil }
    if bytes.containsMarker("<html", within: 8192) || bytes.containsMarker("<head>", within: 8192)
      || bytes.containsMarker("<body", within: 8192)
    {
      return Recognition(.shape, because: "tags of an HTML page")
    }
    guard Self.isFragment(bytes) else { return nil }
    return Recognition(
      .shape, because: "HTML without a head: it begins with a paragraph or a heading")
  }

  private static let fragmentStarts: Set<String> = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "figure", "span",
    "strong", "em", "b", "i", "br", "center", "font", "img", "a", "table", "hr",
  ]

  /// True when the first element is one of a text in HTML, and one is closed.
  private static func isFragment(_ bytes: [UInt8]) -> Bool {
    var rest = bytes.drop { $0 <= 0x20 }
    // Editors set comments before their blocks: <!-- wp:paragraph -->
    while rest.starts(with: Array("<!--".utf8)) {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[(end + 1)...].drop { $0 <= 0x20 }
    }
    guard rest.first == UInt8(ascii: "<") else { return false }
    let name = rest.dropFirst().prefix(12).prefix {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
    }
    return fragmentStarts.contains(String(decoding: name, as: UTF8.self).lowercased())
      && (bytes.containsMarker("</p>") || bytes.containsMarker("</div>")
        || bytes.containsMarker("</h") || bytes.containsMarker("<br")
        || bytes.containsMarker("</table>"))
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let isFragment =
      file.head.isWhole && !source.bytes.containsMarker("<body")
      && !source.bytes.containsMarker("<html")
    let markup = Markup(
      isFragment ? Array("<body><article>".utf8) + source.bytes : source.bytes, as: .html)
    if let rows = PageTable.rows(in: markup) {
      return try withoutActuallyEscaping(yield) { yield in
        let builder = RecordBuilder(file, yield: yield)
        try XLSX.add(rows, sheet: nil, file, builder, yield)
        try builder.finish()
      }
    }
    if !WebPage.isDeclared(markup), try give(PageArticles(of: markup), in: file, source, to: yield)
    {
      return
    }
    let page = WebPage(markup, address: Self.savedFrom(source.bytes), isFragment: isFragment)
    let origin = file.nextOrigin(bytes: source.range(0..<source.bytes.count))
    if let problem = page.problem {
      let excerpt = String((page.article.title ?? "").prefix(200))
      return try yield(.reject(Reject(origin: origin, reason: problem, excerpt: excerpt)))
    }
    var article = page.article
    article.origin = origin
    if Self.breaksOff(source.bytes, article.body) { article.keep(FileTally.cut, .bool(true)) }
    try yield(.article(article))
  }

  /// The address in the comment with which browsers and SingleFile begin a page that they save:
  /// `<!-- saved from url=(0024)https://… -->`.
  private static func savedFrom(_ bytes: [UInt8]) -> String? {
    let start = String(decoding: bytes.prefix(2048), as: UTF8.self)
    guard let comment = start.range(of: "<!--"),
      let end = start[comment.upperBound...].range(of: "-->")
    else { return nil }
    let words = start[comment.upperBound..<end.lowerBound].split(whereSeparator: \.isWhitespace)
    guard
      words.prefix(3).map({ $0.lowercased() }) == ["page", "saved", "with"]
        || words.first?.lowercased() == "saved"
    else { return nil }
    for word in words {
      if FieldText.isURL(String(word)) { return String(word) }
      if word.hasPrefix("url=("), let close = word.firstIndex(of: ")") {
        return String(word[word.index(after: close)...])
      }
    }
    return nil
  }

  /// True for a page whose last words are no end of a sentence and in which nothing is closed after them.
  private static func breaksOff(_ bytes: [UInt8], _ body: String) -> Bool {
    guard let last = body.textParagraphs.last, !PageLines.endsSentence(last) else { return false }
    let tail = Array(bytes.suffix(16).drop { $0 <= 32 })
    return !tail.isEmpty && tail.last.map { $0 > 32 && $0 != UInt8(ascii: ">") } == true
      && (bytes.containsMarker("<html", within: 8192)
        || bytes.containsMarker("<body", within: 8192))
  }

  /// Hands over the articles of a page that contains several; false when it is one.
  private func give(
    _ page: PageArticles, in file: DumpFile, _ source: MarkupSource,
    to yield: (Record) throws -> Void
  ) throws -> Bool {
    guard page.articles.count > 1, !file.options.keepsWhole else { return false }
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      let place = source.range(0..<source.bytes.count)
      for (n, article) in page.articles.enumerated() {
        let origin = file.nextOrigin(bytes: place)
        if n == 0 { try builder.warn(TextLayout.split(into: page.articles.count, at: origin)) }
        try builder.add(article.fields, body: article.body, at: origin)
      }
      try builder.finish()
    }
    return true
  }
}
