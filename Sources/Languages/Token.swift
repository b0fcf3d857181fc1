/// What kind of mark a word is, when it is no word.
@frozen public enum Punctuation: UInt8, Sendable {
  /// A word made of letters.
  case none
  /// Starts with a digit: `2022`, `1er`, `10h30`, `3,5`.
  case number
  /// « “ ‹ „ ‟ – a mark that only opens (in English; German „“ is recognised by place).
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
  /// % € $ * and any other character that is no letter.
  case symbol
}

/// One word or mark of a text, with what is known of it out of context.
@frozen public struct Token: Sendable {
  /// The first byte in the text.
  public var start: Int32
  /// The byte after the last one.
  public var end: Int32
  /// What its form may be; empty for unknown words and marks.
  public var features: Features
  /// How it is in the text.
  public var shape: Shape
  /// What kind of mark it is.
  public var mark: Punctuation

  /// What comes before the first word of a text and after the last.
  public static let outside = Token(start: 0, end: 0, features: [], shape: [], mark: .period)

  /// How a word is in the text.
  @frozen public struct Shape: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt16
    /// Takes bits as they are.
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// The first letter is a capital.
    @inlinable public static var capital: Shape { Shape(rawValue: 1 << 0) }
    /// Two or more letters, no small one.
    @inlinable public static var allCapitals: Shape { Shape(rawValue: 1 << 1) }
    /// White space comes before it.
    @inlinable public static var afterSpace: Shape { Shape(rawValue: 1 << 2) }
    /// The first word of a paragraph.
    @inlinable public static var startsParagraph: Shape { Shape(rawValue: 1 << 3) }
    /// The first word after a line end of any kind.
    @inlinable public static var startsLine: Shape { Shape(rawValue: 1 << 4) }
    /// Its last byte is a full stop that belongs to it («M.», «U.S.»).
    @inlinable public static var abbreviation: Shape { Shape(rawValue: 1 << 5) }
    /// The first word of a sentence.
    @inlinable public static var startsSentence: Shape { Shape(rawValue: 1 << 6) }
    /// No lexicon knows it.
    @inlinable public static var unknown: Shape { Shape(rawValue: 1 << 7) }
    /// Contains a hyphen inside.
    @inlinable public static var hyphenated: Shape { Shape(rawValue: 1 << 8) }
  }

  /// True when it is made of letters.
  @inlinable public var isWord: Bool { mark == .none }
  /// True when it starts with a capital letter.
  @inlinable public var isCapital: Bool { shape.contains(.capital) }
}
