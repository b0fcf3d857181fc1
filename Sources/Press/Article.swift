/// One article as a dump gave it. Nothing is guessed: what the dump does not say is nil.
public struct Article: Sendable, Hashable {
  /// Where it was in the dump.
  public var origin: Origin
  /// The text, decoded and never edited afterwards. Lines end with `\n`; formats with markup separate paragraphs by an empty line.
  public var body: String
  /// The headline.
  public var title: String?
  /// The publication's printed name, whole («France 24»).
  public var outlet: String?
  /// The provider's identifier.
  public var externalID: String?
  /// Where it was published on the web.
  public var url: String?
  /// As printed, one entry a person.
  public var authors: [String] = []
  /// Section or rubric as printed.
  public var section: String?
  /// The language that the dump declares (BCP 47).
  public var declaredLanguage: String?
  /// The language that was detected in the text (BCP 47), `und` when it cannot be determined.
  public var language: String?
  /// When it was published, at the precision that was printed.
  public var published: PressDate?
  /// Every other field of the record, in the order of the record. Values keep their shape.
  public var metadata: [Metadata.Field] = []

  /// An article with just a text.
  public init(origin: Origin = Origin(), body: String) {
    self.origin = origin
    self.body = body
  }

  /// Adds a field that has no column. An empty value is not kept.
  public mutating func keep(_ name: String, _ value: Metadata?) {
    guard let value, value != .text("") else { return }
    metadata.append(Metadata.Field(name, value))
  }

  /// Brings fields of one name together as a list, in objects inside them too: most readers of JSON
  /// keep one value of a key and drop the others.
  public mutating func joinFields() {
    if let joined = Metadata.joined(metadata) { metadata = joined }
  }
}

/// Where a record was in its dump.
public struct Origin: Sendable, Hashable {
  /// The file, as given on the command line or found in a folder.
  public var path: String
  /// The entry of a zip, 7z or tar, if the file is one.
  public var entry: String?
  /// Ordinal of the record in its file or entry, from 1.
  public var record: Int
  /// Line of the file where the record starts, from 1, when lines mean something there.
  public var line: Int?
  /// Bytes of the record in the decompressed file or entry, end excluded, when known.
  public var bytes: Range<Int>?
  /// What the caller calls the record, where it was asked for (`extract --key`).
  public var key: Metadata?

  /// A place in a dump.
  public init(
    path: String = "", entry: String? = nil, record: Int = 1, line: Int? = nil,
    bytes: Range<Int>? = nil
  ) {
    self.path = path
    self.entry = entry
    self.record = record
    self.line = line
    self.bytes = bytes
  }
}

/// A value of a field that has no column; JSON's shapes.
public indirect enum Metadata: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number as it was written, so that nothing is rounded.
  case number(String)
  case text(String)
  case list([Metadata])
  /// Fields in the order of the record.
  case object([Field])

  /// One named value of an object.
  public struct Field: Sendable, Hashable {
    /// The field's name as the record has it.
    public var name: String
    /// Its value.
    public var value: Metadata

    /// A named value.
    public init(_ name: String, _ value: Metadata) {
      self.name = name
      self.value = value
    }
  }

  /// `fields` with those of one name brought together as a list, at every depth; nil when all names
  /// are different.
  static func joined(_ fields: [Field]) -> [Field]? {
    var fields = fields
    var hasChanged = false
    for i in fields.indices {
      guard let value = joined(fields[i].value) else { continue }
      fields[i].value = value
      hasChanged = true
    }
    guard hasDoubles(fields) else { return hasChanged ? fields : nil }
    var result: [Field] = []
    var places: [String: Int] = [:]
    var values: [[Metadata]] = []
    for field in fields {
      if let place = places[field.name] {
        values[place].append(field.value)
      } else {
        places[field.name] = result.count
        result.append(field)
        values.append([field.value])
      }
    }
    for i in result.indices where values[i].count > 1 {
      var seen: Set<Metadata> = []
      let different = values[i].filter { seen.insert($0).inserted }
      result[i].value = different.count == 1 ? different[0] : .list(different)
    }
    return result
  }

  private static func joined(_ value: Metadata) -> Metadata? {
    switch value {
    case .object(let fields): return joined(fields).map { .object($0) }
    case .list(let values):
      var result = values
      var hasChanged = false
      for i in values.indices {
        if let value = joined(values[i]) {
          result[i] = value
          hasChanged = true
        }
      }
      return hasChanged ? .list(result) : nil
    case .null, .bool, .number, .text: return nil
    }
  }

  private static func hasDoubles(_ fields: [Field]) -> Bool {
    if fields.count > 24 { return Set(fields.map(\.name)).count < fields.count }
    for i in fields.indices {
      for j in fields.indices where j > i && fields[i].name == fields[j].name { return true }
    }
    return false
  }
}
