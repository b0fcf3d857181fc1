import Platform
import Press

/// A text cut into words and marks: each with its bytes, its form in the lexicon and its features.
///
/// Cutting makes keys, never a new text. «l'Iran» is two words, «a-t-il» is «a» and «-t-il»,
/// «Maison-Blanche» and «aujourd'hui» are one. In English «Iran's» is two words, «didn't» is «did»
/// and «n't».
public struct Tokens: Sendable {
  /// The language whose rules cut the text.
  package let language: Language
  /// The text.
  public let text: String
  /// Every word and mark in order.
  public var list: [Token] = []
  /// The form number of each, parallel to `list`; numbers from `language.lexicon.count` on are forms
  /// that only this text has, -1 is outside the text.
  public private(set) var forms = TokenMap<Int32>(repeating: -1, count: 0, outside: -1)
  private var own = OwnForms()

  /// How many words and marks there are.
  @inlinable @inline(__always) public var count: Int { list.count }
  /// The word at a place; outside of the text an end without bytes.
  @inlinable @inline(__always) public subscript(i: Int) -> Token {
    i >= 0 && i < list.count ? list[i] : .outside
  }

  /// Cuts `text` by the rules of `language`.
  ///
  /// - Complexity: O(bytes).
  package init(of text: String, in language: Language) {
    self.language = language
    var copy = text
    copy.makeContiguousUTF8()
    self.text = copy
    list.reserveCapacity(copy.utf8.count / 5)
    forms.reserveCapacity(copy.utf8.count / 5)
    copy.withUTF8 { bytes in
      var cutter = Tokenizer(bytes: bytes, language: language, wrapped: Self.isHardWrapped(bytes))
      cutter.cut(into: &self)
    }
  }

  /// The bytes of the words `range`, from the first to the last; of none when it contains no word.
  @inlinable
  public func passage(_ range: Range<Int>) -> Passage {
    let range = range.clamped(to: list.indices)
    guard !range.isEmpty else { return Passage(0, 0) }
    return Passage(Int(list[range.lowerBound].start), Int(list[range.upperBound - 1].end))
  }

  /// The bytes of one word.
  @inlinable
  public func passage(_ i: Int) -> Passage { Passage(Int(self[i].start), Int(self[i].end)) }

  /// The printed text of a passage.
  public func string(_ passage: Passage) -> String {
    text.text(of: passage)
  }

  /// The printed text of one word.
  public func string(_ i: Int) -> String { string(passage(i)) }

  /// The key of one word: its form's text; empty outside of the text.
  public func key(_ i: Int) -> String {
    let form = forms[i]
    if form < 0 { return "" }
    return form < language.lexicon.count
      ? language.lexicon.text(of: form) : own.text(Int(form) - language.lexicon.count)
  }

  /// Calls `body` with the bytes of a word's key, which are valid during the call only.
  ///
  /// - Precondition: the word is in the text.
  package func withKey(_ i: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let form = forms[i]
    if form < language.lexicon.count {
      body(language.lexicon.bytes(of: form))
    } else {
      own.withBytes(Int(form) - language.lexicon.count, body)
    }
  }

  /// True when the word's form is `form`, a number that `Lexicon.form` gave.
  @inlinable
  public func isForm(_ i: Int, _ form: Int32) -> Bool { forms[i] == form && form >= 0 }

  /// The first word that starts at byte `offset` or later.
  public func index(atOrAfter offset: Int) -> Int {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if Int(list[middle].start) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func append(_ word: Token, form: Int32) {
    list.append(word)
    forms.append(form)
  }

  /// Adds a word whose key is `key`, looking it up.
  mutating func append(
    start: Int, end: Int, key: UnsafeBufferPointer<UInt8>, shape: Token.Shape, mark: Punctuation
  ) {
    let lexicon = language.lexicon
    let hash = Lexicon.hash(key)
    var (form, features) = lexicon.form(hash: hash)
    var shape = shape
    if features.isEmpty, mark == .none {
      shape.insert(.unknown)
      if !shape.contains(.capital) { features = language.guess(key) }
    }
    if form < 0 { form = Int32(lexicon.count + own.number(of: key, hash: hash)) }
    append(
      Token(start: Int32(start), end: Int32(end), features: features, shape: shape, mark: mark),
      form: form)
  }

  /// True when lines were cut at a fixed width, so that a single line end is only a blank.
  ///
  /// A text of eight or more lines is wrapped when nine in ten lines that another line follows
  /// contain
  /// 50 ... 100 bytes; one of three or more when half of the lines that follow one of at least 40
  /// bytes start with a small letter.
  private static func isHardWrapped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var lines = 0
    var fitting = 0
    var goingOn = 0
    var start = 0
    while let end = memchr(base + start, 10, bytes.count - start) {
      let i = UnsafeRawPointer(end) - UnsafeRawPointer(base)
      let length = i - start
      let another = i + 1 < bytes.count && bytes[i + 1] != UInt8(ascii: "\n")
      if another, length > 0 {
        lines += 1
        if (50...100).contains(length) { fitting += 1 }
        if length >= 40, bytes[i + 1] &- 0x61 < 26 { goingOn += 1 }
      }
      start = i + 1
    }
    return lines >= 8 && fitting * 10 >= lines * 9 || lines >= 3 && goingOn * 2 >= lines
  }
}
