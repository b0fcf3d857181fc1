import Languages
import Press
import Syntax

/// Who does what to whom in an article, with who asserts it.
package struct Relations: Sendable {
  /// Every relation in the order of the text; actors and asserters are indices into `Names.sources`.
  package let list: [Relation]
  /// What speaks for and against each, parallel to `list`.
  package let evidence: [[String]]

  /// Reads the relations of a text.
  ///
  /// - Parameters:
  ///   - words: the text.
  ///   - sentences: its sentences.
  ///   - names: who is named in it.
  ///   - statements: what is said in it, with sources as in `names`; what lies inside one is asserted
  ///     by its speaker.
  ///   - published: the date from which «mardi» is counted; without it such words give no date.
  ///   - least: what is less sure is left out (0 ... 1).
  package init(
    in words: Tokens, sentences: Sentences, names: Names, statements: [Statement] = [],
    published: PressDate? = nil, least: Double = RelationConfidence.least
  ) {
    let lexicon = RelationLexicon.of(words.language)
    let coreference = Coreference(
      words: words, sentences: sentences, names: names, lexicon: lexicon)
    let asserter = Asserter(words: words, statements: statements)
    var list: [(relation: Relation, evidence: [String])] = []
    let drafts = Self.drafts(
      of: sentences, with: coreference, asserter: asserter, published: published)
    for draft in drafts {
      let evidence = RelationEvidence(of: draft, names: names, language: words.language)
      let confidence = RelationConfidence.shared.of(evidence)
      if confidence < least { continue }
      func actor(_ party: Party) -> Relation.Actor {
        Relation.Actor(source: party.source, passage: words.passage(party.words))
      }
      var relation = Relation(
        subject: actor(draft.subject), class: draft.class, object: actor(draft.object),
        trigger: words.passage(draft.trigger), sentence: words.passage(draft.sentence),
        rule: draft.rule, confidence: confidence)
      relation.isAffirmed = draft.isAffirmed
      relation.modality = draft.modality
      relation.former = draft.former
      relation.topic = draft.topic.map { words.passage($0) }
      relation.happenedOn = draft.date
      (relation.assertedBy, relation.statement) = asserter.who(asserts: draft)
      list.append((relation, evidence.features))
    }
    func place(_ it: Relation) -> (Int, Int, Int, Int) {
      (it.sentence.start, it.trigger.start, it.subject.passage.start, it.object.passage.start)
    }
    list.sort { place($0.relation) < place($1.relation) }
    self.list = list.map(\.relation)
    evidence = list.map(\.evidence)
  }
}

/// The measured precision of each rule of statements: `confidence.tsv`, which `gold confidence` writes.
struct RuleConfidence: Sendable {
  private let ofRule: [String: Double]
  private static let all = PerLanguage { RuleConfidence($0) }

  static func of(_ language: Language) -> RuleConfidence { all[language] }

  private init(_ language: Language) {
    var table: [String: Double] = [:]
    for row in language.rows(of: "confidence") { table[row[0]] = Double(row[1]) }
    ofRule = table
  }

  /// The precision of a rule of statements; one half for a rule never measured.
  func of(_ rule: String) -> Double { ofRule[rule] ?? 0.5 }
}
