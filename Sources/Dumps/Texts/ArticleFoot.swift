import Press

/// What databases print below the text of an article: its number, whose rights it is under.
struct ArticleFoot {
  private(set) var fields: [RecordField] = []
  /// The first of its lines.
  private(set) var start: Int

  /// How many lines it has at most.
  private static let longest = 5

  /// Reads the foot with which `lines` end; without one, `start` is their end.
  init(of lines: ArraySlice<TextLine>) {
    start = lines.endIndex
    var rights: [String] = []
    var left = Self.longest
    while left > 0, let at = lines[..<start].lastIndex(where: { !$0.isBlank }) {
      guard let words = lines[at].words.trimmed else { break }
      if Self.isOfRights(words) {
        rights.insert(words, at: 0)
      } else if let address = Self.address(words) {
        fields.append(RecordField("record_address", role: .url, rank: 90, value: .text(address)))
      } else if let source = SourceLine(words), source.isLabelled {
        for field in source.fields where !fields.contains(where: { $0.name == field.name }) {
          fields.append(field)
        }
      } else if let number = Self.number(words) {
        fields.append(RecordField("record_number", role: .id, rank: 1, value: .text(number)))
      } else {
        break
      }
      start = at
      left -= 1
    }
    if !rights.isEmpty {
      let text = Metadata.text(rights.joined(separator: "\n"))
      fields.append(RecordField("copyright", role: nil, rank: 0, value: text))
    }
  }

  // «Record Number: 19051401», «Accession Number: 12»
  private static func number(_ line: String) -> String? {
    guard line.utf8.count <= 80, let colon = line.firstIndex(of: ":"),
      let label = line[..<colon].trimmed?.lowercased(),
      [
        "record number", "accession number", "document number", "numéro de document",
        "dokumentnummer", "dokument-nummer", "dokument-nr", "document id",
      ].contains(label),
      let value = line[line.index(after: colon)...].trimmed, !value.contains(" ")
    else { return nil }
    return value
  }

  // «Dauerhafte Adresse des Dokuments: https://…»
  private static func address(_ line: String) -> String? {
    guard line.utf8.count <= 300, let colon = line.firstIndex(of: ":"),
      let label = line[..<colon].trimmed?.lowercased(),
      label.range(of: "adresse") != nil || label == "permalink" || label == "document url",
      let value = line[line.index(after: colon)...].trimmed, FieldText.isURL(value),
      !value.contains(" ")
    else { return nil }
    return value
  }

  /// True for a line about the rights in a text.
  static func isOfRights(_ line: String) -> Bool {
    if EuropresseRecord.isCopyright(line) { return true }
    let lower = line.lowercased()
    return line.utf8.count < 120
      && ["tous droits réservés", "all rights reserved", "alle rechte vorbehalten"].contains {
        lower.hasPrefix($0)
      }
  }
}
