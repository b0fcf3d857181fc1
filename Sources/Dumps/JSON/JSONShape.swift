import Press

/// What an object of a JSON document is, determined from the bytes that are at hand: one record, or
/// what stands around records.
enum JSONShape {
  case record
  /// A list, or an object under a key of its own, leads to records.
  case wrapper
  case other

  /// Keys under which interfaces give their articles.
  static let lists: Set<String> = [
    "articles", "article", "data", "documents", "docs", "results", "items", "hits", "records",
    "posts", "news", "stories", "entries", "response", "result", "messages", "list", "chats",
    "children", "rows", "features", "value", "category", "zone", "db", "orderedItems", "statuses",
    "tweets", "feed",
  ]

  /// Keys under which things stand that articles refer to.
  static let beside: Set<String> = [
    "users", "authors", "tags", "categories", "settings", "media", "attachments", "members",
    "roles", "terms", "people", "sources", "facets", "feed", "channel", "source", "site", "meta",
    "posts_authors", "posts_tags", "posts_meta", "roles_users", "newsletters", "products",
    "comments_count", "includes", "aggregations", "debug", "profile", "owner",
  ]

  /// True when what comes next in `bytes` is an object, or a list whose first element is one, without a
  /// text and without records inside.
  static func isTextless(_ bytes: UnsafeRawBufferPointer, map: [String: String]) -> Bool {
    var reader = JSONReader(bytes)
    if reader.take(UInt8(ascii: "[")), reader.peek() != UInt8(ascii: "{") { return true }
    var seen = Seen(map: map)
    do { try seen.read(&reader, 0) } catch {
      // The bytes end inside: what has been seen decides.
    }
    return seen.isTextless
  }

  /// How deep records are looked for.
  static let depth = 8
  /// How many further elements of a list are looked at when the first is no record.
  private static let looksAtMost = 4

  /// The shape of the object that comes next in `bytes`, which may be cut.
  static func of(_ bytes: UnsafeRawBufferPointer, map: [String: String]) -> JSONShape {
    object(JSONReader(bytes), depth: 0, map)
  }

  private static func object(
    _ reader: JSONReader, depth: Int, _ map: [String: String]
  ) -> JSONShape {
    var seen = Seen(map: map)
    var reader = reader
    do { try seen.read(&reader, depth) } catch {
      // The bytes end inside the object: what has been seen of it decides.
    }
    return seen.shape
  }

  /// What an object contains, as far as it has been read.
  private struct Seen {
    let map: [String: String]
    private var hasText = false
    private var roles: Set<FieldRole> = []
    private var listedRecords = false
    private var foundRecords = false
    private var objects = 0
    private var records = 0
    private var members = 0

    init(map: [String: String]) { self.map = map }

    var isTextless: Bool { !hasText && !listedRecords && !foundRecords && records == 0 }

    var shape: JSONShape {
      if hasText { return .record }
      if listedRecords { return .wrapper }
      if !roles.isDisjoint(with: [.title, .published, .url]), roles.count >= 2 { return .record }
      if foundRecords || records >= 2 && records == members { return .wrapper }
      return records == 1 ? .record : .other
    }

    mutating func read(_ reader: inout JSONReader, _ depth: Int) throws(JSONFault) {
      guard reader.take(UInt8(ascii: "{")) else { return }
      if reader.take(UInt8(ascii: "}")) { return }
      repeat {
        let name = try reader.key()
        members += 1
        switch reader.peek() {
        case UInt8(ascii: "{"):
          guard depth < JSONShape.depth else { return }
          objects += 1
          switch JSONShape.object(reader, depth: depth + 1, map) {
          case .record: records += 1
          case .wrapper: noteRecords(under: name)
          case .other: break
          }
        case UInt8(ascii: "["):
          if JSONShape.list(reader, depth: depth + 1, map)
            || lists.contains(name) && JSONShape.isEmptyList(reader)
          {
            noteRecords(under: name)
          }
        default: break
        }
        // Posts whose authors stand elsewhere in the object are read with it.
        if name == "data", JSONShape.needsRest(reader) {
          hasText = true
          return
        }
        let value = try reader.value()
        note(name, value)
        if PartedText.isList(name, value) { hasText = true }
        if hasText { return }
      } while reader.take(UInt8(ascii: ","))
    }

    private mutating func noteRecords(under name: String) {
      if lists.contains(name) || lists.contains(name.lowercased()) {
        listedRecords = true
      } else {
        foundRecords = true
      }
    }

    private mutating func note(_ name: String, _ value: Metadata) {
      guard let role = FieldRole.role(of: name, map: map)?.role else { return }
      switch value {
      case .text(let text) where !text.isEmpty:
        if role == .body { hasText = true } else { roles.insert(role) }
      case .list(let items) where role == .body:
        if case .text? = items.first { hasText = true }
        if BlockText.isTree(.object([.init(name, value)])) || BlockText.isTree(value) {
          hasText = true
        }
      case .object where role == .body: if BlockText.isTree(value) { hasText = true }
      case .number: if role != .body { roles.insert(role) }
      default: break
      }
    }
  }

