import Dumps
import Platform
import Press

/// The threads that read the batches of a queue.
///
/// A thread that takes longer than the limit over one article is abandoned, another one continues with
/// the batch, and the article comes out unread with a warning. At most 16 abandoned threads may still
/// run; beyond that the crew waits for one of them to end.
///
/// To be used by one thread, the one that takes batches off the queue.
final class Crew {
  /// How many abandoned threads may run at a time.
  static let abandonedAtMost = 16

  private let queue: OrderedWorkQueue
  private let reader: Reader
  private let isKnown: @Sendable (Article) -> Bool
  /// Seconds of processor time.
  private let limit: Double
  private var readers: [(slot: ReaderSlot, thread: Thread)] = []
  private var abandoned: [ReaderSlot] = []

  /// Starts up to `jobs` threads, as many as the system gives.
  ///
  /// - Throws: `Thread.Refused` when it gives none.
  init(
    _ queue: OrderedWorkQueue, reader: Reader, jobs: Int, limit: Double,
    isKnown: @escaping @Sendable (Article) -> Bool
  ) throws(Thread.Refused) {
    (self.queue, self.reader, self.limit, self.isKnown) = (queue, reader, limit, isKnown)
    for _ in 0..<jobs {
      do {
        try startOne()
      } catch {
        if readers.isEmpty { throw error }
        break
      }
    }
  }

  /// Replaces the threads that are over the limit with their article; to be called while nothing comes.
  ///
  /// - Throws: `Thread.Refused` when the system gives no thread in their place.
  func replaceStuckReaders() throws(Thread.Refused) {
    abandoned.removeAll(where: \.hasEnded)
    for i in readers.indices.reversed() where abandoned.count < Self.abandonedAtMost {
      guard let rest = readers[i].slot.abandon(after: limit) else { continue }
      queue.giveBack(rest)
      let reader = readers.remove(at: i)
      reader.thread.detach()
      abandoned.append(reader.slot)
      try startOne()
    }
  }

  /// For tests: how many abandoned threads still run.
  var countOfAbandoned: Int { abandoned.count }

  /// Waits until every thread that was not abandoned has ended.
  func join() { for reader in readers { reader.thread.join() } }

  private func startOne() throws(Thread.Refused) {
    let slot = ReaderSlot()
    let thread = try Thread { [queue, reader, isKnown] in
      while let article = slot.next(from: queue) {
        let event: Ingestion.Event =
          isKnown(article) ? .known(article) : .account(reader.account(of: article))
        guard slot.add(event) else { return }
      }
    }
    readers.append((slot, thread))
  }
}

/// The work of one reading thread. `@unchecked Sendable`: every field is touched under the lock only.
private final class ReaderSlot: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var batch: Batch?
  /// How many events of the batch are done.
  private var done = 0
  private var article: Article?
  /// What the thread's clock said when it began with the article, and the clock.
  private var start = 0.0
  private var clock: ThreadClock?
  private var isAbandoned = false
  private var isThrough = false

  init() {
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  private func locked<T>(_ body: () -> T) -> T {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  /// The next article to read; batches that are done go back onto the queue. Nil when none is left.
  func next(from queue: OrderedWorkQueue) -> Article? {
    while true {
      if let article = locked(nextInBatch) { return article }
      if let whole = locked({ takeBatch() }) { queue.complete(whole) }
      guard let batch = queue.nextToRead() else { return nil }
      locked { (self.batch, done) = (batch, 0) }
    }
  }

  private func nextInBatch() -> Article? {
    guard let found = batch?.found else { return nil }
    while done < found.count {
      if let event = Ingestion.Event(found[done]) {
        batch?.events.append(event)
        done += 1
        continue
      }
      guard case .record(.article(let article)) = found[done] else { return nil }
      clock = clock ?? ThreadClock()
      start = clock?.seconds ?? 0
      self.article = article
      return article
    }
    return nil
  }

  private func takeBatch() -> Batch? {
    defer { batch = nil }
    batch?.found = []
    return batch
  }

  /// Takes what came of the article; false when its thread has been abandoned.
  func add(_ event: Ingestion.Event) -> Bool {
    locked {
      if isAbandoned {
        isThrough = true
        return false
      }
      batch?.events.append(event)
      done += 1
      article = nil
      return true
    }
  }

  /// True when the article for which its thread was abandoned has been read after all.
  var hasEnded: Bool { locked { isThrough } }

  /// The batch with the article that takes too long unread, for others to go on with; nil when there is
  /// none.
  func abandon(after limit: Double) -> Batch? {
    locked {
      guard let article, var batch, let clock, clock.seconds - start > limit else { return nil }
      isAbandoned = true
      self.batch = nil
      batch.events += Ingestion.unread(article, after: limit)
      batch.found.removeFirst(done + 1)
      return batch
    }
  }
}

extension Ingestion {
  /// An article as it came, and why nothing was read in it.
  fileprivate static func unread(_ article: Article, after seconds: Double) -> [Event] {
    var article = article
    article.language = Reader.detected(in: article)
    let limit = seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
    article.keep("extraction", .text("stopped after \(limit) s"))
    let message =
      "«\((article.title ?? article.body).prefix(60))» took more than \(limit) s of processor time to read "
      + "(\(article.body.utf8.count) bytes); its text is kept, without sources, statements and "
      + "relations"
    return [
      .account(Account(of: article)),
      .warning(Warning(.unread, origin: article.origin, message: message)),
    ]
  }
}

/// The processor time of one thread, which other threads may ask for too; on macOS, elapsed time.
private struct ThreadClock {
  private var clock: clockid_t

  /// The clock of the calling thread.
  init() {
    #if canImport(Darwin)
      clock = CLOCK_MONOTONIC
    #else
      clock = CLOCK_MONOTONIC
      pthread_getcpuclockid(pthread_self(), &clock)
    #endif
  }

  var seconds: Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
