/// A value that can be bound to a parameter.
public enum Value: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  /// A text, or no value.
  public init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  /// A number, or no value.
  public init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
}

extension Query {
  /// Binds values to the parameters from the first on.
  public func bind(_ values: [Value]) throws(SQLiteError) {
    for (i, value) in values.enumerated() {
      switch value {
      case .null: try bindNull(i + 1)
      case .integer(let number): try bind(i + 1, number)
      case .real(let number): try bind(i + 1, number)
      case .text(let text): try bind(i + 1, text)
      }
    }
  }
}

extension Connection {
  /// Runs one statement with its values and drops what it gives.
  public func run(_ sql: String, _ values: Value...) throws(SQLiteError) {
    try run(sql, values)
  }

  /// Runs one statement with its values and drops what it gives.
  public func run(_ sql: String, _ values: [Value]) throws(SQLiteError) {
    let query = try query(sql)
    try query.bind(values)
    try query.run()
  }

  /// The first column of the first row as a text; nil when there is none.
  public func text(_ sql: String, _ values: Value...) throws(SQLiteError) -> String? {
    let query = try query(sql)
    try query.bind(values)
    return try query.step() ? query.text(0) : nil
  }

  /// The first column of the first row as a number; nil when there is none.
  public func integer(_ sql: String, _ values: Value...) throws(SQLiteError) -> Int64? {
    let query = try query(sql)
    try query.bind(values)
    return try query.step() && !query.isNull(0) ? query.integer(0) : nil
  }
}
