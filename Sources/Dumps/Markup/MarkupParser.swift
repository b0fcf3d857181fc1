import Platform

/// Reads tags and text into a tree, tolerant as a browser in HTML and as far as it goes in XML.
///
/// Every byte is looked at a bounded number of times. Whether an end tag has an element to close is
/// known from a stack of depths per name, never by walking the open elements, so that unbalanced
/// pages cost no more than balanced ones.
struct MarkupParser {
  let input: UnsafeBufferPointer<UInt8>
  let markup: Markup
  let html: Bool
  var at = 0
  /// The open elements, outermost first, as nodes; -1 for one past the node limit.
  var open: [Int32] = []
  private var openNames: [Int32] = []
  /// By name: the depths at which it is open.
  private var depths: [[Int32]] = []
  /// The depths of open boundaries, and of open blocks.
  private var boundaries: [Int32] = []
  private var blocks: [Int32] = []
  var scratch: [UInt8] = []

  /// By name: whether it is a record.
  private var isRecord: [Bool] = []
  private let nested: Bool
  /// The open record, and how much there was of everything when it started.
  private var record: (node: Int, attributes: Int, text: Int)?

  /// XML: what a prefix is called here, when its namespace has a usual prefix of its own.
  var aliases: [(prefix: [UInt8], usual: [UInt8])] = []
  /// By name as written: the name with the usual prefix; -1 when not known yet.
  var renamed: [Int32] = []

  init(
    of input: UnsafeBufferPointer<UInt8>, into markup: Markup, records: [String] = [],
    nested: Bool = true
  ) {
    self.input = input
    self.markup = markup
    self.nested = nested
    html = markup.dialect == .html
    for name in records {
      let id = Int(markup.names.id(of: Array(name.utf8)[...]))
      while isRecord.count <= id { isRecord.append(false) }
      isRecord[id] = true
    }
  }

  /// Reads to the end; hands over each record when it closes.
  mutating func run(each: (Element) throws -> Void) throws {
    let end = input.count
    if end >= 3, input[0] == 0xEF, input[1] == 0xBB, input[2] == 0xBF { at = 3 }
    while at < end {
      let next = find(UInt8(ascii: "<"), from: at)
      if next > at { appendText(at, next) }
      at = next
      guard at + 1 < end else {
        if at < end { appendText(at, end, entities: false) }
        break
      }
      switch input[at + 1] {
      case UInt8(ascii: "/"): try readEndTag(each)
      case UInt8(ascii: "!"): readDeclaration()
      case UInt8(ascii: "?"): at = after(html ? ">" : "?>", from: at + 2)
      case let byte where Self.startsName(byte, html: html): try readStartTag(each)
      default:
        if !html { note("«<» that starts no tag") }
        appendText(at, at + 1, entities: false)
        at += 1
      }
    }
    if !html, !open.isEmpty {
      note("the document ends inside <\(markup.names.names[Int(openNames[0])])>")
    }
    markup.recordIsCut = record != nil
    try pop(to: 0, each)
  }

  // MARK: Text

  private mutating func appendText(_ from: Int, _ to: Int, entities: Bool = true) {
    // Text outside of everything is a fragment's or a stray; blanks there are nothing.
    let start = markup.text.count
    if entities { appendDecoded(from, to, attribute: false) } else { appendBytes(from, to) }
    let last = markup.nodes.count - 1
    let parent = open.last(where: { $0 >= 0 }) ?? -1
    if last >= 0, markup.nodes[last].name < 0, markup.nodes[last].parent == parent,
      Int(markup.nodes[last].to) == start, Int(markup.nodes[last].end) == last + 1
    {
      markup.nodes[last].to = Int32(markup.text.count)
      return
    }
    markup.nodes.append(
      Markup.Node(
        name: -1, parent: parent, end: Int32(last + 2), from: Int32(start),
        to: Int32(markup.text.count), source: from))
  }

  private func appendBytes(_ from: Int, _ to: Int) {
    markup.text.append(contentsOf: UnsafeBufferPointer(rebasing: input[from..<to]))
  }

  private func appendDecoded(_ from: Int, _ to: Int, attribute: Bool) {
    var from = from
    while from < to {
      let next = min(find(UInt8(ascii: "&"), from: from, to: to), to)
      if next > from { appendBytes(from, next) }
      guard next < to else { return }
      if let after = Entities.read(
        input, at: next, end: to, html: html, attribute: attribute, to: &markup.text)
      {
        from = after
      } else {
        markup.text.append(UInt8(ascii: "&"))
        from = next + 1
      }
    }
  }

  // MARK: Tags

