import Languages
import Press

extension EnglishStatements {
  mutating func readAccording(_ unit: Range<Int>) {
    var k = unit.lowerBound
    while k < unit.upperBound {
      defer { k += 1 }
      guard phrases.isForm(k, known.according), phrases.isForm(k + 1, known.to),
        quotations.ofWord[k] < 0
      else { continue }
      let end = phrases.phraseEnd(from: k + 2, to: unit.upperBound)
      guard end > k + 2 else { continue }
      let whole = apposition(after: end, to: unit.upperBound)
      let entry = EnglishCues.Entry(lemma: "according to", particles: [], frames: [], kind: "state")
      var content: Range<Int>?
      let begins = k <= unit.lowerBound + 2
      if begins {
        var c = end
        while c < unit.upperBound, phrases.mark(c) != .comma { c += 1 }
        if c + 1 < unit.upperBound { content = (c + 1)..<contentEnd(unit.upperBound, from: c + 1) }
      } else {
        var start = contentStart(of: unit)
        // Stays within what another cue has left.
        for draft in drafts[firstOfUnit...]
        where unit.contains(draft.content.lowerBound) && draft.content.upperBound < k {
          start = max(start, draft.content.upperBound + 1)
        }
        var stop = k
        if phrases.mark(stop - 1) == .comma { stop -= 1 }
        if phrases.mark(whole) == .comma, unit.upperBound - whole > 5, stop - start < 6 {
          stop = contentEnd(unit.upperBound, from: start)
        }
        if stop > start { content = start..<stop }
      }
      guard let content else { continue }
      if let i = drafts[firstOfUnit...].firstIndex(where: {
        $0.content.overlaps(content) && !$0.isDirect && $0.rule.hasPrefix("clause-")
      }) {
        drafts.remove(at: i)
      }
      mark(content)
      drafts.append(
        Draft(
          content: content, speaker: (k + 2)..<end, cue: k..<(k + 2), entry: entry,
          rule: "according-to"))
      k = end
    }
  }
}
