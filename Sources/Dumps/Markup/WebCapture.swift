import Press

/// What a crawler kept of one address: a page, the text of one, or something that is no article.
enum WebCapture {
  /// A page, with why it is no article if it is none.
  case page(Article, problem: String?)
  /// Nothing to read, by kind.
  case passedOver(String)
  /// Why it cannot be read.
  case broken(String)

  /// Reads an answer of a web server: head and body as the archive has them.
  ///
  /// `isDeclaredHTTP` is true when the archive says that it is an answer of HTTP.
  static func answer(
    _ payload: [UInt8], address: String?, isDeclaredHTTP: Bool, of file: DumpFile
  ) -> WebCapture {
    guard let message = HTTPMessage(payload) else {
      return isDeclaredHTTP
        ? .broken("contains no HTTP response") : .passedOver("of another protocol than HTTP")
    }
    guard message.status == 200 || message.status == 203 else {
      return .passedOver("HTTP status \(message.status)")
    }
    guard
      message.type == nil || message.type == "text/html" || message.type == "application/xhtml+xml"
    else { return .passedOver(message.type ?? "") }
    let body: [UInt8]
    do { body = try message.body(limit: file.options.limits.whole) } catch {
      return .broken(error.problem)
    }
    return page(
      body, address: address, charset: message.charset,
      language: message["content-language"].flatMap(WebPage.language), of: file)
  }

  /// Reads the bytes of a page.
  static func page(
    _ body: [UInt8], address: String?, charset: String? = nil, language: String? = nil,
    of file: DumpFile
  ) -> WebCapture {
    let page = WebPage(MarkupSource(body, of: file, declared: charset).bytes, address: address)
    var article = page.article
    if article.declaredLanguage == nil { article.declaredLanguage = language }
    if article.url == nil { article.url = address }
    if let address, address != article.url { article.keep("capture_url", .text(address)) }
    return .page(article, problem: page.problem)
  }

  /// Reads a text that somebody took from a page: no title, no outlet, nothing but the text.
  static func text(
    _ body: [UInt8], address: String?, language: String?, of file: DumpFile
  ) -> WebCapture {
    let text = body.withUnsafeBytes { file.decode($0) }
    var article = Article(body: FieldText.trimmed(text))
    article.url = address
    article.declaredLanguage = language
    return .page(article, problem: article.body.isEmpty ? "the text of the page is empty" : nil)
  }

  /// Adds when a page was captured; that is its date when it has none itself.
  static func date(_ article: inout Article, _ captured: PressDate?) {
    guard let captured else { return }
    article.keep("captured", .text(captured.iso))
    if article.published == nil {
      article.published = captured
      article.keep("date_is", .text("capture"))
    }
  }
}

/// What lies ahead in a file of records that say how long they are.
struct RecordBytes {
  private let file: DumpFile
  private(set) var buffer: [UInt8] = []
  /// The first byte of `buffer` that was not read yet.
  var at = 0
  /// Where `buffer` starts in the file.
  private var base = 0
  private var isAtEnd = false

  init(_ file: DumpFile) { self.file = file }

  /// Where the next byte is in the file.
  var offset: Int { base + at }

  /// Reads on until `count` bytes lie ahead. - Returns: false when the file has fewer.
  mutating func fill(_ count: Int) throws -> Bool {
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

  /// Passes over `count` bytes. - Returns: false when the file has fewer.
  mutating func skip(_ count: Int) throws -> Bool {
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
  mutating func skipBlankLines() throws -> Bool {
    while try fill(1) {
      guard buffer[at] == 0x0A || buffer[at] == 0x0D else { return true }
      at += 1
    }
    return false
  }

  /// The next line without its end, at most `limit` bytes of it; nil at the end.
  mutating func line(limit: Int = 65_536) throws -> ArraySlice<UInt8>? {
    guard try fill(1) else { return nil }
    var searched = 0
    while true {
      if let end = buffer[(at + searched)...].firstIndex(of: 0x0A) {
        defer { at = end + 1 }
        let line = buffer[at..<end]
        return line.last == 0x0D ? line.dropLast() : line
      }
      searched = buffer.count - at
      if searched >= limit { break }
      guard try fill(searched + 1) else { break }
    }
    defer { at = min(at + searched, buffer.count) }
    return buffer[at..<min(at + searched, buffer.count)]
  }

  /// The next `count` bytes, which `fill` has brought.
  mutating func take(_ count: Int) -> [UInt8] {
    defer { at += count }
    return Array(buffer[at..<at + count])
  }
}
