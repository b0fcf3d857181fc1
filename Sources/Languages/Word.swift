/// What kind of mark a word is, when it is no word.
package enum Mark: UInt8, Sendable {
  /// A word made of letters.
  case none
  /// Starts with a digit: `2022`, `1er`, `10h30`, `3,5`.
  case number
  /// « “ ‹ „ ‟ – a mark that only opens (in English; German „“ is told by place).
  case openQuote
  /// » ” › – a mark that only closes.
  case closeQuote
  /// `"`, which opens or closes by its place.
  case straightQuote
  /// `'`, `‘`, `’` or `` ` `` that belongs to no word.
  case singleQuote
  case comma, period, question, exclamation, colon, semicolon, ellipsis
  /// – — ― or a `-` between blanks.
  case dash
  case openBracket, closeBracket
  case slash
  /// % € $ * and whatever else is no letter.
  case symbol
}

/// One word or mark of a text, with what is known of it out of context.
package struct Word: Sendable {
  /// The first byte in the text.
  package var start: Int32
  /// The byte after the last one.
  package var end: Int32
  /// What its form may be; empty for unknown words and marks.
  package var traits: Traits
  /// How it stands in the text.
  package var shape: Shape
  /// What kind of mark it is.
  package var mark: Mark

  /// How a word stands in the text.
  package struct Shape: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    /// The first letter is a capital.
    package static let capital = Shape(rawValue: 1 << 0)
    /// Two or more letters, no small one.
    package static let allCapitals = Shape(rawValue: 1 << 1)
    /// White space stands before it.
    package static let afterSpace = Shape(rawValue: 1 << 2)
    /// The first word of a paragraph.
    package static let startsParagraph = Shape(rawValue: 1 << 3)
    /// The first word after a line end of any kind.
    package static let startsLine = Shape(rawValue: 1 << 4)
    /// Its last byte is a full stop that belongs to it («M.», «U.S.»).
    package static let abbreviation = Shape(rawValue: 1 << 5)
    /// The first word of a sentence.
    package static let startsSentence = Shape(rawValue: 1 << 6)
    /// No lexicon knows it.
    package static let unknown = Shape(rawValue: 1 << 7)
    /// Holds a hyphen inside.
    package static let hyphenated = Shape(rawValue: 1 << 8)
  }

  /// True when it is made of letters.
  @inlinable package var isWord: Bool { mark == .none }
  /// True when it starts with a capital letter.
  @inlinable package var isCapital: Bool { shape.contains(.capital) }
}
