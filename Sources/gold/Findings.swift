import Ingestion
import Press

/// A statement as the reader found it; offsets count Unicode scalars.
struct FoundStatement {
  var range: Range<Int>
  var kind: Statement.Kind
  var speaker: Range<Int>?
  var speakerText: String
  /// The fullest name that the article gives, else the resolved source's.
  var canonical: String?
  var cue: Range<Int>?
  var cueText: String
  var rule: String
  var confidence: Double
}

extension Account {
  /// The statements, counted in scalars of `text`.
  func foundStatements(in text: Scalars) -> [FoundStatement] {
    let index = ScalarIndex(of: article.body)
    return statements.map { statement in
      let speaker = statement.speaker.map { index.scalars($0) }
      let speakerText = speaker.map { text[$0] } ?? ""
      let cue = statement.cue.map { index.scalars($0.passage) }
      var canonical = statement.name.map { text[index.scalars($0)] }
      if canonical == nil { canonical = statement.source.map { sources[$0].name } }
      return FoundStatement(
        range: index.scalars(statement.content), kind: statement.kind, speaker: speaker,
        speakerText: speakerText, canonical: canonical, cue: cue,
        cueText: cue.map { text[$0] } ?? "", rule: statement.rule,
        confidence: statement.confidence)
    }
  }

  /// The relations, counted in scalars.
  func foundRelations() -> [FoundRelation] {
    let index = ScalarIndex(of: article.body)
    return relations.map { relation in
      FoundRelation(
        subject: actor(relation.subject, index), class: relation.class,
        object: actor(relation.object, index), isAffirmed: relation.isAffirmed,
        modality: relation.modality,
        assertedBy: relation.assertedBy.map { keys(of: $0) } ?? unnamed(over: relation, index),
        rule: relation.rule, confidence: relation.confidence,
        sentence: index.scalars(relation.sentence))
    }
  }

  /// The asserter of a relation that names none: someone unnamed, else the article.
  private func unnamed(over relation: Relation, _ index: ScalarIndex) -> [String] {
    guard let number = relation.statement, !relation.class.isTie,
      statements[number].source == nil, let speaker = statements[number].speaker
    else { return ["article"] }
    let words = Scalars(article.body)[index.scalars(speaker)]
    return ["grp:\(withoutDeterminer(words))"]
  }

  private func actor(_ actor: Relation.Actor, _ index: ScalarIndex) -> RelationActor {
    RelationActor(range: index.scalars(actor.passage), keys: keys(of: actor.source))
  }

  /// The key of a source, and the same with its name as printed, which annotators write.
  private func keys(of number: Int) -> [String] {
    let source = sources[number]
    var keys = [source.key]
    for kind in ["per:", "org:", "grp:"] where source.key.hasPrefix(kind) {
      if !source.key.contains("/") { keys.append(kind + source.name) }
    }
    return keys
  }
}

/// One who acts, as annotated or found.
struct RelationActor {
  var range: Range<Int>?
  /// `RUS`, `org:IRN/MFA`, `per:Nasser Kanani`.
  var keys: [String]
}

/// A relation as the reader found it.
struct FoundRelation {
  var subject: RelationActor
  var `class`: RelationClass
  var object: RelationActor
  var isAffirmed: Bool
  var modality: Relation.Modality
  var assertedBy: [String]
  var rule: String
  var confidence: Double
  /// The sentence that proves it.
  var sentence: Range<Int>
}
