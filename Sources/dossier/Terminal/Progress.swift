import Dumps
import Tables

/// One line on a terminal that is written over; nothing where no person looks.
final class StatusLine {
  private let terminal = Terminal.error
  private var isShown = false

  /// Shows a line instead of the last one; an empty one takes it away.
  func show(_ line: String) {
    guard terminal.isTerminal, isShown || !line.isEmpty else { return }
    let output = Output(descriptor: 2, name: "standard error", fill: 1 << 10)
    output.order("\r\u{1B}[K")
    output.text(DisplayWidth.cut(line, to: (terminal.width ?? 80) - 1))
    try? output.flush()
    isShown = !line.isEmpty
  }
}

/// Shows how far an import is: a bar on a terminal, a line every ten seconds elsewhere.
final class Progress {
  private let watch = Stopwatch()
  private let terminal = Terminal.error
  private let isQuiet: Bool
  /// Bytes on the disk of all that will be read; 0 when that cannot be determined.
  private let total: Int
  private var articles = 0
  /// Bytes of files that have been read, as they lie on the disk.
  private var done = 0
  /// Bytes of text, for the speed.
  private var read = 0
  private var lastSaid = 0.0
  private let bar = StatusLine()
  private var current = ""

  /// Counts towards the bytes below `paths`.
  init(paths: [String], isQuiet: Bool) {
    self.isQuiet = isQuiet
    total = isQuiet || paths.contains("-") ? 0 : DiskUse.bytes(below: paths)
  }

  /// An article of so many bytes has been taken in.
  func note(bytes: Int) {
    articles += 1
    read += bytes
    if articles & 63 == 0 { tell() }
  }

  /// A file has been opened; entries of one archive count once.
  func opened(_ path: String) {
    guard path != current, !isQuiet else { return }
    if !current.isEmpty { done += DiskUse.bytes(of: current) }
    current = path
    tell()
  }

  private func tell() {
    if isQuiet { return }
    let seconds = watch.seconds
    if seconds - lastSaid < (terminal.isTerminal ? 0.1 : 10) { return }
    lastSaid = seconds
    let speed =
      "\(articles.grouped) articles, \(oneDecimal(Double(read) / 1e6 / max(seconds, 0.001))) MB/s"
    // What lies in the open file has been counted as text; compressed files make this a low guess.
    let share = total > 0 ? min(0.99, Double(max(done, min(read, total))) / Double(total)) : 0
    let left = share > 0.02 ? ", \(Self.duration(seconds * (1 - share) / share)) left" : ""
    guard terminal.isTerminal else { return printError(speed + left) }
    var line = speed + left
    if total > 0 {
      let cells = 24
      let full = Int(share * Double(cells))
      line =
        String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
        + " \(Int(share * 100)) %  " + line
    }
    bar.show(line)
  }

  /// Takes the bar away, so that a line can be said.
  func clear() { bar.show("") }

  /// `45 s`, `3 min 20 s`, `2 h 05 min`.
  static func duration(_ seconds: Double) -> String {
    let s = Int(seconds.rounded())
    if s < 60 { return "\(s) s" }
    if s < 3600 { return "\(s / 60) min \(twoDigits(s % 60)) s" }
    return "\(s / 3600) h \(twoDigits(s / 60 % 60)) min"
  }

  private static func twoDigits(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
}
