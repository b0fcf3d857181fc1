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
    let evidences = drafts.map { RelationEvidence(of: $0, names: names, language: words.language) }
    let confidences = evidences.map { RelationConfidence.shared.of($0) }
    let draftsByWord = DraftsByWord(drafts.indices, of: drafts)
    for (n, draft) in drafts.enumerated() {
      let (evidence, confidence) = (evidences[n], confidences[n])
      if confidence < least { continue }
      if least > 0, draft.isContradicted,
        draftsByWord.sharing(draft.trigger).contains(where: {
          confidences[$0] > confidence && drafts[$0].excludes(draft)
        })
      {
        continue
      }
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

extension Relations {
  /// False for «rejoindre» and the like with a place or a person.
  private static func joinsBody(_ draft: RelationDraft, _ names: Names) -> Bool {
    names.sources[draft.object.source].kind == .organisation
  }

  /// Both lists without doubles; what both say is confirmed.
  static func joined(
    _ found: [RelationDraft], with rules: [RelationDraft], names: Names
  ) -> [RelationDraft] {
    var drafts = found
    var said: [RelationDraft.Content: Int] = [:]
    let foundByWord = DraftsByWord(found.indices, of: found)
    for (n, draft) in found.enumerated() where said[draft.content] == nil {
      said[draft.content] = n
    }
    for draft in rules where draft.class != .memberOf || joinsBody(draft, names) {
      if let same = said[draft.content] {
        drafts[same].isConfirmed = true
        drafts[same].topic = draft.topic
        if drafts[same].asserters.isEmpty { drafts[same].asserters = draft.asserters }
      } else {
        var draft = draft
        for i in foundByWord.sharing(draft.trigger) where found[i].reads(draft) {
          draft.isContradicted = true
          if !drafts[i].isConfirmed { drafts[i].isContradicted = true }
        }
        said[draft.content] = drafts.count
        drafts.append(draft)
      }
    }
    return drafts
  }
}

/// Drafts by the words that tell them.
struct DraftsByWord {
  private var ofWord: [Int: [Int]] = [:]

  /// Takes those of `drafts` with the numbers `places`.
  init(_ places: some Sequence<Int>, of drafts: [RelationDraft]) {
    for n in places {
      for word in drafts[n].trigger { ofWord[word, default: []].append(n) }
    }
  }

  /// The numbers of those told by one of `words`, in order.
  func sharing(_ words: Range<Int>) -> [Int] {
    let found = words.flatMap { ofWord[$0] ?? [] }
    return words.count > 1 ? Set(found).sorted() : found
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
