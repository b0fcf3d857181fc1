import Languages
import Press

/// Which source a speaker is: names, parts of names, offices, pronouns and what takes up a source.
extension FrenchStatements {
  mutating func resolveSpeakers() {
    if drafts.isEmpty { return }
    bodies = countedBodies()
    // In the order of attribution, so that «il» and «ce dernier» find who spoke last.
    let order = drafts.indices.sorted { drafts[$0].anchor < drafts[$1].anchor }
    var spoken: [Spoken] = []
    for (place, n) in order.enumerated() {
      if drafts[n].continues, let q = quotations.quotation(at: drafts[n].anchor),
        let speaker = speakerBehind(q) ?? speakerBefore(q)
      {
        drafts[n].speaker = speaker
        drafts[n].continues = false
      }
      if drafts[n].continues {
        // The one before in this passage, else the one after in the same paragraph.
        if let last = spoken.last, drafts[n].content.lowerBound - last.phrase.upperBound < 400 {
          drafts[n].speaker = last.phrase
          drafts[n].source = last.source
        } else if place + 1 < order.count {
          drafts[n].speaker = drafts[order[place + 1]].speaker
          if let speaker = drafts[n].speaker { resolve(n, speaker, spoken) }
        }
        continue
      }
      guard let speaker = drafts[n].speaker else { continue }
      if drafts[n].source == nil { resolve(n, speaker, spoken) }
      let phrase = drafts[n].antecedent ?? speaker
      spoken.append(Spoken(source: drafts[n].source, phrase: phrase, anchor: drafts[n].anchor))
      // Who spoke longer ago than that is not taken up.
      if spoken.count > 200 { spoken.removeFirst(100) }
    }
  }

  private mutating func resolve(_ n: Int, _ speaker: Range<Int>, _ spoken: [Spoken]) {
    var found = reference(of: speaker, spoken, in: drafts[n].content)
    if keepsChoices, !isFirstPerson(speaker) {
      if isPronoun(speaker) {
        let it = anaphor(at: speaker.lowerBound, in: drafts[n].content)
        choices.append(SpeakerChoice(phrase: speaker, candidates: candidates(for: it, spoken)))
      } else if byName(speaker).source == nil,
        let choice = choice(ofDescription: speaker, spoken, in: drafts[n].content)
      {
        choices.append(choice)
      }
    }
    if let last = spoken.last?.source, resumes(n), isEpithet(speaker, of: last) {
      switch found {
      case .source(let source)
      where names.sources[source].kind == .person && names.isCorroborated(source): break
      default: found = .source(last)
      }
    }
    switch found {
    case .source(let source): drafts[n].source = source
    case .phrase(let phrase): drafts[n].antecedent = phrase
    case nil: break
    }
  }

  /// True when by its cue a quotation goes on with what was quoted before: «poursuit le rameur».
  private func resumes(_ n: Int) -> Bool {
    guard drafts[n].kind == .direct, let lemma = drafts[n].cue?.lemma else { return false }
    return cues.role(forms.form(lemma)).contains(.resume)
  }

  /// True for what the press calls a person by the second time: «le rameur breton», «le Quimpérois».
  private func isEpithet(_ range: Range<Int>, of source: Int) -> Bool {
    let first = range.lowerBound
    guard names.sources[source].kind == .person, isDeterminer(first),
      features(first).has([.definite, .demonstrative])
    else { return false }
    let (gender, plural) = agreement(of: range)
    guard !plural, matches(source, gender: gender, plural: false) else { return false }
    if range.count == 2, words[first + 1].isCapital {
      guard !words[first + 1].shape.contains(.allCapitals) else { return false }
      return names.mention(at: first + 1).map {
        names.mentions[$0].isAdjective || !names.isCorroborated(names.mentions[$0].source)
      } ?? true
    }
    guard let head = headNoun(of: range), !isNamed(range) else { return false }
    return role(head).isDisjoint(with: [.body, .document, .institution])
      && names.mention(at: head) == nil
  }

  /// The source that a noun phrase names, or the noun phrase that it takes up.
  func reference(
    of range: Range<Int>, _ spoken: [Spoken], in content: Range<Int>
  ) -> Reference? {
    let first = range.lowerBound
    if isPronoun(range) { return pronoun(first, spoken, in: content) }
    // «ce dernier», «le même»
    if range.count == 2, isDeterminer(first), !features(first + 1).has(.noun) || isTime(first + 1) {
      if role(first + 1).contains(.skip), let last = spoken.last { return Reference(last) }
      if isTime(first + 1) { return pronoun(first + 1, spoken, in: content, isLatter: true) }
    }
    let (named, head) = byName(range)
    if let named { return .source(named) }
    return coreferent(ofDescription: beforeComma(range), spoken, in: content)
      ?? head.map { .source($0) }
  }

