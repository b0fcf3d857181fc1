import Press

/// Why a line is no account that may be taken in.
struct AccountFault: Error {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}

/// One line of `dossier extract`, read back and held against the text in it.
///
/// Offsets come as Unicode scalars and become bytes; one that lies outside the text, or whose words are
/// not the words beside it, is a fault.
struct AccountRecord {
  /// The number of the shape that is read.
  static let schema = 2

  private let body: String
  /// The first byte of every scalar of the body, and its length.
  private let bytes: [Int]
  /// Places of sources in the account, by key.
  private var sources: [String: Int] = [:]

  /// The account in a line.
  static func account(
    in line: UnsafeRawBufferPointer, at origin: Origin
  ) throws(AccountFault) -> Account {
    var reader = JSONReader(line)
    let value: Metadata
    do throws(JSONFault) {
      value = try reader.value()
    } catch {
      throw AccountFault("no JSON: \(error.reason) (byte \(error.at) of the line)")
    }
    guard case .object = value, reader.isAtEnd() else {
      throw AccountFault("expected one JSON object, as dossier extract writes it")
    }
    let root = AccountField("", value)
    if let error = try root["error"].text {
      throw AccountFault("it could not be read where it was extracted: \(error)")
    }
    guard let schema = try root["schema"].integer, schema == Self.schema else {
      throw AccountFault(
        "schema \(value["schema"]?.string ?? "is missing"), and \(Self.schema) is read: extract it "
          + "again with this version of dossier")
    }
    guard let body = try root["text"].text else {
      throw AccountFault(
        "the text is missing, so offsets cannot be checked against it; extract it without --no-text"
      )
    }
    var record = AccountRecord(body)
    return try record.account(root, at: origin)
  }

  private init(_ body: String) {
    self.body = body
    var bytes: [Int] = []
    bytes.reserveCapacity(body.utf8.count + 1)
    for (i, byte) in body.utf8.enumerated() where byte & 0xC0 != 0x80 { bytes.append(i) }
    bytes.append(body.utf8.count)
    self.bytes = bytes
  }

  private mutating func account(
    _ root: AccountField, at origin: Origin
  ) throws(AccountFault) -> Account {
    if let length = try root["length"].integer, length != bytes.count - 1 {
      throw AccountFault("length: \(length), but the text has \(bytes.count - 1) characters")
    }
    var account = Account(of: try article(root, at: origin))
    account.rules = try root["rules"].text
    account.sources = try root["sources"].map { field throws(AccountFault) in try source(field) }
    for (i, source) in account.sources.enumerated() where sources[source.key] == nil {
      sources[source.key] = i
    }
    account.mentions = try root["mentions"].map { field throws(AccountFault) in
      let passage = try passage(field)
      let role = try field["role"].present.map { role throws(AccountFault) in try self.passage(role)
      }
      return Mention(source: try place(field["source"]), passage: passage, role: role)
    }
    account.statements = try root["statements"].map { field throws(AccountFault) in
      try statement(field)
    }
    let count = account.statements.count
    account.relations = try root["relations"].map { field throws(AccountFault) in
      try relation(field, statements: count)
    }
    return account
  }

  private func article(
    _ root: AccountField, at origin: Origin
  ) throws(AccountFault) -> Article {
    var article = Article(origin: origin, body: body)
    article.externalID = try root["id"].text
    article.title = try root["title"].text
    article.outlet = try root["outlet"].text
    article.published = try root.date("published")
    article.url = try root["url"].text
    article.authors = try root["authors"].map { author throws(AccountFault) in
      try author.needed(author.text)
    }
    article.section = try root["section"].text
    article.language = try root["language"].text
    article.declaredLanguage = try root["language_declared"].text
    article.metadata = root["metadata"].value.fields
    article.keep("extracted_from", Self.origin(in: root.value))
    return article
  }

