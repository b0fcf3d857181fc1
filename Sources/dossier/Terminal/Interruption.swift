import SQLite
import Storage
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C and its like: noticed, and acted on where the work can be left in order.
enum Interruption {
  private static let wasAsked = Atomic<Bool>(false)

  private static let running = Mutex<Interrupter?>(nil)

  /// True once somebody asked to stop.
  static var isAsked: Bool { wasAsked.load(ordering: .relaxed) }

  /// From here on the first Ctrl-C only sets `isAsked`; a second one ends the process at once.
  static func watch() {
    _ = isAsked
    let handler: @convention(c) (Int32) -> Void = { number in
      if Interruption.wasAsked.exchange(true, ordering: .relaxed) { _exit(128 + number) }
    }
    catchSignals(handler)
  }

  /// From here on Ctrl-C stops the question that `archive` is answering.
  static func watch(stopping archive: Archive) {
    running.withLock { $0 = archive.connection.interrupter }
    let handler: @convention(c) (Int32) -> Void = { number in
      if Interruption.wasAsked.exchange(true, ordering: .relaxed) { _exit(128 + number) }
      // `withLockIfAvailable`: a handler must not wait, and nobody holds it but the line above.
      _ = Interruption.running.withLockIfAvailable { $0?.interrupt() }
    }
    catchSignals(handler)
  }

  private static func catchSignals(_ handler: @escaping @convention(c) (Int32) -> Void) {
    // Whoever started the program may have blocked them, as thread pools do.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      sigaddset(&signals, number)
      signal(number, handler)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// A reader that goes away shows as an error of writing, which ends quietly.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}
