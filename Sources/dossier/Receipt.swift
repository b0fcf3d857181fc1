import Ingestion
import Press
import Storage
import Tables

/// What an import found and what became of it.
struct Receipt {
  private var files = 0
  private var counts = ImportSession.Counts()
  private var statements: [Statement.Kind: Int] = [:]
  private var relations = 0
  /// Stored articles without a date, and without an outlet.
  private var without = (date: 0, outlet: 0)
  /// Stored articles that were not read, by language.
  private var notRead: [String: Int] = [:]
  /// Files whose counts do not add up, with what is wrong.
  private(set) var contradictions: [String] = []

  /// A file was opened.
  mutating func opened() { files += 1 }

  /// A new article was stored with all it reports.
  mutating func stored(_ account: Account) {
    for statement in account.statements { statements[statement.kind, default: 0] += 1 }
    relations += account.relations.count
    if account.article.published == nil { without.date += 1 }
    if account.article.outlet == nil { without.outlet += 1 }
    if !Reader.reads(account.article) {
      notRead[account.article.language ?? "und", default: 0] += 1
    }
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

  /// What the receipt says beside the counts of the import itself.
  struct Around {
    /// The path of the archive.
    var archive: String
    /// How many sources the archive contains, and how many of them are new.
    var sources: (all: Int, new: Int)
    var problems: ProblemLog
    var seconds: Double
  }

  /// Languages that were not read, the most frequent first: «12 es, 3 undetermined».
  private var notReadSorted: [(language: String, count: Int)] {
    notRead.map { ($0.key, $0.value) }.sorted { ($1.count, $0.language) < ($0.count, $1.language) }
  }

  /// The receipt as lines.
  func text(_ around: Around) -> String {
    let (archive, sources, problems) = (around.archive, around.sources, around.problems)
    let seconds = around.seconds
    func row(_ label: String, _ text: String) -> String {
      "  " + label + String(repeating: " ", count: max(1, 12 - label.count)) + text + "\n"
    }
    var text = archive + "\n"
    text += row(
      "found",
      "\(counts.found.grouped) = \(counts.stored.grouped) stored + "
        + "\(counted(counts.duplicates, "duplicate")) + \(counts.rejected.grouped) rejected"
        + (counts.forgotten > 0 ? " + \(counts.forgotten.grouped) forgotten" : "")
        + ", in \(files.grouped) file\(files == 1 ? "" : "s")")
    if counts.resumed > 0 {
      text += row(
        "resumed", "\(counts.resumed.grouped) of them were stored before the interruption")
    }
    if counts.forgotten > 0 {
      text += row(
        "forgotten", "\(counted(counts.forgotten, "article")) forgotten for good, left out")
    }
    let kinds = Statement.Kind.allCases.map { "\((statements[$0] ?? 0).grouped) \($0.rawValue)" }
    let all = statements.values.reduce(0, +)
    text += row("statements", "\(all.grouped) (\(kinds.joined(separator: ", ")))")
    text += row("relations", relations.grouped)
    text += row("sources", "\(sources.all.grouped), \(sources.new.grouped) of them new")
    if without.date + without.outlet > 0 {
      let parts = [(without.date, "date"), (without.outlet, "outlet")].filter { $0.0 > 0 }.map {
        "\($0.0.grouped) without \($0.1 == "date" ? "a date" : "an outlet")"
      }
      text += row(
        "lacking",
        "\(parts.joined(separator: ", ")) of \(counts.stored.grouped) stored: --from, --until, and "
          + "--outlet leave them out")
    }
    if !notRead.isEmpty {
      let languages = notReadSorted.map {
        "\($0.count.grouped) \($0.language == "und" ? "undetermined" : $0.language)"
      }
      text += row(
        "not read",
        "\(notRead.values.reduce(0, +).grouped) by language (\(languages.joined(separator: ", "))): "
          + "searchable, no statements; --language declares the language of short texts")
    }
    if problems.failures > 0 {
      text += row(
        "failed",
        "\(counted(problems.failures, "file or entry", many: "files or entries")), see above")
    }
    for warning in problems.warnings {
      let example = "\(ProblemLog.place(warning.example.origin)): \(warning.example.message)"
      text += row(
        "warning",
        "\(warning.count.grouped) × \(warning.kind), e.g. \(DisplayWidth.oneLine(example))"
          + (warning.advice.map { "; \($0)" } ?? ""))
    }
    let speed = seconds > 0 ? Int(Double(counts.found) / seconds) : 0
    text += row("seconds", "\(oneDecimal(seconds)) (\(speed.grouped) articles a second)")
    for contradiction in contradictions { text += "  does not add up: \(contradiction)\n" }
    text.removeLast()
    return text
  }

  /// The receipt as one JSON object, whose shape is a promise; `schema` is raised when it changes.
  func write(_ around: Around, to json: JSONText) {
    json.object {
      json.field("schema", 1)
      json.field("archive", around.archive)
      writeCounts(around, to: json)
      json.key("not_read")
      json.object {
        for (language, count) in notReadSorted {
          json.field(language, count)
        }
      }
      json.key("rejects")
      json.array {
        for reason in around.problems.reasons { Self.write(reason, "reason", to: json) }
      }
      json.key("warnings")
      json.array { for kind in around.problems.warnings { Self.write(kind, "kind", to: json) } }
      json.key("unread")
      json.array {
        for error in around.problems.firstFailures {
          json.object {
            json.field("path", error.path)
            json.field("entry", error.entry)
            json.field("problem", error.problem)
          }
        }
      }
      json.field("unread_count", around.problems.failures)
      json.key("contradictions")
      json.array { for contradiction in contradictions { json.string(contradiction) } }
      json.key("seconds")
      json.real((around.seconds * 1000).rounded() / 1000)
    }
    json.newline()
  }

  private func writeCounts(_ around: Around, to json: JSONText) {
    let figures: [(String, Int)] = [
      ("files", files), ("found", counts.found), ("stored", counts.stored),
      ("duplicates", counts.duplicates), ("rejected", counts.rejected),
      ("forgotten", counts.forgotten),
      ("resumed", counts.resumed),
      ("without_date", without.date), ("without_outlet", without.outlet),
      ("relations", relations), ("sources", around.sources.all),
      ("new_sources", around.sources.new),
    ]
    for (name, figure) in figures {
      json.field(name, figure)
    }
    json.key("statements")
    json.object {
      for kind in Statement.Kind.allCases {
        json.field(kind.rawValue, statements[kind] ?? 0)
      }
    }
  }

  private static func write(_ tally: ProblemLog.Tally, _ name: String, to json: JSONText) {
    let origin = tally.example.origin
    json.object {
      json.field(name, tally.kind)
      json.field("count", tally.count)
      json.key("example")
      json.object {
        json.field("path", origin.path)
        json.field("entry", origin.entry)
        json.field("record", origin.record)
        json.field("line", origin.line)
        json.field("message", tally.example.message)
      }
      if let advice = tally.advice {
        json.field("advice", advice)
      }
    }
  }
}
