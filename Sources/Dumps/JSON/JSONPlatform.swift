import Press

/// Records of platforms, whose keys do not say by themselves what they hold.
///
/// Each reader looks for the keys that only its platform writes, and gives fields their roles; every
/// field stays under its own name.
enum JSONPlatform {
  /// What a record is.
  enum Kind {
    case article
    /// No article by its own account; the receipt counts it under this name.
    case none(String)
  }

  /// Gives the fields of one record their roles, and says what the record is.
  ///
  /// `around` are the single values of the objects around it, the innermost last.
  static func read(_ fields: inout [RecordField], around: [Metadata.Field]) -> Kind {
    // Most records are of no platform: they have none of its keys.
    let names = Set(fields.lazy.map(\.name).filter(signs.contains))
    if names.isEmpty {
      if !around.isEmpty { feed(&fields, around) }
      return .article
    }
    if names.contains("schema"), names.contains("properties") { return entity(&fields) }
    if names.contains("subreddit") { return reddit(&fields) }
    if names.contains("type"), names.contains("text"),
      names.contains("text_entities") || names.contains("from_id") || names.contains("actor_id")
        || names.contains("date_unixtime")
    {
      return telegram(&fields, around)
    }
    if names.contains("ft"), names.contains("d"), names.contains("id") { impresso(&fields) }
    if names.contains("created_at"), names.contains("full_text") || names.contains("id_str") {
      post(&fields)
    }
    if names.contains("crawlTimeMsec") || names.contains("timestampUsec")
      || names.contains("originId") || names.contains("origin") && names.contains("canonical")
    {
      starred(&fields)
    }
    if names.contains("articleText") || names.contains("troveUrl") { trove(&fields) }
    if names.contains("place_of_publication") || names.contains("ocr_eng"),
      let text = fields.first(where: { $0.name.hasPrefix("ocr_") })?.name
    {
      page(&fields, text: text)
    }
    people(&fields)
    feed(&fields, around)
    return .article
  }

  /// Keys that tell platforms apart.
  private static let signs: Set<String> = [
    "schema", "properties", "subreddit", "type", "text", "text_entities", "from_id", "actor_id",
    "date_unixtime", "ft", "d", "id", "created_at", "full_text", "id_str", "crawlTimeMsec",
    "timestampUsec", "originId", "origin", "canonical", "articleText", "troveUrl",
    "place_of_publication", "ocr_eng", "user", "account", "from", "owner",
  ]

  // MARK: Helpers

  /// Gives the field called `name` a role before all others.
  private static func set(_ name: String, _ role: FieldRole?, _ fields: inout [RecordField]) {
    guard let at = fields.firstIndex(where: { $0.name == name }) else { return }
    fields[at].role = role
    fields[at].rank = -2
  }

  private static func value(_ name: String, _ fields: [RecordField]) -> Metadata? {
    fields.first { $0.name == name && $0.value != .null }?.value
  }

  private static func add(
    _ name: String, _ role: FieldRole, _ value: Metadata?, to fields: inout [RecordField]
  ) {
    guard let value, value != .null else { return }
    fields.append(RecordField(name, role: role, rank: -2, value: value))
  }

  // MARK: Platforms

  /// FollowTheMoney, as Aleph and OpenAleph export it: every property is a list.
  private static func entity(_ fields: inout [RecordField]) -> Kind {
    guard let at = fields.firstIndex(where: { $0.name == "properties" }),
      let schema = value("schema", fields)?.string
    else { return .article }
    let roles: [String: (FieldRole, Int)] = [
      "bodyText": (.body, -5), "bodyHtml": (.body, -4), "indexText": (.body, -3),
      "translatedText": (.body, 90), "title": (.title, -2), "subject": (.title, -1),
      "name": (.title, 0), "fileName": (.title, 1), "publishedAt": (.published, -3),
      "date": (.published, -2), "authoredAt": (.published, -1), "modifiedAt": (.published, 90),
      "publisher": (.outlet, -2), "sourceUrl": (.url, -2), "author": (.authors, -2),
      "authorMentioned": (.authors, 90), "language": (.language, -2),
      "detectedLanguage": (.language, -1),
    ]
    let properties = fields[at].value.fields
    let hasText = properties.contains { property in
      roles[property.name]?.0 == .body && BodyText.read(property.value) != nil
    }
    guard hasText else { return .none("entity without a text («\(schema)»)") }
    fields.remove(at: at)
    fields += properties.map { property in
      let role = roles[property.name]
      return RecordField(
        property.name, role: role?.0, rank: role?.1 ?? 0, value: property.value)
    }
    return .article
  }

  /// Submissions and comments, of the interface or of Pushshift's files.
  private static func reddit(_ fields: inout [RecordField]) -> Kind {
    let text = (value("selftext", fields) ?? value("body", fields))?.string
    if let text, text == "[removed]" || text == "[deleted]" {
      return .none("post that was removed or deleted")
    }
    set("selftext", .body, &fields)
    set("created_utc", .published, &fields)
    set("author", .authors, &fields)
    let place = fields.contains { $0.name == "subreddit_name_prefixed" }
    set(place ? "subreddit_name_prefixed" : "subreddit", .outlet, &fields)
    if let path = value("permalink", fields)?.string, path.hasPrefix("/") {
      add("address", .url, .text("https://www.reddit.com" + path), to: &fields)
    }
    return .article
  }

