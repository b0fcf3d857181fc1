/// Walks over the bytes once.
struct Tokenizer {
  let bytes: UnsafeBufferPointer<UInt8>
  let language: Language
  let wrapped: Bool
  var at = 0
  var shape: Token.Shape = [.startsParagraph, .startsLine]
  var key: [UInt8] = []
  /// True after “ or „ until it is closed or the paragraph ends.
  var isOpen = false

  init(bytes: UnsafeBufferPointer<UInt8>, language: Language, wrapped: Bool) {
    self.bytes = bytes
    self.language = language
    self.wrapped = wrapped
    key.reserveCapacity(64)
  }

  /// What the character at a byte is, and how many bytes it has.
  enum Kind { case letter, digit, space, line, apostrophe, hyphen, mark(Punctuation) }

  @inline(__always)
  func kind(_ i: Int) -> (kind: Kind, length: Int) {
    let b = bytes[i]
    if b < 0x80 {
      if Self.isASCIILetter(b) { return (.letter, 1) }
      if b == 0x20 { return (.space, 1) }
      return kindOfASCII(b)
    }
    if b == 0xC3, i + 1 < bytes.count, bytes[i + 1] != 0x97, bytes[i + 1] != 0xB7 {
      return (.letter, 2)
    }
    return kindBeyondASCII(i)
  }

  @inline(__always)
  static func isASCIILetter(_ b: UInt8) -> Bool { (b | 0x20) &- 0x61 < 26 }

  private func kindOfASCII(_ b: UInt8) -> (kind: Kind, length: Int) {
    switch b {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return (.digit, 1)
    case 0x0A: return (.line, 1)
    case 0...0x20, 0x7F: return (.space, 1)
    case UInt8(ascii: "'"): return (.apostrophe, 1)
    case UInt8(ascii: "-"): return (.hyphen, 1)
    case UInt8(ascii: ","): return (.mark(.comma), 1)
    case UInt8(ascii: "."): return (.mark(.period), 1)
    case UInt8(ascii: "?"): return (.mark(.question), 1)
    case UInt8(ascii: "!"): return (.mark(.exclamation), 1)
    case UInt8(ascii: ":"): return (.mark(.colon), 1)
    case UInt8(ascii: ";"): return (.mark(.semicolon), 1)
    case UInt8(ascii: "\""): return (.mark(.straightQuote), 1)
    case UInt8(ascii: "`"): return (.mark(.singleQuote), 1)
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return (.mark(.openBracket), 1)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return (.mark(.closeBracket), 1)
    case UInt8(ascii: "/"): return (.mark(.slash), 1)
    default: return (.mark(.symbol), 1)
    }
  }

  private func kindBeyondASCII(_ i: Int) -> (kind: Kind, length: Int) {
    let b = bytes[i]
    if b < 0xE0 {
      let c = i + 1 < bytes.count ? bytes[i + 1] : 0
      switch (b, c) {
      case (0xC2, 0xA0), (0xC2, 0x80...0x9F): return (c == 0x85 ? .line : .space, 2)
      case (0xC2, 0xAB): return (.mark(.openQuote), 2)
      case (0xC2, 0xBB): return (.mark(.closeQuote), 2)
      case (0xC2, 0xAD), (0xC2, 0xAA), (0xC2, 0xB5), (0xC2, 0xBA): return (.letter, 2)
      case (0xC2, _), (0xC3, 0x97), (0xC3, 0xB7): return (.mark(.symbol), 2)
      default: return (.letter, 2)
      }
    }
    if b < 0xF0 {
      let c = i + 1 < bytes.count ? bytes[i + 1] : 0
      let d = i + 2 < bytes.count ? bytes[i + 2] : 0
      let length = min(3, bytes.count - i)
      if b == 0xE2 {
        switch (c, d) {
        case (0x80, 0x80...0x8A), (0x80, 0xAF), (0x81, 0x9F): return (.space, length)
        case (0x80, 0x8B...0x8F), (0x81, 0xA0...0xAF), (0x80, 0xAA...0xAE): return (.space, length)
        case (0x80, 0x90), (0x80, 0x91): return (.hyphen, length)
        case (0x80, 0x92...0x95): return (.mark(.dash), length)
        case (0x80, 0x98), (0x80, 0x99), (0x80, 0x9B): return (.apostrophe, length)
        case (0x80, 0x9A): return (.mark(.singleQuote), length)
        case (0x80, 0x9C), (0x80, 0x9E), (0x80, 0x9F), (0x80, 0xB9):
          return (.mark(.openQuote), length)
        case (0x80, 0x9D), (0x80, 0xBA): return (.mark(.closeQuote), length)
        case (0x80, 0xA6): return (.mark(.ellipsis), length)
        case (0x80, 0xA8), (0x80, 0xA9): return (.line, length)
        default: return (.mark(.symbol), length)
        }
      }
      if b == 0xE3, c == 0x80, d == 0x80 { return (.space, length) }
      if b == 0xEF, c == 0xBB, d == 0xBF { return (.space, length) }
      if b == 0xEF, c == 0xBC, d == 0x82 { return (.mark(.straightQuote), length) }
      if b == 0xEF, c == 0xBF, d == 0xBD { return (.letter, length) }
      return (.letter, length)
    }
    return (.mark(.symbol), min(4, bytes.count - i))
  }

