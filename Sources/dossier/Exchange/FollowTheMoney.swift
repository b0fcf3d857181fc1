import Press
import Storage
import Tables

/// Sources, articles and relations as entities of FollowTheMoney, one a line.
///
/// - Source: https://followthemoney.tech/explorer/.
struct FollowTheMoney {
  static let columns = [
    "id", "class", "label_en", "subject_key", "subject", "subject_kind", "subject_country",
    "object_key", "object", "object_kind", "object_country", "article_id", "title", "outlet",
    "published", "url", "sentence", "happened_on", "former", "language", "polarity", "modality",
  ]

  private let output: Output
  private let json: JSONText

  init(_ output: Output) {
    self.output = output
    json = JSONText(output)
  }

  /// Writes the relations, and once each what they refer to.
  func write(_ rows: Rows) throws -> Int {
    var known: Set<String> = []
    var count = 0
    while try rows.next() {
      let subject = source(rows, 3, &known)
      let object = source(rows, 7, &known)
      let article = "dossier-article-\(rows.integer(11))"
      if known.insert(article).inserted {
        entity(
          article, "Article",
          [
            ("title", rows.text(12)), ("publisher", rows.text(13)), ("date", rows.text(14)),
            ("sourceUrl", rows.text(15)),
            ("language", rows.text(19).flatMap { Self.languages[$0] }),
          ])
      }
      relation(rows, subject, object, article)
      try output.flushIfFull()
      count += 1
    }
    return count
  }

  private func source(_ rows: Rows, _ column: Int, _ known: inout Set<String>) -> String {
    var key = rows.text(column) ?? ""
    let id = "dossier-" + String(key.withUTF8(DataPackage.digest).prefix(32))
    guard known.insert(id).inserted else { return id }
    entity(
      id, Self.schema(ofKind: rows.text(column + 2) ?? ""),
      [
        ("name", rows.text(column + 1)),
        ("country", rows.text(column + 3).flatMap(CountryCodes.two)),
        ("description", key),
      ])
    return id
  }

  /// Codes of ISO 639-2 for those of ISO 639-1.
  private static let languages = [
    "ar": "ara", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hu": "hun", "it": "ita",
    "ja": "jpn", "ko": "kor", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr", "zh": "zho",
  ]

  private static func schema(ofKind kind: String) -> String {
    switch Source.Kind(rawValue: kind) {
    case .person: "Person"
    case .organisation, .media: "Organization"
    case .state: "PublicBody"
    case .document: "Document"
    case .group, nil: "LegalEntity"
    }
  }

  private func relation(_ rows: Rows, _ subject: String, _ object: String, _ article: String) {
    let subjectKind = rows.text(5) ?? ""
    let objectKind = rows.text(9) ?? ""
    let isBody = ["organisation", "state", "media"].contains(objectKind)
    let (schema, from, to): (String, String, String) =
      switch rows.text(1) ?? "" {
      case "member_of" where isBody && subjectKind != "document":
        ("Membership", "member", "organization")
      case "role_in" where isBody && subjectKind != "document":
        ("Employment", "employee", "employer")
      case "kin" where subjectKind == "person" && objectKind == "person":
        ("Family", "person", "relative")
      default: ("UnknownLink", "subject", "object")
      }
    let isDenied = rows.integer(20) < 0
    let modality = rows.text(21) ?? ""
    let role =
      (isDenied ? "not: " : "") + (rows.text(2) ?? "")
      + (modality == "actual" ? "" : " (\(modality))")
    entity(
      "dossier-relation-\(rows.integer(0))", schema,
      [
        (from, subject), (to, object), (schema == "Family" ? "relationship" : "role", role),
        ("date", rows.text(17) ?? rows.text(14)), ("summary", rows.text(16)),
        ("sourceUrl", rows.text(15)), ("publisher", rows.text(13)), ("proof", article),
      ])
  }

  private func entity(_ id: String, _ schema: String, _ properties: [(String, String?)]) {
    json.object {
      json.key("id")
      json.string(id)
      json.key("schema")
      json.string(schema)
      json.key("properties")
      json.object {
        for (name, value) in properties {
          guard let value, !value.isEmpty else { continue }
          json.key(name)
          json.array { json.string(value) }
        }
      }
    }
    json.newline()
  }
}
