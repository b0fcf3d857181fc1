import Press

/// JSON documents: a list of articles, one article, or a list under a key.
///
/// Streams: a list of any length is read element by element.
struct JSON: DumpFormat {
  let name = "json"
  let summary = "a JSON list of articles, one article, or a list under a key such as «articles»"

  func recognise(_ head: Head) -> Recognition? {
    guard let start = head.bytes.firstIndex(where: { $0 > 32 }) else { return nil }
    let next = head.bytes[(start + 1)...].first { $0 > 32 }
    switch (head.bytes[start], next) {
    case (UInt8(ascii: "{"), UInt8(ascii: "\"")):
      // Objects on lines of their own are another format.
      return JSONLines.objects(in: head) > 1
        ? nil : Recognition(.shape, because: "begins as a JSON object")
    case (UInt8(ascii: "["), UInt8(ascii: "{")):
      return Recognition(.shape, because: "begins as a JSON list of objects")
    default: return nil
    }
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    try withoutActuallyEscaping(yield) { yield in
      var reading = JSONDocument(file, yield: yield)
      try reading.read()
    }
  }
}

/// One walk over a JSON document.
private struct JSONDocument {
  /// Keys under which interfaces give their articles.
  private static let lists: Set<String> = [
    "articles", "data", "documents", "docs", "results", "items", "hits", "records", "posts", "news",
    "stories", "entries", "response", "result",
  ]

  private let file: DumpFile
  private let elements: JSONElements
  private let records: JSONRecords
  /// Objects around the list that has been entered.
  private var openObjects = 0
  /// True once an object was none.
  private var hasFaults = false

  init(_ file: DumpFile, yield: @escaping (Record) throws -> Void) {
    self.file = file
    elements = JSONElements(file)
    records = JSONRecords(file, yield: yield)
  }

  mutating func read() throws {
    while let byte = try elements.peek() {
      switch byte {
      case UInt8(ascii: "}") where openObjects > 0:
        openObjects -= 1
        elements.advance(1)
      case UInt8(ascii: "\"") where openObjects > 0: try skipMember()
      case UInt8(ascii: "["): try readList()
      case UInt8(ascii: "{"):
        if try !enterWrapper() { try readRecord() }
      case UInt8(ascii: ","): elements.advance(1)
      default: try readOther()
      }
    }
    try records.finish()
  }

  private mutating func readList() throws {
    elements.advance(1)
    while let byte = try elements.peek() {
      switch byte {
      case UInt8(ascii: "]"):
        elements.advance(1)
        return
      case UInt8(ascii: ","): elements.advance(1)
      case UInt8(ascii: "{"): try readRecord()
      default: try readOther()
      }
    }
    if file.damage == nil {
      try records.reject(
        UnsafeRawBufferPointer(start: nil, count: 0),
        at: file.nextOrigin(line: elements.line, bytes: elements.offset..<elements.offset),
        "the list is not closed: the file breaks off; what came before is imported")
    }
  }

  // What stands beside the list in the objects around it tells of the search, not of articles.
  private mutating func skipMember() throws {
    let (bytes, _) = try elements.value()
    let key = Array(bytes)
    elements.advance(key.count)
    guard try elements.peek() == UInt8(ascii: ":") else { return }
    elements.advance(1)
    let name = key.dropFirst().dropLast()
    if try elements.peek() == UInt8(ascii: "["),
      Self.lists.contains(String(decoding: name, as: UTF8.self).lowercased())
    {
      return try readList()
    }
    let (value, _) = try elements.value()
    elements.advance(value.count)
  }

  private mutating func readRecord() throws {
    let (bytes, end) = hasFaults ? try valueOrFault() : try elements.value()
    let start = elements.offset
    let origin = file.nextOrigin(line: elements.line, bytes: start..<start + bytes.count)
    var fault: Int?
    switch end {
    case .whole: fault = try records.add(bytes, at: origin)
    case .cut: fault = try records.add(bytes, at: origin) ?? bytes.count
    case .tooLong:
      try records.reject(
        bytes, at: origin,
        "the object has more than \(file.options.limits.record) bytes (--max-size), or it is "
          + "never closed")
      fault = 1
    case .open: fault = try records.add(bytes, at: origin) ?? bytes.count
    }
    guard let fault else { return elements.advance(bytes.count) }
    hasFaults = true
    // A broken object may have swallowed the sound ones behind it: go on where one begins alike. What
    // begins one may have ended the text that swallowed it, just before the fault.
    if let key = records.firstKey {
      _ = try elements.resume(at: key, from: max(1, min(fault, bytes.count) - key.count - 64))
    } else {
      elements.advance(bytes.count)
    }
  }

  /// The value at the next byte, or as much of it as holds a fault.
  ///
  /// What is broken may seem to end nowhere: looking for its end in all that follows, and again for the
  /// next one, would cost the square of the file.
  private func valueOrFault() throws -> (bytes: UnsafeRawBufferPointer, end: JSONElements.End) {
    var bound = 512
    while true {
      let found = try elements.value(within: bound)
      guard case .open = found.end, JSONReader.fault(in: found.bytes) == nil else { return found }
      bound *= 2
    }
  }

  private func readOther() throws {
    let (bytes, end) = try elements.value()
    let start = elements.offset
    let length = max(1, bytes.count)
    if bytes.elementsEqual("null".utf8) { return elements.advance(length) }
    try records.reject(
      bytes, at: file.nextOrigin(line: elements.line, bytes: start..<start + length),
      end == .tooLong
        ? "a value of more than \(file.options.limits.record) bytes (--max-size)"
        : "expected an object in braces")
    elements.advance(length)
  }

  // Steps into {"status": "ok", "articles": [ … ]} and leaves the reader at the list. An object that
  // has a text of its own before such a key is an article.
  private mutating func enterWrapper() throws -> Bool {
    let head = try elements.window(atLeast: 64 << 10)
    var reader = JSONReader(head)
    // An object that does not fit the window faults at its end, and is read as a record.
    guard let start = try? Self.startOfList(&reader, depth: 0) else { return false }
    elements.advance(start.byte)
    openObjects = start.depth
    return true
  }

  // The byte before the list, when the object that comes next holds one under a known key.
  private static func startOfList(_ reader: inout JSONReader, depth: Int) throws(JSONFault) -> (
    byte: Int, depth: Int
  )? {
    guard reader.take(UInt8(ascii: "{")) else { return nil }
    repeat {
      let name = try reader.key()
      if lists.contains(name.lowercased()) {
        if reader.peek() == UInt8(ascii: "["), holdsObjects(reader) {
          return (reader.i, depth + 1)
        }
        if reader.peek() == UInt8(ascii: "{"), depth < 4 {
          return try startOfList(&reader, depth: depth + 1)
        }
      }
      if depth == 0, FieldRole.guessed(name)?.role == .body { return nil }
      _ = try reader.value()
    } while reader.take(UInt8(ascii: ","))
    return nil
  }

  private static func holdsObjects(_ reader: JSONReader) -> Bool {
    var reader = reader
    guard reader.take(UInt8(ascii: "[")) else { return false }
    return reader.peek() == UInt8(ascii: "{") || reader.peek() == UInt8(ascii: "]")
  }
}
