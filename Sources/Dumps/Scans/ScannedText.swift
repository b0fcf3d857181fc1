import Press

/// The words of a scanned page as paragraphs.
///
/// Lines of a block are one paragraph. A word that the end of a line has split is joined; how it was
/// split stays in `splits`, so that nothing of the print is lost.
struct ScannedText {
  /// Paragraphs, separated by one blank line.
  private(set) var text = ""
  /// Split words in their order: «mena-ce».
  private(set) var splits: [String] = []
  /// The first half of a word whose second half may begin the next line, and whether the page says
  /// itself that it is one.
  private var half: (text: String, isDeclared: Bool)?

  /// A word of a line.
  struct Word {
    var text: String
    /// The whole word, when this is the first half of one that the end of the line splits.
    var whole: String?
    /// True for the second half of a word that is split.
    var isSecondHalf = false
    /// True when a mark of division follows it.
    var isDivided = false
  }

  /// Adds a block of lines.
  mutating func add(block lines: [[Word]]) {
    var out = ""
    // Only the page itself can say that a word goes on in another block.
    if half?.isDeclared == false { half = nil }
    for line in lines { add(line, to: &out) }
    guard let paragraph = out.trimmed else { return }
    if !text.isEmpty { text += "\n\n" }
    text += paragraph
  }

  private mutating func add(_ line: [Word], to out: inout String) {
    for (i, word) in line.enumerated() {
      if word.isSecondHalf, let first = half, first.isDeclared {
        // Its whole is there already.
        splits.append(Self.undivided(first.text) + "-" + word.text)
        half = nil
        continue
      }
      if let first = half, !first.isDeclared, i == 0, Self.isInverted(first.text, word.text) {
        out += word.text
        half = nil
      } else if let first = half, !first.isDeclared, i == 0, word.text.first?.isLowercase == true {
        out.unicodeScalars.removeLast()
        out += word.text
        splits.append(Self.undivided(first.text) + "-" + word.text)
        half = nil
      } else {
        // «Saint-» and «Brindal»: the mark belongs to the name.
        let isName = i == 0 && half?.isDeclared == false && word.text.first?.isUppercase == true
        if !out.isEmpty, !isName { out += " " }
        out += word.whole ?? word.text
        half = nil
      }
      guard i + 1 == line.count else { continue }
      if word.whole != nil {
        half = (word.text, true)
      } else if word.isDivided {
        out += "-"
        half = (word.text + "-", false)
      } else if Self.undivided(word.text).last?.isLetter == true,
        Self.undivided(word.text) != word.text
      {
        half = (word.text, false)
      }
    }
  }

  private static let marks: Set<Character> = ["-", "¬", "⸗", "\u{AD}", "\u{2010}"]

  /// Words that are set behind a hyphen and that no syllable is: «dit-elle», «rendez-vous».
  private static let enclitics: Set<String> = [
    "il", "elle", "on", "ils", "elles", "nous", "vous", "t-il", "t-elle", "t-on", "t-ils",
    "t-elles", "même", "mêmes", "là", "ci",
  ]

  /// True where the hyphen at the end of a line is one of the word.
  private static func isInverted(_ first: String, _ second: String) -> Bool {
    first.hasSuffix("-") && enclitics.contains(second.filter { $0.isLetter || $0 == "-" })
  }

  /// `word` without a mark of division at its end.
  private static func undivided(_ word: String) -> String {
    guard let last = word.last, marks.contains(last) else { return word }
    return String(word.dropLast())
  }

  /// The field that keeps how words were split; nil when none was.
  var field: Metadata? {
    splits.isEmpty ? nil : .list(splits.map(Metadata.text))
  }
}
