/// What a text is that no format claims: prose, or something that must not be taken for an article.
enum TextNature {
  case prose
  /// A script, a style sheet, a drawing: part of a saved page or of a program.
  case code(String)
  /// Markup or data, with what it looks like and what to do.
  case foreign(String)

  /// Looks at the first bytes of a file.
  static func of(_ head: Head) -> TextNature {
    let text = head.bytes.withUnsafeBytes { DecodedText($0).text }
    guard let start = text.trimmed else { return .prose }
    if let foreign = markup(start) ?? data(start) ?? notation(start) { return foreign }
    let lines = String(decoding: text.utf8.prefix(64 << 10), as: UTF8.self).textLines
      .compactMap(\.trimmed).prefix(300)
    if let code = code(start) ?? program(lines) { return .code(code) }
    if isLog(text) { return .code("a log of a program") }
    if let table = table(text) ?? fixedColumns(text) { return .foreign(table) }
    if let list = list(Array(lines)) { return .foreign(list) }
    return .prose
  }

  // MARK: Markup

  private static func markup(_ text: String) -> TextNature? {
    guard text.utf8.first == UInt8(ascii: "<") else { return nil }
    if text.hasPrefix("<?php") || text.hasPrefix("<%") { return .code("a program") }
    let start = Array(text.utf8.prefix(4096))
    if start.containsMarker("<batch"), start.containsMarker("loc.gov/ndnp") {
      return .code("the list of the issues of a batch (NDNP)")
    }
    if start.containsMarker("<svg") { return .code("a drawing (SVG)") }
    let name = rootName(text)
    if let tag = text.split(separator: ">").first, tag.utf8.count <= 80, tag.contains("="),
      tag.dropFirst().prefix(while: \.isLetter).endIndex == tag.firstIndex(of: "=")
    {
      return .foreign(
        "looks like a corpus of Lexico (\(tag)>); close its marks as XML elements, or turn it into "
          + "CSV, one text a row")
    }
    // «<Jean> a dit» is a line of a chat: an element is closed, or others follow.
    guard !name.isEmpty, Array(text.utf8).containsMarker("</") || text.hasPrefix("<?xml") else {
      return nil
    }
    return .foreign(
      "looks like markup of no known format (its first element is <\(name)>); name its elements "
        + "with --map, say --input-format, or turn it into CSV or JSON lines first")
  }

