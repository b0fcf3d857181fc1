import Press
import Testing

@testable import Dumps

/// Word and OpenDocument files of any kind.
@Suite struct `Office documents` {
  static let paragraphs: [DocumentParagraph] = [
    .init(text: "Revue", level: 0), .init(text: "Le pont ferme", level: 1),
    .init(text: "Le maire parle lundi devant le conseil.", level: nil),
    .init(text: "La suite", level: 2), .init(text: "Le marché reste ouvert à Brindal.", level: nil),
    .init(text: "Le marché ouvert", level: 1),
    .init(text: "Le 9 mai 2023, il a plu.", level: nil),
  ]

  static func articles(record: String?) throws -> [Article] {
    var options = DumpOptions()
    options.record = record
    let file = DumpFile(
      try Lookahead(MemorySource([1])), path: "a.docx", entry: nil, name: "a.docx", options: options
    )
    var articles: [Article] = []
    let yield: (Record) throws -> Void = { record in
      if case .article(let article) = record { articles.append(article) }
    }
    try DocumentArticles(file: file, builder: RecordBuilder(file, yield: yield))
      .give(DocumentContent(paragraphs: paragraphs), to: yield)
    return articles
  }

  @Test(
    arguments: [
      // No days stand below the headings: it is one article.
      (nil, ["Revue"]), ("h1", ["Le pont ferme", "Le marché ouvert"]),
      ("Heading1", ["Le pont ferme", "Le marché ouvert"]), ("2", ["Revue", "La suite"]),
      ("h7", ["Revue"]),
    ] as [(String?, [String])])
  func `headings split a document when a person says so`(record: String?, titles: [String]) throws {
    #expect(try Self.articles(record: record).map { $0.title ?? "-" } == titles)
  }

  @Test func `footnotes and comments are no text, and the receipt says that they were left out`()
    throws
  {
    let note =
      "<text:note><text:note-body><text:p>Source : la mairie.</text:p></text:note-body></text:note>"
    let flat = """
      <?xml version="1.0" encoding="UTF-8"?>
      <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
      office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
      <text:p>Le maire de Brindal a parlé lundi\(note) devant le conseil.</text:p>
      </office:text></office:body></office:document>
      """
    let got = try Reading(flat, name: "note.fodt")
    #expect(got.articles.map(\.body) == ["Le maire de Brindal a parlé lundi devant le conseil."])
    #expect(got.warnings == ["1 footnote or comment was not read"])
  }
}
