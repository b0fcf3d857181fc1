import Dumps
import Press
import Testing

@testable import Ingestion

@Suite struct `The time that one article may take` {
  private static let short =
    "La maire d’Oslo, Astrid Lindqvist, a dit que le pont sera fermé mardi."

  @Test(arguments: [1, 3]) func `is bounded, and the others are read in their order`(jobs: Int) {
    let long = Article(
      origin: Origin(path: "a.jsonl", record: 2),
      body: String(repeating: "Oslo a accusé Lima le 3 mai 2021, selon Lindqvist. ", count: 3_000))
    let short = Article(body: Self.short)
    // What the tables of a language take to be read is counted to nobody.
    _ = Reader().account(of: short)
    var warnings: [Warning] = []
    let accounts = Reader().accounts(
      of: [short, long, short], jobs: jobs, secondsPerArticle: 0.15
    ) { warnings.append($0) }
    #expect(accounts.map(\.article.body.utf8.count) == [short, long, short].map(\.body.utf8.count))
    #expect(accounts.map(\.statements.isEmpty) == [false, true, false])
    #expect(accounts.map(\.sources.isEmpty) == [false, true, false])
    #expect(accounts[1].article.language == "fr")
    #expect(warnings.map(\.kind) == [.unread])
    #expect(warnings.first?.origin.record == 2)
    #expect(warnings.first?.message.contains("more than 0.15 s") == true)
  }
}
