import Press

/// A message or a part of one, as RFC 5322 and MIME write it.
struct MailPart {
  /// Headers in their order, unfolded and decoded.
  var headers: [(name: String, value: String)] = []
  /// The bytes after the headers.
  private var content: ArraySlice<UInt8> = []

  /// Parts inside parts inside parts: more is malice.
  private static let depth = 16
  /// Parts of one message.
  private static let count = 500

  /// Cuts a message into its headers and what follows.
  init(_ bytes: ArraySlice<UInt8>) {
    var at = bytes.startIndex
    while at < bytes.endIndex, bytes[at] <= 32 { at += 1 }
    // A part without headers begins with a blank line; a file may begin with any number.
    if at > bytes.startIndex, !Self.isHeader(bytes[at...]) {
      content = bytes.drop { $0 == 13 || $0 == 10 }
      return
    }
    var line: [UInt8] = []
    while at < bytes.endIndex {
      let end = bytes[at...].firstIndex(of: 10) ?? bytes.endIndex
      var text = bytes[at..<end]
      if text.last == 13 { text = text.dropLast() }
      at = min(end + 1, bytes.endIndex)
      if let first = text.first, first == 0x20 || first == 9, !line.isEmpty {
        line.append(0x20)
        line += text.drop { $0 == 0x20 || $0 == 9 }
        continue
      }
      add(line)
      line = []
      if text.isEmpty { break }
      line = Array(text)
    }
    add(line)
    content = bytes[at...]
  }

