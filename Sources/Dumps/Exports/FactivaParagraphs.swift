import Press

/// Articles of Factiva in documents of word processors, each of which ends with its number.
enum FactivaParagraphs {
  /// «Document LEMOND0020221209eic90002x» ends an article of Factiva.
  static func number(_ line: String) -> String? {
    guard line.utf8.count <= 60 else { return nil }
    let words = line.split(separator: " ")
    guard words.count == 2, words[0] == "Document", (16...40).contains(words[1].utf8.count),
      words[1].utf8.allSatisfy({ $0 < 128 && ($0 >= 0x30) }), words[1].contains(where: \.isNumber),
      words[1].first?.isUppercase == true
    else { return nil }
    return String(words[1])
  }

  /// Gives the articles in `paragraphs`, and says what stands after the last of them.
  static func read(
    _ paragraphs: [RTFText.Paragraph], _ file: DumpFile, _ yield: (Record) throws -> Void
  ) throws {
    var start = 0
    for (i, paragraph) in paragraphs.enumerated() {
      guard let number = number(paragraph.text) else { continue }
      var article = article(paragraphs[start..<i], file.nextOrigin())
      article.externalID = number
      start = i + 1
      try file.give(
        article, without: "no text found between the copyright line and the document number",
        to: yield)
    }
    // After the last number stands the summary of the search.
    let rest = paragraphs[start...].map(\.text).joined(separator: "\n")
    if rest.utf8.count > 3000 {
      let message = "\(rest.utf8.count) bytes after the last document number are not read"
      try yield(.warning(Warning(.passedOver, origin: file.origin(), message: message)))
    }
  }

  private static func article(
    _ paragraphs: ArraySlice<RTFText.Paragraph>, _ origin: Origin
  ) -> Article {
    var article = Article(origin: origin, body: "")
    let lines = Array(paragraphs)
    let head = lines.prefix(14)
    guard let words = head.firstIndex(where: { FactivaFields.words($0.text) != nil }) else {
      article.title = lines.first?.text
      article.body = lines.dropFirst().map(\.text).joined(separator: "\n\n")
      return article
    }
    // The headline is bold; without bold type it is the first line. What stands above is the section.
    let title = lines[..<words].firstIndex { $0.isBold } ?? 0
    if title < words { article.title = lines[title].text }
    if title > 0, title < words { article.section = lines[0].text }
    // The header ends with the copyright, else with the language.
    let isCopyright = { (line: String) in
      let line = line.prefix(20).lowercased()
      return line.hasPrefix("copyright") || line.hasPrefix("©") || line.hasPrefix("(c)")
        || line.hasPrefix("all rights reserved")
    }
    let end =
      head.lastIndex { isCopyright($0.text) }
      ?? head.lastIndex { FactivaFields.language($0.text) != nil } ?? words
    let header = lines[min(title + 1, words)...max(end, words)].map(\.text)
    FactivaHTML.readHeader(header, into: &article)
    article.body = lines[(max(end, words) + 1)...].map(\.text).joined(separator: "\n\n")
    return article
  }
}
