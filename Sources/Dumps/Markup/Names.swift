/// What HTML says about an element, as far as reading articles needs it.
struct TagTraits: OptionSet {
  let rawValue: UInt16
  /// Has no content and no end tag.
  static let void = TagTraits(rawValue: 1)
  /// Its content is text up to its own end tag.
  static let raw = TagTraits(rawValue: 2)
  /// Starts and ends a paragraph.
  static let block = TagTraits(rawValue: 4)
  /// An end tag from inside never closes anything outside of it.
  static let boundary = TagTraits(rawValue: 8)
  /// May be in `head`.
  static let head = TagTraits(rawValue: 16)
  /// Holds nothing that a reader of the page sees as text.
  static let dropped = TagTraits(rawValue: 32)
  /// Separates its content from what is beside it by a space.
  static let cell = TagTraits(rawValue: 64)
  /// Closes an open `p` when it starts.
  static let closesP = TagTraits(rawValue: 128)
  /// White space is as written.
  static let pre = TagTraits(rawValue: 256)
  /// Contains one sentence, in the XML of corpora.
  static let sentence = TagTraits(rawValue: 512)
  /// Contains one word, in the XML of corpora and of scans.
  static let word = TagTraits(rawValue: 1024)
}

/// Names of elements and attributes as small numbers, so that a tree compares integers.
struct NameTable {
  private(set) var names: [String] = []
  private var bytes: [[UInt8]] = []
  private var hashes: [UInt32] = []
  private var slots: [Int32] = Array(repeating: -1, count: 1024)

  /// How many different names a document may use; any further one is called `other`.
  static let limit = 65_536

  /// The names of HTML, which every table starts with; their numbers are the indices in `Tag`.
  static let html: NameTable = {
    var table = NameTable()
    for (name, _) in Tag.all { _ = table.id(of: Array(name.utf8)[...]) }
    return table
  }()

  /// The number of `name`, given one if it is new.
  mutating func id(of name: ArraySlice<UInt8>) -> Int32 {
    name.withUnsafeBufferPointer { id(of: $0) }
  }

  /// The number of `name`, given one if it is new.
  mutating func id(of name: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Self.hash(name)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let id = Int(slots[slot])
      if hashes[id] == hash, bytes[id].elementsEqual(name) { return Int32(id) }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard names.count < Self.limit else { return Tag.other }
    let id = Int32(names.count)
    names.append(String(decoding: name, as: UTF8.self))
    bytes.append(Array(name))
    hashes.append(hash)
    slots[slot] = id
    if names.count * 2 > slots.count { grow() }
    return id
  }

  /// The number of `name`, nil when the document never used it.
  func id(of name: String) -> Int32? {
    var name = name
    return name.withUTF8 { name in
      let hash = Self.hash(name)
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] >= 0 {
        let id = Int(slots[slot])
        if hashes[id] == hash, bytes[id].elementsEqual(name) { return Int32(id) }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (id, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(id)
    }
  }

  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }
}

