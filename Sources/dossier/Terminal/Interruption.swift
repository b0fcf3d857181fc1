import Platform
import SQLite
import Synchronization

/// Ctrl-C and its like: noticed, and acted on where the work can be left in order.
enum Interruption {
  private static let number = Atomic<Int32>(0)
  private static let patience = Atomic<UInt32>(1)

  /// True once somebody asked to stop.
  static var isAsked: Bool { Stop.isAsked }

  /// The status with which shells expect an interrupted program to end: 128 and the signal.
  static var status: Int32 {
    let given = number.load(ordering: .relaxed)
    return 128 + (given == 0 ? SIGINT : given)
  }

  /// From here on the first Ctrl-C, TERM or HUP only asks to stop. A second one, or `seconds` without
  /// an end, leave the process at once: nothing that is kept suffers from that.
  static func watch(patience seconds: UInt32 = 1) {
    _ = isAsked
    patience.store(seconds, ordering: .relaxed)
    let handler: @convention(c) (Int32) -> Void = { number in
      if Stop.ask() || number == SIGALRM {
        if number == SIGALRM { Interruption.write("dossier: stopped\n") }
        _exit(Interruption.status)
      }
      Interruption.number.store(number, ordering: .relaxed)
      alarm(Interruption.patience.load(ordering: .relaxed))
    }
    // Whoever started the program may have blocked them, as thread pools do.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGALRM] {
      // Who is started by «nohup», or in the background of a script, has chosen not to hear.
      if isIgnored(number) { continue }
      sigaddset(&signals, number)
      signal(number, handler)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// A file that is cut short while it is mapped into memory ends the program with a message.
  static func reportTruncatedFiles() {
    signal(SIGBUS) { _ in
      Interruption.write(
        "dossier: a file was cut short or its disk failed while it was read; run it again\n")
      _exit(4)
    }
  }

  /// Writes to standard error from inside a signal handler.
  static func write(_ message: StaticString) {
    _ = Platform.write(2, message.utf8Start, message.utf8CodeUnitCount)
  }

  /// A reader that goes away shows as an error of writing, which ends quietly.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}
