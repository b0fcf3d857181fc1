import ArgumentParser
import Storage

/// What a shell completes from the archive that the line names so far.
///
/// A completion never fails: without an archive, or with one that cannot be read, nothing is offered.
enum ArchiveCompletion {
  /// Names of outlets.
  static let outlets = CompletionKind.custom { words, _, prefix in
    (try? archive(in: words)?.outletNames(beginning: prefix)) ?? []
  }

  /// Names of sources.
  static let sources = CompletionKind.custom { words, _, prefix in
    (try? archive(in: words)?.sourceNames(beginning: prefix)) ?? []
  }

  private static func archive(in words: [String]) throws -> Archive? {
    var path = ArchiveOption.path(nil)
    for (n, word) in words.enumerated() {
      if ["-a", "--archive"].contains(word), n + 1 < words.count { path = words[n + 1] }
      if word.hasPrefix("--archive=") { path = String(word.dropFirst(10)) }
    }
    return try Archive(reading: path)
  }
}
