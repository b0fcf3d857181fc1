import Languages

/// Who is interviewed.
extension Interview {
  /// Who is interviewed: the person who is introduced as such up to the first question, or the only one
  /// who is named there when an interview is announced; of several the one named more, then the later.
  func guest(
    until end: Int, _ interviewers: Set<String>, _ turns: [Turn]
  ) -> Range<Int>? {
    var counts: [Int: Int] = [:]
    var introductions: [Int: Introduction] = [:]
    var proven: Set<Int> = []
    var last: [Int: Range<Int>] = [:]
    for mention in names.mentions[names.mentions(in: 0..<end)] {
      guard mention.words.upperBound <= end, !mention.isAdjective, mention.form != .place,
        names.sources[mention.source].kind == .person,
        !(interviewers.contains(key(mention.words))
          && turns.contains { $0.label == mention.words }),
        !isCredited(mention)
      else { continue }
      counts[mention.source, default: 0] += 1
      introductions[mention.source, default: []].formUnion(introduction(of: mention))
      if names.isCorroborated(mention.source) || names.genders[mention.source].gender != .either {
        proven.insert(mention.source)
      }
      if mention.form == .name || last[mention.source] == nil {
        last[mention.source] = mention.words
      }
    }
    // «à Broadway»: a name that nothing proves is a person's only where there is no other.
    if !proven.isEmpty { counts = counts.filter { proven.contains($0.key) } }
    if counts.count != 1 || !isAnnounced(turns) && !namesOnePerson {
      counts = counts.filter { introductions[$0.key]?.isEmpty == false }
    }
    func rank(_ source: Int) -> (Int, Int, Int) {
      (
        introductions[source]?.rawValue ?? 0, counts[source] ?? 0, last[source]?.lowerBound ?? 0
      )
    }
    return counts.keys.max { rank($0) < rank($1) }.flatMap { last[$0] }
  }

  /// True when nobody but one person is named in the whole text.
  private var namesOnePerson: Bool {
    var found: Int?
    for mention in names.mentions where names.sources[mention.source].kind == .person {
      guard found == nil || found == mention.source else { return false }
      found = mention.source
    }
    return found != nil
  }

  /// How a person is introduced before the first question, the clearest last.
  private struct Introduction: OptionSet {
    let rawValue: Int
    /// Named where an interview is announced.
    static let announced = Introduction(rawValue: 1)
    /// Named first in a paragraph: «Anna Holm : « … »», «Anna Holm est députée».
    static let heading = Introduction(rawValue: 2)
    /// «entretien avec Anna Holm»
    static let asked = Introduction(rawValue: 4)
    /// «Anna Holm : « … »» at the head of the article.
    static let quoted = Introduction(rawValue: 8)
  }

  private func introduction(of mention: Names.Mention) -> Introduction {
    var found: Introduction = []
    let paragraph = sentences.paragraph(holding: mention.words.lowerBound)
    let first = min(mention.whole.lowerBound, mention.words.lowerBound)
    if !paragraph.prefix(3).contains(where: { words[$0].isWord && $0 < first }) {
      found.insert(.heading)
      let end = mention.whole.upperBound
      if paragraph.lowerBound == sentences.paragraphs.first?.lowerBound,
        (end..<max(end, min(end + 4, paragraph.upperBound))).contains(where: {
          words[$0].mark == .colon
        })
      {
        found.insert(.quoted)
      }
    }
    if paragraph.contains(where: { vocabulary.announcing.contains(words.forms[$0]) }) {
      found.insert(.announced)
      if (max(paragraph.lowerBound, first - 4)..<first).contains(where: {
        vocabulary.with.contains(words.forms[$0])
      }) {
        found.insert(.asked)
      }
    }
    return found
  }

  /// «Propos recueillis par Nils Berg»
  private func isCredited(_ mention: Names.Mention) -> Bool {
    let first = mention.words.lowerBound
    let paragraph = sentences.paragraph(holding: first)
    return first > paragraph.lowerBound && vocabulary.by.contains(words.forms[first - 1])
      && (paragraph.lowerBound..<first).contains { vocabulary.crediting.contains(words.forms[$0]) }
  }
}
