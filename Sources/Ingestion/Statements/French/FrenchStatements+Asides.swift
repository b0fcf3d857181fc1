import Languages

/// Attributions beside a whole clause: «comme le rappelle X», «à ses yeux», and quotations that head a
/// line: «« A » : X s'explique».
extension FrenchStatements {
  // MARK: As somebody says

  /// «Comme le rappelle l'association, la gare est fermée», «La gare, comme l'a dit le maire, …».
  mutating func readAsSaid() {
    let `as` = forms.form("comme")
    for k in words.forms.indices where words.forms[k] == `as` && !isQuoted(k) {
      guard role(k + 1).isDisjoint(with: [.that]), let said = asSaid(at: k) else { continue }
      let start = unitStart(k)
      let end = unitEnd(k)
      var host: Range<Int>
      if isLead(start..<k) {
        guard mark(said.end) == .comma, said.end + 3 < end else { continue }
        host = said.end + 1..<end
      } else {
        guard mark(k - 1) == .comma, k - 1 > start else { continue }
        let isOver = said.end >= end || isStop(said.end)
        guard isOver || mark(said.end) == .comma else { continue }
        let isWhole = hasMainVerb(start..<k - 1)
        if isWhole, !isOver { continue }
        host = isOver ? start..<k - 1 : start..<end
      }
      host = skipOpeners(host)
      guard containsFinite(host) || host.contains(where: { isQuoteMark($0) }),
        !drafts(near: host).contains(where: { $0.content.overlaps(host) })
      else { continue }
      add(nil, host, by: said.speaker, cue: said.cue, rule: .asSaid, anchor: k)
    }
  }

  /// The cue and the speaker after «comme», and where the aside ends: at its comma.
  private func asSaid(
    at k: Int
  ) -> (speaker: Range<Int>, cue: (words: Range<Int>, lemma: String, class: String), end: Int)? {
    for i in k + 1..<min(k + 6, words.count) {
      guard mark(i) == .none else { return nil }
      guard let n = verbIndex(i), verbs[n].form == .finite else { continue }
      let verb = verbs[n]
      // «comme le souhaitait le maire»
      guard !verb.isPassive, verb.cue.class != "hope",
        verb.cue.frames.contains(.quote) || verb.cue.frames.contains(.that)
      else { return nil }
      // «comme le dit X», «comme X le dit»; «comme l'» contains the object.
      guard
        (k + 1..<verb.core.lowerBound).contains(where: {
          grammarRole($0).contains(.object) || ["le", "l'"].contains(words.key($0))
        })
      else { return nil }
      guard
        let speaker = verb.enclitic.map({ $0..<$0 + 1 }) ?? ownSubject(of: verb, behind: k)
          ?? invertedSubject(after: verb.words.upperBound), !isGeneric(speaker),
        speaker.count == 1 && role(speaker.lowerBound).contains(.subject) || maySpeak(speaker)
      else { return nil }
      let first = max(speaker.upperBound, verb.words.upperBound)
      var end = first
      let limit = unitEnd(k)
      while end < min(limit, first + 16), mark(end) != .comma, !isStop(end) {
        if isFinite(end), !isQuoted(end) { return nil }
        end += 1
      }
      guard end >= limit || mark(end) == .comma || isStop(end) else { return nil }
      return (speaker, cue(verb), end)
    }
    return nil
  }

  /// The subject between «comme» and its verb: «comme il l'explique à Radio Vardal».
  private func ownSubject(of verb: Verb, behind k: Int) -> Range<Int>? {
    guard verb.words.lowerBound > k + 1,
      let found = leftSubject(of: verb.core.lowerBound, at: verb.words.lowerBound),
      found.lowerBound > k
    else { return nil }
    return found
  }

  // MARK: In somebody's eyes

