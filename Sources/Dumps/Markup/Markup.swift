/// A document of HTML or XML as a flat tree: nodes in the order of the document, each knowing where
/// its descendants end.
///
/// Nothing here recurses: a document of 100,000 nested tags costs what one of 100,000 tags in a row
/// costs. A node takes 32 bytes and the text is held once, so a page takes about its own size, and
/// at most `nodeLimit` nodes: past that, tags are read over and only their text is kept. No entity
/// that a DTD declares is expanded and no file is ever fetched.
final class Markup {
  enum Dialect { case html, xml }

  struct Node {
    /// The number of the element's name; -1 for text.
    var name: Int32
    /// The node around it; -1 for none.
    var parent: Int32
    /// The node after the last descendant.
    var end: Int32
    /// Where its attributes (element) or bytes (text) start and end in their arrays.
    var from: Int32, to: Int32
    /// The byte of the input where it starts.
    var source: Int
  }

  struct Attribute { var name: Int32, from: Int32, to: Int32 }

  /// How many nodes a document, or a record of one, may have; 128 MB.
  static let nodeLimit = 4_000_000

  let dialect: Dialect
  var nodes: [Node] = []
  var attributes: [Attribute] = []
  /// Character data and attribute values, decoded, back to back.
  var text: [UInt8] = []
  var names = NameTable.html
  /// The byte of the input after the record that is being handed over.
  var recordEnd = 0
  /// True when the input ended inside the record that is being handed over.
  var recordIsCut = false
  /// What is wrong with the form of an XML document, and where, if anything.
  var problem: (offset: Int, message: String)?

  init(_ dialect: Dialect) { self.dialect = dialect }

  /// Reads a whole document in UTF-8; what cannot be read as markup is text.
  convenience init(_ bytes: [UInt8], as dialect: Dialect) {
    self.init(dialect)
    bytes.withUnsafeBufferPointer { input in
      var parser = MarkupParser(of: input, into: self)
      try? parser.run { _ in }
    }
  }

  /// Reads a whole document or fragment.
  convenience init(_ text: String, as dialect: Dialect) { self.init(Array(text.utf8), as: dialect) }

  /// Reads a document record by record: each outermost element named in `records` is handed over
  /// when it ends, and forgotten afterwards, so that memory holds one record and what stands outside
  /// of them (the head of a feed).
  ///
  /// A record that starts inside another ends that one, if `nested` is false.
  @discardableResult
  static func read(
    _ bytes: [UInt8], as dialect: Dialect, records: [String], nested: Bool = true,
    each: (Element) throws -> Void
  ) rethrows -> Markup {
    let markup = Markup(dialect)
    try bytes.withUnsafeBufferPointer { input in
      var parser = MarkupParser(of: input, into: markup, records: records, nested: nested)
      try parser.run(each: each)
    }
    return markup
  }

  /// The outermost element; for a fragment the first.
  var root: Element? {
    var index = 0
    while index < nodes.count {
      if nodes[index].name >= 0 { return Element(self, index) }
      index += 1
    }
    return nil
  }

  /// Every element of that name, in the order of the document.
  func all(_ name: String) -> [Element] {
    guard let id = names.id(of: name) else { return [] }
    return nodes.indices.filter { nodes[$0].name == id }.map { Element(self, $0) }
  }

  /// The first element of that name.
  func first(_ name: String) -> Element? {
    guard let id = names.id(of: name) else { return nil }
    return nodes.firstIndex { $0.name == id }.map { Element(self, $0) }
  }

  func string(_ from: Int32, _ to: Int32) -> String {
    String(decoding: text[Int(from)..<Int(to)], as: UTF8.self)
  }
}

/// An element of a document.
struct Element: Hashable {
  let markup: Markup
  let index: Int

  init(_ markup: Markup, _ index: Int) {
    self.markup = markup
    self.index = index
  }

  static func == (a: Element, b: Element) -> Bool { a.index == b.index && a.markup === b.markup }
  func hash(into hasher: inout Hasher) { hasher.combine(index) }

  var node: Markup.Node { markup.nodes[index] }
  /// The name, in HTML in lower case, in XML with the usual prefix of its namespace (`dc:creator`).
  var name: String { markup.names.names[Int(node.name)] }
  /// The node after the last descendant.
  var end: Int { Int(node.end) }
  var traits: TagTraits { Tag.traits(of: node.name) }

  var parent: Element? {
    let parent = Int(node.parent)
    return parent < 0 ? nil : Element(markup, parent)
  }

  /// The nearest element around it of that name.
  func ancestor(_ name: String) -> Element? {
    guard let id = markup.names.id(of: name) else { return nil }
    var at = node.parent
    while at >= 0 {
      if markup.nodes[Int(at)].name == id { return Element(markup, Int(at)) }
      at = markup.nodes[Int(at)].parent
    }
    return nil
  }

  /// The child elements, in order.
  var children: [Element] {
    var children: [Element] = []
    var at = index + 1
    while at < end {
      if markup.nodes[at].name >= 0 { children.append(Element(markup, at)) }
      at = Int(markup.nodes[at].end)
    }
    return children
  }

  /// The first child element of that name.
  func child(_ name: String) -> Element? {
    guard let id = markup.names.id(of: name) else { return nil }
    var at = index + 1
    while at < end {
      if markup.nodes[at].name == id { return Element(markup, at) }
      at = Int(markup.nodes[at].end)
    }
    return nil
  }

