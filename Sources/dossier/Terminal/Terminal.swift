import Platform

/// What is at the other end of a descriptor.
struct Terminal {
  /// The descriptor: 1 for data, 2 for diagnostics.
  var descriptor: Int32

  static let output = Terminal(descriptor: 1)
  static let error = Terminal(descriptor: 2)

  /// True when a person looks at it.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Its columns, if it is a terminal.
  var width: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Has help be written for 40 columns where there are fewer: the parser leaves descriptions out that
  /// have no room.
  static func makeRoomForHelp() {
    let columns = environment("COLUMNS").flatMap { Int($0) } ?? output.width ?? 80
    if columns < 40 { setenv("COLUMNS", "40", 1) }
  }

  /// True when colours are welcome: a terminal, and neither `NO_COLOR` nor `TERM=dumb`.
  var hasColour: Bool {
    isTerminal && (Self.environment("NO_COLOR") ?? "").isEmpty
      && Self.environment("TERM") != "dumb"
  }

  /// True when the person's numbers are written as in French.
  static let isFrench: Bool = {
    let names = ["LC_ALL", "LC_NUMERIC", "LANG"]
    let locale = names.lazy.compactMap { environment($0) }.first { !$0.isEmpty } ?? ""
    return locale.hasPrefix("fr")
  }()

  /// A variable of the environment.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

/// A clock that only goes forward.
struct Stopwatch {
  private let start = ContinuousClock.now

  /// Seconds since it was made.
  var seconds: Double {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
