import Press

/// Tables of GDELT: the knowledge graph (GKG 2, 27 columns) and events (61 or 58 columns).
///
/// They have tabs, no header and no text of an article. A row of the graph is a record of metadata
/// and quotations; a row of events describes no article, so a file of them is refused.
struct GDELT: DumpFormat {
  let name = "gdelt"
  let summary = "GDELT GKG 2 (27 columns): metadata and quotations, no text; needs no header"

  /// The columns of GKG 2.1, in their order.
  static let columns = [
    "GKGRECORDID", "DATE", "SourceCollectionIdentifier", "SourceCommonName", "DocumentIdentifier",
    "Counts", "V2Counts", "Themes", "V2Themes", "Locations", "V2Locations", "Persons", "V2Persons",
    "Organizations", "V2Organizations", "V2Tone", "Dates", "GCAM", "SharingImage", "RelatedImages",
    "SocialImageEmbeds", "SocialVideoEmbeds", "Quotations", "AllNames", "Amounts",
    "TranslationInfo", "Extras",
  ]

  private enum Table { case graph, events }

  func recognise(_ head: Head) -> Recognition? {
    switch Self.table(head) {
    case .graph:
      Recognition(.marker, because: "27 columns with tabs, the second a time of 14 digits")
    case .events:
      Recognition(
        .marker, because: "58 or 61 columns with tabs that begin with a number and a day")
    case nil: nil
    }
  }

  private static func table(_ head: Head) -> Table? {
    guard let first = head.bytes.first, (0x30...0x39).contains(first) else { return nil }
    let line = head.bytes.prefix { $0 != 10 && $0 != 13 }
    let cells = line.split(separator: 9, omittingEmptySubsequences: false)
    guard cells.count > 2 else { return nil }
    func isNumber(_ i: Int, _ length: Int? = nil) -> Bool {
      !cells[i].isEmpty && cells[i].allSatisfy { (0x30...0x39).contains($0) }
        && length.map { $0 == cells[i].count } ?? true
    }
    if cells.count == 27, isNumber(1, 14), cells[0].starts(with: cells[1]) { return .graph }
    if cells.count == 61 || cells.count == 58, isNumber(0), isNumber(1, 8) { return .events }
    return nil
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    if Self.table(file.head) == .events {
      throw file.error(
        .refused,
        "is a table of GDELT events, which are no articles and contain no text; --allow-empty-body "
          + "does not help; fetch the pages its last column names")
    }
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      let lines = LineReader(file)
      while let line = try lines.next() {
        if line.bytes.isEmpty { continue }
        let origin = file.nextOrigin(line: line.number, bytes: line.range)
        let cells = line.bytes.split(separator: 9, omittingEmptySubsequences: false)
        guard !line.isTooLong, cells.count == Self.columns.count else {
          try builder.reject(
            origin, "expected \(Self.columns.count) columns of GDELT GKG 2, found \(cells.count)",
            excerpt: line.bytes)
          continue
        }
        let text = file.decode(line.bytes)
        let values = text.utf8.split(separator: 9, omittingEmptySubsequences: false)
        try builder.add(
          zip(Self.columns, values).map { Self.field($0, String(Substring($1))) }, at: origin)
      }
      try builder.finish()
    }
  }

  // «20170701234500» is the time of the batch, the best there is for the day of the article.
  private static func field(_ name: String, _ value: String) -> RecordField {
    let role: FieldRole? =
      switch name {
      case "GKGRECORDID": .id
      case "DATE": .published
      case "SourceCommonName": .outlet
      case "DocumentIdentifier": FieldText.isURL(value) ? .url : nil
      default: nil
      }
    return RecordField(name, role: role, rank: 0, value: .text(value))
  }
}
