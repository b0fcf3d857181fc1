public import Dumps
public import Press

/// Dumps in, accounts out: decoding on one thread, reading on several, results in order.
///
/// Events come in the order of the dump whatever the number of threads, so that a run can be
/// repeated. What is on its way is bounded in bytes, so memory does not grow with the dump.
public struct Ingestion: Sendable {
  /// What happens while a dump is read; `opened` and `closed` stand around every file.
  public enum Event: Sendable {
    /// A file or entry was recognised.
    case opened(DumpFileInfo)
    /// An article and all it reports, in the file that is open.
    case account(Account)
    /// An article for which `isKnown` was true; it was not read.
    case known(Article)
    /// A record that could not be read.
    case reject(Reject)
    /// A warning: no record is lost.
    case warning(Warning)
    /// The file that is open has been read.
    case closed(DumpFileInfo)
    /// A file, an entry or a folder could not be read, or not to its end.
    case failed(DumpError)
  }

  /// Where the articles come from.
  public var dump: Dump
  /// How articles are read.
  public var reader: Reader
  /// How many threads read articles, at least 1.
  public var jobs: Int
  /// How many seconds of processor time one article may take, above 0. An article that takes longer
  /// comes out as it is, with a warning, and nothing read in it.
  public var secondsPerArticle: Double

  /// The default of `secondsPerArticle`: 10 s of processor time.
  public static let usualSecondsPerArticle = 10.0

  /// Reads `dump` on `jobs` threads.
  public init(
    _ dump: Dump, reader: Reader = Reader(), jobs: Int,
    secondsPerArticle: Double = Self.usualSecondsPerArticle
  ) {
    self.dump = dump
    self.reader = reader
    self.jobs = max(1, jobs)
    self.secondsPerArticle = secondsPerArticle
  }

  /// Reads everything; `handle` takes the events on the calling thread.
  ///
  /// - Parameters:
  ///   - skipping: how many records of a file are known already; asked on another thread, once a
  ///     file is recognised. Nil passes over the whole file.
  ///   - isKnown: whether an article need not be read; asked on several threads.
  ///   - isStopped: whether to give up; asked while nothing comes. Threads that cannot be reached,
  ///     because they wait for a pipe, are left behind.
  ///   - handle: takes the events in order; what it throws ends the reading.
  /// - Throws: what `handle` throws; `CancellationError` when `isStopped` said so; an error that says so
  ///   when the system gives no thread.
  public func read(
    skipping: @escaping @Sendable (DumpFileInfo) -> Int? = { _ in 0 },
    isKnown: @escaping @Sendable (Article) -> Bool = { _ in false },
    isStopped: () -> Bool = { false },
    _ handle: (Event) throws -> Void
  ) throws {
    try Self.read(
      with: reader, jobs: jobs, secondsPerArticle: secondsPerArticle, isKnown: isKnown,
      isStopped: isStopped,
      filling: { [dump] batcher in
        var dump = dump
        if dump.options.answersLines { dump.options.willWait = { batcher.flushGathered() } }
        // Only `OrderedWorkQueue.Closed` can come out of this: the caller has enough.
        try? dump.read(skipping: skipping) { try batcher.add($0) }
      }, handle)
  }

  /// Reads what `filling` puts on the queue, on a thread of its own.
  static func read(
    with reader: Reader, jobs: Int, secondsPerArticle: Double,
    isKnown: @escaping @Sendable (Article) -> Bool = { _ in false },
    isStopped: () -> Bool = { false }, filling: @escaping @Sendable (Batcher) -> Void,
    _ handle: (Event) throws -> Void
  ) throws {
    let queue = OrderedWorkQueue(readers: jobs)
    let decoding = try Thread {
      let batcher = Batcher(queue)
      filling(batcher)
      batcher.finish()
    }
    defer {
      queue.close()
      if !isStopped() { decoding.join() }
    }
    let crew = try Crew(
      queue, reader: reader, jobs: jobs, limit: secondsPerArticle, isKnown: isKnown)
    defer {
      queue.close()
      if !isStopped() { crew.join() }
    }
    var refused: Thread.Refused?
    func isEnough() -> Bool {
      do { try crew.replaceStuckReaders() } catch { refused = error }
      return refused != nil || isStopped()
    }
    do {
      while let batch = try queue.nextInOrder(unless: isEnough) {
        for event in batch.events { try handle(event) }
      }
    } catch is OrderedWorkQueue.Closed {
      if let refused { throw refused }
      throw CancellationError()
    }
  }
}

/// A stretch of events that one thread reads at a time.
struct Batch: Sendable {
  /// Ordinal in the order of the dump, from 0.
  var number: Int
  /// Bytes of the articles' texts.
  var bytes = 0
  /// The events of the dump.
  var found: [DumpEvent] = []
  /// What came of it.
  var events: [Ingestion.Event] = []
}

extension Ingestion.Event {
  /// The event of the dump, unless it is an article, which has to be read.
  init?(_ event: DumpEvent) {
    switch event {
    case .opened(let file): self = .opened(file)
    case .closed(let file): self = .closed(file)
    case .failed(let error): self = .failed(error)
    case .record(.account(let account)): self = .account(account)
    case .record(.reject(let reject)): self = .reject(reject)
    case .record(.warning(let warning)): self = .warning(warning)
    case .record(.article): return nil
    }
  }
}

/// Gathers events into batches: small enough to keep all threads busy, large enough to be worth
/// the hand-over. A folder of small files fills batches across files. `@unchecked Sendable`: only the
/// thread that decodes touches it.
final class Batcher: @unchecked Sendable {
  private static let bytesPerBatch = 128 << 10
  private static let eventsPerBatch = 256

  private let queue: OrderedWorkQueue
  private var batch = Batch(number: 0)

  init(_ queue: OrderedWorkQueue) { self.queue = queue }

  func add(_ event: DumpEvent) throws {
    switch event {
    case .record(.article(let article)): batch.bytes += article.body.utf8.count
    case .record(.account(let account)): batch.bytes += account.article.body.utf8.count
    default: break
    }
    batch.found.append(event)
    if batch.bytes >= Self.bytesPerBatch || batch.found.count >= Self.eventsPerBatch {
      try flush()
    }
  }

  /// Passes on what has gathered, because what comes next may be long in coming.
  func flushGathered() { if !batch.found.isEmpty { try? flush() } }

  private func flush() throws {
    let next = Batch(number: batch.number + 1)
    try queue.enqueue(batch)
    batch = next
  }

  func finish() {
    flushGathered()
    queue.end(after: batch.number)
  }
}

extension Reader {
  /// True when the language of an article is one of those that are read.
  public static func reads(_ article: Article) -> Bool { language(of: article) != nil }
}
