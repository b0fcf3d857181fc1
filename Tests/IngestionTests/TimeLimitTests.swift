import Dumps
import Press
import Synchronization
import Testing

@testable import Ingestion

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct `The time that one article may take` {
  private static let short =
    "La maire d’Oslo, Astrid Lindqvist, a dit que le pont sera fermé mardi."

  @Test(arguments: [1, 3])
  func `is bounded, and the others are read in their order`(jobs: Int) throws {
    let long = Article(
      origin: Origin(path: "a.jsonl", record: 2),
      body: String(repeating: "Oslo a accusé Lima le 3 mai 2021, selon Lindqvist. ", count: 3_000))
    let short = Article(body: Self.short)
    // What the tables of a language take to be read is counted to nobody.
    _ = Reader().account(of: short)
    var warnings: [Warning] = []
    let accounts = try Reader().accounts(
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

  @Test func `leaves only so many threads behind, and loses no article`() throws {
    let count = Crew.abandonedAtMost + 4
    let queue = OrderedWorkQueue(readers: count)
    let batcher = Batcher(queue)
    for _ in 0..<count {
      try batcher.add(.record(.article(Article(body: Self.short))))
      batcher.flushGathered()
    }
    batcher.finish()
    let isReleased = Atomic(false)
    // An article that takes processor time as long as it is asked about.
    let crew = try Crew(queue, reader: Reader(), jobs: count, limit: 0.001) { _ in
      while !isReleased.load(ordering: .relaxed) { _ = sched_yield() }
      return true
    }
    var looks = 0
    while crew.countOfAbandoned < Crew.abandonedAtMost || looks < 100 {
      try crew.replaceStuckReaders()
      looks += 1
      _ = sched_yield()
    }
    #expect(crew.countOfAbandoned == Crew.abandonedAtMost)
    isReleased.store(true, ordering: .relaxed)
    var events = 0
    while let batch = try queue.nextInOrder(unless: { false }) { events += batch.events.count }
    crew.join()
    // Each that was left behind comes out with a warning.
    #expect(events == count + Crew.abandonedAtMost)
  }
}