  /// The child elements of that name.
  func children(_ name: String) -> [Element] {
    guard let id = markup.names.id(of: name) else { return [] }
    return children.filter { $0.node.name == id }
  }

  /// The element at the end of a path of child names.
  subscript(path: String...) -> Element? {
    var element = self
    for name in path {
      guard let next = element.child(name) else { return nil }
      element = next
    }
    return element
  }

  /// The first descendant of that name.
  func first(_ name: String) -> Element? {
    guard let id = markup.names.id(of: name) else { return nil }
    var at = index + 1
    while at < end {
      if markup.nodes[at].name == id { return Element(markup, at) }
      at += 1
    }
    return nil
  }

  /// Every descendant of that name.
  func all(_ name: String) -> [Element] {
    guard let id = markup.names.id(of: name) else { return [] }
    return ((index + 1)..<max(index + 1, end)).lazy.filter { markup.nodes[$0].name == id }
      .map { Element(markup, $0) }
  }

  /// Every descendant that satisfies `condition`, in order.
  func all(where condition: (Element) -> Bool) -> [Element] {
    var found: [Element] = []
    var at = index + 1
    while at < end {
      if markup.nodes[at].name >= 0, condition(Element(markup, at)) {
        found.append(Element(markup, at))
      }
      at += 1
    }
    return found
  }

  /// The first descendant that satisfies `condition`.
  func first(where condition: (Element) -> Bool) -> Element? {
    var at = index + 1
    while at < end {
      if markup.nodes[at].name >= 0, condition(Element(markup, at)) { return Element(markup, at) }
      at += 1
    }
    return nil
  }

  /// True when `other` is this element or inside it.
  func contains(_ other: Element) -> Bool { index <= other.index && other.index < end }

  /// The value of an attribute, nil when it is not there.
  subscript(attribute name: String) -> String? {
    guard let id = markup.names.id(of: name) else { return nil }
    let node = node
    for at in node.from..<node.to where markup.attributes[Int(at)].name == id {
      let attribute = markup.attributes[Int(at)]
      return markup.string(attribute.from, attribute.to)
    }
    return nil
  }

  /// Every attribute in order.
  var attributes: [(name: String, value: String)] {
    (node.from..<node.to).map { at in
      let attribute = markup.attributes[Int(at)]
      return (
        markup.names.names[Int(attribute.name)], markup.string(attribute.from, attribute.to)
      )
    }
  }

  /// The words of its `class`, in lower case.
  var classes: [String] {
    guard let value = self[attribute: "class"] else { return [] }
    return value.lowercased().split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }
      .map(String.init)
  }

  /// True when `word`, in lower case, is one of the words of its `class`.
  func has(class word: StaticString) -> Bool {
    let node = node
    for at in Int(node.from)..<Int(node.to)
    where markup.attributes[at].name == Tag.classAttribute {
      let attribute = markup.attributes[at]
      return markup.text.withUnsafeBufferPointer { text in
        Self.holds(text[Int(attribute.from)..<Int(attribute.to)], word)
      }
    }
    return false
  }

  private static func holds(_ value: Slice<UnsafeBufferPointer<UInt8>>, _ word: StaticString)
    -> Bool
  {
    let length = word.utf8CodeUnitCount
    var at = value.startIndex
    while value.endIndex - at >= length {
      while at < value.endIndex, value[at] <= 0x20 { at += 1 }
      var n = 0
      while at + n < value.endIndex, n < length {
        let byte = value[at + n]
        guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == word.utf8Start[n] else {
          break
        }
        n += 1
      }
      if n == length, at + n == value.endIndex || value[at + n] <= 0x20 { return true }
      while at < value.endIndex, value[at] > 0x20 { at += 1 }
    }
    return false
  }

  /// True when words stand right below it, and not only in elements inside.
  var hasOwnText: Bool {
    var at = index + 1
    while at < end {
      let node = markup.nodes[at]
      if node.name < 0, markup.text[Int(node.from)..<Int(node.to)].contains(where: { $0 > 0x20 }) {
        return true
      }
      at = node.name < 0 ? at + 1 : Int(node.end)
    }
    return false
  }

  /// Its character data as it stands, decoded, without any folding.
  var rawText: String {
    var bytes: [UInt8] = []
    var at = index + 1
    while at < end {
      let node = markup.nodes[at]
      if node.name < 0 { bytes.append(contentsOf: markup.text[Int(node.from)..<Int(node.to)]) }
      at += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Its text on one line: white space folded, breaks read as spaces; nil when there is none.
  var line: String? { line { _ in false } }

  /// Its text on one line without the elements that `drop` names.
  func line(dropping drop: (Element) -> Bool) -> String? {
    let text = ParagraphWriter.read(self, oneLine: true, blocks: [], dropping: drop)
    return text.isEmpty ? nil : text
  }

  /// Its text: blocks as paragraphs separated by one blank line, `<br>` as a line end.
  ///
  /// - Parameters:
  ///   - blocks: names of further elements that start and end a paragraph.
  ///   - drop: says which elements are passed over.
  /// - Returns: the paragraphs, empty when there are none.
  func paragraphs(blocks: Set<String> = [], dropping drop: (Element) -> Bool = { _ in false })
    -> String
  {
    ParagraphWriter.read(self, oneLine: false, blocks: blocks, dropping: drop)
  }
}
