import Languages
import Press

/// Who does what to whom in an article, with who asserts it.
package struct Relations: Sendable {
  /// Every relation in the order of the text; actors and asserters are indices into `Names.sources`.
  package let list: [Relation]

  /// Reads the relations of a text.
  ///
  /// - Parameters:
  ///   - words: the text.
  ///   - sentences: its sentences.
  ///   - names: who is named in it.
  ///   - statements: what is said in it, with sources as in `names`; what lies inside one is asserted
  ///     by its speaker.
  ///   - published: the date from which «mardi» is counted; without it such words give no date.
  package init(
    in words: Words, sentences: Sentences, names: Names, statements: [Statement] = [],
    published: PressDate? = nil
  ) {
    var reader = RelationReader(words: words, sentences: sentences, names: names)
    reader.published = published
    reader.read()
    let confidence = RuleConfidence.of(words.language)
    var asserter = Asserter(
      words: words, sentences: sentences, names: names, statements: statements)
    var list: [Relation] = []
    list.reserveCapacity(reader.drafts.count)
    for draft in reader.drafts {
      func actor(_ party: RelationReader.Party) -> Relation.Actor {
        Relation.Actor(source: party.source, passage: words.passage(party.words))
      }
      var relation = Relation(
        subject: actor(draft.subject), class: draft.class, object: actor(draft.object),
        trigger: words.passage(draft.trigger), sentence: words.passage(draft.sentence),
        rule: draft.rule, confidence: confidence.of(draft.rule, draft.class))
      relation.isAffirmed = draft.isAffirmed
      relation.modality = draft.modality
      relation.former = draft.former
      relation.topic = draft.topic.map { words.passage($0) }
      relation.happenedOn = draft.date
      let (source, statement) = asserter.who(asserts: draft)
      relation.assertedBy = source
      relation.statement = statement
      list.append(relation)
    }
    self.list = list.sorted {
      ($0.sentence.start, $0.trigger.start, $0.subject.passage.start, $0.object.passage.start)
        < ($1.sentence.start, $1.trigger.start, $1.subject.passage.start, $1.object.passage.start)
    }
  }
}

/// The measured precision of each rule: `rule-precision.tsv` for relations, `confidence.tsv`, which
/// `gold confidence` writes, for statements.
struct RuleConfidence: Sendable {
  private let ofRule: [String: Double]
  private let ofStatementRule: [String: Double]
  private static let french = RuleConfidence(.french)
  private static let english = RuleConfidence(.english)

  static func of(_ language: Language) -> RuleConfidence {
    language.code == "fr" ? french : english
  }

  private init(_ language: Language) {
    func table(_ name: String) -> [String: Double] {
      var table: [String: Double] = [:]
      for row in language.rows(of: name) { table[row[0]] = Double(row[1]) }
      return table
    }
    ofRule = table("rule-precision")
    ofStatementRule = table("confidence")
  }

  /// The precision of a rule of statements; one half for a rule never measured.
  func of(_ rule: String) -> Double { ofStatementRule[rule] ?? 0.5 }

  /// The precision of a rule for a class, else of the rule; one half for a rule never measured.
  func of(_ rule: String, _ kind: RelationClass) -> Double {
    ofRule["\(rule) \(kind.rawValue)"] ?? ofRule[rule] ?? 0.5
  }
}
