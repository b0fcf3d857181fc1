import Press

/// One document of a LexisNexis or Nexis export, from its blocks in order: outlet, date, title,
/// labelled fields, text, labelled fields, copyright.
struct LexisDocument {
  /// A stretch of text that a blank line or a box sets apart. Its lines are separated by `\n`.
  typealias Block = String

  private(set) var article: Article
  /// «1 of 10 DOCUMENTS»: the second number.
  private(set) var declaredCount: Int?
  private(set) var loadDate: PressDate?
  private var copyright: [String] = []

  /// What a label means, in any language of the interface.
  private static let labels: [String: String] = {
    let table: [(String, [String])] = [
      (
        "author",
        ["BYLINE", "AUTEUR", "AUTEURS", "AUTOR", "AUTOREN", "AUTORE", "BYLINES", "BY-LINE"]
      ),
      (
        "section",
        ["SECTION", "RUBRIQUE", "RUBRIK", "RESSORT", "SECCIÓN", "SECCION", "SEZIONE", "RUBRIEK"]
      ),
      (
        "words",
        ["LENGTH", "LONGUEUR", "LÄNGE", "LAENGE", "LONGITUD", "LUNGHEZZA", "LENGTE", "EXTENSIÓN"]
      ),
      (
        "load_date",
        [
          "LOAD-DATE", "DATE-CHARGEMENT", "DATE DE CHARGEMENT", "UPDATE", "LADEDATUM",
          "UPLOAD-DATUM", "FECHA-CARGA", "MISE-À-JOUR", "LAADDATUM",
        ]
      ),
      ("language", ["LANGUAGE", "LANGUE", "SPRACHE", "IDIOMA", "LINGUA", "TAAL"]),
      ("subjects", ["SUBJECT", "SUJET", "THEMA", "SCHLAGWÖRTER", "TEMA", "ASUNTO", "OGGETTO"]),
      ("persons", ["PERSON", "PERSONNE", "PERSONNES", "PERSONEN", "PERSONA"]),
      (
        "organisations",
        ["ORGANIZATION", "ORGANISATION", "ORGANISATIONEN", "ORGANIZACIÓN", "ORGANISME"]
      ),
      (
        "companies",
        ["COMPANY", "SOCIETE", "SOCIÉTÉ", "ENTREPRISE", "FIRMA", "UNTERNEHMEN", "COMPAÑÍA"]
      ),
      ("tickers", ["TICKER", "SYMBOLE-BOURSIER", "BÖRSENKÜRZEL"]),
      (
        "industries",
        ["INDUSTRY", "SECTEUR-ACTIVITE", "SECTEUR-ACTIVITÉ", "SECTEUR", "BRANCHE", "INDUSTRIA"]
      ),
      (
        "places",
        [
          "GEOGRAPHIC", "LOCALISATION-GEO", "LOCALISATION", "GEOGRAFISCH", "GEOGRAFIE",
          "GEOGRÁFICO",
        ]
      ),
      ("countries", ["COUNTRY", "PAYS", "LAND"]), ("states", ["STATE", "ETAT", "ÉTAT"]),
      ("cities", ["CITY", "VILLE", "STADT"]),
      (
        "publication_type",
        [
          "PUBLICATION-TYPE", "TYPE-PUBLICATION", "PUB-TYPE", "PUBLIKATIONSTYP", "PUBLIKATION-ART",
          "TIPO-PUBLICACIÓN",
        ]
      ),
      (
        "captions",
        ["GRAPHIC", "GRAPHIQUE", "ILLUSTRATION", "GRAFIK", "PHOTO", "GRÁFICO", "GRAPHICS"]
      ),
      ("standfirst", ["HIGHLIGHT", "ENCART", "ACCROCHE", "CHAPEAU", "TEASER", "ABSTRACT"]),
      ("dateline", ["DATELINE", "DATELIGNE", "ORIGINE"]),
      ("correction", ["CORRECTION", "KORREKTUR", "CORRECCIÓN"]),
      ("correction_date", ["CORRECTION-DATE", "DATE-CORRECTION"]),
      ("series", ["SERIES", "SÉRIE", "SERIE"]),
      ("journal_code", ["JOURNAL-CODE", "JOURNAL CODE", "CODE-JOURNAL", "ZEITUNGSCODE"]),
      ("doc_id", ["ACC-NO", "ACCESSION-NO", "ACCESSION-NUMBER", "DOCUMENT-ID", "NUMÉRO-DOCUMENT"]),
      ("notes", ["NOTES", "NOTE", "ANMERKUNG"]),
      ("type", ["TYPE", "ART", "ARTICLE-TYPE", "DOCUMENT-TYPE"]),
      ("url", ["URL", "WEB-ADDRESS"]), ("issn", ["ISSN"]),
      ("edition", ["EDITION", "AUSGABE", "ÉDITION"]),
      ("column", ["COLUMN", "KOLUMNE", "CHRONIQUE"]),
      ("keywords", ["KEYWORDS", "MOTS-CLÉS", "MOTS-CLES", "KEYWORD"]),
      ("distribution", ["DISTRIBUTION"]), ("publisher", ["PUBLISHER", "EDITEUR", "ÉDITEUR"]),
      ("contact", ["CONTACT"]), ("products", ["PRODUCT"]), ("event", ["EVENT"]),
      ("source", ["SOURCE"]),
      ("headline", ["HEADLINE", "TITRE", "TITEL", "KOP", "TITULAR", "TITOLO"]),
    ]
    var labels: [String: String] = [:]
    for (key, names) in table { for name in names { labels[name] = key } }
    return labels
  }()
  private static let lists: Set<String> = [
    "subjects", "persons", "organisations", "companies", "tickers", "industries", "places",
    "countries", "states", "cities", "keywords",
  ]

