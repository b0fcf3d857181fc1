import Press

/// LexisNexis plain text: centred outlet and date, labels in capitals, text wrapped at 78 columns.
struct LexisNexisText: DumpFormat {
  let name = "lexisnexis-text"
  let summary =
    "LexisNexis, TXT («1 of 10 DOCUMENTS»): outlet, date, edition, title, labelled fields, text"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first != UInt8(ascii: "<"), !ProQuestDocument.isExport(bytes) else { return nil }
    if bytes.containsMarker(" documents") || bytes.containsMarker(" dokument")
      || bytes.containsMarker("dokument ") || bytes.containsMarker(" documentos")
      || bytes.containsMarker("document ")
    {
      let lines = String(decoding: bytes, as: UTF8.self).textLines
      if lines.contains(where: Self.isCounter) {
        return Recognition(.marker, because: "lines like «1 of 10 DOCUMENTS»")
      }
    }
    // A document that was saved alone has no counter; its labels are at the start of lines. Markers are
    // compared in ASCII: «LÄNGE:» by its end.
    let lengths: [StaticString] = [
      "length:", "longueur:", "nge:", "longitud:", "lunghezza:", "lengte:",
    ]
    guard lengths.contains(where: { bytes.containsMarker($0) }) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).textLines
    let labels = Set(lines.compactMap(Self.singleLabel))
    guard labels.contains(0), labels.contains(1) else { return nil }
    return Recognition(
      .marker, because: "labels of LexisNexis (LENGTH, LOAD-DATE) at the start of lines")
  }

  // 0 for the length, 1 for a label that only LexisNexis has.
  private static func singleLabel(_ line: Substring) -> Int? {
    guard let colon = line.utf8.prefix(30).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    switch line[..<colon] {
    case "LENGTH", "LONGUEUR", "LÄNGE", "LONGITUD", "LUNGHEZZA", "LENGTE": return 0
    case "LOAD-DATE", "PUBLICATION-TYPE", "DATE-CHARGEMENT", "TYPE-PUBLICATION", "JOURNAL-CODE",
      "UPDATE", "PUBLIKATIONSTYP", "FECHA-CARGA", "TIPO-PUBLICACIÓN", "LAADDATUM":
      return 1
    default: return nil
    }
  }

  private static func isCounter(_ line: some StringProtocol) -> Bool {
    line.utf8.count < 90 && line.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
      && line.utf8.contains { $0 | 0x20 == 0x64 }
      && LexisDocument.counter(String(line)) != nil
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = MarkupSource(try file.wholeBytes(), of: file)
    let lines = Self.lines(source.bytes)
    var starts = lines.indices.filter { lines[$0].isCounter }
    if starts.isEmpty { starts = [0] }
    let ends = Array(starts.dropFirst()) + [lines.count]
    try LexisDocument.emit(
      starts.indices.lazy.map { Self.blocks(lines[starts[$0]..<ends[$0]], source.bytes) },
      in: file, to: yield,
      place: { n in
        let end = ends[n] < lines.count ? lines[ends[n]].start : source.bytes.count
        return source.range(lines[starts[n]].start..<end)
      })
  }

  /// A line as the place of its words among the bytes of the file.
  private struct Line {
    /// Where it begins, blanks included.
    var start: Int
    /// Its words: what is left without blanks at both ends.
    var words: Range<Int>
    /// Unicode scalars of the whole line.
    var width = 0
    var isCounter = false
  }

  private static func lines(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start <= bytes.count {
      let stop = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var end = stop
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      var line = Line(start: start, words: words(bytes, start, end))
      var hasDigit = false
      for at in start..<end {
        if bytes[at] & 0xC0 != 0x80 { line.width += 1 }
        if bytes[at] >= 0x30, bytes[at] <= 0x39 { hasDigit = true }
      }
      if hasDigit, line.words.count < 90 {
        line.isCounter = isCounter(String(decoding: bytes[line.words], as: UTF8.self))
      }
      lines.append(line)
      start = stop + 1
    }
    return lines
  }

  // No-break spaces are blanks too: C2 A0.
  private static func words(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Range<Int> {
    var (low, high) = (start, end)
    while low < high {
      if bytes[low] <= 0x20 {
        low += 1
      } else if bytes[low] == 0xC2, low + 1 < high, bytes[low + 1] == 0xA0 {
        low += 2
      } else {
        break
      }
    }
    while high > low {
      if bytes[high - 1] <= 0x20 {
        high -= 1
      } else if bytes[high - 1] == 0xA0, high - 1 > low, bytes[high - 2] == 0xC2 {
        high -= 2
      } else {
        break
      }
    }
    return low..<high
  }

  /// Blocks at blank lines. A line that is wrapped goes on in the next; a line that ends early ends.
  private static func blocks(_ lines: ArraySlice<Line>, _ bytes: [UInt8]) -> [LexisDocument.Block] {
    let width = max(60, min(100, lines.lazy.map(\.width).max() ?? 0))
    var blocks: [LexisDocument.Block] = []
    var block: [UInt8] = []
    var last: Line?
    func close() {
      if last == nil { return }
      blocks.append(String(decoding: block, as: UTF8.self))
      block.removeAll(keepingCapacity: true)
      last = nil
    }
    for line in lines {
      if line.words.isEmpty {
        close()
        continue
      }
      if line.isCounter { close() }
      if let last {
        let word = bytes[line.words].prefix { $0 != 0x20 }.count
        let isCentred = bytes[last.start] == 0x20 && bytes[line.start] == 0x20
        block.append(!isCentred && last.width + 1 + word > width - 6 ? 0x20 : 0x0A)
      }
      block.append(contentsOf: bytes[line.words])
      last = line
      if line.isCounter { close() }
    }
    close()
    return blocks
  }
}
