import Press

/// One article of an XML file whose vocabulary nobody has described: its fields, and where its text is.
struct XMLRecord {
  /// Where the text of a record is.
  enum Text {
    /// In an element whose name says so, or that a person named.
    case element(Element)
    /// In the record itself, beside its fields.
    case content
    /// In the longest of its fields, as no name says more.
    case longest(Element)
  }

  private(set) var fields: [RecordField] = []
  private(set) var text: Text?
  /// The elements that are the text: several when they repeat beside each other.
  private var parts: [Element] = []
  /// The element inside of the text that is the title.
  private var heading: Element?
  private let element: Element
  private let map: [String: String]
  /// How deep below a record its fields are looked for.
  private static let depth = 6

  init(_ element: Element, map: [String: String]) {
    self.element = element
    self.map = map
    findText()
    for (name, value) in element.attributes where !name.hasPrefix("xmlns") {
      add(name, value, rank: 0)
    }
    readChildren(of: element, path: [], depth: 0)
    heading = innerTitle
    if let line = heading?.line {
      fields.append(RecordField("heading", role: .title, rank: 60, value: .text(line)))
    }
  }

  // MARK: Text

  private mutating func findText() {
    var best: (element: Element, order: Int)?
    var queue: [(element: Element, depth: Int)] = element.children.map { ($0, 0) }
    var at = 0
    while at < queue.count, at < 2000 {
      let (child, depth) = queue[at]
      at += 1
      if let (role, rank) = role(of: Self.name(of: child), path: nil), role == .body,
        child.line != nil
      {
        let order = depth * 100 + rank
        if order < best?.order ?? .max { best = (child, order) }
      }
      if depth < 3 { queue += child.children.map { ($0, depth + 1) } }
    }
    if let best {
      let name = Self.name(of: best.element)
      parts = best.element.parent?.children.filter { Self.name(of: $0) == name } ?? [best.element]
      return text = .element(best.element)
    }
    if hasOwnText() { return text = .content }
    let leaves = element.all { $0.children.isEmpty && !Self.prose.contains($0.name) }
    let longest = leaves.prefix(500).max { Self.length($0) < Self.length($1) }
    if let longest, Self.length(longest) >= 120 { takeLongest(longest) }
  }

  // Questions and answers, or comments, stand beside each other: all of them are the text.
  private mutating func takeLongest(_ leaf: Element) {
    var part = leaf
    func alike(_ part: Element) -> [Element] {
      part.parent?.children.filter { Self.name(of: $0) == Self.name(of: part) } ?? []
    }
    while let parent = part.parent, parent != element, alike(part).count < 2 { part = parent }
    guard let parent = part.parent, alike(part).count > 1 else {
      parts = [leaf]
      return text = .longest(leaf)
    }
    let counts = Dictionary(grouping: parent.children, by: Self.name)
    parts = parent.children.filter { inner in
      let name = Self.name(of: inner)
      return name == Self.name(of: part)
        || counts[name]?.count ?? 0 > 1 && role(of: name, path: nil) == nil
          && Self.length(inner) >= 4
    }
    text = .longest(part)
  }

  /// True when a person said which element contains the text.
  var isTextMapped: Bool {
    guard case .element(let inner)? = text else { return false }
    return role(of: Self.name(of: inner), path: nil).map { $0.rank < 0 } ?? false
  }

  private static func length(_ element: Element) -> Int {
    var length = 0
    var at = element.index + 1
    while at < element.end {
      let node = element.markup.nodes[at]
      if node.name < 0 { length += Int(node.to - node.from) }
      at += 1
    }
    return length
  }

  // Words of its own, or paragraphs: 20 letters at least.
  private func hasOwnText() -> Bool {
    let markup = element.markup
    var letters = 0
    var at = element.index + 1
    while at < element.end, letters < 20 {
      let node = markup.nodes[at]
      if node.name < 0 {
        letters += markup.text[Int(node.from)..<Int(node.to)].count { $0 > 0x40 }
        at += 1
      } else {
        at = Self.prose.contains(markup.names.names[Int(node.name)]) ? at + 1 : Int(node.end)
      }
    }
    return letters >= 20
  }

  /// The text of the record as paragraphs; empty when there is none.
  func body() -> String {
    switch text {
    case .element, .longest:
      return parts.map { Self.paragraphs(of: $0, without: heading) }.filter { !$0.isEmpty }
        .joined(separator: "\n\n")
    case .content:
      if let words = VerticalText.words(of: element) { return words }
      if element.children.isEmpty { return Fragment.lines(element.rawText) }
      let isPlain = !element.children.contains { Self.prose.contains($0.name) }
      // Without any element of prose, its blank lines part the paragraphs.
      if isPlain { return Fragment.lines(ownText()) }
      return element.paragraphs(blocks: Self.blocks) { isField($0) }
    case nil: return ""
    }
  }

