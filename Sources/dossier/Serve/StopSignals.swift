import Platform

/// Ctrl-C and its like, kept back until somebody waits for them.
///
/// Made before other threads are: they inherit that the signals are blocked.
struct StopSignals {
  private var signals = sigset_t()

  init() {
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Returns when one of them comes.
  func wait() {
    var signals = signals
    var number: Int32 = 0
    while sigwait(&signals, &number) != 0 {}
  }
}

/// The browser of the system.
enum Browser {
  /// Opens an address, if the system has a way to.
  static func open(_ address: String) {
    #if os(macOS)
      let program = "open"
    #else
      let program = "xdg-open"
    #endif
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(address), nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    if posix_spawnp(&process, program, nil, nil, &arguments, environ) != 0 {
      printError("no browser could be opened; open \(address) yourself")
    }
  }
}
