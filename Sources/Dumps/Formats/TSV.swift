import Press

/// Tables of articles with tabs between the fields.
struct TSV: DumpFormat {
  let name = "tsv"
  let summary = "a table with tabs and columns such as title, text, date (French or English)"

  func recognise(_ head: Head) -> Recognition? {
    guard head.bytes.contains(9) else { return nil }
    return CSV.recognise(head) { $0 == 9 }
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    try CSV.read(file, [9], yield: yield)
  }
}
