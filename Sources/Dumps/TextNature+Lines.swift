/// Texts whose lines are no prose: programs, lists, encoded bytes, columns of fixed width, YAML.
extension TextNature {
  // MARK: Programs

  private static let statements = [
    "import ", "from ", "def ", "class ", "return ", "if ", "elif ", "else:", "for ", "while ",
    "try:", "except", "with ", "print(", "public ", "private ", "static ", "func ", "fn ", "var ",
    "let ", "const ", "package ", "using ", "#include", "library(", "echo ", "export ", "function ",
    "end", "begin", "select ", "SELECT ", "@", "}", ")", "]",
  ]

  /// True for a line that a program has and prose does not: an opening as of a statement with a sign of
  /// one, a brace at its end, an assignment.
  private static func isStatement(_ line: String) -> Bool {
    guard line.utf8.count <= 160, let last = line.last else { return false }
    if "{}".contains(last) || line.hasSuffix(");") || line.hasSuffix("):") || line.hasSuffix("};") {
      return true
    }
    if line.hasPrefix("import ") || line.hasPrefix("from ") && line.range(of: " import ") != nil
      || line.hasPrefix("#include")
    {
      return !line.hasSuffix(".")
    }
    let opens = statements.contains { line.hasPrefix($0) }
    if opens, line.contains("("), line.contains(where: { "=:;{}[]".contains($0) }) { return true }
    // «titre = lire(nom)», «x <- 3», «self.nom = nom»
    let name = line.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_.".contains($0)) }
    let rest = line[name.endIndex...]
    if !name.isEmpty, rest.first == "(", last == ")" { return true }
    return !name.isEmpty && [" = ", " <- ", " += ", " := "].contains { rest.hasPrefix($0) }
  }

  /// What kind of program the lines are; nil for prose.
  static func program(_ lines: some Collection<String>) -> String? {
    // Most texts have none of the signs.
    guard lines.lazy.filter({ $0.utf8.contains { "(={".utf8.contains($0) } }).prefix(3).count == 3
    else { return nil }
    // Remarks are written in prose.
    let code = lines.filter { line in
      !["#", "//", "*", "/*", "--", "\"\"\""].contains { line.hasPrefix($0) }
        || line.hasPrefix("#include")
    }
    let statements = code.count(where: isStatement)
    return statements >= 3 && statements * 2 >= code.count ? "a program" : nil
  }

  // MARK: Lists

  /// What to say of lines that are addresses, numbers or encoded bytes; nil for prose.
  static func list(_ lines: [String]) -> String? {
    if let encoded = encoded(lines) { return encoded }
    guard lines.count >= 3 else { return nil }
    func isMost(_ isSo: (String) -> Bool) -> Bool {
      lines.count(where: isSo) * 10 >= lines.count * 9
    }
    if isMost(isAddress) {
      return
        "looks like a list of web addresses, without the texts that are there; fetch the pages, and "
        + "import them or a WARC of them"
    }
    if isMost({ !$0.contains(" ") && $0.contains("@") && $0.contains(".") }) {
      return "looks like a list of mail addresses; it contains no articles"
    }
    if isMost({ !$0.contains(" ") && $0.contains("/") && $0.contains(".") }) {
      return "looks like a list of files; import the files themselves"
    }
    if lines.count >= 20,
      isMost({ !$0.contains(" ") && $0.utf8.count <= 40 && $0.utf8.first ?? 0 < 0xE3 })
    {
      return "looks like a list of words, one a line; it contains no articles"
    }
    return nil
  }

