import Languages

/// What the tagger and the parser know of one word: hashes of its letters, where it stands, and what
/// was attached to it so far.
///
/// Nothing in it is a number of a lexicon: hashes of letters are the same after a table has changed,
/// so weights outlive an edit of the tables.
package struct Item {
  /// The word, as an index into `Tokens`.
  package var token: Int32 = 0
  /// Its number in the lexicon; -1 for words that no table knows.
  var form: Int32 = -1
  /// The key, digits as zeros.
  package var word: UInt32 = 0
  /// The lemma of the reading that the tag picks, or the key.
  package var lemma: UInt32 = 0
  /// What the lexicon says the word may be; each frequent word is a class by itself.
  package var kind: UInt32 = 0
  /// The last two, three, four bytes and the first three.
  package var suffix2: UInt32 = 0
  package var suffix3: UInt32 = 0
  package var suffix4: UInt32 = 0
  package var prefix3: UInt32 = 0
  /// Bits: capital, all capitals, first of the sentence, hyphen, unknown, number, abbreviation.
  package var shape: UInt8 = 0
  /// The strongest mark before the word, a value of `Gap`.
  package var gap: UInt8 = 0
  /// 1 inside of quotation marks.
  package var quoted: UInt8 = 0
  /// Bits: singular, plural, masculine, feminine, of the lexicon's readings.
  package var agreement: UInt8 = 0
  /// How many commas, and how many other marks, come before it in the sentence.
  package var commas: UInt16 = 0
  package var marks: UInt16 = 0
  /// The raw value of the tag; `Item.noTag` before it is known.
  package var tag: UInt8 = Item.noTag
  /// 1 when the word is decided without the model.
  package var isSure: UInt8 = 0

  /// The raw value of the label.
  package var label: UInt8 = Item.noLabel
  /// How many children are on the left, on the right, at most 7 each.
  package var leftCount: UInt8 = 0
  package var rightCount: UInt8 = 0
  /// The head's item; -1 while there is none.
  package var head: Int32 = -1
  /// The outermost children attached so far, and those that were it before them.
  package var left1: Int32 = 0
  package var left2: Int32 = 0
  package var right1: Int32 = 0
  package var right2: Int32 = 0
  /// A bit for each label among the children.
  package var childLabels: UInt64 = 0
  /// The lemma of its preposition and of its conjunction.
  package var preposition: UInt32 = 0
  package var conjunction: UInt32 = 0

  package init() {}

  static let noTag: UInt8 = 31
  static let rootTag: UInt8 = 30
  static let noLabel: UInt8 = 63
}

/// What is between a word and the one before it.
enum Gap: UInt8 {
  case none, comma, opening, closing, openBracket, closeBracket, colon, dash, stop, other
}

/// A sentence while it is parsed: its items and, after them, the root and the item that is none.
///
/// One may be used for any number of sentences, one after the other.
package final class Workspace {
  /// How many words the sentence has.
  package private(set) var count = 0
  private var capacity = 0
  package private(set) var items: UnsafeMutablePointer<Item>
  package private(set) var stack: UnsafeMutablePointer<Int32>
  package let keys = UnsafeMutablePointer<UInt32>.allocate(capacity: 128)

  package init() {
    capacity = 256
    items = .allocate(capacity: capacity + 2)
    stack = .allocate(capacity: capacity + 2)
  }

  deinit {
    items.deallocate()
    stack.deallocate()
    keys.deallocate()
  }

  /// The item of the root, after the last word.
  @inline(__always) package var root: Int32 { Int32(count) }
  /// The item used where there is none.
  @inline(__always) package var none: Int32 { Int32(count) + 1 }

  private func reserve(_ words: Int) {
    if words <= capacity { return }
    items.deallocate()
    stack.deallocate()
    capacity = words * 2
    items = .allocate(capacity: capacity + 2)
    stack = .allocate(capacity: capacity + 2)
  }

  /// Takes the words of a sentence.
  package func load(_ sentence: Range<Int>, of words: Tokens, _ vocabulary: Vocabulary) {
    reserve(sentence.count)
    count = 0
    let lexicon = words.language.lexicon
    var before = Before()
    for token in sentence {
      let word = words[token]
      guard word.mark == .none || word.mark == .number else {
        before.pass(word.mark)
        continue
      }
      var item = Item()
      item.token = Int32(token)
      item.form = words.forms[token]
      let isFirst = count == 0
      if Int(item.form) >= lexicon.count { item.form = -1 }
      words.withKey(token) { item.read($0, word, lexicon, vocabulary, isFirst: isFirst) }
      (item.gap, item.quoted) = (before.gap.rawValue, before.isQuoted ? 1 : 0)
      (item.commas, item.marks) = (before.commas, before.marks)
      before.gap = .none
      (items + count).initialize(to: item)
      count += 1
    }
    for i in 0..<count { (items[i].left1, items[i].left2) = (none, none) }
    for i in 0..<count { (items[i].right1, items[i].right2) = (none, none) }
    var end = Item()
    (end.left1, end.left2, end.right1, end.right2) = (none, none, none, none)
    (end.commas, end.marks, end.gap) = (before.commas, before.marks, before.gap.rawValue)
    (items + count + 1).initialize(to: end)
    end.tag = Item.rootTag
    (items + count).initialize(to: end)
  }

  /// The marks since the last word and before.
  private struct Before {
    var gap = Gap.none
    var isQuoted = false
    var commas: UInt16 = 0
    var marks: UInt16 = 0

    mutating func pass(_ mark: Punctuation) {
      let this: Gap
      switch mark {
      case .comma: this = .comma
      case .openQuote: (this, isQuoted) = (.opening, true)
      case .closeQuote: (this, isQuoted) = (.closing, false)
      case .straightQuote:
        isQuoted.toggle()
        this = isQuoted ? .opening : .closing
      case .openBracket: this = .openBracket
      case .closeBracket: this = .closeBracket
      case .colon, .semicolon: this = .colon
      case .dash: this = .dash
      case .period, .question, .exclamation, .ellipsis: this = .stop
      default: this = .other
      }
      if this == .comma { commas &+= 1 } else { marks &+= 1 }
      // A comma and a quotation mark together: what opens or closes is the better evidence.
      if gap == .none || gap == .other || gap == .comma && this != .other { gap = this }
    }
  }
}

