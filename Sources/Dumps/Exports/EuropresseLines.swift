import Press

/// Articles of Europresse as lines: a text that was exported or copied from its pages.
///
/// Each ends with its copyright and its number, «Numéro de document : news·20230509·PHA·001»; it
/// begins with the outlet, a line of section, day and page, the title and the writers.
enum EuropresseLines {
  /// True when `text` contains the number of a document.
  static func isExport(_ text: String) -> Bool {
    text.textLines.contains { number($0) != nil }
  }

  /// Hands over the articles in `text`; with `hasLines`, its lines are those of the file.
  static func give(
    _ text: String, in file: DumpFile, to yield: (Record) throws -> Void, hasLines: Bool = true
  ) throws {
    for (line, article) in articles(in: text) {
      var article = article
      article.origin = hasLines ? file.nextOrigin(line: line) : file.nextOrigin()
      try file.give(article, without: "no text found below the title", to: yield)
    }
  }

  /// The articles in `text`, each with the line that it begins on, from 1.
  private static func articles(in text: String) -> [(line: Int, article: Article)] {
    var articles: [(line: Int, article: Article)] = []
    var lines: [Substring] = []
    var start = 1
    for (n, line) in text.textLines.enumerated() {
      if let number = number(line) {
        if var article = article(lines) {
          article.externalID = number
          articles.append((start, article))
        }
        lines = []
      } else if !lines.isEmpty || line.trimmed != nil {
        if lines.isEmpty { start = n + 1 }
        lines.append(line)
      }
    }
    // What comes after the last number is a notice of the service, unless it has a day above a text.
    if let article = article(lines), article.published != nil { articles.append((start, article)) }
    return articles
  }

  /// `news·20230509·PHA·001`, also as the certificate of an article gives it.
  private static func number(_ line: Substring) -> String? {
    guard line.utf8.count <= 120, let start = line.range(of: "news·") else { return nil }
    let number = line[start.lowerBound...].prefix { !$0.isWhitespace }
    let parts = number.split(separator: "·")
    guard parts.count >= 3, parts[1].count == 8, parts[1].allSatisfy(\.isASCIIDigit) else {
      return nil
    }
    return String(number)
  }

  private static func article(_ lines: [Substring]) -> Article? {
    let filled = lines.indices.filter { lines[$0].trimmed != nil }
    guard filled.count >= 2 else { return nil }
    var article = Article(body: "")
    var next = 0
    // A notice of the source may come first: «Nom de la source», «Type de source», «Périodicité».
    let hasNotice = lines[filled[0]].trimmed?.lowercased() == "nom de la source"
    if hasNotice { article.outlet = lines[filled[1]].trimmed }
    // The line of the day is one of the first; the outlet stands above it.
    if let place = filled.prefix(hasNotice ? 16 : 5).firstIndex(where: {
      SourceLine(lines[$0]) != nil
    }),
      let line = lines[filled[place]].trimmed, let found = PrintedDate.first(in: line)
    {
      article.published = found.date
      let section = found.before.trimmed.map(withoutSigns) ?? ""
      if !hasNotice { article.outlet = place > 0 ? lines[filled[0]].trimmed : section }
      if place > 0, !section.isEmpty { article.section = section }
      article.keep(
        "page", found.after.trimmed.map(withoutSigns).flatMap(\.trimmed).map(Metadata.text))
      next = place + 1
    }
    if next < filled.count, let words = lines[filled[next]].trimmed, let place = place(words) {
      article.outlet = place.outlet
      article.keep("page", place.page.map(Metadata.text))
      next += 1
    }
    guard next < filled.count else { return nil }
    article.title = lines[filled[next]].trimmed
    next += 1
    while next + 1 < filled.count, let names = names(lines[filled[next]]) {
      article.authors += names
      next += 1
    }
    guard next < filled.count else { return nil }
    let body = lines[filled[next]...].prefix { !isCopyright($0) }
    article.body = Fragment.lines(body.joined(separator: "\n"))
    return article
  }

  /// The line below the day: «La Rive • p. 3 • 162 mots».
  private static func place(_ line: String) -> (outlet: String, page: String?)? {
    let pieces = line.split(separator: "•").compactMap(\.trimmed)
    guard pieces.count >= 2, let outlet = pieces.first, let last = pieces.last,
      last.hasSuffix(" mots") || last.hasSuffix(" words")
    else { return nil }
    return (outlet, pieces.dropFirst().first { $0.hasPrefix("p.") })
  }

  /// Writers: a short line of capitalised words and nothing that ends a sentence.
  private static func names(_ line: Substring) -> [String]? {
    guard let line = line.trimmed, line.utf8.count <= 80,
      !line.contains(where: { ".!?:«\"".contains($0) })
    else { return nil }
    let plain = line.hasPrefix("Par ") ? String(line.dropFirst(4)) : line
    let names = plain.split { $0 == "," || $0 == ";" }.compactMap(\.trimmed)
    let isNames = names.allSatisfy { name in
      let words = name.split(separator: " ")
      return (2...5).contains(words.count)
        && words.allSatisfy {
          $0.first?.isUppercase == true || ["de", "du", "von", "van"].contains($0)
        }
    }
    return isNames ? names : nil
  }

  private static func isCopyright(_ line: Substring) -> Bool {
    guard let line = line.trimmed else { return false }
    return line.hasPrefix("©") || line.hasPrefix("(c) ") || line.hasSuffix("Tous droits réservés.")
  }

  private static func withoutSigns(_ text: String) -> String {
    var text = text[...]
    while let first = text.first, ",;:–—- ".contains(first) { text.removeFirst() }
    while let last = text.last, ",;:–—- ".contains(last) { text.removeLast() }
    return String(text)
  }
}
