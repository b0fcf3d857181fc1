import Press

/// A page that Safari saved: a property list with the page and its parts.
struct WebArchive: DumpFormat {
  let name = "webarchive"
  let summary = "Safari's .webarchive (binary or XML): the page in it, as a saved page"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.starts(with: Array("bplist00".utf8)) || bytes.containsMarker("<plist", within: 512),
      bytes.containsMarker("webmainresource")
    else { return nil }
    return Recognition(.magic, because: "a property list with the key WebMainResource")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes()
    let list = PropertyList(bytes)
    guard let page = list["WebMainResource", "WebResourceData"] else {
      throw file.error(.damaged, "has no WebResourceData in WebMainResource; save the page again")
    }
    func text(_ key: String) -> String? {
      list["WebMainResource", key].map { String(decoding: $0, as: UTF8.self) }
    }
    let type = text("WebResourceMIMEType") ?? "text/html"
    guard type == "text/html" || type == "application/xhtml+xml" else {
      throw file.error(.refused, "contains \(type) and no page; leave it out")
    }
    let capture = WebCapture.page(
      page, address: text("WebResourceURL"), charset: text("WebResourceTextEncodingName"), of: file)
    guard case .page(var article, let problem) = capture else { return }
    article.origin = file.nextOrigin(bytes: 0..<bytes.count)
    if let problem {
      let excerpt = String((article.title ?? "").prefix(200))
      return try yield(.reject(Reject(origin: article.origin, reason: problem, excerpt: excerpt)))
    }
    try yield(.article(article))
  }
}