  /// «À ses yeux, le projet est mort.»
  mutating func readInEyes() {
    let eyes = forms.form("yeux")
    for k in words.forms.indices where words.forms[k] == eyes && k > 1 && !isQuoted(k) {
      guard features(k - 1).has(.possessive), role(k - 2).contains(.to),
        isLead(unitStart(k)..<k - 2),
        mark(k + 1) == .comma, ["ses", "leurs"].contains(words.key(k - 1))
      else { continue }
      let host = k + 2..<max(k + 2, unitEnd(k))
      guard containsFinite(host), !drafts(near: host).contains(where: { $0.content.overlaps(host) })
      else {
        continue
      }
      add(
        nil, host, by: k - 1..<k, cue: (k - 2..<k + 1, "à ses yeux", "judge"), rule: .opinion,
        anchor: k)
    }
  }

  // MARK: Headings

  /// «« On ne lâchera rien » : les salariés de Zeta défilent», «Zeta : « On ne lâchera rien »».
  mutating func readHeadings() {
    for paragraph in sentences.paragraphs where paragraph.count < 60 {
      if readLabelled(paragraph) { continue }
      guard let q = quotation(openingAt: paragraph.lowerBound), !used[q],
        quotations.list[q].inner.count > 2, quotations.list[q].depth == 0
      else { continue }
      let colon = quotations.list[q].close + 1
      guard colon + 1 < paragraph.upperBound, mark(colon) == .colon else { continue }
      let rest = colon + 1..<paragraph.upperBound
      guard let who = introduced(by: rest) else { continue }
      add(.direct, quotations.list[q].inner, by: who, cue: nil, rule: .heading, anchor: colon)
    }
  }

  /// «Lindqvist : le projet vise à « mieux former »», a line without a stop that a name heads.
  private mutating func readLabelled(_ paragraph: Range<Int>) -> Bool {
    guard paragraph.count < 40, !isStop(paragraph.upperBound - 1),
      let colon = paragraph.prefix(9).first(where: { mark($0) == .colon }),
      colon > paragraph.lowerBound, quotation(openingAt: colon + 1) == nil,
      let m = names.mention(at: colon - 1), names.mentions[m].form != .place,
      names.sources[names.mentions[m].source].kind == .person,
      let rest = trimmed(colon + 1..<paragraph.upperBound), containsFinite(rest),
      let q = rest.compactMap({ quotation(openingAt: $0) }).first, !used[q]
    else { return false }
    add(nil, rest, by: names.mentions[m].words, cue: nil, rule: .heading, anchor: colon)
    return true
  }

  /// A heading's quotation that nobody is named for belongs to whom the next attribution names.
  mutating func readForwardHeadings() {
    for (number, paragraph) in sentences.paragraphs.enumerated() where paragraph.count < 40 {
      guard number + 1 < sentences.paragraphs.count, !isStop(paragraph.upperBound - 1),
        let open = paragraph.prefix(8).first(where: { isQuoteMark($0) }),
        let q = quotation(openingAt: open), !used[q], quotations.list[q].inner.count > 3,
        open == paragraph.lowerBound ? number == 0 : mark(open - 1) == .colon,
        quotations.list[q].inner.contains(where: isFinite)
      else { continue }
      let behind = paragraph.upperBound..<paragraph.upperBound + 160
      let next = drafts(near: behind).filter { behind.contains($0.anchor) && $0.kind == .direct }
        .min { $0.anchor < $1.anchor }
      guard let next, next.speaker != nil else { continue }
      add(
        .direct, quotations.list[q].inner, by: next.speaker, cue: nil, rule: .heading, anchor: open
      )
    }
  }

  /// Who speaks in a heading by what follows its quotation: the subject, else the person named.
  private func introduced(by rest: Range<Int>) -> Range<Int>? {
    if let phrase = nounPhrase(at: rest.lowerBound, apposition: true), isActor(phrase),
      !isInanimate(phrase)
    {
      return phrase
    }
    if let found = subject(ofUnitFrom: rest), isActor(found) { return found }
    for k in rest where !isQuoted(k) {
      guard let m = names.mention(at: k), names.mentions[m].words.lowerBound == k,
        names.sources[names.mentions[m].source].kind == .person,
        !grammarRole(names.mentions[m].whole.lowerBound - 1).contains(.prep)
      else { continue }
      return names.mentions[m].whole
    }
    return nil
  }
}
