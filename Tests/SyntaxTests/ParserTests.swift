import Foundation
import Languages
import Syntax
import Testing

@Suite struct `Parsing` {
  static let french =
    "Le maire de Lima, qui avait rencontré Hrytsenko à Oslo, n'a pas signé l'accord."

  static func tree(of text: String, in language: Language) throws -> Tree {
    let words = Tokens(of: text, in: language)
    let parser = try #require(Parser(of: language))
    return try #require(parser.tree(of: 0..<words.count, in: words))
  }

  @Test(arguments: [
    ("fr", french, "ADP ADP PRON VERB NOUN", "de|à|qui|signé|accord"),
    ("en", "The mayor of Lima did not sign the deal.", "ADP NOUN PART VERB", "of|mayor|not|sign"),
  ])
  func `words have their part of speech`(
    code: String, text: String, tags: String, looked: String
  ) throws {
    let language = try #require(Language.with(code: code))
    let words = Tokens(of: text, in: language)
    let tree = try Self.tree(of: text, in: language)
    let told = looked.split(separator: "|").map { word in
      (0..<tree.count).first { words.string(tree.token($0)) == word }
        .map { tree.tag($0).universal } ?? "?"
    }
    #expect(told.joined(separator: " ") == tags)
  }

  @Test func `the same sentence has the same tree, whatever was parsed before`() throws {
    let words = Tokens(of: Self.french, in: .french)
    let parser = try #require(Parser(of: .french))
    let workspace = Workspace()
    let first = try #require(parser.tree(of: 0..<words.count, in: words, using: workspace))
    _ = parser.tree(of: 3..<9, in: words, using: workspace)
    let again = try #require(parser.tree(of: 0..<words.count, in: words, using: workspace))
    for (a, b) in zip(first.nodes, again.nodes) {
      #expect(a.token == b.token && a.head == b.head && a.tag == b.tag && a.label == b.label)
    }
  }

  @Test(arguments: [
    "", ",", "« » — … ( ( ( ) \" \" '", "que que que que que", "\u{301}\u{200B} ' ' l' l' d'",
    "12 34 56 78 %", "a", "Oslo Lima Oslo Lima, Lima, Oslo ; et et et ou dont dont qui",
    String(repeating: "de la ", count: 4000), String(repeating: "qui dit que, ", count: 3000),
  ])
  func `whatever stands in a text, its tree is whole`(text: String) throws {
    for language in [Language.french, .english] {
      let words = Tokens(of: text, in: language)
      let parser = try #require(Parser(of: language))
      guard let tree = parser.tree(of: 0..<words.count, in: words) else {
        #expect(words.list.allSatisfy { $0.mark != .none && $0.mark != .number })
        continue
      }
      #expect(tree.nodes.count { $0.head < 0 } == 1)
      #expect(tree.subtree(tree.root) == 0..<tree.count)
      #expect(tree.nodes.allSatisfy { Int($0.head) < tree.count })
      // Projective: what stands between a word and its head is below the head.
      for (i, node) in tree.nodes.enumerated() where node.head >= 0 {
        let head = Int(node.head)
        #expect(tree.governs(head, min(i, head) + (abs(i - head) > 1 ? 1 : 0)))
      }
    }
  }

  @Test func `a sentence ten times as long takes about ten times as long`() throws {
    let parser = try #require(Parser(of: .french))
    func seconds(_ count: Int) -> Double {
      let words = Tokens(of: String(repeating: Self.french + " ", count: count), in: .french)
      var start = timespec()
      var end = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
      _ = parser.tree(of: 0..<words.count, in: words)
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
      return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
    }
    _ = seconds(20)
    let short = (0..<3).map { _ in seconds(200) }.min() ?? 0
    let long = (0..<3).map { _ in seconds(2000) }.min() ?? 0
    #expect(long < 14 * short, "\(short) s, \(long) s")
  }

  @Test(arguments: [
    ("fr", "Lima a bombardé Oslo."), ("en", "Oslo could impose sanctions on Lima."),
  ])
  func `a first word that is a name is no verb and no interjection`(
    code: String, text: String
  ) throws {
    let words = Tokens(of: text, in: try #require(Language.with(code: code)))
    let trees = Trees(
      in: words, sentences: [0..<words.count], isName: { $0 == 0 }, where: { _ in true })
    let tree = try #require(trees[0])
    #expect(tree.tag(0) == .properNoun)
    #expect(tree.label(0) == .nsubj)
  }

  @Test func `a language without weights has no trees`() {
    let toy = Language(code: "xx", folder: "Toy")
    let words = Tokens(of: "zan bo Lima .", in: toy)
    #expect(Parser(of: toy) == nil)
    let trees = Trees(in: words, sentences: [0..<words.count], where: { _ in true })
    #expect(trees[0] == nil)
  }

  @Test func `only sentences that need a tree are parsed`() {
    let words = Tokens(of: "Lea part. Paul reste.", in: .french)
    let trees = Trees(in: words, sentences: [0..<3, 3..<6], where: { $0 == 1 })
    #expect(trees[0] == nil && trees[1]?.sentence == 3..<6 && trees[7] == nil)
  }

  @Test func `the head of the weights names treebanks, licences and figures`() {
    for (folder, text) in Language.weights {
      let head = "\(text)".prefix(2000)
      #expect(head.contains("CC BY-SA 4.0"), "\(folder)")
      #expect(head.contains("UPOS ") && head.contains("LAS "), "\(folder)")
      #expect(text.utf8CodeUnitCount <= 3_000_000, "\(folder)")
    }
  }
}
