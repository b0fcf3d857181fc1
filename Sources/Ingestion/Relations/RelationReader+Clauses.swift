import Languages
import Press

/// What the clause around a relation adds: an obligation, a sentence, a topic, a date.
extension RelationReader {
  /// True for «… à deux ans de prison» after «condamner».
  func isSentenced(from start: Int) -> Bool {
    var k = start
    while sentence.contains(k), k - start < 14 {
      if let v = group(at: k), groups[v].kind == .finite { return false }
      if base(k) == lexicon.to, sentence.contains(k + 1), names.mention(at: k + 1) == nil {
        let next = role(k + 1)
        return words[k + 1].mark == .number || next.contains(.quantity) || next.contains(.det)
          || next.isEmpty
      }
      k += 1
    }
    return false
  }

  /// “Oslo said that Lima must leave”: who says so demands it.
  mutating func readObligations() {
    for v in groups.indices.dropFirst()
    where groups[v].kind == .finite && groups[v].modality == .wanted {
      let key = words.key(groups[v].words.lowerBound)
      guard key == "must" || key == "should" else { continue }
      let n = v - 1
      guard groups[n].kind == .finite || groups[n].kind == .gerund,
        lexicon.role(groups[n].lemma).contains(.say), !groups[n].isNegated,
        groups[v].words.lowerBound - groups[n].words.upperBound < 16,
        let object = subject(of: v).first,
        object.words.lowerBound >= groups[n].words.upperBound
      else { continue }
      emit(
        subject(of: n), groups[v].isNegated ? .reject : .demand, [object],
        trigger: groups[v].words, by: nil, rule: "obligation")
    }
  }

  /// What a verb's infinitive or gerund says it is about: «d'utiliser des drones».
  mutating func topic(of n: Int) -> Range<Int>? {
    guard lexicon.controls[groups[n].lemma] != nil else { return nil }
    let end = groups[n].words.upperBound
    for m in groups.indices.dropFirst(n + 1).prefix(2) {
      guard groups[m].kind == .infinitive || groups[m].kind == .gerund else { continue }
      guard groups[m].words.lowerBound - end < 14, let above = governor(of: m), above.verb == n,
        !above.noun
      else { continue }
      var first = groups[m].words.lowerBound
      if first - 1 >= end, role(first - 1).contains(.prep) { first -= 1 }
      var k = groups[m].words.upperBound
      while sentence.contains(k) {
        if words[k].isWord {
          if let v = group(at: k), groups[v].kind == .finite { break }
          if role(k).contains(.boundary), !role(k).contains(.prep) { break }
        } else if words[k].mark != .number {
          break
        }
        k += 1
      }
      return first..<k
    }
    return nil
  }

  /// The date of the clause that contains `trigger`.
  ///
  /// «mardi» and dates without a year are counted back from the day of publication, so that they
  /// tell when something happened, not when it will.
  mutating func date(near trigger: Range<Int>, hasHappened: Bool) -> PressDate? {
    let dates = datesOfSentence ?? readDates()
    let isCounted = hasHappened && published != nil
    func isFree(_ between: Range<Int>) -> Bool {
      between.allSatisfy { i in
        if [.semicolon, .colon].contains(words[i].mark) { return false }
        if role(i).contains(.who) || role(i).contains(.that) { return false }
        return group(at: i).map {
          groups[$0].kind == .participle || trigger.overlaps(groups[$0].words)
        } ?? true
      }
    }
    let next = dates.partition { $0.words.lowerBound >= trigger.lowerBound }
    // Of those on one side only the nearest counts: what parts it from the trigger parts the others.
    var best: (date: PressDate?, distance: Int)?
    for it in dates[..<next].reversed() where it.isWhole || isCounted {
      let between = it.words.upperBound..<max(it.words.upperBound, trigger.lowerBound)
      if between.count <= Self.reachOfDate, isFree(between) { best = (it.date, between.count) }
      break
    }
    for it in dates[next...] where it.isWhole || isCounted {
      let between = min(trigger.upperBound, it.words.lowerBound)..<it.words.lowerBound
      if between.count < best?.distance ?? Self.reachOfDate, isFree(between) {
        best = (it.date, between.count)
      }
      break
    }
    return best?.date
  }

  /// A date more words away dates something else.
  private static let reachOfDate = 200

  /// The dates of the sentence, in order.
  private mutating func readDates() -> [TimeExpressions.Expression] {
    let times = TimeExpressions(in: words, published: published)
    var dates: [TimeExpressions.Expression] = []
    var next = sentence.lowerBound
    while next < sentence.upperBound {
      guard let found = times.expression(at: next) else {
        next += 1
        continue
      }
      next = found.words.upperBound
      if found.date != nil { dates.append(found) }
    }
    datesOfSentence = dates
    return dates
  }
}

extension [TimeExpressions.Expression] {
  /// The first index from which on a test holds.
  fileprivate func partition(_ test: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if test(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
