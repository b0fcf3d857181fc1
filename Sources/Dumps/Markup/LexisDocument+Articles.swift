import Press

/// Hands the documents of an export over, with what does not add up.
extension LexisDocument {
  /// True for the note that Nexis prints where it could not print an article.
  static func isErrorNote(_ blocks: [Block]) -> Bool {
    blocks.count < 12
      && blocks.contains { block in
        guard block.utf8.count < 300 else { return false }
        let lower = block.lowercased()
        return lower.range(of: "error in this document") != nil
          || lower.range(of: "document is not available") != nil
          || lower.range(of: "document could not be") != nil
      }
  }

  /// Hands over documents in order, and what their counters say.
  static func emit(
    _ documents: some Collection<[Block]>, in file: DumpFile, to yield: (Record) throws -> Void,
    place: (Int) -> Range<Int>?,
    read: ([Block], Origin) -> LexisDocument? = { LexisDocument($0, origin: $1) },
    declared outer: Int? = nil
  ) throws {
    var declared = outer
    for (n, blocks) in documents.enumerated() {
      let origin = file.nextOrigin(bytes: place(n))
      func excerpt() -> String { String(blocks.joined(separator: " ").prefix(200)) }
      guard !isErrorNote(blocks) else {
        let reason = "the export contains an error note in place of this article; download it again"
        try yield(.reject(Reject(origin: origin, reason: reason, excerpt: excerpt())))
        declared = declared ?? blocks.first.flatMap(counter)
        continue
      }
      guard let document = read(blocks, origin) else {
        let reason =
          "expected outlet, date, title and text of a LexisNexis document, found none of them"
        try yield(.reject(Reject(origin: origin, reason: reason, excerpt: excerpt())))
        continue
      }
      declared = declared ?? document.declaredCount
      try file.give(document.article, without: "no text found between the labels", to: yield)
      if let load = document.loadDate, let date = document.article.published,
        load.iso.prefix(10) < date.iso.prefix(10)
      {
        let message =
          "the printed date is \(date.iso), loaded on \(load.iso), before it; the printed date was kept"
        try yield(.warning(Warning(.disagreement, origin: origin, message: message)))
      }
    }
    if let declared, declared != documents.count {
      let message = "the export states \(declared) documents, the file contains \(documents.count)"
      try yield(.warning(Warning(.counts, origin: file.origin(), message: message)))
    }
  }
}
