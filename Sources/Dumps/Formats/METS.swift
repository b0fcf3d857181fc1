import Press

/// Issues of newspapers that METS describes and ALTO pages beside it contain.
struct METS: DumpFormat {
  let name = "mets"
  let hasTags = true
  let isScan = true
  let summary =
    "METS with ALTO pages beside it: one article for each of its article divisions, else one an "
    + "issue; title, date and language from MODS or Dublin Core"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"),
      bytes.containsMarker("<mets", within: 4096) || bytes.containsMarker(":mets", within: 4096),
      bytes.containsMarker("loc.gov/mets", within: 8192)
    else { return nil }
    return Recognition(.namespace, because: "XML of the METS namespace")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let document = Markup(source.bytes, as: .xml)
    let issue = METSIssue(document)
    var files = FolderIndex.files(of: document, at: file.place)
    if !file.hasNeighbours {
      throw file.error(
        .refused,
        "is a METS whose pages lie beside it; unpack the archive and import the folder to have its "
          + "articles (its pages are imported one by one)")
    }
    if files.isEmpty, !issue.hasArticles, let kind = Self.container(document) {
      file.isExplained = true
      return try yield(
        .warning(
          Warning(
            .passedOver, origin: file.origin(),
            message: "is the METS of \(kind); its issues are read on their own")))
    }
    if !issue.hasArticles, let other = Self.contents(files, file) {
      file.isExplained = true
      let message = "its articles are read through \(other), which says where they are"
      return try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
    let wanted = issue.fileIDs
    if !wanted.isEmpty { files = files.filter { wanted.contains($0.key) } }
    let pages = try Self.pages(files, in: file, to: yield)
    var pictures = 0
    for var article in issue.articles(pages) {
      // Advertisements that are pictures, and the like, have no text to be lost.
      if article.body.isEmpty, issue.hasArticles, !METSIssue.isNamedArticle(article),
        !file.options.allowEmptyBody
      {
        pictures += 1
        continue
      }
      article.origin.path = file.path
      article.origin = file.nextOrigin(bytes: article.origin.bytes.flatMap { source.range($0) })
      try file.give(article, without: "no text found in the blocks of this division", to: yield)
    }
    if pictures > 0 {
      let message = "divisions passed over: \(pictures) × advertisement or notice without a text"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
    try file.tell(document.problem, of: source, to: yield)
  }

  /// What a METS without pages is about: a reel, a batch; nil for an issue.
  private static func container(_ document: Markup) -> String? {
    let type = (document.first("mets")?[attribute: "TYPE"] ?? "").lowercased()
    return ["reel", "batch", "title", "collection"].first { type.hasSuffix(":" + $0) || type == $0 }
      .map { "a \($0)" }
  }

  /// The pages among `files`, by what the METS calls them.
  ///
  /// - Throws: `DumpError` when there is none, or more than may be read in one piece.
  private static func pages(
    _ files: [String: String], in file: DumpFile, to yield: (Record) throws -> Void
  ) throws -> [String: ALTOPage] {
    var pages: [String: ALTOPage] = [:]
    var missing: [String] = []
    var size = 0
    for (id, path) in files.sorted(by: { $0.key < $1.key }) {
      guard let (page, bytes) = file.document(at: path),
        let alto = ALTOPage(page)
      else {
        missing.append(path)
        continue
      }
      size += bytes
      guard size <= file.options.limits.whole else {
        throw file.error(
          .limit, "its pages have more than \(file.options.limits.whole) bytes (--max-size)")
      }
      pages[id] = alto
    }
    if pages.isEmpty {
      throw file.error(
        .unreadable,
        "names \(files.count) pages and none of them is an ALTO file beside it; keep the folder as "
          + "the library gave it")
    }
    if !missing.isEmpty {
      let message =
        "\(missing.count) of its files cannot be read, the first is \(missing[0]); their text is "
        + "missing"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
    return pages
  }

  // The BnF lists pages in one METS and articles in another, which the first names.
  private static func contents(_ files: [String: String], _ file: DumpFile) -> String? {
    for path in files.values.sorted() where path.lowercased().range(of: "toc") != nil {
      var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      // It is called M… or T… after how it was made, and the first may name the other.
      let last = parts.removeLast()
      for name in [last, "T" + last.dropFirst(), "M" + last.dropFirst()] {
        let path = (parts + [name]).joined(separator: "/")
        guard let (document, _) = file.document(at: path) else { continue }
        if document.first("mets") != nil, METSIssue(document).hasArticles { return path }
      }
    }
    return nil
  }
}
