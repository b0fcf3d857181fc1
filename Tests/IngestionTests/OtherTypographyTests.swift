import Foundation
import Press
import Testing

@testable import Ingestion
@testable import Languages

/// Outlets differ in their marks, not in what people say: our annotated articles are printed anew
/// with other habits, and (nearly) the same statements have to be found.
@Suite struct `Statements in other typography` {
  /// What an outlet would do to a text.
  struct Habit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The least share of statements that are found again.
    var share: Double
    var print: @Sendable (String) -> String

    init(
      _ name: String, _ share: Double = 0.99, _ print: @escaping @Sendable (String) -> String
    ) {
      testDescription = name
      self.share = share
      self.print = print
    }

    static func marks(_ open: String, _ close: String, _ share: Double = 0.99) -> Habit {
      Habit("\(open)x\(close)", share) { Self.quoted($0, open, close) }
    }

    /// Replaces double quotation marks; straight ones are told by place.
    static func quoted(_ text: String, _ open: String, _ close: String) -> String {
      let blanks: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}", "\u{2009}"]
      let scalars = Array(text.unicodeScalars)
      var out = String.UnicodeScalarView()
      var i = 0
      while i < scalars.count {
        let before = i > 0 ? scalars[i - 1] : " "
        switch scalars[i] {
        case "«":
          out.append(contentsOf: open.unicodeScalars)
          if i + 1 < scalars.count, blanks.contains(scalars[i + 1]) { i += 1 }
        case "“": out.append(contentsOf: open.unicodeScalars)
        case "»":
          if let last = out.last, blanks.contains(last) { out.removeLast() }
          out.append(contentsOf: close.unicodeScalars)
        case "”": out.append(contentsOf: close.unicodeScalars)
        case "\"":
          let opens = before.properties.isWhitespace || "(—–’'".unicodeScalars.contains(before)
          out.append(contentsOf: (opens ? open : close).unicodeScalars)
        default: out.append(scalars[i])
        }
        i += 1
      }
      return String(out)
    }
  }

  static let habits: [Habit] = [
    .marks("«", "»"), .marks("« ", " »"), .marks("«\u{A0}", "\u{A0}»"),
    .marks("«\u{202F}", "\u{202F}»"), .marks("“", "”"), .marks("\"", "\""), .marks("„", "“"),
    .marks("„", "”"), .marks("‹", "›"), .marks("<<", ">>"), .marks("<< ", " >>"),
    .marks("''", "''", 0.98), .marks("``", "''", 0.98), .marks("‘", "’", 0.97),
    .marks("”", "”", 0.98), .marks("＂", "＂"), .marks("\" ", " \"", 0.97),
    .marks("“ ", " ”", 0.98),
    Habit("straight apostrophes") { $0.replacingOccurrences(of: "’", with: "'") },
    Habit("curly apostrophes") { $0.replacingOccurrences(of: "'", with: "’") },
    Habit("paragraphs without a line between them") {
      $0.replacingOccurrences(of: "\n\n", with: "\n")
    },
    Habit("glued paragraphs", 0.98) { $0.replacingOccurrences(of: "\n", with: "") },
    Habit("the comma inside the marks", 0.96) {
      Habit.quoted($0, "“", "”").replacingOccurrences(of: "”,", with: ",”")
    },
    Habit("a blank before the comma") {
      Habit.quoted($0, "“", "”").replacingOccurrences(of: "”,", with: "” ,")
    },
    Habit("decomposed accents") { $0.decomposedStringWithCanonicalMapping },
    Habit("no-break blanks everywhere") { $0.replacingOccurrences(of: " ", with: "\u{A0}") },
    Habit("hyphens for dashes") { $0.replacingOccurrences(of: " – ", with: " - ") },
    Habit("a dateline", 0.97) { "LOMÉ (Agence Nord) - " + $0 },
  ]

  /// The bare texts of every fourth article.
  static let articles: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Gold/statements/fr").standardizedFileURL
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return stride(from: 0, to: files?.count ?? 0, by: 4).compactMap { n in
      let url = folder.appendingPathComponent(files?[n] ?? "")
      guard let text = try? String(contentsOf: url, encoding: .utf8),
        let header = text.range(of: "\n\n")
      else { return nil }
      return bare(text[header.upperBound...])
    }
  }()

  /// A text without the marks of its annotation.
  static func bare(_ text: Substring) -> String {
    var out = ""
    var rest = text
    while let mark = rest.firstIndex(where: { "⟪⟫⟦⟧⟨⟩".contains($0) }) {
      out += rest[..<mark]
      let kind = rest[mark]
      rest = rest[rest.index(after: mark)...]
      // ⟪d1 content⟫, ⟦1|name|mention⟧, ⟨1|lemma|cue⟩: what stands before the text goes too.
      let bars = kind == "⟪" ? [" "] : "⟦⟨".contains(kind) ? ["|", "|"] : []
      for bar in bars {
        guard let end = rest.range(of: bar) else { break }
        rest = rest[end.upperBound...]
      }
    }
    return out + rest
  }

  /// Contents and speakers as letters and digits alone, in one case.
  func said(in text: String) -> [String] {
    var words = Tokens(of: text, in: .french)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    func letters(_ passage: Passage?) -> String {
      guard let passage else { return "" }
      return String(
        words.string(passage).lowercased().precomposedStringWithCanonicalMapping
          .filter { $0.isLetter || $0.isNumber })
    }
    return Reader.statements(in: words, sentences: sentences, names: names).map {
      letters($0.content) + "|" + letters($0.speaker)
    }
  }

  @Test(arguments: habits) func `say the same`(habit: Habit) {
    #expect(Self.articles.count > 30)
    var all = 0
    var again = 0
    for text in Self.articles {
      let expected = said(in: text)
      var found: [String: Int] = [:]
      for one in said(in: habit.print(text)) { found[one, default: 0] += 1 }
      all += expected.count
      for one in expected {
        guard let left = found[one], left > 0 else { continue }
        found[one] = left - 1
        again += 1
      }
    }
    #expect(all > 200)
    #expect(Double(again) >= habit.share * Double(all), "\(again) of \(all)")
  }
}