  /// Reads the blocks of one document; nil when they hold neither outlet, date, title nor text.
  ///
  /// - Parameters:
  ///   - blocks: what blank lines or boxes set apart, in order.
  ///   - origin: where the document stands.
  ///   - hasBodyMarks: true for DOCX, where «Body» comes before the text.
  init?(_ blocks: [Block], origin: Origin, hasBodyMarks: Bool = false) {
    article = Article(origin: origin, body: "")
    var rest = blocks.filter { $0.trimmed != nil }[...]
    while let first = rest.first, let count = Self.counter(first) {
      declaredCount = count
      rest.removeFirst()
    }
    readHead(&rest)
    var body: [Block] = []
    if hasBodyMarks {
      while let block = rest.popFirst() {
        if Self.isMark(block, ["Body", "Corps", "Text", "Texto", "Cuerpo"]) { break }
        if let copyright = Self.copyrightLine(block) {
          self.copyright.append(copyright)
        } else {
          readField(block, isField: true)
        }
      }
    } else {
      while let block = rest.first {
        if let text = Self.bodyLabel(block) {
          rest.removeFirst()
          if let text = text.trimmed { body.append(text) }
          break
        }
        guard readField(block) else { break }
        rest.removeFirst()
      }
    }
    // The text ends with the first label that is known; what follows belongs to labels.
    while let block = rest.first {
      if hasBodyMarks,
        Self.isMark(
          block,
          [
            "Classification", "Klassifizierung", "Clasificación", "End of Document", "Notes",
            "Graphic", "Graphique", "Correction",
          ])
      {
        break
      }
      // With marks the notice of rights is in the head, and nothing of it in the text.
      if hasBodyMarks, let found = Self.label(of: block, isField: true),
        Self.labels[found.label.uppercased()] == "load_date"
      {
        break
      }
      if Self.label(of: block) != nil || !hasBodyMarks && isFinalCopyright(block, rest) { break }
      body.append(block)
      rest.removeFirst()
    }
    readTail(rest, isField: hasBodyMarks)
    article.body = body.compactMap(\.trimmed).joined(separator: "\n\n")
    article.keep("copyright", copyright.isEmpty ? nil : .text(copyright.joined(separator: "\n")))
    if article.title == nil, article.outlet == nil, article.body.isEmpty { return nil }
  }

  // MARK: Parts

  /// Outlet, date with edition, title: what comes before the first label.
  private mutating func readHead(_ rest: inout ArraySlice<Block>) {
    // The date is the first block that starts with one; labels never do.
    let dateIndex = rest.prefix(14).firstIndex { block in
      guard block.utf8.count < 200, block.utf8.contains(where: { (0x30...0x39).contains($0) })
      else { return false }
      guard let found = PrintedDate.first(in: block), found.date.iso.utf8.count >= 7 else {
        return false
      }
      return found.before.trimmed == nil
    }
    guard let dateIndex, !rest[..<dateIndex].contains(where: { Self.label(of: $0) != nil }) else {
      // No date: outlet and title as far as they go.
      if let first = rest.first, Self.label(of: first) == nil {
        article.outlet = Self.line(rest.removeFirst())
        if let title = rest.first, Self.label(of: title) == nil {
          article.title = Self.line(rest.removeFirst())
        }
      }
      return
    }
    var above: [String] = []
    for block in rest[..<dateIndex] {
      if let copyright = Self.copyrightLine(block) {
        self.copyright.append(copyright)
      } else {
        above.append(Self.line(block))
      }
    }
    article.outlet = above.first
    if above.count > 1 {
      article.keep("publication_detail", .text(above.dropFirst().joined(separator: "\n")))
    }
    readDate(rest[dateIndex])
    rest = rest[(dateIndex + 1)...]
    // Some exports print the day a second time, in another language.
    if let again = rest.first, again.utf8.count <= 40, let found = PrintedDate.first(in: again),
      found.date.iso == article.published?.iso, found.before.trimmed == nil,
      found.after.trimmed == nil
    {
      rest.removeFirst()
    }
    // Editions may have their own lines under the date, centred as it is.
    if let title = rest.first, Self.label(of: title) == nil, Self.copyrightLine(title) == nil {
      article.title = Self.line(rest.removeFirst())
    }
  }

