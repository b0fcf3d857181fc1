import Press

/// The text of a page that a script fills in: what the page carries for that script as JSON, which is
/// an object of its state (`__NEXT_DATA__`, `window.__NUXT__`) or the parts that React sends.
enum PageState {
  /// Bytes of a text below which it may be a label or a notice.
  private static let shortest = 200
  /// Values of one page that are looked at.
  private static let valuesAtMost = 200_000
  /// Places of one script at which a value is looked for.
  private static let startsAtMost = 40

  /// The longest text in the scripts of `page`, that of an object called `title` before others; nil
  /// when none contains a text.
  static func text(of page: Markup, title: String?) -> String? {
    var finder = Finder(title: title.map(folded))
    var stream = ""
    for script in page.all("script") {
      let code = script.rawText
      guard code.utf8.count >= shortest || code.range(of: "__next_f") != nil else { continue }
      if script[attribute: "type"]?.lowercased().range(of: "json") != nil {
        if let value = JSONText.read(code) { finder.look(at: value) }
        continue
      }
      let bytes = Array(code.utf8)
      for value in values(in: bytes) {
        // self.__next_f.push([1, "…"])
        if code.range(of: "__next_f") != nil, let part = value.values.last?.string {
          stream += part
        } else if let inner = value.string.flatMap({ JSONText.read($0) }) {
          finder.look(at: inner)
        } else {
          finder.look(at: value)
        }
      }
    }
    let parts = streamed(stream)
    if finder.best == nil || parts.utf8.count > finder.best?.utf8.count ?? 0,
      parts.utf8.count >= shortest
    {
      return parts
    }
    return finder.best
  }

  private static func folded(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// The values that a script assigns, or gives to a function.
  private static func values(in bytes: [UInt8]) -> [Metadata] {
    var values: [Metadata] = []
    var (at, starts) = (0, 0)
    while at < bytes.count, starts < startsAtMost {
      let byte = bytes[at]
      at += 1
      guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: "("),
        let next = bytes[at...].firstIndex(where: { $0 > 32 }),
        "{[\"".utf8.contains(bytes[next])
      else { continue }
      starts += 1
      if let (value, end) = JSONText.read(bytes, from: next) {
        values.append(value)
        at = end
      }
    }
    return values
  }

  // MARK: Objects

  /// Walks through a state and keeps the best text.
  private struct Finder {
    let title: String?
    private(set) var best: String?
    private var score = 0
    private var seen = 0

    init(title: String?) { self.title = title }

    mutating func look(at value: Metadata) {
      var open = [value]
      while let next = open.popLast(), seen < PageState.valuesAtMost {
        seen += 1
        switch next {
        case .list(let values): open += values
        case .object(let fields):
          judge(fields)
          open += fields.map(\.value)
        default: break
        }
      }
    }

    private mutating func judge(_ fields: [Metadata.Field]) {
      let isOwn =
        title.map { title in
          fields.contains { field in
            FieldRole.guessed(field.name)?.role == .title
              && FieldText.name(field.value).map(PageState.folded) == title
          }
        } ?? false
      for field in fields where PageState.bodies.contains(field.name.lowercased()) {
        guard let text = BlockText.read(field.value, onlyKnown: true), text.range(of: "{{") == nil
        else { continue }
        let score = text.utf8.count * (isOwn ? 4 : 1)
        if text.utf8.count >= PageState.shortest, score > self.score {
          (best, self.score) = (text, score)
        }
      }
    }
  }

  /// Keys under which states keep the text of an article, or its parts.
  private static let bodies: Set<String> = [
    "articlebody", "body", "content", "bodyhtml", "body_html", "contenthtml", "html", "text",
    "fulltext", "content_elements", "contentelements", "blocks", "paragraphs", "components",
    "contentblocks", "elements", "story", "maintext", "texte", "contenu", "richtext",
  ]

  // MARK: Parts that React sends

  /// The paragraphs of elements (`["$", "p", null, {"children": …}]`) in lines of a stream.
  private static func streamed(_ stream: String) -> String {
    var paragraphs: [String] = []
    for line in stream.textLines {
      guard let colon = line.utf8.prefix(12).firstIndex(of: UInt8(ascii: ":")),
        let value = JSONText.read(line[line.utf8.index(after: colon)...])
      else { continue }
      collect(value, &paragraphs, depth: 0)
    }
    return paragraphs.joined(separator: "\n\n")
  }

  private static func collect(_ value: Metadata, _ paragraphs: inout [String], depth: Int) {
    guard depth < 64 else { return }
    switch value {
    case .list(let items):
      if items.count >= 4, items[0].string == "$", let name = items[1].string,
        ["p", "h2", "h3", "h4", "li", "blockquote"].contains(name)
      {
        if let line = words(items[3]["children"] ?? .null, depth: 0).trimmed {
          paragraphs.append(line)
        }
        return
      }
      for item in items { collect(item, &paragraphs, depth: depth + 1) }
    case .object(let fields):
      for field in fields { collect(field.value, &paragraphs, depth: depth + 1) }
    default: break
    }
  }

  private static func words(_ value: Metadata, depth: Int) -> String {
    guard depth < 32 else { return "" }
    switch value {
    case .text(let text): return text.hasPrefix("$") ? "" : text
    case .number(let number): return number
    case .list(let items):
      if items.count >= 4, items[0].string == "$" {
        return words(items[3]["children"] ?? .null, depth: depth + 1)
      }
      return items.map { words($0, depth: depth + 1) }.joined()
    default: return ""
    }
  }
}
