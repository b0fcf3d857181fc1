import Press

/// What `dossier extract` writes: articles that have been read, with all they report.
struct Accounts: DumpFormat {
  let name = "accounts"
  let summary = "what dossier extract writes: articles with what was found in them, not read again"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first == UInt8(ascii: "{"),
      bytes.withUnsafeBytes({ JSONReader.field("schema", in: $0) != nil }),
      bytes.containsMarker("\"rules\":\""), bytes.containsMarker("\"statements\":["),
      bytes.containsMarker("\"relations\":[")
    else { return nil }
    return Recognition(.namespace, because: "lines have the keys that dossier extract writes")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    if let refusal = UnsupportedFile.of(file.head.bytes) { throw file.error(.refused, refusal) }
    let lines = LineReader(file)
    while let line = try lines.next() {
      if line.bytes.allSatisfy({ $0 <= 32 }) { continue }
      let origin = file.nextOrigin(line: line.number, bytes: line.range)
      try yield(Self.record(line, at: origin, limit: file.options.limits.record))
    }
  }

  private static func record(_ line: LineReader.Line, at origin: Origin, limit: Int) -> Record {
    do throws(AccountFault) {
      if line.isTooLong {
        throw AccountFault(
          "the line has \(line.range.count) bytes, more than \(limit) (--max-size)")
      }
      return .account(try AccountRecord.account(in: line.bytes, at: origin))
    } catch {
      let excerpt = RecordBuilder.excerpt(line.bytes)
      return .reject(Reject(origin: origin, reason: error.reason, excerpt: excerpt))
    }
  }
}
