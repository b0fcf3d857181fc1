/// Reads the marks of an annotated article of ours; `Tests/Gold/README.md` explains them.
struct MarkedText {
  /// What is wrong, and where.
  struct Fault: Error, CustomStringConvertible {
    var file: String
    var problem: String
    var description: String { "\(file): \(problem)" }
  }

  var header: [String: String] = [:]
  /// The text without marks.
  var text = ""
  var statements: [GoldStatement] = []

  /// Reads the contents of `file`.
  ///
  /// - Throws: `Fault` for marks that cross, stay open or lack a part.
  init(_ contents: String, file: String) throws {
    var reader = MarkReader(scalars: Array(contents.unicodeScalars), file: file)
    header = try reader.readHeader()
    try reader.readBody()
    text = MarkReader.string(reader.plain[...])
    statements = reader.statements
  }
}

/// Reads marks from left to right, and keeps the text without them.
private struct MarkReader {
  private enum Mark { case content(Int), speaker([Int], String), cue([Int], String) }

  let scalars: [Unicode.Scalar]
  let file: String
  private(set) var plain: [Unicode.Scalar] = []
  private var at = 0
  private var found: [Int: GoldStatement] = [:]
  private var speakers: [Int: GoldStatement.Speaker] = [:]
  private var cues: [Int: GoldStatement.Cue] = [:]
  private var open: [(mark: Mark, start: Int)] = []

  init(scalars: [Unicode.Scalar], file: String) {
    self.scalars = scalars
    self.file = file
  }

  /// By number, each with its speaker and cue.
  var statements: [GoldStatement] {
    found.sorted { $0.key < $1.key }.map { number, statement in
      var statement = statement
      if let speaker = speakers[number] { statement.speaker = speaker }
      if let cue = cues[number] { statement.cue = cue }
      return statement
    }
  }

  private func fault(_ problem: String) -> MarkedText.Fault {
    MarkedText.Fault(file: file, problem: problem)
  }

  mutating func readHeader() throws -> [String: String] {
    var header: [String: String] = [:]
    while at < scalars.count {
      let end = scalars[at...].firstIndex(of: "\n") ?? scalars.count
      let line = Self.string(scalars[at..<end])
      at = min(end + 1, scalars.count)
      if line.isEmpty { break }
      guard let colon = line.firstIndex(of: ":") else { throw fault("no header line: «\(line)»") }
      header[String(line[..<colon])] = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    return header
  }

  mutating func readBody() throws {
    while at < scalars.count {
      let scalar = scalars[at]
      at += 1
      switch scalar {
      case "⟪": try openStatement()
      case "⟦":
        let parts = try fields(2)
        open.append((.speaker(Self.numbers(parts[0]), parts[1]), plain.count))
      case "⟨":
        let parts = try fields(2)
        open.append((.cue(Self.numbers(parts[0]), parts[1]), plain.count))
      case "⟫", "⟧", "⟩": try close(with: scalar)
      default: plain.append(scalar)
      }
    }
    guard open.isEmpty else { throw fault("a mark stays open") }
  }

  private mutating func openStatement() throws {
    guard at < scalars.count else { throw fault("a mark has no end") }
    let letter = scalars[at]
    at += 1
    var digits = ""
    while at < scalars.count, scalars[at] != " ", scalars[at] != "?" {
      digits.unicodeScalars.append(scalars[at])
      at += 1
    }
    let isOptional = at < scalars.count && scalars[at] == "?"
    at += isOptional ? 2 : 1
    guard let number = Int(digits), let kind = GoldStatement.kind(letter) else {
      throw fault("unknown mark «⟪\(letter)\(digits)»")
    }
    found[number] = GoldStatement(range: 0..<0, kind: kind, isOptional: isOptional)
    open.append((.content(number), plain.count))
  }

  private mutating func close(with scalar: Unicode.Scalar) throws {
    guard let last = open.popLast() else { throw fault("a mark ends that never began") }
    let range = last.start..<plain.count
    let text = Self.string(plain[range])
    switch (last.mark, scalar) {
    case (.content(let number), "⟫"): found[number]?.range = range
    case (.speaker(let numbers, let name), "⟧"):
      let name = name.isEmpty ? withoutDeterminer(text) : name
      for n in numbers { speakers[n] = .init(range: range, text: text, canonical: name) }
    case (.cue(let numbers, let lemma), "⟩"):
      for n in numbers { cues[n] = .init(range: range, text: text, lemma: lemma) }
    default: throw fault("marks cross near «\(Self.string(plain.suffix(30)))»")
    }
  }

  /// Fields of ⟦…⟧ and ⟨…⟩ up to the last bar; what follows is text and may contain marks.
  private mutating func fields(_ bars: Int) throws -> [String] {
    var parts: [String] = []
    var start = at
    while parts.count < bars {
      guard at < scalars.count else { throw fault("a mark has no end") }
      if scalars[at] == "|" {
        parts.append(Self.string(scalars[start..<at]))
        start = at + 1
      }
      at += 1
    }
    return parts
  }

  static func numbers(_ text: String) -> [Int] {
    text.split(separator: ",").compactMap { Int($0) }
  }

  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

/// The phrase without the article or possessive that it starts with.
func withoutDeterminer(_ phrase: String) -> String {
  for elided in ["l'", "l’", "L'", "L’", "d'", "d’", "D’", "D'"] where phrase.hasPrefix(elided) {
    return String(phrase.dropFirst(2))
  }
  let words = phrase.split(separator: " ", maxSplits: 1)
  guard words.count == 2, determiners.contains(words[0].lowercased()) else { return phrase }
  return String(words[1])
}

private let determiners: Set<String> = [
  "le", "la", "les", "un", "une", "des", "du", "ce", "cet", "cette", "ces", "son", "sa", "ses",
  "leur", "leurs", "notre", "nos", "mon", "ma", "mes", "the", "a", "an", "this", "that", "these",
  "those", "his", "her", "its", "their", "our", "my",
]
