import Press

/// One JSON object a line, as scrapers and databases write them.
struct JSONLines: DumpFormat {
  let name = "jsonl"
  let summary =
    "one JSON object a line (news-please, trafilatura, newspaper4k, Scrapy, Webz, Media Cloud)"

  func recognise(_ head: Head) -> Recognition? {
    // A single line may just as well be one object around a list of articles.
    guard head.bytes.first(where: { $0 > 32 }) != UInt8(ascii: "["), Self.objects(in: head) > 1
    else { return nil }
    return Recognition(.shape, because: "lines are JSON objects, each on its own")
  }

  /// How many of the first lines are objects; 0 when more of them are not.
  static func objects(in head: Head) -> Int {
    guard head.bytes.contains(UInt8(ascii: "{")) else { return 0 }
    var (objects, others) = (0, 0)
    var lines = head.bytes.split(separator: 10, omittingEmptySubsequences: true)[...]
    if !head.isWhole, lines.count > 1 { lines = lines.dropLast() }
    for line in lines.prefix(20) {
      let line = line.drop { $0 <= 32 }
      guard let first = line.first else { continue }
      let last = line.reversed().first { $0 > 32 }
      let long = !head.isWhole && lines.count == 1
      if first == UInt8(ascii: "{"), last == UInt8(ascii: "}") || long, startsWithKey(line) {
        objects += 1
      } else {
        others += 1
      }
    }
    return objects > others ? objects : 0
  }

  private static func startsWithKey(_ line: ArraySlice<UInt8>) -> Bool {
    let next = line.dropFirst().first { $0 > 32 }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    try withoutActuallyEscaping(yield) { yield in
      let lines = LineReader(file)
      let records = JSONRecords(file, yield: yield)
      while let line = try lines.next() {
        if Self.isBlank(line.bytes) { continue }
        let origin = file.nextOrigin(line: line.number, bytes: line.range)
        if line.isTooLong {
          try records.reject(
            line.bytes, at: origin,
            "the line has \(line.range.count) bytes, more than \(file.options.limits.record) "
              + "(--max-size)")
        } else {
          // RFC 7464 puts a record separator before each.
          let isMarked = line.bytes.first == 0x1E
          let bytes = isMarked ? UnsafeRawBufferPointer(rebasing: line.bytes[1...]) : line.bytes
          try records.add(bytes, at: origin)
        }
      }
      try records.finish()
    }
  }

  private static func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let first = bytes.first, first <= 32 else { return bytes.isEmpty }
    return bytes.allSatisfy { $0 <= 32 }
  }
}
