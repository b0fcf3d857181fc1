import Foundation
import Press
import Testing

@testable import Dumps

/// Real files that may lie beside the repository, with what a correct import gives of each.
@Suite struct `Real samples, when they are present` {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/samples")

  static let files: [String] = expectations.compactMap { $0["file"] as? String }

  nonisolated(unsafe) static let expectations: [[String: Any]] = {
    guard let data = try? Data(contentsOf: folder.appending(path: "expected.json")),
      let json = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]]
    else { return [] }
    return json
  }()

  @Test(.enabled(if: !files.isEmpty), arguments: files)
  func `a file gives the articles that are expected of it`(file: String) throws {
    let expectation = try #require(Self.expectations.first { $0["file"] as? String == file })
    let path = Self.folder.appending(path: "dumps/\(file)").path
    var articles: [Article] = []
    var rejects: [String] = []
    var format = ""
    try Dump(paths: [path]).read { event in
      switch event {
      case .opened(let info): format = info.format
      case .record(.article(let article)): articles.append(article)
      case .record(.reject(let reject)): rejects.append(reject.reason)
      case .failed(let error): rejects.append(error.description)
      default: break
      }
    }
    let wanted = expectation["expect"] as? [[String: Any]] ?? []
    #expect(
      articles.count == expectation["articles"] as? Int, "\(file), \(format): rejects \(rejects)")
    if wanted.isEmpty { #expect(!rejects.isEmpty, "nothing was found and nothing was said") }
    for (n, (want, got)) in zip(wanted, articles).enumerated() {
      for (field, value) in want.sorted(by: { $0.key < $1.key }) {
        if let problem = Self.difference(field, value, got) {
          Issue.record("\(file), article \(n + 1), \(field): \(problem)")
        }
      }
    }
  }

  /// What is wrong with a field; nil when it is right, or when it is not the formats' business.
  static func difference(_ field: String, _ want: Any, _ got: Article) -> String? {
    var value: Any?
    switch field {
    case "title": value = got.title
    case "date": value = got.published?.iso
    case "outlet": value = got.outlet
    case "section": value = got.section
    case "url": value = got.url
    case "doc_id": value = got.externalID
    case "authors": value = got.authors
    case "author": value = got.authors.isEmpty ? nil : got.authors.joined(separator: ", ")
    case "lang":
      // What is not declared is told from the text, in another room.
      guard let declared = got.declaredLanguage else { return nil }
      value = String(declared.prefix(2))
    case "paragraphs", "body_paragraphs":
      let lines = got.body.split(separator: "\n").map(Self.folded).filter { !$0.isEmpty }
      value = field == "paragraphs" ? lines as Any : lines.count
    case "text": value = got.body
    case "encoding": return nil
    default: value = got.metadata.first { $0.name == field }.map { Self.plain($0.value) }
    }
    return Self.equal(want, value) ? nil : "expected \(want), got \(value ?? "nothing")"
  }

  static func folded(_ line: Substring) -> String {
    line.split { $0.isWhitespace }.joined(separator: " ")
  }

  static func plain(_ value: Metadata) -> Any {
    switch value {
    case .null: NSNull()
    case .bool(let value): value
    case .number(let value), .text(let value): value
    case .list(let values): values.map(plain)
    case .object(let fields):
      Dictionary(fields.map { ($0.name, plain($0.value)) }) { first, _ in first }
    }
  }

  static func equal(_ want: Any, _ got: Any?) -> Bool {
    switch want {
    case is NSNull:
      return got == nil || got is NSNull || (got as? [String])?.isEmpty == true
    case let want as [String: Any]:
      guard let got = got as? [String: Any] else { return false }
      return want.allSatisfy { equal($0.value, got[$0.key]) }
    case let want as [Any]:
      guard let got = got as? [Any], got.count == want.count else { return false }
      return zip(want, got).allSatisfy { equal($0, $1) }
    default:
      guard let got else { return false }
      func text(_ value: Any) -> String {
        "\(value)".replacing("+00:00", with: "Z").split { $0.isWhitespace }.joined(separator: " ")
      }
      if let flag = want as? Bool, let other = got as? Bool { return flag == other }
      return text(want) == text(got)
    }
  }
}
