import Languages
import Syntax

/// What patterns ask of the word that expresses a relation, and of the verb above it.
extension PatternReader {
  /// Whether what a pattern asks of a word that expresses a relation is so.
  func fits(_ pattern: Pattern, _ trigger: Trigger, _ isPassive: Bool) -> Bool {
    pattern.conditions.allSatisfy { condition in
      switch condition {
      case .active: !isPassive && trigger.isEachOther == pattern.asks(.eachOther)
      case .passive: isPassive
      case .eachOther: trigger.isEachOther
      case .struck, .appointed: isHeaded(trigger, condition)
      case .bare: tree.child(trigger.node, .det) < 0 && parties.preposition(trigger.node) < 0
      case .capacity: isCapacity(trigger.node)
      case .armed: isArmed(trigger)
      case .transitive: trigger.objects.contains(-2)
      case .light: tree.label(trigger.node) == .obj && isBelow(.light, trigger.node)
      case .suffering:
        [.obj, .obl].contains(tree.label(trigger.node))
          && isBelow([.suffer, .dread], trigger.node)
      case .mutual: trigger.isMutual
      case .pairs, .person, .turned: true
      case .doerOf: trigger.subjects.contains(lexicon.of)
      case .suffererOf: !trigger.subjects.contains(lexicon.of) && !trigger.isMutual
      case .classes(let classes): classes.contains(trigger.kind)
      }
    }
  }

  /// True when the head of a noun does one of these.
  func isBelow(_ roles: RelationLexicon.Role, _ noun: Int) -> Bool {
    let head = tree.head(noun)
    return head >= 0 && !lexicon.role(clauses.lemma(head)).isDisjoint(with: roles)
  }

  /// True after «comme», “as”, whatever the parser takes it for.
  private func isCapacity(_ noun: Int) -> Bool {
    let form = lexicon.preposition("as")
    return tree.children(noun).contains {
      [.case, .mark, .advmod].contains(tree.label(Int($0))) && clauses.form(Int($0)) == form
    }
  }

  /// Whether the verb above the trigger is of the kind that a condition asks for.
  private func isHeaded(_ trigger: Trigger, _ condition: Pattern.Condition) -> Bool {
    var head = tree.head(trigger.node)
    // «nommé au poste de gouverneur»
    if head >= 0, !isVerb(head), condition == .appointed { head = tree.head(head) }
    guard head >= 0, isVerb(head) else { return false }
    let lemma = clauses.lemma(head)
    if condition == .struck { return lexicon.role(lemma).contains(.struck) }
    return lexicon.verbs[lemma]?.contains { $0.senses.contains { $0.class == .appoint } } ?? false
  }

  /// True when the subject of the verb is a weapon or an attack: «les frappes kényanes ont tué».
  private func isArmed(_ trigger: Trigger) -> Bool {
    subjects(of: trigger.node).contains { node in
      if parties.role(node).contains(.arms) { return true }
      let found = lexicon.nounPhrases.longest(in: words.forms, from: tree.token(node))
      return found.map { lexicon.nouns[Int($0.value)].class == .attack } ?? false
    }
  }
}
