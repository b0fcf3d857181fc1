/// Names and tags that people give: one line, and no longer than a line.
package enum OneLine {
  /// The most Unicode scalars.
  package static let most = 200

  /// True for a text without line ends and other control characters that is not too long.
  package static func fits(_ text: String) -> Bool {
    text.unicodeScalars.count <= most
      && !text.unicodeScalars.contains { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
      }
  }
}
