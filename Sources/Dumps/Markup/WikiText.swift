/// Wiki markup as paragraphs, with what its templates and links say beside the text.
///
/// One pass over the bytes with a stack of open links and templates, at most `depthLimit` deep, so
/// that unbalanced pages cost no more than balanced ones.
struct WikiText {
  /// Paragraphs, separated by one blank line.
  private(set) var text = ""
  var date: String?
  private(set) var location: String?
  private(set) var categories: [String] = []
  private(set) var captions: [String] = []
  private(set) var sources: [String] = []
  /// Templates whose words are not known, and how often they are in the page.
  private(set) var unknown: [String: Int] = [:]

  private enum Kind { case page, template, link, address }
  private struct Frame {
    var kind: Kind
    /// Arguments, of which the last is open.
    var parts: [[UInt8]] = [[]]
  }

  private static let depthLimit = 64
  private var frames = [Frame(kind: .page)]

  init(_ source: String) {
    let bytes = Self.withoutTables(Self.withoutTags(Array(source.utf8)))
    scan(bytes)
    let page = String(
      decoding: Array(frames[0].parts.joined(separator: [UInt8(ascii: "|")])), as: UTF8.self)
    text = Self.paragraphs(page)
  }

  // MARK: Links and templates

  private mutating func scan(_ bytes: [UInt8]) {
    func pair(_ at: Int, _ sign: UInt8) -> Bool {
      at + 1 < bytes.count && bytes[at] == sign && bytes[at + 1] == sign
    }
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let kind = frames[frames.count - 1].kind
      if pair(at, 0x7B), frames.count < Self.depthLimit {
        frames.append(Frame(kind: .template))
        at += 2
      } else if pair(at, 0x5B), frames.count < Self.depthLimit {
        frames.append(Frame(kind: .link))
        at += 2
      } else if pair(at, 0x7D), kind == .template {
        at += 2
        close(isAtLineEnd: Self.isAtLineEnd(bytes, at))
      } else if pair(at, 0x5D), kind == .link {
        close(isAtLineEnd: false)
        at += 2
      } else if byte == 0x5B, frames.count < Self.depthLimit, Self.startsAddress(bytes, at + 1) {
        frames.append(Frame(kind: .address))
        at += 1
      } else if byte == 0x5D, kind == .address {
        close(isAtLineEnd: false)
        at += 1
      } else if byte == 0x7C, kind == .template || kind == .link {
        frames[frames.count - 1].parts.append([])
        at += 1
      } else if byte == 0x0A, kind == .address {
        // An address never goes over a line.
        reopen()
      } else {
        var end = at + 1
        while end < bytes.count, !Self.isMark(bytes[end]) { end += 1 }
        append(bytes[at..<end])
        at = end
      }
    }
    while frames.count > 1 { reopen() }
  }

  /// Brackets, braces, bars and line ends.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte >= 0x5B && (byte & 0xDF == 0x5B || byte & 0xDF == 0x5D || byte == 0x7C)
  }

  private mutating func append(_ bytes: some Sequence<UInt8>) {
    let frame = frames.count - 1
    frames[frame].parts[frames[frame].parts.count - 1].append(contentsOf: bytes)
  }

  /// Gives an open frame that is never closed back as the text that it is.
  private mutating func reopen() {
    let frame = frames.removeLast()
    switch frame.kind {
    case .template: append("{{".utf8)
    case .link: append("[[".utf8)
    case .address: append("[".utf8)
    case .page: break
    }
    append(frame.parts.joined(separator: [0x7C]))
  }

  private static func startsAddress(_ bytes: [UInt8], _ at: Int) -> Bool {
    for scheme in ["http://", "https://", "//", "ftp://", "mailto:"]
    where bytes[min(at, bytes.count)...].starts(with: scheme.utf8) {
      return true
    }
    return false
  }

  private static func isAtLineEnd(_ bytes: [UInt8], _ at: Int) -> Bool {
    var at = at
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    return at >= bytes.count || bytes[at] == 0x0A
  }

  /// True when only blanks come before the open frame on its line.
  private var isAtLineStart: Bool {
    guard frames.count == 1, let line = frames[0].parts.last else { return false }
    let end = line.lastIndex { $0 > 0x20 || $0 == 0x0A }
    return end.map { line[$0] == 0x0A } ?? true
  }

  private mutating func close(isAtLineEnd: Bool) {
    let frame = frames.removeLast()
    let parts = frame.parts.map { String(decoding: $0, as: UTF8.self) }
    switch frame.kind {
    case .template:
      let place: WikiTemplate.Place =
        isAtLineStart ? (isAtLineEnd ? .block : .lineStart) : .inline
      append(template(parts, at: place).utf8)
    case .link: append(link(parts).utf8)
    case .address:
      if let space = parts[0].firstIndex(where: \.isWhitespace) {
        append(parts[0][space...].dropFirst().utf8)
      }
    case .page: break
    }
  }

  private static let fileNames: Set<String> = [
    "file", "image", "fichier", "datei", "archivo", "media", "média", "bild",
  ]
  private static let categoryNames: Set<String> = [
    "category", "catégorie", "kategorie", "categoría", "categoria", "categorie",
  ]

  private mutating func link(_ parts: [String]) -> String {
    let target = parts[0].trimmed ?? ""
    let isShown = target.hasPrefix(":")
    var name = isShown ? String(target.dropFirst()) : target
    let prefix = name.firstIndex(of: ":").map { name[..<$0].lowercased() }
    if !isShown, let prefix {
      if Self.fileNames.contains(prefix) {
        let words: Set<String> = [
          "thumb", "thumbnail", "right", "left", "center", "centre", "none", "frame", "frameless",
          "border", "droite", "gauche", "vignette", "upright", "cadre", "redresse", "mini",
          "rechts", "links",
        ]
        let caption = parts.dropFirst().compactMap(\.trimmed).last { part in
          !words.contains(part.lowercased()) && !part.lowercased().hasSuffix("px")
            && !part.hasPrefix("alt=") && !part.hasPrefix("upright")
            && !part.hasPrefix("link=")
        }
        if let caption { captions.append(Self.withoutQuotes(caption)) }
        return ""
      }
      if Self.categoryNames.contains(prefix) {
        if let colon = name.firstIndex(of: ":"),
          let category = name[name.index(after: colon)...].trimmed
        {
          categories.append(category)
        }
        return ""
      }
      // The same page in another language: no text.
      if parts.count == 1, (2...3).contains(prefix.utf8.count),
        prefix.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }), !["fn"].contains(prefix)
      {
        return ""
      }
    }
    if parts.count > 1 {
      let shown = parts.dropFirst().joined(separator: "|")
      if shown.trimmed != nil { return shown }
      // «[[w:Paris (Texas)|]]» shows «Paris».
      if let open = name.range(of: " (") { name = String(name[..<open.lowerBound]) }
    }
    while let colon = name.firstIndex(of: ":"), name[..<colon].count <= 12,
      !name[..<colon].contains(" "), name.index(after: colon) < name.endIndex,
      [
        "w", "wikipedia", "s", "n", "q", "b", "v", "wikt", "wiktionary", "commons", "c", "m", "fr",
        "en", "de", "es", "it", "category", "catégorie", "portal", "portail", "special", "spécial",
        "user", "utilisateur",
      ].contains(name[..<colon].lowercased())
    {
      name = String(name[name.index(after: colon)...])
    }
    return name
  }

  /// What a template prints; what it says beside the text is kept.
  ///
  /// - Parameters:
  ///   - parts: its name and its arguments, templates inside them read.
  ///   - place: where it is on its line.
  /// - Returns: the words, empty when it prints none.
  private mutating func template(_ parts: [String], at place: WikiTemplate.Place) -> String {
    let template = WikiTemplate(parts)
    let name = template.name
    switch name {
    case "date", "dateline", "byline", "datum", "fecha", "data":
      guard place != .inline || name == "byline" else { break }
      if date == nil { date = template.date }
      if location == nil {
        location =
          (template["location", "lieu", "place"]
          ?? (name == "byline" && template.plain.count > 1 ? template.plain[1] : ""))?.trimmed
      }
      return ""
    case "source", "source-pr", "source-broadcast", "source-science", "lien web", "article",
      "quelle", "fuente":
      let source = [
        template["title", "titre"], template["author", "auteur"],
        template["pub", "publié par", "éditeur"], template["date"], template["url"],
      ]
      .compactMap { $0?.trimmed }
      if !source.isEmpty { sources.append(source.joined(separator: ", ")) }
      return ""
    default: break
    }
    if let words = template.words { return words }
    if template.isSilent { return "" }
    unknown[String(name.prefix(60)), default: 0] += 1
    return place == .block ? "" : template.argument
  }
}
