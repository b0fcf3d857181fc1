import NIOPosix
import Platform
import SQLite
import Storage
import Synchronization

/// Several connections to one archive, each used by one thread at a time, so that a slow question
/// never keeps another waiting.
///
/// What may take long (SQL of people, whole tables) has threads of its own.
final class Readers: Sendable {
  /// The file.
  let path: String
  /// How long an answer may take before its first byte, and between two pieces.
  let seconds: Int
  private let pages = NIOThreadPool(numberOfThreads: 4)
  private let tables = NIOThreadPool(numberOfThreads: 3)
  private let idle = Mutex<[LentArchive]>([])
  private let waiting = Atomic<Int>(0)
  /// The answers that are being made.
  private let running = Mutex<[ObjectIdentifier: Job]>([:])

  /// The longest text of an answer: more than that of any article, and made in a moment.
  private static let mostBytes: Int32 = 1 << 26

  /// How many long answers may wait for a thread.
  private static let mostWaiting = 32

  init(path: String, seconds: Int) {
    self.path = path
    self.seconds = seconds
    pages.start()
    tables.start()
  }

  /// Stops all answers and waits for the threads; not for one that nothing stops, which ends with the
  /// program.
  func close() {
    let end = ContinuousClock.now + .seconds(2)
    while true {
      let jobs = running.withLock { Array($0.values) }
      if jobs.isEmpty { break }
      if .now > end { return }
      // Again and again: an interrupt between two statements stops neither.
      for job in jobs { job.abandon() }
      usleep(20_000)
    }
    try? pages.syncShutdownGracefully()
    try? tables.syncShutdownGracefully()
  }

  /// Runs `body` on a thread of its own.
  ///
  /// - Returns: false when too many long answers are waiting.
  func run(isLong: Bool, _ body: @escaping @Sendable () -> Void) -> Bool {
    guard isLong else {
      pages.submit { if $0 == .active { body() } }
      return true
    }
    if waiting.wrappingAdd(1, ordering: .relaxed).newValue > Self.mostWaiting {
      waiting.wrappingSubtract(1, ordering: .relaxed)
      return false
    }
    tables.submit { state in
      self.waiting.wrappingSubtract(1, ordering: .relaxed)
      if state == .active { body() }
    }
    return true
  }

  /// A connection to the file that is at the path now: another one may have been put there since the
  /// last question.
  private func open() throws -> LentArchive {
    let identity = FileSystem.Identity(path)
    let waiting = idle.withLock { idle in
      idle.removeAll { $0.identity != identity }
      return idle.popLast()
    }
    if let waiting { return waiting }
    let archive = try Archive(reading: path)
    archive.limitValues(toBytes: Self.mostBytes)
    return LentArchive(archive: archive, identity: identity)
  }

  /// Lends an open archive to `body`; `job` may stop what it asks.
  func read<Result>(_ job: Job, _ body: (Archive) throws -> Result) throws -> Result {
    running.withLock { $0[ObjectIdentifier(job)] = job }
    defer { running.withLock { $0[ObjectIdentifier(job)] = nil } }
    let reader = try open()
    try job.begin(reader.archive.connection.interrupter)
    do {
      let result = try body(reader.archive)
      job.end()
      idle.withLock { $0.append(reader) }
      return result
    } catch {
      job.end()
      // An archive whose file failed is not lent again; the next question opens it anew.
      if case .failed(_, let inner)? = error as? ArchiveError, inner.isInterrupt {
        idle.withLock { $0.append(reader) }
      }
      throw error
    }
  }
}

/// An archive that goes from thread to thread, never to two at once.
private struct LentArchive: @unchecked Sendable {
  let archive: Archive
  /// The file that was opened.
  let identity: FileSystem.Identity?
}

/// One answer in the making, which a deadline or a reader that goes away may stop.
final class Job: Sendable {
  private struct State {
    /// Stops what is being asked; nil while nothing is.
    var interrupter: Interrupter?
    var isAbandoned = false
    var deadline = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let seconds: Int

  init(seconds: Int) { self.seconds = seconds }

  /// What is asked from now on can be stopped by `interrupter`, and has to be done in time.
  func begin(_ interrupter: Interrupter) throws {
    try state.withLock { state in
      if state.isAbandoned { throw Abandoned() }
      state.interrupter = interrupter
      state.deadline = .now + .seconds(seconds)
    }
  }

  /// Nothing is asked any more.
  func end() { state.withLock { $0.interrupter = nil } }

  /// Something has come out: the rest may take as long again.
  func progress() { state.withLock { $0.deadline = .now + .seconds(seconds) } }

  /// Nobody waits for the answer any more.
  func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      state.interrupter?.interrupt()
    }
  }

  /// Stops what is being asked when its time is over; called again and again, because an interrupt
  /// between two statements stops neither.
  func check() {
    state.withLock { state in
      if state.isAbandoned || state.deadline < .now { state.interrupter?.interrupt() }
    }
  }

  /// Thrown when nobody waits for the answer any more.
  struct Abandoned: Error {}
}
