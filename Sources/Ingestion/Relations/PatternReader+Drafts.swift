import Languages
import Press
import Syntax

/// What a pattern has found: who is on either side, how real it is, when, and who reports it.
extension PatternReader {
  mutating func emit(
    _ subjects: [Party], _ objects: [Party], _ trigger: Trigger, _ pattern: Pattern
  ) {
    // The verb that says how real it is: the trigger, or the verb that has the noun as its object.
    var verb = trigger.node
    if pattern.trigger == .noun {
      let isHeaded = tree.label(verb) == .obj && pattern.asks(.light) || pattern.asks(.suffering)
      verb = isHeaded ? tree.head(verb) : -1
    }
    var context =
      verb >= 0
      ? clauses.context(of: verb)
      : Clauses.Context(isAffirmed: !isDenied(trigger.node) && !isRejected(trigger))
    if pattern.asks(.suffering), isBelow(.dread, trigger.node) {
      context = Clauses.Context(modality: .possible)
    }
    let isTie = trigger.kind.isTie && trigger.kind != .appoint && trigger.kind != .dismiss
    let day = isTie ? nil : date(of: trigger, hasHappened: context.modality == .actual)
    let reporter = trigger.kind.isTie ? nil : reporter(over: trigger.node)
    let topic = pattern.trigger == .verb ? clauses.topic(of: trigger.node) : nil
    for subject in subjects {
      for object in objects where object.source != subject.source && object.words != subject.words {
        var draft = RelationDraft(
          subject: subject, class: trigger.kind, object: object, trigger: trigger.words,
          sentence: tree.sentence, isAffirmed: context.isAffirmed,
          modality: .init(rawValue: context.modality.rawValue) ?? .actual,
          asserters: context.asserters.flatMap { parties.all(at: $0) }.map(\.source),
          reporter: reporter, rule: pattern.id, topic: topic, date: day)
        guard said.insert(draft.content).inserted else { continue }
        draft.ways = ways(of: draft)
        let lemma =
          pattern.trigger == .verb
          ? clauses.lemma(trigger.node) : words.forms[trigger.words.lowerBound]
        if lemma >= 0 {
          draft.entry = "\(words.language.lexicon.text(of: lemma)) \(draft.class.rawValue)"
        }
        drafts.append(draft)
      }
    }
  }

  /// Classes of what is said: to reject it does not say that it was not said.
  private static let spoken: Set<RelationClass> = [.accuse, .criticise, .demand, .warn, .reject]

  /// «a démenti une rencontre», “withdrew its accusation”
  private func isRejected(_ trigger: Trigger) -> Bool {
    clauses.denier(of: trigger.node, onlyWithdrawn: Self.spoken.contains(trigger.kind)) != nil
  }

  /// «aucune menace», “no support”
  private func isDenied(_ noun: Int) -> Bool {
    tree.children(noun).contains {
      [.det, .advmod].contains(tree.label(Int($0))) && parties.role(Int($0)).contains(.not)
    }
  }

  private mutating func date(of trigger: Trigger, hasHappened: Bool) -> PressDate? {
    if dates == nil { dates = ClauseDates(in: clauses, published: published) }
    return dates?.date(of: trigger.node, hasHappened: hasHappened)
  }

  mutating func reporter(over node: Int) -> Int? {
    if reporters == nil { reporters = Reporters(in: parties) }
    return reporters?.source(over: node)
  }
}
