import Press

/// Documents of a ProQuest export: a title, labelled paragraphs, the full text among them.
struct ProQuestDocument {
  /// What a label means, in the languages of the interface.
  private static let labels: [String: String] = {
    let table: [(String, [String])] = [
      ("text", ["full text", "texte intégral", "texto completo", "volltext", "testo completo"]),
      ("abstract", ["abstract", "résumé", "resumen", "zusammenfassung", "abstract (summary)"]),
      ("title", ["title", "titre", "título", "titel", "document title"]),
      ("author", ["author", "auteur", "autor", "authors", "auteurs"]),
      (
        "outlet",
        [
          "publication title", "titre de la publication", "título de publicación",
          "titel der publikation", "titolo della pubblicazione",
        ]
      ),
      (
        "info",
        [
          "publication info", "informations de publication", "infos sur la publication",
          "informations publication",
          "publikationsinfo", "publikationsinformationen", "informazioni sulla pubblicazione",
          "información de publicación",
        ]
      ),
      (
        "date",
        ["publication date", "date de publication", "fecha de publicación", "erscheinungsdatum"]
      ),
      (
        "language",
        [
          "language of publication", "langue de publication", "idioma de la publicación",
          "language",
        ]
      ),
      (
        "id",
        [
          "proquest document id", "identifiant de document proquest", "id du document proquest",
          "numéro de document proquest",
          "id del documento de proquest", "proquest-dokument-id",
        ]
      ),
      ("url", ["document url", "url du document", "url del documento", "document link"]),
      ("details", ["details", "détails", "detalles", "dettagli", "indexing (details)"]),
      ("section", ["section", "sección", "rubrik"]),
      ("page", ["first page", "première page", "primera página", "pages", "page"]),
    ]
    var labels: [String: String] = [:]
    for (key, names) in table { for name in names { labels[folded(name)] = key } }
    for name in others { labels[folded(name)] = "" }
    return labels
  }()

  /// Labels whose values become metadata under their own names.
  private static let others = [
    "subject", "sujet", "materia", "business indexing term", "location", "lieu", "people",
    "personnes", "company / organization", "company/organization", "société / organisation",
    "product name", "classification", "identifier / keyword", "identifiants / mots-clés",
    "last page", "number of pages", "nombre de pages", "publication year",
    "année de publication", "year", "publisher", "éditeur", "place of publication",
    "lieu de publication", "country of publication", "pays de publication",
    "publication subject", "sujet de la publication", "issn", "e-issn", "isbn", "source type",
    "type de source", "document type", "type de document", "document feature", "copyright",
    "last updated", "dernière mise à jour", "database", "base de données", "column", "dateline",
    "edition", "credit", "illustration", "volume", "issue", "numéro", "links", "naics",
    "supplement", "accession number", "number of references", "source attribution",
    "correspondence author", "alternate title", "variant title", "notes", "word count",
    "publication frequency", "text word count", "source", "coden", "doi", "caption",
    "publication note", "format availability", "journal subject", "entry date", "sponsor",
    "online publication date", "publication history", "date", "start page", "series",
    "last page of article", "geographic names", "author affiliation", "pmid", "medical subject",
  ]

  /// Words between nouns, which the versions of the interface put in or leave out.
  private static let particles: Set<Substring> = [
    "de", "du", "des", "la", "le", "les", "sur", "del", "der", "of", "the", "della",
  ]

  // Blanks are missing in some labels: «Placeof publication».
  private static func folded(_ name: String) -> String {
    let words = name.lowercased().replacing("’", with: "'").split { $0 == " " || $0 == "\u{A0}" }
    let nouns = words.filter { !particles.contains($0) }
    return (nouns.isEmpty ? words : nouns).joined().replacing("placeof", with: "place")
  }

  /// True for a line of underscores, which parts documents.
  static func isRule(_ line: some StringProtocol) -> Bool {
    let line = line.utf8
    return line.count >= 30
      && line.allSatisfy { $0 == UInt8(ascii: "_") || $0 <= 32 }
  }

  /// True when `text` has the labels that only such an export has.
  static func isExport(_ bytes: [UInt8]) -> Bool {
    let labels: [StaticString] = [
      "proquest document id", "publication title:", "full text:", "source type:",
      "publication info:", "document id:",
    ]
    guard bytes.containsMarker("proquest") || beginsWithRuleOrCounter(bytes) else { return false }
    if labels.count(where: { bytes.containsMarker($0) }) >= 2 { return true }
    // The interface has other languages: three labels, the text or the outlet among them.
    return hasLabels(String(decoding: bytes.prefix(64 << 10), as: UTF8.self).textLines)
  }

  /// True when three labels begin lines, the text or the outlet among them.
  static func hasLabels(_ lines: [Substring]) -> Bool {
    let keys = Set(lines.compactMap { label(of: $0)?.key }).subtracting([""])
    return keys.count >= 3 && !keys.isDisjoint(with: ["text", "outlet", "info"])
  }

