import Ingestion
import Press
import Storage

/// What an import found and what became of it.
struct Receipt {
  private var files = 0
  private var counts = ImportSession.Counts()
  private var statements: [Statement.Kind: Int] = [:]
  private var relations = 0
  private var otherLanguages = 0
  /// Files whose counts do not add up, with what is wrong.
  private(set) var contradictions: [String] = []

  /// A file was opened.
  mutating func opened() { files += 1 }

  /// A new article was stored with all it reports.
  mutating func stored(_ account: Account) {
    for statement in account.statements { statements[statement.kind, default: 0] += 1 }
    relations += account.relations.count
    if !Reader.reads(account.article) { otherLanguages += 1 }
  }

  /// A file was read to its end, or as far as it could be; `found` is what the reading of the dump
  /// has counted on its own.
  mutating func closed(_ file: ImportSession.Counts, found: Int, name: String) {
    counts.found += file.found
    counts.stored += file.stored
    counts.duplicates += file.duplicates
    counts.rejected += file.rejected
    counts.forgotten += file.forgotten
    counts.resumed += file.resumed
    if file.found != file.stored + file.duplicates + file.rejected + file.forgotten {
      contradictions.append(
        "\(name): \(file.found) found, but \(file.stored) stored, \(file.duplicates) duplicates, "
          + "\(file.rejected) rejected and \(file.forgotten) forgotten")
    } else if file.found != found {
      contradictions.append("\(name): \(found) records read, but \(file.found) handed on")
    }
  }

  /// True when records were rejected or something does not add up.
  var hasRejects: Bool { counts.rejected > 0 || !contradictions.isEmpty }
  /// True when no record was found at all.
  var isEmpty: Bool { counts.found == 0 }

  /// The receipt as lines; `sources` is how many the archive holds, and how many of them are new.
  func text(
    archive: String, sources: (all: Int, new: Int), trouble: Trouble, seconds: Double
  ) -> String {
    func row(_ label: String, _ text: String) -> String {
      "  " + label + String(repeating: " ", count: max(1, 12 - label.count)) + text + "\n"
    }
    var text = archive + "\n"
    text += row(
      "found",
      "\(counts.found.grouped) = \(counts.stored.grouped) stored + "
        + "\(counts.duplicates.grouped) duplicates + \(counts.rejected.grouped) rejected"
        + (counts.forgotten > 0 ? " + \(counts.forgotten.grouped) forgotten" : "")
        + ", in \(files.grouped) file\(files == 1 ? "" : "s")")
    if counts.resumed > 0 {
      text += row(
        "resumed", "\(counts.resumed.grouped) of them were stored before the interruption")
    }
    if counts.forgotten > 0 {
      text += row(
        "forgotten", "\(counts.forgotten.grouped) were forgotten for good and are left out")
    }
    let kinds = Statement.Kind.allCases.map { "\((statements[$0] ?? 0).grouped) \($0.rawValue)" }
    let all = statements.values.reduce(0, +)
    text += row("statements", "\(all.grouped) (\(kinds.joined(separator: ", ")))")
    text += row("relations", relations.grouped)
    text += row("sources", "\(sources.all.grouped), \(sources.new.grouped) of them new")
    if otherLanguages > 0 {
      text += row(
        "other", "\(otherLanguages.grouped) in languages that are not read: searchable, no more")
    }
    if trouble.failures > 0 {
      text += row("unread", "\(trouble.failures.grouped) files or entries, see above")
    }
    if trouble.warnings > 0 { text += row("warnings", trouble.warnings.grouped) }
    let speed = seconds > 0 ? Int(Double(counts.found) / seconds) : 0
    text += row("seconds", "\(oneDecimal(seconds)) (\(speed.grouped) articles a second)")
    for contradiction in contradictions { text += "  does not add up: \(contradiction)\n" }
    text.removeLast()
    return text
  }
}
