import Dumps
import Press
import Tables

/// What went wrong while a dump was read: said as it comes, at most so many lines of a kind, and
/// counted.
struct Trouble {
  /// How many lines of a kind are said before the rest is only counted.
  static let saidAtMost = 20

  /// Records that could not be read.
  private(set) var rejects = 0
  /// Files and folders that could not be read.
  private(set) var failures = 0
  /// Things to tell that lose nothing.
  private(set) var warnings = 0
  /// Called before a line is said, so that a progress bar can make room.
  var makeRoom: () -> Void = {}

  mutating func note(_ reject: Reject) {
    rejects += 1
    tell(rejects, "\(Self.place(reject.origin)): \(reject.reason)", "rejects")
  }

  mutating func note(_ warning: Warning) {
    warnings += 1
    tell(warnings, "\(Self.place(warning.origin)): \(warning.message)", "warnings")
  }

  mutating func note(_ error: DumpError) {
    failures += 1
    tell(failures, "\(error)", "files that could not be read")
  }

  private func tell(_ count: Int, _ text: String, _ kind: String) {
    if count > Self.saidAtMost + 1 { return }
    makeRoom()
    say(
      count <= Self.saidAtMost
        ? DisplayWidth.oneLine(text) : "more \(kind) follow; they are counted, not printed")
  }

  /// `dump.zip, entry a.csv, record 17 (line 40, bytes 2048 … 2100)`.
  static func place(_ origin: Origin) -> String {
    var text = origin.path == "-" ? "standard input" : origin.path
    if let entry = origin.entry { text += ", entry \(entry)" }
    guard origin.record > 0 else { return text }
    text += ", record \(origin.record)"
    var details: [String] = []
    if let line = origin.line { details.append("line \(line)") }
    if let bytes = origin.bytes {
      details.append("bytes \(bytes.lowerBound) … \(bytes.upperBound)")
    }
    return details.isEmpty ? text : text + " (" + details.joined(separator: ", ") + ")"
  }
}