  private static func isAddress(_ line: String) -> Bool {
    guard let first = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "," }).first
    else {
      return false
    }
    // What stands beside an address may be a title, and not a text.
    return (FieldText.isURL(String(first)) || first.hasPrefix("www.")) && line.utf8.count <= 400
  }

  // Lines of one length without a blank, of the letters of Base64 or of hexadecimal digits.
  private static func encoded(_ lines: [String]) -> String? {
    guard let first = lines.first, first.utf8.count >= 40,
      lines.dropLast().allSatisfy({ $0.utf8.count == first.utf8.count }),
      lines.reduce(0, { $0 + $1.utf8.count }) >= 160
    else { return nil }
    let isBase64 = lines.allSatisfy { line in
      line.utf8.allSatisfy {
        ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || "+/=-_".utf8.contains($0)
      }
    }
    let signs = Set(first.utf8)
    guard isBase64, signs.count >= 10, signs.contains(where: { $0 &- 0x30 < 10 }) else {
      return nil
    }
    return
      "looks like bytes in Base64 or hexadecimal digits; decode them first (base64 -d, xxd -r -p)"
  }

  // MARK: Tags, chats and indexes

  private static let known: Set<Substring> = [
    "TI", "SO", "DP", "TX", "AB", "AU", "DA", "PY", "JO", "TT", "DT", "ST", "PD", "SN",
  ]

  /// The tags of two capitals with which lines begin, three at least that repeat; nil for prose.
  static func tags(of text: String) -> [String]? {
    var counts: [Substring: Int] = [:]
    for line in text.textLines.prefix(400) {
      let tag = line.prefix(2)
      guard known.contains(tag), line.dropFirst(2).first == " " else { continue }
      counts[tag, default: 0] += 1
    }
    let repeated = counts.filter { $0.value >= 2 }.keys.map(String.init).sorted()
    return repeated.count >= 3 ? repeated : nil
  }

  /// True when most lines begin with a day, a time and a name: «09/05/2023, 08:30 - Ann: …», «[09.05.23,
  /// 08:30:12] Ann: …».
  static func isChat(_ text: String) -> Bool {
    let lines = text.textLines.filter { $0.trimmed != nil }.prefix(60)
    guard lines.count >= 3, let first = lines.first, isMessage(first) else { return false }
    return lines.count(where: isMessage) * 2 >= lines.count
  }

  private static func isMessage(_ line: Substring) -> Bool {
    let start = line.drop { $0 == "[" || $0 == "\u{200E}" }.prefix(40)
    let day = start.prefix { $0.isASCIIDigit || "/.-".contains($0) }
    guard day.split(whereSeparator: { !$0.isASCIIDigit }).count == 3, (6...10).contains(day.count)
    else { return false }
    let rest = start[day.endIndex...].drop { $0 == "," || $0 == " " }
    let clock = rest.prefix { $0.isASCIIDigit || $0 == ":" }
    return (4...8).contains(clock.count) && clock.contains(":")
      && (rest[clock.endIndex...].prefix(12).contains("-") || line.first == "[")
  }

  /// True when every line is an address written backwards, a time of fourteen digits, and an object:
  /// `com,rive)/ 20230509083000 {…}`.
  static func isCaptureIndex(_ text: String) -> Bool {
    let lines = text.textLines.filter { $0.trimmed != nil }.prefix(20)
    guard let first = lines.first else { return false }
    let fields = lines.map { $0.split(separator: " ", maxSplits: 2) }
    return first.hasPrefix(" CDX ")
      || fields.allSatisfy {
        $0.count == 3 && $0[0].contains(")") && $0[1].utf8.count == 14
          && $0[1].allSatisfy(\.isASCIIDigit)
      }
  }

  // MARK: Columns and YAML

  /// What to say of a first line of names that blanks part, above columns that begin where the names do.
  static func fixedColumns(_ text: String) -> String? {
    let lines = text.textLines.filter { $0.trimmed != nil }.prefix(50)
    guard lines.count >= 3, let head = lines.first, head.utf8.count <= 400 else { return nil }
    let names = head.range(of: "  ") == nil ? [] : columns(of: head)
    guard names.count >= 3, names.count(where: { FieldRole.guessed($0.name) != nil }) >= 2 else {
      return nil
    }
    let alike = lines.dropFirst().count { line in
      let bytes = Array(line.unicodeScalars.prefix(400))
      return names.dropFirst().allSatisfy { column in
        bytes.indices.contains(column.start) && bytes[column.start - 1] == " "
      }
    }
    guard alike * 10 >= (lines.count - 1) * 8 else { return nil }
    return "looks like a table with columns of fixed width "
      + "(\(names.map(\.name).prefix(6).joined(separator: ", "))); turn it into CSV first, with "
      + "pandas.read_fwf for one"
  }

  private static func columns(of line: Substring) -> [(name: String, start: Int)] {
    var columns: [(name: String, start: Int)] = []
    var blanks = 2
    for (at, scalar) in line.unicodeScalars.enumerated() {
      if scalar == " " {
        blanks += 1
      } else if blanks >= 2 {
        columns.append((String(Character(scalar)), at))
        blanks = 0
      } else {
        columns[columns.count - 1].name += (blanks > 0 ? " " : "") + String(Character(scalar))
        blanks = 0
      }
    }
    return columns
  }

  /// True for a list of objects, or a text in a block: «- title: Le port», «text: |».
  static func isYAML(_ text: String) -> Bool {
    let lines = text.textLines.filter { $0.trimmed != nil && $0.trimmed != "---" }.prefix(40)
    guard lines.count >= 2, let first = lines.first else { return false }
    func key(_ line: Substring) -> Substring? {
      let rest = line.drop { $0 == " " }
      let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
      return !name.isEmpty && rest[name.endIndex...].hasPrefix(":") ? rest[name.endIndex...] : nil
    }
    if first.hasPrefix("- "), key(first.dropFirst(2)) != nil {
      let second = lines[lines.index(after: lines.startIndex)]
      return second.hasPrefix("  ") && key(second) != nil
    }
    return key(first) != nil
      && lines.contains { line in
        key(line).map { ["|", ">", "|-", ">-", "|+", ">+"].contains($0.dropFirst().trimmed ?? "") }
          == true
      }
  }
}
