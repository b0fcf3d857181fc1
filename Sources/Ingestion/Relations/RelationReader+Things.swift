import Languages
import Press

/// Things that stand for whoever owns or sends them: «des frappes kényanes ont tué», «la décision du
/// Kenya a été saluée par», «visé par une plainte de X».
extension RelationReader {
  /// The noun that is the subject of a finite verb when no name is; nil when it is not plain.
  mutating func subjectThing(of n: Int) -> Int? {
    let group = groups[n]
    guard group.kind == .finite, group.subjectClitic == nil else { return nil }
    var i = group.words.lowerBound - 1
    while i >= sentence.lowerBound, isAdverb(i) { i -= 1 }
    var steps = 0
    while i >= sentence.lowerBound, steps < 24 {
      steps += 1
      if let v = self.group(at: i) {
        guard groups[v].kind != .finite else { return nil }
        i = groups[v].words.lowerBound - 1
        while i >= sentence.lowerBound, role(i).contains(.prep) || role(i).contains(.link) {
          i -= 1
        }
        continue
      }
      switch words[i].mark {
      case .none: break
      case .number, .openQuote, .closeQuote, .straightQuote:
        i -= 1
        continue
      default: return nil
      }
      if let mention = names.mention(at: i) {
        let it = names.mentions[mention]
        if it.isAdjective {
          i = it.words.lowerBound - 1
          continue
        }
        let lead = lead(of: mention)
        if lead.prep < 0, let v = self.group(at: lead.before), v != n,
          groups[v].kind == .infinitive
        {
          i = lead.before  // «la décision d'expulser X a été»
          continue
        }
        guard lead.prep >= 0 || isPossessor(mention) else { return nil }
        i = lead.before
        continue
      }
      let role = role(i)
      if !role.isDisjoint(with: [.boundary, .who, .that, .pronoun, .and]) { return nil }
      if isThing(i) || lexicon.nounPhrases.longest(in: words.forms, from: i) != nil {
        let lead = lead(from: i)
        guard lead.prep >= 0 else { return i }
        i = lead.before
        continue
      }
      i -= 1
    }
    return nil
  }

  /// Whose strikes or weapons are the subject of a verb: «des drones kényans ont tué».
  mutating func attackers(of n: Int) -> [Party] {
    guard let thing = subjectThing(of: n) else { return [] }
    if let found = lexicon.nounPhrases.longest(in: words.forms, from: thing) {
      let noun = lexicon.nouns[Int(found.value)]
      guard noun.class == .attack, !noun.isRelational, !noun.isReciprocal else { return [] }
      return doers(of: thing).flatMap { $0.isEmpty ? nil : $0 }
        ?? (noun.subjects.contains(lexicon.of) || base(thing + 1) != lexicon.of
          ? owners(of: thing, for: .attack) : [])
    }
    return role(thing).contains(.arms) ? owners(of: thing, for: .attack) : []
  }

  /// «visé par une plainte de X», “hit by American sanctions”: what happened comes after «par».
  mutating func readStruck(_ n: Int) -> Bool {
    let group = groups[n]
    guard group.isPassive || group.kind == .participle,
      lexicon.role(group.lemma).contains(.struck)
    else { return false }
    var k = group.words.upperBound
    while sentence.contains(k), isAdverb(k), base(k) != lexicon.by { k += 1 }
    guard base(k) == lexicon.by else { return false }
    k += 1
    var steps = 0
    while sentence.contains(k), steps < 5,
      lexicon.nounPhrases.longest(in: words.forms, from: k) == nil
    {
      guard
        role(k).contains(.det) || words[k].mark == .number || isAdjectiveWord(k)
          || adjective(at: k) != nil
          || role(k).contains(.prep) && words[k].features.has(.indefinite)
      else { return false }
      k += 1
      steps += 1
    }
    guard let found = lexicon.nounPhrases.longest(in: words.forms, from: k), actor(at: k) == nil
    else { return false }
    let noun = lexicon.nouns[Int(found.value)]
    guard !noun.isRelational, !noun.isReciprocal, !noun.class.isTie else { return false }
    let last = k + found.count - 1
    let subjects = owners(of: last, for: .support)
    let patients = subject(of: n)
    guard !subjects.isEmpty, !patients.isEmpty else { return true }
    emit(subjects, noun.class, patients, trigger: k..<k + found.count, by: n, rule: "noun-suffered")
    return true
  }

  /// «recevoir des chars de X»: X delivers them.
  mutating func readReceived(_ entry: RelationLexicon.Verb, _ n: Int) -> Bool {
    let group = groups[n]
    guard !group.isPassive, let frame = entry.frames.first else { return false }
    var k = group.words.upperBound
    while sentence.contains(k), k - group.words.upperBound < 7, !role(k).contains(.arms) {
      guard words[k].isWord || words[k].mark == .number, self.group(at: k) == nil,
        actor(at: k) == nil
      else { return false }
      k += 1
    }
    guard role(k).contains(.arms) else { return false }
    let subjects = behind(frame, of: n, for: .supplyArms, owned: false, from: k + 1)
    let objects = subject(of: n)
    guard !subjects.isEmpty, !objects.isEmpty else { return false }
    emit(
      subjects, .supplyArms, objects, trigger: group.words, by: n, rule: "preposition")
    return true
  }

  /// «A et B s'accusent», «A et B se sont mutuellement menacés»
  mutating func readMutual(_ entry: RelationLexicon.Verb, of n: Int) -> Bool {
    guard lexicon.isFrench, entry.frames.contains(-2), entry.tail.isEmpty,
      case .one(let kind) = entry.class
    else { return false }
    let group = groups[n]
    let isSaid = (group.words.lowerBound..<group.words.upperBound + 2).contains {
      sentence.contains($0) && ["mutuellement", "réciproquement"].contains(words.key($0))
    }
    guard isSaid || kind == .accuse else { return false }
    let subjects = subject(of: n)
    guard subjects.count > 1 else { return false }
    emitPairs(subjects, kind, trigger: group.words, by: n, rule: "plural")
    if !kind.isSymmetric {
      emitPairs(subjects.reversed(), kind, trigger: group.words, by: n, rule: "plural")
    }
    return true
  }
}
