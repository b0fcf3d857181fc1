/// One value for each word of a text, and one for every place outside of it.
///
/// Rules look at the words around a word; what comes before the first and after the last is
/// nothing, and no rule has to ask whether it is there.
@frozen public struct TokenMap<Value: Sendable>: RandomAccessCollection, Sendable {
  @usableFromInline var values: [Value]
  @usableFromInline let outside: Value

  /// The same value for each of `count` words; `outside` for every other place.
  @inlinable
  public init(repeating value: Value, count: Int, outside: Value) {
    values = Array(repeating: value, count: count)
    self.outside = outside
  }

  /// The first word.
  @inlinable @inline(__always) public var startIndex: Int { 0 }
  /// How many words there are.
  @inlinable @inline(__always) public var endIndex: Int { values.count }

  /// The value of a word. A place outside of the text has `outside`, and keeps it.
  @inlinable @inline(__always) public subscript(i: Int) -> Value {
    get { i >= 0 && i < values.count ? values[i] : outside }
    set { if i >= 0 && i < values.count { values[i] = newValue } }
  }

  @inlinable mutating func append(_ value: Value) { values.append(value) }

  mutating func reserveCapacity(_ count: Int) { values.reserveCapacity(count) }
}
