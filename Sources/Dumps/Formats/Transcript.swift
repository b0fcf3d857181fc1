import Press

/// Transcripts whose paragraphs begin with time marks, as people and programs of speech recognition type
/// them: «[00:00:05] …», «Speaker 1 0:05», «[00:00.000 --> 00:04.000] …».
struct Transcript: DumpFormat {
  let name = "transcript"
  let summary =
    "transcripts with time marks ([00:00:05], «Speaker 0:05», Whisper, YouTube): the spoken text, with "
    + "the time of each paragraph"

  func recognise(_ head: Head) -> Recognition? {
    guard Self.mayHaveMarks(head.bytes) else { return nil }
    let text = String(decoding: head.bytes.prefix(32 << 10), as: UTF8.self)
    let lines = text.textLines.compactMap(\.trimmed).prefix(300)
    let marks = lines.enumerated().compactMap { n, line in TimeMark(line).map { (n, $0) } }
    guard marks.count >= 3, marks.count * 4 >= lines.count, marks[0].0 <= 10,
      !TextNature.isLog(text)
    else { return nil }
    // Time runs on, and somebody speaks in sentences: neither a list of songs nor a chat.
    let runs = zip(marks, marks.dropFirst()).count { $0.1.start <= $1.1.start }
    let spoken = lines.map { TimeMark($0)?.words ?? $0 }
    let words = spoken.reduce(0) { $0 + $1.split(separator: " ").count }
    guard runs * 10 >= (marks.count - 1) * 9, marks.last?.1.start ?? 0 > marks[0].1.start,
      words >= marks.count * 4, !marks.contains(where: { $0.1.words.hasPrefix("<") })
    else { return nil }
    return Recognition(
      .shape, because: "\(marks.count) lines with time marks, the first at \(marks[0].1.printed)")
  }

  /// True when three lines begin with a time, or have one behind a name. Most files have none.
  private static func mayHaveMarks(_ bytes: [UInt8]) -> Bool {
    if bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "<") { return false }
    let bytes = bytes.prefix(32 << 10)
    func isDigit(_ at: Int) -> Bool { at < bytes.count && bytes[at] &- 0x30 < 10 }
    var (lines, column) = (0, 0)
    for (at, byte) in bytes.enumerated() {
      if byte == 10 || byte == 13 {
        column = 0
        continue
      }
      column += 1
      guard byte == 0x3A, column <= 64, at > 0, isDigit(at - 1), isDigit(at + 1), isDigit(at + 2)
      else { continue }
      lines += 1
      if lines == 3 { return true }
      // One time a line.
      column = 65
    }
    return false
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes(limit: file.options.limits.record)
    let text = bytes.withUnsafeBytes { file.decode($0) }
    var lead: [String] = []
    var timed = TimedParagraphs()
    var label: String?
    for line in text.textLines {
      guard let line = line.trimmed else {
        label = nil
        continue
      }
      if let mark = TimeMark(line) {
        timed.paragraphs.append((mark.start, mark.words))
        label = mark.isLabel ? mark.words : nil
        continue
      }
      guard let last = timed.paragraphs.indices.last else {
        lead.append(line)
        continue
      }
      let before = timed.paragraphs[last].text
      // Who speaks stands above what is said.
      timed.paragraphs[last].text =
        before.isEmpty ? line : label != nil ? "\(before): \(line)" : before + "\n" + line
      label = nil
    }
    timed.paragraphs.removeAll(where: \.text.isEmpty)
    try give(timed, below: lead, bytes.count, file, yield)
  }

  private func give(
    _ timed: TimedParagraphs, below lead: [String], _ size: Int, _ file: DumpFile,
    _ yield: (Record) throws -> Void
  ) throws {
    let header = TextHeader(of: lead.joined(separator: "\n") + "\n\n")
    var fields = header.fields
    var above = fields.isEmpty ? lead : []
    if fields.isEmpty {
      if let at = above.firstIndex(where: { PrintedDate.first(in: $0) != nil }) {
        fields.append(RecordField("date", role: .published, rank: 98, value: .text(above[at])))
        fields.append(RecordField("date_rule", .text("line")))
      }
      // The first line is a title when it is no sentence.
      if let first = above.first, first.utf8.count <= 200, first.last?.isPunctuation != true {
        fields.append(RecordField("title", role: .title, rank: 90, value: .text(first)))
        above.removeFirst()
      }
    }
    if !fields.contains(where: { $0.role == .published }), let day = FileDate(file) {
      fields += day.fields
    }
    let opening = above.isEmpty ? "" : above.joined(separator: "\n") + "\n\n"
    if let times = timed.times(after: opening.unicodeScalars.count) {
      fields.append(RecordField("times", times))
    }
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      try builder.add(
        fields, body: opening + timed.body, at: file.nextOrigin(line: 1, bytes: 0..<size))
      try builder.finish()
    }
  }
}

