#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A window on the bytes of a JSON document that is too large to hold: it finds where values end.
final class JSONElements {
  private let file: DumpFile
  private let limit: Int
  private var buffer: UnsafeMutableRawPointer
  private var capacity = 1 << 20
  private var low = 0
  private var high = 0
  private var isAtEnd = false
  /// Where the next byte stands in the file.
  private(set) var offset = 0
  /// The line of the next byte, from 1.
  private(set) var line = 1

  init(_ file: DumpFile) {
    self.file = file
    limit = file.options.limits.record
    buffer = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// How a value ended.
  enum End {
    case whole
    /// The file ended first.
    case cut
    /// It is longer than the limit.
    case tooLong
  }

  /// The next byte that is no white space; nil at the end.
  func peek() throws -> UInt8? {
    while true {
      while low < high {
        let byte = buffer.load(fromByteOffset: low, as: UInt8.self)
        if byte > 0x20 { return byte }
        advance(1)
      }
      guard try fill() else { return nil }
    }
  }

  /// Passes over `count` bytes that have been looked at.
  func advance(_ count: Int) {
    var at = low
    while at < low + count, let found = memchr(buffer + at, 10, low + count - at) {
      line += 1
      at = UnsafeRawPointer(found) - UnsafeRawPointer(buffer) + 1
    }
    low += count
    offset += count
  }

  /// Where the value at the next byte ends; the bytes stay until `advance`.
  func value() throws -> (bytes: UnsafeRawBufferPointer, end: End) {
    var (depth, at, inText) = (0, 0, false)
    while true {
      let base = (buffer + low).assumingMemoryBound(to: UInt8.self)
      let count = high - low
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
      if count > limit { return (window(count), .tooLong) }
      guard try fill() else { return (window(high - low), .cut) }
    }
  }

  /// Passes over bytes until an object begins with `key`; false when none comes.
  ///
  /// `start` bytes of the window are known not to hold one.
  func resume(at key: [UInt8], from start: Int) throws -> Bool {
    advance(min(start, high - low))
    while true {
      var at = low
      while at < high, let found = memchr(buffer + at, Int32(UInt8(ascii: "{")), high - at) {
        at = UnsafeRawPointer(found) - UnsafeRawPointer(buffer)
        let window = UnsafeRawBufferPointer(start: buffer + at, count: high - at)
        var reader = JSONReader(window, from: 1)
        if reader.takeKey(key) {
          advance(at - low)
          return true
        }
        at += 1
      }
      // The object may begin in the bytes that are here and go on in those to come.
      advance(max(0, high - low - key.count - 64))
      if try !fill() {
        advance(high - low)
        return false
      }
    }
  }

  /// The bytes that come next: `count` of them, or all; they stay until `advance`.
  func window(atLeast count: Int) throws -> UnsafeRawBufferPointer {
    while high - low < count, try fill() {}
    return window(high - low)
  }

  private func window(_ count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: buffer + low, count: min(count, high - low))
  }

  private func fill() throws -> Bool {
    guard !isAtEnd, let chunk = try file.nextChunk(), let base = chunk.baseAddress else {
      isAtEnd = true
      return false
    }
    let unread = high - low
    if unread + chunk.count > capacity {
      capacity = max(capacity * 2, unread + chunk.count)
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
      larger.copyMemory(from: buffer + low, byteCount: unread)
      buffer.deallocate()
      buffer = larger
      (low, high) = (0, unread)
    } else if high + chunk.count > capacity {
      memmove(buffer, buffer + low, unread)
      (low, high) = (0, unread)
    }
    (buffer + high).copyMemory(from: base, byteCount: chunk.count)
    high += chunk.count
    return true
  }
}
