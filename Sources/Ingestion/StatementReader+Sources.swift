import Languages
import Press

/// Which source a speaker is: names, parts of names, offices, pronouns and what takes up a source.
extension StatementReader {
  mutating func resolveSpeakers() {
    // In the order of attribution, so that «il» and «ce dernier» find who spoke last.
    let order = drafts.indices.sorted { drafts[$0].anchor < drafts[$1].anchor }
    var last: (source: Int?, speaker: Range<Int>)?
    var recent: [Int] = []
    var spoken: [(Range<Int>, Int)] = []
    for (place, n) in order.enumerated() {
      if drafts[n].continues {
        // The one before in this passage, else the one behind in the same paragraph.
        if let last, drafts[n].content.lowerBound - last.speaker.upperBound < 400 {
          drafts[n].speaker = last.speaker
          drafts[n].source = last.source
        } else if place + 1 < order.count {
          drafts[n].speaker = drafts[order[place + 1]].speaker
          if let speaker = drafts[n].speaker {
            drafts[n].source = source(of: speaker, recent, spoken)
          }
        }
        continue
      }
      guard let speaker = drafts[n].speaker else { continue }
      let found = source(of: speaker, recent, spoken)
      drafts[n].source = found
      last = (found, speaker)
      if let found {
        recent.removeAll { $0 == found }
        recent.append(found)
        spoken.append((speaker, found))
      }
    }
  }

  /// The source that a noun phrase names.
  private func source(
    of range: Range<Int>, _ recent: [Int], _ spoken: [(Range<Int>, Int)]
  ) -> Int? {
    let first = range.lowerBound
    if range.count == 1, role(first).contains(.subject) || role(first).contains(.strong) {
      return pronoun(first, recent)
    }
    // A person by name goes before the body that the office belongs to.
    var head: Int?
    var k = first
    while k < range.upperBound {
      if let m = names.mention(at: k), !names.mentions[m].isAdjective {
        let mention = names.mentions[m]
        let kind = names.sources[mention.source].kind
        if kind == .person, mention.form == .name || mention.form == .short {
          return mention.source
        }
        if head == nil, isHead(k, in: range) {
          head = mention.source
          // «l'ONG Oxfam», «le quotidien La Plume»: the name goes before what it is.
          let next = mention.whole.upperBound
          if range.contains(next), mention.form == .group || mention.form == .office,
            let m = names.mention(at: next), !names.mentions[m].isAdjective,
            names.mentions[m].form != .place
          {
            head = names.mentions[m].source
          }
        }
        k = max(k + 1, mention.whole.upperBound)
      } else {
        k += 1
      }
    }
    if let taken = takenUp(range, recent, spoken) { return taken }
    return head
  }

  /// True when a short description says nothing that the longer one did not: «le directeur de
  /// l'agence» after «le directeur de l'agence des eaux, X».
  private func agrees(_ short: Range<Int>, _ long: Range<Int>) -> Bool {
    // Of what is a name or a noun in the short one, the head and at least one half is in the long one.
    var nouns = 0
    var shared = 0
    for i in short where traits(i).has(.noun) && !isDeterminer(i) || words[i].isCapital {
      nouns += 1
      if long.contains(where: { words.forms[$0] == words.forms[i] }) { shared += 1 }
    }
    return shared * 2 >= nouns
  }

  /// True when a mention at `k` is what the noun phrase is about, not what hangs on it by «de».
  private func isHead(_ k: Int, in range: Range<Int>) -> Bool {
    for i in range.lowerBound..<k {
      if traits(i).has(.noun), !isDeterminer(i), words.forms[i] != words.forms[k],
        names.mention(at: i) == nil
      {
        // «l'ONG Oxfam» is, «le patron d'Oxfam» is not.
        return !(i + 1..<k).contains {
          grammarRole($0).contains(.prep)
        } && i + 1 < range.upperBound
      }
    }
    return true
  }

