import Languages
import Press

/// Determines when something was said, by the time in the cue's clause; what lies in the content or
/// in a clause of its own dates something else.
struct TimesOfSaying {
  private let words: Tokens
  private let sentences: Sentences
  private let times: TimeExpressions
  private let grammar: RelationLexicon
  private let statements: [Statement]

  /// The same statements with their dates.
  ///
  /// - Parameters:
  ///   - statements: what is said in `words`, in the order of the text.
  ///   - words: the article's text.
  ///   - sentences: its sentences.
  ///   - published: its date.
  /// - Returns: each with `saidOn` where its sentence says.
  static func dated(
    _ statements: [Statement], in words: Tokens, sentences: Sentences, published: PressDate?
  ) -> [Statement] {
    if statements.isEmpty { return statements }
    let reader = TimesOfSaying(
      words: words, sentences: sentences,
      times: TimeExpressions(in: words, published: published),
      grammar: RelationLexicon.of(words.language), statements: statements)
    var dated = statements
    for n in dated.indices { dated[n].saidOn = reader.date(of: n) }
    // «X a dit lundi que …, ajoutant que …»: one speech.
    for n in dated.indices where dated[n].saidOn == nil {
      guard let cue = dated[n].cue, let speaker = dated[n].speaker else { continue }
      let sentence = sentences[holding: reader.range(cue.passage).lowerBound]
      for other in dated[..<n].suffix(3) where other.saidOn != nil && other.speaker == speaker {
        guard let before = other.cue, before.passage.start < cue.passage.start,
          sentence.contains(reader.range(before.passage).lowerBound)
        else { continue }
        dated[n].saidOn = other.saidOn
      }
    }
    return dated
  }

  private func range(_ passage: Passage) -> Range<Int> {
    let first = words.index(atOrAfter: passage.start)
    return first..<max(first, words.index(atOrAfter: passage.end))
  }

  private func date(of n: Int) -> PressDate? {
    let statement = statements[n]
    guard let passage = statement.cue?.passage else { return nil }
    let cue = range(passage)
    guard !cue.isEmpty, !isYetToCome(cue) else { return nil }
    let content = range(statement.content)
    let sentence = sentences[holding: cue.lowerBound]
    let isAccording = statement.rule.hasPrefix("according") || statement.rule == "opinion"
    if let date = behind(cue, content, sentence, n, stopsAtComma: isAccording) { return date }
    if isAccording { return nil }
    return before(cue, content, sentence) ?? atStart(cue, content, sentence, n)
  }

  // MARK: Where the time may stand

  /// «a déclaré dimanche que», «a dit X mardi soir»
  private func behind(
    _ cue: Range<Int>, _ content: Range<Int>, _ sentence: Range<Int>, _ n: Int, stopsAtComma: Bool
  ) -> PressDate? {
    let isInside = content.lowerBound < cue.lowerBound && content.upperBound > cue.upperBound
    var k = cue.upperBound
    let end = min(sentence.upperBound, k + 60)
    // “said Tuesday the bridge …”: right after the cue it dates the cue.
    if let found = times.expression(at: k), let date = found.date, dates(found) { return date }
    while k < end {
      if !isInside, content.contains(k) || isSaid(k, near: n) { return nil }
      switch words[k].mark {
      case .comma:
        if isInside || stopsAtComma { return nil }
        let t = words[k + 1 < end ? k + 1 : k].features
        if t.has([.pastParticiple, .presentParticiple]), t.has(.mostlyVerb),
          !times.role(k + 1).contains(.speaking), !times.role(k + 2).contains(.speaking)
        {
          return nil
        }
      case .none, .number:
        if let found = times.expression(at: k) {
          if let date = found.date, dates(found) { return date }
          k = found.words.upperBound
          continue
        }
        if isVerb(k) || opensClause(k) { return nil }
      case .dash, .symbol, .slash, .openBracket, .closeBracket: break
      default: return nil
      }
      k += 1
    }
    return nil
  }

  /// «X, mardi, a déclaré», «X a mardi déclaré», “Smith on Monday said”
  private func before(
    _ cue: Range<Int>, _ content: Range<Int>, _ sentence: Range<Int>
  ) -> PressDate? {
    let low = max(sentence.lowerBound, cue.lowerBound - 12)
    for first in stride(from: cue.lowerBound - 1, through: low, by: -1) {
      if content.contains(first), content.upperBound <= cue.lowerBound { return nil }
      guard let found = times.expression(at: first), found.words.upperBound <= cue.lowerBound else {
        continue
      }
      guard let date = found.date, dates(found) else { continue }
      // Only auxiliaries, clitics and adverbs are between it and the cue.
      guard (found.words.upperBound..<cue.lowerBound).allSatisfy(isOfVerb) else { continue }
      let isMarked =
        found.words.lowerBound > low && words[found.words.lowerBound - 1].mark == .comma
      if !isMarked,
        (max(low, found.words.lowerBound - 7)..<found.words.lowerBound).contains(where: {
          words[$0].features.has([.pastParticiple, .presentParticiple])
            && words[$0].features.has(.mostlyVerb)
        })
      {
        return nil
      }
      return date
    }
    return nil
  }

