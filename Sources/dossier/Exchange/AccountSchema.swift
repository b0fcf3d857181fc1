import Storage
import Tables

/// The JSON Schema of what `dossier extract` writes: meanings and values are those of the codebook.
///
/// - Source: https://json-schema.org/draft/2020-12/schema.
struct AccountSchema {
  /// What a value is.
  private indirect enum Shape: Sendable {
    case text, integer, number, boolean, any
    case list(Shape)
    case object([Field])
  }

  /// One field of an object.
  private struct Field: Sendable {
    var name: String
    var shape: Shape
    /// Where the codebook explains it: `statement_details.content`; else its own words.
    var meaning: String
    var isOptional = false
    /// False where the field may be missing.
    var isRequired = true
  }

  private let codebook: Codebook

  init(_ codebook: Codebook) { self.codebook = codebook }

  /// Writes the schema of one line.
  func write(to output: Output) {
    let json = JSONText(output)
    json.object {
      text("$schema", "https://json-schema.org/draft/2020-12/schema", json)
      text("title", "A line of dossier extract", json)
      text(
        "description",
        "An article with all it reports, or why a line gave none. Offsets (start, end) count Unicode "
          + "scalars of the text, from 0, end excluded. Dates are ISO 8601 at the precision that was "
          + "printed.", json)
      json.key("oneOf")
      json.array {
        json.object { write(.object(Self.origin + Self.account), json) }
        json.object { write(.object(Self.origin + [Self.error]), json) }
      }
    }
    json.newline()
  }

  private func write(
    _ shape: Shape, isOptional: Bool = false, values: [String] = [], _ json: JSONText
  ) {
    func type(_ name: String) {
      json.key("type")
      if isOptional {
        json.array { for name in [name, "null"] { json.string(name) } }
      } else {
        json.string(name)
      }
    }
    switch shape {
    case .any: break
    case .text: type("string")
    case .integer: type("integer")
    case .number: type("number")
    case .boolean: type("boolean")
    case .list(let items):
      type("array")
      json.key("items")
      json.object { write(items, json) }
    case .object(let fields):
      type("object")
      write(fields, json)
    }
    if !values.isEmpty { write(values, isOptional: isOptional, json) }
  }

  private func write(_ fields: [Field], _ json: JSONText) {
    json.key("properties")
    json.object {
      for field in fields {
        json.key(field.name)
        json.object { write(field, json) }
      }
    }
    json.key("required")
    json.array { for field in fields where field.isRequired { json.string(field.name) } }
    json.key("additionalProperties")
    json.bool(false)
  }

  private func write(_ field: Field, _ json: JSONText) {
    let column = column(field.meaning)
    text("description", column?.meaning ?? field.meaning, json)
    write(field.shape, isOptional: field.isOptional, values: column?.values ?? [], json)
  }

  private func write(_ values: [String], isOptional: Bool, _ json: JSONText) {
    // Flags are numbers in the archive and true or false here.
    let numbers = values.map { Int64($0) }
    if numbers == [0, 1] { return }
    json.key("enum")
    json.array {
      for (value, number) in zip(values, numbers) {
        if let number { json.integer(number) } else { json.string(value) }
      }
      if isOptional { json.null() }
    }
  }

  private func text(_ key: String, _ text: String, _ json: JSONText) {
    json.key(key)
    json.string(text)
  }

  /// The column that `table.column` names.
  private func column(_ meaning: String) -> Codebook.Column? {
    let parts = meaning.split(separator: ".")
    guard parts.count == 2, !meaning.contains(" ") else { return nil }
    let table = codebook.tables.first { $0.name == parts[0] }
    return table?.columns.first { $0.name == parts[1] }
  }

  // MARK: The shape of a line

  private static let origin: [Field] = [
    Field(name: "schema", shape: .integer, meaning: "number of this shape: \(AccountText.schema)"),
    Field(name: "path", shape: .text, meaning: "dumps.path"),
    Field(name: "entry", shape: .text, meaning: "dumps.entry", isOptional: true),
    Field(name: "record", shape: .integer, meaning: "articles.record"),
    Field(
      name: "key", shape: .any, meaning: "the caller's key (--key), in answers to lines",
      isRequired: false),
  ]
  private static let error = Field(
    name: "error", shape: .text, meaning: "why the line gave no article")

