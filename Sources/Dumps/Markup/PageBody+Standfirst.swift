/// The standfirst of an article where no class names it: the first lines below its title and above its
/// text.
extension PageBody {
  /// How many nodes below the title are looked at.
  private static let reach = 400
  /// Shorter lines are none, in bytes.
  private static let shortest = 60
  /// Elements in which it does not stand.
  private static let others: Set<String> = [
    "figure", "nav", "aside", "article", "form", "button", "script", "style", "time", "ul", "ol",
    "footer", "table", "video", "audio", "noscript", "template", "h1", "a", "iframe", "svg",
  ]

  /// The line between the title of the page and `body`, or in the head inside of it; nil when there is
  /// none that the text does not contain.
  func standfirst(in page: Markup, above body: [Element], title: String?) -> String? {
    guard let first = body.first else { return nil }
    let headings = page.all("h1")
    let folded = title?.lowercased()
    guard
      let heading = headings.first(where: { $0.line?.lowercased() == folded }) ?? headings.first
    else { return nil }
    let end =
      heading.end <= first.index
      ? first.index
      : first.contains(heading) ? heading.ancestor("header")?.end ?? first.end : nil
    guard let end else { return nil }
    var at = heading.end
    while at < min(end, heading.end + Self.reach) {
      guard page.nodes[at].name >= 0 else {
        at += 1
        continue
      }
      let element = Element(page, at)
      if isIgnored(at) || Self.others.contains(element.name) || Self.isCaption(element) {
        at = element.end
      } else if element.traits.contains(.block), element.first(where: Self.isBlock) == nil {
        if let line = element.line, line.utf8.count >= Self.shortest {
          // The text has begun.
          if text.range(of: line) != nil { return nil }
          if isStandfirst(line, element, title: folded) { return line }
        }
        at = element.end
      } else {
        at += 1
      }
    }
    return nil
  }

  private static func isBlock(_ element: Element) -> Bool { element.traits.contains(.block) }

  // A sentence or two, no line about who wrote it and when, and no link.
  private func isStandfirst(_ line: String, _ element: Element, title: String?) -> Bool {
    guard line.utf8.count <= 800, line.lowercased() != title, Byline(line) == nil,
      Self.linkShare(of: element, line) < 0.3
    else { return false }
    return !PageLines.sorted([line[...]], marked: [line]).text.isEmpty
  }
}