  private mutating func readStartTag(_ each: (Element) throws -> Void) throws {
    let source = at
    let nameStart = at + 1
    at = nameStart
    while at < input.count, !Self.endsName(input[at]) { at += 1 }
    let written = name(nameStart, at)
    let attributesStart = markup.attributes.count
    let textStart = markup.text.count
    let selfClosing = readAttributes()
    let name = html ? written : usual(written)
    let traits = html ? Tag.traits(of: name) : []
    if html { try closeImplied(before: name, traits, each, attributesStart) }
    let isRecord = Int(name) < isRecord.count && isRecord[Int(name)]
    if isRecord, !nested, let record, let depth = open.lastIndex(of: Int32(record.node)) {
      // The attributes just read belong to the next record: closing the last one forgets them.
      try pop(to: depth, each)
      at = source
      return try readStartTag(each)
    }
    let isFull = markup.nodes.count >= Markup.nodeLimit
    let node = markup.nodes.count
    if isRecord, record == nil, !isFull { record = (node, attributesStart, textStart) }
    if !isFull {
      markup.nodes.append(
        Markup.Node(
          name: name, parent: open.last(where: { $0 >= 0 }) ?? -1, end: Int32(node + 1),
          from: Int32(attributesStart), to: Int32(markup.attributes.count), source: source))
    }
    if traits.contains(.void) || selfClosing {
      if !isFull, record?.node == node { try finish(node, each) }
      return
    }
    if isFull { return }
    push(name, node: Int32(node), traits)
    if traits.contains(.raw) { try readRaw(name, each) }
  }

  private mutating func push(_ name: Int32, node: Int32, _ traits: TagTraits) {
    let depth = Int32(open.count)
    open.append(node)
    openNames.append(name)
    while depths.count <= Int(name) { depths.append([]) }
    depths[Int(name)].append(depth)
    if traits.contains(.boundary) { boundaries.append(depth) }
    if !traits.isDisjoint(with: [.block, .boundary]) { blocks.append(depth) }
  }

  /// Reads attributes up to and including `>`.
  ///
  /// - Returns: true for `/>`.
  private mutating func readAttributes() -> Bool {
    let end = input.count
    while at < end {
      let byte = input[at]
      if byte == UInt8(ascii: ">") {
        at += 1
        return false
      }
      if byte == UInt8(ascii: "/") {
        at += 1
        if at < end, input[at] == UInt8(ascii: ">") {
          at += 1
          return true
        }
        continue
      }
      if Self.isSpace(byte) {
        at += 1
        continue
      }
      if byte == UInt8(ascii: "<"), !html { return false }
      let nameStart = at
      at += 1
      while at < end, !Self.endsName(input[at]), input[at] != UInt8(ascii: "=") { at += 1 }
      let name = name(nameStart, at)
      skipSpaces()
      var from = at
      var to = at
      if at < end, input[at] == UInt8(ascii: "=") {
        at += 1
        skipSpaces()
        if at < end, input[at] == UInt8(ascii: "\"") || input[at] == UInt8(ascii: "'") {
          from = at + 1
          to = find(input[at], from: from)
          at = min(to + 1, end)
        } else {
          from = at
          while at < end, !Self.isSpace(input[at]), input[at] != UInt8(ascii: ">") { at += 1 }
          to = at
        }
      }
      guard markup.nodes.count < Markup.nodeLimit else { continue }
      let start = markup.text.count
      appendDecoded(from, to, attribute: true)
      markup.attributes.append(
        Markup.Attribute(name: name, from: Int32(start), to: Int32(markup.text.count)))
      if !html { declareNamespace(nameStart, from, to) }
    }
    return false
  }

  private mutating func readEndTag(_ each: (Element) throws -> Void) throws {
    let source = at
    let nameStart = at + 2
    guard nameStart < input.count, Self.startsName(input[nameStart], html: html) else {
      // `</>` and the like: a comment in HTML, dropped in both.
      at = after(">", from: nameStart)
      return
    }
    at = nameStart
    while at < input.count, !Self.endsName(input[at]) { at += 1 }
    let written = name(nameStart, at)
    at = after(">", from: at)
    let name = html ? written : usual(written)
    guard Int(name) < depths.count, let depth = depths[Int(name)].last else {
      if html {
        // `</br>` is a line end and `</p>` alone an empty paragraph, as in browsers.
        if name == Tag.br || name == Tag.p { appendLone(name, source) }
      } else {
        note("</\(markup.names.names[Int(name)])> has no start tag", at: source)
      }
      return
    }
    if html {
      if name == Tag.body || name == Tag.html { return }
      let traits = Tag.traits(of: name)
      // An inline end tag stays within its block, any other within its cell, section or article.
      let fence =
        if traits.isDisjoint(with: [.block, .boundary]) {
          blocks.last ?? -1
        } else if traits.contains(.boundary) {
          Int32(-1)
        } else {
          boundaries.last ?? -1
        }
      guard depth > fence else { return }
    } else if Int(depth) != open.count - 1 {
      note(
        "</\(markup.names.names[Int(name)])> where <\(markup.names.names[Int(openNames[open.count - 1])])> is open",
        at: source)
    }
    try pop(to: Int(depth), each)
  }

  private func appendLone(_ name: Int32, _ source: Int) {
    guard markup.nodes.count < Markup.nodeLimit else { return }
    let node = markup.nodes.count
    let none = Int32(markup.attributes.count)
    markup.nodes.append(
      Markup.Node(
        name: name, parent: open.last ?? -1, end: Int32(node + 1), from: none, to: none,
        source: source))
  }