  /// True for a file whose first line is a rule, or a counter such as «Document 1 of 12»: exports whose
  /// addresses were taken out do not name ProQuest.
  private static func beginsWithRuleOrCounter(_ bytes: [UInt8]) -> Bool {
    let start = bytes.drop { $0 <= 32 }.prefix { $0 != 10 }
    guard start.count < 200 else { return false }
    let line = String(decoding: start, as: UTF8.self).trimmed ?? ""
    return isRule(line) || isCounter(line)
  }

  /// The label that a line begins with, and what follows it on the line.
  private static func label(of line: Substring) -> (name: String, key: String, rest: Substring)? {
    let start = line.utf8.prefix(60)
    guard let colon = start.firstIndex(of: UInt8(ascii: ":")) else { return heading(line) }
    guard let name = line[..<colon].trimmed, let key = labels[folded(name)]
    else { return nil }
    return (name, key, line[line.utf8.index(after: colon)...])
  }

  /// Headings of the newer interface, which stand in capitals on lines of their own: «FULL TEXT».
  private static func heading(_ line: Substring) -> (name: String, key: String, rest: Substring)? {
    guard line.utf8.count <= 40, let name = line.trimmed, name == name.uppercased(),
      name.contains(where: \.isLetter)
    else { return nil }
    let plain = name.split(separator: "(").first?.trimmed ?? name
    guard let key = labels[folded(plain)], ["text", "abstract", "details"].contains(key) else {
      return nil
    }
    return (name, key, line[line.endIndex...])
  }

  private var title: String?
  private var address: String?
  private var values: [(name: String, key: String, value: String)] = []

  /// Reads the lines of one document; nil when they contain no label.
  init?(_ lines: [Substring]) {
    let lines = lines.drop { $0.trimmed == nil }
    guard lines.contains(where: { Self.label(of: $0) != nil }) else { return nil }
    let tail = Self.tail(of: lines)
    var open: (name: String, key: String, lines: [Substring])?
    func close() {
      guard let field = open else { return }
      let isText = field.key == "text" || field.key == "abstract"
      let joined = field.lines.joined(separator: "\n")
      let value = isText ? Fragment.lines(joined) : Self.line(joined)
      if !value.isEmpty { values.append((field.name, field.key, value)) }
      open = nil
    }
    var (isBlank, hasText) = (true, false)
    for at in lines.indices {
      let line = lines[at]
      let found = Self.label(of: line)
      // Inside the text a label counts only in the run of labels at the end.
      let mayStart = !hasText || at >= tail
      if let found, mayStart, isBlank || open == nil || open?.key != "text" {
        close()
        open = (found.name, found.key, [found.rest])
        if found.key == "text" { hasText = true }
      } else if open != nil, open?.key == "text" || open?.key == "abstract" || !isBlank {
        if line.trimmed == nil, open?.key != "text", open?.key != "abstract" {
          close()
        } else {
          open?.lines.append(line)
        }
      } else if let text = line.trimmed {
        close()
        readUnlabelled(text)
      }
      isBlank = line.trimmed == nil
    }
    close()
  }

  // The title is the last line above the labels; further up, a message says who sends it.
  private mutating func readUnlabelled(_ line: String) {
    if line.hasPrefix("http"), !line.contains(" ") {
      address = address ?? line
    } else if values.isEmpty, !Self.isCounter(line), line != "ProQuest document link" {
      // Newer messages print outlet and day in a line of their own below the title.
      if title != nil, line.contains("["), let found = PrintedDate.first(in: line),
        found.date.iso.utf8.count >= 10, found.after.utf8.count < 30
      {
        values.append(("citation", "info", line))
      } else {
        title = line
      }
    }
  }

