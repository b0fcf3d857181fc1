import Languages
import Press

/// Who acts in an infinitive or a gerund, and what stands above it: «accuse X d'attaquer», “denies
/// having helped X”.
extension RelationReader {
  mutating func infinitiveSubject(of n: Int) -> [Party] {
    if lexicon.isFrench, base(groups[n].words.lowerBound - 1) == lexicon.of,
      let owner = mentionEnding(at: groups[n].words.lowerBound - 1),
      case let lead = lead(of: owner), lead.prep == lexicon.of, sentence.contains(lead.before),
      isThing(lead.before), let control = lexicon.controls[words.forms[lead.before]]?.first?.control
    {
      // «la décision d'Oslo d'attaquer»
      contextCache[n] = Context(modality: control.modality, isAffirmed: control.isAffirmed)
      return joinedLeft(owner)
    }
    let noun = groups[n].words.lowerBound - 1
    if !lexicon.isFrench, isThing(noun), group(at: noun) == nil, names.mention(at: noun) == nil,
      let control = lexicon.controls[words.forms[noun]]?.first?.control
    {
      // “Oslo's plan to attack”: whoever has the plan.
      let owners = owners(of: noun, for: .attack)
      if !owners.isEmpty {
        contextCache[n] = Context(modality: control.modality, isAffirmed: control.isAffirmed)
        return owners
      }
    }
    guard let (v, link, noun) = governor(of: n) else {
      // «Sans attaquer X, Y attend»: the clause after.
      let start = groups[n].words.lowerBound - 1
      if start >= sentence.lowerBound, words.key(start) == "sans" {
        contextCache[n] = Context(isAffirmed: false)
      }
      var k = groups[n].words.upperBound
      while sentence.contains(k) {
        if let v = group(at: k), groups[v].kind == .finite { return subject(of: v) }
        k += 1
      }
      return []
    }
    let above = groups[v]
    if link == -3 {
      contextCache[n] = context(of: v)
      return subject(of: v)
    }
    var context = context(of: v)
    if context.modality == .actual {
      switch above.modality {
      case .none: break
      case .future: context.modality = .future
      case .possible: context.modality = .possible
      case .wanted: context.modality = .wanted
      }
    }
    let control =
      noun
      ? nil
      : lexicon.controls[above.lemma]?.first {
        $0.isReflexive == above.isReflexive
          && ($0.control.links.contains(link) || link == -2 && $0.control.links.isEmpty)
      }?.control
    guard let control else {
      let start = groups[n].words.lowerBound - 1
      if start >= sentence.lowerBound, ["sans", "without"].contains(words.key(start)) {
        context.isAffirmed.toggle()
      }
      contextCache[n] = context
      if above.isNegated, link != lexicon.of, link == -2 { contextCache[n]?.isAffirmed.toggle() }
      return above.isPassive ? subject(of: v) : subject(of: v)
    }
    if control.modality != .actual, !(control.modality == .future && isPast(groups[n])) {
      context.modality = control.modality
    }
    if !control.isAffirmed { context.isAffirmed.toggle() }
    if above.isNegated { context.isAffirmed.toggle() }
    let subject = subject(of: v)
    if control.asserts {
      context.asserters = above.isPassive ? agents(of: v).map(\.source) : subject.map(\.source)
    }
    contextCache[n] = context
    if !control.byObject || above.isPassive { return subject }
    if !lexicon.isFrench, control.frame == -2, above.kind != .participle,
      groups[n].words.lowerBound <= above.words.upperBound, relativeOpener(of: v) == nil
    {
      return subject  // “wants to attack X”: nobody else is to do it
    }
    if control.frame == -2 {
      return direct(of: v, for: .accuse, owned: false, before: groups[n].words.lowerBound)
    }
    return behind(
      control.frame, of: v, for: .demand, owned: false, before: groups[n].words.lowerBound)
  }

  /// True for «avoir livré», “to have supplied”.
  func isPast(_ group: VerbGroup) -> Bool {
    for i in group.words where i < group.head {
      let role = lexicon.role(words.forms[i])
      if ["avoir", "être", "have"].contains(words.key(i)) || role.contains(.have) { return true }
    }
    return false
  }

