/// Texts with one word a line, as corpus tools write them (CWB, Sketch Engine).
enum VerticalText {
  /// The words of a text that has one a line, each before its tags, as corpus tools want it; nil for
  /// any other. Elements that are no words part paragraphs, but for sentences.
  static func words(of element: Element) -> String? {
    let markup = element.markup
    var paragraphs: [String] = [""]
    var (lines, tabbed) = (0, 0)
    var isGlued = true
    var at = element.index + 1
    while at < element.end {
      let node = markup.nodes[at]
      at += 1
      guard node.name < 0 else {
        let name = markup.names.names[Int(node.name)]
        if name == "g" {
          isGlued = true
        } else if name != "s", paragraphs[paragraphs.count - 1] != "" {
          paragraphs.append("")
          isGlued = true
        }
        continue
      }
      for line in markup.string(node.from, node.to).textLines where line.trimmed != nil {
        lines += 1
        guard let tab = line.firstIndex(of: "\t") else { continue }
        tabbed += 1
        let word = line[..<tab]
        if !isGlued, !".,)]…".contains(word.first ?? " ") {
          paragraphs[paragraphs.count - 1] += " "
        }
        paragraphs[paragraphs.count - 1] += word
        isGlued = "([’'".contains(word.last ?? " ")
      }
      if lines > 20, tabbed * 10 < lines * 9 { return nil }
    }
    guard lines >= 3, tabbed * 10 >= lines * 9 else { return nil }
    return paragraphs.compactMap(\.trimmed).joined(separator: "\n\n")
  }
}
