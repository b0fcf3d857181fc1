import Press

/// The markup of Swissdox around a text: `<tx><ld><p>…</p></ld><au>…</au><lg>…</lg></tx>`.
enum SwissdoxText {
  /// Takes the author and the captions out of the text among `fields`, into fields of their own.
  static func open(_ fields: inout [RecordField]) {
    guard let at = fields.firstIndex(where: { $0.role == .body }),
      case .text(let text) = fields[at].value, text.hasPrefix("<tx")
    else { return }
    let markup = Markup(text, as: .xml)
    guard let root = markup.first("tx") else { return }
    let authors = root.all("au").compactMap(\.line)
    let captions = root.all("lg").compactMap(\.line)
    let body = root.paragraphs(blocks: ["p", "ld", "zt", "ka", "ti", "ut"]) {
      $0.name == "au" || $0.name == "lg"
    }
    guard !body.isEmpty else { return }
    fields[at].value = .text(body)
    if !authors.isEmpty {
      fields.append(
        RecordField("au", role: .authors, rank: 0, value: .list(authors.map(Metadata.text))))
    }
    if !captions.isEmpty {
      let value = Metadata.list(captions.map(Metadata.text))
      fields.append(RecordField("captions", role: nil, rank: 0, value: value))
    }
  }
}
