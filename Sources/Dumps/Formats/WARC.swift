import Press

/// Web archives: every HTML answer of a server through the reader of saved pages.
struct WARC: DumpFormat {
  let name = "warc"
  let summary = "WARC (plain or .gz; CC-NEWS, wget, Media Cloud): HTML responses as saved pages"

  func recognise(_ head: Head) -> Recognition? {
    guard head.bytes.drop(while: { $0 == 0x0A || $0 == 0x0D }).starts(with: Array("WARC/".utf8))
    else { return nil }
    return Recognition(.magic, because: "starts with WARC/")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    var reading = WARCReading(file: file)
    try reading.run(yield)
  }
}

/// One walk over the records of an archive, in bounded memory.
private struct WARCReading {
  let file: DumpFile
  private var buffer: [UInt8] = []
  /// The first byte of `buffer` that was not read yet, and where `buffer` starts in the file.
  private var at = 0
  private var base = 0
  private var isAtEnd = false
  /// What was passed over, by kind, for one warning each.
  private var skipped: [(kind: String, count: Int)] = []
  /// A page that waits for the metadata that may follow it.
  private var pending: (id: String?, address: String?, article: Article, problem: String?)?

  init(file: DumpFile) { self.file = file }

  mutating func run(_ yield: (Record) throws -> Void) throws {
    while try skipBlankLines() {
      let start = base + at
      guard try fill(5), buffer[at..<at + 5].elementsEqual("WARC/".utf8) else {
        try reject("expected a record that starts with WARC/, found other bytes", start, yield)
        guard try findNextRecord() else { break }
        continue
      }
      let headers = HTTPMessage.fields(try readHead().dropFirst())
      func header(_ name: String) -> String? {
        headers.first { $0.name == name }.map {
          $0.value.hasPrefix("<") && $0.value.hasSuffix(">")
            ? String($0.value.dropFirst().dropLast()) : $0.value
        }
      }
      guard let length = header("content-length").flatMap({ Int($0) }), length >= 0 else {
        try reject("the record has no Content-Length", start, yield)
        guard try findNextRecord() else { break }
        continue
      }
      let id = header("warc-record-id")
      guard length <= file.options.limits.record else {
        try reject(
          "record \(id ?? "") is larger than \(file.options.limits.record) bytes (--max-size)",
          start, yield)
        guard try skip(length) else { break }
        continue
      }
      guard try fill(length) else {
        let found = buffer.count - at
        at = buffer.count
        try flush(yield)
        try reject(
          "the file ends inside record \(id ?? ""): \(length) bytes are declared, \(found) are there",
          start, yield)
        break
      }
      let payload = Array(buffer[at..<at + length])
      at += length
      try read(
        payload, type: header("warc-type")?.lowercased() ?? "", id: id, header: header,
        place: start..<base + at, yield)
    }
    try flush(yield)
    for (kind, count) in skipped {
      let message = "records passed over: \(count) × \(kind)"
      try yield(.warning(Warning(origin: file.origin(), message: message)))
    }
  }

  // MARK: Records

  private mutating func read(
    _ payload: [UInt8], type: String, id: String?, header: (String) -> String?, place: Range<Int>,
    _ yield: (Record) throws -> Void
  ) throws {
    let address = header("warc-target-uri")
    switch type {
    case "metadata":
      if try !complete(payload, header: header) { skip("metadata") }
      try flush(yield)
      return
    case "warcinfo", "request", "revisit", "continuation":
      if type == "revisit" { skip("revisit, the page was captured before") }
      if type != "request" { try flush(yield) }
      return
    case "response", "resource": break
    default: return skip(type.isEmpty ? "without a type" : "of type \(type)")
    }
    try flush(yield)
    var body = payload
    var charset: String?
    var language: String?
    if type == "response" {
      guard let message = HTTPMessage(payload) else {
        return header("content-type")?.hasPrefix("application/http") == true
          ? try reject("record \(id ?? "") holds no HTTP answer", place.lowerBound, yield, place)
          : skip("of another protocol than HTTP")
      }
      guard message.status == 200 || message.status == 203 else {
        return skip("HTTP status \(message.status)")
      }
      guard
        message.type == nil || message.type == "text/html"
          || message.type == "application/xhtml+xml"
      else {
        return skip(message.type ?? "")
      }
      do { body = try message.body(limit: file.options.limits.whole) } catch {
        return try reject("record \(id ?? ""): \(error.problem)", place.lowerBound, yield, place)
      }
      charset = message.charset
      language = message["content-language"].flatMap(WebPage.language)
    } else {
      let type = header("content-type")?.split(separator: ";").first.map(String.init) ?? ""
      guard type == "text/html" || type == "application/xhtml+xml" else { return skip(type) }
    }
    if let reason = header("warc-truncated") {
      return try reject(
        "record \(id ?? "") was truncated by the crawler (\(reason))", place.lowerBound, yield,
        place)
    }
    let page = WebPage(MarkupSource(body, of: file, declared: charset).bytes, address: address)
    var article = page.article
    article.origin = file.nextOrigin(bytes: place)
    if article.declaredLanguage == nil { article.declaredLanguage = language }
    if article.url == nil { article.url = address }
    if let address, address != article.url { article.keep("capture_url", .text(address)) }
    if let captured = header("warc-date").flatMap(PrintedDate.iso) {
      article.keep("captured", .text(captured.iso))
      if article.published == nil {
        article.published = captured
        article.keep("date_is", .text("capture"))
      }
    }
    article.keep("warc_record", id.map(Metadata.text))
    pending = (id, address, article, page.problem)
  }

