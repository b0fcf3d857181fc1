import Foundation
import Press
import Testing

@testable import Dumps

/// Invented articles in the formats that libraries, agencies and browsers write, in `Samples`: each
/// file stands beside what a correct import gives of it (`.txt` behind its name).
@Suite struct `Samples of our own` {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Samples")

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { !$0.hasSuffix(".given.txt") }.sorted()

  @Test(arguments: names)
  func `a sample gives every field, its text and nothing else`(name: String) throws {
    let reading = try Reading(paths: [Self.folder.appending(path: name).path])
    let given = Self.card(of: reading)
    let card = Self.folder.appending(path: name + ".given.txt")
    // Set to write the cards anew; read the difference before you keep it.
    if ProcessInfo.processInfo.environment["DOSSIER_WRITE_SAMPLES"] != nil {
      try Data(given.utf8).write(to: card)
    }
    let expected = String(decoding: try Data(contentsOf: card), as: UTF8.self)
    for (got, want) in zip(given.split(separator: "\n"), expected.split(separator: "\n")) {
      #expect(got == want)
    }
    #expect(given == expected)
  }

  /// All that a reading gave, as text.
  static func card(of reading: Reading) -> String {
    var card = "format: \(reading.format ?? "none")\n"
    for article in reading.articles {
      card += "\n=== article \(article.origin.record)\n"
      func line(_ name: String, _ value: String?) { if let value { card += "\(name): \(value)\n" } }
      line("title", article.title)
      line("outlet", article.outlet)
      line("date", article.published?.iso)
      line("section", article.section)
      for author in article.authors { line("author", author) }
      line("language", article.declaredLanguage)
      line("id", article.externalID)
      line("url", article.url)
      for field in article.metadata { line("· \(field.name)", text(field.value)) }
      card += "\n\(article.body)\n"
    }
    for reject in reading.rejects {
      card += "\n!!! reject \(reject.origin.record): \(reject.reason)\n"
    }
    for warning in reading.warnings { card += "\n??? \(warning)\n" }
    for error in reading.errors { card += "\n!!! \(error.kind): \(error.problem)\n" }
    return card
  }

  static func text(_ value: Metadata) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let value): value
    case .text(let value): value.replacing("\n", with: " / ")
    case .list(let values): "[" + values.map(text).joined(separator: " | ") + "]"
    case .object(let fields):
      "{" + fields.map { "\($0.name) = \(text($0.value))" }.joined(separator: ", ") + "}"
    }
  }
}
