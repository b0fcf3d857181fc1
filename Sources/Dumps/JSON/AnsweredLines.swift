import Press

/// Lines of JSON of which every one is answered: it gives one article or one reject, its record is its
/// line, and nothing that is in other lines changes what it gives.
struct AnsweredLines: DumpFormat {
  let name = "jsonl"
  let summary = "one JSON object a line, each on its own"

  func recognise(_ head: Head) -> Recognition? { nil }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    var found: [Record] = []
    let records = JSONRecords(file) { found.append($0) }
    let lines = LineReader(file)
    while let line = try lines.next() {
      var origin = file.origin(record: line.number, line: line.number, bytes: line.range)
      if let key = file.options.key { origin.key = JSONReader.field(key, in: line.bytes) }
      found.removeAll(keepingCapacity: true)
      if let reason = Self.fault(of: line, limit: file.options.limits.record) {
        try records.reject(line.bytes, at: origin, reason)
      } else {
        try records.add(line.bytes, at: origin)
      }
      try records.finish()
      records.beginAfresh()
      for record in found { if case .warning = record { try yield(record) } }
      try yield(Self.answer(found, at: origin))
    }
  }

  private static func fault(of line: LineReader.Line, limit: Int) -> String? {
    if line.isTooLong {
      return "the line has \(line.range.count) bytes, more than \(limit) (--max-size)"
    }
    return line.bytes.allSatisfy { $0 <= 32 } ? "the line is empty" : nil
  }

  private static func answer(_ found: [Record], at origin: Origin) -> Record {
    var answers: [Record] = []
    var told: [String] = []
    for record in found {
      if case .warning(let warning) = record {
        told.append(warning.message)
      } else {
        answers.append(record)
      }
    }
    if answers.count == 1 { return answers[0] }
    let reason =
      answers.isEmpty
      ? "no article" + (told.isEmpty ? "" : ": " + told.joined(separator: "; "))
      : "\(answers.count) records in one line; write each on a line of its own, or leave out "
        + "--format jsonl"
    return .reject(Reject(origin: origin, reason: reason))
  }
}