  /// Where the record stood when it was extracted; nil for one of the standard input without a key.
  private static func origin(in root: Metadata) -> Metadata? {
    let isPipe = root["path"] == nil || root["path"]?.string == "-"
    let names = isPipe ? ["key"] : ["path", "entry", "record", "key"]
    let fields = names.compactMap { name in root[name].map { Metadata.Field(name, $0) } }
    return fields.isEmpty ? nil : .object(fields)
  }

  private func source(_ field: AccountField) throws(AccountFault) -> Source {
    Source(
      key: try field["key"].neededText, kind: try field["kind"].oneOf(Source.Kind.self),
      name: try field["name"].neededText, country: try field["country"].text,
      names: try field["names"].map { name throws(AccountFault) in
        Source.Name(
          try name["text"].neededText, try name["kind"].oneOf(Source.NameKind.self))
      },
      reach: try field["reach"].text == nil ? .everywhere : field["reach"].oneOf(Source.Reach.self))
  }

  private func statement(_ field: AccountField) throws(AccountFault) -> Statement {
    let content = try passage(field, words: "content")
    if content.isEmpty { throw AccountFault("\(field.name): the statement has no content") }
    var statement = Statement(
      kind: try field["kind"].oneOf(Statement.Kind.self), content: content,
      rule: try field["rule"].neededText, confidence: try field["confidence"].share)
    statement.speaker = try field["speaker"].present.map { speaker throws(AccountFault) in
      try passage(speaker)
    }
    if try field["source"].text != nil { statement.source = try place(field["source"]) }
    if let cue = field["cue"].present {
      statement.cue = Statement.Cue(
        passage: try passage(cue), lemma: try cue["lemma"].neededText,
        class: try cue["class"].neededText)
    }
    statement.negated = try field["negated"].flag
    statement.saidOn = try field.date("said_on")
    return statement
  }

  private func relation(
    _ field: AccountField, statements: Int
  ) throws(AccountFault) -> Relation {
    var relation = Relation(
      subject: try actor(field["subject"]), class: try field["class"].oneOf(RelationClass.self),
      object: try actor(field["object"]), trigger: try passage(field["trigger"]),
      sentence: try passage(field["sentence"]), rule: try field["rule"].neededText,
      confidence: try field["confidence"].share)
    relation.topic = try field["topic"].present.map { topic throws(AccountFault) in
      try passage(topic)
    }
    switch try field["polarity"].integer {
    case 1: relation.isAffirmed = true
    case -1: relation.isAffirmed = false
    default: throw field["polarity"].fault("expected 1 or -1")
    }
    relation.modality = try field["modality"].oneOf(Relation.Modality.self)
    relation.former = try field["former"].flag
    if try field["asserted_by"].text != nil {
      relation.assertedBy = try place(field["asserted_by"])
    }
    relation.statement = try field["statement"].integer
    if let statement = relation.statement, !(0..<statements).contains(statement) {
      throw field["statement"].fault("there are \(statements) statements, from 0")
    }
    relation.happenedOn = try field.date("happened_on")
    return relation
  }

  private func actor(_ field: AccountField) throws(AccountFault) -> Relation.Actor {
    Relation.Actor(source: try place(field["source"]), passage: try passage(field))
  }

  private func place(_ field: AccountField) throws(AccountFault) -> Int {
    let key = try field.neededText
    guard let place = sources[key] else {
      throw field.fault("«\(key)» is none of the sources of the account")
    }
    return place
  }

