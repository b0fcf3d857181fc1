import Press

/// The fields of a Factiva article by their tags, which HTML and RTF exports share.
struct FactivaFields {
  private let fields: [(tag: String, text: String)]

  /// Tags with their texts, paragraphs separated by blank lines.
  init(_ fields: [(String, String)]) {
    self.fields = fields.map { (tag: $0.0, text: $0.1) }.filter { !$0.text.isEmpty }
  }

  private func text(_ tag: String) -> String? { fields.first { $0.tag == tag }?.text }

  private func line(_ tag: String) -> String? {
    text(tag)?.split(separator: "\n").compactMap(\.trimmed).joined(separator: " ").trimmed
  }

  /// The article that the fields make.
  func article(_ origin: Origin) -> Article {
    var article = Article(origin: origin, body: "")
    article.title = line("HD")
    article.outlet = line("SN")
    article.section = line("SE")
    article.externalID = line("AN").map { number in
      number.split { $0.isWhitespace }.last.map(String.init) ?? number
    }
    if let by = line("BY") { article.authors = Self.people(by) }
    article.declaredLanguage = line("LA").flatMap(Self.language)
    article.published = line("PD").flatMap { PrintedDate.iso($0) }
    if let time = line("ET") { article.published = Self.join(article.published, time) }
    article.body = [text("LP"), text("TD")].compactMap(\.self).joined(separator: "\n\n")
    for (tag, value) in fields {
      switch tag {
      case "HD", "SN", "SE", "AN", "BY", "PD", "LP", "TD": break
      case "LA":
        if article.declaredLanguage == nil { article.keep("language", .text(value)) }
      case "ET":
        if article.published?.iso.utf8.count ?? 0 <= 10 { article.keep("time", .text(value)) }
      case "WC":
        article.keep("words", Self.words(value).map(Metadata.number) ?? .text(value))
      case "NS", "RE", "IN", "CO": article.keep(Self.names[tag] ?? tag, Self.coded(value))
      case "IPC", "IPD": article.keep(Self.names[tag] ?? tag, Self.coded(value))
      case "PG": article.keep("page", .text(Self.page(value)))
      default: article.keep(Self.names[tag] ?? tag, .text(value))
      }
    }
    return article
  }

  private static let names: [String: String] = [
    "SC": "source_code", "ED": "edition", "PUB": "publisher", "CY": "copyright", "NS": "subjects",
    "RE": "regions", "IN": "industries", "CO": "companies", "IPC": "publisher_codes",
    "IPD": "publisher_descriptors", "RF": "reference", "CR": "credit", "CT": "contact",
    "ART": "captions", "CX": "correction", "CLM": "column", "VOL": "volume", "NGC": "source_group",
    "GC": "source_group_code", "RST": "restrictor", "DLN": "dateline", "RIC": "ric", "ISSN": "issn",
    "LP": "lead", "TD": "text",
  ]

  /// A list with bars: «gcat : Political | gpir : Politics», each as code and name.
  private static func coded(_ text: String) -> Metadata {
    let items = text.split { $0 == "|" || $0 == "\n" }.compactMap(\.trimmed)
    return .list(
      items.map { item in
        guard let colon = item.range(of: " : "), let code = item[..<colon.lowerBound].trimmed,
          let name = item[colon.upperBound...].trimmed
        else { return .text(item) }
        return .object([.init("code", .text(code)), .init("name", .text(name))])
      })
  }

  /// The number in «295 mots», «1,024 words», «1 024 Wörter».
  static func words(_ text: String) -> String? {
    guard text.utf8.count <= 60 else { return nil }
    let parts = text.split { $0.isWhitespace }
    guard parts.count >= 2, let last = parts.last?.lowercased(),
      [
        "mots", "mot", "words", "word", "wörter", "wort", "palabras", "parole", "palavras", "слов",
        "字", "ord",
      ].contains(last)
    else { return nil }
    let digits = parts.dropLast().joined().filter {
      $0 != "," && $0 != "." && $0 != "’" && $0 != "'"
    }
    return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit) ? digits : nil
  }

  static func page(_ text: String) -> String {
    for label in ["Page ", "page ", "p. ", "S. ", "Pg. ", "Pág. "] where text.hasPrefix(label) {
      return String(text.dropFirst(label.count))
    }
    return text
  }

  static func withoutBy(_ name: String) -> String {
    for prefix in ["By ", "BY ", "Par ", "PAR ", "Von ", "Por "] where name.hasPrefix(prefix) {
      return name.dropFirst(prefix.count).trimmed ?? name
    }
    return name
  }

  /// Names in a byline, one a person when it separates them plainly.
  static func people(_ line: String) -> [String] {
    withoutBy(line).split { $0 == ";" || $0 == "|" }.compactMap(\.trimmed)
  }

  /// «15:32», «3:32 PM».
  static func isTime(_ line: String) -> Bool {
    line.utf8.count <= 12 && line.contains(":") && line.first?.isASCIIDigit == true
  }

  /// A day and a time of that day.
  static func join(_ day: PressDate?, _ time: String) -> PressDate? {
    guard let day, day.iso.utf8.count == 10 else { return day }
    guard let joined = PrintedDate.first(in: day.iso + " " + time)?.date, joined.iso.utf8.count > 10
    else {
      return day
    }
    return PressDate(
      iso: joined.iso, printed: [day.printed, time].compactMap(\.self).joined(separator: " "))
  }

  /// The tag of a language named in a language of the interface.
  static func language(_ name: String) -> String? {
    guard name.utf8.count <= 60 else { return nil }
    let lower = name.lowercased()
    return languages.first { $0.names.contains { lower.hasPrefix($0) } }?.tag
  }

  private static let languages: [(tag: String, names: [String])] = [
    ("fr", ["français", "francais", "french", "französisch", "francés", "francese", "francês"]),
    ("en", ["anglais", "english", "englisch", "inglés", "inglese", "inglês"]),
    ("de", ["allemand", "german", "deutsch", "alemán", "tedesco", "alemão"]),
    ("es", ["espagnol", "spanish", "spanisch", "español", "spagnolo", "espanhol"]),
    ("it", ["italien", "italian", "italiano"]),
    ("nl", ["néerlandais", "dutch", "niederländisch", "holandés", "nederlands"]),
    ("pt", ["portugais", "portuguese", "portugiesisch", "portugués", "português", "portoghese"]),
    ("ru", ["russe", "russian", "russisch", "ruso", "русский"]),
    ("ar", ["arabe", "arabic", "arabisch", "árabe", "العربية"]),
    ("zh", ["chinois", "chinese", "chinesisch", "chino", "中文"]),
    ("ja", ["japonais", "japanese", "japanisch"]), ("pl", ["polonais", "polish", "polnisch"]),
    ("sv", ["suédois", "swedish", "schwedisch"]), ("da", ["danois", "danish", "dänisch"]),
    ("no", ["norvégien", "norwegian"]), ("tr", ["turc", "turkish", "türkisch"]),
    ("ca", ["catalan", "catalán"]), ("fi", ["finnois", "finnish"]), ("cs", ["tchèque", "czech"]),
    ("hu", ["hongrois", "hungarian"]), ("ro", ["roumain", "romanian"]),
    ("uk", ["ukrainien", "ukrainian"]),
  ]
}
