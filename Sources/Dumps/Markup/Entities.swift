/// Named and numbered character references.
enum Entities {
  /// UTF-8 by name, without `&` and `;`.
  static let named: [String: [UInt8]] = table.named
  /// Names that old pages write without a semicolon: `&eacute`.
  static let bare: Set<String> = table.bare

  private static let table: (named: [String: [UInt8]], bare: Set<String>) = {
    var named: [String: [UInt8]] = [:]
    var bare: Set<String> = []
    let file = GatheredText.files.first { $0.path.hasSuffix("Markup/entities.tsv") }
    guard let file else { preconditionFailure("Markup/entities.tsv is gathered by the build") }
    let lines = file.text.withUTF8Buffer { $0.split(separator: UInt8(ascii: "\n")).map(Array.init) }
    for line in lines.dropFirst(2) {
      let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard columns.count == 3 else { continue }
      let name = String(decoding: columns[0], as: UTF8.self)
      var value: [UInt8] = []
      for scalar in columns[1].split(separator: UInt8(ascii: " ")) {
        value.append(scalar: UInt32(String(decoding: scalar, as: UTF8.self), radix: 16) ?? 0xFFFD)
      }
      named[name] = value
      if !columns[2].isEmpty { bare.insert(name) }
    }
    return (named, bare)
  }()

  /// What Windows-1252 has at 0x80 to 0x9F, which is what `&#150;` means on the web.
  static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// Reads the reference that starts with the `&` at `start`, and appends what it stands for.
  ///
  /// Only references that HTML names are known: one that a DTD declares stays as written, so there
  /// is nothing that could expand without end or fetch a file.
  ///
  /// - Returns: the offset after the reference; nil when the `&` is just a character.
  static func read(
    _ input: UnsafeBufferPointer<UInt8>, at start: Int, end: Int, html: Bool, attribute: Bool,
    to out: inout [UInt8]
  ) -> Int? {
    var at = start + 1
    guard at < end else { return nil }
    if input[at] == UInt8(ascii: "#") {
      at += 1
      var value: UInt32 = 0
      var digits = 0
      let hex = at < end && input[at] | 0x20 == UInt8(ascii: "x")
      if hex { at += 1 }
      while at < end, let digit = Self.digit(input[at], hex: hex) {
        value = min(value * (hex ? 16 : 10) + digit, 0x110000)
        digits += 1
        at += 1
      }
      guard digits > 0 else { return nil }
      if at < end, input[at] == UInt8(ascii: ";") { at += 1 } else if !html { return nil }
      if html, 0x80..<0xA0 ~= value { value = windows1252[Int(value - 0x80)] }
      out.append(scalar: value == 0 ? 0xFFFD : value)
      return at
    }
    while at < end, at - start < 33, Self.isNameByte(input[at]) { at += 1 }
    guard at > start + 1 else { return nil }
    let name = UnsafeBufferPointer(rebasing: input[(start + 1)..<at])
    if at < end, input[at] == UInt8(ascii: ";") {
      if let byte = simple(name) {
        out.append(byte)
        return at + 1
      }
      if let value = named[String(decoding: name, as: UTF8.self)] {
        out.append(contentsOf: value)
        return at + 1
      }
    }
    guard html else { return nil }
    // «&eacutetude»: the longest name of those that may lack the semicolon; never in an attribute,
    // where `?a=1&copy=2` is an address.
    var length = min(name.count, 6)
    if attribute {
      guard length == name.count, at >= end || input[at] != UInt8(ascii: "=") else { return nil }
    }
    while length >= 2 {
      let prefix = String(decoding: UnsafeBufferPointer(rebasing: name[..<length]), as: UTF8.self)
      if bare.contains(prefix), let value = named[prefix] {
        out.append(contentsOf: value)
        return start + 1 + length
      }
      if attribute { return nil }
      length -= 1
    }
    return nil
  }

  private static func simple(_ name: UnsafeBufferPointer<UInt8>) -> UInt8? {
    switch name.count {
    case 2 where name[1] == UInt8(ascii: "t"):
      if name[0] == UInt8(ascii: "l") { return UInt8(ascii: "<") }
      if name[0] == UInt8(ascii: "g") { return UInt8(ascii: ">") }
    case 3 where name.elementsEqual("amp".utf8): return UInt8(ascii: "&")
    case 4 where name.elementsEqual("quot".utf8): return UInt8(ascii: "\"")
    case 4 where name.elementsEqual("apos".utf8): return UInt8(ascii: "'")
    default: break
    }
    return nil
  }

  private static func digit(_ byte: UInt8, hex: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: return UInt32(byte - 0x30)
    case 0x41...0x46 where hex: return UInt32(byte - 0x37)
    case 0x61...0x66 where hex: return UInt32(byte - 0x57)
    default: return nil
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
