import Platform

/// Carries batches from the thread that decodes, past those that read, to the one that writes.
///
/// What it contains is bounded: a producer waits while it is full. Batches leave it in the order in which
/// they were enqueued. `@unchecked Sendable`: every field is touched under the lock only.
final class OrderedWorkQueue: @unchecked Sendable {
  /// Thrown to a producer once the queue has been stopped.
  struct Closed: Error {}

  /// How many bytes of text may wait. A single larger article still passes, alone.
  private static let bytesAtMost = 16 << 20
  /// How many batches may wait. Few, so that reading waits for a writer that falls behind
  /// and leaves it a core; the writer would else finish alone.
  private let batchesAtMost: Int

  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let room = Condition()
  private let work = Condition()
  private let result = Condition()

  private var toRead: [Batch] = []
  private var results: [Int: Batch] = [:]
  private var bytes = 0
  private var inQueue = 0
  private var nextNumber = 0
  private var total: Int?
  private var isClosed = false

  /// A queue between the decoding thread, `readers` threads and the writing one.
  init(readers: Int) {
    batchesAtMost = 8 + 4 * readers
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  private func locked<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body()
  }

  private func hasRoom(for batch: Batch) -> Bool {
    inQueue == 0 || inQueue < batchesAtMost && bytes + batch.bytes <= Self.bytesAtMost
  }

  /// Adds a batch; blocks while the queue is full.
  func enqueue(_ batch: Batch) throws {
    try locked {
      while !isClosed, !hasRoom(for: batch) { room.wait(lock) }
      if isClosed { throw Closed() }
      toRead.append(batch)
      bytes += batch.bytes
      inQueue += 1
      work.signal()
    }
  }

  /// Announces that `count` batches have been enqueued and no more will come.
  func end(after count: Int) {
    locked {
      total = count
      work.broadcast()
      result.broadcast()
    }
  }

  /// Stops the queue: producers throw `Closed`.
  func close() {
    locked {
      isClosed = true
      room.broadcast()
      work.broadcast()
    }
  }

  /// Puts a batch back that nobody has read, in front of all others.
  func giveBack(_ batch: Batch) {
    locked {
      toRead.insert(batch, at: 0)
      work.signal()
    }
  }

  /// A batch to read; waits for one; nil when there will be none.
  func nextToRead() -> Batch? {
    locked {
      while !isClosed, toRead.isEmpty, total == nil { work.wait(lock) }
      return isClosed || toRead.isEmpty ? nil : toRead.removeFirst()
    }
  }

  /// Hands back a batch that has been read.
  func complete(_ batch: Batch) {
    locked {
      results[batch.number] = batch
      if batch.number == nextNumber { result.signal() }
    }
  }

  /// The next batch in order; waits for it; nil after the last.
  ///
  /// - Throws: `Closed` when nobody wants to wait any longer: `isStopped` is asked ten times a second, and
  ///   may put batches back.
  func nextInOrder(unless isStopped: () -> Bool) throws(Closed) -> Batch? {
    while true {
      switch locked({ awaitNext() }) {
      case .batch(let batch): return batch
      case .end: return nil
      case .nothing: if isStopped() { throw Closed() }
      }
    }
  }

  private enum Next {
    case batch(Batch), end, nothing
  }

  private func awaitNext() -> Next {
    let next = takeNext()
    guard case .nothing = next else { return next }
    result.wait(lock, milliseconds: 100)
    return takeNext()
  }

  private func takeNext() -> Next {
    if let batch = results.removeValue(forKey: nextNumber) {
      nextNumber += 1
      bytes -= batch.bytes
      inQueue -= 1
      room.signal()
      return .batch(batch)
    }
    if let total, nextNumber >= total { return .end }
    return .nothing
  }
}
