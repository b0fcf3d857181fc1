import Press

/// What no account of an article may have: passages that are empty, are outside of the text or cut a
/// character, and indices of nothing. Empty when all is well.
package func faults(of account: Account) -> [String] {
  let bytes = Array(account.article.body.utf8)
  var faults: [String] = []
  func check(_ passage: Passage?, _ what: String) {
    guard let passage else { return }
    let cuts = [passage.start, passage.end].contains {
      bytes.indices.contains($0) && bytes[$0] & 0xC0 == 0x80
    }
    if passage.isEmpty || passage.start < 0 || passage.end > bytes.count || cuts {
      faults.append("\(what) \(passage)")
    }
  }
  func check(_ source: Int?, _ what: String) {
    if let source, !account.sources.indices.contains(source) {
      faults.append("\(what): source \(source)")
    }
  }
  for mention in account.mentions {
    check(mention.passage, "mention")
    check(mention.source, "mention")
  }
  for statement in account.statements {
    check(statement.content, "content by \(statement.rule)")
    check(statement.speaker, "speaker by \(statement.rule)")
    check(statement.cue?.passage, "cue by \(statement.rule)")
    check(statement.source, "statement by \(statement.rule)")
  }
  for relation in account.relations {
    for passage in [relation.trigger, relation.sentence, relation.subject.passage] {
      check(passage, "relation by \(relation.rule)")
    }
    check(relation.object.passage, "object by \(relation.rule)")
    check(relation.subject.source, "subject by \(relation.rule)")
    check(relation.object.source, "object by \(relation.rule)")
    check(relation.assertedBy, "asserter by \(relation.rule)")
    if let said = relation.statement, !account.statements.indices.contains(said) {
      faults.append("relation by \(relation.rule): statement \(said)")
    }
  }
  return faults
}