/// The elements of HTML with what the parser and the paragraphs need to know of each.
enum Tag {
  static let all: [(String, TagTraits)] = [
    ("p", [.block, .closesP]), ("div", [.block, .closesP]), ("br", [.void]), ("span", []),
    ("li", [.block, .closesP]), ("ul", [.block, .closesP]), ("ol", [.block, .closesP]),
    ("dl", [.block, .closesP]), ("dt", [.block, .closesP]), ("dd", [.block, .closesP]),
    ("table", [.block, .boundary]), ("tr", [.block]), ("td", [.cell, .boundary]),
    ("th", [.cell, .boundary]), ("thead", [.block]), ("tbody", [.block]), ("tfoot", [.block]),
    ("caption", [.block, .boundary]), ("option", [.dropped]), ("select", [.dropped]),
    ("html", [.block]), ("head", [.dropped]), ("body", [.block]),
    ("title", [.raw, .head, .dropped]), ("script", [.raw, .head, .dropped]),
    ("style", [.raw, .head, .dropped]), ("template", [.head, .dropped, .boundary]),
    ("noscript", [.head, .dropped]), ("textarea", [.raw, .dropped]), ("meta", [.void, .head]),
    ("link", [.void, .head]), ("base", [.void, .head]), ("article", [.block, .closesP, .boundary]),
    ("section", [.block, .closesP, .boundary]), ("header", [.block, .closesP, .boundary]),
    ("footer", [.block, .closesP, .boundary]), ("aside", [.block, .closesP, .boundary]),
    ("main", [.block, .closesP, .boundary]), ("nav", [.block, .closesP, .boundary]),
    ("h1", [.block, .closesP]), ("h2", [.block, .closesP]), ("h3", [.block, .closesP]),
    ("h4", [.block, .closesP]), ("h5", [.block, .closesP]), ("h6", [.block, .closesP]),
    ("hgroup", [.block, .closesP]), ("blockquote", [.block, .closesP]),
    ("pre", [.block, .closesP, .pre]), ("address", [.block, .closesP]),
    ("center", [.block, .closesP]), ("figure", [.block, .closesP]),
    ("figcaption", [.block, .closesP]), ("fieldset", [.block, .closesP]),
    ("form", [.block, .closesP]), ("details", [.block, .closesP]), ("summary", [.block, .closesP]),
    ("dialog", [.block, .closesP]), ("menu", [.block, .closesP]), ("dir", [.block, .closesP]),
    ("hr", [.void, .block, .closesP]), ("legend", [.block]), ("optgroup", [.dropped]),
    ("area", [.void]), ("col", [.void]), ("embed", [.void]), ("img", [.void]), ("input", [.void]),
    ("param", [.void]), ("source", [.void]), ("track", [.void]), ("wbr", [.void]),
    ("frame", [.void]), ("basefont", [.void]), ("bgsound", [.void]), ("keygen", [.void]),
    ("iframe", [.raw, .dropped]), ("noembed", [.raw, .dropped]), ("noframes", [.raw, .dropped]),
    ("xmp", [.raw, .block, .pre]), ("object", [.boundary, .dropped]), ("applet", [.dropped]),
    ("svg", [.dropped]), ("math", [.dropped]), ("canvas", [.dropped]), ("audio", [.dropped]),
    ("video", [.dropped]), ("map", [.dropped]), ("button", [.dropped]), ("datalist", [.dropped]),
    ("picture", []), ("a", []), ("b", []), ("i", []), ("em", []), ("strong", []), ("mark", []),
    ("u", []), ("s", [.sentence]), ("small", []), ("sub", []), ("sup", []), ("font", []),
    ("time", []),
    ("abbr", []), ("q", []), ("cite", []), ("label", []), ("ins", []), ("del", []), ("tt", []),
    ("big", []), ("code", []), ("rp", [.dropped]), ("class", []), ("id", []), ("href", []),
    ("content", []), ("name", []), ("property", []), ("hidden", []), ("other", []), ("lb", []),
    ("sentence", [.sentence]), ("phrase", [.sentence]), ("sent", [.sentence]),
    ("w", [.word]), ("wd", [.word]), ("word", [.word]), ("articleWord", [.word]), ("tok", [.word]),
    ("token", [.word]),
  ]

  /// The traits by number; a number past the end has none.
  static let traits: [TagTraits] = {
    var traits: [TagTraits] = []
    var seen: Set<String> = []
    for (name, value) in all where seen.insert(name).inserted { traits.append(value) }
    return traits
  }()

  static let p = number("p"), br = number("br"), li = number("li"), ul = number("ul")
  static let ol = number("ol"), dl = number("dl"), dt = number("dt"), dd = number("dd")
  static let table = number("table"), tr = number("tr"), td = number("td"), th = number("th")
  static let thead = number("thead"), tbody = number("tbody"), tfoot = number("tfoot")
  static let option = number("option"), html = number("html"), head = number("head")
  static let body = number("body"), classAttribute = number("class"), id = number("id")
  static let title = number("title"), script = number("script"), style = number("style")
  static let template = number("template"), a = number("a"), hidden = number("hidden")
  static let other = number("other"), lb = number("lb"), q = number("q")

  /// The traits of element number `id`.
  static func traits(of id: Int32) -> TagTraits {
    Int(id) < traits.count ? traits[Int(id)] : []
  }

  private static func number(_ name: String) -> Int32 {
    guard let id = NameTable.html.id(of: name) else { preconditionFailure("\(name) is listed") }
    return id
  }
}
