/// Turns RTF into paragraphs: what is printed, without formatting, tables of fonts and pictures.
struct RTFText {
  private struct Group {
    var isHidden = false
    var isBold = false
    /// How many characters come after `\u` for programs that do not know it.
    var fallback = 1
  }

  private(set) var paragraphs: [DocumentParagraph] = []
  private var level: Int?
  /// True when the paragraph that comes next begins a page.
  private var breaksPage = false
  private var current: [UInt8] = []
  private var isBold = false
  private var group = Group()
  private var stack: [Group] = []
  private var charset = Charset.windows1252
  /// Bytes in the old charset that wait for their neighbours.
  private var bytes: [UInt8] = []
  private var highSurrogate: UInt32?
  /// Characters that repeat a `\u` and are passed over.
  private var skip = 0
  private var groupIsNew = false

  /// Parts of the file that are not printed.
  private static let hidden: Set<String> = [
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf",
    "footer", "footerl", "footerr", "footerf", "generator", "listtable", "listoverridetable",
    "themedata", "colorschememapping", "datastore", "xmlnstbl", "fldinst", "object", "objdata",
    "latentstyles", "rsidtbl", "filetbl", "revtbl", "operator", "author", "title", "private",
  ]

  private static let signs: [String: String] = [
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "tab": "\t", "cell": "\t", "emspace": "\u{2003}", "enspace": "\u{2002}",
  ]

  /// Reads a whole file. Never fails: what is cut or wrong ends what it touches.
  init(_ input: [UInt8]) {
    var i = 0
    while i < input.count {
      let byte = input[i]
      switch byte {
      case UInt8(ascii: "{"):
        flush()
        stack.append(group)
        groupIsNew = true
        i += 1
        continue
      case UInt8(ascii: "}"):
        flush()
        if let outer = stack.popLast() { group = outer }
        i += 1
      case UInt8(ascii: "\\"): i = control(input, i + 1)
      case 10, 13: i += 1
      default:
        add(byte)
        i += 1
      }
      if byte != UInt8(ascii: "\\") { groupIsNew = false }
    }
    endParagraph()
  }

  private mutating func control(_ input: [UInt8], _ start: Int) -> Int {
    guard start < input.count else { return start }
    var i = start
    while i < input.count, i - start < 32, (0x61...0x7A).contains(input[i] | 0x20) { i += 1 }
    if i == start { return symbol(input, start) }
    let word = String(decoding: input[start..<i], as: UTF8.self)
    var (number, digits, isNegative) = (0, 0, false)
    if i < input.count, input[i] == UInt8(ascii: "-") {
      isNegative = true
      i += 1
    }
    while i < input.count, digits < 10, (0x30...0x39).contains(input[i]) {
      number = number * 10 + Int(input[i] - 0x30)
      digits += 1
      i += 1
    }
    if isNegative { number = -number }
    if i < input.count, input[i] == 0x20 { i += 1 }
    if word == "bin" { return min(input.count, i + max(0, number)) }
    apply(word, digits > 0 ? number : nil)
    groupIsNew = false
    return i
  }

  private mutating func symbol(_ input: [UInt8], _ at: Int) -> Int {
    switch input[at] {
    case UInt8(ascii: "'"):
      guard at + 2 < input.count,
        let value = UInt8(String(decoding: input[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
      else { return at + 1 }
      add(value)
      groupIsNew = false
      return at + 3
    case UInt8(ascii: "*"):
      // What a program may not know is not printed.
      group.isHidden = true
    case UInt8(ascii: "~"): write("\u{A0}")
    case UInt8(ascii: "-"): write("\u{AD}")
    case UInt8(ascii: "_"): write("\u{2011}")
    case 10, 13: endParagraph()
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"): add(input[at])
    default: break
    }
    groupIsNew = groupIsNew && input[at] == UInt8(ascii: "*")
    return at + 1
  }

  private mutating func apply(_ word: String, _ number: Int?) {
    switch word {
    case "par", "row": endParagraph()
    case "sect", "page":
      endParagraph()
      breaksPage = true
    case "pard": level = nil
    case "outlinelevel": level = number.flatMap { (0..<9).contains($0) ? $0 + 1 : nil }
    case "line": write("\n")
    case "b": group.isBold = number != 0
    case "plain": group.isBold = false
    case "uc": group.fallback = max(0, min(number ?? 1, 8))
    case "u":
      flush()
      unit(UInt32(truncatingIfNeeded: (number ?? 0xFFFD) & 0xFFFF))
      skip = group.fallback
    case "ansicpg":
      if let found = number.flatMap({ Charset(label: "cp\($0)") }), found != .utf8 {
        charset = found
      }
    case "mac": charset = .macRoman
    case "pc": charset = .cp437
    case "pca": charset = .cp850
    default:
      if let sign = Self.signs[word] {
        write(sign)
      } else if Self.hidden.contains(word), groupIsNew {
        group.isHidden = true
      }
    }
  }

  private mutating func unit(_ value: UInt32) {
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00..<0xE000).contains(value) {
        return put(Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (value - 0xDC00)) ?? "\u{FFFD}")
      }
      put("\u{FFFD}")
    }
    if (0xD800..<0xDC00).contains(value) {
      highSurrogate = value
    } else {
      put(Unicode.Scalar(value == 0 ? 0xFFFD : value) ?? "\u{FFFD}")
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if group.isHidden { return }
    begin()
    current += Array(String(Character(scalar)).utf8)
  }

  private mutating func write(_ text: String) {
    flush()
    if group.isHidden { return }
    begin()
    current += Array(text.utf8)
  }

  private mutating func add(_ byte: UInt8) {
    if skip > 0 {
      skip -= 1
      return
    }
    if !group.isHidden { bytes.append(byte) }
  }

  private mutating func flush() {
    skip = 0
    if bytes.isEmpty { return }
    begin()
    // Some programs write UTF-8 into RTF; valid UTF-8 wins here as everywhere.
    current += Array(bytes.withUnsafeBytes { DecodedText($0, declared: charset).text }.utf8)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func begin() {
    if current.isEmpty { isBold = group.isBold }
  }

  private mutating func endParagraph() {
    flush()
    let text = FieldText.trimmed(TextBytes.clean(String(decoding: current, as: UTF8.self)))
    if !text.isEmpty {
      paragraphs.append(
        DocumentParagraph(text: text, level: level, isBold: isBold, startsPage: breaksPage))
      breaksPage = false
    }
    current.removeAll(keepingCapacity: true)
  }
}