  /// Sets what stands above the first label where title, outlet and date come in that order.
  mutating func setHead(title: String?, outlet: String?, date: String?) {
    article.title = title
    article.outlet = outlet
    if let date { readDate(date) }
  }

  private mutating func readDate(_ block: Block) {
    guard let found = PrintedDate.first(in: block) else { return }
    article.published = found.date
    var edition: [String] = []
    for line in found.after.split(separator: "\n") {
      guard let line = line.drop(while: { ",; ".contains($0) }).trimmed else { continue }
      if line.lowercased().hasPrefix("correction appended") {
        article.keep("correction_appended", .bool(true))
      } else {
        edition.append(line)
      }
    }
    article.keep("edition", edition.isEmpty ? nil : .text(edition.joined(separator: " ")))
  }

  private mutating func readTail(_ blocks: ArraySlice<Block>, isField: Bool) {
    var open: (label: String, key: String?, value: [String])?
    func close(_ document: inout LexisDocument) {
      guard let field = open else { return }
      document.keep(field.label, field.key, field.value.joined(separator: "\n"))
    }
    for block in blocks {
      if Self.isMark(block, ["End of Document", "Classification", "Klassifizierung"]) { continue }
      if let copyright = Self.copyrightLine(block) {
        self.copyright.append(copyright)
        continue
      }
      if let found = Self.label(of: block, known: false)
        ?? Self.label(of: block, isField: isField)
      {
        close(&self)
        open = (
          found.label, Self.labels[found.label.uppercased()], found.value.trimmed.map { [$0] } ?? []
        )
      } else if Self.isMark(block, ["Graphic", "Graphique", "Notes", "Correction"]) {
        close(&self)
        open = (block.trimmed ?? "", Self.labels[(block.trimmed ?? "").uppercased()], [])
      } else if open != nil, let text = block.trimmed {
        open?.value.append(text)
      }
    }
    close(&self)
  }

  /// Keeps a labelled block of the head.
  ///
  /// - Returns: false when the block has no known label.
  @discardableResult
  private mutating func readField(_ block: Block, isField: Bool = false) -> Bool {
    guard let found = Self.label(of: block, isField: isField) else { return false }
    keep(found.label, Self.labels[found.label.uppercased()], found.value)
    return true
  }

  private mutating func keep(_ label: String, _ key: String?, _ value: String) {
    guard let value = value.trimmed else { return }
    let line = Self.line(value)
    switch key {
    case "author": article.authors = FactivaFields.people(line)
    case "section": readSection(line)
    case "words":
      article.keep("words", FactivaFields.words(line).map(Metadata.number) ?? .text(line))
    case "language":
      article.declaredLanguage = FactivaFields.language(line)
      article.keep("language", .text(line))
    case "load_date":
      loadDate = PrintedDate.iso(line)
      article.keep("load_date", .text(loadDate?.iso ?? line))
    case "headline":
      if article.title == nil {
        article.title = line
      } else {
        article.keep("headline", .text(line))
      }
    case "doc_id": article.externalID = line
    case "url": article.url = line
    case "captions": article.keep("captions", .list([.text(line)]))
    case "standfirst", "correction", "notes": article.keep(key ?? label, .text(value))
    case let key? where Self.lists.contains(key):
      article.keep(key, .list(line.split(separator: ";").compactMap(\.trimmed).map(Metadata.text)))
    default:
      article.keep(
        key ?? label.lowercased().replacing("-", with: "_").replacing(" ", with: "_"), .text(line))
    }
  }

