/// Names of elements, also of XML namespaces.
extension MarkupParser {
  mutating func name(_ from: Int, _ to: Int) -> Int32 {
    let bytes = UnsafeBufferPointer(rebasing: input[from..<to])
    guard html, bytes.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else {
      return markup.names.id(of: bytes)
    }
    scratch.removeAll(keepingCapacity: true)
    for byte in bytes { scratch.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
    return markup.names.id(of: scratch[...])
  }

  /// Notes what a prefix is bound to, and renames it when its namespace usually has another one.
  mutating func declareNamespace(_ nameStart: Int, _ from: Int, _ to: Int) {
    guard matches("xmlns:", at: nameStart) else { return }
    let start = nameStart + 6
    var stop = start
    while stop < input.count, !Self.endsName(input[stop]), input[stop] != UInt8(ascii: "=") {
      stop += 1
    }
    let prefix = Array(input[start..<stop])
    let address = String(decoding: UnsafeBufferPointer(rebasing: input[from..<to]), as: UTF8.self)
    guard let usual = Namespaces.usualPrefix(of: address), Array(usual.utf8) != prefix else {
      return
    }
    aliases.removeAll { $0.prefix == prefix }
    aliases.append((prefix, Array(usual.utf8)))
    renamed.removeAll(keepingCapacity: true)
  }

  mutating func usual(_ written: Int32) -> Int32 {
    if Int(written) < renamed.count, renamed[Int(written)] >= 0 { return renamed[Int(written)] }
    var result = written
    let name = Array(markup.names.names[Int(written)].utf8)
    if let colon = name.firstIndex(of: UInt8(ascii: ":")) {
      let prefix = Array(name[..<colon])
      if open.isEmpty, !Namespaces.kept.contains(String(decoding: prefix, as: UTF8.self)) {
        // The vocabulary of the outermost element needs no prefix.
        aliases.removeAll { $0.prefix == prefix }
        aliases.append((prefix, []))
      }
      if let alias = aliases.last(where: { $0.prefix == prefix }) {
        let local = name[(colon + 1)...]
        result = markup.names.id(
          of: (alias.usual.isEmpty ? Array(local) : alias.usual + [UInt8(ascii: ":")] + local)[...])
      }
    }
    while renamed.count <= Int(written) { renamed.append(-1) }
    renamed[Int(written)] = result
    return result
  }
}
