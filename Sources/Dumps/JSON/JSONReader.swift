import Platform
import Press

/// Why bytes are no JSON, and where.
struct JSONFault: Error {
  /// The byte, from the start of the value that was given.
  var at: Int
  var reason: String
  /// True when the bytes are sound JSON but not UTF-8.
  var isCharset = false
  /// True when more bytes might mend it.
  var isAtEnd = false
}

/// Reads JSON from bytes.
///
/// Takes what scrapers write beyond the standard: NaN and Infinity, control characters in texts, lone
/// surrogates (U+FFFD). Values nest at most 256 deep.
struct JSONReader {
  static let depth = 256

  private let base: UnsafePointer<UInt8>
  private let count: Int
  /// The next byte.
  private(set) var i = 0
  /// The last text with escapes in it.
  private var scratch: [UInt8] = []
  /// True takes texts that are not UTF-8, with U+FFFD in them.
  private var isLenient = false

  /// Reads `bytes`, which must outlive the reader.
  init(_ bytes: UnsafeRawBufferPointer, from start: Int = 0) {
    // An empty buffer may have no address; nothing is read through this one then.
    base =
      bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? ("" as StaticString).utf8Start
    count = bytes.count
    i = start
  }

  /// True when only white space is left.
  mutating func isAtEnd() -> Bool {
    skipSpace()
    return i >= count
  }

  /// The byte that the next value begins with; nil at the end.
  mutating func peek() -> UInt8? {
    skipSpace()
    return i < count ? base[i] : nil
  }

