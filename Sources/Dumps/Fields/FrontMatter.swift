import Press

/// The fields above a text in Markdown or HTML: YAML between lines `---`, TOML between `+++`, JSON in
/// braces, or the three lines of Pandoc that begin with `%`.
///
/// Reads what such headers contain in practice: single values with or without quotation marks, lists in
/// brackets or on lines of their own, texts over several lines, objects by their keys (`a.b`).
struct FrontMatter {
  private(set) var fields: [Metadata.Field] = []
  /// Where the text begins: UTF-8 bytes from the start.
  private(set) var end = 0

  /// The longest header that is read, in bytes.
  private static let limit = 256 << 10

  /// Reads the header of `text`; nil when it has none.
  init?(_ text: String) {
    let start = text.utf8.prefix { $0 <= 32 }.count
    let fence: String
    let rest = text.utf8.dropFirst(start)
    if rest.first == UInt8(ascii: "{") || rest.first == UInt8(ascii: "%") {
      guard let (fields, length) = rest.first == 0x25 ? Self.title(rest) : Self.json(rest),
        !fields.isEmpty
      else { return nil }
      self.fields = fields
      end = start + length
      return
    }
    if rest.starts(with: "---".utf8) {
      fence = "---"
    } else if rest.starts(with: "+++".utf8) {
      fence = "+++"
    } else {
      return nil
    }
    guard let head = Substring(rest.prefix(Self.limit)) as Substring? else { return nil }
    var lines: [Substring] = []
    var offset = start
    var isClosed = false
    for (n, line) in head.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      offset += line.utf8.count + 1
      let bare = line.hasSuffix("\r") ? line.dropLast() : line
      let mark = bare.trimmed ?? ""
      if n == 0 {
        guard mark == fence else { return nil }
      } else if mark == fence || fence == "---" && mark == "..." {
        isClosed = true
        break
      } else {
        lines.append(bare)
      }
    }
    guard isClosed else { return nil }
    if fence == "---" { readYAML(lines) } else { readTOML(lines) }
    guard !fields.isEmpty else { return nil }
    end = min(offset, text.utf8.count)
  }

  /// True when it has at least a title or a date, and a second known key.
  var isOfArticle: Bool {
    let roles = Set(fields.compactMap { FieldRole.guessed($0.name)?.role })
    return roles.count >= 2 && (roles.contains(.title) || roles.contains(.published))
  }

  // MARK: JSON and the title block of Pandoc

  /// An object in braces above a text, as Hugo reads it.
  private static func json(_ rest: Substring.UTF8View) -> ([Metadata.Field], Int)? {
    var (depth, isQuoted, isEscaped, length) = (0, false, false, 0)
    for byte in rest.prefix(limit) {
      length += 1
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        if byte == UInt8(ascii: "\\") { isEscaped = true }
        if byte == UInt8(ascii: "\"") { isQuoted = false }
      } else if byte == UInt8(ascii: "\"") {
        isQuoted = true
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { break }
      }
    }
    let text = rest.dropFirst(length)
    // Below it stands a text, and no other object.
    guard depth == 0, let first = text.first(where: { $0 > 0x20 }),
      text.prefix(3).contains(10), first >= 0x80 || !"{[,;)]}".utf8.contains(first)
    else { return nil }
    let bytes = Array(rest.prefix(length))
    let value = bytes.withUnsafeBytes { raw -> Metadata? in
      var reader = JSONReader(raw)
      return try? reader.value()
    }
    return value.map { ($0.fields, length) }
  }

  /// «% title», «% writers», «% date», each in a line.
  private static func title(_ rest: Substring.UTF8View) -> ([Metadata.Field], Int)? {
    var lines: [String] = []
    var length = 0
    for line in rest.prefix(2000).split(separator: 10, omittingEmptySubsequences: false) {
      guard line.starts(with: "% ".utf8) || lines.count > 0 && line.elementsEqual("%".utf8) else {
        guard line.allSatisfy({ $0 <= 32 }) else { return nil }
        break
      }
      lines.append(String(line.dropFirst())?.trimmed ?? "")
      length += line.count + 1
    }
    guard (2...3).contains(lines.count), lines.count == 2 || PrintedDate.first(in: lines[2]) != nil
    else { return nil }
    let names = ["title", "author", "date"]
    return (
      zip(names, lines).filter { !$0.1.isEmpty }.map { .init($0, .text($1)) },
      min(length, rest.count)
    )
  }

  private mutating func add(_ name: String, _ value: Metadata) {
    if let at = fields.firstIndex(where: { $0.name == name }) {
      fields[at].value = .list(fields[at].value.values + value.values)
    } else if fields.count < 256 {
      fields.append(.init(name, value))
    }
  }

  // MARK: YAML

  private mutating func readYAML(_ lines: [Substring]) {
    // Keys of the objects that are open, with their indents.
    var open: [(indent: Int, name: String)] = []
    var at = 0
    while at < lines.count {
      let line = lines[at]
      at += 1
      guard let text = line.trimmed, !text.hasPrefix("#") else { continue }
      let indent = line.utf8.prefix { $0 == 0x20 || $0 == 9 }.count
      if text == "-" || text.hasPrefix("- ") {
        guard let name = open.last?.name, let item = text.dropFirst().trimmed else { continue }
        // «- name: Berthe»: the value is what counts in a list of objects.
        if let (key, value) = Self.pair(item), !value.isEmpty, !item.hasPrefix("\"") {
          add(name + (key == "name" ? "" : ".\(key)"), Self.single(value))
        } else {
          add(name, Self.single(item))
        }
        continue
      }
      guard let (key, value) = Self.pair(text) else { continue }
      while let last = open.last, last.indent >= indent { open.removeLast() }
      let name = (open.map(\.name).last.map { $0 + "." } ?? "") + key
      if let sign = value.first, sign == "|" || sign == ">", value.utf8.count <= 3 {
        var block: [String] = []
        while at < lines.count,
          lines[at].trimmed == nil
            || lines[at].utf8.prefix(while: { $0 == 0x20 || $0 == 9 }).count > indent
        {
          block.append(lines[at].trimmed ?? "")
          at += 1
        }
        add(name, .text(block.joined(separator: sign == "|" ? "\n" : " ")))
      } else if value.isEmpty {
        open.append((indent, name))
      } else {
        add(name, Self.value(value))
        open.append((indent, name))
      }
    }
  }

  // `key: value`; a colon inside of quotation marks parts nothing.
  private static func pair(_ text: String) -> (key: String, value: String)? {
    guard let first = text.first, first != "[", first != "{" else { return nil }
    var from = text.startIndex
    if first == "\"" || first == "'" {
      guard let close = text.dropFirst().firstIndex(of: first) else { return nil }
      from = close
    }
    guard let colon = text[from...].firstIndex(of: ":") else { return nil }
    let after = text.index(after: colon)
    guard after == text.endIndex || text[after] == " " || text[after] == "\t" else { return nil }
    let key = text[..<colon].trimmed.map(unquoted) ?? ""
    guard !key.isEmpty, key.utf8.count <= 80 else { return nil }
    return (key, text[after...].trimmed ?? "")
  }

  private static func value(_ text: String) -> Metadata {
    if text.hasPrefix("["), text.hasSuffix("]"), !text.hasPrefix("[[") {
      return .list(items(text.dropFirst().dropLast()).map { single($0) })
    }
    return single(text)
  }

  // What is between commas, but for those in quotation marks.
  private static func items(_ text: Substring) -> [String] {
    var items: [String] = []
    var item = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
        item.append(character)
      } else if character == "," {
        items.append(item)
        item = ""
      } else {
        if character == "\"" || character == "'" { quote = character }
        item.append(character)
      }
    }
    items.append(item)
    return items.compactMap(\.trimmed)
  }

  private static func single(_ text: String) -> Metadata {
    var text = unquoted(text)
    // A link of Obsidian to a note of that name.
    if text.hasPrefix("[["), text.hasSuffix("]]") {
      text = String(text.dropFirst(2).dropLast(2))
      if let bar = text.lastIndex(of: "|") { text = String(text[text.index(after: bar)...]) }
    }
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null", "~": return .null
    default: return .text(text)
    }
  }

  private static func unquoted(_ text: some StringProtocol) -> String {
    guard text.utf8.count >= 2, let first = text.first, first == "\"" || first == "'",
      text.last == first
    else {
      // A remark after a bare value.
      if let remark = text.range(of: " #") { return String(text[..<remark.lowerBound]) }
      return String(text)
    }
    let inner = String(text.dropFirst().dropLast())
    guard inner.utf8.contains(UInt8(ascii: "\\")) || first == "'" else { return inner }
    if first == "'" {
      return inner.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'")
    }
    var out = ""
    var isEscaped = false
    for character in inner {
      if isEscaped {
        out.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        out.append(character)
      }
    }
    return out
  }

  // MARK: TOML

  private mutating func readTOML(_ lines: [Substring]) {
    var section = ""
    for line in lines {
      guard let text = line.trimmed, !text.hasPrefix("#") else { continue }
      if text.hasPrefix("["), text.hasSuffix("]") {
        section = text.filter { !"[] ".contains($0) } + "."
      } else if let sign = text.firstIndex(of: "="), let key = text[..<sign].trimmed,
        let value = text[text.index(after: sign)...].trimmed
      {
        add(section + Self.unquoted(key), Self.value(value))
      }
    }
  }
}
