import Synchronization

/// A value for each language, made when the language is first asked for.
///
/// What a room derives from the tables of a language is kept so: no list of languages to choose from,
/// and a language whose tables are missing has no other's.
package final class PerLanguage<Value: Sendable>: Sendable {
  private let make: @Sendable (Language) -> Value
  private let values = Mutex<[ObjectIdentifier: Value]>([:])

  /// Remembers how a language's value is made.
  package init(_ make: @escaping @Sendable (Language) -> Value) { self.make = make }

  /// The value of a language; the same for every call.
  package subscript(language: Language) -> Value {
    values.withLock { values in
      if let value = values[ObjectIdentifier(language)] { return value }
      let value = make(language)
      values[ObjectIdentifier(language)] = value
      return value
    }
  }
}