  private static func rootName(_ text: String) -> String {
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      guard let first = rest.first else { return "" }
      if first.isASCII, first.isLetter {
        return String(rest.prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }.prefix(40))
      }
      // A declaration or a comment before the root.
      guard first == "?" || first == "!" else { return "" }
    }
    return ""
  }

  // MARK: Data

  private static func data(_ text: String) -> TextNature? {
    func foreign(_ what: String, _ advice: String) -> TextNature {
      .foreign("looks like \(what); \(advice)")
    }
    let first = text.utf8.first
    let next = text.utf8.dropFirst().first { $0 > 32 } ?? 0
    switch first {
    case UInt8(ascii: "{") where next == UInt8(ascii: "'"),
      UInt8(ascii: "[") where next == UInt8(ascii: "'"):
      return foreign("Python data", "write it with json.dumps first")
    case UInt8(ascii: "{") where next == UInt8(ascii: "{"):
      return foreign("wiki markup", "export the pages as MediaWiki XML (Special:Export)")
    case UInt8(ascii: "{") where isLabel(text): return nil
    case UInt8(ascii: "{"):
      return foreign("JSON or code that cannot be read", "check it with a JSON validator")
    case UInt8(ascii: "[")
    where next == UInt8(ascii: "\"") || next == UInt8(ascii: "[") || next == UInt8(ascii: "]")
      || (0x30...0x39).contains(next) && text.hasSuffix("]"):
      return foreign(
        "a JSON list without objects", "articles are objects with keys such as title and text")
    case UInt8(ascii: "@"):
      let word = text.dropFirst().prefix { $0.isLetter }
      guard !word.isEmpty, text.dropFirst(word.count + 1).first == "{" else { return nil }
      return foreign("BibTeX", "export RIS, or CSL-JSON with abstracts")
    default:
      return text.hasPrefix("filedesc://")
        ? foreign("an ARC file of a web archive", "convert it with warcio recompress") : nil
    }
  }

  // «{Exclusif} Le port ferme»: a few words in braces above prose.
  private static func isLabel(_ text: String) -> Bool {
    let inside = text.dropFirst().prefix(60)
    guard let close = inside.firstIndex(of: "}") else { return false }
    return inside[..<close].allSatisfy { $0.isLetter || $0 == " " || $0 == "-" }
      && text[close...].dropFirst().first == " " && !text[close...].contains("{")
  }

  // MARK: Notations

  /// Texts in a notation of their own, which other programs turn into tables or prose.
  private static func notation(_ text: String) -> TextNature? {
    func foreign(_ what: String, _ advice: String) -> TextNature {
      .foreign("looks like \(what); \(advice)")
    }
    if text.hasPrefix("&&&") {
      return foreign("a corpus of Hyperbase («&&&»)", "turn it into CSV, one text a row")
    }
    if text.hasPrefix("\\documentclass") || text.range(of: "\\begin{document}") != nil {
      return foreign("TeX", "convert it first: pandoc -t plain")
    }
    if ["# sent_id", "# newdoc", "# text =", "# global.columns"].contains(where: text.hasPrefix) {
      return foreign("CoNLL-U", "import the texts from which it was made")
    }
    let start = String(decoding: text.utf8.prefix(64 << 10), as: UTF8.self)
    if start.range(of: "INSERT INTO ") != nil || start.range(of: "CREATE TABLE ") != nil,
      start.utf8.contains(UInt8(ascii: ";"))
    {
      return foreign("an SQL script", "load it into its database and export the table as CSV")
    }
    if let tags = tags(of: start) {
      return foreign(
        "records with tags of two letters (\(tags.joined(separator: ", ")))",
        "turn them into RIS («TY  - NEWS», «TI  - …») or CSV")
    }
    if isChat(start) {
      return foreign(
        "a chat of WhatsApp", "turn it into CSV, a row a message, with columns date, author, text")
    }
    if isCaptureIndex(start) {
      return foreign(
        "an index of captures (CDX)", "import the WARC files that it names")
    }
    if isYAML(start) { return foreign("YAML", "turn it into JSON first: yq -o json") }
    let lines = start.textLines.lazy.filter { $0.trimmed != nil }.prefix(3).map(String.init)
    if lines.count == 3, let first = lines.first(where: { $0 != "---" }), first.hasSuffix(":"),
      !first.contains(" "), lines[1].trimmed?.hasPrefix("- ") == true,
      lines[1].contains(": ")
        || lines[2].contains(": ")
    {
      return foreign("YAML", "turn it into JSON first: yq -o json")
    }
    return nil
  }

  // MARK: Code

  private static let codeStarts = [
    "#!/", "\"use strict\"", "'use strict'", "(function", "!function", "(()=>", "(() =>", "/*!",
    "@charset", "@import", "@font-face", "@media", ":root", "define(", "require(", "module.exports",
    "window.", "document.", "var ", "const ", "let ", "function ", "export ", "import ", "jQuery",
    "$(",
  ]

  /// The kind of code; nil for prose.
  ///
  /// Braces, brackets, semicolons and signs of equality are less than one byte in fifty of prose and
  /// more than one in twenty of code.
  private static func code(_ text: String) -> String? {
    if text.hasPrefix("#!") { return "a script" }
    var (signs, others, colons, braces, equals) = (0, 0, 0, 0, 0)
    for byte in text.utf8.prefix(64 << 10) {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        braces += 1
        signs += 1
      case UInt8(ascii: "="):
        equals += 1
        signs += 1
      case UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "$"), UInt8(ascii: "|"):
        signs += 1
      case UInt8(ascii: ":"): colons += 1
      case 0...32: continue
      default: break
      }
      others += 1
    }
    guard others > 0, braces > 0 || text.hasPrefix("#!/") || equals > 2 else { return nil }
    let startsAsCode = codeStarts.contains { text.hasPrefix($0) }
    let share = Double(signs) / Double(others)
    if share > 0.03, braces >= 2, hasStyleRule(text) { return "a style sheet" }
    guard startsAsCode ? share > 0.02 : share > 0.06 && braces >= 2 else { return nil }
    if braces >= 2, equals * 4 < colons, colons > 0 { return "a style sheet" }
    return "a script"
  }

  /// True for «.port{color:red»: a brace, a property and a colon.
  private static func hasStyleRule(_ text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(64 << 10))
    var at = 0
    while let open = bytes[at...].firstIndex(of: UInt8(ascii: "{")) {
      let inside = bytes[(open + 1)...].drop { $0 <= 32 }
      let name = inside.prefix(32).prefix { (0x61...0x7A).contains($0) || $0 == 0x2D }
      if name.count > 2, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ":"),
        open > 0, bytes[open - 1] != UInt8(ascii: "{"), bytes[open...].contains(UInt8(ascii: "}"))
      {
        return true
      }
      at = open + 1
    }
    return false
  }

  // MARK: Logs

  /// True when the first line and half of all begin with a point in time or an address, and say what only programs
  /// say: a level, a request, the number of a process.
  static func isLog(_ text: String) -> Bool {
    let start = String(decoding: text.utf8.prefix(32 << 10), as: UTF8.self)
    let lines = start.textLines.filter { $0.trimmed != nil }.prefix(200)
    guard lines.count >= 5 else { return false }
    let entries = lines.count { isTimed($0) && hasLogMark($0) }
    return entries * 2 >= lines.count && lines.first.map { isTimed($0) && hasLogMark($0) } == true
  }

  // «2021-05-06 07:08:09», «[06/May/2021:07:08:09», «May  6 07:08:09», «10.0.0.3 - - [»: within the first
  // 60 bytes stand two colons between digits, or an address of four numbers.
  private static func isTimed(_ line: Substring) -> Bool {
    let bytes = Array(line.utf8.prefix(60))
    func isDigit(_ at: Int) -> Bool { bytes.indices.contains(at) && bytes[at] &- 0x30 < 10 }
    let clock = bytes.indices.contains { at in
      bytes[at] == 0x3A && isDigit(at - 1) && isDigit(at + 2) && bytes.indices.contains(at + 3)
        && bytes[at + 3] == 0x3A && isDigit(at + 4)
    }
    return clock && bytes.prefix(24).contains { $0 &- 0x30 < 10 }
  }

  private static let levels: Set<Substring> = [
    "DEBUG", "INFO", "WARN", "WARNING", "ERROR", "FATAL", "TRACE", "CRITICAL", "NOTICE", "SEVERE",
    "debug", "info", "warn", "warning", "error", "fatal", "trace", "critical", "notice",
  ]

  private static func hasLogMark(_ line: Substring) -> Bool {
    let start = line.prefix(160)
    if start.range(of: " HTTP/1.") != nil || start.range(of: " HTTP/2") != nil { return true }
    let words = start.split { !$0.isLetter }
    if words.prefix(12).contains(where: levels.contains) { return true }
    // «sshd[1034]:»
    guard let open = start.firstIndex(of: "["), let close = start[open...].firstIndex(of: "]")
    else { return false }
    let number = start[start.index(after: open)..<close]
    return !number.isEmpty && number.allSatisfy(\.isASCIIDigit)
      && start[close...].dropFirst().first == ":"
  }

  // MARK: Tables

  /// What to say of lines that all have the same number of the same delimiter; nil for prose.
  private static func table(_ text: String) -> String? {
    let lines = text.textLines.filter { $0.trimmed != nil }.prefix(200)
    // A comma before a quotation mark, as often in each line, is no prose even in two of them.
    let quoted = lines.map { line in line.utf8.split(separator: UInt8(ascii: "\"")).count }
    let commas = lines.map { line in line.prefix { $0 != "\"" }.utf8.count { $0 == 0x2C } }
    if lines.count >= 2, commas[0] >= 2, quoted[0] >= 2, commas.allSatisfy({ $0 == commas[0] }) {
      return advice("commas", column: commas[0] + 1)
    }
    // So are as many cells in each line, some of them in quotation marks.
    let cells = lines.map(Self.cells)
    if lines.count >= 2, cells[0].count >= 3, cells.allSatisfy({ $0.count == cells[0].count }),
      lines.allSatisfy({ $0.contains("\",") || $0.contains(",\"") })
    {
      let longest = cells[0].indices.max { a, b in
        cells.reduce(0) { $0 + $1[a] } < cells.reduce(0) { $0 + $1[b] }
      }
      return advice("commas", column: (longest ?? 0) + 1)
    }
    // Tabs, as often in each line, are no prose in three of them.
    let tabs = lines.map { line in line.utf8.count { $0 == 9 } }
    if lines.count >= 3, tabs[0] >= 2, tabs.allSatisfy({ $0 == tabs[0] }) {
      return advice("tabs", column: tabs[0] + 1)
    }
    guard lines.count >= 5 else { return nil }
    for (delimiter, name) in [
      (UInt8(9), "tabs"), (UInt8(ascii: "|"), "«|»"), (UInt8(ascii: ";"), "«;»"),
    ] {
      let counts = lines.map { line in line.utf8.count { $0 == delimiter } }
      let most = Dictionary(grouping: counts, by: \.self).max {
        ($0.value.count, $0.key) < ($1.value.count, $1.key)
      }
      if let most, most.key >= 2, most.value.count * 10 >= lines.count * 8 {
        return advice(name, column: most.key + 1)
      }
    }
    return nil
  }

  /// The lengths of what commas outside of quotation marks part in a line, in bytes.
  private static func cells(_ line: Substring) -> [Int] {
    var lengths = [0]
    var isQuoted = false
    for byte in line.utf8 {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ","), !isQuoted {
        lengths.append(0)
      } else {
        lengths[lengths.count - 1] += 1
      }
    }
    return isQuoted ? [] : lengths
  }

  private static func advice(_ delimiters: String, column: Int) -> String {
    "looks like a table with \(delimiters) and no known column names; add a first row of names, or "
      + "say --input-format csv --map body='column \(column)'"
  }
}
