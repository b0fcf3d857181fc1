/// Turns UTF-16 and UTF-32 into UTF-8 as it streams, so that every format reads one kind of bytes.
struct UTF16Stream {
  /// The width and the order of the units.
  struct Form: Equatable {
    var width: Int
    var isBigEndian: Bool
  }

  let form: Form
  /// Bytes of a unit that is not whole yet.
  private var rest: [UInt8] = []
  private var highSurrogate: UInt32?

  init(_ form: Form) { self.form = form }

  /// The form of a file that begins with `head`, and the bytes of its mark; nil for other text.
  ///
  /// Without a mark: two thirds of the bytes on one side of the pairs are NUL and few on the other,
  /// which neither UTF-8 nor an old charset ever has.
  static func form(of head: [UInt8]) -> (form: Form, mark: Int)? {
    if head.starts(with: [0xFF, 0xFE, 0, 0]) { return (Form(width: 4, isBigEndian: false), 4) }
    if head.starts(with: [0, 0, 0xFE, 0xFF]) { return (Form(width: 4, isBigEndian: true), 4) }
    if head.starts(with: [0xFF, 0xFE]) { return (Form(width: 2, isBigEndian: false), 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (Form(width: 2, isBigEndian: true), 2) }
    let sample = min(head.count, 4096) & ~1
    guard sample >= 8 else { return nil }
    var zeros = (even: 0, odd: 0)
    for i in stride(from: 0, to: sample, by: 2) {
      if head[i] == 0 { zeros.even += 1 }
      if head[i + 1] == 0 { zeros.odd += 1 }
    }
    let (most, few) = (sample / 3, sample / 40)
    if zeros.odd >= most, zeros.even <= few { return (Form(width: 2, isBigEndian: false), 0) }
    if zeros.even >= most, zeros.odd <= few { return (Form(width: 2, isBigEndian: true), 0) }
    return nil
  }

  /// Decodes a whole text, with or without its mark.
  static func decode(_ bytes: UnsafeRawBufferPointer, _ charset: Charset) -> String {
    let found = form(of: Array(bytes.prefix(4096)))
    let usual = Form(width: charset == .utf32 ? 4 : 2, isBigEndian: false)
    var stream = UTF16Stream(found?.form ?? usual)
    var target: [UInt8] = []
    stream.append(
      UnsafeRawBufferPointer(rebasing: bytes[min(found?.mark ?? 0, bytes.count)...]), to: &target)
    stream.finish(to: &target)
    return String(decoding: target, as: UTF8.self)
  }

  /// Adds the UTF-8 of `bytes` to `target`.
  mutating func append(_ bytes: UnsafeRawBufferPointer, to target: inout [UInt8]) {
    target.reserveCapacity(target.count + bytes.count)
    var i = 0
    if !rest.isEmpty {
      while rest.count < form.width, i < bytes.count {
        rest.append(bytes[i])
        i += 1
      }
      guard rest.count == form.width else { return }
      let unit = rest
      unit.withUnsafeBytes { append(unit: read($0, 0), to: &target) }
      rest.removeAll()
    }
    while i + form.width <= bytes.count {
      append(unit: read(bytes, i), to: &target)
      i += form.width
    }
    rest.append(contentsOf: bytes[i...])
  }

  /// Ends the text: a unit or a pair that was cut becomes U+FFFD.
  mutating func finish(to target: inout [UInt8]) {
    if highSurrogate != nil { target.append(scalar: 0xFFFD) }
    if !rest.isEmpty { target.append(scalar: 0xFFFD) }
    highSurrogate = nil
    rest.removeAll()
  }

  private func read(_ bytes: UnsafeRawBufferPointer, _ i: Int) -> UInt32 {
    var unit: UInt32 = 0
    for k in 0..<form.width {
      let byte = UInt32(bytes[i + k])
      unit |= byte << UInt32(8 * (form.isBigEndian ? form.width - 1 - k : k))
    }
    return unit
  }

  private mutating func append(unit: UInt32, to target: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00..<0xE000).contains(unit) {
        target.append(scalar: 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
        return
      }
      target.append(scalar: 0xFFFD)
    }
    if form.width == 2, (0xD800..<0xDC00).contains(unit) {
      highSurrogate = unit
    } else {
      target.append(scalar: unit)
    }
  }
}
