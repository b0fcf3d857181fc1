import Press

/// The first paragraph of a text in a field of its own, beside the one that contains the rest: «lead»,
/// «chapo», «Lead Paragraph», the «snippet» of Factiva.
enum LeadField {
  /// Folded names of such fields.
  private static let names: Set<String> = [
    "lead", "lede", "leadparagraph", "chapo", "chapeau", "snippet", "leadtext", "leadin",
  ]
  /// A lead that is shorter is a label or a line of its own, in bytes.
  private static let shortest = 60
  /// How much of a lead is looked for in the text, in letters.
  private static let compared = 60

  /// The field that begins the text; nil when none does, or the text contains it.
  static func index(
    in fields: [RecordField], above body: String, besides taken: Set<Int>
  ) -> Int? {
    guard !body.isEmpty else { return nil }
    return fields.indices.first { i in
      guard !taken.contains(i), fields[i].role == nil,
        let name = fields[i].name.split(separator: ".").last,
        names.contains(FieldRole.folded(String(name))),
        let lead = BodyText.read(fields[i].value)?.text.trimmed, lead.utf8.count >= shortest,
        endsSentence(lead)
      else { return false }
      return !contains(body, lead)
    }
  }

  /// Sets the field above the text.
  static func prepend(_ field: RecordField, to article: inout Article) {
    guard let lead = BodyText.read(field.value)?.text.trimmed else { return }
    article.body = lead + "\n\n" + article.body
    article.keep("lead_rule", .text("first paragraph: \(field.name)"))
  }

  // A text that was cut ends in points, and is a summary.
  private static func endsSentence(_ lead: String) -> Bool {
    !lead.hasSuffix("...") && lead.last.map { ".!?»”\"".contains($0) } == true
  }

  private static func contains(_ body: String, _ lead: String) -> Bool {
    func letters(_ text: some StringProtocol) -> String {
      String(text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic })
    }
    let start = letters(lead).prefix(compared)
    // Only the beginning of a text repeats its lead.
    return letters(body.prefix(8 * lead.count + 2000)).contains(start)
  }
}
