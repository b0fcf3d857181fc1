import Press

/// Chats and channels as Telegram Desktop exports them for reading: `messages.html`.
struct TelegramHTML: DumpFormat {
  let name = "telegram-html"
  let hasTags = true
  let summary = "Telegram Desktop's export as HTML: one article a message with a text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.containsMarker("<html", within: 4096),
      bytes.containsMarker("class=\"page_body chat_page\"")
    else { return nil }
    return Recognition(.marker, because: "HTML with the classes of Telegram Desktop")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let document = Markup(source.bytes, as: .html)
    let header = document.root?.first { $0.has(class: "page_header") }
    let chat = header?.first { $0.has(class: "text") }?.line
    var sender: String?
    var skipped = 0
    for message in document.root?.all(where: { $0.has(class: "message") }) ?? [] {
      let text = message.first { $0.has(class: "text") }?.paragraphs() ?? ""
      // Messages that follow each other name their sender once.
      if let name = message.first(where: { $0.has(class: "from_name") })?.line { sender = name }
      if message.has(class: "service") || text.isEmpty {
        skipped += 1
        continue
      }
      let place = source.range(message.node.source..<message.node.source)
      var article = Article(origin: file.nextOrigin(bytes: place), body: text)
      article.outlet = chat
      if let sender, sender != chat { article.authors = [sender] }
      let date = message.first { $0.has(class: "date") }?[attribute: "title"]
      article.published = date.flatMap(Self.date)
      if article.published == nil { article.keep(FileTally.unreadDate, date.map(Metadata.text)) }
      article.externalID = message[attribute: "id"]
      try yield(.article(article))
    }
    if skipped > 0 {
      let message = "messages passed over: \(skipped) × message of the service, or without a text"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
  }

  /// «16.05.2019 08:30:00 UTC+02:00» as it is meant.
  private static func date(_ printed: String) -> PressDate? {
    let parts = printed.split(separator: " ")
    let day = parts.first.map { $0.split(separator: ".") } ?? []
    guard parts.count >= 2, day.count == 3 else { return PrintedDate.iso(printed) }
    let zone = parts.count > 2 && parts[2].hasPrefix("UTC") ? String(parts[2].dropFirst(3)) : ""
    let iso = "\(day[2])-\(day[1])-\(day[0])T\(parts[1])\(zone)"
    return PrintedDate.iso(iso).map { PressDate(iso: $0.iso, printed: printed) }
  }
}
