import Languages
import Press

extension EnglishStatements {
  /// Quotations that stand by themselves after one whose speaker is known.
  mutating func readContinuations(_ unit: Range<Int>, _ quotes: [Int], _ number: Int) {
    for q in quotes where !taken[q] {
      guard let found = continuation(quotations.list[q], unit, number) else { continue }
      taken[q] = true
      drafts.append(found)
    }
  }

  private func continuation(
    _ quote: EnglishQuotations.Quotation, _ unit: Range<Int>, _ number: Int
  ) -> StatementCandidate? {
    let startsUnit = quote.open <= unit.lowerBound + 1
    let endsUnit = unit.upperBound - quote.end <= 2
    if startsUnit || quote.content.count > 5, let found = signed(quote) { return found }
    if let found = resumed(quote) { return found }
    guard quote.content.count >= 3 || startsUnit && phrases.isForm(quote.end, known.is) else {
      return nil
    }
    let followsColon = phrases.mark(quote.open - 1) == .colon
    if followsColon, endsUnit, drafts.count <= firstOfUnit {
      return announced(quote, from: unit.lowerBound)
    }
    guard startsUnit else { return nil }
    // The Chronicle reports: — and the quotation in the next paragraph.
    if quote.open > 0, followsColon,
      let found = announced(quote, from: sentences[holding: quote.open - 1].lowerBound)
    {
      return found
    }
    if let speaker = presenter(at: quote.end) ?? (endsUnit ? speaker(before: unit) : nil) {
      return StatementCandidate(
        content: quote.content, speaker: speaker, isDirect: true, rule: .continuation)
    }
    return endsUnit ? carriedOn(quote, number) : nil
  }

  /// “…” — X
  private func signed(_ quote: EnglishQuotations.Quotation) -> StatementCandidate? {
    guard phrases.mark(quote.end) == .dash else { return nil }
    let limit = sentences[holding: quote.end].upperBound
    let name = phrases.phraseEnd(from: quote.end + 1, to: limit)
    guard name > quote.end + 1, words[quote.end + 1].isCapital,
      name >= limit || phrases.mark(name) == .period || phrases.mark(name) == .comma
    else { return nil }
    return StatementCandidate(
      content: quote.content, speaker: (quote.end + 1)..<name, isDirect: true, rule: .signature)
  }

  /// “…,” X said, pointing at the map, “…”
  private func resumed(_ quote: EnglishQuotations.Quotation) -> StatementCandidate? {
    guard let last = drafts.last, drafts.count > firstOfUnit, last.isDirect,
      phrases.mark(quote.open - 1) == .comma, last.content.upperBound < quote.open
    else { return nil }
    return StatementCandidate(
      content: quote.content, speaker: last.speaker, cue: last.cue, entry: last.entry,
      isDirect: true, rule: .incise)
  }

  /// X had this to say: “…”
  private func announced(_ quote: EnglishQuotations.Quotation, from start: Int)
    -> StatementCandidate?
  {
    announcer(before: quote.open, from: start).map {
      StatementCandidate(
        content: quote.content, speaker: $0.speaker, cue: $0.cue, entry: $0.entry,
        isDirect: true, rule: .colon)
    }
  }

  /// A whole sentence in marks soon after one whose speaker is known.
  private func carriedOn(_ quote: EnglishQuotations.Quotation, _ number: Int) -> StatementCandidate?
  {
    guard quote.content.count >= 4, phrases.mark(quote.content.lowerBound + 1) != .colon,
      let previous, number - previous.unit <= 2
    else { return nil }
    let model = drafts[previous.draft]
    guard
      model.content.contains(where: { quotations.ofWord[$0] >= 0 }) || number - previous.unit == 1
    else { return nil }
    return StatementCandidate(
      content: quote.content, speaker: model.speaker, cue: model.cue, entry: model.entry,
      isDirect: true, rule: .continuation)
  }

  /// Who announces what follows the colon before `open`.
  private func announcer(
    before open: Int, from start: Int
  ) -> (speaker: Range<Int>, cue: Range<Int>?, entry: EnglishCues.Entry?)? {
    let sentence = start..<open
    for k in sentence.reversed() where quotations.ofWord[k] < 0 {
      guard let verb = cues.verb(at: k, in: words), verb.entry.frames.contains(.quote),
        verb.features.has(.simplePast) || phrases.isFinite(k), !words[k].isCapital,
        !phrases.has(k - 1, .determiner) && !phrases.isForm(k - 1, known.no)
      else { continue }
      let group = group(at: k, verb.features, from: sentence.lowerBound)
      if let subject = subject(of: group.start, from: sentence.lowerBound) {
        return (subject, k..<verb.end, verb.entry)
      }
    }
    return firstSubject(sentence.lowerBound..<open).map { ($0, nil, nil) }
  }

  /// Who says it by «“A scandal” is how Nils Berg described the sale».
  private func presenter(at i: Int) -> Range<Int>? {
    guard phrases.isForm(i, known.is), phrases.isForm(i + 1, known.how) else { return nil }
    let end = phrases.phraseEnd(from: i + 2, to: sentences[holding: i].upperBound)
    guard end > i + 2, let verb = cues.verb(at: end, in: words),
      !verb.entry.frames.isDisjoint(with: [.quote, .as, .objectName])
    else { return nil }
    return i + 2..<end
  }

  /// Who opens the sentence before a quotation that stands alone: «Nils Berg smiled. “We slept.”»
  private func speaker(before unit: Range<Int>) -> Range<Int>? {
    let start = unit.lowerBound
    guard start > 0, !words[start].shape.contains(.startsParagraph),
      case let before = sentences[holding: start - 1], before.upperBound == start,
      quotations.ofWord[start - 1] < 0, !isQuotationMark(start - 1),
      drafts.last.map({
        $0.content.upperBound <= before.lowerBound && !before.contains($0.cue?.lowerBound ?? -1)
      })
        ?? true,
      let subject = firstSubject(before), subject.lowerBound == before.lowerBound
    else { return nil }
    let isName = subject.count > 1 && subject.allSatisfy { words[$0].isWord && words[$0].isCapital }
    let isPronoun =
      subject.count == 1 && phrases.has(subject.lowerBound, .pronoun)
      && phrases.has(subject.lowerBound, [.masculine, .feminine])
    return isName && !phrases.has(subject.lowerBound, .determiner) || isPronoun ? subject : nil
  }

  /// The subject of the first verb of a stretch.
  func firstSubject(_ range: Range<Int>) -> Range<Int>? {
    for k in range where quotations.ofWord[k] < 0 && k > range.lowerBound && phrases.mayBeFinite(k)
    {
      if let subject = subject(of: k, from: range.lowerBound) { return subject }
    }
    return nil
  }
}
