import Foundation
import Languages
import Press
import Testing

@testable import Ingestion

@Suite struct `Tables of relations` {
  /// The rows of `relation_classes` as the first migration inserts them: class, kind, symmetric.
  private static func migrated() throws -> [[String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Migrations")
    let file = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first {
        $0.hasPrefix("0001")
      })
    let sql = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    let rows = try #require(
      sql.components(separatedBy: "INSERT INTO relation_classes VALUES").dropFirst().first?
        .components(separatedBy: ";").first)
    return rows.split(separator: "\n").filter { $0.contains("('") }.map { line in
      let fields = line.split(separator: "'", omittingEmptySubsequences: false)
      let symmetric = line.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }[3]
      return [String(fields[1]), String(fields[3]), symmetric]
    }
  }

  @Test func `name the same classes as the enum and the archive`() throws {
    let table = try #require(try Table.named("Shared/relation-classes.tsv")).rows
      .map { [$0[0], $0[1], $0[2]] }
    let cases = RelationClass.allCases.map {
      [$0.rawValue, $0.isTie ? "tie" : "event", $0.isSymmetric ? "1" : "0"]
    }
    #expect(Set(table) == Set(cases))
    #expect(Set(try Self.migrated()) == Set(cases))
    #expect(table.count == cases.count)
  }

  @Test func `of a language without any hold no other language's words`() {
    let toy = Language(code: "xx", folder: "Toy")
    let lexicon = RelationLexicon.of(toy)
    #expect(lexicon !== RelationLexicon.of(.english))
    #expect((0..<Int32(toy.lexicon.count)).allSatisfy { !lexicon.isTelling($0) })
    #expect(lexicon.preposition("of") == -1)
    #expect(RuleConfidence.of(toy).of("that") == 0.5)
    var words = Tokens(of: "Norway attacks Denmark. He criticised it.", in: toy)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    #expect(Relations(in: words, sentences: sentences, names: names, least: 0).list.isEmpty)
  }

  /// Verbs whose class hangs on what stands around them.
  @Test(arguments: [
    ("fr", "La Slovénie a donné des missiles à la Croatie.", "Slovénie supply_arms Croatie"),
    ("fr", "La Slovénie a donné des vivres à la Croatie.", "Slovénie aid Croatie"),
    ("fr", "Hallström possède Norvik.", "Norvik part_of Hallström"),
    ("en", "Hallström owns Norvik.", "Norvik part_of Hallström"),
    ("en", "Norway received missiles from Denmark.", "Denmark supply_arms Norway"),
  ])
  func `say what the senses of a verb tell`(_ code: String, _ text: String, _ told: String) throws {
    let language = try #require(Language.with(code: code))
    let found = `Who does what to whom`().read(text, language)
    #expect(found.contains { $0.hasPrefix(told) }, "\(found)")
  }

  /// Offices beside and away from their holders.
  @Test(arguments: [
    (
      "fr", "Patron de la Banque de Lima depuis avril, Nils Holm a démissionné.",
      "Nils Holm role_in Banque de Lima"
    ),
    ("fr", "Anna Holm est une sportive et maire de Lima.", "Anna Holm role_in Lima"),
    (
      "fr", "Le Premier ministre péruvien sortant, Nils Holm, le dit.", "Nils Holm role_in péruvien"
    ),
    (
      "fr", "Nils Holm, expert en droit à l'Université de Lima, le dit.",
      "Nils Holm role_in Université de Lima"
    ),
    ("en", "UK Immigration Minister Nils Holm said so.", "Nils Holm role_in UK"),
    ("en", "The move was announced by US Secretary of State Nils Holm.", "Nils Holm role_in US"),
    ("en", "Foreign Secretary Anna Lindqvist defended the plan.", "Anna Lindqvist role_in Foreign"),
    (
      "en", "Germany's cybersecurity chief, Nils Holm, has been fired.", "Nils Holm role_in Germany"
    ),
    ("en", "The Republican senator Nils Holm said so.", "Nils Holm member_of Republican"),
  ])
  func `tie an office to its holder`(_ code: String, _ text: String, _ told: String) throws {
    let language = try #require(Language.with(code: code))
    let found = `Who does what to whom`().read(text, language)
    #expect(found.contains { $0.hasPrefix(told) }, "\(found)")
  }

  /// Short forms in brackets.
  @Test(arguments: [
    (
      "fr", "La Ligue des ports de la mer Grise (LIPO-MG) publie son rapport.",
      "LIPO-MG alias_of Ligue des ports de la mer Grise"
    ),
    (
      "en", "Independent Port Standards Authority (Ipsa) faced criticism.",
      "Ipsa alias_of Independent Port Standards Authority"
    ),
    (
      "en", "Royal Union of Nurses (RUN) said 65% voted against it.",
      "RUN alias_of Royal Union of Nurses"
    ),
  ])
  func `match a short form with what it is short for`(
    _ code: String, _ text: String, _ told: String
  ) throws {
    let language = try #require(Language.with(code: code))
    let found = `Who does what to whom`().read(text, language)
    #expect(found.contains { $0.hasPrefix(told) }, "\(found)")
  }
}