  private func matches(_ source: Int, gender: Gender?, plural: Bool) -> Bool {
    let known = names.genders[source]
    if known.isPlural != plural { return false }
    guard let gender else { return true }
    return known.gender == gender || known.gender == .either
  }

  private func pronoun(_ i: Int, _ recent: [Int]) -> Int? {
    if isFirstPerson(i..<i + 1) { return recent.last }
    let t = traits(i)
    let plural = t.has(.plural) && !t.has(.singular)
    let gender: Gender? = t.has(.masculine) ? .masculine : t.has(.feminine) ? .feminine : nil
    // The one who spoke last, when a new subject has not come up since.
    var candidates: [Int] = []
    let low = max(0, sentences.number(of: i) - 3)
    let from = sentences.list[low].lowerBound
    for mention in names.mentions
    where mention.words.lowerBound >= from && mention.words.upperBound <= i && !mention.isAdjective
      && mention.form != .place && !isQuoted(mention.words.lowerBound)
    {
      candidates.append(mention.source)
    }
    if let last = recent.last, matches(last, gender: gender, plural: plural) { return last }
    for source in candidates.reversed()
    where names.sources[source].kind == .person && matches(source, gender: gender, plural: plural) {
      return source
    }
    for source in recent.reversed() where matches(source, gender: gender, plural: plural) {
      return source
    }
    for source in candidates.reversed() where matches(source, gender: gender, plural: plural) {
      return source
    }
    return nil
  }

  /// Whom «le ministre», «ce dernier», «l'ONG», «le quotidien» take up.
  private func takenUp(
    _ range: Range<Int>, _ recent: [Int], _ spoken: [(Range<Int>, Int)]
  ) -> Int? {
    let first = range.lowerBound
    guard isDeterminer(first), traits(first).has(.definite) || traits(first).has(.demonstrative)
    else {
      return nil
    }
    // The head noun.
    guard
      let head = range.dropFirst().first(where: {
        !role($0).isDisjoint(with: [.person, .body, .document])
          || traits($0).has(.noun) && !traits($0).has(.determiner)
      })
    else { return nil }
    let form = words.forms[head]
    // What somebody who spoke was called then.
    if range.count <= 9 {
      for (phrase, source) in spoken.reversed()
      where phrase.count > 1 && names.sources[source].kind == .person
        && phrase.contains(where: { words.forms[$0] == form })
        && agrees(range, phrase)
      {
        return source
      }
    }
    // An office that somebody was said to hold.
    for mention in names.mentions.reversed()
    where mention.words.lowerBound < first && mention.form != .office && !mention.isAdjective {
      if let office = mention.role, office.contains(where: { words.forms[$0] == form }) {
        return mention.source
      }
      // «l'ONG Oxfam … l'ONG»
      let before = mention.words.lowerBound - 1
      if before >= 0, words.forms[before] == form, range.count <= 3 { return mention.source }
    }
    for office in names.offices.reversed()
    where office.words.upperBound <= first && words.forms[office.trigger.lowerBound] == form {
      if let holder = office.holders.first { return names.mentions[holder].source }
    }
    let noun = role(head)
    guard range.count <= 4, !noun.isDisjoint(with: [.person, .body]) else { return nil }
    let t = traits(head)
    let plural = t.has(.plural) && !t.has(.singular)
    let gender: Gender? =
      t.has(.masculine) == t.has(.feminine) ? nil : t.has(.masculine) ? .masculine : .feminine
    for source in recent.reversed() {
      let kind = names.sources[source].kind
      if noun.contains(.person), kind == .person,
        matches(source, gender: gender, plural: plural)
      {
        return source
      }
      if noun.contains(.body), kind == .organisation || kind == .media { return source }
    }
    for mention in names.mentions.reversed()
    where mention.words.upperBound <= first && !mention.isAdjective {
      let kind = names.sources[mention.source].kind
      if noun.contains(.person), kind == .person, mention.form != .office,
        matches(mention.source, gender: gender, plural: plural)
      {
        return mention.source
      }
      if noun.contains(.body), kind == .organisation || kind == .media { return mention.source }
    }
    return nil
  }
}