  /// «INTERNATIONAL; Pg. 35», «Section 5; Part 2; Page 16; Column 2; National Desk».
  private mutating func readSection(_ line: String) {
    var parts: [String] = []
    for part in line.split(separator: ";").compactMap(\.trimmed) {
      let lower = part.lowercased()
      if let label = ["pg. ", "pg ", "page ", "p. ", "s. ", "pág. ", "pages "].first(
        where: lower.hasPrefix)
      {
        // «Page 22, Column 2»
        let value = part.dropFirst(label.count).split(separator: ",").compactMap(\.trimmed)
        article.keep("page", value.first.map(Metadata.text))
        parts.append(contentsOf: value.dropFirst())
      } else if lower.hasPrefix("version:") {
        article.keep("version", part.dropFirst(8).trimmed.map(Metadata.number))
      } else {
        parts.append(part)
      }
    }
    article.section = parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  // MARK: Reading blocks

  /// «BYLINE: By A», «Section:\u{A0}POLITICS»: the label and what follows.
  ///
  /// - Parameters:
  ///   - block: a paragraph of the export.
  ///   - known: whether only labels that are known are labels.
  ///   - isField: true where nothing but fields can stand.
  /// - Returns: nil when the block begins with no label.
  static func label(
    of block: Block, known: Bool = true, isField: Bool = false
  ) -> (label: String, value: String)? {
    guard let colon = block.utf8.prefix(80).firstIndex(of: 0x3A),
      let label = block[..<colon].trimmed,
      label.utf8.count <= 64, label.unicodeScalars.count <= 32, !label.contains("\n")
    else { return nil }
    let value = String(block[block.index(after: colon)...])
    let isUpper = label == label.uppercased() && label.contains { $0.isLetter }
    // Nexis writes «Section:» with a no-break space after it; in a sentence there is none.
    let isMarked = value.first == "\u{A0}" || value.hasPrefix("\n") || isField
    guard isUpper || isMarked || value.isEmpty else { return nil }
    if labels[label.uppercased()] != nil { return (label, value) }
    guard !known, isUpper || isMarked,
      label.allSatisfy({ $0.isLetter || $0.isNumber || "-/ .&()".contains($0) })
    else {
      return nil
    }
    return (label, value)
  }

  /// What follows «BODY:», which older exports print before the text; nil for other blocks.
  private static func bodyLabel(_ block: Block) -> String? {
    guard let text = block.trimmed,
      let label = ["BODY:", "CORPS:", "TEXTE:", "TEXT:", "TEKST:", "TEXTO:", "TESTO:"].first(
        where: text.hasPrefix)
    else { return nil }
    return String(text.dropFirst(label.count))
  }

  /// «1 of 10 DOCUMENTS», «1 de 10 DOCUMENTS», «Dokument 1 von 10»: the number of documents.
  static func counter(_ block: Block) -> Int? {
    guard block.utf8.count < 120,
      block.range(of: "do") != nil || block.range(of: "DO") != nil || block.range(of: "Do") != nil
    else { return nil }
    let words = block.split(whereSeparator: \.isWhitespace).map(String.init)
    guard (4...5).contains(words.count) || words.count == 4 else { return nil }
    for at in words.indices.dropFirst().dropLast() {
      guard ["of", "de", "von", "di", "van", "sur"].contains(words[at].lowercased()),
        let total = Int(words[at + 1]),
        Int(words[at - 1]) != nil, words.contains(where: { $0.uppercased().hasPrefix("DO") })
      else { continue }
      return total
    }
    return nil
  }

  /// The notice of rights that a block is.
  static func copyrightLine(_ block: Block) -> String? {
    guard block.utf8.count < 400, let line = block.trimmed, let first = line.unicodeScalars.first,
      "cCtTaA©(".unicodeScalars.contains(first)
    else { return nil }
    let lower = line.lowercased()
    let starts = [
      "copyright ", "©", "(c) ", "all rights reserved", "tous droits réservés",
      "alle rechte vorbehalten", "todos los derechos",
    ]
    return starts.contains(where: lower.hasPrefix) ? line : nil
  }

  private func isFinalCopyright(_ block: Block, _ rest: ArraySlice<Block>) -> Bool {
    Self.copyrightLine(block) != nil && rest.count <= 3
  }

  private static func isMark(_ block: Block, _ marks: [String]) -> Bool {
    guard block.utf8.count < 40, let line = block.trimmed else { return false }
    return marks.contains(line)
  }

  private static func line(_ block: Block) -> String {
    if isPlainLine(block) { return block }
    return block.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // True when nothing but single spaces is between the words, as nearly always.
  private static func isPlainLine(_ block: Block) -> Bool {
    var last: UInt8 = 0x20
    for byte in block.utf8 {
      // Blanks beyond ASCII begin with one of these.
      if byte < 0x20 || byte == 0x20 && last == 0x20 || byte == 0xC2 || (0xE1...0xE3).contains(byte)
      {
        return false
      }
      last = byte
    }
    return last != 0x20
  }
}
