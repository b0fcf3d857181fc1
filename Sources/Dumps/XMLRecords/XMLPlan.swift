import Press

/// Which element of an XML file is an article, and what its fields are, determined from the start
/// of the file.
struct XMLPlan {
  /// The name of the element that is an article.
  let record: String
  /// How many of them begin in what was looked at.
  private(set) var count = 0
  /// How many fields have a known meaning in the first of them.
  private(set) var roles = 0
  private(set) var description = ""
  /// True when one of them stands in another, and both are closed.
  private(set) var isNested = false

  /// Elements that may be articles stand no deeper than this below the outermost one.
  private static let depth = 6
  /// How many elements of one name are looked at.
  private static let samples = 12

  /// Names that records have.
  private static let known: Set<String> = [
    "doc", "document", "article", "item", "record", "row", "entry", "news", "story", "news-item",
    "newsitem", "text", "texte", "post", "notice", "depeche", "dépêche", "result", "hit", "page",
    "message", "contenu", "clip", "articulo", "artikel", "beitrag", "node", "object",
  ]

  /// Looks for the element in the start of a file, in UTF-8 or a charset of single bytes.
  ///
  /// `named` is the element that a person named.
  init?(_ head: [UInt8], record named: String?, map: [String: String]) {
    let document = Markup(head, as: .xml)
    var byName: [(name: String, elements: [Element], depth: Int)] = []
    // By the element around them: whether elements are the fields of a row.
    var rows: [Int: Bool] = [:]
    for (element, depth) in Self.elements(of: document) {
      if let named, element.name != named { continue }
      if named == nil, XMLRecord.prose.contains(element.name), !XMLRecord.isRow(element),
        !XMLRecord.isTitled(element)
      {
        continue
      }
      if named == nil, let row = element.parent, XMLRecord.mayBeField(element) {
        let isField = rows[row.index] ?? XMLRecord.isKnownRow(row)
        rows[row.index] = isField
        if isField { continue }
      }
      if let at = byName.firstIndex(where: { $0.name == element.name }) {
        byName[at].elements.append(element)
      } else if byName.count < 200 {
        byName.append((element.name, [element], depth))
      }
    }
    var best: (score: Int, name: String, elements: [Element])?
    for (name, elements, depth) in byName {
      guard let score = Self.score(name, elements, depth, map, isNamed: named != nil) else {
        continue
      }
      if score > best?.score ?? .min { best = (score, name, elements) }
    }
    // What contains several articles is a section: `<rubrique>` around `<article>`.
    for (name, elements, depth) in byName {
      guard named == nil, let group = best, elements.count > group.elements.count,
        Self.known.contains(name.lowercased()), elements.first?.ancestor(group.name) != nil,
        let score = Self.score(name, elements, depth, map, isNamed: false),
        Self.haveTitles(elements, map)
      else { continue }
      best = (score, name, elements)
    }
    if let best {
      self.record = best.name
      describe(best.elements, map, isSound: document.problem == nil)
    } else if let named {
      self.record = named
      description = "XML, its <\(named)> elements, as asked for"
    } else {
      return nil
    }
  }

  /// The names of the elements at the start of a file, each once, at most forty.
  static func names(in head: [UInt8]) -> [String] {
    var names: [String] = []
    for (element, _) in elements(of: Markup(head, as: .xml)) where !names.contains(element.name) {
      names.append(element.name)
      if names.count == 40 { break }
    }
    return names
  }

  // Elements with their depths; those inside the prose of another are none.
  private static func elements(of document: Markup) -> [(Element, Int)] {
    var found: [(Element, Int)] = []
    var ends: [Int] = []
    var at = 0
    while at < document.nodes.count, found.count < 20_000 {
      while let end = ends.last, at >= end { ends.removeLast() }
      let node = document.nodes[at]
      if node.name >= 0 {
        if ends.count > depth {
          at = Int(node.end)
          continue
        }
        found.append((Element(document, at), ends.count))
        ends.append(Int(node.end))
      }
      at += 1
    }
    return found
  }

  /// True when most of `elements` have a title and an element that is their text.
  private static func haveTitles(_ elements: [Element], _ map: [String: String]) -> Bool {
    let sample = elements.prefix(samples).map { XMLRecord($0, map: map) }
    return sample.count {
      guard case .element? = $0.text else { return false }
      return $0.fields.contains { $0.role == .title }
    } * 2 > sample.count
  }

  /// How likely an element is an article; nil when it cannot be one.
  private static func score(
    _ name: String, _ elements: [Element], _ depth: Int, _ map: [String: String], isNamed: Bool
  ) -> Int? {
    // Scrapers leave empty records.
    let filled = elements.lazy.filter { $0.node.from < $0.node.to || $0.line != nil }
    let sample = filled.prefix(samples).map { XMLRecord($0, map: map) }
    let withText = sample.count { $0.text != nil }
    guard withText * 2 >= sample.count, withText > 0 || isNamed else { return isNamed ? 0 : nil }
    var roles = 0
    var (named, own) = (0, 0)
    for record in sample {
      roles += Set(record.fields.compactMap(\.role)).count
      if case .element? = record.text { named += 1 }
      if case .content? = record.text { own += 1 }
    }
    let isKnown = known.contains(name.lowercased())
    let mean = (roles * 2 + sample.count) / (sample.count * 2)
    guard mean > 0 || isKnown || isNamed else { return nil }
    // A file of nothing but the longest of foreign fields is no article by any evidence.
    guard named + own > 0 || mean >= 2 || isNamed else { return nil }
    return 30 * min(mean, 5) + (elements.count > 1 ? 40 : 0) + (isKnown ? 30 : 0)
      + (named * 2 > sample.count ? 20 : own * 2 > sample.count ? 10 : 0) - depth
  }

  /// True when elements stand in others of their name by intent: one that contains all that follow it
  /// was not closed.
  private static func areNested(_ elements: [Element], isSound: Bool) -> Bool {
    var (outermost, containers, end) = (0, 0, 0)
    for element in elements {
      if element.index >= end {
        outermost += 1
        end = element.end
        if element.first(element.name) != nil { containers += 1 }
      }
    }
    return containers > 1 || containers == 1 && outermost == 1 && isSound
  }

  private mutating func describe(
    _ elements: [Element], _ map: [String: String], isSound: Bool
  ) {
    count = elements.count
    isNested = Self.areNested(elements, isSound: isSound)
    var mapped: [(name: String, role: FieldRole)] = []
    var place = "its content"
    for element in elements.prefix(Self.samples) {
      let record = XMLRecord(element, map: map)
      switch record.text {
      case .element(let inner): place = "<\(inner.name)>"
      case .longest(let inner): place = "<\(inner.name)>, its longest field"
      default: break
      }
      for role in Set(record.fields.compactMap(\.role)) {
        let field = record.fields.filter { $0.role == role }.min { $0.rank < $1.rank }
        if let field, !mapped.contains(where: { $0.role == role }) {
          mapped.append((field.name, role))
        }
      }
    }
    roles = mapped.count
    let order = FieldRole.allCases
    mapped.sort {
      (order.firstIndex(of: $0.role) ?? 0, $0.name) < (order.firstIndex(of: $1.role) ?? 0, $1.name)
    }
    let fields = mapped.map { "\($0.role.rawValue) = \($0.name)" }.joined(separator: ", ")
    description =
      "XML with <\(record)> elements: text = \(place)" + (fields.isEmpty ? "" : ", " + fields)
      + "; --record and --map decide otherwise"
  }
}
