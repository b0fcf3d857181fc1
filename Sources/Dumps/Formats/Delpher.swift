import Press

/// Issues of Delpher (KB): a DIDL that lists the articles, whose texts lie beside it.
struct Delpher: DumpFormat {
  let name = "delpher"
  let hasTags = true
  let isScan = true
  let summary =
    "Delpher (KB): the DIDL of an issue with its article texts beside it: title, date, kind, page"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"),
      bytes.containsMarker("mpeg21:2002:02-didl-ns", within: 8192)
    else { return nil }
    return Recognition(.namespace, because: "XML of the DIDL namespace")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let document = Markup(source.bytes, as: .xml)
    let issue = document.first("dcx") ?? document.first("srw_dc:dcx")
    let items = document.all("Item").filter { Self.article($0) != nil }
    guard file.hasNeighbours else {
      throw file.error(
        .refused,
        "is a DIDL whose texts lie beside it; unpack the archive and import the folder to have "
          + "titles and dates (the texts are imported one by one)")
    }
    var seen: Set<String> = []
    for item in items {
      // An article that goes on on another page has an item on each.
      guard let id = Self.article(item), seen.insert(id).inserted else { continue }
      var article = Article(
        origin: file.nextOrigin(bytes: source.range(item.node.source..<item.node.source)), body: "")
      Self.read(issue, item, id, &article)
      let names = Self.texts(of: id, item)
      let text = names.lazy.compactMap { name -> Element? in
        guard let path = FolderIndex.beside(file.place, name) else { return nil }
        return file.document(at: path)?.markup.root
      }.first
      if let text {
        article.body = text.paragraphs(blocks: ["p", "title"]) { $0.name == "title" }
        article.title = article.title ?? text.child("title")?.line
      }
      let missing = "no text of this article lies beside the DIDL (\(names.first ?? id))"
      try file.give(article, without: missing, to: yield)
    }
    try file.tell(document.problem, of: source, to: yield)
  }

  private static func article(_ item: Element) -> String? {
    if let id = item[attribute: "ddd:article_id"] { return id }
    // Items of pages and of the issue have no «a0001» at their end.
    guard let id = item[attribute: "dc:identifier"], let last = id.split(separator: ":").last,
      last.first == "a", last.dropFirst().allSatisfy(\.isASCIIDigit), last.count > 3
    else { return nil }
    return id
  }

  /// Names that the texts of all articles may have.
  static func texts(in document: Markup) -> [String] {
    document.all("Item").flatMap { item in
      article(item).map { texts(of: $0, item) } ?? []
    }
  }

  /// Names that the text of an article may have: what the DIDL says, else as the library builds them.
  private static func texts(of id: String, _ item: Element) -> [String] {
    var names = item.all("Resource").compactMap {
      $0[attribute: "dcx:filename"] ?? $0[attribute: "ref"]
    }.filter { $0.lowercased().range(of: "articletext") != nil }
    // ddd:010724973:mpeg21:a0001 lies in DDD_010724973_0001_articletext.xml.
    let parts = id.split(separator: ":")
    if parts.count >= 3, let last = parts.last {
      names.append("\(parts[0].uppercased())_\(parts[1])_\(last.dropFirst())_articletext.xml")
    }
    return names
  }

  private static func read(
    _ issue: Element?, _ item: Element, _ id: String, _ article: inout Article
  ) {
    article.outlet = issue?.child("dc:title")?.line
    article.published = issue?.child("dc:date")?.line.flatMap(PrintedDate.iso)
    article.declaredLanguage = issue?.child("dc:language")?.line.flatMap(FieldText.language)
    article.externalID = id
    let own = item.first("dcx") ?? item.first("srw_dc:dcx")
    article.title = own?.child("dc:title")?.line
    article.url = own?.children("dc:identifier").lazy.compactMap(\.line).first {
      $0.hasPrefix("http")
    }
    article.section = own?.child("dc:subject")?.line
    var around = item.parent
    while let parent = around {
      if let number = parent.first("ddd:nativePageNumber")?.line {
        article.keep("page", .text(number))
        break
      }
      around = parent.parent
    }
  }
}
