import Foundation
import Press

@testable import Dumps

/// What a dump gave, gathered for a test.
struct Reading {
  var articles: [Article] = []
  var rejects: [Reject] = []
  var warnings: [String] = []
  var errors: [DumpError] = []
  var files: [DumpFileInfo] = []

  /// Reads `bytes` as one file in memory.
  init(_ bytes: [UInt8], name: String = "dump", options: DumpOptions = DumpOptions()) throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "dossier-\(UUID().uuidString)-\(name)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    try self.init(paths: [file.path], options: options)
  }

  init(_ text: String, name: String = "dump", options: DumpOptions = DumpOptions()) throws {
    try self.init(Array(text.utf8), name: name, options: options)
  }

  init(paths: [String], options: DumpOptions = DumpOptions()) throws {
    try Dump(paths: paths, options: options).read { event in
      switch event {
      case .opened, .record(.account): break
      case .record(.article(let article)): articles.append(article)
      case .record(.reject(let reject)): rejects.append(reject)
      case .record(.warning(let warning)): warnings.append(warning.message)
      case .closed(let info): files.append(info)
      case .failed(let error): errors.append(error)
      }
    }
  }

  /// The format of the only file.
  var format: String? { files.count == 1 ? files[0].format : nil }

  /// The value of a metadata field of the first article.
  subscript(name: String) -> Metadata? { articles.first?.metadata.first { $0.name == name }?.value }
}

extension Article {
  /// The value of a metadata field.
  func kept(_ name: String) -> Metadata? { metadata.first { $0.name == name }?.value }
}
