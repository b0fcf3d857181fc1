import Synchronization

/// The data files of the languages by path (`French/cues.tsv`): gathered into the binary at build time.
package enum DataFiles {
  /// The bytes of a file; they live as long as the process.
  package typealias Contents = UnsafeBufferPointer<UInt8>

  /// Files that are in for gathered ones; written before any language is used, read ever after.
  private nonisolated(unsafe) static var replacements: [String: Contents] = [:]
  private static let isRead = Atomic(false)

  /// Uses `text` in place of the file at `path`, so that a changed table is tried without a build.
  ///
  /// Has to be called before any language is used.
  package static func replace(_ path: String, with text: String) {
    precondition(!isRead.load(ordering: .relaxed), "tables are replaced before any is read")
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = copy.initialize(from: text.utf8)
    replacements[path] = Contents(copy)
  }

  /// Every file.
  nonisolated(unsafe) static let all: [(path: String, text: Contents)] = {
    isRead.store(true, ordering: .relaxed)
    var files: [(path: String, text: Contents)] = GatheredText.files.map {
      (
        $0.path,
        replacements[$0.path]
          ?? Contents(start: $0.text.utf8Start, count: $0.text.utf8CodeUnitCount)
      )
    }
    let gathered = Set(files.map(\.path))
    for (path, text) in replacements where !gathered.contains(path) { files.append((path, text)) }
    return files
  }()

  /// The text of a file that is no table; nil when it is not there.
  package static func text(of path: String) -> String? {
    all.first { $0.path == path }.map { String(decoding: $0.text, as: UTF8.self) }
  }
}
