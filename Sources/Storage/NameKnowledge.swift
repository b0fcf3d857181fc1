/// What is known of names before any article is read. All names are as `NameKey.name` gives them.
package struct NameKnowledge: Sendable {
  /// The keys of the sources that a name is known to mean, whether an article uses it or not.
  package var keys: @Sendable (_ name: String) -> [String]
  /// False when nobody of a first name is addressed with a title.
  package var agree: @Sendable (_ title: String, _ firstName: String) -> Bool

  package init(
    keys: @escaping @Sendable (_ name: String) -> [String],
    agree: @escaping @Sendable (_ title: String, _ firstName: String) -> Bool
  ) {
    self.keys = keys
    self.agree = agree
  }

  /// Nothing.
  package static let none = NameKnowledge(keys: { _ in [] }, agree: { _, _ in true })
}