  /// Closes what HTML closes without an end tag when `name` starts.
  private mutating func closeImplied(
    before name: Int32, _ traits: TagTraits, _ each: (Element) throws -> Void, _ attributes: Int
  ) throws {
    let fence = boundaries.last ?? -1
    if !traits.contains(.head), let head = top(Tag.head), name != Tag.head {
      try pop(to: Int(head), each)
    }
    if traits.contains(.closesP), let p = top(Tag.p), p > fence { try pop(to: Int(p), each) }
    switch name {
    case Tag.li:
      let list = max(top(Tag.ul) ?? -1, top(Tag.ol) ?? -1, fence)
      if let li = top(Tag.li), li > list { try pop(to: Int(li), each) }
    case Tag.dt, Tag.dd:
      let list = max(top(Tag.dl) ?? -1, fence)
      let item = max(top(Tag.dt) ?? -1, top(Tag.dd) ?? -1)
      if item > list { try pop(to: Int(item), each) }
    case Tag.td, Tag.th:
      let cell = max(top(Tag.td) ?? -1, top(Tag.th) ?? -1)
      if cell > max(top(Tag.table) ?? -1, top(Tag.tr) ?? -1) { try pop(to: Int(cell), each) }
    case Tag.tr:
      if let row = top(Tag.tr), row > top(Tag.table) ?? -1 { try pop(to: Int(row), each) }
    case Tag.tbody, Tag.thead, Tag.tfoot:
      let group = max(top(Tag.tbody) ?? -1, top(Tag.thead) ?? -1, top(Tag.tfoot) ?? -1)
      if group > top(Tag.table) ?? -1 { try pop(to: Int(group), each) }
    case Tag.option:
      if let option = top(Tag.option) { try pop(to: Int(option), each) }
    case Tag.a:
      if let a = top(Tag.a), a > blocks.last ?? -1 { try pop(to: Int(a), each) }
    default: break
    }
  }

  private func top(_ name: Int32) -> Int32? {
    Int(name) < depths.count ? depths[Int(name)].last : nil
  }

  /// Closes every element at `depth` and deeper.
  private mutating func pop(to depth: Int, _ each: (Element) throws -> Void) throws {
    while open.count > depth {
      let node = Int(open.removeLast())
      let name = Int(openNames.removeLast())
      depths[name].removeLast()
      if let last = boundaries.last, Int(last) >= open.count { boundaries.removeLast() }
      if let last = blocks.last, Int(last) >= open.count { blocks.removeLast() }
      markup.nodes[node].end = Int32(markup.nodes.count)
      if record?.node == node { try finish(node, each) }
    }
  }

  /// Hands over the record at `node`, then forgets it.
  private mutating func finish(_ node: Int, _ each: (Element) throws -> Void) throws {
    guard let started = record else { return }
    markup.nodes[node].end = Int32(markup.nodes.count)
    // What is open around it ends here for now, so that the record can look at its context.
    for around in open.prefix(64) { markup.nodes[Int(around)].end = Int32(markup.nodes.count) }
    record = nil
    markup.recordEnd = at
    try each(Element(markup, node))
    markup.nodes.removeSubrange(node...)
    markup.attributes.removeSubrange(started.attributes...)
    markup.text.removeSubrange(started.text...)
  }

  /// Reads the content of a script, style or title up to its own end tag.
  private mutating func readRaw(_ name: Int32, _ each: (Element) throws -> Void) throws {
    let start = at
    let bytes = Array(markup.names.names[Int(name)].utf8)
    var end = start
    while true {
      end = find(UInt8(ascii: "<"), from: end)
      guard end < input.count else { break }
      let tail = end + 2 + bytes.count
      if tail <= input.count, input[end + 1] == UInt8(ascii: "/"),
        bytes.indices.allSatisfy({ input[end + 2 + $0] | 0x20 == bytes[$0] }),
        tail == input.count || Self.endsName(input[tail])
      {
        break
      }
      end += 1
    }
    if end > start { appendText(start, end, entities: name == Tag.title) }
    at = end < input.count ? after(">", from: end) : end
    try pop(to: open.count - 1, each)
  }

  /// Comments, CDATA, document type.
  private mutating func readDeclaration() {
    if matches("<!--", at: at) {
      if html, matches("<!-->", at: at) || matches("<!--->", at: at) {
        at = after(">", from: at)
      } else {
        at = after("-->", from: at + 4)
      }
    } else if matches("<![CDATA[", at: at) {
      let start = at + 9
      let end = after("]]>", from: start)
      let closed = end - start >= 3 && matches("]]>", at: end - 3)
      let stop = closed ? end - 3 : end
      if stop > start { appendText(start, stop, entities: false) }
      at = end
    } else {
      // A document type: its own declarations are in brackets and are read over.
      at += 2
      var inside = false
      while at < input.count {
        let byte = input[at]
        if byte == UInt8(ascii: "\"") && !html {
          at = find(byte, from: at + 1)
        } else if byte == UInt8(ascii: "[") && !html {
          inside = true
        } else if byte == UInt8(ascii: "]") {
          inside = false
        } else if byte == UInt8(ascii: ">"), !inside {
          break
        }
        at += 1
      }
      at = min(at + 1, input.count)
    }
  }
}
