import Languages
import Press
import Testing

@testable import Ingestion

/// The sentences that stand under each pattern of relations are its tests.
@Suite struct `Patterns of relations` {
  struct Case: CustomTestStringConvertible {
    let file: String
    let pattern: String
    let example: Pattern.Example
    var testDescription: String { "\(file):\(example.line) \(pattern): \(example.text)" }
  }

  static let cases: [Case] = {
    var cases: [Case] = []
    for language in Language.all {
      for file in ["Shared", language.folder].map({ "\($0)/relations.patterns" }) {
        guard let text = DataFiles.text(of: file),
          let patterns = try? Pattern.list(in: text, file: file)
        else { continue }
        for pattern in patterns {
          for example in pattern.examples where example.language == language.code {
            cases.append(Case(file: file, pattern: pattern.id, example: example))
          }
        }
      }
    }
    return cases
  }()

  @Test(arguments: cases)
  func `read their yes and not their no`(_ it: Case) throws {
    let language = try #require(Language.with(code: it.example.language))
    var words = Tokens(of: it.example.text, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    let relations = Relations(in: words, sentences: sentences, names: names, least: 0)
    let index = ScalarIndex(of: it.example.text)
    let found = relations.list.filter { $0.rule == it.pattern }
    guard it.example.isPositive else {
      #expect(found.isEmpty, "\(it.file):\(it.example.line) should read nothing")
      return
    }
    let isFound = found.contains {
      index.scalars($0.subject.passage) == it.example.subject
        && index.scalars($0.object.passage) == it.example.object
    }
    #expect(
      isFound,
      "\(it.file):\(it.example.line) read \(relations.list.map { "\($0.rule) \(words.string($0.subject.passage)) \($0.class) \(words.string($0.object.passage))" })"
    )
  }

  @Test(arguments: [
    (
      "a verb subject",
      "expected: id, verb|noun|bond|office, way to the subject, way to the object, conditions"
    ),
    ("a verb subject >up", "«a» needs at least two yes and one no"),
    ("  yes fr Oslo accuse Lima.", "an example before any pattern"),
    (
      "a verb subject object\n  yes fr Oslo accuse Lima.",
      "mark who acts with { } and the other one with [ ]"
    ),
    (
      "a verb subject object\n  maybe fr {Oslo} accuse [Lima].",
      "expected: yes or no, a language, a sentence"
    ),
    (
      "a verb subject >up\n  yes fr {A} accuse [B].\n  yes fr {A} accuse [B].\n  no fr A.",
      "unknown step «>up»"
    ),
    (
      "a verb subject object often\n  yes fr {A} accuse [B].\n  yes fr {A} accuse [B].\n  no fr A.",
      "unknown condition «often»"
    ),
  ])
  func `with a fault name file, line and fault`(_ text: String, _ problem: String) {
    do throws(Table.Fault) {
      _ = try Pattern.list(in: text, file: "x.patterns")
      Issue.record("\(text) was read")
    } catch {
      #expect("\(error)".hasPrefix("x.patterns:"))
      #expect("\(error)".hasSuffix(problem))
    }
  }
}

/// Kinds of error met on unseen articles, each with sentences of ours.
@Suite struct `Faults of relations that were mended` {
  @Test(arguments: [
    // A shared auxiliary.
    (
      "fr", "Le Chili a rejeté toute négociation et accusé le Pérou de tricher.",
      "Chili accuse Pérou", ""
    ),
    ("en", "Chile has rejected talks and accused Peru of cheating.", "Chile accuse Peru", ""),
    // A gerund belongs to the subject.
    (
      "fr", "Le Chili a étonné la commission en accusant le Pérou.", "Chili accuse Pérou",
      "commission accuse Pérou"
    ),
    // “NATO” is the object of the first verb.
    (
      "en", "Jan Holm has slammed Chile and insulted the Peruvian government.",
      "Jan Holm criticise Peruvian government", "Chile criticise Peruvian government"
    ),
    // Joining a place is no membership.
    ("fr", "Des centaines de réfugiés tentent de rejoindre le Chili.", "", "member_of"),
    ("en", "Jan Holm joined Paul Okello in a walk.", "", "member_of"),
    // Opponents in sport.
    ("en", "Jan Holm will meet third seed Paul Okello.", "", "cooperate"),
    // Asking somebody to do something is no visit.
    (
      "fr", "Le ministre a appelé son homologue péruvien à « respecter la trêve ».", "demand",
      "consult"
    ),
    ("en", "Doctors treated the Swedish president.", "", "aid"),
  ])
  func `stay mended`(_ code: String, _ text: String, _ holds: String, _ never: String) throws {
    let language = try #require(Language.with(code: code))
    let told = `Who does what to whom`().read(text, language)
    if !holds.isEmpty { #expect(told.contains { $0.contains(holds) }, "\(told)") }
    if !never.isEmpty { #expect(!told.contains { $0.contains(never) }, "\(told)") }
  }
}
