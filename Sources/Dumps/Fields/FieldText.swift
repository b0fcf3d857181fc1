import Press

/// Values of fields as the columns of an article want them.
enum FieldText {
  /// What stands for «nothing» where a program wrote a text.
  private static let nothing: Set<String> = [
    "none", "null", "nil", "nan", "n/a", "na", "<na>", "undefined", "-", "\\n", "nat", "(null)",
    "#n/a", "#ref!", "#value!", "#name?", "#null!", "#num!", "#div/0!",
  ]

  /// A text without blanks around it; nil for nothing, also for «None».
  static func plain(_ value: Metadata) -> String? {
    let text: String
    switch value {
    case .text(let value): text = value
    case .number(let value): text = value
    // Search engines and graphs store every value as a list, also of one.
    case .list(let items):
      return items.lazy.compactMap(plain).first
    case .bool, .null, .object: return nil
    }
    var trimmed = trimmed(text)
    if trimmed.isEmpty { return nil }
    if let plain = PythonText.bytes(trimmed) { trimmed = plain }
    if trimmed.utf8.count <= 9, nothing.contains(trimmed.lowercased()) { return nil }
    return TextBytes.clean(trimmed)
  }

  /// `text` without white space around it.
  static func trimmed(_ text: String) -> String {
    func isSpace(_ byte: UInt8) -> Bool { byte <= 32 }
    let utf8 = text.utf8
    if let first = utf8.first, let last = utf8.last, !isSpace(first), !isSpace(last) { return text }
    guard let start = utf8.firstIndex(where: { !isSpace($0) }),
      let end = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[start...end])
  }

  /// A name: a text, or what an object calls itself.
  static func name(_ value: Metadata) -> String? {
    if case .list(let items) = value { return items.lazy.compactMap(name).first }
    if let value = PythonText.object(value) { return name(value) }
    guard case .object(let fields) = value else { return plain(value) }
    for key in [
      "name", "title", "main", "basic", "rendered", "original", "displayName", "display_name",
      "displayname",
      "accountDisplayName",
      "value", "@value", "display_title", "nom",
      "label", "text", "domain", "site", "username", "handle", "screen_name", "href", "#text",
      "$date", "attributes", "data", "node",
    ] {
      if let field = fields.first(where: { $0.name == key || $0.name.lowercased() == key }),
        let name = name(field.value)
      {
        return name
      }
    }
    return nil
  }

  /// Persons, one entry each: a list, «A; B», or a list as Python prints it.
  static func authors(_ value: Metadata) -> [String] {
    switch value {
    case .list(let values): return values.flatMap(authors)
    case .object(let fields):
      if let name = name(value) { return [name] }
      let parts = [
        "given", "firstname", "first_name", "family", "lastname", "last_name",
      ].compactMap { key in
        fields.first { $0.name.lowercased() == key }.flatMap { plain($0.value) }
      }
      return parts.isEmpty ? [] : [parts.joined(separator: " ")]
    default:
      guard let text = plain(value) else { return [] }
      if let list = PythonText.value(text), case .list = list { return authors(list) }
      if text.hasPrefix("["), text.hasSuffix("]") {
        return text.dropFirst().dropLast().split(separator: ",").map { trimmed(String($0)) }
          .filter { !$0.isEmpty }
      }
      if let object = PythonText.object(value) { return authors(object) }
      let separator: Character = text.contains(";") ? ";" : "|"
      return text.split(separator: separator).map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }
  }

  /// True for what scrapers take for a name and is the line with the day: «Publié Le», «Mis À Jour».
  static func isStamp(_ name: String) -> Bool {
    let lower = name.lowercased()
    return DateFields.beginsWithUpdate(lower)
      || ["publié", "published", "posted", "veröffentlicht", "publicado", "pubblicato"].contains(
        where: lower.hasPrefix)
  }

  /// True for something that begins like a web address.
  static func isURL(_ text: String) -> Bool { afterScheme(text) != nil }

  // Where the host of a web address begins; nil for other text.
  private static func afterScheme(_ text: String) -> Int? {
    for scheme in ["https://", "http://", "//"] where text.utf8.starts(with: scheme.utf8) {
      return scheme.utf8.count
    }
    return nil
  }

  /// The host of a web address, in small letters.
  static func host(_ url: String) -> String? {
    guard let start = afterScheme(url) else { return nil }
    var host: [UInt8] = []
    for byte in url.utf8.dropFirst(start) {
      switch byte {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: ":"):
        return host.contains(UInt8(ascii: ".")) ? String(decoding: host, as: UTF8.self) : nil
      case UInt8(ascii: "@"): host.removeAll()
      case 0x41...0x5A: host.append(byte | 0x20)
      default: host.append(byte)
      }
    }
    return host.contains(UInt8(ascii: ".")) ? String(decoding: host, as: UTF8.self) : nil
  }

  /// A web address without doubled slashes in its path.
  ///
  /// An address inside the path, as web archives have it, keeps its own.
  static func normalised(_ url: String) -> String {
    guard let start = afterScheme(url) else { return url }
    var cleaned: [UInt8] = []
    var isPath = true
    for (i, byte) in url.utf8.enumerated() {
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { isPath = false }
      if i >= start, isPath, byte == UInt8(ascii: "/"), cleaned.last == byte {
        if cleaned.count > 1, cleaned[cleaned.count - 2] == UInt8(ascii: ":") { return url }
        continue
      }
      cleaned.append(byte)
    }
    return cleaned.count == url.utf8.count ? url : String(decoding: cleaned, as: UTF8.self)
  }

  /// A language as BCP 47: «fr», «fr-FR», «French», «Français», «fra»; nil when it is unknown.
  static func language(_ text: String) -> String? {
    let key = FieldRole.folded(text)
    if let code = LanguageName.codes[key] { return code }
    if noLanguages.contains(key) { return nil }
    let parts = text.split { $0 == "-" || $0 == "_" }
    guard let first = parts.first, (2...3).contains(first.count),
      first.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    var tag = LanguageName.codes[first.lowercased()] ?? first.lowercased()
    for part in parts.dropFirst()
    where part.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
      tag += "-" + (part.count == 2 ? part.uppercased() : String(part))
    }
    return tag
  }

  /// Codes for several languages, for none, and for one that nobody told.
  private static let noLanguages: Set<String> = [
    "mul", "und", "zxx", "mis", "zz", "xx", "qaa", "nan", "na", "any", "all", "unk", "xxx",
  ]
}
