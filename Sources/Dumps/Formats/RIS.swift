import Press

/// References as Zotero and libraries export them; the abstract is the text.
struct RIS: DumpFormat {
  let name = "ris"
  let summary =
    "references in RIS, MEDLINE, ISI or with the tags of EndNote (Zotero, Europresse notices); the "
    + "abstract is the text"

  func recognise(_ head: Head) -> Recognition? {
    let start = head.bytes.drop { $0 <= 32 }
    let isISI = start.starts(with: Array("PT ".utf8)) || start.starts(with: Array("FN ".utf8))
    guard let first = Self.tag(of: start, isISI: isISI) else { return nil }
    let isKnown = ["TY", "PT", "FN"].contains(first.name)
    var tags = Set<String>()
    for line in head.bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }).prefix(40) {
      let line = line.drop { $0 <= 32 }
      if line.isEmpty { continue }
      if let tag = Self.tag(of: line, isISI: isISI) { tags.insert(tag.name) }
    }
    // Any two capitals begin a record when a title and an abstract come after them; those of an author
    // repeat in it. In ISI's a blank alone comes after tags, as after capitals in prose: «PT Lima a …».
    let hasTitle = !tags.isDisjoint(with: ["TI", "T1"])
    if isISI {
      guard hasTitle, tags.contains("SO") || tags.contains("AU") else { return nil }
    } else if isKnown {
      guard tags.count >= 2 else { return nil }
    } else {
      guard hasTitle, tags.contains("AB"), first.name != "AU", first.name != "A1" else {
        return nil
      }
    }
    let sign = String(decoding: start.prefix(first.value), as: UTF8.self)
    let tag = sign.hasSuffix(" ") ? sign : sign + " "
    return Recognition(.marker, because: "the first line starts with «\(tag)»")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      let lines = LineReader(file)
      var record: [(tag: String, value: [UInt8])] = []
      var (number, start, end) = (1, 0, 0)
      // The tag with which every record begins, and whether one blank is all that comes after tags.
      var (opening, isISI) = (String?.none, false)
      func finish() throws {
        if record.isEmpty { return }
        let bytes: [UInt8] = record.flatMap { $0.value + [10] }
        // One record, one charset.
        let text = bytes.withUnsafeBytes { file.decode($0) }
        let values = text.split(separator: "\n", omittingEmptySubsequences: false)
        let fields = zip(record.map(\.tag), values).map { ($0, FieldText.trimmed(String($1))) }
        try builder.add(
          Self.fields(fields), at: file.nextOrigin(line: number, bytes: start..<end))
        record = []
      }
      while let line = try lines.next() {
        let bytes = Array(line.bytes.drop { $0 <= 32 })
        if line.isTooLong {
          try builder.reject(
            file.nextOrigin(line: line.number, bytes: line.range),
            "the line has more than \(file.options.limits.record) bytes (--max-size)",
            excerpt: line.bytes)
          continue
        }
        if opening == nil {
          isISI = ["PT ", "FN "].contains { bytes.starts(with: Array($0.utf8)) }
        }
        // What goes on in the next line is indented.
        let isIndented = isISI && line.bytes.first == 0x20
        guard !isIndented, let (tag, value) = Self.tag(of: bytes[...], isISI: isISI) else {
          // A value may go on in the next line.
          if !bytes.isEmpty, let last = record.indices.last {
            record[last].value += [0x20] + bytes
            end = line.range.upperBound
          }
          continue
        }
        if isISI, ["FN", "VR", "EF"].contains(tag) { continue }
        opening = opening ?? tag
        if tag == opening || tag == "ER" { try finish() }
        if tag == "ER" { continue }
        if record.isEmpty { (number, start) = (line.number, line.range.lowerBound) }
        record.append((tag, Array(bytes.dropFirst(value))))
        end = line.range.upperBound
      }
      try finish()
      try builder.finish()
    }
  }

  // «TI  - value»: two signs, two blanks, a dash; «%T value»: one sign of EndNote. With the tag comes
  // where its value begins.
  private static func tag(
    of line: ArraySlice<UInt8>, isISI: Bool
  ) -> (name: String, value: Int)? {
    let line = line.prefix(5).map { $0 }
    if isISI {
      guard line.count >= 2, line.count == 2 || line[2] == 0x20, (0x41...0x5A).contains(line[0]),
        (0x41...0x5A).contains(line[1]) || (0x30...0x39).contains(line[1])
      else { return nil }
      return (String(decoding: line[..<2], as: UTF8.self), min(3, line.count))
    }
    if line.count >= 3, line[0] == UInt8(ascii: "%"), line[2] == 0x20 {
      let sign = String(decoding: [line[1]], as: UTF8.self)
      return (tags[sign] ?? "%" + sign, 3)
    }
    guard line.count == 5, line[2] == 0x20, line[3] == 0x20, line[4] == UInt8(ascii: "-"),
      (0x41...0x5A).contains(line[0]),
      (0x41...0x5A).contains(line[1]) || (0x30...0x39).contains(line[1])
    else { return nil }
    return (String(decoding: line[..<2], as: UTF8.self), 5)
  }

  /// The tags of EndNote and what RIS calls them.
  private static let tags = [
    "0": "TY", "T": "TI", "A": "AU", "J": "JO", "B": "T2", "I": "PB", "D": "PY", "8": "DA",
    "X": "AB", "U": "UR", "G": "LA", "M": "AN", "P": "SP", "K": "KW", "N": "IS", "V": "VL",
  ]

  private static let roles: [String: (FieldRole, Int)] = [
    "TI": (.title, 0), "T1": (.title, 1), "CT": (.title, 2), "AB": (.body, 0), "N2": (.body, 1),
    "T2": (.outlet, 0), "JO": (.outlet, 1), "JF": (.outlet, 2), "JA": (.outlet, 3),
    "PB": (.outlet, 4), "DA": (.published, 0), "PY": (.published, 1), "Y1": (.published, 2),
    "AU": (.authors, 0), "A1": (.authors, 1), "UR": (.url, 0), "L2": (.url, 1),
    "LA": (.language, 0),
    "ID": (.id, 0), "AN": (.id, 1), "SE": (.section, 0), "JT": (.outlet, 5), "SO": (.outlet, 6),
    "DP": (.published, 3), "PD": (.published, 4), "UT": (.id, 2),
  ]

  private static func fields(_ record: [(tag: String, value: String)]) -> [RecordField] {
    var fields: [RecordField] = []
    var authors: [String] = []
    for (tag, value) in record where !value.isEmpty {
      let role = roles[tag]
      if role?.0 == .authors {
        authors.append(value)
      } else if role == nil, let i = fields.firstIndex(where: { $0.name == tag }) {
        // Keywords and others come many times.
        if case .list(let items) = fields[i].value {
          fields[i].value = .list(items + [.text(value)])
        } else {
          fields[i].value = .list([fields[i].value, .text(value)])
        }
      } else {
        fields.append(RecordField(tag, role: role?.0, rank: role?.1 ?? 0, value: .text(value)))
      }
    }
    // «3 février» is beside its year.
    if let day = fields.firstIndex(where: { $0.name == "DA" }),
      let year = fields.first(where: { $0.name == "PY" })?.value.string,
      let text = fields[day].value.string, PressDate(reading: text) == nil
    {
      fields[day].value = .text(text + " " + year)
    }
    if !authors.isEmpty {
      fields.append(
        RecordField("AU", role: .authors, rank: 0, value: .list(authors.map { .text($0) })))
    }
    return fields
  }
}
