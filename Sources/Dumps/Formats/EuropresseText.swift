import Press

/// Texts that were exported or copied from Europresse.
struct EuropresseText: DumpFormat {
  let name = "europresse-text"
  let summary =
    "Europresse as text («Numéro de document : news·…» below each article): outlet, section, date, "
    + "page, title, authors, text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first(where: { $0 > 32 }) != UInt8(ascii: "<"), bytes.containsMarker("news"),
      EuropresseLines.isExport(bytes.withUnsafeBytes { DecodedText($0).text }),
      // A table may contain such texts.
      CSV.recognise(head, wanted: { _ in true }) == nil
    else { return nil }
    return Recognition(.marker, because: "numbers of documents as Europresse writes them")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes()
    let text = bytes.withUnsafeBytes { file.decode($0) }
    try EuropresseLines.give(text, in: file, to: yield)
  }
}
