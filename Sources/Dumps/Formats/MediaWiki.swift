import Press

/// Exports of MediaWiki (Wikinews): pages of the main namespace, markup as text.
struct MediaWiki: DumpFormat {
  let name = "mediawiki"
  let hasTags = true
  let summary = "MediaWiki XML (Wikinews): articles of namespace 0, {{date}}, categories, sources"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.drop(while: { $0 <= 0x20 }).first == UInt8(ascii: "<"),
      bytes.containsMarker("<mediawiki", within: 8192)
        || bytes.containsMarker("<page>", within: 65_536)
          && bytes.containsMarker("<revision>", within: 65_536)
    else { return nil }
    return Recognition(.namespace, because: "XML with the element mediawiki")
  }

  /// Reads page by page: a dump of any size takes the memory of one page.
  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    var site = Site()
    var buffer: [UInt8] = []
    var base = 0
    var searched = 0
    var isOther = [String: Int]()
    var unknown = UnknownTemplates()
    let marker = Array("</page>".utf8)
    while let chunk = try file.nextChunk() {
      buffer.append(contentsOf: chunk)
      var taken = 0
      while let end = Self.find(marker, in: buffer, from: max(searched, taken)) {
        try read(buffer[taken..<end], at: base + taken, &site, &isOther, &unknown, file, yield)
        taken = end
        searched = end
      }
      buffer.removeSubrange(..<taken)
      base += taken
      searched = max(0, buffer.count - marker.count)
      if buffer.count > file.options.limits.record {
        let reason =
          "a page is larger than \(file.options.limits.record) bytes (--max-size), or the file is damaged"
        try yield(
          .reject(
            Reject(origin: file.nextOrigin(bytes: base..<base + buffer.count), reason: reason)))
        base += buffer.count
        buffer = []
        searched = 0
      }
    }
    if let start = Self.find(Array("<page>".utf8), in: buffer, from: 0) {
      let reason = "the file ends inside this page; get the file again"
      let excerpt = String(
        String(decoding: buffer[start...].prefix(400), as: UTF8.self).prefix(200))
      try yield(
        .reject(
          Reject(
            origin: file.nextOrigin(bytes: base + start..<base + buffer.count), reason: reason,
            excerpt: excerpt)))
    }
    if let warning = unknown.warning { try yield(.warning(warning)) }
    for (kind, count) in isOther.sorted(by: { $0.key < $1.key }) {
      try yield(
        .warning(
          Warning(
            .passedOver, origin: file.origin(), message: "pages passed over: \(count) × \(kind)")))
    }
  }

  private static func find(_ marker: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
    var at = from
    while at + marker.count <= bytes.count, let hit = bytes[at...].firstIndex(of: marker[0]) {
      if bytes[hit...].starts(with: marker) { return hit + marker.count }
      at = hit + 1
    }
    return nil
  }

  /// Templates whose words are not known, over all pages.
  private struct UnknownTemplates {
    private var counts: [String: Int] = [:]
    private var first: Origin?

    mutating func add(_ found: [String: Int], of origin: Origin) {
      if found.isEmpty { return }
      first = first ?? origin
      for (name, count) in found where counts[name] != nil || counts.count < 1000 {
        counts[name, default: 0] += count
      }
    }

    /// What to say of them, the most frequent first.
    var warning: Warning? {
      guard let first else { return nil }
      let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let names = sorted.prefix(5).map { "\($0.value) × {{\($0.key)}}" }.joined(separator: ", ")
      return Warning(
        .templates, origin: first,
        message: "templates whose words are not known print their first argument among text and "
          + "nothing on lines of their own: \(names)\(sorted.count > 5 ? " …" : "")",
        count: counts.values.reduce(0, +))
    }
  }

  private struct Site {
    var name: String?
    var language: String?
    /// What comes before the title in an address.
    var address: String?

    mutating func read(_ piece: Markup) {
      if let root = piece.first("mediawiki") {
        language = root[attribute: "xml:lang"].flatMap(WebPage.language)
      }
      guard let info = piece.first("siteinfo") else { return }
      name = info.child("sitename")?.line
      if let base = info.child("base")?.line, let slash = base.lastIndex(of: "/") {
        address = String(base[...slash])
      }
    }
  }

  private func read(
    _ piece: ArraySlice<UInt8>, at base: Int, _ site: inout Site, _ others: inout [String: Int],
    _ unknown: inout UnknownTemplates, _ file: DumpFile, _ yield: (Record) throws -> Void
  ) throws {
    let source = MarkupSource(Array(piece), of: file)
    let markup = Markup(source.bytes, as: .xml)
    if site.name == nil { site.read(markup) }
    guard let page = markup.first("page") else { return }
    let namespace = page.child("ns")?.line ?? "0"
    guard namespace == "0" else {
      others["of namespace \(namespace)", default: 0] += 1
      return
    }
    guard page.child("redirect") == nil, let revision = page.children("revision").last,
      let text = revision.child("text")?.rawText, !Self.isRedirect(text)
    else {
      others["redirect or page without text", default: 0] += 1
      return
    }
    let from = source.range(page.node.source..<page.node.source)?.lowerBound ?? 0
    let origin = file.nextOrigin(bytes: base + from..<base + piece.count)
    let wiki = WikiText(text)
    unknown.add(wiki.unknown, of: origin)
    var article = Article(origin: origin, body: wiki.text)
    article.title = page.child("title")?.line
    article.externalID = page.child("id")?.line
    article.outlet = site.name
    article.declaredLanguage = site.language
    if let title = article.title, let address = site.address {
      article.url = address + title.replacing(" ", with: "_")
    }
    let revised = revision.child("timestamp")?.line.flatMap(PrintedDate.iso)
    article.published = wiki.date.flatMap(PrintedDate.iso)
    if article.published == nil, let revised {
      article.published = revised
      article.keep("date_is", .text("revision"))
    }
    article.keep("revised", revised.map { .text($0.iso) })
    article.keep("version", revision.child("id")?.line.map(Metadata.number))
    article.keep("dateline", wiki.location.map(Metadata.text))
    article.keep("printed_date", article.published == nil ? wiki.date.map(Metadata.text) : nil)
    article.keep(
      "categories", wiki.categories.isEmpty ? nil : .list(wiki.categories.map(Metadata.text)))
    article.keep("captions", wiki.captions.isEmpty ? nil : .list(wiki.captions.map(Metadata.text)))
    article.keep("sources", wiki.sources.isEmpty ? nil : .list(wiki.sources.map(Metadata.text)))
    try file.give(article, without: "no text is left of the page's markup", to: yield)
  }

  private static func isRedirect(_ text: String) -> Bool {
    guard let start = text.trimmed?.prefix(16).lowercased() else { return true }
    return start.hasPrefix("#redirect") || start.hasPrefix("#redirection")
      || start.hasPrefix("#weiterleitung") || start.hasPrefix("#redirección")
  }
}