  /// Adds what Media Cloud stores of a page: the text it took from it, title, date and language.
  ///
  /// - Returns: false when the record is nothing of that kind.
  private mutating func complete(_ payload: [UInt8], header: (String) -> String?) throws -> Bool {
    guard let value = JSONText.read(payload), !value.fields.isEmpty, var page = pending else {
      return false
    }
    let refers = header("warc-concurrent-to") ?? header("warc-refers-to")
    guard refers == nil || refers == page.id || header("warc-target-uri") == page.address else {
      return false
    }
    let content = value["content_metadata"] ?? value
    page.article.title =
      content["article_title"]?.string ?? content["title"]?.string ?? page.article.title
    if let date = (content["publication_date"]?.string ?? content["publish_date"]?.string).flatMap(
      PrintedDate.iso)
    {
      page.article.published = date
      page.article.metadata.removeAll { $0.name == "date_is" }
    }
    page.article.declaredLanguage =
      content["language"]?.string.flatMap(WebPage.language) ?? page.article.declaredLanguage
    page.article.url = content["url"]?.string ?? content["original_url"]?.string ?? page.article.url
    if let text = (content["text_content"] ?? content["article_text"])?.string {
      page.article.body = Fragment.lines(text)
      page.problem = nil
    }
    for field in value.fields {
      let rest = field.value.fields.filter {
        !["text_content", "article_text", "raw_html"].contains($0.name) && $0.value != .null
      }
      page.article.keep(
        field.name,
        rest.isEmpty
          ? (field.value.fields.isEmpty && field.value != .null ? field.value : nil) : .object(rest)
      )
    }
    pending = page
    return true
  }

  private mutating func flush(_ yield: (Record) throws -> Void) throws {
    guard let page = pending else { return }
    pending = nil
    if let problem = page.problem {
      let reason = "record \(page.id ?? ""), \(page.address ?? ""): \(problem)"
      try yield(
        .reject(
          Reject(
            origin: page.article.origin, reason: reason,
            excerpt: String((page.article.title ?? "").prefix(200)))))
    } else {
      try yield(.article(page.article))
    }
  }

  private mutating func skip(_ kind: String) {
    if let at = skipped.firstIndex(where: { $0.kind == kind }) {
      skipped[at].count += 1
    } else if skipped.count < 50 {
      skipped.append((kind, 1))
    }
  }

  private func reject(
    _ reason: String, _ start: Int, _ yield: (Record) throws -> Void, _ place: Range<Int>? = nil
  ) throws {
    try yield(
      .reject(Reject(origin: file.nextOrigin(bytes: place ?? start..<start), reason: reason)))
  }

  // MARK: Bytes

  /// Reads on until `count` bytes lie ahead. - Returns: false when the file has fewer.
  private mutating func fill(_ count: Int) throws -> Bool {
    while buffer.count - at < count {
      if isAtEnd { return false }
      if at > 0 {
        base += at
        buffer.removeSubrange(..<at)
        at = 0
      }
      guard let chunk = try file.nextChunk() else {
        isAtEnd = true
        return false
      }
      buffer.append(contentsOf: chunk)
    }
    return true
  }

  private mutating func skip(_ count: Int) throws -> Bool {
    var left = count
    while left > 0 {
      guard try fill(1) else { return false }
      let step = min(left, buffer.count - at)
      at += step
      left -= step
    }
    return true
  }

  /// Passes over empty lines. - Returns: false at the end.
  private mutating func skipBlankLines() throws -> Bool {
    while try fill(1) {
      guard buffer[at] == 0x0A || buffer[at] == 0x0D else { return true }
      at += 1
    }
    return false
  }

  /// The lines of a head, up to its empty line or 64 KiB.
  private mutating func readHead() throws -> [String] {
    var size = 4096
    while true {
      let whole = try !fill(size)
      let (lines, body) = HTTPMessage.head(of: buffer[at...])
      if body < buffer.count || whole || size >= 65_536 {
        at = body
        return lines
      }
      size *= 2
    }
  }

  /// Goes to the next line that starts a record. - Returns: false when there is none.
  private mutating func findNextRecord() throws -> Bool {
    at = min(at + 1, buffer.count)
    while try fill(8) {
      if let hit = buffer[at...].firstIndex(of: 0x57) {
        at = hit
        guard try fill(8) else { return false }
        if buffer[at..<at + 6].elementsEqual("WARC/1".utf8), at == 0 || buffer[at - 1] == 0x0A {
          return true
        }
        at += 1
      } else {
        at = buffer.count
      }
    }
    return false
  }
}
