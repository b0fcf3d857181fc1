import Press

/// References as EndNote writes them in XML; the abstract is the text, as in RIS.
struct EndNoteXML: DumpFormat {
  let name = "endnote-xml"
  let hasTags = true
  let summary = "references in EndNote XML; the abstract is the text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"),
      bytes.containsMarker("<records>", within: 4096), bytes.containsMarker("<ref-type"),
      bytes.containsMarker("<contributors>") || bytes.containsMarker("<titles>")
    else { return nil }
    return Recognition(.namespace, because: "XML of EndNote: records with ref-type")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      try file.readXML(source, records: ["record"], to: yield) { record, origin in
        try builder.add(Self.fields(record), at: origin)
      }
      try builder.finish()
    }
  }

  private static func fields(_ record: Element) -> [RecordField] {
    var fields: [RecordField] = []
    func add(_ name: String, _ role: FieldRole?, _ rank: Int, _ element: Element?) {
      // Fonts are in elements `style`, which in a page would contain no text.
      guard let text = element.map({ Fragment.lines($0.rawText) }), !text.isEmpty else { return }
      fields.append(RecordField(name, role: role, rank: rank, value: .text(text)))
    }
    add("abstract", .body, 0, record.child("abstract"))
    add("title", .title, 0, record["titles", "title"])
    add("periodical", .outlet, 0, record["periodical", "full-title"])
    add("secondary-title", .outlet, 1, record["titles", "secondary-title"])
    add("date", .published, 0, record["dates", "pub-dates", "date"])
    add("year", .published, 1, record["dates", "year"])
    add("url", .url, 0, record["urls", "related-urls", "url"])
    add("language", .language, 0, record.child("language"))
    add("section", .section, 0, record.child("section"))
    add("accession-num", .id, 0, record.child("accession-num"))
    add("rec-number", .id, 1, record.child("rec-number"))
    let people =
      record["contributors", "authors"]?.children("author")
      .compactMap { $0.rawText.trimmed } ?? []
    if !people.isEmpty {
      fields.append(
        RecordField("author", role: .authors, rank: 0, value: .list(people.map(Metadata.text))))
    }
    let type = record.child("ref-type")?[attribute: "name"]
    fields.append(RecordField("type", role: nil, rank: 0, value: type.map(Metadata.text) ?? .null))
    let keywords =
      record.child("keywords")?.children("keyword").compactMap { $0.rawText.trimmed } ?? []
    fields.append(
      RecordField("keywords", role: nil, rank: 0, value: .list(keywords.map(Metadata.text))))
    readDate(&fields)
    for name in [
      "pages", "volume", "number", "edition", "publisher", "pub-location", "notes", "isbn",
    ] {
      add(name, nil, 0, record.child(name))
    }
    return fields
  }

  // The day has no year where EndNote keeps it: «9 mai», 2023.
  private static func readDate(_ fields: inout [RecordField]) {
    guard let at = fields.firstIndex(where: { $0.name == "date" }),
      let day = fields[at].value.string,
      let year = fields.first(where: { $0.name == "year" })?.value.string,
      PrintedDate.first(in: day)?.date.iso.hasPrefix(year.prefix(4)) != true
    else { return }
    fields[at].value = .text(day + " " + year)
  }
}