  private static let account: [Field] = [
    Field(name: "rules", shape: .text, meaning: "runs.rules_version"),
    Field(name: "id", shape: .text, meaning: "articles.external_id", isOptional: true),
    Field(name: "title", shape: .text, meaning: "articles.title", isOptional: true),
    Field(name: "outlet", shape: .text, meaning: "article_details.outlet", isOptional: true),
    Field(name: "published", shape: .text, meaning: "articles.published", isOptional: true),
    Field(name: "published_raw", shape: .text, meaning: "articles.published_raw", isOptional: true),
    Field(name: "url", shape: .text, meaning: "articles.url", isOptional: true),
    Field(name: "authors", shape: .list(.text), meaning: "as printed"),
    Field(name: "section", shape: .text, meaning: "articles.section", isOptional: true),
    Field(name: "language", shape: .text, meaning: "articles.language", isOptional: true),
    Field(
      name: "language_declared", shape: .text, meaning: "articles.language_declared",
      isOptional: true),
    Field(name: "length", shape: .integer, meaning: "length of the text in Unicode scalars"),
    Field(name: "text", shape: .text, meaning: "articles.body", isRequired: false),
    Field(name: "metadata", shape: .any, meaning: "articles.metadata", isRequired: false),
    Field(name: "sources", shape: .list(.object(source)), meaning: "who speaks or acts"),
    Field(name: "mentions", shape: .list(.object(mention)), meaning: "where sources are named"),
    Field(name: "statements", shape: .list(.object(statement)), meaning: "what they said"),
    Field(
      name: "relations", shape: .list(.object(relation)), meaning: "what they do to each other"),
  ]

  private static func place(_ words: Bool = true) -> [Field] {
    [
      Field(name: "start", shape: .integer, meaning: "first character"),
      Field(name: "end", shape: .integer, meaning: "character after the last one"),
    ] + (words ? [Field(name: "text", shape: .text, meaning: "the words there")] : [])
  }

  private static let source: [Field] = [
    Field(name: "key", shape: .text, meaning: "sources.key"),
    Field(name: "kind", shape: .text, meaning: "sources.kind"),
    Field(name: "name", shape: .text, meaning: "sources.name"),
    Field(name: "country", shape: .text, meaning: "sources.country", isOptional: true),
    Field(
      name: "reach", shape: .text,
      meaning: "where the key means this source: everywhere, month (one outlet and month), article"),
    Field(
      name: "names",
      shape: .list(
        .object([
          Field(name: "text", shape: .text, meaning: "source_names.name"),
          Field(name: "kind", shape: .text, meaning: "source_names.name_kind"),
        ])), meaning: "every way in which the article calls it"),
  ]

  private static let mention: [Field] =
    place(false) + [
      Field(name: "source", shape: .text, meaning: "sources.key"),
      Field(name: "role", shape: .object(place()), meaning: "mentions.role", isOptional: true),
    ]

  private static let proof: [Field] = [
    Field(name: "rule", shape: .text, meaning: "statements.rule"),
    Field(name: "confidence", shape: .number, meaning: "statements.confidence"),
  ]

  private static let statement: [Field] =
    place(false) + [
      Field(name: "kind", shape: .text, meaning: "statements.kind"),
      Field(name: "content", shape: .text, meaning: "statement_details.content"),
      Field(
        name: "speaker",
        shape: .object(
          place() + [
            Field(
              name: "name", shape: .text, meaning: "how the article names the speaker most fully",
              isOptional: true)
          ]), meaning: "statement_details.speaker", isOptional: true),
      Field(name: "source", shape: .text, meaning: "key of the source", isOptional: true),
      Field(
        name: "cue",
        shape: .object(
          place() + [
            Field(name: "lemma", shape: .text, meaning: "statements.cue_lemma"),
            Field(name: "class", shape: .text, meaning: "statements.cue_class"),
          ]), meaning: "statement_details.cue", isOptional: true),
      Field(
        name: "negated", shape: .boolean, meaning: "true: it is reported that this was not said"),
      Field(name: "said_on", shape: .text, meaning: "statements.said_on", isOptional: true),
      Field(name: "said_on_raw", shape: .text, meaning: "statements.said_on_raw", isOptional: true),
    ] + proof

  private static let actor: [Field] =
    place(false) + [Field(name: "source", shape: .text, meaning: "key of the source")]

  private static let relation: [Field] =
    [
      Field(name: "subject", shape: .object(actor), meaning: "who acts"),
      Field(name: "class", shape: .text, meaning: "relations.class"),
      Field(name: "object", shape: .object(actor), meaning: "towards whom"),
      Field(name: "trigger", shape: .object(place()), meaning: "the words that express it"),
      Field(name: "topic", shape: .object(place()), meaning: "what it is about", isOptional: true),
      Field(name: "sentence", shape: .object(place(false)), meaning: "the sentence that proves it"),
      Field(name: "happened_on", shape: .text, meaning: "relations.happened_on", isOptional: true),
      Field(
        name: "happened_on_raw", shape: .text, meaning: "relations.happened_on_raw",
        isOptional: true),
      Field(name: "polarity", shape: .integer, meaning: "relations.polarity"),
      Field(name: "modality", shape: .text, meaning: "relations.modality"),
      Field(name: "former", shape: .boolean, meaning: "true: no longer so"),
      Field(
        name: "asserted_by", shape: .text, meaning: "key of who says so; null: the article",
        isOptional: true),
      Field(
        name: "statement", shape: .integer,
        meaning:
          "place of the statement in which it is said, from 0; null: the article's own voice",
        isOptional: true),
    ] + proof
}
