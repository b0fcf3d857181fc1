import Press

/// Many records in one JSON object: columns, as data frames are written, rows below their names,
/// posts beside their authors, or records under keys of their own.
enum FoldedRecords {
  /// The records in `fields`; nil when they are one record.
  static func unfolded(_ fields: [RecordField], map: [String: String]) -> [[RecordField]]? {
    if let records = rows(fields, map) ?? posts(fields, map) ?? listed(fields, map)
      ?? lists(fields, map)
    {
      return records
    }
    guard !fields.isEmpty,
      fields.allSatisfy({ if case .object = $0.value { true } else { false } })
    else { return nil }
    return columns(fields) ?? keyed(fields, map)
  }

  /// The records of a table: `rows`, each of as many values as there are `names`.
  static func records(
    _ rows: [Metadata], under names: [String], map: [String: String]
  ) -> [[RecordField]] {
    let roles = names.map { FieldRole.role(of: $0, map: map) }
    return rows.map { row in
      zip(names.indices, row.values).compactMap { i, value in
        value == .null
          ? nil
          : RecordField(names[i], role: roles[i]?.role, rank: roles[i]?.rank ?? 0, value: value)
      }
    }
  }

  // {"columns": ["title", "text"], "data": [["…", "…"], …]}
  private static func rows(
    _ fields: [RecordField], _ map: [String: String]
  ) -> [[RecordField]]? {
    func list(_ names: String...) -> [Metadata]? {
      for name in names {
        if case .list(let values)? = fields.first(where: { $0.name == name })?.value {
          return values
        }
      }
      return nil
    }
    guard let columns = list("columns", "fields", "header"), let rows = list("data", "rows"),
      case .list? = rows.first
    else { return nil }
    let names = columns.enumerated().map { i, column in
      FieldText.name(column) ?? "column \(i + 1)"
    }
    return records(rows, under: names, map: map)
  }

  // {"data": [{"text": …, "author_id": "77"}], "includes": {"users": [{"id": "77", "name": …}]}}
  private static func posts(
    _ fields: [RecordField], _ map: [String: String]
  ) -> [[RecordField]]? {
    guard case .list(let posts)? = fields.first(where: { $0.name == "data" })?.value,
      posts.contains(where: { $0["author_id"] != nil && $0["text"] != nil })
    else { return nil }
    var users: [String: Metadata] = [:]
    let includes = fields.first { $0.name == "includes" }?.value
    for user in includes?["users"]?.values ?? [] {
      if let id = user["id"]?.string { users[id] = user }
    }
    var originals: [String: Metadata] = [:]
    for post in includes?["tweets"]?.values ?? [] {
      if let id = post["id"]?.string { originals[id] = post }
    }
    return posts.map { post in
      var record = post.fields.map { RecordField($0.name, $0.value, map: map) }
      let reference = post["referenced_tweets"]?.values.first { $0["type"]?.string == "retweeted" }
      if let original = reference?["id"]?.string.flatMap({ originals[$0] }) {
        record.append(
          RecordField("retweeted_status", role: nil, rank: 0, value: original))
      }
      if let id = post["author_id"]?.string, let user = users[id] {
        record.append(RecordField("user", role: .authors, rank: -2, value: user))
        if let name = user["username"]?.string, let id = post["id"]?.string {
          let address = "https://x.com/\(name)/status/\(id)"
          record.append(RecordField("address", role: .url, rank: 90, value: .text(address)))
        }
      }
      return record
    }
  }

  // {"status": "ok", "articles": [{…}, {…}]}: a page of an interface on one line.
  private static func listed(
    _ fields: [RecordField], _ map: [String: String]
  ) -> [[RecordField]]? {
    guard !fields.contains(where: { $0.role == .body }) else { return nil }
    for field in fields {
      guard let items = objects(field) else { continue }
      let records = items.map { item in
        item.fields.map { RecordField($0.name, $0.value, map: map) }
      }
      let withText = records.count { record in
        var record = record
        EnvelopedRecord.open(&record, map: map)
        return record.contains { $0.role == .body }
      }
      if withText * 2 > records.count { return records }
    }
    return nil
  }

  // A list of objects under a key for such, or written as a text of JSON under any.
  private static func objects(_ field: RecordField) -> [Metadata]? {
    if case .list(let items) = field.value, JSONShape.lists.contains(field.name),
      case .object? = items.first
    {
      return items
    }
    guard case .text(let text) = field.value,
      text.utf8.lazy.filter({ $0 > 32 }).prefix(2).elementsEqual("[{".utf8),
      case .list(let items)? = JSONText.read(text)
    else { return nil }
    return items
  }

  // {"title": ["…", "…"], "text": ["…", "…"]}: columns, when titles, days or addresses are as many as
  // texts. Paragraphs of one article are beside one title.
  private static func lists(
    _ fields: [RecordField], _ map: [String: String]
  ) -> [[RecordField]]? {
    guard case .list(let texts)? = fields.first(where: { $0.role == .body })?.value,
      texts.count > 1,
      fields.contains(where: { field in
        guard case .list(let values) = field.value else { return false }
        return values.count == texts.count
          && [.title, .url, .published].contains(field.role ?? .body)
      })
    else { return nil }
    return texts.indices.map { row in
      fields.compactMap { field in
        guard case .list(let values) = field.value, values.count == texts.count else {
          return RecordField(field.name, role: field.role, rank: field.rank, value: field.value)
        }
        return RecordField(field.name, role: field.role, rank: field.rank, value: values[row])
      }
    }
  }