  func isLetter(_ i: Int) -> Bool {
    guard i < bytes.count else { return false }
    if case .letter = kind(i).kind { return true }
    return false
  }

  func isLetterOrDigit(_ i: Int) -> Bool {
    guard i < bytes.count else { return false }
    switch kind(i).kind {
    case .letter, .digit: return true
    default: return false
    }
  }

  mutating func cut(into words: inout Tokens) {
    var newlines = 0
    while at < bytes.count {
      let (kind, length) = kind(at)
      switch kind {
      case .space:
        at += length
        shape.insert(.afterSpace)
      case .line:
        at += length
        newlines += 1
        shape.formUnion([.afterSpace, .startsLine])
        if newlines > 1 || !wrapped {
          shape.insert(.startsParagraph)
          isOpen = false
        }
      case .letter, .digit:
        newlines = 0
        cutWord(into: &words)
      case .apostrophe:
        newlines = 0
        // «''dit-il''»: two that make one mark; English reads them by itself.
        let isPair = language.code == "fr" && isRepeated(length)
        if isPair {
          cutMark(.straightQuote, length * 2, into: &words)
        } else {
          cutApostrophe(length, into: &words)
        }
      case .hyphen:
        newlines = 0
        cutMark(.dash, length, into: &words)
      case .mark(.period)
      where at + 2 < bytes.count && bytes[at + 1] == bytes[at]
        && bytes[at + 2] == bytes[at]:
        newlines = 0
        var dots = 3
        while at + dots < bytes.count, bytes[at + dots] == bytes[at] { dots += 1 }
        cutMark(.ellipsis, dots, into: &words)
      case .mark(.openQuote), .mark(.closeQuote):
        newlines = 0
        cutMark(direction(ofQuoteOfLength: length), length, into: &words)
      case .mark(.symbol) where isRepeated(1) && (bytes[at] == 0x3C || bytes[at] == 0x3E):
        // «<< … >>»
        let mark: Punctuation = bytes[at] == 0x3C ? .openQuote : .closeQuote
        let isReply = mark == .closeQuote && shape.contains(.startsLine)
        newlines = 0
        cutMark(isReply ? .symbol : mark, 2, into: &words)
      case .mark(.singleQuote) where isRepeated(1) && bytes[at] == UInt8(ascii: "`"):
        newlines = 0
        cutMark(.straightQuote, 2, into: &words)
      case .mark(let mark):
        newlines = 0
        cutMark(mark, length, into: &words)
      }
    }
  }

  /// True when the same character follows.
  private func isRepeated(_ length: Int) -> Bool {
    guard at + 2 * length <= bytes.count else { return false }
    return (0..<length).allSatisfy { bytes[at + $0] == bytes[at + length + $0] }
  }

  /// What the mark at `at` does: “ closes what „ opened, and a ” may be printed for a “.
  private mutating func direction(ofQuoteOfLength length: Int) -> Punctuation {
    guard bytes[at] == 0xE2, length == 3, bytes[at + 1] == 0x80 else {
      return bytes[at] == 0xC2 && bytes[at + 1] == 0xAB || bytes[at + length - 1] == 0xB9
        ? .openQuote : .closeQuote
    }
    let end = at + length
    // «d’”oubli”»: an elided word comes before a mark as a blank does.
    let isElided = at > 0 && (bytes[at - 1] == 0x27 || at > 2 && bytes[at - 1] == 0x99)
    let isSpaced =
      at == 0 || isElided || !shape.isDisjoint(with: [.afterSpace, .startsParagraph])
    var beforeSpace = end >= bytes.count
    if !beforeSpace {
      switch kind(end).kind {
      case .space, .line: beforeSpace = true
      default: break
      }
    }
    switch bytes[at + 2] {
    case 0x9C where isOpen:
      isOpen = isSpaced || isLetterOrDigit(end)
      return isOpen ? .openQuote : .closeQuote
    case 0x9C, 0x9E, 0x9F:
      isOpen = true
      return .openQuote
    case 0x9D:
      isOpen = !isOpen && isSpaced && !beforeSpace
      return isOpen ? .openQuote : .closeQuote
    case 0xB9: return .openQuote
    default: return .closeQuote
    }
  }