  /// Messages of Telegram's export: texts are lists of stretches, the channel stands around them.
  private static func telegram(_ fields: inout [RecordField], _ around: [Metadata.Field]) -> Kind {
    if let type = value("type", fields)?.string, type != "message" {
      return .none("message of type «\(type)»")
    }
    guard let at = fields.firstIndex(where: { $0.name == "text" }) else { return .article }
    let stretches = fields[at].value.values.map { stretch in
      if case .text(let text) = stretch { return text }
      if case .text(let text)? = stretch["text"] { return text }
      return ""
    }
    let text = stretches.joined()
    guard text.trimmed != nil else { return .none("message without a text (pictures, files)") }
    fields[at] = RecordField("text", role: .body, rank: -2, value: .text(text))
    let chat = around.last { $0.name == "name" }?.value
    add("chat", .outlet, chat, to: &fields)
    let sender = value("from", fields)
    set("from", sender == chat ? nil : .authors, &fields)
    set("date", .published, &fields)
    fields.removeAll { $0.name == "text_entities" }
    return .article
  }

  /// Articles as impresso rebuilds them from scans.
  private static func impresso(_ fields: inout [RecordField]) {
    for (name, role) in [
      ("ft", FieldRole.body), ("t", .title), ("d", .published), ("lg", .language), ("tp", .section),
    ] {
      set(name, role, &fields)
    }
    // `GAZ-1920-02-03-a-i0001`: the newspaper's short name stands before the day.
    guard let id = value("id", fields)?.string, let day = value("d", fields)?.string,
      let place = id.range(of: "-" + day)
    else { return }
    add("newspaper", .outlet, .text(String(id[..<place.lowerBound])), to: &fields)
  }

  /// Posts of X (Twitter), of its interface or its archive.
  private static func post(_ fields: inout [RecordField]) {
    let long =
      value("extended_tweet", fields)?["full_text"] ?? value("note_tweet", fields)?["text"]
    if long != nil { add("long_text", .body, long, to: &fields) }
    set("full_text", .body, &fields)
    set("id_str", .id, &fields)
    // The user of a post says in what language it is; a name there is a person's, or an outlet's.
    let user = value("user", fields) ?? value("author", fields)
    if let name = user?["screen_name"]?.string ?? user?["username"]?.string,
      let id = (value("id_str", fields) ?? value("id", fields))?.string,
      !fields.contains(where: { $0.role == .url && $0.value.string != nil })
    {
      add("address", .url, .text("https://x.com/\(name)/status/\(id)"), to: &fields)
    }
    set("source", nil, &fields)
  }

  /// Starred items of Google Reader and of the readers that kept its form.
  private static func starred(_ fields: inout [RecordField]) {
    func address(_ name: String) -> Metadata? {
      value(name, fields)?.values.lazy.compactMap { $0["href"] }.first
    }
    add(
      "address", .url,
      address("canonical") ?? value("canonicalUrl", fields) ?? address("alternate"), to: &fields)
    let text = value("content", fields) ?? value("summary", fields)
    set("content", nil, &fields)
    set("summary", nil, &fields)
    if let content = text?["content"] ?? text { add("text", .body, content, to: &fields) }
    fields.removeAll { ["content", "summary"].contains($0.name) && $0.value == text }
    add("outlet", .outlet, value("origin", fields)?["title"], to: &fields)
    set("published", .published, &fields)
  }

  /// Articles of Trove, whose title is the newspaper's and whose heading is their own.
  private static func trove(_ fields: inout [RecordField]) {
    set("articleText", .body, &fields)
    set("heading", .title, &fields)
    set("title", .outlet, &fields)
    set("date", .published, &fields)
    set("category", .section, &fields)
    set(fields.contains { $0.name == "troveUrl" } ? "troveUrl" : "identifier", .url, &fields)
  }

  /// Pages of Chronicling America: scanned text in `ocr_eng`, the newspaper's title as title.
  private static func page(_ fields: inout [RecordField], text: String) {
    set(text, .body, &fields)
    set("title", .outlet, &fields)
    set("date", .published, &fields)
    if let path = value("id", fields)?.string, path.hasPrefix("/lccn/") {
      add("address", .url, .text("https://chroniclingamerica.loc.gov" + path), to: &fields)
      set("url", nil, &fields)
    }
  }

  /// Who posted, where an object says so: `{"account": {"display_name": …}}`.
  private static func people(_ fields: inout [RecordField]) {
    guard !fields.contains(where: { $0.role == .authors && $0.value != .null }) else { return }
    for name in ["user", "account", "from", "owner"] {
      guard let at = fields.firstIndex(where: { $0.name == name && !$0.value.fields.isEmpty }),
        FieldText.name(fields[at].value) != nil
      else { continue }
      fields[at].role = .authors
      return
    }
  }

  /// JSON Feed: the title of the feed is the outlet of its items.
  private static func feed(_ fields: inout [RecordField], _ around: [Metadata.Field]) {
    guard
      around.contains(where: { field in
        field.name == "version" && field.value.string?.range(of: "jsonfeed") != nil
      }), let title = around.last(where: { $0.name == "title" })
    else { return }
    add("feed", .outlet, title.value, to: &fields)
    set("external_url", nil, &fields)
  }
}