  private mutating func add(_ line: [UInt8]) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0, headers.count < 1000 else {
      return
    }
    let name = String(decoding: line[..<colon], as: UTF8.self)
    let value = MailWords.decode(Array(line[(colon + 1)...]))
    headers.append((name, FieldText.trimmed(value)))
  }

  /// The first header of that name, whatever its case.
  subscript(name: String) -> String? {
    headers.first { $0.name.lowercased() == name && !$0.value.isEmpty }?.value
  }

  /// True for a line such as `Subject: …`.
  static func isHeader(_ bytes: ArraySlice<UInt8>) -> Bool {
    let name = bytes.prefix { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ":") }
    return !name.isEmpty && name.count < 60 && name.endIndex < bytes.endIndex
      && bytes[name.endIndex] == UInt8(ascii: ":")
  }

  /// What a message says, part by part.
  struct Text {
    var plain: [String] = []
    var html: [String] = []
    var attachments: [String] = []
    /// Attached messages and texts, which are articles of their own.
    var inner: [Inner] = []
    /// Attachments that are neither, pictures left out, by name or type.
    var unread: [String] = []
  }

  /// An attached message, or an attached text with its name.
  enum Inner {
    case message(ArraySlice<UInt8>)
    case text(name: String?, text: String)
  }

  /// The texts of the message and of all parts inside it.
  func text(of file: DumpFile) -> Text {
    var text = Text()
    var left = Self.count
    gather(into: &text, file, depth: 0, left: &left)
    return text
  }

  private func gather(into text: inout Text, _ file: DumpFile, depth: Int, left: inout Int) {
    left -= 1
    guard depth < Self.depth, left > 0 else { return }
    let type = MailWords.parameters(self["content-type"] ?? "text/plain")
    let disposition = MailWords.parameters(self["content-disposition"] ?? "")
    let name = disposition.values["filename"] ?? type.values["name"]
    if type.name.hasPrefix("multipart/"), let boundary = type.values["boundary"], !boundary.isEmpty
    {
      for part in parts(boundary) {
        let inner = MailPart(part)
        // Parts of a digest are messages, and need not say so.
        if type.name == "multipart/digest", inner["content-type"]?.hasPrefix("message/") != true {
          text.inner.append(.message(part.drop { $0 == 13 || $0 == 10 }))
        } else {
          inner.gather(into: &text, file, depth: depth + 1, left: &left)
        }
      }
      return
    }
    let isAttached = disposition.name == "attachment"
    if isAttached || !type.name.hasPrefix("text/") {
      let name = name.map { MailWords.decode(Array($0.utf8)) }
      if let name { text.attachments.append(name) }
      if type.name == "message/rfc822" {
        text.inner.append(.message(decoded()[...]))
      } else if type.name == "text/plain" || type.name == "text/html" {
        text.inner.append(.text(name: name, text: attachedText(type, file)))
      } else if !type.name.hasPrefix("image/"), isAttached || name != nil {
        text.unread.append(name ?? type.name)
      }
      return
    }
    let bytes = decoded()
    let declared = type.values["charset"].flatMap(Charset.init(label:))
    var string = bytes.withUnsafeBytes { file.decode($0, declared: declared) }
    if type.name == "text/html" {
      // Newsletters begin with a line that no reader of them sees.
      let page = Markup(string, as: .html)
      let body = page.first("body")?.paragraphs(dropping: PageBody.isHidden)
      text.html.append(body ?? BodyText.paragraphs(ofHTML: string))
    } else if type.name == "text/plain" {
      if type.values["format"]?.lowercased() == "flowed" { string = Self.unflowed(string) }
      text.plain.append(string)
    }
  }

  /// The first part of that media type, at any depth; the message itself if it is one.
  func first(ofType wanted: String) -> MailPart? {
    var left = Self.count
    return first(ofType: wanted, depth: 0, left: &left)
  }

  private func first(ofType wanted: String, depth: Int, left: inout Int) -> MailPart? {
    left -= 1
    guard depth < Self.depth, left > 0 else { return nil }
    let type = MailWords.parameters(self["content-type"] ?? "text/plain")
    if type.name == wanted { return self }
    guard type.name.hasPrefix("multipart/"), let boundary = type.values["boundary"],
      !boundary.isEmpty
    else { return nil }
    for part in parts(boundary) {
      if let found = MailPart(part).first(ofType: wanted, depth: depth + 1, left: &left) {
        return found
      }
    }
    return nil
  }

  /// Its content without its transfer coding.
  var body: [UInt8] { decoded() }

  private func attachedText(
    _ type: (name: String, values: [String: String]), _ file: DumpFile
  ) -> String {
    let declared = type.values["charset"].flatMap(Charset.init(label:))
    let string = decoded().withUnsafeBytes { file.decode($0, declared: declared) }
    return type.name == "text/html" ? BodyText.paragraphs(ofHTML: string) : string
  }

  private func parts(_ boundary: String) -> [ArraySlice<UInt8>] {
    let mark = Array("--".utf8) + Array(boundary.utf8)
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var at = content.startIndex
    while at < content.endIndex {
      let end = content[at...].firstIndex(of: 10) ?? content.endIndex
      if content[at..<end].starts(with: mark) {
        if let start { parts.append(content[start..<max(start, at - 1)]) }
        start = min(end + 1, content.endIndex)
        let rest = content[(at + mark.count)..<end]
        if rest.starts(with: Array("--".utf8)) {
          start = nil
          break
        }
      }
      at = end + 1
    }
    // A message that breaks off has no last boundary.
    if let start, start < content.endIndex { parts.append(content[start...]) }
    return parts
  }

  private func decoded() -> [UInt8] {
    switch self["content-transfer-encoding"]?.lowercased() {
    case "base64": return MailWords.base64(content)
    case "quoted-printable": return MailWords.quotedPrintable(content, isWord: false)
    default: return Array(content)
    }
  }

  // RFC 3676: a line that ends in a blank goes on in the next.
  private static func unflowed(_ text: String) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      result += line
      if !line.hasSuffix(" ") || line == "-- " { result += "\n" }
    }
    return result
  }
}