  /// Takes `byte` if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard i < count, base[i] == byte else { return false }
    i += 1
    return true
  }

  /// The next value.
  mutating func value(depth: Int = 0) throws(JSONFault) -> Metadata {
    guard let first = peek() else { throw fault("a value is missing at the end") }
    switch first {
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "{"):
      guard depth < Self.depth else {
        throw fault("more than \(Self.depth) values inside each other")
      }
      i += 1
      var fields: [Metadata.Field] = []
      if take(UInt8(ascii: "}")) { return .object([]) }
      repeat {
        let name = try key()
        fields.append(.init(name, try value(depth: depth + 1)))
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw fault("expected , or } after a value") }
      return .object(fields)
    case UInt8(ascii: "["):
      guard depth < Self.depth else {
        throw fault("more than \(Self.depth) values inside each other")
      }
      i += 1
      var items: [Metadata] = []
      if take(UInt8(ascii: "]")) { return .list([]) }
      repeat { items.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw fault("expected , or ] after a value") }
      return .list(items)
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "N") where starts("NaN"): return try word("NaN", .null)
    case UInt8(ascii: "I") where starts("Infinity"): return try word("Infinity", .null)
    case UInt8(ascii: "I"), UInt8(ascii: "O"), UInt8(ascii: "N"), UInt8(ascii: "T"),
      UInt8(ascii: "U"), UInt8(ascii: "D"):
      return try call(depth)
    default: return try number()
    }
  }

  /// A key and the colon after it.
  mutating func key() throws(JSONFault) -> String {
    guard peek() == UInt8(ascii: "\"") else {
      throw fault(
        i < count && base[i] == UInt8(ascii: "'")
          ? Self.isPython : "expected a key in double quotes")
    }
    let name = try string()
    guard take(UInt8(ascii: ":")) else { throw fault("expected : after the key «\(name)»") }
    return name
  }

  private static let isPython =
    "keys and texts stand in double quotes, not in '…'; Python writes JSON with json.dump, and not "
    + "with print"

  /// Takes the key whose bytes are `name`, with its colon, if it comes next.
  mutating func takeKey(_ name: [UInt8]) -> Bool {
    skipSpace()
    guard i + name.count + 2 <= count, base[i] == UInt8(ascii: "\"") else { return false }
    let end = i + 1 + name.count
    guard base[end] == UInt8(ascii: "\""), memcmp(base + i + 1, name, name.count) == 0 else {
      return false
    }
    let before = i
    i = end + 1
    if take(UInt8(ascii: ":")) { return true }
    i = before
    return false
  }

  /// Where the bytes that stand for one value stop being JSON; nil when they are JSON, or the start of
  /// it. An old charset is no fault.
  static func fault(in bytes: UnsafeRawBufferPointer) -> Int? {
    var reader = JSONReader(bytes)
    reader.isLenient = true
    do { _ = try reader.value() } catch {
      // Words and escapes may be cut by the end.
      return error.isAtEnd || error.at + 16 > bytes.count ? nil : error.at
    }
    return nil
  }

  /// The value of the first field `name` of the object in `bytes`, which may be broken after it.
  static func field(_ name: String, in bytes: UnsafeRawBufferPointer) -> Metadata? {
    var reader = JSONReader(bytes)
    reader.isLenient = true
    guard reader.take(UInt8(ascii: "{")) else { return nil }
    do {
      repeat {
        let isIt = try reader.key() == name
        let value = try reader.value(depth: 1)
        if isIt { return value }
      } while reader.take(UInt8(ascii: ","))
    } catch {}
    return nil
  }

  func fault(_ reason: String) -> JSONFault { JSONFault(at: i, reason: reason) }

  private func unended() -> JSONFault {
    JSONFault(at: i, reason: "a text in double quotes never ends", isAtEnd: true)
  }

  // MARK: Texts

  /// A text, at whose opening quote the reader stands.
  mutating func string() throws(JSONFault) -> String {
    let start = i + 1
    var end = Self.stop(base, start, count)
    if end >= count { throw unended() }
    if base[end] == UInt8(ascii: "\"") {
      i = end + 1
      return try text(UnsafeBufferPointer(start: base + start, count: end - start), at: start)
    }
    scratch.removeAll(keepingCapacity: true)
    var from = start
    while base[end] != UInt8(ascii: "\"") {
      scratch.append(contentsOf: UnsafeBufferPointer(start: base + from, count: end - from))
      from = try escape(at: end)
      end = Self.stop(base, from, count)
      if end >= count { throw unended() }
    }
    scratch.append(contentsOf: UnsafeBufferPointer(start: base + from, count: end - from))
    i = end + 1
    return try scratch.withUnsafeBufferPointer { (bytes) throws(JSONFault) in
      try text(bytes, at: start)
    }
  }

  private func text(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) throws(JSONFault) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      if isLenient { return String(decoding: bytes, as: UTF8.self) }
      throw JSONFault(at: start, reason: "the text is not UTF-8", isCharset: true)
    }
    return text
  }

  // The first quote or backslash. Eight bytes at a time: a byte of `x` is zero where it equals the
  // one that is looked for, and then `(x - 01…) & ~x & 80…` is not zero.
  @inline(__always)
  private static func stop(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    var i = start
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while i + 8 <= count {
      let word = UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let hits = ((quote &- ones) & ~quote | (slash &- ones) & ~slash) & highs
      if hits != 0 { return i + UInt64(littleEndian: hits).trailingZeroBitCount >> 3 }
      i += 8
    }
    while i < count, base[i] != 0x22, base[i] != 0x5C { i += 1 }
    return i
  }

  // Appends what the escape at `place` stands for. - Returns: the byte after it.
  private mutating func escape(at place: Int) throws(JSONFault) -> Int {
    guard place + 1 < count else { throw unended() }
    let letter = base[place + 1]
    switch letter {
    case UInt8(ascii: "n"): scratch.append(10)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(letter)
    case UInt8(ascii: "r"): scratch.append(13)
    case UInt8(ascii: "t"): scratch.append(9)
    case UInt8(ascii: "b"): scratch.append(8)
    case UInt8(ascii: "f"): scratch.append(12)
    case UInt8(ascii: "u"):
      guard let unit = hex(place + 2) else {
        throw JSONFault(at: place, reason: "four hexadecimal digits must follow \\u")
      }
      var scalar = unit
      var next = place + 6
      if (0xD800..<0xDC00).contains(unit), next + 1 < count, base[next] == UInt8(ascii: "\\"),
        base[next + 1] == UInt8(ascii: "u"), let low = hex(next + 2),
        (0xDC00..<0xE000).contains(low)
      {
        scalar = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        next += 6
      }
      scratch.append(scalar: scalar)
      return next
    case UInt8(ascii: "'"): scratch.append(letter)
    default: throw JSONFault(at: place, reason: "unknown escape in a text")
    }
    return place + 2
  }

  private func hex(_ place: Int) -> UInt32? {
    guard place + 4 <= count else { return nil }
    var value: UInt32 = 0
    for k in place..<place + 4 {
      let byte = base[k]
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return value
  }

  // MARK: Other values

  private mutating func number() throws(JSONFault) -> Metadata {
    let start = i
    while i < count {
      switch base[i] {
      case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"),
        UInt8(ascii: "E"):
        i += 1
        continue
      default: break
      }
      break
    }
    if i < count, i == start + 1, base[start] == UInt8(ascii: "-"), base[i] == UInt8(ascii: "I") {
      return try word("Infinity", .null)
    }
    let text = String(
      decoding: UnsafeBufferPointer(start: base + start, count: i - start), as: UTF8.self)
    guard i > start, Self.isNumber(text) else {
      i = start
      if base[i] == UInt8(ascii: "'") { throw fault(Self.isPython) }
      throw fault("expected a value")
    }
    return .number(text)
  }

  // JSON's numbers, so that they can be written out again as they are.
  private static func isNumber(_ text: String) -> Bool {
    var bytes = text.utf8[...]
    if bytes.first == UInt8(ascii: "-") { bytes = bytes.dropFirst() }
    let whole = bytes.prefix { (0x30...0x39).contains($0) }
    guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30 else { return false }
    bytes = bytes.dropFirst(whole.count)
    if bytes.first == UInt8(ascii: ".") {
      let part = bytes.dropFirst().prefix { (0x30...0x39).contains($0) }
      guard !part.isEmpty else { return false }
      bytes = bytes.dropFirst(1 + part.count)
    }
    if let e = bytes.first, e | 0x20 == UInt8(ascii: "e") {
      bytes = bytes.dropFirst()
      if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") {
        bytes = bytes.dropFirst()
      }
      guard !bytes.isEmpty, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
      return true
    }
    return bytes.isEmpty
  }

  /// What the shell of MongoDB writes for values that JSON lacks: `ISODate("2021-05-06T07:08:00Z")`,
  /// `ObjectId("…")`, `NumberLong(3)`. The value is that of its first argument.
  private mutating func call(_ depth: Int) throws(JSONFault) -> Metadata {
    let start = i
    let names: [StaticString] = [
      "ISODate(", "ObjectId(", "NumberLong(", "NumberInt(", "NumberDecimal(", "Timestamp(", "UUID(",
      "DBRef(", "Date(",
    ]
    guard depth < Self.depth, let name = names.first(where: starts) else {
      throw fault("expected a value")
    }
    i += name.utf8CodeUnitCount
    var value = try value(depth: depth + 1)
    while take(UInt8(ascii: ",")) { _ = try self.value(depth: depth + 1) }
    guard take(UInt8(ascii: ")")) else { throw fault("expected ) after a value") }
    if base[start] == UInt8(ascii: "N"), case .text(let digits) = value, Self.isNumber(digits) {
      value = .number(digits)
    }
    return value
  }

  private func starts(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    return i + length <= count && memcmp(base + i, word.utf8Start, length) == 0
  }

  private mutating func word(
    _ word: StaticString, _ value: Metadata
  ) throws(JSONFault) -> Metadata {
    guard starts(word) else { throw fault("expected a value") }
    i += word.utf8CodeUnitCount
    return value
  }

  private mutating func skipSpace() {
    while i < count, base[i] <= 0x20,
      base[i] == 0x20 || base[i] == 10 || base[i] == 13 || base[i] == 9
    {
      i += 1
    }
  }
}
