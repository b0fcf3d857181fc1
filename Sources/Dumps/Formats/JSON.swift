import Press

/// JSON documents: a list of articles, one article, or a list under a key.
///
/// Streams: a list of any length is read element by element.
struct JSON: DumpFormat {
  let name = "json"
  let summary =
    "JSON: a list of articles, one article, or articles at any depth (JSON Feed, JSON:API, Telegram, "
    + "X, Reddit, Trove, readers' stars, data frames); also after an assignment"

  func recognise(_ head: Head) -> Recognition? {
    guard let start = JSONShape.start(of: head.bytes) else { return nil }
    let next = head.bytes[(start + 1)...].first { $0 > 32 }
    let isAssigned = head.bytes.first { $0 > 32 } != head.bytes[start]
    let place = isAssigned ? "after an assignment" : "at the start"
    switch (head.bytes[start], next) {
    case (UInt8(ascii: "{"), UInt8(ascii: "\"")):
      // Objects on lines of their own are another format.
      return JSONLines.objects(in: head) > 1
        ? nil : Recognition(.shape, because: "a JSON object \(place)")
    case (UInt8(ascii: "["), UInt8(ascii: "{")):
      return Recognition(.shape, because: "a JSON list of objects \(place)")
    case (UInt8(ascii: "["), UInt8(ascii: "[")), (UInt8(ascii: "["), UInt8(ascii: "\"")):
      let isSound = head.bytes.withUnsafeBytes {
        JSONShape.isSoundList($0, from: start, isQuoted: next == UInt8(ascii: "\""))
      }
      return isSound ? Recognition(.shape, because: "a JSON list \(place)") : nil
    case (UInt8(ascii: "\""), _):
      return Recognition(.shape, because: "JSON inside a text of JSON")
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
  private let file: DumpFile
  private let elements: JSONElements
  private let records: JSONRecords
  /// True once an object was none.
  private var hasFaults = false

  init(_ file: DumpFile, yield: @escaping (Record) throws -> Void) {
    self.file = file
    elements = JSONElements(file)
    records = JSONRecords(file, yield: yield)
    if let account = JSONPlatform.account(beside: file) {
      records.around.append(.init("account", account))
    }
  }

  mutating func read() throws {
    try skipAssignment()
    while let byte = try elements.peek() {
      switch byte {
      case UInt8(ascii: "["): if try !readTranscript() { try readList(depth: 0) }
      case UInt8(ascii: "{"): try readObject(depth: 0)
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"): elements.advance(1)
      default: if try !skipAssignment() { try readOther() }
      }
    }
    try records.finish()
  }

  // - Returns: false when no JSON comes after a name.
  @discardableResult
  private func skipAssignment() throws -> Bool {
    let window = try elements.window(atLeast: 4096)
    guard let start = JSONShape.start(of: window), start > 0 else { return false }
    elements.advance(start)
    return true
  }

  // MARK: Lists

  private mutating func readList(depth: Int) throws {
    elements.advance(1)
    var isFirst = true
    var holdsRecords = true
    while let byte = try elements.peek() {
      switch byte {
      case UInt8(ascii: "]"):
        elements.advance(1)
        return
      case UInt8(ascii: ","): elements.advance(1)
      case UInt8(ascii: "{"):
        // The first element speaks for all, but for wrappers each is looked at.
        if isFirst { holdsRecords = try shape() != .wrapper }
        isFirst = false
        if holdsRecords || depth >= JSONShape.depth {
          try readRecord()
        } else {
          try readObject(depth: depth)
        }
      case UInt8(ascii: "["):
        if try isFirst && isRow() { return try readTable() }
        isFirst = false
        if depth < JSONShape.depth { try readList(depth: depth + 1) } else { try readOther() }
      default:
        isFirst = false
        try readOther()
      }
    }
    try rejectOpen("list")
  }

  private func rejectOpen(_ what: String) throws {
    if file.damage != nil { return }
    try records.reject(
      UnsafeRawBufferPointer(start: nil, count: 0),
      at: file.nextOrigin(line: elements.line, bytes: elements.offset..<elements.offset),
      "the \(what) is not closed: the file breaks off; what came before is imported")
  }

  // Captions of a video, which are one text. - Returns: false for another list.
  private func readTranscript() throws -> Bool {
    var reader = JSONReader(try elements.window(atLeast: 4096), from: 1)
    guard let first = try? reader.value(), BlockText.isCaption(first) else { return false }
    let (bytes, end) = try elements.value()
    var whole = JSONReader(bytes)
    guard end == .whole, case .list(let captions)? = try? whole.value(), captions.count > 1,
      captions.allSatisfy(BlockText.isCaption)
    else { return false }
    let words = captions.compactMap { $0["text"]?.string }.flatMap {
      $0.split(whereSeparator: \.isWhitespace)
    }
    let start = elements.offset
    let origin = file.nextOrigin(line: elements.line, bytes: start..<start + bytes.count)
    try records.add(
      [
        .init("text", .text(words.joined(separator: " "))),
        .init("captions", .number(String(captions.count))),
      ], at: origin)
    elements.advance(bytes.count)
    return true
  }

  // True when the list that comes next is a row of a table and no page of records.
  private func isRow() throws -> Bool {
    var reader = JSONReader(try elements.window(atLeast: 4096), from: 1)
    return reader.peek() != UInt8(ascii: "{") && reader.peek() != UInt8(ascii: "[")
  }

  // Rows in a list, the first of which names the columns.
  private func readTable() throws {
    var names: [String]?
    while let byte = try elements.peek() {
      if byte == UInt8(ascii: "]") { return elements.advance(1) }
      if byte == UInt8(ascii: ",") {
        elements.advance(1)
        continue
      }
      let (bytes, end) = try elements.value()
      let place = elements.offset..<elements.offset + bytes.count
      var reader = JSONReader(bytes)
      if end == .whole, case .list(let cells)? = try? reader.value() {
        if names == nil {
          names = cells.enumerated().map { FieldText.plain($1) ?? "column \($0 + 1)" }
        } else {
          let origin = file.nextOrigin(line: elements.line, bytes: place)
          try records.add(rows: [.list(cells)], under: names ?? [], at: origin)
        }
      } else {
        try records.reject(
          bytes, at: file.nextOrigin(line: elements.line, bytes: place),
          "expected a row, a list of values in brackets")
      }
      elements.advance(max(1, bytes.count))
    }
    try rejectOpen("list")
  }

  // MARK: Objects

  private func shape() throws -> JSONShape {
    JSONShape.of(try elements.window(atLeast: 64 << 10), map: file.options.fieldMap)
  }

  // A record, or what stands around records, which is walked through.
  private mutating func readObject(depth: Int) throws {
    guard depth < JSONShape.depth, try shape() == .wrapper else { return try readRecord() }
    let known = (records.around.count, records.path.count)
    elements.advance(1)
    while let byte = try elements.peek() {
      switch byte {
      case UInt8(ascii: "}"):
        elements.advance(1)
        records.around.removeSubrange(known.0...)
        records.path.removeSubrange(known.1...)
        return
      case UInt8(ascii: "\""): try readMember(depth: depth)
      case UInt8(ascii: ","): elements.advance(1)
      default: try readOther()
      }
    }
    try rejectOpen("object")
  }

  // What is beside records tells of the search and not of articles, unless it is a single value.
  private mutating func readMember(depth: Int) throws {
    let (bytes, _) = try elements.value()
    var reader = JSONReader(bytes)
    let name = (try? reader.value())?.string ?? ""
    elements.advance(max(1, bytes.count))
    guard try elements.peek() == UInt8(ascii: ":") else { return }
    elements.advance(1)
    let isKey = !JSONShape.lists.contains(name)
    if isKey { records.path.append(name) }
    defer { if isKey { records.path.removeLast() } }
    let first = try elements.peek()
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{"), try isBeside(name) {
      return try passOver(name)
    }
    switch first {
    case UInt8(ascii: "["):
      let window = try elements.window(atLeast: 64 << 10)
      let leads = JSONShape.list(JSONReader(window), depth: 0, file.options.fieldMap)
      if leads { try readList(depth: depth + 1) } else { try elements.skipValue() }
    case UInt8(ascii: "{"):
      if try shape() == .other {
        try elements.skipValue()
      } else {
        try readObject(depth: depth + 1)
      }
    default:
      let (value, end) = try elements.value()
      var reader = JSONReader(value)
      if end == .whole, value.count < 2000, let single = try? reader.value() {
        records.around.append(.init(name, single))
        if depth == 0 { records.outerCount = records.around.count }
      }
      elements.advance(max(1, value.count))
    }
  }

  /// True for a member that says something of the records beside it and contains no text: «users»,
  /// «tags», «feed».
  private func isBeside(_ name: String) throws -> Bool {
    guard JSONShape.beside.contains(name) else { return false }
    return JSONShape.isTextless(
      try elements.window(atLeast: 64 << 10), map: file.options.fieldMap)
  }

  private func passOver(_ name: String) throws {
    let (value, end) = try elements.value()
    var reader = JSONReader(value)
    if end == .whole, value.count < 20_000, case .object(let fields)? = try? reader.value() {
      records.around.append(.init(name, .object(fields)))
      return elements.advance(max(1, value.count))
    }
    records.skip("list «\(name)», which contains no text")
    try elements.skipValue()
  }

  private mutating func readRecord() throws {
    let (bytes, end) = hasFaults ? try valueOrFault() : try elements.value()
    let start = elements.offset
    let origin = file.nextOrigin(line: elements.line, bytes: start..<start + bytes.count)
    var fault: Int?
    switch end {
    case .whole: fault = try records.add(bytes, at: origin)
    case .cut: fault = try records.add(bytes, at: origin) ?? bytes.count
    case .tooLong: return try rejectLong("the object", bytes, at: origin)
    case .open: fault = try records.add(bytes, at: origin) ?? bytes.count
    }
    guard let fault else { return elements.advance(bytes.count) }
    hasFaults = true
    // A broken object may have swallowed the sound ones after it: go on where one begins alike. What
    // begins one may have ended the text that swallowed it, just before the fault.
    if let key = records.firstKey {
      _ = try elements.resume(at: key, from: max(1, min(fault, bytes.count) - key.count - 64))
    } else {
      elements.advance(bytes.count)
    }
  }

  /// Sets a value aside that is longer than the limit, all of it: what is inside it is no record. A value
  /// that turns out to be broken further on ends there.
  private mutating func rejectLong(
    _ what: String, _ bytes: UnsafeRawBufferPointer, at origin: Origin
  ) throws {
    let excerpt = Array(bytes.prefix(600))
    let (start, length) = (elements.offset, max(1, bytes.count))
    let isWhole = try elements.skipLongValue()
    var origin = origin
    origin.bytes = start..<elements.offset
    let size = isWhole ? "\(elements.offset - start) bytes, " : ""
    let end = isWhole ? "" : ", and is broken or never closed"
    try excerpt.withUnsafeBytes {
      try records.reject(
        $0, at: origin,
        "\(what) has \(size)more than \(file.options.limits.record) bytes (--max-size)\(end)")
    }
    guard !isWhole else { return }
    hasFaults = true
    // Every reject goes on past its start, and without a key to look for past all that was looked at.
    let done = elements.offset - start
    if let key = records.firstKey {
      _ = try elements.resume(at: key, from: done == 0 ? 1 : 0)
    } else if done < length {
      elements.advance(length - done)
    }
  }

  /// The value at the next byte, or as much of it as contains a fault.
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

  private mutating func readOther() throws {
    let (bytes, end) = try elements.value()
    let start = elements.offset
    let length = max(1, bytes.count)
    if bytes.elementsEqual("null".utf8) { return elements.advance(length) }
    let origin = file.nextOrigin(line: elements.line, bytes: start..<start + length)
    if end == .tooLong { return try rejectLong("a value", bytes, at: origin) }
    if end == .whole, try addQuoted(bytes, at: origin) { return elements.advance(length) }
    try records.reject(bytes, at: origin, "expected an object in braces")
    elements.advance(length)
  }

  // JSON inside a text of JSON, as programs write it that encode twice.
  private func addQuoted(_ bytes: UnsafeRawBufferPointer, at origin: Origin) throws -> Bool {
    var reader = JSONReader(bytes)
    guard case .text(var text)? = try? reader.value(),
      let first = text.utf8.first(where: { $0 > 32 }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return false }
    let value = text.withUTF8 { utf8 in
      var inner = JSONReader(UnsafeRawBufferPointer(utf8))
      return try? inner.value()
    }
    guard let value else { return false }
    var isFirst = true
    for case .object(let object) in value.values {
      try records.add(object, at: isFirst ? origin : file.nextOrigin(line: origin.line))
      isFirst = false
    }
    return !isFirst
  }
}