/// The time mark of a line of a transcript: at its start, or after the name of who speaks.
private struct TimeMark {
  /// Milliseconds.
  let start: Int
  let printed: String
  /// What the line says beside it: words, or a name.
  let words: String
  /// True when the words are a name that stands above what is said.
  let isLabel: Bool

  init?(_ line: String) {
    if let (start, printed, rest) = Self.mark(line[...]) {
      self.start = start
      self.printed = printed
      words = rest.drop { " \t-–—:|".contains($0) }.trimmed ?? ""
      isLabel = Self.isName(words)
      return
    }
    // «Speaker 1  0:05», «Anna Lind [00:05]: …».
    guard let at = line.firstIndex(where: { $0.isNumber || $0 == "[" || $0 == "(" }) else {
      return nil
    }
    var from = at
    while true {
      let name = line[..<from].trimmed ?? ""
      guard name.utf8.count <= 40 else { return nil }
      if !name.isEmpty, Self.isName(name), let (start, printed, rest) = Self.mark(line[from...]) {
        let said = rest.drop { " \t-–—:".contains($0) }.trimmed ?? ""
        guard said.isEmpty || rest.first == ":" else { return nil }
        self.start = start
        self.printed = printed
        words = said.isEmpty ? name : "\(name): \(said)"
        isLabel = said.isEmpty
        return
      }
      guard let blank = line[from...].firstIndex(of: " ") else { return nil }
      from = line.index(after: blank)
      if from == line.endIndex { return nil }
    }
  }

  /// A time, its end if it has one, and what follows.
  private static func mark(_ line: Substring) -> (start: Int, printed: String, rest: Substring)? {
    let brackets: [Character: Character] = ["[": "]", "(": ")", "<": ">"]
    let close = line.first.flatMap { brackets[$0] }
    var rest = close == nil ? line : line.dropFirst()
    guard let (start, parts) = time(&rest) else { return nil }
    let printed = String(line[..<rest.startIndex].drop { "[(<".contains($0) })
    var end = rest.drop { $0 == " " }
    if let arrow = ["-->", "->", "-", "–"].first(where: end.hasPrefix) {
      end = end.dropFirst(arrow.count).drop { $0 == " " }
      if time(&end) != nil { rest = end }
    }
    if let close {
      guard rest.first == close else { return nil }
      return (start, printed, rest.dropFirst())
    }
    // A time of the day is no mark: without brackets it has seconds, or the line for itself.
    let isAlone = rest.trimmed == nil
    guard parts == 3 || isAlone, isAlone || " \t-–:".contains(rest.first ?? "x") else { return nil }
    return (start, printed, rest)
  }

  /// Reads «1:02:03», «02:03.500» at the start of `rest`.
  private static func time(_ rest: inout Substring) -> (milliseconds: Int, parts: Int)? {
    let run = rest.prefix { ("0"..."9").contains($0) || $0 == ":" }
    let digits = run.split(omittingEmptySubsequences: false) { $0 == ":" }
    let numbers = digits.map { Int($0) }
    guard (2...3).contains(numbers.count), !numbers.contains(nil) else { return nil }
    let n = numbers.compactMap(\.self)
    guard digits.dropFirst().allSatisfy({ $0.count == 2 }), n[0] < 200,
      n.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    rest = rest[run.endIndex...]
    var thousandths = 0
    if let point = rest.first, point == "." || point == "," {
      let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }.prefix(3)
      if !digits.isEmpty {
        thousandths = (Int(digits) ?? 0) * [1, 100, 10, 1][digits.count]
        rest = rest[digits.endIndex...].drop { ("0"..."9").contains($0) }
      }
    }
    return (n.reduce(0) { $0 * 60 + $1 } * 1000 + thousandths, n.count)
  }

  /// True for «Speaker 1», «ANNA LIND», «Anna Lind»: words with capitals or numbers, and no sentence.
  private static func isName(_ words: String) -> Bool {
    let parts = words.split(separator: " ")
    guard (1...5).contains(parts.count), !words.hasSuffix("."), !words.hasSuffix(","),
      !words.hasSuffix("?"), !words.hasSuffix("!")
    else { return false }
    return parts[0].first?.isUppercase == true
      && parts.dropFirst().allSatisfy {
        $0.first?.isUppercase == true || $0.first?.isNumber == true || $0.count <= 3
      }
  }
}
