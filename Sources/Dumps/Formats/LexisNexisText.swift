import Press

/// LexisNexis plain text: centred outlet and date, labels in capitals, text wrapped at 78 columns.
struct LexisNexisText: DumpFormat {
  let name = "lexisnexis-text"
  let summary =
    "LexisNexis, TXT («1 of 10 DOCUMENTS»): outlet, date, edition, title, labelled fields, text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first != UInt8(ascii: "<"),
      bytes.containsMarker(" documents") || bytes.containsMarker(" dokument")
        || bytes.containsMarker("dokument ")
        || bytes.containsMarker(" documentos") || bytes.containsMarker("document ")
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).textLines
    guard lines.contains(where: Self.isCounter) else { return nil }
    return Recognition(certainty: 0.96, reason: "lines like «1 of 10 DOCUMENTS»")
  }

  private static func isCounter(_ line: some StringProtocol) -> Bool {
    line.utf8.count < 90 && line.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
      && line.utf8.contains { $0 | 0x20 == 0x64 }
      && LexisDocument.counter(String(line)) != nil
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = MarkupSource(try file.wholeBytes(), of: file)
    // Lines with the offset where each starts.
    var documents: [(start: Int, lines: [String])] = []
    var offset = 0
    for bytes in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      var line = String(decoding: bytes, as: UTF8.self)
      if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
      if Self.isCounter(line) { documents.append((offset, [])) }
      if !documents.isEmpty { documents[documents.count - 1].lines.append(line) }
      offset += bytes.count + 1
    }
    let ends = documents.dropFirst().map(\.start) + [source.bytes.count]
    let starts = documents.map(\.start)
    try LexisDocument.give(
      documents.map { Self.blocks($0.lines) }, in: file, to: yield,
      place: { source.range(starts[$0]..<ends[$0]) })
  }

  /// Blocks at blank lines. A line that is wrapped goes on in the next; a line that ends early ends.
  private static func blocks(_ lines: [String]) -> [LexisDocument.Block] {
    let width = max(60, min(100, lines.map(\.unicodeScalars.count).max() ?? 0))
    var blocks: [LexisDocument.Block] = []
    var open: [String] = []
    func close() {
      if open.isEmpty { return }
      var block = ""
      for (n, line) in open.enumerated() {
        let text = line.trimmed ?? ""
        if n > 0 {
          let last = open[n - 1]
          let word = text.utf8.prefix { $0 != 0x20 }.count
          let isCentred = last.utf8.first == 0x20 && line.utf8.first == 0x20
          block += !isCentred && last.unicodeScalars.count + 1 + word > width - 6 ? " " : "\n"
        }
        block += text
      }
      blocks.append(block)
      open = []
    }
    for line in lines {
      if line.trimmed == nil {
        close()
      } else if isCounter(line) {
        close()
        blocks.append(line)
      } else {
        open.append(line)
      }
    }
    close()
    return blocks
  }
}
