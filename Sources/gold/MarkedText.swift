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
    func fault(_ problem: String) -> Fault { Fault(file: file, problem: problem) }
    let scalars = Array(contents.unicodeScalars)
    var i = 0
    while i < scalars.count {
      let end = scalars[i...].firstIndex(of: "\n") ?? scalars.count
      let line = Self.string(scalars[i..<end])
      i = min(end + 1, scalars.count)
      if line.isEmpty { break }
      guard let colon = line.firstIndex(of: ":") else { throw fault("no header line: «\(line)»") }
      header[String(line[..<colon])] = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    var plain: [Unicode.Scalar] = []
    var found: [Int: GoldStatement] = [:]
    var speakers: [Int: GoldStatement.Speaker] = [:]
    var cues: [Int: GoldStatement.Cue] = [:]
    var open: [(number: Int, start: Int)] = []
    // Fields of ⟦…⟧ and ⟨…⟩ up to the last bar; what follows is text and may contain marks.
    func fields(_ bars: Int) throws -> [String] {
      var parts: [String] = []
      var start = i
      while parts.count < bars {
        guard i < scalars.count else { throw fault("a mark has no end") }
        if scalars[i] == "|" {
          parts.append(Self.string(scalars[start..<i]))
          start = i + 1
        }
        i += 1
      }
      return parts
    }
    enum Inner { case content, speaker([Int], String), cue([Int], String) }
    var inner: [(kind: Inner, start: Int)] = []
    while i < scalars.count {
      let scalar = scalars[i]
      i += 1
      switch scalar {
      case "⟪":
        let letter = scalars[i]
        i += 1
        var digits = ""
        while i < scalars.count, scalars[i] != " ", scalars[i] != "?" {
          digits.unicodeScalars.append(scalars[i])
          i += 1
        }
        let optional = i < scalars.count && scalars[i] == "?"
        i += optional ? 2 : 1
        guard let number = Int(digits), let kind = GoldStatement.kind(letter) else {
          throw fault("unknown mark «⟪\(letter)\(digits)»")
        }
        found[number] = GoldStatement(range: 0..<0, kind: kind, isOptional: optional)
        open.append((number, plain.count))
        inner.append((.content, plain.count))
      case "⟦":
        let parts = try fields(2)
        inner.append((.speaker(Self.numbers(parts[0]), parts[1]), plain.count))
      case "⟨":
        let parts = try fields(2)
        inner.append((.cue(Self.numbers(parts[0]), parts[1]), plain.count))
      case "⟫", "⟧", "⟩":
        guard let last = inner.popLast() else { throw fault("a mark ends that never began") }
        let range = last.start..<plain.count
        switch (last.kind, scalar) {
        case (.content, "⟫"):
          found[open.removeLast().number]?.range = range
        case (.speaker(let numbers, let name), "⟧"):
          let text = Self.string(plain[range])
          let name = name.isEmpty ? withoutDeterminer(text) : name
          for n in numbers { speakers[n] = .init(range: range, text: text, canonical: name) }
        case (.cue(let numbers, let lemma), "⟩"):
          for n in numbers {
            cues[n] = .init(range: range, text: Self.string(plain[range]), lemma: lemma)
          }
        default: throw fault("marks cross near «\(Self.string(plain.suffix(30)))»")
        }
      default: plain.append(scalar)
      }
    }
    guard inner.isEmpty else { throw fault("a mark stays open") }
    for (number, speaker) in speakers { found[number]?.speaker = speaker }
    for (number, cue) in cues { found[number]?.cue = cue }
    text = Self.string(plain[...])
    statements = found.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func numbers(_ text: String) -> [Int] {
    text.split(separator: ",").compactMap { Int($0) }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
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
