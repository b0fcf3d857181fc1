import Press

/// The generation of 2012, whose articles are rows of tables.
extension EuropresseRecord {
  init(table page: Markup, nodes: Range<Int>, origin: Origin) {
    article = Article(origin: origin, body: "")
    readPublication(Element(page, nodes.lowerBound).line)
    let elements = nodes.lazy.filter { page.nodes[$0].name >= 0 }.map { Element(page, $0) }
    var header: [String] = []
    var title: Element?
    for element in elements {
      if element.has(class: "docheader"), let line = element.line { header.append(line) }
      if element.has(class: "titrearticlevisu"), title == nil { title = element }
    }
    readHeader(header.joined(separator: ", "))
    article.title = title?.line
    var from = title?.end ?? nodes.lowerBound
    // A title that is never closed contains all that follows: then its first line is the title.
    let isOpen = from > nodes.upperBound
    if isOpen { from = (title?.index ?? nodes.lowerBound) + 1 }
    var lines = ParagraphWriter.read(page, nodes: from..<max(from, nodes.upperBound)).textLines
      .compactMap(\.trimmed)
    if isOpen { article.title = lines.isEmpty ? nil : lines.removeFirst() }
    if title == nil, let line = Element(page, nodes.lowerBound).line {
      lines.removeAll { $0 == line }
    }
    if let at = lines.firstIndex(where: { Self.number(in: $0) != nil }) {
      readNumber(Self.number(in: lines[at]))
      lines.removeSubrange(at...)
    }
    // What stands below the text, from its end up: certificate, copyright, notes.
    if let at = lines.lastIndex(where: Self.isCopyright), at >= lines.count - 6 {
      article.keep("copyright", .text(lines[at]))
      lines.remove(at: at)
    }
    // Labels are in a row at the end; «Note : …» amid the text is text.
    if let at = lines.indices.dropFirst().first(where: { at in
      Self.label(lines[at]) != nil && lines[at...].allSatisfy { $0.utf8.count < 400 }
        && lines[at...].count <= 8
    }) {
      readNotes(Array(lines[at...]))
      lines.removeSubrange(at...)
    }
    // A short line without a full stop before the text is who wrote it.
    if lines.count > 1, Self.looksLikeName(lines[0]) {
      article.authors = lines.removeFirst().split(separator: ";").compactMap(\.trimmed)
    }
    article.body = lines.joined(separator: "\n\n")
  }

  static func isCopyright(_ line: String) -> Bool {
    line.utf8.count < 250
      && (line.hasPrefix("©") || line.lowercased().hasPrefix("copyright") || line.hasPrefix("(c) "))
  }

  static func looksLikeName(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    guard let last = line.last, words.count <= 10, !".!?…:»\"".contains(last) else { return false }
    return words.contains { $0.first?.isUppercase == true }
  }
}
