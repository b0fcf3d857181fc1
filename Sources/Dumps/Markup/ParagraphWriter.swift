/// Turns a piece of a document into paragraphs, or into one line.
///
/// The law: inline tags neither split nor glue words; blocks are separated by one blank line; `<br>`
/// is a line end and two of them a paragraph; runs of white space become one space, no-break spaces
/// stay; what nobody reads (scripts, styles, templates, controls) is not there.
struct ParagraphWriter {
  private enum Gap: Int { case none, line, paragraph }

  private var out: [UInt8] = []
  /// White space met since the last character: folded, no-break spaces kept.
  private var spaces: [UInt8] = []
  private var gap = Gap.none
  private let oneLine: Bool
  /// Where the last sentence and the last word in an element of its own end.
  private var (sentenceEnd, wordEnd) = (-1, -1)

  private init(oneLine: Bool) { self.oneLine = oneLine }

  /// The text of `element`, empty when there is none.
  static func read(
    _ element: Element, oneLine: Bool, blocks: Set<String>, dropping drop: (Element) -> Bool
  ) -> String {
    var writer = ParagraphWriter(oneLine: oneLine)
    writer.write(
      element.markup, (element.index + 1)..<max(element.end, element.index + 1),
      verbatim: element.traits.contains(.pre), blocks: blocks, dropping: drop)
    return String(decoding: writer.out, as: UTF8.self)
  }

  /// The paragraphs of a stretch of nodes that no one element contains.
  static func read(_ markup: Markup, nodes: Range<Int>) -> String {
    var writer = ParagraphWriter(oneLine: false)
    writer.write(markup, nodes, verbatim: false, blocks: []) { _ in false }
    return String(decoding: writer.out, as: UTF8.self)
  }

  private mutating func write(
    _ markup: Markup, _ nodes: Range<Int>, verbatim: Bool, blocks: Set<String>,
    dropping drop: (Element) -> Bool
  ) {
    let further = Set(blocks.compactMap { markup.names.id(of: $0) })
    // Ends of the open blocks and cells; a node past the top has left it.
    var open: [(end: Int, traits: TagTraits)] = []
    // Quotations whose marks a browser sets.
    var quotes: [(end: Int, mark: String)] = []
    var verbatim = verbatim ? 1 : 0
    var at = nodes.lowerBound
    while at < nodes.upperBound {
      while let last = quotes.last, at >= last.end {
        mark(last.mark, opens: false)
        quotes.removeLast()
      }
      while let last = open.last, at >= last.end {
        close(last.traits, &verbatim)
        open.removeLast()
      }
      let node = markup.nodes[at]
      if node.name < 0 {
        append(markup.text, Int(node.from), Int(node.to), verbatim: verbatim > 0)
        at += 1
        continue
      }
      var traits = Tag.traits(of: node.name)
      if !traits.isDisjoint(with: [.sentence, .word]), markup.dialect == .xml {
        setApart(markup, at, isWord: traits.contains(.word))
      }
      if node.name == Tag.br || node.name == Tag.lb {
        lineBreak()
      } else if traits.contains(.dropped) && !further.contains(node.name)
        || drop(Element(markup, at))
      {
        if !traits.isDisjoint(with: [.block, .cell]) { close(traits) }
        at = Int(node.end)
        continue
      } else {
        if !further.isEmpty, further.contains(node.name) { traits.insert(.block) }
        if !traits.isDisjoint(with: [.block, .cell, .pre]) {
          close(traits)
          if traits.contains(.pre) { verbatim += 1 }
          if Int(node.end) > at + 1 {
            open.append((Int(node.end), traits))
          } else if traits.contains(.pre) {
            verbatim -= 1
          }
        }
      }
      if node.name == Tag.q, markup.dialect == .html, Self.needsMarks(markup, at) {
        let marks = Self.marks(markup)
        mark(marks.open, opens: true)
        quotes.append((Int(node.end), marks.close))
      }
      at += 1
    }
    while let last = quotes.popLast() { mark(last.mark, opens: false) }
  }

  /// Two sentences, or two words, in elements that touch are printed with a blank between them.
  private mutating func setApart(_ markup: Markup, _ at: Int, isWord: Bool) {
    let end = Int(markup.nodes[at].end)
    if isWord {
      if wordEnd == at, isApart(markup, at) { space(UInt8(ascii: " ")) }
      wordEnd = end
    } else {
      if sentenceEnd == at { space(UInt8(ascii: " ")) }
      sentenceEnd = end
    }
  }

