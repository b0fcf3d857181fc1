/// A line that counts texts: «Article 1 sur 3», «[2]».
struct TextCounter {
  let number: Int

  private static let words: Set<String> = [
    "article", "document", "doc", "texte", "text", "depeche", "dépêche", "item", "record", "story",
    "artikel", "dokument", "documento", "artículo", "notice", "no", "n°", "nº", "numéro", "result",
  ]

  /// Reads a whole line; nil for other lines.
  init?(_ line: Substring) {
    guard line.utf8.count <= 48, let text = line.trimmed, text.utf8.count <= 40 else { return nil }
    let tokens = text.lowercased().split { " /[]()#:.\u{A0}".contains($0) }
    let numbers = tokens.compactMap { Int($0) }
    let words = tokens.filter { Int($0) == nil }
    let isBracketed = text.first == "[" && text.last == "]" || text.first == "#"
    guard let number = numbers.first, numbers.count <= 2, words.count <= 3,
      numbers.count == 1 || numbers[1] >= number,
      words.first.map({ Self.words.contains(String($0)) }) ?? (numbers.count == 2 || isBracketed)
    else { return nil }
    self.number = number
  }

  /// Takes «1.», «2.» … from the headlines when they count the articles.
  static func drop(from parts: inout [TextLayout.Part]) {
    let titles = parts.enumerated().map { n, part -> (at: Int, rest: String)? in
      guard let at = part.fields.firstIndex(where: { $0.role == .title }),
        case .text(let title) = part.fields[at].value, title.hasPrefix("\(n + 1)"),
        let sign = title.dropFirst("\(n + 1)".count).first, ".)-–/".contains(sign),
        let rest = title.dropFirst("\(n + 1)".count + 1).trimmed
      else { return nil }
      return (at, rest)
    }
    guard parts.count >= 2, !titles.contains(where: { $0 == nil }) else { return }
    for (n, title) in titles.enumerated() {
      guard let title else { continue }
      parts[n].fields[title.at].value = .text(title.rest)
    }
  }
}
