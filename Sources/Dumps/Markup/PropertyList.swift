/// Texts and data by key in a property list of Apple, binary or XML; as much as a saved page needs.
struct PropertyList {
  private let bytes: [UInt8]
  private var offsets: [Int] = []
  private var referenceSize = 1
  private var top = 0
  private let document: Markup?

  /// Reads the table of `bytes`; of a damaged list nothing is found.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.starts(with: Array("bplist00".utf8)) else {
      document = Markup(bytes, as: .xml)
      return
    }
    document = nil
    guard bytes.count >= 40 else { return }
    let trailer = bytes.count - 32
    let offsetSize = Int(bytes[trailer + 6])
    referenceSize = Int(bytes[trailer + 7])
    guard (1...8).contains(offsetSize), (1...8).contains(referenceSize),
      let count = number(trailer + 8, 8), let top = number(trailer + 16, 8),
      let table = number(trailer + 24, 8), table <= trailer, count <= (trailer - table) / offsetSize
    else { return }
    self.top = top
    offsets.reserveCapacity(count)
    for i in 0..<count { offsets.append(number(table + i * offsetSize, offsetSize) ?? .max) }
  }

  /// The text (in UTF-8) or data at the end of a path of keys.
  subscript(path: String...) -> [UInt8]? {
    if let document { return Self.value(path, in: document) }
    var object = top
    for key in path {
      guard let next = value(of: key, in: object) else { return nil }
      object = next
    }
    return content(object)
  }

  // MARK: Binary

  private func number(_ at: Int, _ size: Int) -> Int? {
    guard at >= 0, at <= bytes.count - size else { return nil }
    var value: UInt64 = 0
    for byte in bytes[at..<at + size] { value = value << 8 | UInt64(byte) }
    return Int(exactly: value)
  }

  /// The kind of an object, how many things it contains, and where they begin.
  private func head(_ object: Int) -> (kind: UInt8, count: Int, start: Int)? {
    guard offsets.indices.contains(object), offsets[object] < bytes.count else { return nil }
    let at = offsets[object]
    let (kind, low) = (bytes[at] >> 4, Int(bytes[at] & 0xF))
    if low < 15 { return (kind, low, at + 1) }
    guard at + 1 < bytes.count, bytes[at + 1] >> 4 == 1 else { return nil }
    let size = 1 << Int(bytes[at + 1] & 0xF)
    guard size <= 8, let count = number(at + 2, size), count <= bytes.count else { return nil }
    return (kind, count, at + 2 + size)
  }

  private func value(of key: String, in object: Int) -> Int? {
    guard let (kind, count, start) = head(object), kind == 0xD, count <= offsets.count else {
      return nil
    }
    for i in 0..<count {
      guard let name = number(start + i * referenceSize, referenceSize),
        content(name) == Array(key.utf8)
      else { continue }
      return number(start + (count + i) * referenceSize, referenceSize)
    }
    return nil
  }

  private func content(_ object: Int) -> [UInt8]? {
    guard let (kind, count, start) = head(object) else { return nil }
    switch kind {
    case 0x4, 0x5:
      guard start <= bytes.count - count else { return nil }
      return Array(bytes[start..<start + count])
    case 0x6:
      guard count <= (bytes.count - start) / 2 else { return nil }
      let units = (0..<count).map {
        UInt16(bytes[start + 2 * $0]) << 8 | UInt16(bytes[start + 2 * $0 + 1])
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    default: return nil
    }
  }

  // MARK: XML

  private static func value(_ path: [String], in document: Markup) -> [UInt8]? {
    guard var element = document.first("dict") else { return nil }
    for (n, key) in path.enumerated() {
      let children = element.children
      guard let at = children.firstIndex(where: { $0.name == "key" && $0.line == key }),
        at + 1 < children.count
      else { return nil }
      element = children[at + 1]
      if n + 1 == path.count {
        let text = Array(element.rawText.utf8)
        return element.name == "data" ? MailWords.base64(text[...]) : text
      }
    }
    return nil
  }
}