  mutating func cutMark(_ mark: Punctuation, _ length: Int, into words: inout Tokens) {
    add(to: at + length, mark: mark, into: &words)
  }

  /// An apostrophe that no letter precedes: English «'s» after a mark, or a single quotation mark.
  mutating func cutApostrophe(_ length: Int, into words: inout Tokens) {
    cutMark(.singleQuote, length, into: &words)
  }

  /// Adds the word or mark `at..<end` and continues after it.
  mutating func add(to end: Int, mark: Punctuation, into words: inout Tokens) {
    let printed = UnsafeBufferPointer(rebasing: bytes[at..<end])
    // «A Bruxelles», «A la barre»: a capital without its accent, at the start of a sentence.
    if end == at + 1, bytes[at] == UInt8(ascii: "A"), language.code == "fr",
      words.list.last.map({ $0.mark != .none && $0.mark != .number }) ?? true
        || shape.contains(.startsParagraph),
      end < bytes.count, case .space = kind(end).kind
    {
      withUnsafeBytes(of: (0xC3 as UInt8, 0xA0 as UInt8)) {
        words.append(
          start: at, end: end, key: $0.assumingMemoryBound(to: UInt8.self), shape: shape, mark: mark
        )
      }
    } else {
      let (at, shape) = (at, shape)
      Folding.withKey(of: printed, in: &key) {
        words.append(start: at, end: end, key: $0, shape: shape, mark: mark)
      }
    }
    at = end
    shape = []
  }

  mutating func cutWord(into words: inout Tokens) {
    let start = at
    var i = start
    var hyphen = -1
    var isNumber = false
    if case .digit = kind(i).kind { isNumber = true }
    scan: while i < bytes.count {
      if Self.isASCIILetter(bytes[i]) {
        i += 1
        continue
      }
      let (kind, length) = kind(i)
      switch kind {
      case .letter, .digit:
        i += length
      case .apostrophe:
        if isNumber { break scan }
        switch language.apostrophe(after: start..<i, in: bytes, isLetterNext: isLetter(i + length))
        {
        case .endsWord:
          finish(start, i + length, hyphen: -1, isNumber: false, into: &words)
          return
        case .startsWord(let from):
          if from > start { finish(start, from, hyphen: hyphen, isNumber: false, into: &words) }
          var end = i + length
          while isLetter(end) { end += self.kind(end).length }
          finish(from, end, hyphen: -1, isNumber: false, into: &words)
          return
        case .inside:
          i += length
        case .outside:
          break scan
        }
      case .hyphen:
        guard isLetterOrDigit(i + length) else { break scan }
        if hyphen < 0 { hyphen = i }
        i += length
      case .mark(.comma), .mark(.period):
        // «3,5», «40.000»
        guard isNumber, i + 1 < bytes.count, bytes[i - 1] &- 0x30 < 10, bytes[i + 1] &- 0x30 < 10
        else {
          guard !isNumber, let end = endOfDomain(i) else { break scan }
          i = end
          continue
        }
        i += 1
      default:
        break scan
      }
    }
    if i < bytes.count, bytes[i] == UInt8(ascii: "."), !isNumber {
      let end = endOfAbbreviation(start, i)
      if end > i {
        shape.insert(.abbreviation)
        finish(start, end, hyphen: -1, isNumber: false, into: &words)
        return
      }
    }
    finish(start, i, hyphen: hyphen, isNumber: isNumber, into: &words)
  }

  /// Where «.fr» ends whose full stop is at `dot`; nil when it is no domain.
  func endOfDomain(_ dot: Int) -> Int? {
    guard bytes[dot] == UInt8(ascii: ".") else { return nil }
    var end = dot + 1
    while end < bytes.count, end - dot < 7, bytes[end] &- 0x61 < 26 { end += 1 }
    guard end - dot > 2, !isLetterOrDigit(end) else { return nil }
    return language.isDomain(bytes[dot + 1..<end]) ? end : nil
  }

