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
        close()
        at += 2
      } else if pair(at, 0x5D), kind == .link {
        close()
        at += 2
      } else if byte == 0x5B, frames.count < Self.depthLimit, Self.startsAddress(bytes, at + 1) {
        frames.append(Frame(kind: .address))
        at += 1
      } else if byte == 0x5D, kind == .address {
        close()
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

  private mutating func close() {
    let frame = frames.removeLast()
    let parts = frame.parts.map { String(decoding: $0, as: UTF8.self) }
    switch frame.kind {
    case .template: append(template(parts).utf8)
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

  private mutating func template(_ parts: [String]) -> String {
    let name = (parts[0].trimmed ?? "").lowercased().replacing("_", with: " ")
    var named: [String: String] = [:]
    var plain: [String] = []
    for part in parts.dropFirst() {
      if let equals = part.firstIndex(of: "="), let key = part[..<equals].trimmed, key.count < 24,
        !key.contains("<"), !key.contains("[")
      {
        let value = part[part.index(after: equals)...].trimmed ?? ""
        if let number = Int(key), number > 0, number < 20 {
          while plain.count < number { plain.append("") }
          plain[number - 1] = value
        } else {
          named[key.lowercased()] = value
        }
      } else {
        plain.append(part.trimmed ?? "")
      }
    }
    let first = plain.first ?? ""
    switch name {
    case "date", "dateline", "byline", "datum", "fecha", "data":
      if date == nil {
        // «{{date|4|janvier|2019}}» as much as «{{date|January 4, 2019}}».
        date =
          (named["date"]
          ?? (plain.count >= 3 && plain[0].count <= 3
            ? plain.prefix(3).joined(separator: " ") : first))
          .trimmed
      }
      if location == nil {
        location =
          (named["location"] ?? named["lieu"] ?? named["place"]
          ?? (name == "byline" && plain.count > 1 ? plain[1] : ""))?.trimmed
      }
      return ""
    case "source", "source-pr", "source-broadcast", "source-science", "lien web", "article",
      "quelle", "fuente":
      let source = [
        named["title"] ?? named["titre"], named["author"] ?? named["auteur"],
        named["pub"] ?? named["publié par"] ?? named["éditeur"], named["date"], named["url"],
      ]
      .compactMap { $0?.trimmed }
      if !source.isEmpty { sources.append(source.joined(separator: ", ")) }
      return ""
    case "w", "wp", "wtp", "wikipedia", "wikipédia", "w2", "lw", "foreign w", "l", "lien", "nom",
      "nobr", "nowrap", "formatnum", "small", "abbr", "abréviation", "sc", "smallcaps", "petit",
      "souligner":
      if name == "lien" { return named["texte"] ?? named["trad"] ?? first }
      if name == "abbr" || name == "abréviation" { return first }
      return plain.count > 1 && !plain[1].isEmpty ? plain[1] : first
    case "lang", "langue", "lang-en", "lang-fr", "foreign": return plain.last ?? ""
    case "citation", "guil", "«»": return first.isEmpty ? "" : "«\u{A0}" + first + "\u{A0}»"
    case "quote", "blockquote", "citation bloc", "début citation":
      return "\n\n" + (first.isEmpty ? named["text"] ?? named["texte"] ?? "" : first) + "\n\n"
    case "unité", "unit", "convert":
      return plain.prefix(2).filter { !$0.isEmpty }.joined(separator: "\u{A0}")
    case "!": return "|"
    case "-", "clear", "clr": return ""
    case "1er", "1re", "er", "re": return name.first == "1" ? name : first + name
    case "e", "ème", "exp", "ex": return (name == "e" ? "e" : first)
    default:
      if name.hasPrefix("formatnum:") { return String(name.dropFirst("formatnum:".count)) }
      if name.hasPrefix("w:"), plain.isEmpty {
        return String((parts[0].trimmed ?? "").dropFirst(2))
      }
      return ""
    }
  }
}
