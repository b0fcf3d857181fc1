import Press

/// A line that says where and when an article came out: «Le Phare, 9 mai 2023, p. 4».
struct SourceLine {
  /// The outlet, when something stands before the day that may be one.
  var outlet: String?
  /// The day.
  var date: PressDate

  /// The longest line that is looked at, in bytes.
  private static let longest = 150

  /// Reads `line`; nil when it is none.
  ///
  /// With `isSetOff`, an outlet counts only when a sign parts it from the day, so that a short sentence
  /// with a day in it is none.
  init?(_ line: some StringProtocol, isSetOff: Bool = false) {
    guard line.utf8.count <= Self.longest,
      line.utf8.contains(where: { (0x30...0x39).contains($0) }),
      let bare = Self.unwrapped(line), !bare.contains("\n"),
      let found = Self.day(in: bare), found.after.utf8.count <= (isSetOff ? 25 : 60)
    else { return nil }
    // A sentence ends in a point, and so does «p. 23, 853w.».
    if bare.hasSuffix("."), found.after.range(of: " p. ") == nil { return nil }
    date = found.date
    var before = found.before[...]
    var isDated = false
    // «Le Phare, le 9 mai 2023», «Le Phare, jeudi 9 mai 2023».
    for article in [" du", " vom", " le", " on", " of", " am"]
    where before.trimmed?.hasSuffix(article) == true {
      before = (before.trimmed ?? "").dropLast(article.count)
      isDated = isDated || article == " du" || article == " vom"
    }
    let signs = ",;:–—-·•|/("
    let isQuoted = before.trimmed.map { $0.hasPrefix("\"") && $0.hasSuffix("\"") } ?? false
    let isParted = isQuoted || isDated || before.trimmed?.last.map { signs.contains($0) } ?? true
    while let last = before.last, signs.contains(last) || last.isWhitespace { before.removeLast() }
    guard var name = before.trimmed else { return }
    if isQuoted { name = String(name.dropFirst().dropLast()) }
    guard name.utf8.count <= 80, name.split(separator: " ").count <= 8,
      name.first?.isUppercase == true
    else { return nil }
    for label in ["publié dans ", "paru dans ", "published in ", "source : ", "source: "]
    where name.lowercased().hasPrefix(label) {
      name = String(name.dropFirst(label.count))
    }
    let isLabel = [
      "date", "publié", "publié le", "published", "published on", "paru", "paru le", "le",
    ].contains(name.lowercased())
    if isLabel { return }
    guard isParted || !isSetOff else { return nil }
    outlet = name
  }

  /// The first whole day in `line`, also in figures: «16/05/2019», «16.05.2019».
  private static func day(in line: String) -> (date: PressDate, before: String, after: String)? {
    if let found = PrintedDate.first(in: line), found.date.iso.utf8.count >= 10 {
      return (found.date, found.before, found.after)
    }
    for word in line.split(whereSeparator: { " |,()".contains($0) }) {
      guard (8...10).contains(word.utf8.count), word.first?.isASCIIDigit == true,
        let date = PressDate(reading: String(word), order: .dayFirst), date.iso.utf8.count == 10
      else { continue }
      return (date, String(line[..<word.startIndex]), String(line[word.endIndex...]))
    }
    return nil
  }

  /// Without parentheses and marks of emphasis around it.
  private static func unwrapped(_ line: some StringProtocol) -> String? {
    guard var text = line.trimmed?[...] else { return nil }
    for (open, close) in [("(", ")"), ("[", "]"), ("*", "*"), ("_", "_"), ("*", "*")]
    where text.utf8.count > 2 && text.hasPrefix(open) && text.hasSuffix(close) {
      text = text.dropFirst().dropLast()
    }
    return text.trimmed
  }
}

/// A line that names who wrote an article: «Par Berthe Colin, à Lima».
enum Byline {
  private static let openings = ["Par ", "By ", "Von ", "Por ", "Di ", "Door ", "PAR ", "BY "]

  /// The writers that `line` names; nil for other lines.
  static func authors(_ line: some StringProtocol) -> [String]? {
    guard line.utf8.count <= 100, let line = line.trimmed,
      let opening = openings.first(where: line.hasPrefix), !".:?!".contains(line.last ?? ".")
    else { return nil }
    // What follows a comma is a place or an office.
    let names = line.dropFirst(opening.count).prefix { $0 != "," && $0 != "|" }
    let words = names.replacing(" and ", with: " et ").split(separator: " et ")
    let authors = words.compactMap(\.trimmed)
    let isNames = authors.allSatisfy { name in
      let words = name.split(separator: " ")
      return (1...5).contains(words.count)
        && words.count { $0.first?.isUppercase == true } * 2 > words.count
    }
    return authors.isEmpty || !isNames ? nil : authors
  }
}
