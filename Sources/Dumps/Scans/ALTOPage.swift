import Press

/// The text blocks of one ALTO page in reading order.
struct ALTOPage {
  struct Block {
    var id: String?
    /// Lines of words, each with its identifier.
    var lines: [[(id: String?, word: ScannedText.Word)]]
    var isMargin = false
    /// The block that is read after this one, as ALTO 1 to 3 says it.
    var next: String?
  }

  private(set) var blocks: [Block] = []
  /// The picture from which the page was read, as the file names it.
  private(set) var image: String?
  /// The identifier of the page on the web: `ark:/12148/…/f2`.
  private(set) var identifier: String?
  /// The language that the blocks declare.
  private(set) var language: String?
  /// The printed number of the page.
  private(set) var number: String?

  /// Reads `document`; nil when it has no `alto`.
  init?(_ document: Markup) {
    guard let root = document.first("alto") ?? document.first("ALTO") else { return nil }
    image = root.first("fileName")?.line
    identifier = root.first("fileIdentifier")?.line ?? root.first("documentIdentifier")?.line
    let pages = root.all("Page")
    number = pages.first?[attribute: "PRINTED_IMG_NR"] ?? pages.first?[attribute: "PHYSICAL_IMG_NR"]
    for page in pages {
      for block in page.all("TextBlock") { add(block) }
    }
    order(by: root.first("ReadingOrder"))
  }

  private mutating func add(_ element: Element) {
    var block = Block(
      id: element[attribute: "ID"], lines: [], next: element[attribute: "IDNEXT"])
    language = language ?? element[attribute: "LANG"] ?? element[attribute: "language"]
    var around = element.parent
    while let parent = around, parent.name != "Page" {
      if parent.name.hasSuffix("Margin") { block.isMargin = true }
      around = parent.parent
    }
    for line in element.all("TextLine") {
      var words: [(id: String?, word: ScannedText.Word)] = []
      for item in line.children {
        if item.name == "HYP", !words.isEmpty {
          words[words.count - 1].word.isDivided = true
        }
        guard item.name == "String", let content = item[attribute: "CONTENT"], !content.isEmpty
        else { continue }
        var word = ScannedText.Word(text: content)
        switch item[attribute: "SUBS_TYPE"] {
        case "HypPart1": word.whole = item[attribute: "SUBS_CONTENT"]?.trimmed
        case "HypPart2": word.isSecondHalf = true
        default: break
        }
        words.append((item[attribute: "ID"], word))
      }
      if !words.isEmpty { block.lines.append(words) }
    }
    if !block.lines.isEmpty { blocks.append(block) }
  }

  // ALTO 4 may say in what order blocks are read; blocks that it does not name stay after.
  private mutating func order(by reading: Element?) {
    guard let reading else { return followNext() }
    var places: [String: Int] = [:]
    for item in reading.all("ElementRef") {
      if let id = item[attribute: "REF"], places[id] == nil { places[id] = places.count }
    }
    let order = blocks.indices.sorted { a, b in
      let (x, y) = (
        blocks[a].id.flatMap { places[$0] } ?? .max, blocks[b].id.flatMap { places[$0] } ?? .max
      )
      return x == y ? a < b : x < y
    }
    blocks = order.map { blocks[$0] }
  }

  // Each block that none points to begins a chain; chains follow each other as they begin in the file.
  private mutating func followNext() {
    guard blocks.contains(where: { $0.next != nil }) else { return }
    var places: [String: Int] = [:]
    for (at, block) in blocks.enumerated() { if let id = block.id { places[id] = at } }
    let targets = Set(blocks.compactMap(\.next))
    var order: [Int] = []
    var seen = Set<Int>()
    let heads = blocks.indices.filter { !(blocks[$0].id.map(targets.contains) ?? false) }
    for head in heads + Array(blocks.indices) {
      var at: Int? = head
      while let block = at, seen.insert(block).inserted {
        order.append(block)
        at = blocks[block].next.flatMap { places[$0] }
      }
    }
    blocks = order.map { blocks[$0] }
  }

  /// Adds the whole page to `text`, without its margins.
  func add(to text: inout ScannedText) {
    for block in blocks where !block.isMargin {
      text.add(block: block.lines.map { $0.map(\.word) })
    }
  }

  /// What is in the margins: running heads and page numbers.
  var margins: String? {
    var text = ScannedText()
    for block in blocks where block.isMargin { text.add(block: block.lines.map { $0.map(\.word) }) }
    return text.text.trimmed
  }

  /// Adds the block `begin`, or the words from `begin` to `end`, to `text`.
  ///
  /// - Returns: false when the page has no such block or word.
  func add(from begin: String?, to end: String?, _ text: inout ScannedText) -> Bool {
    guard let begin else {
      add(to: &text)
      return true
    }
    if let block = blocks.first(where: { $0.id == begin }) {
      text.add(block: block.lines.map { $0.map(\.word) })
      return true
    }
    for block in blocks {
      var lines: [[ScannedText.Word]] = []
      var isInside = false
      var isDone = false
      for line in block.lines {
        var words: [ScannedText.Word] = []
        for (id, word) in line where !isDone {
          if id == begin { isInside = true }
          if isInside { words.append(word) }
          if isInside, id == (end ?? begin) { isDone = true }
        }
        if !words.isEmpty { lines.append(words) }
      }
      if !lines.isEmpty {
        text.add(block: lines)
        return true
      }
    }
    return false
  }
}