  /// The verb above an infinitive, the word that links them (-2 none, -3 «et»), and whether a noun
  /// is between («sa décision de»).
  mutating func governor(of n: Int) -> (verb: Int, link: Int32, noun: Bool)? {
    var i = groups[n].words.lowerBound - 1
    var link: Int32 = lexicon.isFrench ? -2 : lexicon.to
    while i >= sentence.lowerBound, isAdverb(i) { i -= 1 }
    if i >= sentence.lowerBound, role(i).contains(.prep),
      lexicon.isFrench || groups[n].kind == .gerund
    {
      link = base(i)
      i -= 1
      if i >= sentence.lowerBound, role(i).contains(.link) {
        link = base(i) >= 0 ? base(i) : -4
        i -= 1
      }
    }
    let isJoined = i >= sentence.lowerBound && (role(i).contains(.and) || words[i].mark == .comma)
    var steps = 0
    var noun = false
    if i >= sentence.lowerBound, isThing(i), group(at: i) == nil, names.mention(at: i) == nil {
      noun = true
    }
    while i >= sentence.lowerBound, steps < 30 {
      steps += 1
      if let v = group(at: i) {
        if isJoined, groups[v].kind == .finite, let opener = relativeOpener(of: v) {
          i = opener - 1
          continue
        }
        if isJoined, groups[v].kind == .infinitive || steps < 12 && link == -2 {
          return (v, -3, false)
        }
        if groups[v].kind == .participle, steps > 3 {
          i = groups[v].words.lowerBound - 1
          continue
        }
        return (v, link, noun)
      }
      if words[i].mark == .semicolon || words[i].mark == .colon { return nil }
      if role(i).contains(.boundary), !role(i).contains(.prep) { return nil }
      i -= 1
    }
    return nil
  }

  /// What stands above a verb.
  mutating func context(of n: Int) -> Context {
    if let known = contextCache[n] { return known }
    _ = subject(of: n)
    if let known = contextCache[n] { return known }
    contextCache[n] = Context()
    return Context()
  }

  mutating func gerundSubject(of n: Int) -> [Party] {
    let start = groups[n].words.lowerBound
    var i = start - 1
    let afterIn = i >= sentence.lowerBound && role(i).contains(.prep)
    // “accuse X of …ing”
    if afterIn, !lexicon.isFrench { return infinitiveSubject(of: n) }
    if !lexicon.isFrench, i >= sentence.lowerBound, let v = group(at: i),
      let control = lexicon.controls[groups[v].lemma]?.first(where: {
        !$0.control.byObject && $0.control.links.contains(-2)
      })?.control
    {
      // “resumed shelling X”, “denied helping X”
      var above = context(of: v)
      if control.modality != .actual { above.modality = control.modality }
      if !control.isAffirmed { above.isAffirmed.toggle() }
      if groups[v].isNegated { above.isAffirmed.toggle() }
      let subject = subject(of: v)
      if control.asserts { above.asserters = subject.map(\.source) }
      contextCache[n] = above
      return subject
    }
    if afterIn { i -= 1 }
    let afterComma = i >= sentence.lowerBound && words[i].mark == .comma
    if !afterIn, !afterComma, i >= sentence.lowerBound, words[i].isWord, !role(i).contains(.and) {
      let found = nounBefore(start, plural: nil)
      if found.isEmpty, case let text = lastNoun(upTo: i), role(text).contains(.text),
        let v = group(at: lead(from: text).before), groups[v].kind != .participle
      {
        // «a voté une résolution condamnant X»
        contextCache[n] = context(of: v)
        return subject(of: v)
      }
      return found
    }
    // The clause before; a sentence that opens with it, the clause after.
    var k = i
    while k >= sentence.lowerBound {
      if let v = group(at: k) {
        if groups[v].kind == .participle {
          k = groups[v].words.lowerBound - 1
          continue
        }
        contextCache[n] = groups[v].kind == .finite ? Context() : context(of: v)
        return subject(of: v)
      }
      k -= 1
    }
    k = groups[n].words.upperBound
    while sentence.contains(k) {
      if let v = group(at: k), groups[v].kind == .finite { return subject(of: v) }
      k += 1
    }
    return []
  }

  /// The noun at or before `i`, over its adjectives.
  func lastNoun(upTo i: Int) -> Int {
    var k = i
    while k > sentence.lowerBound, i - k < 3, !isThing(k),
      isAdjectiveWord(k) || adjective(at: k) != nil
    {
      k -= 1
    }
    return k
  }
}
