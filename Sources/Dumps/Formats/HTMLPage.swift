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
      bytes.containsMarker("<html", within: 8192) || bytes.containsMarker("<head>", within: 8192)
        || bytes.containsMarker("<body", within: 8192),
      XMLRecords().recognise(head) == nil
    else { return nil }
    return Recognition(.shape, because: "tags of an HTML page")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let page = WebPage(source.bytes)
    let origin = file.nextOrigin(bytes: source.range(0..<source.bytes.count))
    if let problem = page.problem {
      let excerpt = String((page.article.title ?? "").prefix(200))
      return try yield(.reject(Reject(origin: origin, reason: problem, excerpt: excerpt)))
    }
    var article = page.article
    article.origin = origin
    try yield(.article(article))
  }
}
