import Languages
import Press

/// Headlines print their words with capitals and leave out marks, articles and «that».
extension EnglishStatements {
  /// Reads a unit that is a headline: «Hale: Bridge Is Safe», «Hale Calls Bridge ‘Safe’».
  ///
  /// - Returns: true when the unit was one and something was said in it.
  mutating func readHeadline(_ unit: Range<Int>) -> Bool {
    guard words[unit.lowerBound].shape.contains(.startsParagraph),
      unit.upperBound >= words.count || words[unit.upperBound].shape.contains(.startsParagraph),
      unit.count >= 4
    else { return false }
    if readNamed(unit) { return true }
    guard unit.count <= 40, isTitle(unit) else { return false }
    return readTrailing(unit) || readLeading(unit)
  }

  /// «Hale: Bridge Is Safe», in the first line or with the name in capitals, as in a conversation.
  private mutating func readNamed(_ unit: Range<Int>) -> Bool {
    guard
      let colon = (unit.lowerBound..<min(unit.lowerBound + 6, unit.upperBound)).first(where: {
        words[$0].mark == .colon
      }),
      colon > unit.lowerBound, unit.upperBound - colon > 3
    else { return false }
    var start = unit.lowerBound
    if isQuotationMark(start) { start += 1 }
    let name = start..<colon
    guard !name.isEmpty, !phrases.has(start, .determiner),
      name.allSatisfy({
        words[$0].isWord
          && (words[$0].isCapital || $0 == colon - 1 && phrases.isIn($0, known.announcers))
      })
    else {
      return false
    }
    let isLoud =
      name.allSatisfy { words[$0].shape.contains(.allCapitals) }
      && words[name.lowerBound].end - words[name.lowerBound].start > 1
    guard unit.lowerBound == 0 || isLoud else { return false }
    var content = (colon + 1)..<contentEnd(unit.upperBound, from: colon + 1)
    let open = quotations.atOpen[colon + 1]
    let isDirect = open >= 0 && quotations.list[Int(open)].end >= content.upperBound
    if isDirect { content = quotations.list[Int(open)].content }
    append(
      StatementCandidate(content: content, speaker: name, isDirect: isDirect, rule: .heading))
    return true
  }

  /// «Bridge Is Safe, Hale Says».
  private mutating func readTrailing(_ unit: Range<Int>) -> Bool {
    let last = contentEnd(unit.upperBound, from: unit.lowerBound) - 1
    guard last > unit.lowerBound + 3, let verb = cues.verb(at: last, in: words),
      verb.entry.frames.contains(.quote), verb.features.has(.finite),
      let comma = (max(unit.lowerBound + 2, last - 8)..<last).last(where: {
        words[$0].mark == .comma
      }), comma + 1 < last
    else { return false }
    append(
      StatementCandidate(
        content: unit.lowerBound..<comma, speaker: (comma + 1)..<last, cue: last..<verb.end,
        entry: verb.entry, rule: .heading))
    return true
  }

  /// «Hale Says Bridge Is Safe», «Hale Calls Bridge ‘Safe’».
  private mutating func readLeading(_ unit: Range<Int>) -> Bool {
    for k in unit.lowerBound + 1..<min(unit.lowerBound + 7, unit.upperBound - 1) {
      guard words[k - 1].isWord, quotations.ofWord[k - 1] < 0 else { return false }
      guard let verb = cues.verb(at: k, in: words), verb.features.has(.finite),
        verb.features.has(.simplePast) || !verb.features.has(.infinitive),
        !phrases.isForm(k - 1, known.s), verb.end + 1 < unit.upperBound
      else { continue }
      let frames = verb.entry.frames
      var start = verb.end
      if phrases.isForm(start, known.to) {
        guard frames.contains(.to) else { continue }
      } else {
        guard
          !frames.isDisjoint(with: [.bareThat, .object, .objectName, .as, .for, .of, .objectTo])
        else { continue }
        if phrases.isPreposition(start) { continue }
      }
      if phrases.isForm(start, known.that) { start += 1 }
      if words[start].mark == .colon { start += 1 }
      let end = contentEnd(unit.upperBound, from: start)
      // «Hale Hits Back at Critics: ‘We Were Right’»
      if let colon = (start..<end).last(where: { words[$0].mark == .colon }), end - colon > 3,
        isQuotationMark(colon + 1) || words[colon + 1].mark == .singleQuote
      {
        start = colon + 1
      }
      guard end - start >= 2 else { continue }
      // «Hale Slams Critics» quotes nothing.
      if frames.isDisjoint(with: [.bareThat, .objectName, .as, .for, .of, .objectTo, .to]),
        !(start..<end).contains(where: isQuotationMark)
      {
        continue
      }
      var name = k
      while name > unit.lowerBound + 1, phrases.has(name - 1, .adverb) { name -= 1 }
      append(
        StatementCandidate(
          content: start..<end, speaker: unit.lowerBound..<name, cue: k..<verb.end,
          entry: verb.entry, rule: .heading))
      return true
    }
    return false
  }

  private mutating func append(_ draft: StatementCandidate) {
    mark(draft.content)
    drafts.append(draft)
  }

  /// True for «Poll:», «Police:», «Clinton camp:», who need not be named.
  func announces(_ name: Range<Int>) -> Bool {
    let last = name.upperBound - 1
    return phrases.isIn(last, known.announcers) || phrases.isIn(last, known.evidence)
  }

  /// Where the last word of a headline's name stands again in the text, in the midst of a sentence.
  func recurrence(of name: Range<Int>) -> Int? {
    let last = words.forms[name.upperBound - 1]
    return (name.upperBound..<min(words.count, name.upperBound + 400)).first {
      words.forms[$0] == last && words[$0].isCapital && !words[$0].shape.contains(.startsSentence)
        && words[$0 - 1].isCapital && words.key($0) == words.key(name.upperBound - 1)
    }
  }

  /// True when nearly every longer word has a capital.
  private func isTitle(_ unit: Range<Int>) -> Bool {
    var capitals = 0
    var others = 0
    for k in unit.lowerBound + 1..<unit.upperBound where words[k].isWord {
      if words[k].isCapital {
        capitals += 1
      } else if words[k].end - words[k].start > 4 {
        others += 1
      }
    }
    return capitals >= 3 && others * 5 <= capitals
  }
}
