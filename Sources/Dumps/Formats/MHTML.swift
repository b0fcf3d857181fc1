import Press

/// A page that a browser saved with all its parts in one file.
struct MHTML: DumpFormat {
  let name = "mhtml"
  let summary = "MHTML (Chrome, Edge, Internet Explorer, Word): the page in it, as a saved page"

  func recognise(_ head: Head) -> Recognition? {
    guard Self.isArchive(head.bytes) else { return nil }
    return Recognition(.marker, because: "headers of a saved page (multipart/related)")
  }

  /// True for the headers of a saved page; those of a message name who sent it.
  static func isArchive(_ bytes: [UInt8]) -> Bool {
    let start = bytes.drop { $0 <= 32 }
    guard MailPart.isHeader(start.prefix(80)),
      bytes.containsMarker("multipart/related", within: 4096)
    else { return false }
    let page = MailPart(start.prefix(8192))
    guard MailWords.parameters(page["content-type"] ?? "").name == "multipart/related" else {
      return false
    }
    let from = page["from"]?.lowercased()
    return page["snapshot-content-location"] != nil || from == nil && page["received"] == nil
      || from?.range(of: "saved by") != nil || from?.range(of: "enregistré par") != nil
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes()
    let archive = MailPart(bytes[...])
    guard let part = archive.first(ofType: "text/html") else {
      throw file.error(.damaged, "has no part text/html; save the page again")
    }
    let address =
      archive["snapshot-content-location"]
      ?? part["content-location"].flatMap {
        $0.hasPrefix("http") ? $0 : nil
      }
    let charset = MailWords.parameters(part["content-type"] ?? "").values["charset"]
    let capture = WebCapture.page(part.body, address: address, charset: charset, of: file)
    guard case .page(var article, let problem) = capture else { return }
    article.origin = file.nextOrigin(bytes: 0..<bytes.count)
    let saved = archive["date"].flatMap(PrintedDate.iso)
    article.keep("saved", saved.map { .text($0.iso) })
    if let problem {
      let excerpt = String((article.title ?? "").prefix(200))
      return try yield(.reject(Reject(origin: article.origin, reason: problem, excerpt: excerpt)))
    }
    try yield(.article(article))
  }
}