  /// Where an abbreviation ends whose letters are `start..<dot`: after «M.», «U.S.», «Gov.»; `dot`
  /// itself when the full stop ends a sentence.
  func endOfAbbreviation(_ start: Int, _ dot: Int) -> Int {
    if dot - start <= 2, isLetter(start), kind(start).length == dot - start {
      // Letters with full stops between them: U.S., J.-C. is two.
      var end = dot + 1
      var letters = 1
      while isLetter(end) {
        let next = end + kind(end).length
        guard next < bytes.count, bytes[next] == UInt8(ascii: ".") else { break }
        end = next + 1
        letters += 1
      }
      if letters > 1 { return isLetter(end) ? dot : end }
      // An initial: one capital, then a blank or hyphen and a capital.
      guard isUpper(start), !isBehindDegree(start) else { return dot }
      var after = dot + 1
      if after < bytes.count, case .hyphen = kind(after).kind { return after }
      var blanks = 0
      while after < bytes.count, case .space = kind(after).kind {
        after += kind(after).length
        blanks += 1
      }
      return after < bytes.count && (blanks > 0 || isLetter(after))
        && (isUpper(after) || blanks > 0 && isParticle(after)) ? dot + 1 : dot
    }
    var probe: [UInt8] = []
    Folding.append(UnsafeBufferPointer(rebasing: bytes[start...dot]), to: &probe)
    guard language.isAbbreviation(probe) else { return dot }
    // «six jours sur sept. Ils …», “said no. She …”: a word, and the end of its sentence.
    return !isUpper(start) && language.isAlsoWord(probe) && capitalFollows(dot + 1) ? dot : dot + 1
  }

  /// «3 °C. Demain, …»: no initial.
  private func isBehindDegree(_ start: Int) -> Bool {
    start > 1 && bytes[start - 2] == 0xC2 && bytes[start - 1] == 0xB0
  }

  /// True for a short word in small letters and a capital after it: «M. de Valmont», «M. d'Aubrac».
  private func isParticle(_ start: Int) -> Bool {
    var end = start
    while end < bytes.count, end - start < 4, bytes[end] &- 0x61 < 26 { end += 1 }
    guard end > start, end - start < 4, end < bytes.count else { return false }
    switch kind(end).kind {
    case .space, .apostrophe: break
    default: return false
    }
    let next = end + kind(end).length
    return next < bytes.count && isLetter(next) && isUpper(next)
  }

  /// True when a blank and a capital follow.
  private func capitalFollows(_ i: Int) -> Bool {
    var after = i
    while after < bytes.count, case .space = kind(after).kind { after += kind(after).length }
    return after > i && after < bytes.count && isLetter(after) && isUpper(after)
  }

  func isUpper(_ i: Int) -> Bool {
    let b = bytes[i]
    if b < 0x80 { return b &- 0x41 < 26 }
    guard i + 1 < bytes.count, case .letter = kind(i).kind else { return false }
    var folded: [UInt8] = []
    let length = min(kind(i).length, bytes.count - i)
    let slice = UnsafeBufferPointer(rebasing: bytes[i..<(i + length)])
    Folding.append(slice, to: &folded)
    return !folded.isEmpty && !folded.elementsEqual(slice)
      && !(slice.count == 2 && slice[0] == 0xC5 && slice[1] == 0x93)
  }

  /// Adds the word `start..<end`, split before a clitic where the language does.
  mutating func finish(
    _ start: Int, _ end: Int, hyphen: Int, isNumber: Bool, into words: inout Tokens
  ) {
    assert(start == at, "words are cut in order")
    markCapitals(start, end)
    if hyphen > start {
      shape.insert(.hyphenated)
      let printed = UnsafeBufferPointer(rebasing: bytes[start..<end])
      let known = Folding.withKey(of: printed, in: &key) { language.lexicon.form($0) }
      if known < 0 || language.lexicon.features[Int(known)].isEmpty,
        let split = language.clitic(in: start..<end, firstHyphen: hyphen, of: bytes)
      {
        shape.remove(.hyphenated)
        add(to: split, mark: isNumber ? .number : .none, into: &words)
        add(to: end, mark: .none, into: &words)
        return
      }
    }
    add(to: end, mark: isNumber ? .number : .none, into: &words)
  }

  mutating func markCapitals(_ start: Int, _ end: Int) {
    guard isUpper(start) else { return }
    shape.insert(.capital)
    var letters = 0
    var i = start
    while i < end {
      let (kind, length) = kind(i)
      if case .letter = kind {
        if !isUpper(i) { return }
        letters += 1
      }
      i += length
    }
    if letters > 1 { shape.insert(.allCapitals) }
  }
}
