import Platform

/// Charsets that the C library decodes.
enum Iconv {

  /// Decodes `bytes`; each byte that has no meaning becomes U+FFFD.
  ///
  /// - Returns: the text and how many bytes had no meaning; nil when the charset is not known here.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, from charset: String
  ) -> (text: String, broken: Int)? {
    guard let converter = open(charset) else { return nil }
    defer { iconv_close(converter) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 2)
    var broken = 0
    var input = UnsafeMutablePointer<CChar>(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
    var left = bytes.count
    var buffer = [CChar](repeating: 0, count: 16 << 10)
    while left > 0 {
      var result = 0
      var failure: Int32 = 0
      let written = buffer.withUnsafeMutableBufferPointer { buffer -> Int in
        var output = buffer.baseAddress
        var room = buffer.count
        result = iconv(converter, &input, &left, &output, &room)
        failure = errno
        return buffer.count - room
      }
      out.append(contentsOf: buffer[..<written].lazy.map { UInt8(bitPattern: $0) })
      if result != -1 || failure == E2BIG { continue }
      // A byte without meaning, or a character that the end cuts.
      out.append(contentsOf: [0xEF, 0xBF, 0xBD])
      broken += 1
      input = input?.advanced(by: 1)
      left -= 1
    }
    // Some charsets hold the last character back, in case a mark follows that belongs to it.
    let rest = buffer.withUnsafeMutableBufferPointer { buffer -> Int in
      var output = buffer.baseAddress
      var room = buffer.count
      _ = iconv(converter, nil, nil, &output, &room)
      return buffer.count - room
    }
    out.append(contentsOf: buffer[..<rest].lazy.map { UInt8(bitPattern: $0) })
    return (String(decoding: out, as: UTF8.self), broken)
  }

  private static func open(_ charset: String) -> iconv_t? {
    let converter = iconv_open("UTF-8", charset)
    return converter == iconv_t(bitPattern: -1) ? nil : converter
  }
}
