import Languages

/// What each rule of statements reads, with sentences that show it: `Shared/statement-rules.txt`.
package struct RuleBook: Sendable {
  /// A rule: its id, a sentence about it, and what it must and must not read.
  package struct Entry: Sendable {
    package let rule: StatementRule
    package let purpose: String
    package fileprivate(set) var examples: [Example]
  }

  /// A text in which a rule finds a statement, or none.
  package struct Example: Sendable {
    /// The line in the file, from 1.
    package let line: Int
    /// The code of the language.
    package let language: String
    /// The text; its paragraphs are lines.
    package let text: String
    /// What is said, in Unicode scalars of `text`; nil where nothing is.
    package let content: Range<Int>?
    /// Who says it, in Unicode scalars of `text`; nil where nobody is named.
    package let speaker: Range<Int>?
  }

  package let entries: [Entry]

  package static let shared: RuleBook = {
    let file = "Shared/statement-rules.txt"
    do throws(Table.Fault) {
      return try RuleBook(of: DataFiles.text(of: file) ?? "", file: file)
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// Reads the notation that is at the head of the file.
  ///
  /// - Throws: `Table.Fault` for an unknown or repeated rule, for an example that is none, and for a
  ///   rule that lacks a `yes` or a `no`.
  init(of text: String, file: String) throws(Table.Fault) {
    var entries: [Entry] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      func fault(_ problem: String) -> Table.Fault {
        Table.Fault(file: file, line: index + 1, problem: problem)
      }
      if line.hasPrefix("#") || line.allSatisfy({ $0 == " " }) { continue }
      if line.hasPrefix("  ") {
        guard !entries.isEmpty else { throw fault("an example before any rule") }
        guard let example = Example(line.dropFirst(2), line: index + 1) else {
          throw fault("expected: yes LANGUAGE text with [content], or no LANGUAGE text")
        }
        entries[entries.count - 1].examples.append(example)
        continue
      }
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let rule = StatementRule(rawValue: String(parts[0])) else {
        throw fault("no rule «\(parts.first ?? "")»")
      }
      guard !entries.contains(where: { $0.rule == rule }) else {
        throw fault("a second rule «\(rule.rawValue)»")
      }
      entries.append(Entry(rule: rule, purpose: String(parts[1]), examples: []))
    }
    for entry in entries {
      guard entry.examples.contains(where: { $0.content != nil }),
        entry.examples.contains(where: { $0.content == nil })
      else {
        throw Table.Fault(
          file: file, line: 1, problem: "«\(entry.rule.rawValue)» needs a yes and a no")
      }
    }
    self.entries = entries
  }

  /// A text in which a rule finds something, in a language if there is one, else in any; nil for a rule
  /// that is not in the book.
  package func example(of rule: String, in language: String) -> String? {
    let positive = entries.first { $0.rule.rawValue == rule }?.examples.filter { $0.content != nil }
    return (positive?.first { $0.language == language } ?? positive?.first)?.text
  }

  /// `docs/RULES.md`.
  package var markdown: String {
    var text = """
      # Rules of statements

      Every statement names the rule that found it (`rule`). French and English share the ids; a rule \
      without a sentence in a language does not exist there. The sentences are tests: brackets contain \
      what the rule finds, braces who says it, and in a sentence after *not* it finds nothing. \
      `dossier show ID --explain` prints the rule, its precision and an example with each statement. \
      Printed by `gold rules` from `Sources/Languages/Shared/statement-rules.txt`.

      """
    for entry in entries {
      text += "\n## `\(entry.rule.rawValue)`\n\(entry.purpose)\n\n"
      for example in entry.examples {
        let sign = example.content == nil ? "not " : ""
        text += "- \(sign)(\(example.language)) \(example.marked)\n"
      }
    }
    return text
  }
}

extension RuleBook.Example {
  /// Reads `yes fr … [content] … {speaker} …` or `no fr …`.
  fileprivate init?(_ text: Substring, line: Int) {
    let parts = text.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, parts[0] == "yes" || parts[0] == "no" else { return nil }
    var plain = String.UnicodeScalarView()
    var opened: [Unicode.Scalar: Int] = [:]
    var content: Range<Int>?
    var speaker: Range<Int>?
    for scalar in parts[2].unicodeScalars {
      switch scalar {
      case "[", "{": opened[scalar] = plain.count
      case "]": content = opened["["].map { $0..<plain.count }
      case "}": speaker = opened["{"].map { $0..<plain.count }
      case "¶": plain.append("\n")
      default: plain.append(scalar)
      }
    }
    guard (content != nil) == (parts[0] == "yes") else { return nil }
    self.line = line
    language = String(parts[1])
    self.text = String(plain)
    self.content = content
    self.speaker = speaker
  }

  /// The text on one line, with its brackets and braces.
  fileprivate var marked: String {
    var result = String.UnicodeScalarView()
    for (i, scalar) in text.unicodeScalars.enumerated() {
      if i == content?.upperBound { result.append("]") }
      if i == speaker?.upperBound { result.append("}") }
      if i == content?.lowerBound { result.append("[") }
      if i == speaker?.lowerBound { result.append("{") }
      result.append(
        contentsOf: scalar == "\n" ? " ¶ ".unicodeScalars : String(scalar).unicodeScalars)
    }
    let end = text.unicodeScalars.count
    if content?.upperBound == end { result.append("]") }
    if speaker?.upperBound == end { result.append("}") }
    return String(result)
  }
}
