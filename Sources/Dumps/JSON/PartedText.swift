import Press

/// A text in parts, each an object: sections with headings, pages of a scan, questions and answers,
/// what speakers say one after another.
enum PartedText {
  /// Keys of lists of parts, folded.
  private static let lists: Set<String> = [
    "sections", "pages", "contents", "paragraphs", "transcript", "segments", "interview",
    "utterances", "captions", "chunks", "parts",
  ]
  /// Keys of the words of a part, the best first.
  private static let words = [
    "text", "texte", "content", "contenu", "ocr", "ocr_text", "value", "paragraph", "context",
    "body", "transcript", "plain_text",
  ]
  private static let headings = ["heading", "title", "titre", "intertitre", "headline", "header"]
  private static let speakers = ["speaker", "speaker_name", "locuteur", "orateur"]
  private static let dialogue = [
    ["question", "q", "demande"], ["answer", "a", "réponse", "reponse"],
  ]
  /// Kinds of parts that are beside the text.
  private static let others: Set<String> = [
    "kicker", "title", "byline", "date", "author", "author_info", "image", "video", "gallery",
    "pull_quote", "deck", "tweet", "instagram",
  ]

  /// True for a list of parts under `name`, and for nothing that may be a list of articles.
  static func isList(_ name: String, _ value: Metadata) -> Bool {
    guard case .list(let items) = value, case .object? = items.first,
      lists.contains(FieldRole.folded(name))
    else { return false }
    return items.prefix(12).contains(where: isPart)
  }

  /// Puts the text of a record that has none into a field, from the list of its parts.
  static func join(_ fields: inout [RecordField]) {
    guard let at = fields.firstIndex(where: { isList($0.name, $0.value) }),
      !fields.contains(where: { $0.role == .body && BodyText.read($0.value) != nil })
    else { return }
    let text = text(of: fields[at].value.values)
    guard !text.isEmpty else { return }
    let field = RecordField(fields[at].name, role: .body, rank: -1, value: .text(text))
    // A list that says more of its parts stays.
    fields[at].role = nil
    fields.append(field)
  }

  private static func isPart(_ value: Metadata) -> Bool {
    guard case .object(let fields) = value, !text(of: value).isEmpty else { return false }
    return !fields.contains {
      [.published, .url, .authors].contains(FieldRole.guessed($0.name)?.role)
    }
  }

  private static func string(_ keys: [String], in value: Metadata) -> String? {
    keys.lazy.compactMap { value[$0]?.string?.trimmed }.first
  }

  /// The words of a part; empty for one that is none.
  private static func text(of part: Metadata) -> String {
    if let kind = part["type"]?.string, others.contains(kind) { return "" }
    let spoken = dialogue.compactMap { string($0, in: part) }
    if spoken.count == 2 { return spoken.joined(separator: "\n\n") }
    guard let key = words.first(where: { part[$0].flatMap(BodyText.read) != nil }),
      let found = part[key].flatMap(BodyText.read)
    else { return "" }
    return found.text.trimmed ?? ""
  }

  // Stretches of time follow each other within a line; another speaker begins a paragraph.
  private static func text(of parts: [Metadata]) -> String {
    var text = ""
    var last: String?
    for part in parts {
      let words = Self.text(of: part)
      if words.isEmpty { continue }
      let isTimed = part["start"] != nil
      let speaker = string(speakers, in: part)
      let heading = isTimed ? nil : string(headings, in: part)
      if !text.isEmpty { text += isTimed && speaker == last ? " " : "\n\n" }
      if let speaker, speaker != last || !isTimed { text += speaker + ": " }
      text += (heading.map { $0 + "\n\n" } ?? "") + words
      last = speaker
    }
    return text
  }
}

/// Fields that have a value for each of several languages: `{"title": {"fr": …, "en": …}}`.
enum LanguageVersions {
  /// Keeps one language of the text and of what is beside it; the others stay under `title.en`.
  static func open(_ fields: inout [RecordField]) {
    guard
      let body = fields.first(where: { $0.role == .body && versions($0.value) != nil })?.value,
      let languages = versions(body)
    else { return }
    let declared = fields.first { $0.role == .language }.flatMap { FieldText.plain($0.value) }
    let wanted =
      [declared, "fr"].compactMap(\.self).first(where: languages.contains) ?? languages[0]
    for at in fields.indices {
      guard versions(fields[at].value) != nil, let value = fields[at].value[wanted] else {
        continue
      }
      for other in fields[at].value.fields where other.name != wanted {
        fields.append(
          RecordField("\(fields[at].name).\(other.name)", role: nil, rank: 0, value: other.value))
      }
      fields[at].value = value
    }
    if declared == nil {
      fields.append(RecordField("language", role: .language, rank: 90, value: .text(wanted)))
    }
  }

  /// The languages that are the keys of an object; nil for another value.
  static func versions(_ value: Metadata) -> [String]? {
    guard case .object(let fields) = value, !fields.isEmpty, fields.count <= 40,
      fields.allSatisfy({ isLanguage($0.name) })
    else { return nil }
    return fields.map(\.name)
  }

  // «fr», «pt-BR»
  private static func isLanguage(_ name: String) -> Bool {
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    return parts.count <= 2 && parts.allSatisfy { $0.utf8.count == 2 }
      && name.utf8.prefix(2).allSatisfy { (0x61...0x7A).contains($0) }
  }
}

/// Texts of Ghost's former editor: `{"version": "0.3.1", "markups": […], "sections": [[1, "p", …]]}`.
enum MobiledocText {
  /// The paragraphs of a document, separated by one blank line; nil for another value.
  static func read(_ value: Metadata) -> String? {
    guard value["version"] != nil || value["markups"] != nil,
      case .list(let sections)? = value["sections"], case .list? = sections.first
    else { return nil }
    let cards = value["cards"]?.values ?? []
    let paragraphs = sections.flatMap { section -> [String] in
      let parts = section.values
      guard let kind = parts.first?.string.flatMap({ Int($0) }), parts.count >= 2 else { return [] }
      switch kind {
      case 1: return parts.count > 2 ? [words(parts[2])] : []
      case 3: return parts.count > 2 ? parts[2].values.map(words) : []
      case 10:
        guard let number = parts[1].string.flatMap({ Int($0) }), cards.indices.contains(number),
          let payload = cards[number].values.dropFirst().first,
          let text = (payload["html"] ?? payload["markdown"]).flatMap(BodyText.read)
        else { return [] }
        return [text.text]
      default: return []
      }
    }
    let text = paragraphs.compactMap(\.trimmed).joined(separator: "\n\n")
    return text.isEmpty ? nil : text
  }

  // Stretches are [0, markups, closed, words].
  private static func words(_ stretches: Metadata) -> String {
    stretches.values.compactMap { $0.values.last?.string }.joined()
  }
}
