/// One connection to a PostgreSQL database.
///
/// Used by one thread. What goes into SQL text is made here or quoted by `quoted` and `literal`.
final class PostgresConnection {
  private let library: PostgresLibrary
  private let handle: PostgresLibrary.Connection?
  /// Passwords in the address, which no message may contain.
  private let secrets: [String]
  /// Where the connection leads, for messages: `user@host:port/database`.
  private(set) var address: String

  /// Connects to `address`, a URI of PostgreSQL.
  ///
  /// - Throws: `PublishError`.
  init(_ address: String, library: PostgresLibrary) throws(PublishError) {
    guard address.hasPrefix("postgresql://") || address.hasPrefix("postgres://") else {
      throw .address(Self.withoutPassword(address))
    }
    self.library = library
    self.address = Self.withoutPassword(address)
    secrets = Self.passwords(in: address)
    handle = library.connect(address)
    guard library.status(handle) == 0 else {
      throw .connection(address: self.address, problem: problem())
    }
    func text(_ value: PostgresLibrary.Text?) -> String { value.map { String(cString: $0) } ?? "" }
    self.address =
      "postgresql://\(text(library.user(handle)))@\(text(library.host(handle)))"
      + ":\(text(library.port(handle)))/\(text(library.database(handle)))"
    try check()
  }

  deinit { library.finish(handle) }

  private func check() throws(PublishError) {
    let version = library.serverVersion(handle)
    if version < 140_000 {
      throw .unfit(
        address: address, problem: "is PostgreSQL \(version / 10_000); 14 or later is needed")
    }
    let encoding = try text("SHOW server_encoding")
    if encoding != "UTF8" {
      throw .unfit(
        address: address,
        problem:
          "the database is in \(encoding ?? "?"); make one in UTF-8: createdb -E UTF8 -T template0")
    }
    try execute("SET client_encoding = 'UTF8'; SET client_min_messages = warning")
  }

  // MARK: Statements

  /// Runs statements. - Returns: how many rows the last one wrote.
  @discardableResult
  func execute(_ sql: String) throws(PublishError) -> Int {
    let result = try run(sql)
    defer { library.clear(result) }
    return library.affected(result).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// The rows of a query, every value as text.
  func rows(_ sql: String) throws(PublishError) -> [[String?]] {
    let result = try run(sql)
    defer { library.clear(result) }
    let columns = library.columns(result)
    return (0..<library.rows(result)).map { row in
      (0..<columns).map { column in
        library.isNull(result, row, column) == 1
          ? nil : library.value(result, row, column).map { String(cString: $0) }
      }
    }
  }

  /// The first value of a query.
  func text(_ sql: String) throws(PublishError) -> String? { try rows(sql).first?.first ?? nil }

  /// Runs `body` as one transaction.
  func transaction<T>(_ body: () throws -> T) throws -> T {
    try execute("BEGIN")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      _ = try? execute("ROLLBACK")
      throw error
    }
  }

  private func run(_ sql: String) throws(PublishError) -> PostgresLibrary.Result? {
    let result = library.execute(handle, sql)
    // Empty query, command, rows, copy in.
    if [0, 1, 2, 4].contains(library.resultStatus(result)) { return result }
    let error = failure(result)
    library.clear(result)
    throw error
  }

  // MARK: COPY

  /// Loads rows into `columns` of `table`: `body` writes them.
  func copy(
    into table: String, _ columns: [String], _ body: (CopyRows) throws -> Void
  ) throws {
    let list = columns.map(Self.quoted).joined(separator: ", ")
    try execute("COPY \(table) (\(list)) FROM STDIN (FORMAT binary)")
    let rows = CopyRows(columns: columns.count) { [library, handle] bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        library.put(handle, $0.baseAddress, Int32($0.count)) == 1
      }
    }
    do {
      try body(rows)
      rows.finish()
    } catch {
      _ = library.endPut(handle, "given up")
      while let result = library.nextResult(handle) { library.clear(result) }
      throw error
    }
    _ = library.endPut(handle, nil)
    var fault: PublishError?
    while let result = library.nextResult(handle) {
      if library.resultStatus(result) != 1, fault == nil { fault = failure(result) }
      library.clear(result)
    }
    if let fault { throw fault }
  }

  // MARK: Messages

  private func failure(_ result: PostgresLibrary.Result?) -> PublishError {
    func field(_ code: Character) -> String? {
      library.resultField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
    }
    let place = [field("s"), field("t"), field("c")].compactMap { $0 }.joined(separator: ".")
    let message = field("M").map(sanitized) ?? problem()
    return .failed(
      address: address, state: field("C") ?? "08006",
      problem: place.isEmpty ? message : "\(message) (\(place))")
  }

  private func problem() -> String {
    let text = library.errorMessage(handle).map { String(cString: $0) } ?? "out of memory"
    return sanitized(text).split(whereSeparator: \.isNewline).joined(separator: "; ")
  }

  private func sanitized(_ text: String) -> String {
    secrets.reduce(text) { $0.replacing($1, with: "…") }
  }

  /// The address without its password.
  static func withoutPassword(_ address: String) -> String {
    passwords(in: address).reduce(address) { text, secret in
      text.replacing(":\(secret)@", with: "@").replacing("password=\(secret)", with: "password=…")
    }
  }

  /// The password in front of the host and the one among the parameters, as written and decoded.
  private static func passwords(in address: String) -> [String] {
    var found: [Substring] = []
    let rest = address[(address.firstRange(of: "://")?.upperBound ?? address.startIndex)...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
      found.append(authority[authority.index(after: colon)..<at])
    }
    for part in rest.split(whereSeparator: { $0 == "?" || $0 == "&" })
    where part.hasPrefix("password=") || part.hasPrefix("sslpassword=") {
      found.append(part[(part.firstIndex(of: "=").map(part.index(after:)) ?? part.endIndex)...])
    }
    let written = found.filter { !$0.isEmpty }.map(String.init)
    return written + written.map(decoded).filter { !written.contains($0) }
  }

  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A name as SQL takes it.
  static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"").replacing("\u{0}", with: "") + "\""
  }

  /// A text as SQL takes it.
  static func literal(_ text: String) -> String {
    "'" + text.replacing("'", with: "''").replacing("\u{0}", with: "") + "'"
  }
}
