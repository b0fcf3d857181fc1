import Press

/// Text that an editor on the web stores as a tree of blocks: ANS, ProseMirror, EditorJS, Draft.js,
/// Slate, Lexical, Contentful, Portable Text, Quill.
///
/// A block is a paragraph; stretches of words inside of one follow each other as they are.
enum BlockText {
  /// Values inside values that are read.
  private static let depth = 24

  /// The paragraphs of `value`, separated by one blank line; nil when no text is in it.
  /// With `onlyKnown`, blocks of kinds that are not known to be text are passed over.
  static func read(_ value: Metadata, onlyKnown: Bool = false) -> String? {
    var writer = Writer(onlyKnown: onlyKnown)
    writer.read(value, under: "", depth: 0)
    writer.end()
    return writer.paragraphs.isEmpty ? nil : writer.paragraphs.joined(separator: "\n\n")
  }

  /// True for a list of blocks, or an object that is a block or a tree of them; false for records.
  static func isTree(_ value: Metadata) -> Bool {
    switch value {
    case .list(let items): items.prefix(8).contains(where: isNode)
    case .object: isNode(value)
    default: false
    }
  }

  /// True for a caption of a video: `{"text": …, "start": 1.5, "duration": 2}`.
  static func isCaption(_ value: Metadata) -> Bool {
    value["text"] != nil && value["start"] != nil && (value["duration"] ?? value["end"]) != nil
      && value.fields.count <= 6
  }

  private static func isNode(_ value: Metadata) -> Bool {
    guard case .object(let fields) = value else { return false }
    if fields.contains(where: { trees.contains($0.name) && !$0.value.fields.isEmpty }) {
      return true
    }
    if case .list(let items)? = value["blocks"] ?? value["ops"] {
      return items.contains { isNode($0) || $0["text"] != nil || $0["insert"] != nil }
    }
    // What has a title, a day or a person is a record.
    if case .list(let items)? = paragraphs.lazy.compactMap({ value[$0] }).first {
      return items.contains { if case .null = $0 { false } else { true } }
    }
    guard kind(of: value) != nil,
      !fields.contains(where: {
        [.title, .published, .authors].contains(FieldRole.guessed($0.name)?.role)
      })
    else { return false }
    return fields.contains { words.contains($0.name) || parts.contains($0.name) }
  }

  /// What a block says it is: `type` of most editors, `nodeType` of Contentful.
  private static func kind(of value: Metadata) -> String? {
    ["type", "_type", "nodeType", "__typename", "kind", "tag"].lazy.compactMap {
      value[$0]?.string?.lowercased()
    }.first
  }

  /// Keys of lists of which each element is a paragraph or a sentence, whatever else it says.
  private static let paragraphs = ["paragraphs", "paragraphes", "sentences", "phrases"]
  /// Keys of the words of a block.
  private static let words: Set<String> = [
    "text", "content", "value", "html", "plain_text", "body", "texte", "paragraph",
  ]
  /// Keys of the blocks inside of a block.
  private static let parts: Set<String> = [
    "children", "content", "blocks", "items", "elements", "content_elements", "contentelements",
    "data", "paragraphs", "components", "contentblocks", "ops", "rich_text", "richtext", "value",
    "paragraph", "body", "text", "paragraphes", "sentences", "phrases",
  ]
  /// Keys of the tree in a document around it.
  private static let trees: Set<String> = ["root"]
  /// Keys under which stretches of a paragraph stand, and no paragraphs.
  private static let stretches: Set<String> = ["children", "content", "rich_text", "text"]
  /// Kinds of stretches; one without a kind is one as well.
  private static let inline: Set<String> = [
    "", "text", "span", "link", "a", "mention", "leaf", "textrun", "bold", "b", "strong", "em", "i",
    "italic", "hyperlink", "autolink", "emoji", "u", "underline", "mark", "entry-hyperlink",
  ]
  private static let breaks: Set<String> = ["hardbreak", "hard_break", "linebreak", "br"]
  /// How the kinds of text end.
  private static let known = [
    "text", "paragraph", "p", "header", "heading", "quote", "list", "html", "body", "h2", "h3",
    "interstitial", "li", "list-item", "listitem", "doc", "document", "root", "block", "unstyled",
    "span", "link",
  ]
  /// Parts of the kinds that are no text of the article.
  private static let others = [
    "image", "picture", "photo", "video", "audio", "gallery", "embed", "related", "promo", "advert",
    "newsletter", "reference", "figure", "media", "iframe", "social", "button", "delimiter",
    "divider", "caption", "toc", "interstitial_link", "link_list", "slideshow", "podcast",
  ]

  private struct Writer {
    let onlyKnown: Bool
    private(set) var paragraphs: [String] = []
    private var line = ""

    init(onlyKnown: Bool) { self.onlyKnown = onlyKnown }

    /// Ends the paragraph that is open.
    mutating func end() {
      if let text = line.trimmed { paragraphs.append(String(text)) }
      line = ""
    }

    /// Reads a value that stands under `key` of the block around it.
    mutating func read(_ value: Metadata, under key: String, depth: Int) {
      guard depth < BlockText.depth else { return }
      switch value {
      case .list(let items): for item in items { read(item, under: key, depth: depth + 1) }
      case .text(let text): paragraph(text)
      case .object(let fields): readBlock(value, fields, under: key, depth: depth)
      case .null, .bool, .number: break
      }
    }

    private mutating func readBlock(
      _ value: Metadata, _ fields: [Metadata.Field], under key: String, depth: Int
    ) {
      let kind = BlockText.kind(of: value) ?? ""
      if BlockText.breaks.contains(kind) {
        line += "\n"
        return
      }
      guard isText(kind) else { return }
      if case .text(let words)? = value["insert"] { return insert(words) }
      let isInline = BlockText.stretches.contains(key) && BlockText.inline.contains(kind)
      for field in fields where BlockText.words.contains(field.name) {
        guard case .text(let words) = field.value else { continue }
        // `content` is the text of a block of ANS, which calls a paragraph «text».
        if isInline, field.name != "content", field.name != "html" {
          line += words
        } else {
          paragraph(words)
        }
        return
      }
      if !isInline { end() }
      let trees = fields.filter { BlockText.trees.contains($0.name) }
      for field in trees.isEmpty ? fields : trees {
        let name = field.name.lowercased()
        guard !trees.isEmpty || BlockText.parts.contains(name) else { continue }
        if case .text = field.value { continue }
        read(field.value, under: name, depth: depth + 1)
      }
      if !isInline { end() }
    }

    private func isText(_ kind: String) -> Bool {
      if kind == "ad" || BlockText.others.contains(where: { kind.range(of: $0) != nil }) {
        return false
      }
      return kind.isEmpty || !onlyKnown || BlockText.known.contains { kind.hasSuffix($0) }
    }

    // Quill ends paragraphs by line ends inside of stretches.
    private mutating func insert(_ words: String) {
      for (n, part) in words.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if n > 0 { end() }
        line += part
      }
    }

    private mutating func paragraph(_ words: String) {
      end()
      if BodyText.looksLikeHTML(words) {
        paragraphs += BodyText.paragraphs(ofHTML: words).textParagraphs.map(String.init)
      } else {
        line = BodyText.withoutReferences(words)
        end()
      }
    }
  }
}
