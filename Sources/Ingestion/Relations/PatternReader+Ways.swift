import Languages
import Press
import Syntax

/// Ways through the tree from what expresses a relation to its two sides, as evidence.
extension PatternReader {
  /// Adds to a relation that names show by themselves what the tree knows of it.
  mutating func complete(_ draft: inout RelationDraft) {
    draft.ways = ways(of: draft)
    let node = tree.headNode(of: draft.trigger)
    if !draft.class.isTie, node >= 0 { draft.reporter = reporter(over: node) }
    for party in [\RelationDraft.subject, \RelationDraft.object] {
      let mention = draft[keyPath: party].mention
      if mention >= 0 { draft[keyPath: party].words = parties.phrase(of: mention) }
    }
  }

  /// The labels on the way from the trigger to each side.
  func ways(of draft: RelationDraft) -> [String] {
    let trigger = tree.headNode(of: draft.trigger)
    guard trigger >= 0 else { return [] }
    let kind = tree.tag(trigger).isVerb ? "verb" : "noun"
    func wayTo(_ party: Party) -> String? {
      let node = tree.headNode(of: party.words)
      return node >= 0 ? way(from: trigger, to: node) : nil
    }
    var list: [String] = []
    if let way = wayTo(draft.subject) { list.append("subject of \(kind) \(way)") }
    if let way = wayTo(draft.object) { list.append("object of \(kind) \(way)") }
    return list
  }

  private func way(from start: Int, to end: Int) -> String {
    let path = tree.path(from: start, to: end)
    let steps = path.up.map { "<\($0.universal)" } + path.down.map { ">\($0.universal)" }
    let preposition = parties.preposition(end)
    let word = preposition >= 0 ? "@\(words.language.lexicon.text(of: preposition))" : ""
    return steps.isEmpty ? "=" : steps.count > 3 ? "far" : steps.joined() + word
  }
}