  /// A noun phrase without what stands in apposition to it.
  func beforeComma(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound..<(range.first { mark($0) == .comma } ?? range.upperBound)
  }

  /// The source that a noun phrase names, and the one of its head, which may take up another.
  private func byName(_ range: Range<Int>) -> (source: Int?, head: Int?) {
    let first = range.lowerBound
    if let named = namedPerson(in: range) { return (named, nil) }
    var head: Int?
    var k = first
    // What stands in apposition says who somebody is, and may name others.
    let core = beforeComma(range)
    while k < core.upperBound {
      if let m = names.mention(at: k), !names.mentions[m].isAdjective {
        let mention = names.mentions[m]
        let kind = names.sources[mention.source].kind
        // «le patron d'Oxfam», «les avocats de M. Berg»
        let before = mention.whole.lowerBound - 1
        let hangs = before > first && (grammarRole(before).contains(.prep) || isDeterminer(before))
        if kind == .person, mention.form == .name || mention.form == .short, !hangs {
          return (mention.source, nil)
        }
        if head == nil, isHead(k, in: range) {
          head = mention.source
          // «l'ONG Oxfam», «le quotidien La Plume»: the name goes before what it is.
          var next = mention.whole.upperBound
          if range.contains(next), isDeterminer(next), words[next].isCapital { next += 1 }
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
    if let found = head, isNamed(range) || isHeldOffice(range, by: found) { return (found, nil) }
    return (nil, head)
  }

  private func isPronoun(_ range: Range<Int>) -> Bool {
    let first = range.lowerBound
    return range.count == 1
      && (role(first).contains(.subject) || role(first).contains(.strong)
        || features(first).has(.possessive))
  }

  /// The person whose name opens a noun phrase or one of its appositions.
  private func namedPerson(in range: Range<Int>) -> Int? {
    let first = range.lowerBound
    func person(at i: Int, _ fits: (Names.Mention) -> Bool) -> Int? {
      guard let m = names.mention(at: i), names.mentions[m].form != .place,
        names.sources[names.mentions[m].source].kind == .person, fits(names.mentions[m])
      else { return nil }
      return names.mentions[m].source
    }
    // «Odile Perrin, directrice du musée Lorrain»
    if let found = person(at: first, { $0.whole.lowerBound == first && $0.form == .name }) {
      return found
    }
    // «la directrice du musée Lorrain, Odile Perrin»
    let appositions = range.dropLast().filter { mark($0) == .comma }.map {
      isDeterminer($0 + 1) ? $0 + 2 : $0 + 1
    }
    for i in appositions {
      if let found = person(at: i, { $0.words.lowerBound == i }) { return found }
    }
    // «Le professeur Nils Berg, de l'école Lindqvist»
    if isDeterminer(first),
      let found = person(
        at: first + 1, { $0.whole.lowerBound == first + 1 && $0.form == .name })
    {
      return found
    }
    for i in appositions {
      if let found = person(at: i, { _ in true }) { return found }
      // «l'ancien maire, le socialiste Nils Berg»
      if isDeterminer(i - 1), features(i).has([.noun, .adjective]), range.contains(i + 1),
        let found = person(at: i + 1, { $0.whole.lowerBound == i + 1 && $0.form == .name })
      {
        return found
      }
    }
    return nil
  }

  /// True for an office of several words whose holder the article names: «le chef de l'État».
  private func isHeldOffice(_ range: Range<Int>, by source: Int) -> Bool {
    guard names.sources[source].kind == .person, range.count > 1,
      let m = names.mention(at: range.lowerBound + 1)
    else { return false }
    let mention = names.mentions[m]
    return mention.form == .office && mention.source == source && mention.words.count > 1
  }

  /// True for a phrase with a name of its own: «le quotidien Libération», «la Fédération bancaire».
  func isNamed(_ range: Range<Int>) -> Bool {
    for i in range.dropFirst() where words[i].isCapital && mark(i) == .none {
      if grammarRole(i - 1).contains(.prep) || features(i - 1).has(.contracted) { return false }
      if isDeterminer(i - 1), i - 1 > range.lowerBound { return false }
      if role(i).contains(.person)
        || words[i].shape.contains(.allCapitals) && role(i).contains(.body)
      {
        continue
      }
      return true
    }
    return false
  }

  /// True when a short description says nothing that the longer one did not: «le directeur de
  /// l'agence» after «le directeur de l'agence des eaux, X»; «le ministre des Ports» is not «le ministre de
  /// la Santé».
  func agrees(_ short: Range<Int>, _ long: Range<Int>) -> Bool {
    func isNamed(_ i: Int) -> Bool {
      !isDeterminer(i) && (features(i).has(.noun) || words[i].isCapital)
    }
    let head = headNoun(of: short)
    // Of what is a name or a noun in the short one, the head and at least one half is in the long one.
    var nouns = 0
    var shared = 0
    var sharesComplement = false
    for i in short where isNamed(i) {
      nouns += 1
      guard long.contains(where: { words.forms[$0] == words.forms[i] }) else { continue }
      shared += 1
      if i != head { sharesComplement = true }
    }
    guard shared * 2 >= nouns else { return false }
    // «le président du Pérou» is not «le président chilien».
    let states = (states(in: short), states(in: long))
    if !states.0.isEmpty, !states.1.isEmpty, states.0.isDisjoint(with: states.1) { return false }
    // «le directeur de l'ADE» may be the one of «l'Agence des eaux».
    let isByAcronym = short.contains { words[$0].shape.contains(.allCapitals) && $0 != head }
    if nouns < 2 || sharesComplement || isByAcronym { return true }
    return !long.contains { i in
      isNamed(i) && !short.contains { words.forms[$0] == words.forms[i] }
    }
  }

  private func states(in range: Range<Int>) -> Set<Int> {
    Set(
      names.mentions[names.mentions(in: range)].map(\.source)
        .filter { names.sources[$0].kind == .state })
  }

  /// True when a mention at `k` is what the noun phrase is about, not what depends on it by «de».
  private func isHead(_ k: Int, in range: Range<Int>) -> Bool {
    for i in range.lowerBound..<k {
      if features(i).has(.noun), !isDeterminer(i), words.forms[i] != words.forms[k],
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

  func matches(_ source: Int, gender: Gender?, plural: Bool) -> Bool {
    let known = names.genders[source]
    if known.isPlural != plural { return false }
    guard let gender else { return true }
    return known.gender == gender || known.gender == .either
  }

  /// The gender and number of a noun phrase, by its head.
  func agreement(of phrase: Range<Int>) -> (gender: Gender?, isPlural: Bool) {
    let head =
      phrase.first { mark($0) == .none && features($0).has(.noun) && !isDeterminer($0) }
      ?? phrase.lowerBound
    // The determiner tells better than a noun of either gender.
    let first = features(phrase.lowerBound)
    for t in [first.has(.determiner) ? first : features(head), features(head)]
    where t.has(.masculine) != t.has(.feminine) {
      return (t.has(.masculine) ? .masculine : .feminine, isPlural(t) || isPlural(features(head)))
    }
    return (nil, isPlural(first) || isPlural(features(head)))
  }

  func isPlural(_ t: Features) -> Bool { t.has(.plural) && !t.has(.singular) }

  func matches(_ spoken: Spoken, gender: Gender?, plural: Bool) -> Bool {
    if let source = spoken.source, names.sources[source].kind == .person {
      return matches(source, gender: gender, plural: plural)
    }
    if let source = spoken.source, names.genders[source].gender != .either {
      return matches(source, gender: gender, plural: plural)
    }
    // A state under the name of its capital has no gender that a pronoun could take up.
    if spoken.phrase.count == 1, spoken.source.map({ names.sources[$0].kind == .state }) ?? false {
      return false
    }
    if spoken.phrase.count == 1, role(spoken.phrase.lowerBound).contains(.subject) { return false }
    let own = agreement(of: spoken.phrase)
    return own.isPlural == plural && (gender == nil || own.gender == nil || own.gender == gender)
  }

  /// True for a person whom the text treats as one: no place, and not only a word in capitals.
  func isPerson(_ mention: Names.Mention) -> Bool {
    guard names.sources[mention.source].kind == .person, mention.form != .place,
      mention.form != .office, !mention.isAdjective
    else { return false }
    if names.genders[mention.source].gender != .either || mention.role != nil
      || mention.whole != mention.words
    {
      return true
    }
    // «à Manacor», «du Vendée Globe»
    let before = mention.whole.lowerBound - 1
    if before >= 0, mark(before) == .none, !words[before].isCapital,
      features(before).has(.mostlyNoun),
      !role(before).contains(.person)
    {
      return false  // «le prix Hugo-Delorme»
    }
    return !grammarRole(before).contains(.prep) && !features(before).has(.determiner)
  }
}