  /// «Dimanche, le ministre a déclaré que», “On Sunday, Smith said”
  private func atStart(
    _ cue: Range<Int>, _ content: Range<Int>, _ sentence: Range<Int>, _ n: Int
  ) -> PressDate? {
    var first = sentence.lowerBound
    for _ in 0..<3 where first < cue.lowerBound && times.expression(at: first) == nil {
      let g = grammar.role(words.forms[first])
      guard
        words[first].mark == .dash || times.role(first).contains(.on)
          || !g.isDisjoint(with: [.and, .adverb]) || words[first].features.has(.adverb)
      else { return nil }
      first += 1
    }
    guard let found = times.expression(at: first), let date = found.date, dates(found),
      found.words.upperBound <= cue.lowerBound, found.words.upperBound <= content.lowerBound
    else { return nil }
    let speaker = statements[n].speaker.map { range($0).lowerBound } ?? found.words.upperBound
    var hasVerb = false
    for k in found.words.upperBound..<cue.lowerBound {
      if content.contains(k) { break }
      if words[k].mark == .semicolon { return nil }
      if grammar.role(words.forms[k]).contains(.who) { return nil }
      if isVerb(k), !isOfVerb(k) { hasVerb = true }
      // Another subject than that of the first verb says it another time.
      if hasVerb, k >= speaker, speaker > found.words.upperBound, k == speaker { return nil }
    }
    return date
  }

  // MARK: Words

  /// True when a time stands so that it dates its clause: no «depuis», no «de».
  private func dates(_ found: TimeExpressions.Expression) -> Bool {
    let before = found.words.lowerBound - 1
    let next = found.words.upperBound
    if next < words.count, words[next].features.has(.possessive) || words.key(next) == "'s" {
      return before >= 0 && times.role(before).contains(.at)
    }
    guard before >= 0, words[before].isWord else { return true }
    let role = times.role(before)
    // «dans un communiqué du 9 décembre», «dans la nuit de lundi à mardi»
    if role.contains(.other) {
      guard before > 0 else { return false }
      if times.role(before - 1).contains(.hour) { return true }
      return !found.isWeekday && times.role(before - 1).contains(.dated)
    }
    // «à dimanche» is no time of saying, «à hier» neither; “a Tuesday interview” is.
    if role.contains(.and), words[before].features.has(.preposition) { return false }
    if found.isWeekday, words[before].features.has(.determiner) {
      return before > 0 && role.contains(.number) && next < words.count
        && words[next].features.has(.noun) && grammar.role(words.forms[before - 1]).contains(.prep)
    }
    return true
  }

  /// True when another statement contains a word.
  private func isSaid(_ i: Int, near n: Int) -> Bool {
    let byte = Int(words[i].start)
    for other in statements[max(0, n - 2)..<min(statements.count, n + 3)]
    where other.content.start <= byte && other.content.end > byte {
      return other.content != statements[n].content
    }
    return false
  }

  /// True for a finite verb, auxiliaries included.
  private func isVerb(_ i: Int) -> Bool {
    let word = words[i]
    guard word.isWord, word.features.has(.finite), word.features.has(.mostlyVerb) else {
      return false
    }
    // “in a statement released Monday”
    if words.language.code == "en", word.features.has(.pastParticiple) { return false }
    if word.isCapital, !word.shape.contains(.startsSentence) { return false }
    return i == 0 || !words[i - 1].features.has(.determiner) || words[i - 1].mark != .none
  }

  private func opensClause(_ i: Int) -> Bool {
    let role = grammar.role(words.forms[i])
    return !role.isDisjoint(with: [.who, .that])
      || role.contains(.boundary) && !role.contains(.prep)
  }

  /// True for what may stand within a verb: auxiliaries, clitics, negations, adverbs, commas.
  private func isOfVerb(_ i: Int) -> Bool {
    let word = words[i]
    guard word.isWord else { return word.mark == .comma }
    let lemma = words.language.lexicon.lemma(of: words.forms[i], as: .verb)
    return
      !grammar.role(lemma).isDisjoint(with: [.be, .have])
      || !grammar.role(words.forms[i]).isDisjoint(with: [
        .ne, .not, .reflexive, .clitic, .dative, .object, .been, .adverb, .pronoun,
      ])
      || word.features.has(.adverb) && !word.features.has([.noun, .verb])
  }

  /// True for a cue that is still to come: «dira», «doit annoncer», “will say”.
  private func isYetToCome(_ cue: Range<Int>) -> Bool {
    // A form that is a past or a present as well («dit») is one of those.
    let features = words[cue.lowerBound].features
    if features.has(.future), !features.has([.present, .simplePast]) { return true }
    for i in max(0, cue.lowerBound - 3)..<cue.lowerBound where words[i].isWord {
      if !grammar.role(words.forms[i]).isDisjoint(with: [.future, .should])
        || times.role(i).union(times.role(ofVerb: i)).contains(.coming)
      {
        return true
      }
    }
    return false
  }
}