  /// The passage at `start` and `end` of a field, whose words must stand there, if it has them.
  private func passage(
    _ field: AccountField, words: String = "text"
  ) throws(AccountFault) -> Passage {
    let start = try field["start"].needed(field["start"].integer)
    let end = try field["end"].needed(field["end"].integer)
    guard 0 <= start, start <= end, end < bytes.count else {
      throw field.fault("\(start) … \(end) lies outside the text (0 … \(bytes.count - 1))")
    }
    let passage = Passage(bytes[start], bytes[end])
    if let expected = try field[words].text {
      let utf8 = body.utf8
      let from = utf8.index(utf8.startIndex, offsetBy: passage.start)
      let words = utf8[from..<utf8.index(from, offsetBy: passage.length)]
      if !words.elementsEqual(expected.utf8) {
        throw field.fault(
          "at \(start) … \(end) the text has «\(String(words.prefix(80)) ?? "…")», not "
            + "«\(expected.prefix(80))»")
      }
    }
    return passage
  }
}

/// A value of an account with the way to it, for messages: `statements[3].cue`.
struct AccountField {
  let name: String
  let value: Metadata

  init(_ name: String, _ value: Metadata) {
    self.name = name
    self.value = value
  }

  subscript(key: String) -> AccountField {
    AccountField(name.isEmpty ? key : "\(name).\(key)", value[key] ?? .null)
  }

  func fault(_ problem: String) -> AccountFault { AccountFault("\(name): \(problem)") }

  /// The field, unless it is null or missing.
  var present: AccountField? { value == .null ? nil : self }

  /// What `body` makes of every value of a list; nothing of null.
  func map<T>(
    _ body: (AccountField) throws(AccountFault) -> T
  ) throws(AccountFault) -> [T] {
    switch value {
    case .null: return []
    case .list(let values):
      var results: [T] = []
      results.reserveCapacity(values.count)
      for (i, value) in values.enumerated() {
        results.append(try body(AccountField("\(name)[\(i)]", value)))
      }
      return results
    default: throw fault("expected a list")
    }
  }

  func needed<T>(_ value: T?) throws(AccountFault) -> T {
    guard let value else { throw fault("is missing") }
    return value
  }

  var neededText: String {
    get throws(AccountFault) { try needed(text) }
  }

  var text: String? {
    get throws(AccountFault) {
      switch value {
      case .null: return nil
      case .text(let text): return text
      default: throw fault("expected a text")
      }
    }
  }

  var integer: Int? {
    get throws(AccountFault) {
      switch value {
      case .null: return nil
      case .number(let digits):
        if let number = Int(digits) { return number }
        throw fault("expected a whole number, not \(digits)")
      default: throw fault("expected a whole number")
      }
    }
  }

  /// A number from 0 to 1.
  var share: Double {
    get throws(AccountFault) {
      guard case .number(let digits) = value, let number = Double(digits), 0...1 ~= number else {
        throw fault("expected a number from 0 to 1")
      }
      return number
    }
  }

  var flag: Bool {
    get throws(AccountFault) {
      guard case .bool(let flag) = value else { throw fault("expected true or false") }
      return flag
    }
  }

  func oneOf<T: RawRepresentable & CaseIterable>(
    _ type: T.Type
  ) throws(AccountFault) -> T where T.RawValue == String {
    let text = try neededText
    if let value = T(rawValue: text) { return value }
    throw fault(
      "«\(text)» is none of " + T.allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// A date in ISO 8601 and, beside it under `…_raw`, as it was printed.
  func date(_ key: String) throws(AccountFault) -> PressDate? {
    guard let iso = try self[key].text else { return nil }
    guard Self.isDate(iso) else { throw self[key].fault("«\(iso)» is no date in ISO 8601") }
    return PressDate(iso: iso, printed: try self[key + "_raw"].text)
  }

  // 2022, 2022-12, 2022-12-09, 2022-12-09T10:32 and what may follow.
  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard [4, 7, 10].contains(bytes.count) || (16...40).contains(bytes.count) else { return false }
    for (byte, shape) in zip(bytes, "0000-00-00T00:00".utf8) {
      if shape == 0x30 ? !(0x30...0x39).contains(byte) : byte != shape { return false }
    }
    return bytes.dropFirst(16).allSatisfy {
      (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x3A, 0x5A].contains($0)
    }
  }
}
