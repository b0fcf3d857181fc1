import Press

/// References in BibTeX and BibLaTeX; the abstract is the text, as in RIS.
struct BibTeX: DumpFormat {
  let name = "bibtex"
  let summary = "references in BibTeX (Zotero, Europresse, JabRef); the abstract is the text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard let at = Self.firstEntry(bytes) else { return nil }
    // Remarks may stand above the first entry, but no text of another kind.
    let above = bytes[..<at].split(separator: 10).compactMap { $0.first { $0 > 32 } }
    guard above.allSatisfy({ $0 == UInt8(ascii: "%") }) || at == 0 else { return nil }
    return Recognition(.marker, because: "an entry of BibTeX: @type{key,")
  }

  private static func firstEntry(_ bytes: [UInt8]) -> Int? {
    guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return nil }
    let name = bytes[(at + 1)...].prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    let next = bytes[name.endIndex...].first { $0 > 32 }
    guard (3...20).contains(name.count), next == UInt8(ascii: "{") || next == UInt8(ascii: "(")
    else { return nil }
    return at
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      var reader = BibReader(source.bytes)
      while let entry = reader.next() {
        let place = source.range(entry.range)
        if ["comment", "preamble", "string"].contains(entry.kind) { continue }
        let origin = file.nextOrigin(line: entry.line, bytes: place)
        if let problem = entry.problem {
          let excerpt = source.bytes[entry.range].prefix(600)
          try Array(excerpt).withUnsafeBytes {
            try builder.reject(origin, problem, excerpt: $0)
          }
          continue
        }
        try builder.add(Self.fields(entry), at: origin)
      }
      try builder.finish()
    }
  }

  private static let roles: [String: (FieldRole, Int)] = [
    "abstract": (.body, 0), "title": (.title, 0), "journal": (.outlet, 0),
    "journaltitle": (.outlet, 0), "newspaper": (.outlet, 1), "publisher": (.outlet, 9),
    "date": (.published, 0), "author": (.authors, 0), "url": (.url, 0), "link": (.url, 1),
    "language": (.language, 0), "langid": (.language, 1), "section": (.section, 0),
    "rubric": (.section, 1),
  ]

  private static func fields(_ entry: BibReader.Entry) -> [RecordField] {
    var fields: [RecordField] = [
      RecordField("key", role: .id, rank: 5, value: .text(entry.key)),
      RecordField("type", role: nil, rank: 0, value: .text(entry.kind)),
    ]
    var parts: [String: String] = [:]
    for (name, raw) in entry.fields {
      let name = name.lowercased()
      let value = name == "url" || name == "doi" ? raw : LaTeXText.plain(raw)
      guard let text = value.trimmed else { continue }
      if ["year", "month", "day"].contains(name) { parts[name] = text }
      if name == "author" {
        let people = authors(value)
        fields.append(
          RecordField("author", role: .authors, rank: 0, value: .list(people.map(Metadata.text))))
        continue
      }
      let role = roles[name]
      fields.append(RecordField(name, role: role?.0, rank: role?.1 ?? 0, value: .text(text)))
    }
    if let year = parts["year"] {
      let printed = [parts["day"], parts["month"], year].compactMap(\.self).joined(separator: " ")
      let month = parts["month"].flatMap { Int($0) }.map { $0 < 10 ? "0\($0)" : "\($0)" }
      let day = parts["day"].flatMap { Int($0) }.map { $0 < 10 ? "0\($0)" : "\($0)" }
      let iso = month.map { [year, $0, day].compactMap(\.self).joined(separator: "-") }
      fields.append(
        RecordField("issued", role: .published, rank: 5, value: .text(iso ?? printed)))
    }
    return fields
  }

  private static func authors(_ value: String) -> [String] {
    var people: [String] = []
    var name: [Substring] = []
    for word in value.split(whereSeparator: \.isWhitespace) {
      if word == "and" {
        people.append(name.joined(separator: " "))
        name = []
      } else {
        name.append(word)
      }
    }
    people.append(name.joined(separator: " "))
    return people.filter { !$0.isEmpty && $0 != "others" }
  }
}
