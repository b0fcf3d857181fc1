import Press

/// Web archives: every HTML answer of a server through the reader of saved pages.
struct WARC: DumpFormat {
  let name = "warc"
  let summary =
    "WARC and WET (plain or .gz; CC-NEWS, Common Crawl, wget, Media Cloud): HTML responses as saved "
    + "pages, texts of WET as they are"

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
  private var bytes: RecordBytes
  /// What was passed over, by kind, for one warning each.
  private var skipped: [(kind: String, count: Int)] = []
  /// A page that waits for the metadata that may follow it.
  private var pending: (id: String?, address: String?, article: Article, problem: String?)?

  init(file: DumpFile) {
    self.file = file
    bytes = RecordBytes(file)
  }

  mutating func run(_ yield: (Record) throws -> Void) throws {
    while try bytes.skipBlankLines() {
      let start = bytes.offset
      guard try bytes.fill(5), bytes.buffer[bytes.at..<bytes.at + 5].elementsEqual("WARC/".utf8)
      else {
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
        guard try bytes.skip(length) else { break }
        continue
      }
      guard try bytes.fill(length) else {
        let found = bytes.buffer.count - bytes.at
        bytes.at = bytes.buffer.count
        try flush(yield)
        try reject(
          "the file ends inside record \(id ?? ""): \(length) bytes are declared, \(found) are there",
          start, yield)
        break
      }
      let payload = bytes.take(length)
      try read(
        payload, type: header("warc-type")?.lowercased() ?? "", id: id, header: header,
        place: start..<bytes.offset, yield)
    }
    try flush(yield)
    for (kind, count) in skipped {
      let message = "records passed over: \(count) × \(kind)"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
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
    case "response", "resource", "conversion": break
    default: return skip(type.isEmpty ? "without a type" : "of type \(type)")
    }
    try flush(yield)
    switch capture(payload, type: type, address: address, header: header) {
    case .passedOver(let kind): skip(kind)
    case .broken(let reason):
      try reject("record \(id ?? ""): \(reason)", place.lowerBound, yield, place)
    case .page(var article, let problem):
      if let reason = header("warc-truncated") {
        return try reject(
          "record \(id ?? "") was truncated by the crawler (\(reason))", place.lowerBound, yield,
          place)
      }
      article.origin = file.nextOrigin(bytes: place)
      WebCapture.date(&article, header("warc-date").flatMap(PrintedDate.iso))
      article.keep("warc_record", id.map(Metadata.text))
      pending = (id, address, article, problem)
    }
  }

  private func capture(
    _ payload: [UInt8], type: String, address: String?, header: (String) -> String?
  ) -> WebCapture {
    let media = header("content-type")?.split(separator: ";").first?.trimmed?.lowercased() ?? ""
    if type == "response" {
      return WebCapture.answer(
        payload, address: address, isDeclaredHTTP: media == "application/http", of: file)
    }
    if type == "conversion", media == "text/plain" || media.isEmpty {
      // Several languages are a guess for each; one is what the crawler says.
      let languages = (header("warc-identified-content-language") ?? "").split(separator: ",")
      let language = languages.count == 1 ? FieldText.language(String(languages[0])) : nil
      return WebCapture.text(payload, address: address, language: language, of: file)
    }
    guard media == "text/html" || media == "application/xhtml+xml" else {
      return .passedOver(media.isEmpty ? "of type \(type)" : media)
    }
    return WebCapture.page(payload, address: address, of: file)
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

  /// The lines of a head, up to its empty line or 64 KiB.
  private mutating func readHead() throws -> [String] {
    var size = 4096
    while true {
      let whole = try !bytes.fill(size)
      let (lines, body) = HTTPMessage.head(of: bytes.buffer[bytes.at...])
      if body < bytes.buffer.count || whole || size >= 65_536 {
        bytes.at = body
        return lines
      }
      size *= 2
    }
  }

  /// Goes to the next line that starts a record. - Returns: false when there is none.
  private mutating func findNextRecord() throws -> Bool {
    bytes.at = min(bytes.at + 1, bytes.buffer.count)
    while try bytes.fill(8) {
      if let hit = bytes.buffer[bytes.at...].firstIndex(of: 0x57) {
        bytes.at = hit
        guard try bytes.fill(8) else { return false }
        let at = bytes.at
        if bytes.buffer[at..<at + 6].elementsEqual("WARC/1".utf8),
          at == 0 || bytes.buffer[at - 1] == 0x0A
        {
          return true
        }
        bytes.at += 1
      } else {
        bytes.at = bytes.buffer.count
      }
    }
    return false
  }
}
