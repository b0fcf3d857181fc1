import Platform

/// A window on the bytes of a JSON document that is too large to hold: it finds where values end.
final class JSONElements {
  private let file: DumpFile
  private let limit: Int
  private let bytes = ByteWindow(capacity: 1 << 20)
  private var isAtEnd = false
  /// Where the next byte is in the file.
  private(set) var offset = 0
  /// The line of the next byte, from 1.
  private(set) var line = 1

  init(_ file: DumpFile) {
    self.file = file
    limit = file.options.limits.record
  }

  /// How a value ended.
  enum End {
    case whole
    /// The file ended first.
    case cut
    /// It is longer than the limit.
    case tooLong
    /// It goes on after the bytes that were asked about.
    case open
  }

  /// The next byte that is no white space; nil at the end.
  func peek() throws -> UInt8? {
    while true {
      while bytes.count > 0 {
        let byte = bytes.buffer.load(fromByteOffset: bytes.low, as: UInt8.self)
        if byte > 0x20 { return byte }
        advance(1)
      }
      guard try fill() else { return nil }
    }
  }

  /// Passes over `count` bytes that have been looked at.
  func advance(_ count: Int) {
    let end = bytes.low + count
    var at = bytes.low
    while at < end, let found = memchr(bytes.buffer + at, 10, end - at) {
      line += 1
      at = UnsafeRawPointer(found) - UnsafeRawPointer(bytes.buffer) + 1
    }
    bytes.low = end
    offset += count
  }

  /// Where the value at the next byte ends; the bytes stay until `advance`.
  ///
  /// Looks at no more than `bound` bytes.
  func value(within bound: Int = .max) throws -> (bytes: UnsafeRawBufferPointer, end: End) {
    var (depth, at, inText) = (0, 0, false)
    while true {
      let base = (bytes.buffer + bytes.low).assumingMemoryBound(to: UInt8.self)
      let count = min(bytes.count, bound)
      while at < count {
        let byte = base[at]
        at += 1
        if inText {
          if byte == UInt8(ascii: "\\") {
            at += 1
          } else if byte == UInt8(ascii: "\"") {
            inText = false
            if depth == 0 { return (window(at), .whole) }
          }
          continue
        }
        switch byte {
        case UInt8(ascii: "\""): inText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          // A closing bracket of the list around ends a bare number before it.
          if depth == 0 { return (window(at - 1), .whole) }
          depth -= 1
          if depth == 0 { return (window(at), .whole) }
        case UInt8(ascii: ","), 10, 13, 0x20:
          if depth == 0 { return (window(at - 1), .whole) }
        default: break
        }
      }
      if count == bound { return (window(count), .open) }
      if count > limit { return (window(count), .tooLong) }
      guard try fill() else { return (window(bytes.count), .cut) }
    }
  }

  /// Passes over the next value, however long it is.
  func skipValue() throws {
    let (bytes, end) = try value()
    if end == .tooLong {
      try skipLongValue()
    } else {
      advance(max(1, bytes.count))
    }
  }

  /// Passes over a value that is longer than what may be held at once, counting its brackets on the way.
  ///
  /// - Returns: true at its end; false where it stops being JSON or the file ends.
  @discardableResult
  func skipLongValue() throws -> Bool {
    var grammar = JSONGrammar()
    while true {
      let base = (bytes.buffer + bytes.low).assumingMemoryBound(to: UInt8.self)
      let count = bytes.count
      for at in 0..<count {
        switch grammar.take(base[at]) {
        case .inside: continue
        case .ended:
          advance(at + 1)
          return true
        case .broken:
          advance(at)
          return false
        }
      }
      advance(count)
      guard try fill() else { return false }
    }
  }

  /// Passes over bytes until an object begins with `key`; false when none comes.
  ///
  /// `start` bytes of the window are known not to hold one.
  func resume(at key: [UInt8], from start: Int) throws -> Bool {
    advance(min(start, bytes.count))
    while true {
      let (buffer, high) = (bytes.buffer, bytes.high)
      var at = bytes.low
      while at < high, let found = memchr(buffer + at, Int32(UInt8(ascii: "{")), high - at) {
        at = UnsafeRawPointer(found) - UnsafeRawPointer(buffer)
        let window = UnsafeRawBufferPointer(start: buffer + at, count: high - at)
        var reader = JSONReader(window, from: 1)
        if reader.takeKey(key) {
          advance(at - bytes.low)
          return true
        }
        at += 1
      }
      // The object may begin in the bytes that are here and go on in those to come.
      advance(max(0, bytes.count - key.count - 64))
      if try !fill() {
        advance(bytes.count)
        return false
      }
    }
  }

  /// The bytes that come next: `count` of them, or all; they stay until `advance`.
  func window(atLeast count: Int) throws -> UnsafeRawBufferPointer {
    while bytes.count < count, try fill() {}
    return window(bytes.count)
  }

  private func window(_ count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes.buffer + bytes.low, count: min(count, bytes.count))
  }

  private func fill() throws -> Bool {
    guard !isAtEnd, let chunk = try file.nextChunk(), chunk.baseAddress != nil else {
      isAtEnd = true
      return false
    }
    bytes.append(chunk)
    return true
  }
}

/// Follows a value byte by byte and holds nothing of it: what is in texts, how deep brackets are nested,
/// and whether values, commas and colons come in an order that JSON allows.
struct JSONGrammar {
  /// Where the last byte has led.
  enum Place { case inside, ended, broken }

  private enum Token { case open, close, text, bare, comma, colon }

  private var last = Token.colon
  private var depth = 0
  private var isInText = false
  private var isEscaped = false
  private var isBareOpen = false

  /// Takes the next byte.
  mutating func take(_ byte: UInt8) -> Place {
    if isInText {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInText = false
        return depth == 0 ? .ended : .inside
      }
      return .inside
    }
    let continues = isBareOpen
    isBareOpen = false
    switch byte {
    case 9, 10, 13, 0x20: return .inside
    case UInt8(ascii: "\""):
      guard mayBegin else { return .broken }
      (isInText, last) = (true, .text)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard mayBegin else { return .broken }
      depth += 1
      last = .open
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      guard depth > 0, last != .colon else { return .broken }
      depth -= 1
      last = .close
      if depth == 0 { return .ended }
    case UInt8(ascii: ","), UInt8(ascii: ":"):
      guard last != .open, last != .comma, last != .colon else { return .broken }
      last = byte == UInt8(ascii: ",") ? .comma : .colon
    default:
      guard continues || mayBegin else { return .broken }
      (isBareOpen, last) = (true, .bare)
    }
    return .inside
  }

  private var mayBegin: Bool { last == .open || last == .comma || last == .colon }
}
