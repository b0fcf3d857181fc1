import Dumps
import Press
import Tables

/// What went wrong while a dump was read: the first of each kind are said as they come, and all are
/// counted.
struct ProblemLog {
  /// How many rejects and unread files are said before the rest is only counted.
  static let saidAtMost = 20
  /// How many warnings of a kind are said.
  static let warningsSaidAtMost = 3

  /// All that was told of one kind.
  struct Tally {
    /// What the kind is called.
    var kind: String
    /// How many records, files or parts.
    var count = 0
    /// The first of them: its place and what was said.
    var example: (origin: Origin, message: String)
    /// What a person can do.
    var advice: String?
    /// How many lines were said.
    fileprivate var said = 0
  }

  /// Records that could not be read.
  private(set) var rejects = 0
  /// Files and folders that could not be read.
  private(set) var failures = 0
  /// Things to tell that lose no record, by kind, in the order in which they came.
  private(set) var warnings: [Tally] = []
  /// Rejects by reason, without the figures in it, in the order in which they came.
  private(set) var reasons: [Tally] = []
  private var reasonPlaces: [String: Int] = [:]
  /// The first files and folders that could not be read.
  private(set) var firstFailures: [DumpError] = []
  /// Called before a line is said, so that a progress bar can make room.
  var makeRoom: () -> Void = {}

  mutating func note(_ reject: Reject) {
    rejects += 1
    let key = Self.kind(of: reject.reason)
    if let place = reasonPlaces[key] {
      reasons[place].count += 1
    } else if reasons.count < 100 {
      reasonPlaces[key] = reasons.count
      reasons.append(
        Tally(kind: key, count: 1, example: (reject.origin, reject.reason), advice: nil))
    }
    tell(
      rejects, of: Self.saidAtMost, "\(Self.place(reject.origin)): \(reject.reason)", "rejects")
  }

  mutating func note(_ warning: Warning) {
    let kind = warning.kind.rawValue
    let place =
      warnings.firstIndex { $0.kind == kind }
      ?? {
        warnings.append(
          Tally(
            kind: kind, example: (warning.origin, warning.message), advice: warning.kind.advice))
        return warnings.count - 1
      }()
    warnings[place].count += warning.count
    warnings[place].said += 1
    tell(
      warnings[place].said, of: Self.warningsSaidAtMost,
      "\(Self.place(warning.origin)): \(warning.message)", "warnings of this kind (\(kind))")
  }

  mutating func note(_ error: DumpError) {
    failures += 1
    if firstFailures.count < 100 { firstFailures.append(error) }
    tell(failures, of: Self.saidAtMost, "\(error)", "files that could not be read")
  }

  private func tell(_ count: Int, of most: Int, _ text: String, _ kind: String) {
    if count > most + 1 { return }
    makeRoom()
    printError(
      count <= most
        ? DisplayWidth.oneLine(text) : "more \(kind) follow; they are counted, not printed")
  }

  /// A reason without its figures and quotations: «the row has more than … bytes».
  private static func kind(of reason: String) -> String {
    var kind = ""
    var wasDigit = false
    for scalar in reason.prefix(160).unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      if isDigit { if !wasDigit { kind += "…" } } else { kind.unicodeScalars.append(scalar) }
      wasDigit = isDigit
    }
    return kind
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
