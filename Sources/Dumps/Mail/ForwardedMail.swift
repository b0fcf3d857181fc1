/// A message that passes on another one in its text: what the other one says of itself, and its text.
struct ForwardedMail {
  private(set) var subject: String?
  private(set) var from: String?
  private(set) var date: String?
  /// The text of the message that was passed on.
  private(set) var body = ""
  /// What the person who passed it on wrote above.
  private(set) var note: String?

  /// A note that is longer is a message of its own, in bytes.
  private static let longestNote = 400

  private static let marks = [
    "message d'origine", "message transféré", "message original", "original message",
    "forwarded message", "forwarded by", "weitergeleitete nachricht", "ursprüngliche nachricht",
    "mensaje reenviado",
  ]
  private mutating func take(_ label: String, _ value: String?) {
    switch label {
    case "objet", "subject", "betreff", "asunto": subject = value
    case "de", "from", "von": from = value
    case "envoyé", "date", "sent", "gesendet", "datum", "fecha": date = value
    default: break
    }
  }

  /// Reads the text of a message; nil when it passes on nothing, or says more than a note above it.
  init?(_ text: String) {
    let lines = text.textLines
    guard let mark = lines.firstIndex(where: Self.isMark) else { return nil }
    let above = lines[..<mark].joined(separator: "\n").trimmed
    guard above.map({ $0.utf8.count <= Self.longestNote }) ?? true else { return nil }
    note = above
    var at = mark + 1
    while at < lines.count, lines[at].trimmed == nil { at += 1 }
    while at < lines.count, let line = lines[at].trimmed {
      guard let colon = line.firstIndex(of: ":"), line[..<colon].utf8.count <= 20 else { break }
      take(line[..<colon].trimmed?.lowercased() ?? "", line[line.index(after: colon)...].trimmed)
      at += 1
    }
    guard subject != nil, from != nil,
      let rest = lines[min(at, lines.count)...].joined(separator: "\n").trimmed
    else { return nil }
    body = rest
  }

  private static func isMark(_ line: Substring) -> Bool {
    guard line.utf8.count <= 80, let text = line.trimmed, text.hasPrefix("--") else { return false }
    let words = text.lowercased().replacing("’", with: "'")
    return marks.contains { words.range(of: $0) != nil }
  }
}
