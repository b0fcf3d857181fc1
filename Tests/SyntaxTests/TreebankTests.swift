import Foundation
import Languages
import Syntax
import Testing
import Treebanks

@Suite struct `Treebanks on our words` {
  static func gold(_ rows: [String]) throws -> GoldSentence {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).conllu")
    defer { try? FileManager.default.removeItem(at: file) }
    let lines = rows.map { $0.replacing(" ", with: "\t") }.joined(separator: "\n") + "\n\n"
    try Data(lines.utf8).write(to: file)
    let sentences = try Treebank.sentences(of: file.path)
    let sentence = try #require(sentences.first)
    return try #require(GoldSentence(sentence, in: .french))
  }

  @Test func `fused words take the head of their first part, marks are no nodes`() throws {
    let gold = try Self.gold([
      "1 Lea Lea PROPN _ _ 2 nsubj _ _",
      "2 parle parler VERB _ VerbForm=Fin 0 root _ _",
      "3-4 du _ _ _ _ _ _ _ _",
      "3 de de ADP _ _ 5 case _ _",
      "4 le le DET _ _ 5 det _ _",
      "5 port port NOUN _ _ 2 obl:arg _ SpaceAfter=No",
      "6 . . PUNCT _ _ 2 punct _ _",
    ])
    #expect(gold.nodes.map(\.tag) == [.properNoun, .verbFinite, .adposition, .noun])
    #expect(gold.nodes.map { Int($0.head) } == [1, -1, 3, 1])
    #expect(gold.nodes.map(\.label) == [.nsubj, .root, .case, .obl])
  }

  @Test func `a head that is a mark for us is lifted`() throws {
    let gold = try Self.gold([
      "1 Lea Lea PROPN _ _ 2 nsubj _ _",
      "2 garde garder VERB _ VerbForm=Fin 0 root _ _",
      "3 10 10 NUM _ _ 4 nummod _ _",
      "4 % % NOUN _ _ 2 obj _ _",
    ])
    #expect(gold.nodes.map { Int($0.head) } == [1, -1, 1])
    #expect(gold.nodes.last?.label == .obj)
  }

  @Test func `a line without ten columns is named`() {
    #expect(throws: Treebank.Fault.self) { try Self.gold(["1 Lea"]) }
  }
}
