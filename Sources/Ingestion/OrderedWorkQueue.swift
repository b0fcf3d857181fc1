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

/// A condition on which threads wait.
private final class Condition {
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    condition.initialize(to: pthread_cond_t())
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  func wait(_ lock: UnsafeMutablePointer<pthread_mutex_t>) { pthread_cond_wait(condition, lock) }

  /// Waits at most so long.
  func wait(_ lock: UnsafeMutablePointer<pthread_mutex_t>, milliseconds: Int) {
    var until = timespec()
    clock_gettime(CLOCK_REALTIME, &until)
    let nanoseconds = until.tv_nsec + milliseconds * 1_000_000
    until.tv_sec += nanoseconds / 1_000_000_000
    until.tv_nsec = nanoseconds % 1_000_000_000
    pthread_cond_timedwait(condition, lock, &until)
  }

  func signal() { pthread_cond_signal(condition) }
  func broadcast() { pthread_cond_broadcast(condition) }
}

/// A thread of the system, with a stack as deep as that of the main one.
///
/// Not Swift's tasks: decoding and reading never wait for anything but each other, and waiting for
/// room in the middle of a synchronous format is what a thread can do and a task cannot.
struct Thread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  #if canImport(Darwin)
    private var handle: pthread_t?
  #else
    private var handle = pthread_t()
  #endif

  /// The system gives no thread.
  struct Refused: Error, CustomStringConvertible {
    /// An error number of the system.
    var code: Int32

    var description: String {
      "the system gives no further thread: \(String(cString: strerror(code)).lowercased()); allow more "
        + "processes (ulimit -u) or memory (ulimit -v), or ask for fewer with --jobs"
    }
  }

  /// Starts a thread that runs `body` once.
  ///
  /// - Throws: `Refused` when the system has none to give.
  init(_ body: @escaping @Sendable () -> Void) throws(Refused) {
    let argument = Unmanaged.passRetained(Body(body)).toOpaque()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 8 << 20)
    let status = pthread_create(
      &handle, &attributes,
      { argument in
        #if canImport(Darwin)
          Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        #else
          if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        #endif
        return nil
      }, argument)
    pthread_attr_destroy(&attributes)
    if status != 0 {
      Unmanaged<Body>.fromOpaque(argument).release()
      throw Refused(code: status)
    }
  }

  /// Leaves it to itself.
  func detach() {
    #if canImport(Darwin)
      if let handle { pthread_detach(handle) }
    #else
      pthread_detach(handle)
    #endif
  }

  /// Waits for its end.
  func join() {
    #if canImport(Darwin)
      if let handle { pthread_join(handle, nil) }
    #else
      pthread_join(handle, nil)
    #endif
  }
}
