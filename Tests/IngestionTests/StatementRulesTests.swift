import Foundation
import Languages
import Press
import Testing

@testable import Ingestion

/// The sentences that stand under each rule of statements are its tests.
@Suite struct `Rules of statements` {
  struct Case: CustomTestStringConvertible {
    let rule: StatementRule
    let example: RuleBook.Example
    var testDescription: String { "\(rule.rawValue):\(example.line) \(example.text)" }
  }

  static let cases = RuleBook.shared.entries.flatMap { entry in
    entry.examples.map { Case(rule: entry.rule, example: $0) }
  }

  @Test(arguments: cases)
  func `find their yes and not their no`(_ it: Case) throws {
    let language = try #require(Language.with(code: it.example.language))
    var words = Tokens(of: it.example.text, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    let all = Reader.statements(in: words, sentences: sentences, names: names)
    let found = all.filter { $0.rule == it.rule.rawValue }
    guard let content = it.example.content else {
      #expect(found.isEmpty, "\(found.map { words.string($0.content) })")
      return
    }
    let scalars = Array(it.example.text.unicodeScalars)
    func trimmed(_ range: Range<Int>) -> Range<Int> {
      var (a, b) = (range.lowerBound, range.upperBound)
      let edge: (Int) -> Bool = { " .,!?«»“”\"\u{A0}".unicodeScalars.contains(scalars[$0]) }
      while a < b, edge(a) { a += 1 }
      while b > a, edge(b - 1) { b -= 1 }
      return a..<b
    }
    let index = ScalarIndex(of: it.example.text)
    let isFound = found.contains { statement in
      let who = statement.speaker.map { index.scalars($0) }
      return trimmed(index.scalars(statement.content)) == trimmed(content)
        && (it.example.speaker == nil || who == it.example.speaker)
    }
    #expect(
      isFound,
      "found \(all.map { "\($0.rule) \($0.speaker.map { words.string($0) } ?? "–"): \(words.string($0.content))" })"
    )
  }

  @Test func `every rule is in the book`() {
    #expect(Set(RuleBook.shared.entries.map(\.rule)) == Set(StatementRule.allCases))
  }

  @Test func `docs/RULES.md is printed from the book`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let printed = try String(contentsOf: root.appending(path: "docs/RULES.md"), encoding: .utf8)
    #expect(printed == RuleBook.shared.markdown, "Run: swift run gold rules > docs/RULES.md")
  }

  @Test(arguments: [
    ("  yes fr [Oslo].", "x:1: an example before any rule"),
    ("oracle Tells all.", "x:1: no rule «oracle»"),
    ("colon One.\ncolon Two.", "x:2: a second rule «colon»"),
    (
      "colon One.\n  yes fr Oslo.",
      "x:2: expected: yes LANGUAGE text with [content], or no LANGUAGE text"
    ),
    ("colon One.\n  yes fr [Oslo].", "x:1: «colon» needs a yes and a no"),
  ])
  func `a fault in the book has a place`(text: String, problem: String) {
    do throws(Table.Fault) {
      _ = try RuleBook(of: text, file: "x")
      Issue.record("read")
    } catch {
      #expect("\(error)" == problem)
    }
  }
}
