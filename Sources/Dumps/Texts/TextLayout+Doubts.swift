/// What makes a text look like several articles.
extension TextLayout {
  /// What makes a text look like several articles that cannot be told apart; nil for one article.
  static func doubt(_ lines: [TextLine]) -> String? {
    let rules = lines.indices.count { at in
      lines[at].text.utf8.count >= 10 && isRule(lines, at)
    }
    if rules >= 2 { return "\(rules) lines are separators" }
    if rules == 1, hasTextsOnBothSides(lines) { return "a line of signs parts two texts in it" }
    let days = lines.count { isDay($0.words) }
    if days >= 2 { return "\(days) lines are days" }
    let sources = sources(in: lines).count
    if sources >= 2 { return "\(sources) lines name a source and a day" }
    if let mark = repeatedMark(lines) { return mark }
    let pages = lines.indices.dropFirst().count { lines[$0].startsPage && lines[$0].isBold }
    if pages >= 1, lines.first(where: { !$0.isBlank })?.isBold == true {
      return "\(pages + 1) pages begin with a line in bold type"
    }
    let datelines = lines.count { isDateline($0.text) }
    return datelines < 2 ? nil : "\(datelines) datelines are in it"
  }

  /// True when a long line of signs has as much text above it and below it as an article.
  private static func hasTextsOnBothSides(_ lines: [TextLine]) -> Bool {
    guard
      let rule = lines.indices.first(where: {
        lines[$0].text.utf8.count >= 20 && isRule(lines, $0)
      })
    else { return false }
    return [lines[..<rule], lines[(rule + 1)...]].allSatisfy { side in
      side.reduce(0) { $0 + $1.text.utf8.count } >= 200
    }
  }

  // «#TITRE Le port»: a sign and a word that begin the text and other lines of it.
  private static func repeatedMark(_ lines: [TextLine]) -> String? {
    guard let first = lines.lazy.compactMap({ $0.text.trimmed }).first, let sign = first.first,
      "#@%&$§~|".contains(sign)
    else { return nil }
    let mark = first.prefix { !$0.isWhitespace && $0 != ":" }
    guard mark.count >= 3, mark.contains(where: \.isLetter), !mark.contains(where: \.isLowercase)
    else { return nil }
    let count = lines.count { $0.text.hasPrefix(mark) }
    return count < 2 ? nil : "\(count) lines begin with «\(mark)»"
  }

  /// «LIMA, 3 mai 2021 (AGZ) - »: a place in capitals, and an agency in brackets before a dash.
  private static func isDateline(_ line: Substring) -> Bool {
    let start = line.utf8.prefix(100)
    guard let close = start.firstIndex(of: UInt8(ascii: ")")),
      let open = start[..<close].lastIndex(of: UInt8(ascii: "(")),
      let place = line[..<open].split(whereSeparator: { " ,".contains($0) }).first
    else { return false }
    let dash = line[line.utf8.index(after: close)...].drop { $0 == " " }.first
    let agency = line[line.utf8.index(after: open)..<close]
    return place.count >= 3 && place.allSatisfy { $0.isUppercase || "-’'".contains($0) }
      && (2...12).contains(agency.count) && agency.first?.isUppercase == true
      && dash.map { "-–—".contains($0) } == true
  }
}