  /// True when the list that comes next leads to records.
  static func list(_ reader: JSONReader, depth: Int, _ map: [String: String]) -> Bool {
    var reader = reader
    guard depth < Self.depth, reader.take(UInt8(ascii: "[")) else { return false }
    // The first element speaks for all, unless it is none; a list of lists may be pages of records.
    switch reader.peek() {
    case UInt8(ascii: "{"):
      if object(reader, depth: depth + 1, map) != .other || hasOnlyForeignKeys(reader) {
        return true
      }
      for _ in 0..<looksAtMost {
        guard (try? reader.value()) != nil, reader.take(UInt8(ascii: ",")) else { return false }
        if object(reader, depth: depth + 1, map) == .record { return true }
      }
      return false
    case UInt8(ascii: "["): return list(reader, depth: depth + 1, map)
    default: return false
    }
  }

  private static func isEmptyList(_ reader: JSONReader) -> Bool {
    var reader = reader
    return reader.take(UInt8(ascii: "[")) && reader.peek() == UInt8(ascii: "]")
  }

  /// True for an object that is larger than a label: its keys are foreign, and it may be an article.
  private static func hasOnlyForeignKeys(_ reader: JSONReader) -> Bool {
    var reader = reader
    let start = reader.i
    _ = try? reader.value()
    return reader.i - start > 400
  }

  /// True for a page of posts that names its authors by number: `{"author_id": …}`.
  private static func needsRest(_ reader: JSONReader) -> Bool {
    var reader = reader
    guard reader.take(UInt8(ascii: "[")), reader.peek() == UInt8(ascii: "{"),
      let first = try? reader.value()
    else { return false }
    return first["author_id"] != nil && first["text"] != nil
  }

  /// True when the list at `start` begins as one of rows or of records does: a value, then a comma or
  /// a bracket. Texts count only when they contain JSON themselves.
  static func isSoundList(
    _ bytes: UnsafeRawBufferPointer, from start: Int, isQuoted: Bool
  ) -> Bool {
    var reader = JSONReader(bytes, from: start + 1)
    guard let first = try? reader.value() else { return false }
    if isQuoted, first.string?.first != "{", first.string?.first != "[" { return false }
    return reader.peek() == UInt8(ascii: ",") || reader.peek() == UInt8(ascii: "]")
  }

  /// Where the JSON of a file begins: after assignments (`var x =`, `window.YTD.tweets.part0 =`), the
  /// name of a function, comments, and the guards that some interfaces put in front; nil when it is
  /// no JSON.
  static func start(of bytes: some RandomAccessCollection<UInt8>) -> Int? {
    var at = bytes.startIndex
    func skipSpace() { while at < bytes.endIndex, bytes[at] <= 32 { at = bytes.index(after: at) } }
    func starts(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { bytes[at...].starts(with: $0) }
    }
    func offset() -> Int { bytes.distance(from: bytes.startIndex, to: at) }
    skipSpace()
    while at < bytes.endIndex {
      if starts("//") || starts(")]}'") {
        guard let end = bytes[at...].firstIndex(of: 10) else { return nil }
        at = end
      } else if starts("/*") {
        while at < bytes.endIndex, !starts("*/") { at = bytes.index(after: at) }
        at = bytes.index(at, offsetBy: 2, limitedBy: bytes.endIndex) ?? bytes.endIndex
      } else {
        break
      }
      skipSpace()
    }
    guard at < bytes.endIndex else { return nil }
    if bytes[at] == UInt8(ascii: "\"") {
      // JSON that was encoded twice: "[{\"title\": …
      let inner = bytes[bytes.index(after: at)...].drop { $0 <= 32 }.prefix(8)
      return [UInt8(ascii: "["), UInt8(ascii: "{")].contains(inner.first)
        && inner.contains(UInt8(ascii: "\\")) ? offset() : nil
    }
    if bytes[at] == UInt8(ascii: "{") || bytes[at] == UInt8(ascii: "[") { return offset() }
    // A name, perhaps after a keyword, and «=» or «(» before the value.
    let limit = bytes.index(at, offsetBy: 200, limitedBy: bytes.endIndex) ?? bytes.endIndex
    var isAssigned = starts("export default ")
    if isAssigned { at = bytes.index(at, offsetBy: 15) }
    while at < limit {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if isAssigned { return offset() }
        // `window["data"] = …`
        guard byte == UInt8(ascii: "["),
          let close = bytes[at..<limit].firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        at = close
      case UInt8(ascii: "="), UInt8(ascii: "("): isAssigned = true
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"),
        UInt8(ascii: "."), UInt8(ascii: "-"):
        guard !isAssigned else { return nil }
      case 0...32: break
      default: return nil
      }
      at = bytes.index(after: at)
    }
    return nil
  }
}