  /// True when the word in element `at` stands apart from the one before: none of them is a mark that
  /// is printed without a blank.
  private func isApart(_ markup: Markup, _ at: Int) -> Bool {
    let end = Int(markup.nodes[at].end)
    guard let text = (at..<end).first(where: { markup.nodes[$0].name < 0 }) else { return false }
    let first = markup.text[Int(markup.nodes[text].from)]
    return !".,)]".utf8.contains(first) && !"([".utf8.contains(out.last ?? 0)
      && !out.suffix(3).elementsEqual("’".utf8) && out.last != UInt8(ascii: "'")
  }

  /// True when `<q>` contains text that does not begin with a mark of its own.
  private static func needsMarks(_ markup: Markup, _ node: Int) -> Bool {
    let end = Int(markup.nodes[node].end)
    guard end > node + 1, let text = (node + 1..<end).first(where: { markup.nodes[$0].name < 0 })
    else { return false }
    let start = String(
      decoding: markup.text[Int(markup.nodes[text].from)..<Int(markup.nodes[text].to)].prefix(8),
      as: UTF8.self)
    return start.unicodeScalars.first.map { !"«»“”„\"‹›‘’".unicodeScalars.contains($0) } ?? false
  }

  /// The marks that a browser sets around `<q>` in the language of the page.
  private static func marks(_ markup: Markup) -> (open: String, close: String) {
    let language = markup.first("html")?[attribute: "lang"]?.prefix(2).lowercased() ?? ""
    return switch language {
    case "fr": ("«\u{A0}", "\u{A0}»")
    case "de", "cs", "pl": ("„", "“")
    case "es", "it", "pt", "ru", "no": ("«", "»")
    default: ("“", "”")
    }
  }

  private mutating func mark(_ mark: String, opens: Bool) {
    let sign = Array(mark.utf8)
    if opens {
      flush(indented: false)
      out.append(contentsOf: sign)
    } else {
      // White space before the end tag comes after the mark.
      let waiting = (spaces, gap)
      (spaces, gap) = ([], .none)
      out.append(contentsOf: sign)
      (spaces, gap) = waiting
    }
  }

  private mutating func close(_ traits: TagTraits, _ verbatim: inout Int) {
    if traits.contains(.pre) { verbatim -= 1 }
    close(traits)
  }

  private mutating func close(_ traits: TagTraits) {
    if traits.contains(.block) && !oneLine {
      gap = .paragraph
    } else if !traits.isDisjoint(with: [.block, .cell]) {
      space(UInt8(ascii: " "))
    }
  }

  private mutating func lineBreak() {
    if oneLine { return space(UInt8(ascii: " ")) }
    gap = gap == .none ? .line : .paragraph
    spaces.removeAll(keepingCapacity: true)
  }

  private mutating func space(_ byte: UInt8) {
    if spaces.last != byte { spaces.append(byte) }
  }

  private mutating func append(_ bytes: [UInt8], _ from: Int, _ to: Int, verbatim: Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      var at = from
      while at < to {
        let byte = bytes[at]
        if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C {
          if verbatim, !oneLine {
            if byte == 0x0A { lineBreak() } else if byte != 0x0D { spaces.append(byte) }
          } else {
            space(0x20)
          }
          at += 1
        } else if byte == 0xC2, at + 1 < to, bytes[at + 1] == 0xA0 {
          spaces.append(0xC2)
          spaces.append(0xA0)
          at += 2
        } else {
          flush(indented: verbatim)
          // A single blank between two words goes along with them.
          var end = at + 1
          while end < to {
            let next = bytes[end]
            if next > 0x20 {
              if next == 0xC2, end + 1 < to, bytes[end + 1] == 0xA0 { break }
            } else if next != 0x20 || end + 1 >= to || bytes[end + 1] <= 0x20
              || bytes[end + 1] == 0xC2
            {
              break
            }
            end += 1
          }
          out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[at..<end]))
          at = end
        }
      }
    }
  }

  /// Writes the break or the white space that separates the next character from the last.
  private mutating func flush(indented: Bool) {
    if out.isEmpty {
      // nothing comes before: white space at the start is none of the text
    } else if gap == .paragraph {
      out.append(contentsOf: [0x0A, 0x0A])
    } else if gap == .line {
      out.append(0x0A)
      if indented { out.append(contentsOf: spaces) }
    } else {
      out.append(contentsOf: spaces)
    }
    gap = .none
    spaces.removeAll(keepingCapacity: true)
  }
}
