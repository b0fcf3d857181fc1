import Press

/// Gallica's «texte brut»: the notice of the BnF, then the scanned text.
struct Gallica: DumpFormat {
  let name = "gallica-text"
  let summary = "Gallica (BnF), «texte brut» as text or page: the fields of its notice, the text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.containsMarker("ark:/12148/"),
      bytes.containsMarker("notice du catalogue") || bytes.containsMarker("notice compl")
        || bytes.containsMarker("date de mise en ligne")
        || bytes.containsMarker("provenance : biblioth")
        || bytes.containsMarker("source : biblioth"),
      bytes.containsMarker("biblioth") || bytes.containsMarker("gallica")
    else { return nil }
    let text = Self.text(bytes)
    guard Self.notice(of: text.textLines) != nil else { return nil }
    return Recognition(.marker, because: "a notice of the BnF with an ark of Gallica")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let lines = Self.text(source.bytes).textLines
    let origin = file.nextOrigin(line: 1, bytes: source.range(0..<source.bytes.count))
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      guard let (fields, end) = Self.notice(of: lines) else {
        throw file.error(
          .unrecognised, "has no notice of the BnF; say in what --input-format it is")
      }
      let body = lines[end...].joined(separator: "\n")
      try builder.add(fields, body: FieldText.trimmed(body), at: origin)
      try builder.finish()
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let page = Markup(bytes, as: .html)
    return page.first("body")?.paragraphs() ?? BodyText.paragraphs(ofHTML: page.root?.rawText ?? "")
  }

  private static let roles: [String: FieldRole] = [
    "titre": .outlet, "datededition": .published, "datedepublication": .published,
    "langue": .language, "identifiant": .id,
  ]

  /// The fields of the notice, and the line after it; nil when there is none.
  private static func notice(of lines: [Substring]) -> (fields: [RecordField], end: Int)? {
    var fields: [RecordField] = []
    var end = 0
    var (isOpen, isSerial) = (false, false)
    for (n, line) in lines.prefix(120).enumerated() {
      guard let text = line.trimmed else { continue }
      if let (name, value) = pair(text) {
        isOpen = true
        end = n + 1
        add(name, value, &fields)
        if value.lowercased().range(of: "en série") != nil { isSerial = true }
      } else if isOpen, isDisclaimer(text) {
        fields.append(RecordField("ocr", .text(text)))
        end = n + 1
      } else if isOpen, fields.count >= 4, fields.contains(where: { $0.role == .id }) {
        break
      }
    }
    guard fields.contains(where: { $0.role == .id }), fields.count >= 4 else { return nil }
    // The title of a book is its own, that of a newspaper the outlet of an issue.
    if !isSerial, let at = fields.firstIndex(where: { $0.role == .outlet }) {
      fields[at].role = .title
    }
    return (fields, end)
  }

  private static func pair(_ line: String) -> (name: String, value: String)? {
    guard let colon = line.utf8.prefix(60).firstIndex(of: UInt8(ascii: ":")),
      let name = line[..<colon].trimmed, let value = line[line.utf8.index(after: colon)...].trimmed,
      known.contains(FieldRole.folded(name))
    else { return nil }
    return (name, value)
  }

  private static let known: Set<String> = [
    "titre", "auteur", "auteurs", "editeur", "editeurs", "datededition", "datedepublication",
    "type", "langue", "format", "description", "droits", "identifiant", "source",
    "noticeducatalogue", "noticedensemble", "relation", "provenance", "datedemiseenligne",
    "contributeur", "sujet", "couverture", "noticecomplete", "rappeldevotredemande",
    "formatdetelechargement", "nombredepages", "vues", "conditionsdutilisation",
  ]

  private static func isDisclaimer(_ line: String) -> Bool {
    let lower = line.lowercased()
    return lower.hasPrefix("le texte affiché peut comporter")
      || lower.range(of: "taux de reconnaissance") != nil
      || lower.range(of: "reconnaissance optique") != nil
      || lower.hasPrefix("the text below has been produced")
      || lower.range(of: "gallica.bnf") != nil && lower.utf8.count < 200
      || lower.hasPrefix("ce document est issu d") || lower.hasPrefix("en savoir plus")
  }

  private static func add(_ name: String, _ value: String, _ fields: inout [RecordField]) {
    let role = roles[FieldRole.folded(name)]
    // «Le Messager (Lyon. 1862)» is the newspaper, with what the catalogue adds.
    if role == .outlet, let open = value.lastIndex(of: "("), value.hasSuffix(")"),
      value[open...].contains(where: \.isNumber), let title = value[..<open].trimmed
    {
      fields.append(RecordField("outlet", role: .outlet, rank: 0, value: .text(title)))
      fields.append(RecordField(name, role: nil, rank: 0, value: .text(value)))
      return
    }
    if let at = fields.firstIndex(where: { $0.name == name }) {
      fields[at].value = .list(fields[at].value.values + [.text(value)])
      return
    }
    fields.append(RecordField(name, role: role, rank: 0, value: .text(value)))
    if role == .id, value.hasPrefix("ark:/") {
      fields.append(
        RecordField(
          "address", role: .url, rank: 0, value: .text("https://gallica.bnf.fr/" + value)))
    }
  }
}
