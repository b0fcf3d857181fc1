/// Names and tags that people give: one line, and no longer than a line.
package enum OneLine {
  /// The most Unicode scalars.
  package static let most = 200

  /// True for a text without line ends, other control characters and embedded directions that is not too
  /// long.
  package static func fits(_ text: String) -> Bool {
    text.unicodeScalars.count <= most
      && !text.unicodeScalars.contains { scalar in
        switch (scalar.properties.generalCategory, scalar.value) {
        case (.control, _), (.lineSeparator, _), (.paragraphSeparator, _): true
        case (_, 0x202A...0x202E), (_, 0x2066...0x2069): true
        default: false
        }
      }
  }
}