  // «Document 1 of 500»
  static func isCounter(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count == 4 && Int(words[1]) != nil && Int(words[3]) != nil
      && line.lowercased().hasPrefix("document")
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: { $0.isNewline }).compactMap(\.trimmed).joined(separator: " ")
  }

  /// Where the run of labelled paragraphs at the end begins.
  private static func tail(of lines: ArraySlice<Substring>) -> Int {
    var start = lines.endIndex
    var at = lines.endIndex
    var first: Int?
    while at > lines.startIndex {
      at -= 1
      if lines[at].trimmed != nil {
        first = at
        if at > lines.startIndex { continue }
      }
      // A blank line, or the first line: the paragraph after it is whole.
      guard let paragraph = first else { continue }
      if let found = label(of: lines[paragraph]), found.key != "text", found.key != "abstract" {
        start = paragraph
      } else if !isLikeLabel(lines[paragraph]) {
        break
      }
      first = nil
    }
    return start
  }

  // «Supplemental data: Photograph»: a label that is not known here.
  private static func isLikeLabel(_ line: Substring) -> Bool {
    guard let colon = line.utf8.prefix(40).firstIndex(of: UInt8(ascii: ":")),
      let name = line[..<colon].trimmed, name.first?.isUppercase == true
    else { return false }
    return name.split(separator: " ").count <= 4
  }

  /// Its fields and its text; the text is the abstract when there is no other.
  func fields() -> (fields: [RecordField], body: String) {
    var fields: [RecordField] = []
    var body = ""
    var abstract: String?
    var outlet: String?
    var date: String?
    func add(_ name: String, _ role: FieldRole?, _ rank: Int, _ value: String) {
      fields.append(RecordField(name, role: role, rank: rank, value: .text(value)))
    }
    for (name, key, value) in values {
      switch key {
      case "text": if !Self.isNothing(value) { body = value }
      case "abstract": if !Self.isNothing(value) { abstract = value }
      case "title": add(name, .title, 0, value)
      case "author":
        let people = value.split(separator: ";").compactMap { $0.trimmed?.withoutFinalPoint }
        fields.append(
          RecordField(name, role: .authors, rank: 0, value: .list(people.map(Metadata.text))))
      case "outlet":
        let parts = value.split(separator: ";", maxSplits: 1)
        outlet = parts.first?.trimmed
        add(name, nil, 0, value)
      case "info":
        let parts = value.split(separator: ";", maxSplits: 1)
        outlet = outlet ?? parts.first?.trimmed.flatMap { Self.beforeDate($0) }
        date = date ?? value
        add(name, nil, 0, value)
      case "date": add(name, .published, 0, value)
      case "language": add(name, .language, 0, value)
      case "id": add(name, .id, 0, value)
      case "url": add(name, .url, 0, value)
      case "section": add(name, .section, 0, value)
      default: add(name, nil, 0, value)
      }
    }
    if let title { add("heading", .title, 5, title) }
    if let outlet { add("outlet", .outlet, 0, outlet) }
    if let address { add("address", .url, 5, address) }
    if let date, let found = PrintedDate.first(in: date) {
      add("info_date", .published, 5, found.date.iso)
    }
    if body.isEmpty, let abstract {
      body = abstract
      add("body_rule", nil, 0, "abstract")
    } else if let abstract {
      add("abstract", nil, 0, abstract)
    }
    return (fields, body)
  }

  private static func beforeDate(_ text: String) -> String? {
    guard let found = PrintedDate.first(in: text) else { return text }
    return found.before.trimmed?.withoutFinalPoint
  }

  private static func isNothing(_ value: String) -> Bool {
    let value = value.lowercased()
    return value.utf8.count < 60
      && ["none available", "not available", "non disponible", "no disponible", "aucun", "n/a"]
        .contains { value.hasPrefix($0) }
  }
}

extension ProQuestDocument {
  // In messages and pages nothing parts the documents: after the labels at the end of one, the next
  // begins with its title, a line without a label.
  private struct Ending {
    private var hasText = false
    private var hasNumber = false
    private var isBlank = true

    /// True when the document has ended before `line`.
    mutating func isPassed(_ line: Substring) -> Bool {
      guard line.trimmed != nil else {
        isBlank = true
        return false
      }
      defer { isBlank = false }
      switch ProQuestDocument.label(of: line)?.key {
      case "text": hasText = true
      case "id": hasNumber = hasText || hasNumber
      case nil:
        guard hasNumber, isBlank, !line.contains("://") else { return false }
        self = Ending()
        return true
      default: break
      }
      return false
    }
  }

  /// Hands the documents of a text over; what is between them (contents, rights) is no document.
  ///
  /// `place` gives the origin of a document from its first line (from 1) and its bytes.
  static func give(
    _ text: String, to builder: RecordBuilder, allowEmptyBody: Bool,
    place: (_ line: Int, _ bytes: Range<Int>) -> Origin
  ) throws {
    var lines: [Substring] = []
    var (start, offset, number) = (0, 0, 1)
    var first = 1
    var ending = Ending()
    let hasRules = text.utf8.split(separator: 10).contains { isRule(Substring($0)) }
    func close(_ end: Int) throws {
      defer { lines.removeAll(keepingCapacity: true) }
      guard let document = ProQuestDocument(lines) else { return }
      let (fields, body) = document.fields()
      if body.isEmpty, fields.count < 3 { return }
      let origin = place(first, start..<end)
      if body.isEmpty, !allowEmptyBody {
        let excerpt = Array((document.title ?? "").utf8)
        return try excerpt.withUnsafeBytes {
          try builder.reject(
            origin, "neither a full text nor an abstract; --allow-empty-body keeps the reference",
            excerpt: $0)
        }
      }
      try builder.add(fields, body: body, at: origin)
    }
    // By bytes: «\r\n» is one character, and no line end then.
    for slice in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      let line = Substring(slice)
      let end = offset + line.utf8.count
      // Exports without lines of underscores number their documents.
      if isRule(line) || line.utf8.count < 40 && isCounter(line.trimmed ?? "") && !lines.isEmpty {
        try close(offset)
        (start, first) = (min(end + 1, text.utf8.count), number + 1)
        ending = Ending()
      } else {
        if !hasRules, ending.isPassed(line) {
          try close(offset)
          (start, first) = (offset, number)
        }
        lines.append(line)
      }
      offset = end + 1
      number += 1
    }
    try close(text.utf8.count)
  }
}

extension String {
  /// The same without a point at its end.
  var withoutFinalPoint: String { hasSuffix(".") ? String(dropLast()) : self }
}
