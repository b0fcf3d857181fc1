import Press

/// Transcripts with time marks: subtitles of broadcasts and of video platforms.
struct Subtitles: DumpFormat {
  let name = "subtitles"
  let summary =
    "SRT, WebVTT and SubStation Alpha transcripts: the spoken text as paragraphs, with the time of each"

  func recognise(_ head: Head) -> Recognition? {
    let start = head.bytes.drop { $0 <= 32 }
    if start.starts(with: Array("WEBVTT".utf8)) {
      return Recognition(.magic, because: "starts with WEBVTT")
    }
    if start.starts(with: Array("[Script Info]".utf8)) {
      return Recognition(.magic, because: "starts with [Script Info], as SubStation Alpha does")
    }
    let lines = start.prefix(400).split(separator: 10, maxSplits: 3)
    guard lines.count >= 2, Int(Self.text(lines[0])) != nil, Self.time(Self.text(lines[1])) != nil
    else { return nil }
    return Recognition(.marker, because: "a number, then «time --> time», as in SRT")
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    FieldText.trimmed(String(decoding: bytes, as: UTF8.self))
  }

  /// Start and end of a cue in milliseconds.
  private static func time(_ line: some StringProtocol) -> (start: Int, end: Int)? {
    guard let arrow = line.range(of: "-->") else { return nil }
    let parts = [line[..<arrow.lowerBound], line[arrow.upperBound...]].map { part -> Int? in
      let word = part.split(separator: " ").first ?? ""
      let numbers = word.split { $0 == ":" || $0 == "," || $0 == "." }.map { Int($0) }
      guard (3...4).contains(numbers.count), !numbers.contains(nil) else { return nil }
      let n = numbers.compactMap(\.self)
      let (h, rest) = n.count == 4 ? (n[0], Array(n[1...])) : (0, n)
      guard h < 1000, rest[0] < 60, rest[1] < 61, rest[2] < 1000 else { return nil }
      return ((h * 60 + rest[0]) * 60 + rest[1]) * 1000 + rest[2]
    }
    guard let start = parts[0], let end = parts[1] else { return nil }
    return (start, end)
  }

  /// A paragraph that is being gathered.
  private struct Spoken {
    var timed = TimedParagraphs()
    var lastEnd = 0
    var lastLine = ""

    mutating func add(_ line: String, speaker: String?, from start: Int, to end: Int) {
      // Captions that roll say each line twice.
      guard line != lastLine else {
        lastEnd = end
        return
      }
      lastLine = line
      let isTurn = speaker != nil || line.hasPrefix(">>") || line.hasPrefix("- ")
      let words = speaker.map { "\($0): \(line)" } ?? line
      if isTurn || timed.paragraphs.isEmpty || start - lastEnd > 4000 {
        timed.paragraphs.append((start, words))
      } else {
        timed.paragraphs[timed.paragraphs.count - 1].text += " " + words
      }
      lastEnd = end
    }
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let bytes = try file.wholeBytes(limit: file.options.limits.record)
    let text = bytes.withUnsafeBytes { file.decode($0) }
    var spoken = Spoken()
    var cue: (start: Int, end: Int)?
    var speaker: String?
    var isNote = false
    var unread = 0
    let lines = text.textLines
    for line in lines.lazy.compactMap(Self.dialogue) {
      for words in line.words.textLines {
        guard let plain = Self.plain(String(words)).0 else { continue }
        spoken.add(
          plain, speaker: line.name == speaker ? nil : line.name, from: line.start, to: line.end)
        speaker = line.name ?? speaker
      }
    }
    for (n, line) in lines.enumerated() {
      guard let words = line.trimmed else {
        (cue, isNote) = (nil, false)
        continue
      }
      if words.range(of: "-->") != nil {
        cue = Self.time(words)
        if cue == nil { unread += 1 }
        continue
      }
      guard let cue, !isNote else {
        if words.hasPrefix("NOTE") || words.hasPrefix("STYLE") { isNote = true }
        continue
      }
      // A cue that follows without a blank line begins with its number.
      if Int(words) != nil, n + 1 < lines.count, lines[n + 1].range(of: "-->") != nil { continue }
      let (plain, voice) = Self.plain(words)
      guard let plain else { continue }
      spoken.add(plain, speaker: voice == speaker ? nil : voice, from: cue.start, to: cue.end)
      if voice != nil { speaker = voice }
    }
    try give(spoken, unread, bytes.count, file, yield)
  }

  /// A line of SubStation Alpha: «Dialogue: 0,0:00:01.00,0:00:04.00,Style,Name,0,0,0,,Words\\NWords».
  private static func dialogue(
    _ line: Substring
  ) -> (start: Int, end: Int, name: String?, words: String)? {
    guard line.hasPrefix("Dialogue:") else { return nil }
    let parts = line.split(separator: ",", maxSplits: 9, omittingEmptySubsequences: false)
    guard parts.count == 10, let time = time(parts[1] + " --> " + parts[2]) else { return nil }
    var words = ""
    var isEscape = false
    for character in parts[9] {
      if isEscape, character == "N" || character == "n" || character == "h" {
        words += character == "h" ? " " : "\n"
      } else if isEscape {
        words += "\\" + String(character)
      } else if character != "\\" {
        words.append(character)
      }
      isEscape = !isEscape && character == "\\"
    }
    return (time.start, time.end, parts[4].trimmed, words)
  }

  private func give(
    _ spoken: Spoken, _ unread: Int, _ size: Int, _ file: DumpFile, _ yield: (Record) throws -> Void
  ) throws {
    var article = Article(origin: file.nextOrigin(line: 1, bytes: 0..<size), body: "")
    article.body = spoken.timed.body
    if let day = FileDate(file) {
      RecordBuilder(file) { _ in }.fill(&article, from: day.fields)
    }
    article.keep("times", spoken.timed.times())
    try file.give(article, without: "no words found between the time marks", to: yield)
    if unread > 0 {
      let message = "\(unread) time marks could not be read; the words below them are left out"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
  }

  /// The words without tags, and who says them: `<v Anna Lind>…`.
  private static func plain(_ line: String) -> (String?, voice: String?) {
    guard line.utf8.contains(UInt8(ascii: "<")) || line.utf8.contains(UInt8(ascii: "{")) else {
      return (line, nil)
    }
    var out = ""
    var tag: String?
    var voice: String?
    for character in line {
      if let open = tag {
        if character == ">" || character == "}" {
          if open.hasPrefix("v ") || open.hasPrefix("v.") {
            voice = open.drop { $0 != " " }.trimmed
          }
          tag = nil
        } else {
          tag = open + String(character)
        }
      } else if character == "<" || character == "{" {
        tag = ""
      } else {
        out.append(character)
      }
    }
    return (out.trimmed, voice)
  }
}
