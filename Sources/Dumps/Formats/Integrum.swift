import Press

/// Exports of Integrum (Интегрум): labelled fields in Russian, the text after its own label.
struct Integrum: DumpFormat {
  let name = "integrum-text"
  let summary = "Integrum, TXT: source, day of issue, heading, author, text, every label"

  private static let labels: [String: (role: FieldRole?, isText: Bool)] = {
    var labels: [String: (role: FieldRole?, isText: Bool)] = [:]
    let table: [(FieldRole?, [String])] = [
      (.outlet, ["источник", "название источника", "издание", "сми", "газета"]),
      (.published, ["дата выпуска", "дата публикации", "дата", "дата выхода"]),
      (.title, ["заглавие", "заголовок", "название", "название статьи", "название документа"]),
      (.authors, ["автор", "авторы", "автор(ы)"]),
      (.section, ["рубрика", "раздел"]),
      (.url, ["адрес", "ссылка", "url", "интернет-адрес"]),
      (nil, ["номер выпуска", "номер", "страница", "полоса", "регион", "город", "объем", "база"]),
    ]
    for (role, names) in table { for name in names { labels[name] = (role, false) } }
    for name in ["текст", "полный текст", "текст документа"] { labels[name] = (nil, true) }
    return labels
  }()

  func recognise(_ head: Head) -> Recognition? {
    guard head.bytes.first != UInt8(ascii: "<"), head.bytes.contains(where: { $0 >= 0x80 }) else {
      return nil
    }
    let text = Self.decoded(head.bytes, nil)
    let found = Set(text.textLines.prefix(400).compactMap { Self.label(of: $0)?.name })
    guard found.count >= 3, found.contains("дата выпуска") || found.contains("текст") else {
      return nil
    }
    return Recognition(
      .marker, because: "labels of Integrum: \(found.sorted().joined(separator: ", "))")
  }

  // Old exports are in Windows-1251 and do not say so.
  private static func decoded(_ bytes: [UInt8], _ file: DumpFile?) -> String {
    bytes.withUnsafeBytes { raw in
      if let file { return file.decode(raw, declared: .windows1251) }
      return DecodedText(raw, declared: .windows1251).text
    }
  }

  private static func label(of line: Substring) -> (name: String, rest: Substring)? {
    guard let colon = line.utf8.prefix(60).firstIndex(of: UInt8(ascii: ":")),
      let name = line[..<colon].trimmed?.lowercased(), labels[name] != nil
    else { return nil }
    return (name, line[line.utf8.index(after: colon)...])
  }

  // «Тираж: 500»: a short name and a short value, which is no sentence.
  private static func unknownLabel(_ line: Substring) -> Substring? {
    guard line.utf8.count <= 160,
      let colon = line.utf8.prefix(60).firstIndex(of: UInt8(ascii: ":")),
      line.trimmed?.last != "."
    else { return nil }
    return line[..<colon]
  }

  private static func isBreak(_ line: Substring) -> Bool {
    guard let text = line.trimmed else { return false }
    if text.utf8.count >= 10, let first = text.first, "=-_*".contains(first) {
      return text.allSatisfy { $0 == first }
    }
    let words = text.split(separator: " ")
    return words.count <= 4 && words[0].lowercased() == "документ"
      && words.count > 1 && words[1].contains(where: \.isNumber)
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let text = Self.decoded(try file.wholeBytes(), file)
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      var fields: [RecordField] = []
      var body: [Substring] = []
      var (first, isText, isBelowBlank) = (1, false, false)
      func close(_ next: Int) throws {
        defer {
          (fields, body, isText) = ([], [], false)
          first = next
        }
        if fields.isEmpty { return }
        let text = Fragment.lines(body.joined(separator: "\n"))
        try builder.add(
          fields + [RecordField("text", role: .body, rank: 0, value: .text(text))],
          at: file.nextOrigin(line: first))
      }
      for (n, line) in text.textLines.enumerated() {
        if Self.isBreak(line) {
          try close(n + 2)
        } else if let (name, rest) = Self.label(of: line), let kind = Self.labels[name],
          !isText || kind.role == .outlet || kind.role == .published
        {
          // A document without a break above it begins with the label that the first one begins with.
          if isText { try close(n + 1) }
          if kind.isText {
            isText = true
            body = [rest]
          } else if let value = rest.trimmed {
            fields.append(RecordField(name, role: kind.role, rank: 0, value: .text(value)))
          }
        } else if isText {
          body.append(line)
        } else if !fields.isEmpty, isBelowBlank, line.trimmed != nil, Self.unknownLabel(line) == nil
        {
          // The text may have no label, and stand below a blank line.
          isText = true
          body = [line]
        }
        isBelowBlank = line.trimmed == nil
      }
      try close(1)
      try builder.finish()
    }
  }
}
