import Languages

/// Sentences with quoted words that go on with who spoke before, without a cue.
extension FrenchStatements {
  /// «Le pont est vieux, a dit Anna Lindqvist. Il « ne résistera pas à l'hiver ».»
  mutating func readFollowUps() {
    var next = 0
    for (n, q) in quotations.list.enumerated()
    where q.open >= next && q.depth == 0 && !used[n] && q.inner.count > 2
      && mark(q.open - 1) != .colon
    {
      let unit = unitStart(q.open)..<unitEnd(q.open)
      next = unit.upperBound  // Each sentence is looked at once, however much is quoted in it.
      guard goesOnWithSpeaker(unit), let said = trimmed(skipOpeners(unit)) else { continue }
      add(nil, said, by: nil, cue: nil, rule: .continuation, anchor: q.open, continues: true)
      use(unit)
    }
  }

  /// True for a sentence that is mostly quoted, names nobody who speaks and follows on a statement.
  private func goesOnWithSpeaker(_ unit: Range<Int>) -> Bool {
    let first = unit.lowerBound
    guard first > 0, hasMainVerb(unit),
      !unit.contains(where: { verbAt[$0] >= 0 && !isQuoted($0) }),
      !isOverlapped(unit), nounPhrase(at: first).map({ !isActor($0) }) ?? true
    else { return false }
    let before = unitStart(first - 1)..<first
    guard drafts(near: before).contains(where: { before.contains($0.anchor) }) else { return false }
    let quoted = unit.filter { isQuoted($0) }
    return quoted.count * 2 > unit.count
      && quoted.contains { isFinite($0) || features($0).has(.infinitive) }
  }

  private func isOverlapped(_ unit: Range<Int>) -> Bool {
    drafts(near: unit).contains { $0.content.overlaps(unit) || unit.contains($0.anchor) }
  }
}
