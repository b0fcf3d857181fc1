import Press

/// Turns JSON objects into articles, and remembers their keys from one to the next.
final class JSONRecords {
  private struct Key {
    var bytes: [UInt8]
    var name: String
    var role: FieldRole?
    var rank: Int
  }

  private let file: DumpFile
  private var builder: RecordBuilder
  /// Keys in the order of the first record that had them.
  private var keys: [Key] = []

  init(_ file: DumpFile, yield: @escaping (Record) throws -> Void) {
    self.file = file
    self.yield = yield
    builder = RecordBuilder(file, yield: yield)
  }

  /// Single values of the objects around the next record, the innermost last.
  var around: [Metadata.Field] = []
  /// Keys of the objects around the next record that are no interface's: «corpus», «2020».
  var path: [String] = []
  private let yield: (Record) throws -> Void
  /// What was passed over, by kind.
  private var skipped: [(kind: String, count: Int)] = []

  /// The first key of the first record: what a next record most likely begins with.
  var firstKey: [UInt8]? { keys.first?.bytes }

  /// Gives what waits for the end.
  func finish() throws {
    try builder.finish()
    for (kind, count) in skipped {
      let message = "records passed over: \(count) × \(kind)"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
  }

  /// Forgets what the records so far have told about those to come, their keys excepted.
  func beginAfresh() {
    builder = RecordBuilder(file, yield: yield)
    skipped = []
  }

  /// Sets bytes aside that contain no record.
  func reject(_ bytes: UnsafeRawBufferPointer, at origin: Origin, _ reason: String) throws {
    try builder.reject(origin, reason, excerpt: bytes)
  }

  /// Reads one object, which is all of `bytes`.
  ///
  /// - Returns: the byte of the fault when they are no JSON and were rejected; else nil.
  @discardableResult
  func add(_ bytes: UnsafeRawBufferPointer, at origin: Origin) throws -> Int? {
    do {
      let fields = try fields(of: bytes)
      if !isKnown(.utf8) { file.note(.utf8, .utf8) }
      try give(fields, at: origin)
      return nil
    } catch let fault as JSONFault {
      guard fault.isCharset else { return try reject(bytes, fault, origin) }
      // Sound as JSON, so it is an old charset: decode the record, then read it again.
      var text = file.decode(bytes)
      return try text.withUTF8 { utf8 in
        do {
          try give(fields(of: UnsafeRawBufferPointer(utf8)), at: origin)
          return nil
        } catch let fault as JSONFault {
          return try reject(bytes, fault, origin)
        }
      }
    }
  }

  /// Takes an object that has been read already.
  func add(_ object: [Metadata.Field], at origin: Origin) throws {
    var fields = object.map { RecordField($0.name, $0.value, map: file.options.fieldMap) }
    addNested(&fields)
    try give(fields, at: origin)
  }

  /// Takes rows of a table below the names of its columns.
  func add(rows: [Metadata], under names: [String], at origin: Origin) throws {
    for record in FoldedRecords.records(rows, under: names, map: file.options.fieldMap) {
      try give(one: record, at: origin)
    }
  }

  // One record, or all that are folded into one object.
  private func give(_ fields: [RecordField], at origin: Origin) throws {
    guard let records = FoldedRecords.unfolded(fields, map: file.options.fieldMap) else {
      return try give(one: fields, at: origin)
    }
    for (n, record) in records.enumerated() {
      let place = n == 0 ? origin : file.nextOrigin(line: origin.line, bytes: origin.bytes)
      try give(one: record, at: place)
    }
  }

  private func give(one record: [RecordField], at origin: Origin) throws {
    var fields = record
    EnvelopedRecord.open(&fields, map: file.options.fieldMap)
    EnvelopedRecord.liftMetadata(&fields, map: file.options.fieldMap)
    LanguageVersions.open(&fields)
    PartedText.join(&fields)
    if fields.contains(where: { $0.name == "truncated_cells" && !$0.value.values.isEmpty }) {
      fields.append(RecordField(FileTally.cut, role: nil, rank: 0, value: .bool(true)))
    }
    let replies = JSONPlatform.takeReplies(&fields)
    if case .none(let kind) = JSONPlatform.read(&fields, around: around),
      !file.options.allowEmptyBody
    {
      skip(kind)
    } else {
      try give(article: fields, at: origin)
    }
    for reply in replies {
      let place = file.nextOrigin(line: origin.line, bytes: origin.bytes)
      try give(
        one: reply.map { RecordField($0.name, $0.value, map: file.options.fieldMap) }, at: place)
    }
  }

  /// How many of the fields in `around` are those of the outermost object, which is an answer as a whole.
  var outerCount = 0

  // What the objects around a record say of all of their records: the outlet, the day.
  private func readAround(_ fields: inout [RecordField]) {
    for (n, outer) in around.enumerated().reversed() {
      guard let role = FieldRole.guessed(outer.name)?.role,
        [.outlet, .published, .section, .language].contains(role),
        role == .outlet || n >= outerCount, FieldText.plain(outer.value) != nil,
        !fields.contains(where: { $0.role == role && $0.value != .null })
      else { continue }
      fields.append(
        RecordField("around." + outer.name, role: role, rank: 200 - n, value: outer.value))
    }
    readKeys(&fields)
  }

  // {"2019-05-16": [{…}, {…}]}, {"Le Phare": {"2019-05-16": {…}}}: a key that is a day, and the one above it.
  private func readKeys(_ fields: inout [RecordField]) {
    var keys = path
    if let own = fields.first(where: { $0.name == "key" && $0.role == nil })?.value.string {
      keys.append(own)
    }
    guard let day = keys.lastIndex(where: { $0.utf8.count == 10 && PressDate(reading: $0) != nil })
    else { return }
    if !fields.contains(where: { $0.role == .published }) {
      fields.append(RecordField("around.key", role: .published, rank: 200, value: .text(keys[day])))
    }
    guard day > 0, case let name = keys[day - 1], FieldRole.guessed(name) == nil,
      name.first?.isUppercase == true, !fields.contains(where: { $0.role == .outlet })
    else { return }
    fields.append(RecordField("around.name", role: .outlet, rank: 200, value: .text(name)))
  }

  private func give(article record: [RecordField], at origin: Origin) throws {
    var fields = record
    readAround(&fields)
    if !path.isEmpty {
      let value = Metadata.list(path.map(Metadata.text))
      fields.append(RecordField("path", role: nil, rank: 0, value: value))
    }
    try builder.add(fields, at: origin)
  }

  /// Counts what is no article for the receipt.
  func skip(_ kind: String) {
    if let at = skipped.firstIndex(where: { $0.kind == kind }) {
      skipped[at].count += 1
    } else if skipped.count < 50 {
      skipped.append((kind, 1))
    }
  }

  private func isKnown(_ charset: Charset) -> Bool { file.charsetRule != nil }

  private func reject(
    _ bytes: UnsafeRawBufferPointer, _ fault: JSONFault, _ origin: Origin
  ) throws -> Int {
    let place = origin.bytes.map { "byte \($0.lowerBound + fault.at)" } ?? "byte \(fault.at) of it"
    try builder.reject(origin, "no JSON: \(fault.reason) (\(place))", excerpt: bytes)
    return fault.at
  }

  private func fields(of bytes: UnsafeRawBufferPointer) throws(JSONFault) -> [RecordField] {
    var reader = JSONReader(bytes)
    guard reader.peek() == UInt8(ascii: "{") else {
      throw reader.fault("expected an object in braces")
    }
    var fields = try object(&reader)
    guard reader.isAtEnd() else { throw reader.fault("something follows the object") }
    addNested(&fields)
    return fields
  }

  private func object(_ reader: inout JSONReader) throws(JSONFault) -> [RecordField] {
    _ = reader.take(UInt8(ascii: "{"))
    var fields: [RecordField] = []
    fields.reserveCapacity(keys.count)
    if reader.take(UInt8(ascii: "}")) { return fields }
    var expected = 0
    repeat {
      let key = try key(&reader, expected)
      expected = key + 1
      let known = keys[key]
      fields.append(
        RecordField(
          known.name, role: known.role, rank: known.rank, value: try reader.value(depth: 1)))
    } while reader.take(UInt8(ascii: ","))
    guard reader.take(UInt8(ascii: "}")) else {
      throw reader.fault("expected , or } after a value")
    }
    return fields
  }

  // Most records have the keys of the one before in the same order.
  private func key(_ reader: inout JSONReader, _ expected: Int) throws(JSONFault) -> Int {
    if expected < keys.count, reader.takeKey(keys[expected].bytes) { return expected }
    for i in keys.indices where reader.takeKey(keys[i].bytes) { return i }
    let name = try reader.key()
    if let i = keys.firstIndex(where: { $0.name == name }) { return i }
    // A dump whose keys never repeat must not fill the memory.
    if keys.count >= 256 { keys.removeAll() }
    let found = FieldRole.role(of: name, map: file.options.fieldMap)
    keys.append(
      Key(bytes: Array(name.utf8), name: name, role: found?.role, rank: found?.rank ?? 0))
    return keys.count - 1
  }

  /// Places inside objects where well-known interfaces put a field.
  private static let nested: [(FieldRole, [String])] = [
    (.outlet, ["thread", "site_full"]), (.outlet, ["thread", "site"]),
    (.body, ["fields", "bodyText"]), (.body, ["fields", "body"]),
    (.title, ["thread", "title"]), (.url, ["thread", "url"]),
    (.published, ["thread", "published"]), (.authors, ["fields", "byline"]),
    (.body, ["Document", "Content"]),
    (.outlet, ["fields", "publication"]), (.title, ["fields", "headline"]),
    (.authors, ["credits", "by"]), (.outlet, ["html", "source_info", "publisher"]),
    (.url, ["meta", "canonical"]), (.outlet, ["opengraph", "site_name"]),
  ]

  // References in CSL-JSON: {"issued": {"date-parts": [[2022, 12, 9]]}, "abstract": …}.
  private func readReference(_ fields: inout [RecordField]) {
    guard let issued = fields.firstIndex(where: { $0.name == "issued" }),
      case .object(let date) = fields[issued].value, !fields.contains(where: { $0.role == .body })
    else { return }
    for i in fields.indices {
      switch fields[i].name {
      case "abstract": fields[i].role = .body
      case "container-title": fields[i].role = .outlet
      default: break
      }
    }
    if case .list(let ranges)? = date.first(where: { $0.name == "date-parts" })?.value,
      case .list(let parts)? = ranges.first
    {
      let numbers = parts.compactMap { part -> String? in
        guard let text = FieldText.plain(part) else { return nil }
        return text.utf8.count == 1 ? "0" + text : text
      }
      fields[issued] = RecordField(
        "issued", role: .published, rank: 0, value: .text(numbers.joined(separator: "-")))
    } else if let text = date.first(where: { $0.name == "raw" || $0.name == "literal" }) {
      fields[issued] = RecordField("issued", role: .published, rank: 0, value: text.value)
    }
  }

  private func addNested(_ fields: inout [RecordField]) {
    readReference(&fields)
    guard fields.contains(where: { if case .object = $0.value { true } else { false } }) else {
      return
    }
    let own = Set(fields.lazy.filter { !Self.isBlank($0.value) }.compactMap(\.role))
    for (role, path) in Self.nested where !own.contains(role) {
      if let value = Self.value(path, in: fields) {
        fields.append(
          RecordField(path.joined(separator: "."), role: role, rank: 90, value: value))
      }
    }
    for (field, column) in file.options.fieldMap where column.contains(".") {
      guard let role = FieldRole(rawValue: field) ?? FieldRole.guessed(field)?.role,
        let value = Self.value(column.split(separator: ".").map(String.init), in: fields)
      else { continue }
      fields.append(RecordField(column, role: role, rank: -1, value: value))
    }
  }

  private static func isBlank(_ value: Metadata) -> Bool {
    switch value {
    case .null: true
    case .text(let text): text.trimmed == nil
    default: false
    }
  }

  private static func value(_ path: [String], in fields: [RecordField]) -> Metadata? {
    guard var value = fields.first(where: { $0.name == path[0] })?.value else { return nil }
    for name in path.dropFirst() {
      guard case .object(let inner) = value,
        let next = inner.first(where: { $0.name == name })?.value
      else { return nil }
      value = next
    }
    return value
  }
}
