/// Takes comments, references, other tags and tables out of a page.
extension WikiText {
  /// Without comments, references and other extensions; other tags go and leave their text.
  static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    // An extension that is never closed is looked for once.
    var unclosed: Set<String> = []
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x3C else {
        let next = bytes[at...].firstIndex(of: 0x3C) ?? bytes.count
        out.append(contentsOf: bytes[at..<next])
        at = next
        continue
      }
      if bytes[at...].starts(with: "<!--".utf8) {
        let end = unclosed.contains("!") ? nil : find("-->", in: bytes, from: at + 4)
        if end == nil { unclosed.insert("!") }
        at = end ?? at + 4
        continue
      }
      var end = at + 1
      if end < bytes.count, bytes[end] == 0x2F { end += 1 }
      let nameStart = end
      while end < bytes.count,
        bytes[end] | 0x20 >= 0x61 && bytes[end] | 0x20 <= 0x7A
          || end > nameStart && bytes[end] >= 0x30 && bytes[end] <= 0x39
      { end += 1 }
      guard end > nameStart, end - nameStart < 20 else {
        out.append(bytes[at])
        at += 1
        continue
      }
      let name = String(decoding: bytes[nameStart..<end], as: UTF8.self).lowercased()
      guard let close = bytes[end...].prefix(2000).firstIndex(of: 0x3E) else {
        out.append(bytes[at])
        at += 1
        continue
      }
      let isStart = bytes[at + 1] != 0x2F
      let isEmpty = bytes[close - 1] == 0x2F
      if isStart, !isEmpty, extensions.contains(name), !unclosed.contains(name) {
        if let after = find("</" + name, in: bytes, from: close) {
          at = bytes[after...].firstIndex(of: 0x3E).map { $0 + 1 } ?? bytes.count
          continue
        }
        unclosed.insert(name)
      }
      // A line end in wiki markup is a blank: one that is meant gets a mark of its own.
      if name == "br" { out.append(0x0B) }
      if ["p", "div", "blockquote", "center", "li", "tr"].contains(name) {
        out.append(contentsOf: [0x0A, 0x0A])
      }
      at = close + 1
    }
    return out
  }

  static let extensions: Set<String> = [
    "ref", "gallery", "math", "timeline", "dynamicpagelist", "noinclude", "score", "imagemap",
    "templatestyles",
    "syntaxhighlight", "source", "graph", "mapframe", "maplink", "categorytree", "inputbox",
    "includeonly",
  ]

  static func find(_ marker: String, in bytes: [UInt8], from: Int) -> Int? {
    let marker = Array(marker.utf8)
    var at = from
    while at + marker.count <= bytes.count {
      guard let hit = bytes[at...].firstIndex(of: marker[0]), hit + marker.count <= bytes.count
      else { return nil }
      if zip(bytes[hit...], marker).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) {
        return hit + marker.count
      }
      at = hit + 1
    }
    return nil
  }

  /// Without tables, which contain figures and layout.
  static func withoutTables(_ bytes: [UInt8]) -> [UInt8] {
    guard find("{|", in: bytes, from: 0) != nil else { return bytes }
    var out: [UInt8] = []
    var depth = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let start = line.drop { $0 == 0x20 || $0 == 0x3A }
      if start.starts(with: "{|".utf8) { depth += 1 }
      if depth == 0 {
        out.append(contentsOf: line)
        out.append(0x0A)
      }
      if depth > 0, start.starts(with: "|}".utf8) { depth -= 1 }
    }
    // A table without an end would take the article with it.
    return depth > 0 ? bytes : out
  }
}
