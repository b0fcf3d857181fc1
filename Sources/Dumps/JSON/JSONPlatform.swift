import Press

/// Records of platforms, whose keys do not say by themselves what they contain.
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
    if names.contains("timestamp"), names.contains("data") { facebook(&fields) }
    if names.contains("schema"), names.contains("properties") { return entity(&fields) }
    if let kind = tombstone(fields) { return .none(kind) }
    if names.contains("subreddit") || names.contains("link_id") && names.contains("parent_id") {
      return reddit(&fields)
    }
    if names.contains("type"), names.contains("text"),
      names.contains("text_entities") || names.contains("from_id") || names.contains("actor_id")
        || names.contains("date_unixtime")
    {
      return telegram(&fields, around)
    }
    if names.contains("ft"), names.contains("d"), names.contains("id") { impresso(&fields) }
    if !names.isDisjoint(with: postSigns),
      names.contains("created_at") || fields.contains(where: { $0.name == "date" })
    {
      post(&fields, around)
    }
    if names.contains("crawlTimeMsec") || names.contains("timestampUsec")
      || names.contains("originId")
      || names.contains("origin")
        && (names.contains("canonical") || fields.contains { $0.name == "alternate" })
    {
      starred(&fields)
    }
    if names.contains("articleText") || names.contains("troveUrl") { trove(&fields) }
    if names.contains("place_of_publication") || names.contains("ocr_eng"),
      let text = fields.first(where: { $0.name.hasPrefix("ocr_") })?.name
    {
      page(&fields, text: text)
    }
    if names.contains("request"), names.contains("response") { return exchange(&fields) }
    if !names.isDisjoint(with: ["news", "tokens", "data"]) { words(&fields) }
    if names.contains("clean_url"), names.contains("summary") { newscatcher(&fields) }
    people(&fields)
    feed(&fields, around)
    return .article
  }

  /// Keys that tell platforms apart.
  private static let signs: Set<String> = Set([
    "schema", "properties", "subreddit", "type", "text", "text_entities", "from_id", "actor_id",
    "date_unixtime", "ft", "d", "id", "created_at", "full_text", "id_str", "crawlTimeMsec",
    "timestampUsec", "originId", "origin", "canonical", "articleText", "troveUrl",
    "place_of_publication", "ocr_eng", "_embedded", "user", "account", "from", "owner", "link_id",
    "parent_id",
    "delete", "scrub_geo", "status_withheld", "_", "index", "create", "update", "action", "kind",
    "@type", "clean_url", "summary", "timestamp", "data", "request", "response", "news", "tokens",
  ]).union(postSigns)

  /// Keys that only posts of X have.
  private static let postSigns: Set<String> = [
    "full_text", "id_str", "note_tweet", "edit_history_tweet_ids", "referenced_tweets",
    "rawContent", "renderedContent", "sourceLabel", "retweeted_status",
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
    _ name: String, _ role: FieldRole, _ value: Metadata?, rank: Int = -2,
    to fields: inout [RecordField]
  ) {
    guard let value, value != .null else { return }
    fields.append(RecordField(name, role: role, rank: rank, value: value))
  }

  // MARK: Platforms

  /// What a record is that says that another one is gone, or steers a program; nil for other records.
  private static func tombstone(_ fields: [RecordField]) -> String? {
    guard let first = fields.first else { return nil }
    if fields.count == 1 {
      if ["delete", "scrub_geo", "status_withheld"].contains(first.name),
        first.value["status"] != nil || first.value["user_id"] != nil
      {
        return "notice that a post was deleted"
      }
      if ["index", "create", "update", "delete"].contains(first.name),
        first.value["_index"] != nil || first.value["_id"] != nil
      {
        return "line of instructions for a search engine"
      }
      return nil
    }
    if first.name == "_", let kind = first.value.string, kind.hasPrefix("MessageService") {
      return "message of the service"
    }
    if value("type", fields)?.string == "service", value("action", fields) != nil {
      return "message of the service"
    }
    if let type = value("@type", fields)?.string, !fields.contains(where: { $0.role == .body }) {
      return "object of JSON-LD of type «\(type)»"
    }
    if value("action", fields)?.string == "del" { return "notice that an article was deleted" }
    if value("kind", fields)?.string == "more" { return "list of further comments" }
    return nil
  }

  /// Takes the answers out of a comment of Reddit: a listing of comments of their own.
  static func takeReplies(_ fields: inout [RecordField]) -> [[Metadata.Field]] {
    guard let at = fields.firstIndex(where: { $0.name == "replies" }),
      case .list(let children)? = fields[at].value["data"]?["children"]
    else { return [] }
    fields.remove(at: at)
    return children.compactMap { child in
      child["kind"]?.string == "t1" ? child["data"]?.fields : nil
    }
  }

  /// Whose posts an archive of X contains, as `account.js` beside them says; nil for other files.
  static func account(beside file: DumpFile) -> Metadata? {
    let place = file.place
    let name = place.split(separator: "/").last ?? ""
    guard name.hasPrefix("tweet") || name.hasPrefix("note-tweet"), name.hasSuffix(".js"),
      let bytes = file.bytes(at: place.dropLast(name.count) + "account.js"),
      let start = JSONShape.start(of: bytes),
      let list = JSONText.read(Array(bytes[start...]))
    else { return nil }
    return list.values.lazy.compactMap { $0["account"] }.first
  }

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
    if text?.trimmed == nil, value("title", fields) != nil { return .none("link without a text") }
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
    // `GAZ-1920-02-03-a-i0001`: the newspaper's short name comes before the day.
    guard let id = value("id", fields)?.string, let day = value("d", fields)?.string,
      let place = id.range(of: "-" + day)
    else { return }
    add("newspaper", .outlet, .text(String(id[..<place.lowerBound])), to: &fields)
  }

  /// Posts of X (Twitter), of its interface or its archive.
  private static func post(_ fields: inout [RecordField], _ around: [Metadata.Field]) {
    func whole(_ post: Metadata) -> String? {
      (post["extended_tweet"]?["full_text"] ?? post["note_tweet"]?["text"]
        ?? post["note_tweet"]?["note_tweet_results"]?["result"]?["text"] ?? post["full_text"]
        ?? post["rawContent"] ?? post["text"])?.string
    }
    let own = Metadata.object(fields.map { .init($0.name, $0.value) })
    let printed = own["full_text"]?.string ?? own["text"]?.string ?? ""
    if let original = own["retweeted_status"] ?? own["retweetedTweet"], let text = whole(original) {
      // «RT @lima: …» is cut at 140 characters; the post that it repeats is whole.
      let mark = printed.hasPrefix("RT @") ? printed.prefix { $0 != ":" } + ": " : ""
      add("long_text", .body, .text(mark + text), rank: -3, to: &fields)
    } else if own["extended_tweet"] != nil || own["note_tweet"] != nil, let text = whole(own) {
      add("long_text", .body, .text(text), rank: -3, to: &fields)
    } else if printed.hasPrefix("RT @"), printed.hasSuffix("…") {
      fields.append(RecordField(FileTally.cut, role: nil, rank: 0, value: .bool(true)))
    }
    set("rawContent", .body, &fields)
    set("full_text", .body, &fields)
    set("id_str", .id, &fields)
    if own["user"] == nil, own["author"] == nil,
      let account = around.last(where: { $0.name == "account" })?.value
    {
      add("account", .authors, account["accountDisplayName"] ?? account["username"], to: &fields)
    }
    // The user of a post says in what language it is; a name there is a person's, or an outlet's.
    let user =
      value("user", fields) ?? value("author", fields)
      ?? around.last { $0.name == "account" }?.value
    let name = user?["screen_name"]?.string ?? user?["username"]?.string
    if let id = (value("id_str", fields) ?? value("id", fields))?.string, Outlets.isNumber(id),
      !fields.contains(where: { $0.role == .url && $0.value.string != nil })
    {
      add("address", .url, .text("https://x.com/\(name ?? "i/web")/status/\(id)"), to: &fields)
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

  /// Posts as Facebook gives them to their author: `{"timestamp": …, "data": [{"post": …}]}`.
  private static func facebook(_ fields: inout [RecordField]) {
    guard let text = value("data", fields)?.values.lazy.compactMap({ $0["post"] }).first else {
      return
    }
    add("post", .body, text, to: &fields)
    set("timestamp", .published, &fields)
  }

  /// What a browser asked for and got (HAR): pages are articles, and say themselves when they came out.
  private static func exchange(_ fields: inout [RecordField]) -> Kind {
    guard let content = value("response", fields)?["content"],
      content["mimeType"]?.string?.range(of: "html") != nil, let text = content["text"]
    else { return .none("response that is no page") }
    fields.removeAll { $0.name == "response" }
    add("text", .body, text, to: &fields)
    add("address", .url, value("request", fields)?["url"], to: &fields)
    set("startedDateTime", nil, &fields)
    return .article
  }

  /// A text under a key that is mostly another thing: paragraphs of AFP in `news`, a text to annotate in
  /// `data`, words one by one in `tokens`.
  private static func words(_ fields: inout [RecordField]) {
    guard !fields.contains(where: { $0.role == .body }) else { return }
    for at in fields.indices where ["news", "data", "tokens"].contains(fields[at].name) {
      switch fields[at].value {
      case .list(let items) where !items.isEmpty && items.allSatisfy { $0.string != nil }:
        guard fields[at].name != "data" else { continue }
        if fields[at].name == "tokens" {
          fields[at].value = .text(items.compactMap(\.string).joined(separator: " "))
        }
      case .text(let text) where text.utf8.count >= 60 && text.contains(" "): break
      default: continue
      }
      fields[at].role = .body
      return
    }
  }

  /// Answers of NewsCatcher, whose summary is the text.
  private static func newscatcher(_ fields: inout [RecordField]) {
    guard !fields.contains(where: { $0.role == .body }) else { return }
    set("summary", .body, &fields)
    set("topic", .section, &fields)
  }

  /// Who posted, where an object says so: `{"account": {"display_name": …}}`.
  private static func people(_ fields: inout [RecordField]) {
    // WordPress gives the author a number, and the person where one asks for it.
    if let author = value("_embedded", fields)?["author"], !FieldText.authors(author).isEmpty {
      return add("embedded_author", .authors, author, to: &fields)
    }
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
    for name in ["feed", "channel"] {
      if let title = around.last(where: { $0.name == name })?.value["title"] {
        return add("feed", .outlet, title, to: &fields)
      }
    }
    guard
      around.contains(where: { field in
        field.name == "version" && field.value.string?.range(of: "jsonfeed") != nil
      }), let title = around.last(where: { $0.name == "title" })
    else { return }
    add("feed", .outlet, title.value, to: &fields)
    set("external_url", nil, &fields)
  }
}
