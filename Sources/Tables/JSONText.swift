/// Writes JSON over bytes: values, with the commas where they belong.
///
/// The caller nests properly; what it writes is what it gets. Non-finite numbers become null.
package final class JSONText {
  private let output: Output
  private var needsComma = false

  /// Writes to `output`.
  package init(_ output: Output) { self.output = output }

  @inline(__always)
  private func separate() {
    if needsComma { output.byte(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Opens `{` or, after `key`, a nested one; `body` writes keys and values.
  package func object(_ body: () throws -> Void) rethrows {
    separate()
    output.byte(UInt8(ascii: "{"))
    needsComma = false
    try body()
    output.byte(UInt8(ascii: "}"))
    needsComma = true
  }

  /// Writes `[`, what `body` writes, `]`.
  package func array(_ body: () throws -> Void) rethrows {
    separate()
    output.byte(UInt8(ascii: "["))
    needsComma = false
    try body()
    output.byte(UInt8(ascii: "]"))
    needsComma = true
  }

  /// The name of the value that follows.
  package func key(_ name: String) {
    string(name)
    output.byte(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A text, or null.
  package func string(_ text: String?) {
    guard var text else { return null() }
    // A text is well-formed already.
    text.withUTF8 { quoted($0) }
  }

  /// A text as bytes. Control characters are escaped; ill-formed UTF-8 becomes U+FFFD.
  package func string(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Only what contains a byte above 7F can be ill-formed, and checking is cheap beside writing.
    if bytes.contains(where: { $0 >= 0x80 }), String(validating: bytes, as: UTF8.self) == nil {
      var mended = String(decoding: bytes, as: UTF8.self)
      mended.withUTF8 { quoted($0) }
    } else {
      quoted(bytes)
    }
  }

  private func quoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    separate()
    if Self.nextEscape(in: bytes, from: 0) == bytes.count {
      output.write(upTo: bytes.count + 2) { place in
        place[0] = 0x22
        if let base = bytes.baseAddress { (place + 1).update(from: base, count: bytes.count) }
        place[bytes.count + 1] = 0x22
        return bytes.count + 2
      }
    } else {
      output.byte(0x22)
      escaped(bytes)
      output.byte(0x22)
    }
  }

  private func escaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while case let i = Self.nextEscape(in: bytes, from: start), i < bytes.count {
      let byte = bytes[i]
      output.bytes(UnsafeBufferPointer(rebasing: bytes[start..<i]))
      start = i + 1
      output.byte(0x5C)
      switch byte {
      case 0x22, 0x5C: output.byte(byte)
      case 0x0A: output.byte(UInt8(ascii: "n"))
      case 0x0D: output.byte(UInt8(ascii: "r"))
      case 0x09: output.byte(UInt8(ascii: "t"))
      default:
        output.text("u00")
        for digit in [byte >> 4, byte & 15] {
          output.byte(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
      }
    }
    output.bytes(UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  /// The next byte that JSON escapes, looked for eight bytes at a time; the end when there is none.
  private static func nextEscape(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    /// The highest bit of each byte that is zero, and perhaps of those above it.
    func zeros(_ eight: UInt64) -> UInt64 { (eight &- ones) & ~eight & highs }
    var i = start
    while i &+ 8 <= bytes.count, let base = UnsafeRawPointer(bytes.baseAddress) {
      let eight = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      let found =
        (eight &- ones &* 0x20) & ~eight & highs
        | zeros(eight ^ ones &* 0x22) | zeros(eight ^ ones &* 0x5C)
      // The lowest is exact: borrows go upwards only.
      if found != 0 { return i + found.trailingZeroBitCount >> 3 }
      i &+= 8
    }
    while i < bytes.count, bytes[i] >= 0x20, bytes[i] != 0x22, bytes[i] != 0x5C { i &+= 1 }
    return i
  }

  /// A whole number.
  package func integer(_ value: Int64) {
    separate()
    output.integer(value)
  }

  /// A whole number, or null.
  package func integer(_ value: Int?) {
    if let value { integer(Int64(value)) } else { null() }
  }

  /// A number; null when it is infinite or none.
  package func real(_ value: Double) {
    separate()
    output.text(value.isFinite ? "\(value)" : "null")
  }

  /// True or false.
  package func bool(_ value: Bool) {
    separate()
    output.text(value ? "true" : "false")
  }

  /// A number in the digits that it was written with.
  package func number(_ digits: String) {
    separate()
    output.text(digits)
  }

  /// Nothing.
  package func null() {
    separate()
    output.text("null")
  }

  /// What follows is a value whose place the caller has prepared.
  @inline(__always)
  package func startsValue() { needsComma = false }

  /// Ends a line after a value, so that the next one starts afresh.
  package func newline() {
    output.byte(0x0A)
    needsComma = false
  }

  // MARK: Named values

  /// A key and a text, or null.
  package func field(_ name: String, _ value: String?) {
    key(name)
    string(value)
  }

  /// A key and a whole number, or null.
  package func field(_ name: String, _ value: Int?) {
    key(name)
    integer(value)
  }
}
