import ArgumentParser
import Foundation

/// Shows what a change of the reader changed, from two outputs of `gold emit`.
struct Difference: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two outputs of gold emit and print what changed, with its passage.",
    discussion: """
      Rows that differ only in rule or confidence are the same finding. The exit status is 1 when \
      something changed, as with diff(1).
      """)

  @Argument(help: "Rows written before a change.") var old: String
  @Argument(help: "Rows written after it.") var new: String

  func run() throws {
    let (before, after) = (try Self.rows(of: old), try Self.rows(of: new))
    var counts = (gone: 0, come: 0)
    var place = ""
    for key in Set(before.keys).union(after.keys).sorted() {
      let (was, became) = (before[key] ?? [], after[key] ?? [])
      guard was.count != became.count, let row = (was + became).first else { continue }
      let isGone = was.count > became.count
      if isGone { counts.gone += 1 } else { counts.come += 1 }
      if place != row.place {
        print("\(row.doc): \(row.passage.flat)")
        place = row.place
      }
      print("  \(isGone ? "-" : "+") \(row.summary)")
    }
    print("\(counts.gone) gone, \(counts.come) new")
    if counts.gone + counts.come > 0 { throw ExitCode(1) }
  }

  /// The rows of a file by what identifies a finding, which sorts by document and place.
  private static func rows(of file: String) throws -> [String: [Row]] {
    var rows: [String: [Row]] = [:]
    for (number, line) in try StatementSet.contents(of: file).split(separator: "\n").enumerated() {
      do {
        let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
        rows[row.key, default: []].append(row)
      } catch {
        throw ValidationError("\(file):\(number + 1): not a row of gold emit")
      }
    }
    return rows
  }

  /// A row of either kind, as far as a comparison needs it.
  private struct Row: Decodable {
    struct Actor: Decodable {
      var start: Int?
      var text: String?
      var canon: [String]
      var shown: String { "\(text ?? "–") (\(canon.joined(separator: ", ")))" }
    }
    var doc: String
    var rule: String
    var confidence: Double
    // Relations.
    var subj: Actor?
    var cls: String?
    var obj: Actor?
    var polarity: String?
    var modality: String?
    var asserted_by: [String]?
    var sentence: String?
    // Statements.
    var quote: String?
    var quote_start: Int?
    var speaker: String?
    var verb: String?
    var type: String?

    var start: Int { subj?.start ?? quote_start ?? 0 }
    var passage: String { sentence ?? "" }
    var place: String { "\(doc) \(passage)" }
    /// What makes two rows the same finding.
    var key: String {
      let digits = String(start)
      return "\(doc) \(digits.filled(9, right: true)) \(facts)"
    }
    private var facts: String {
      if let subj, let obj {
        let asserted = (asserted_by ?? []).joined(separator: ", ")
        return "\(subj.shown) | \(cls ?? "") | \(obj.shown) | \(polarity ?? "") \(modality ?? "")"
          + " by \(asserted)"
      }
      return "\(type ?? "") [\(speaker ?? "–")] \(verb ?? "–") «\(quote?.flat ?? "")»"
    }
    var summary: String { "\(facts) \(rule) \((100 * confidence).rounded() / 100)" }
  }
}
