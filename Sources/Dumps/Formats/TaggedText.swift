import Press

/// Texts whose fields are in tags, without an element around each article: `<TITRE>…</TITRE>`,
/// `<DATE>…</DATE>`, then the text.
struct TaggedText: DumpFormat {
  let name = "tagged-text"
  let hasTags = true
  let summary =
    "fields in tags, closed or not, with no element around an article (<TITRE>…</TITRE> "
    + "<DATE>…</DATE>, then the text)"

  func recognise(_ head: Head) -> Recognition? {
    let start = head.bytes.drop { $0 <= 0x20 }
    guard start.first == UInt8(ascii: "<"), start.count > 2 else { return nil }
    let records = LooseTags(Array(start.prefix(32 << 10)), atMost: 2).records
    guard let first = records.first else { return nil }
    var seen: Set<String> = []
    let names = first.map(\.name).filter { seen.insert($0).inserted }
    let roles = Set(names.compactMap { FieldRole.guessed($0)?.role })
    // Tags of HTML begin a page or a part of one; one that is none says that it is no page.
    guard roles.count >= 2, roles.contains(.title) || roles.contains(.published),
      names.contains(where: { NameTable.html.id(of: $0.lowercased()) == nil }),
      !names.contains(where: Self.isOfHTML)
    else { return nil }
    return Recognition(
      .shape, because: "tags without an element around them: " + names.joined(separator: ", "))
  }

  private static func isOfHTML(_ name: String) -> Bool {
    let others: Set<String> = [
      "html", "head", "body", "meta", "link", "script", "style", "base", "div", "main", "nav",
      "header", "section", "article",
    ]
    return name.utf8.allSatisfy { !(0x41...0x5A).contains($0) } && others.contains(name)
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let tags = LooseTags(source.bytes)
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      for (number, record) in tags.records.enumerated() {
        let range = tags.range(ofRecord: number)
        let origin = file.nextOrigin(bytes: source.range(range))
        let markup = Markup(tags.element(of: record, in: range), as: .xml)
        guard let root = markup.root else { continue }
        let read = XMLRecord(root, map: file.options.fieldMap)
        if read.isTextMapped { file.mapped.insert(.body) }
        try builder.add(read.fields, body: read.body(), at: origin)
      }
      try builder.finish()
    }
  }
}

/// The tags that stand beside each other in a text, and the articles that they make.
private struct LooseTags {
  struct Tag {
    var name: String
    /// Where «<» is, the value, and where what follows begins.
    var start: Int
    var value: Range<Int>
    var end: Int
    var isClosed: Bool
  }

  /// The tags of each article.
  private(set) var records: [[Tag]] = []
  private let bytes: [UInt8]
  private var starts: [Int] = []

  /// More names than that are no fields.
  private static let namesAtMost = 64

  /// The tags of `bytes`, for `limit` articles at most.
  init(_ bytes: [UInt8], atMost limit: Int = .max) {
    self.bytes = bytes
    var tried: Set<String> = []
    var record: [Tag] = []
    var names: Set<String> = []
    var isText: [String: Bool] = [:]
    var hasText = false
    var at = 0
    while records.count < limit, let tag = tag(from: at, &tried) {
      at = tag.end
      // A field that has been there begins the next article, once there was a text.
      if names.contains(tag.name),
        tag.name == record[0].name || hasText
          || !isBlank(record[record.count - 1].end..<tag.start)
      {
        records.append(record)
        (record, names, hasText) = ([], [], false)
      }
      record.append(tag)
      names.insert(tag.name)
      if isText[tag.name] == nil {
        isText[tag.name] = FieldRole.guessed(tag.name)?.role == .body
      }
      hasText = hasText || isText[tag.name] == true
    }
    if !record.isEmpty { records.append(record) }
    starts = records.map { $0[0].start } + [bytes.count]
  }

  /// The next tag at or after `start` that may be a field.
  private func tag(from start: Int, _ tried: inout Set<String>) -> Tag? {
    var at = start
    while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = open + 1
      let name = name(at: at)
      guard !name.isEmpty, !XMLRecord.prose.contains(name),
        let close = bytes[at..<min(at + 200, bytes.count)].firstIndex(of: UInt8(ascii: ">"))
      else { continue }
      // Each name is looked for once through the whole text at most.
      guard tried.contains(name) || tried.count < Self.namesAtMost else { continue }
      tried.insert(name)
      if let end = end(of: name, from: close + 1) {
        return Tag(
          name: name, start: open, value: close + 1..<end, end: end + name.utf8.count + 3,
          isClosed: true)
      }
      // A tag that nothing closes ends with its line; one of a text only begins it.
      guard FieldRole.guessed(name) != nil else { continue }
      let line = bytes[close...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
      let isText = FieldRole.guessed(name)?.role == .body
      return Tag(
        name: name, start: open, value: close + 1..<(isText ? close + 1 : line),
        end: isText ? close + 1 : line, isClosed: false)
    }
    return nil
  }

  /// Letters, digits, «-», «_» and «.» from `at`, where a letter stands.
  private func name(at: Int) -> String {
    guard at < bytes.count, bytes[at] | 0x20 &- 0x61 < 26 else { return "" }
    let name = bytes[at..<min(at + 40, bytes.count)].prefix {
      $0 | 0x20 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
        || $0 > 0x7F
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// Where `</name>` stands, before the next `<name>`.
  private func end(of name: String, from start: Int) -> Int? {
    let word = Array(name.utf8)
    var at = start
    while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = open + 1
      let isEnd = at < bytes.count && bytes[at] == UInt8(ascii: "/")
      let from = isEnd ? at + 1 : at
      let to = from + word.count
      guard to < bytes.count, bytes[from..<to].elementsEqual(word) else { continue }
      if isEnd, bytes[to] == UInt8(ascii: ">") { return open }
      if !isEnd,
        bytes[to] <= 0x20 || bytes[to] == UInt8(ascii: ">") || bytes[to] == UInt8(ascii: "/")
      {
        return nil
      }
    }
    return nil
  }

  private func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 <= 0x20 } }

  /// From the first tag of a record to that of the next one.
  func range(ofRecord number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }

  /// The article as one element, whose tags are all closed.
  func element(of record: [Tag], in range: Range<Int>) -> [UInt8] {
    let hasText = record.contains { $0.isClosed && FieldRole.guessed($0.name)?.role == .body }
    var out = Array("<record>".utf8)
    var at = range.lowerBound
    func loose(_ part: Range<Int>) {
      if part.isEmpty || isBlank(part) { return }
      // Beside a text in a tag of its own, other words are a field.
      out += hasText ? Array("<beside>".utf8) + bytes[part] + Array("</beside>".utf8) : bytes[part]
    }
    for tag in record {
      loose(at..<tag.start)
      if tag.isClosed {
        out += bytes[tag.start..<min(tag.end, bytes.count)]
      } else if !tag.value.isEmpty {
        let name = Array(tag.name.utf8)
        out += [UInt8(ascii: "<")] + name + [UInt8(ascii: ">")] + bytes[tag.value]
        out += Array("</".utf8) + name + [UInt8(ascii: ">")]
      }
      at = tag.end
    }
    loose(min(at, range.upperBound)..<range.upperBound)
    return out + Array("</record>".utf8)
  }
}
