import Languages
import Press
import Testing

@testable import Ingestion

/// The examples that stand beside the cues in the tables.
@Suite struct `Cues and their examples` {
  func statements(in text: String, _ language: Language) -> [Statement] {
    var words = Tokens(of: text, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    return Reader.statements(in: words, sentences: sentences, names: names)
  }

  @Test(arguments: [Language.french, .english].map(\.code))
  func `every example is read as a statement with its cue`(code: String) throws {
    let language = try #require(Language.with(code: code))
    for row in language.rows(of: "cues") where !row[4].isEmpty {
      let found = statements(in: row[4], language)
      #expect(
        found.contains {
          $0.cue?.lemma == row[0] && $0.cue?.class == row[2] && $0.speaker != nil
        }, "\(language.folder)/cues.tsv:\(row.line): \(row[4])")
    }
  }

  @Test(arguments: [Language.french, .english].map(\.code), [1, 2, 3])
  func `every kind, class and frame has an example`(code: String, column: Int) throws {
    let language = try #require(Language.with(code: code))
    let rows = language.rows(of: "cues")
    func names(_ rows: [Table.Row]) -> Set<Substring> {
      Set(rows.flatMap { $0[column].split(separator: " ") })
    }
    #expect(names(rows).subtracting(names(rows.filter { !$0[4].isEmpty })) == [])
  }
}