/// Codes of mail: encoded words, parameters, base64, quoted-printable.
enum MailWords {
  /// A header's text with its encoded words (RFC 2047) decoded.
  ///
  /// Bytes outside them are UTF-8, else Windows-1252. A word whose charset is a lie is decoded by its
  /// bytes, as everything is.
  static func decode(_ bytes: [UInt8]) -> String {
    var result = ""
    var plain: [UInt8] = []
    // Neighbours of one charset are decoded together: a character may be cut between them.
    var word: [UInt8] = []
    var charset: Charset?
    func endPlain() {
      result += plain.withUnsafeBytes { DecodedText($0).text }
      plain = []
    }
    func endWord() {
      result += word.withUnsafeBytes { DecodedText($0, declared: charset).text }
      word = []
    }
    var i = 0
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "="), let (found, label, end) = encodedWord(bytes, i) {
        let next = Charset(label: label)
        if !word.isEmpty, plain.allSatisfy({ $0 <= 32 }) {
          plain = []
        } else {
          endWord()
          endPlain()
        }
        if next != charset { endWord() }
        charset = next
        word += found
        i = end
        continue
      }
      if bytes[i] > 32, !word.isEmpty {
        let spaces = plain
        plain = []
        endWord()
        plain = spaces
      }
      plain.append(bytes[i])
      i += 1
    }
    endWord()
    endPlain()
    return result
  }

  // `=?charset?Q?text?=` at `start`: its bytes, its charset, and where it ends.
  private static func encodedWord(
    _ bytes: [UInt8], _ start: Int
  ) -> (bytes: [UInt8], charset: String, end: Int)? {
    let question = UInt8(ascii: "?")
    guard start + 8 < bytes.count, bytes[start + 1] == question,
      let first = bytes[(start + 2)...].prefix(60).firstIndex(of: question),
      first + 2 < bytes.count,
      bytes[first + 2] == question
    else { return nil }
    var end = first + 3
    // RFC 2047 allows 75 characters; some programs write more, none a page.
    let limit = min(bytes.count, end + 2000)
    while end + 1 < limit, !(bytes[end] == question && bytes[end + 1] == UInt8(ascii: "=")) {
      end += 1
    }
    guard end + 1 < limit else { return nil }
    let text = bytes[(first + 3)..<end]
    let label =
      String(decoding: bytes[(start + 2)..<first], as: UTF8.self)
      .split(separator: "*").first.map(String.init) ?? ""
    switch bytes[first + 1] | 0x20 {
    case UInt8(ascii: "q"): return (quotedPrintable(text, isWord: true), label, end + 2)
    case UInt8(ascii: "b"): return (base64(text), label, end + 2)
    default: return nil
    }
  }

  /// A value such as `text/plain; charset="utf-8"`: its name in small letters and its parameters.
  static func parameters(_ text: String) -> (name: String, values: [String: String]) {
    var parts: [String] = [""]
    var inQuotes = false
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        parts[parts.count - 1].unicodeScalars.append(scalar)
        isEscaped = false
      } else if inQuotes, scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        inQuotes.toggle()
      } else if scalar == ";", !inQuotes {
        parts.append("")
      } else {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      }
    }
    var values: [String: String] = [:]
    for part in parts.dropFirst() {
      guard let equal = part.firstIndex(of: "=") else { continue }
      var key = FieldText.trimmed(String(part[..<equal])).lowercased()
      if let star = key.firstIndex(of: "*") { key = String(key[..<star]) }
      values[key] = FieldText.trimmed(String(part[part.index(after: equal)...]))
    }
    return (FieldText.trimmed(parts[0]).lowercased(), values)
  }

  /// The six bits that a digit of base64 stands for; nil for other bytes.
  static func sextet(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte) - 0x41
    case 0x61...0x7A: UInt32(byte) - 0x61 + 26
    case 0x30...0x39: UInt32(byte) - 0x30 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// The bytes of base64; what is no letter of it is passed over.
  static func base64(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in text {
      if byte == UInt8(ascii: "=") { return bytes }
      // Addresses have «-» and «_» for the last two digits.
      let value = byte == UInt8(ascii: "-") ? 62 : byte == UInt8(ascii: "_") ? 63 : sextet(byte)
      guard let value else { continue }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  /// The bytes of quoted-printable; a `=` that is none stays as it is.
  static func quotedPrintable(_ text: ArraySlice<UInt8>, isWord: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var i = text.startIndex
    func hex(_ i: Int) -> UInt8? {
      guard i < text.endIndex else { return nil }
      switch text[i] {
      case 0x30...0x39: return text[i] - 0x30
      case 0x41...0x46, 0x61...0x66: return (text[i] | 0x20) - 0x57
      default: return nil
      }
    }
    while i < text.endIndex {
      let byte = text[i]
      if byte == UInt8(ascii: "="), let high = hex(i + 1), let low = hex(i + 2) {
        bytes.append(high << 4 | low)
        i += 3
      } else if byte == UInt8(ascii: "="), !isWord {
        // A soft line end, perhaps with blanks before it.
        var end = i + 1
        while end < text.endIndex, text[end] == 0x20 || text[end] == 9 || text[end] == 13 {
          end += 1
        }
        if end >= text.endIndex || text[end] == 10 {
          i = end + 1
        } else {
          bytes.append(byte)
          i += 1
        }
      } else {
        bytes.append(isWord && byte == UInt8(ascii: "_") ? 0x20 : byte)
        i += 1
      }
    }
    return bytes
  }
}