  /// The heading inside of the text, where nothing beside it is one: `<text><text.title>`.
  private var innerTitle: Element? {
    guard case .element(let inner)? = text, let first = inner.children.first,
      !fields.contains(where: { $0.role == .title }),
      first.name.split(separator: ".").last.map({ FieldRole.guessed(String($0))?.role }) == .title,
      first.name.contains(".")
        || FieldRole.guessed(first.name)?.role == .title && first.name != "head"
    else { return nil }
    return first
  }

  private static func paragraphs(of inner: Element, without title: Element?) -> String {
    let children = inner.children
    if children.isEmpty {
      guard let (text, isHTML) = BodyText.read(.text(inner.rawText)) else { return "" }
      return isHTML ? text : Fragment.lines(text)
    }
    // Below an element without words of its own, every element is a paragraph, whatever it is called.
    let hasWords = inner.hasOwnText
    let blocksInside = children.filter { $0.traits.isDisjoint(with: [.word, .sentence]) }.map(
      \.name)
    let names = hasWords ? [] : blocksInside.filter { !prose.contains($0) }
    return inner.paragraphs(blocks: blocks.union(names)) { $0 == title }
  }

  private func ownText() -> String {
    var bytes: [UInt8] = []
    var at = element.index + 1
    let markup = element.markup
    while at < element.end {
      let node = markup.nodes[at]
      if node.name < 0 {
        bytes.append(contentsOf: markup.text[Int(node.from)..<Int(node.to)])
        at += 1
      } else {
        at = Int(node.end)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isField(_ inner: Element) -> Bool {
    inner.parent == element && !Self.prose.contains(inner.name)
  }

  // MARK: Fields

  /// Adds what the elements around a record say of all of them: the outlet, the day, the language.
  ///
  /// What the record says itself goes before it.
  mutating func readAround() {
    var around = element.parent
    var level = 0
    while let outer = around, level < 4 {
      level += 1
      var found = outer.attributes.filter { !$0.name.hasPrefix("xmlns") }
      for child in outer.children.prefix(40) where child.children.isEmpty && child != element {
        if let line = child.line, line.utf8.count < 200 {
          found.append((Self.name(of: child), line))
        }
      }
      for (name, value) in found {
        // `<journal nom="La Rive">` names the outlet.
        let isName = Self.labels.contains(name.lowercased())
        guard let role = role(of: isName ? outer.name : name, path: nil)?.role,
          [.outlet, .published, .language, .section].contains(role),
          !fields.contains(where: { $0.role == role })
        else { continue }
        fields.append(
          RecordField(outer.name + "." + name, role: role, rank: 100 + level, value: .text(value)))
      }
      around = outer.parent
    }
  }

  /// Takes a field that is a day in ISO 8601 for the date, when no name says which one is.
  mutating func findDay() {
    guard !fields.contains(where: { $0.role == .published }),
      let at = fields.firstIndex(where: { field in
        guard field.role == nil, case .text(let text) = field.value, text.utf8.count == 10 else {
          return false
        }
        return PrintedDate.iso(text)?.iso == text

      })
    else { return }
    fields[at].role = .published
    fields[at].rank = 90
  }

  private mutating func readChildren(of parent: Element, path: [String], depth: Int) {
    for child in parent.children {
      if parts.contains(child) { continue }
      if Self.prose.contains(child.name), !Self.values.contains(child.name) { continue }
      let name = Self.name(of: child)
      let isValue = Self.values.contains(child.name) && name == child.name && !path.isEmpty
      let path = isValue ? path : path + [name]
      let printed = path.joined(separator: ".")
      if let composed = Self.composed(child) {
        add(printed, composed.value, rank: depth * 10, as: composed.role)
        continue
      }
      if !child.children.isEmpty, depth < Self.depth, !Self.isProse(child) {
        addAttributes(of: child, path: printed, rank: depth * 10)
        readChildren(of: child, path: path, depth: depth + 1)
        continue
      }
      addLeaf(child, printed, depth)
    }
  }

  private mutating func addLeaf(_ leaf: Element, _ name: String, _ depth: Int) {
    let isDated = role(of: Self.name(of: leaf), path: name)?.role == .published
    // A date for machines goes before the printed one.
    let machine =
      isDated
      ? leaf.attributes.first { PrintedDate.iso($0.value)?.iso.utf8.count ?? 0 >= 8 }?.value : nil
    if let machine {
      add(name, machine, rank: depth * 10)
      if let line = leaf.line, line != machine {
        fields.append(RecordField(name + ".printed", .text(line), map: [:]))
        fields[fields.count - 1].role = nil
      }
      return
    }
    if let line = leaf.line {
      add(name, line, rank: depth * 10)
      if leaf.name == "a" || leaf.name == "link" { addAttributes(of: leaf, path: name, rank: 50) }
      return
    }
    let value = ["value", "valeur", "content", "v", "href", "val"].lazy.compactMap {
      leaf[attribute: $0]?.trimmed
    }.first
    if let value { return add(name, value, rank: depth * 10) }
    addAttributes(of: leaf, path: name, rank: depth * 10)
  }

  private mutating func addAttributes(of element: Element, path: String, rank: Int) {
    let own = Self.name(of: element)
    for (name, value) in element.attributes
    where !name.hasPrefix("xmlns") && !name.hasPrefix("xsi:") && value != own {
      add(path + "." + name, value, rank: rank + 5)
    }
  }

  private mutating func add(_ name: String, _ raw: String, rank: Int, as known: FieldRole? = nil) {
    guard let value = raw.trimmed else { return }
    if let at = fields.firstIndex(where: { $0.name == name }) {
      fields[at].value = .list(fields[at].value.values + [.text(value)])
      return
    }
    var field = RecordField(name, role: nil, rank: rank, value: .text(value))
    let path = name.split(separator: ".")
    var local = path.last.map(String.init) ?? name
    // `publication.title` is the outlet's, `author.name` a person's.
    if path.count > 1, Self.labels.contains(local.lowercased()),
      let outer = role(of: String(path[path.count - 2]), path: nil)?.role,
      [.outlet, .authors, .section, .language].contains(outer)
    {
      local = String(path[path.count - 2])
    }
    // What an article is a part of: `relatedItem type="host"` of MODS, `dcterms:isPartOf` of Zotero.
    if path.count > 1, Self.labels.contains(Self.local(path[path.count - 1])),
      path.dropLast().contains(where: { ["host", "ispartof"].contains(Self.local($0)) })
    {
      (field.role, field.rank) = (.outlet, 5)
      return fields.append(field)
    }
    let isPerson = known == .authors
    if path.count > 1, path.contains(where: { Self.asides.contains($0.lowercased()) }) {
      return fields.append(field)
    }
    if isPerson,
      ["contrib", "auth", "auteur", "creator", "byline"].contains(where: {
        name.lowercased().range(of: $0) != nil
      })
    {
      field.role = .authors
    } else if let (role, own) = role(of: local, path: name), role != .body, !isPerson {
      field.role = role
      field.rank = own < 0 ? own : own + rank
    }
    fields.append(field)
  }

  // «title» of «dc:title», in small letters.
  private static func local(_ name: Substring) -> String {
    (name.split(separator: ":").last ?? name).lowercased()
  }

  /// The role of a name, or of its whole path where a person mapped it.
  private func role(of name: String, path: String?) -> (role: FieldRole, rank: Int)? {
    if !map.isEmpty, let path, let found = FieldRole.role(of: path, map: map), found.rank < 0 {
      return found
    }
    if let found = FieldRole.role(of: name, map: map) { return found }
    return Self.short[name].map { ($0, 50) }
  }

  private static func isProse(_ element: Element) -> Bool {
    element.children.allSatisfy { prose.contains($0.name) && !values.contains($0.name) }
  }

  /// A date in parts, or a person in parts, as one value.
  private static func composed(_ element: Element) -> (value: String, role: FieldRole)? {
    // `<publicationDate year="2023" month="05" day="9"/>`
    if let year = element[attribute: "year"], let month = element[attribute: "month"],
      let day = PressDate(
        year: Int(year) ?? 0, month: Int(month), day: element[attribute: "day"].flatMap { Int($0) },
        printed: year)
    {
      return (day.iso, .published)
    }
    if let year = (element.child("year") ?? element.child("Year"))?.line, Int(year) != nil {
      func part(_ name: String) -> String? {
        (element.child(name) ?? element.child(name.prefix(1).uppercased() + name.dropFirst()))?.line
      }
      let names = [part("day"), part("month"), year].compactMap(\.self)
      guard let month = part("month"), Int(month) != nil else {
        return (names.joined(separator: " "), .published)
      }
      func two(_ text: String) -> String { text.utf8.count == 1 ? "0" + text : text }
      let day = [year, two(month), part("day").map(two)].compactMap(\.self)
      return (day.joined(separator: "-"), .published)
    }
    let family = ["surname", "lastname", "last_name", "family", "LastName", "nom"]
    let given = [
      "given-names", "firstname", "first_name", "given", "ForeName", "FirstName", "prenom",
      "prénom",
    ]
    guard let last = family.lazy.compactMap({ element.child($0)?.line }).first else { return nil }
    let first = given.lazy.compactMap { element.child($0)?.line }.first
    return ([first, last].compactMap(\.self).joined(separator: " "), .authors)
  }
}
