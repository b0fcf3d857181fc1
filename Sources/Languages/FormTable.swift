/// Values by form number, found by one look into an array.
@frozen public struct FormTable<Value: Sendable>: Sendable {
  /// The place of each form's value in `values`, -1 for none.
  @usableFromInline let places: [Int32]
  @usableFromInline let values: [Value]

  /// Takes the value of each form that has one.
  @inlinable public init(_ valueOfForm: [Int32: Value]) {
    var places = [Int32](repeating: -1, count: Int(valueOfForm.keys.max() ?? -1) + 1)
    var values: [Value] = []
    for (form, value) in valueOfForm where form >= 0 {
      places[Int(form)] = Int32(values.count)
      values.append(value)
    }
    (self.places, self.values) = (places, values)
  }

  /// True for a form that has a value.
  @inlinable @inline(__always)
  public func has(_ form: Int32) -> Bool {
    form >= 0 && Int(form) < places.count && places[Int(form)] >= 0
  }

  /// The value of a form; nil when it has none.
  @inlinable @inline(__always)
  public subscript(form: Int32) -> Value? {
    guard has(form) else { return nil }
    return values[Int(places[Int(form)])]
  }
}