  // {"title": {"0": …, "1": …}, "text": {"0": …, "1": …}}
  private static func columns(_ fields: [RecordField]) -> [[RecordField]]? {
    guard let text = fields.first(where: { $0.role == .body }) else { return nil }
    let rows = text.value.fields.map(\.name)
    guard !rows.isEmpty, rows.allSatisfy({ Int($0) != nil }) else { return nil }
    var records = rows.map { _ in [RecordField]() }
    for field in fields {
      let values = field.value.fields
      // The rows are in one order in every column, as a rule.
      let isAligned = values.map(\.name) == rows
      var places: [String: Metadata] = [:]
      if !isAligned { for value in values { places[value.name] = value.value } }
      for (n, row) in rows.enumerated() {
        guard let value = isAligned ? values[n].value : places[row], value != .null else {
          continue
        }
        records[n].append(RecordField(field.name, role: field.role, rank: field.rank, value: value))
      }
    }
    return records
  }

  // {"a1": {"title": …, "text": …}, "a2": {…}}
  private static func keyed(_ fields: [RecordField], _ map: [String: String]) -> [[RecordField]]? {
    // «article» may be the text, or contain a record; what programs wrap one record in is no key.
    guard
      fields.count > 1 && !fields.contains(where: { $0.role == .body })
        || fields.count == 1 && !EnvelopedRecord.names.contains(fields[0].name)
    else { return nil }
    let records = fields.map { field in
      field.value.fields.map { RecordField($0.name, $0.value, map: map) }
        + [RecordField("key", role: nil, rank: 0, value: .text(field.name))]
    }
    let withText = records.count { record in record.contains { $0.role == .body } }
    return withText * 2 > records.count ? records : nil
  }
}

/// A record that an interface has put into an object of its own: `{"_source": {…}}`,
/// `{"type": "article", "attributes": {…}}`.
enum EnvelopedRecord {
  /// What such objects are called.
  static let names: Set<String> = [
    "_source", "fields", "attributes", "properties", "row", "tweet", "data", "node", "post",
    "article", "document", "doc", "record", "item", "object", "value", "status", "content",
    "payload", "result", "message", "legacy", "story", "entry", "noteTweet", "core",
  ]

  /// Brings the fields of an inner record up, when the outer one has no text.
  static func open(_ fields: inout [RecordField], map: [String: String], depth: Int = 0) {
    guard depth < 5, !fields.contains(where: { $0.role == .body && isText($0.value) }) else {
      return
    }
    for known in [true, false] {
      for i in fields.indices where names.contains(fields[i].name) == known {
        // An object, or a list of one.
        guard let inner = only(fields[i].value) else { continue }
        var found = inner.map { RecordField($0.name, $0.value, map: map) }
        open(&found, map: map, depth: depth + 1)
        guard found.contains(where: { $0.role == .body && BodyText.read($0.value) != nil }),
          known || found.contains(where: { $0.role == .title || $0.role == .published })
        else { continue }
        fields.remove(at: i)
        for j in fields.indices { fields[j].rank += 20 }
        let own = Set(found.map(\.name))
        fields.removeAll { own.contains($0.name) && $0.role == nil }
        fields = found + fields
        return
      }
    }
  }

  /// Brings the title, the day and what else is known of a record up from an object of metadata.
  static func liftMetadata(_ fields: inout [RecordField], map: [String: String]) {
    var own = Set(fields.lazy.filter { $0.value != .null }.compactMap(\.role))
    let lifted: Set<FieldRole> = [.title, .published, .url]
    guard !lifted.isSubset(of: own) else { return }
    for name in [
      "metadata", "meta", "header", "head", "info", "headers", "metadonnees", "item",
      "warc_headers",
      "html", "article_metadata",
    ] {
      guard let at = fields.firstIndex(where: { $0.name == name && !$0.value.fields.isEmpty })
      else { continue }
      let inner = fields[at].value.fields.map { RecordField($0.name, $0.value, map: map) }
      guard
        inner.contains(where: { $0.role.map { lifted.contains($0) && !own.contains($0) } == true })
      else { continue }
      fields.remove(at: at)
      fields += inner.map {
        let isOwn = $0.role.map { !own.contains($0) && $0 != .body } ?? false
        return isOwn ? $0 : RecordField($0.name, role: nil, rank: 0, value: $0.value)
      }
      own.formUnion(inner.compactMap(\.role))
    }
  }

  // «article» with a title of its own is a record and no text.
  private static func isText(_ value: Metadata) -> Bool {
    switch value {
    case .text(let text): text.utf8.contains { $0 > 32 }
    case .list(let items): items.contains(where: isText)
    case .object(let fields):
      !fields.contains {
        let role = FieldRole.guessed($0.name)?.role
        return role == .title || role == .published
      } && BodyText.read(value) != nil
    case .null, .bool, .number: false
    }
  }

  private static func only(_ value: Metadata) -> [Metadata.Field]? {
    switch value {
    case .object(let fields) where !fields.isEmpty: fields
    case .text(let text) where text.utf8.first == UInt8(ascii: "{"): JSONText.read(text)?.fields
    case .list(let items) where items.count == 1: only(items[0])
    default: nil
    }
  }
}