extension Item {
  /// Takes over the letters of a key and what the lexicon says of it.
  fileprivate mutating func read(
    _ key: UnsafeBufferPointer<UInt8>, _ it: Token, _ lexicon: Lexicon, _ vocabulary: Vocabulary,
    isFirst: Bool
  ) {
    if it.mark == .number {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: key.count) { zeros in
        for i in 0..<key.count { zeros[i] = key[i] &- 0x30 < 10 ? 0x30 : key[i] }
        let zeros = UnsafeBufferPointer(zeros)
        readLetters(zeros, hash: Lexicon.foldedHash(Lexicon.hash(zeros)))
      }
    } else {
      readLetters(
        key, hash: form >= 0 ? lexicon.hash(of: form) : Lexicon.foldedHash(Lexicon.hash(key)))
    }
    if it.shape.contains(.capital) { shape |= 1 }
    if it.shape.contains(.allCapitals) { shape |= 2 }
    if isFirst { shape |= 4 }
    if it.shape.contains(.hyphenated) { shape |= 8 }
    if it.features.isEmpty { shape |= 16 }
    if it.mark == .number { shape |= 32 }
    if it.shape.contains(.abbreviation) { shape |= 64 }
    let features = it.features
    if features.contains(.singular) { agreement |= 1 }
    if features.contains(.plural) { agreement |= 2 }
    if features.contains(.masculine) { agreement |= 4 }
    if features.contains(.feminine) { agreement |= 8 }
    let entry = vocabulary.entry(of: word)
    if entry.isOwnClass {
      kind = word
    } else if !features.isEmpty {
      // Bits that came after the weights were trained would make every class a new one.
      kind = Lexicon.foldedHash((features.rawValue & 0x1FF_FFFF_FFFF) &* 0x9E37_79B9_7F4A_7C15)
    } else {
      kind = suffix2 &* 31 &+ UInt32(shape & 0b110_0001) &+ 7
    }
    if entry.tag != Item.noTag { (tag, isSure) = (entry.tag, 1) }
  }

  private mutating func readLetters(_ key: UnsafeBufferPointer<UInt8>, hash: UInt32) {
    (word, lemma) = (hash, hash)
    var ending: UInt32 = 0
    let count = key.count
    for i in 1...4 {
      if i <= count { ending = ending << 8 | UInt32(key[count - i]) }
      if i == 2 { suffix2 = ending &* 0x9E37_79B1 &+ 2 }
      if i == 3 { suffix3 = ending &* 0x9E37_79B1 &+ 3 }
    }
    suffix4 = ending &* 0x9E37_79B1 &+ 4
    var start: UInt32 = 0
    for i in 0..<min(3, count) { start = start << 8 | UInt32(key[i]) }
    prefix3 = start &* 0x9E37_79B1 &+ 5
  }

  /// Decides the tag without the model.
  mutating func fix(_ tag: Tag) { (self.tag, isSure) = (tag.rawValue, 1) }

  /// Sets the tag and picks the lemma of the reading that it means.
  @inline(__always)
  package mutating func take(tag: UInt8, _ lexicon: Lexicon) {
    self.tag = tag
    if form >= 0 {
      let part: PartOfSpeech?
      switch Tag(rawValue: tag) {
      case .noun, .properNoun: part = .noun
      case .adjective: part = .adjective
      case let tag? where tag.isVerb || tag.isAuxiliary: part = .verb
      default: part = nil
      }
      if let part {
        let found = lexicon.lemma(of: form, as: part)
        if found >= 0, found != form { lemma = lexicon.hash(of: found) }
      }
    }
  }
}
