import ArgumentParser
import Foundation
import Ingestion
import Press

/// Writes what is found as JSON lines, for other scorers.
struct Emit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what is found as JSON lines, as the published scorers read them.")

  enum What: String, ExpressibleByArgument { case statements, relations, trees, antecedents }

  @OptionGroup var places: Places
  @Argument(
    help:
      "statements, relations, trees, or antecedents: whom pronouns and descriptions that speak may mean."
  )
  var what: What
  @Argument(
    help: "A set of statements in JSON lines, a folder of relations, or plain texts (.txt).")
  var paths: [String]
  @Option(help: "Only files of a folder that end so: tune reads passages-tune.jsonl.")
  var part: String?
  @Option(help: "Leave out relations that are less sure.")
  var least: Double?
  @Option(help: "The language that plain texts are declared to be in.")
  var language: String?

  func run() throws {
    try places.useTables()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func write(_ row: some Encodable) throws {
      print(String(decoding: try encoder.encode(row), as: UTF8.self))
    }
    let reader = Reader()
    for path in paths {
      switch what {
      case .statements:
        for document in try statementDocuments(of: path) {
          let found = reader.account(of: document.article).foundStatements(in: document.text)
          for row in found { try write(StatementRow(document: document, row)) }
        }
      case .relations:
        for document in try relationDocuments(of: path) {
          let (account, evidence) =
            least.map { reader.evidence(of: document.article, least: $0) }
            ?? reader.evidence(of: document.article)
          for (row, evidence) in zip(account.foundRelations(), evidence) {
            try write(RelationRow(document: document, row, evidence))
          }
        }
      case .antecedents:
        for document in try statementDocuments(of: path) {
          for choice in reader.antecedentChoices(in: document.article) {
            try write(ChoiceRow(document: document, choice))
          }
        }
      case .trees:
        for document in try relationDocuments(of: path) {
          print(reader.trees(of: document.article, named: document.id))
        }
      }
    }
  }

  private func article(of path: String) throws -> Article {
    var article = Article(body: try StatementSet.contents(of: path))
    article.declaredLanguage = language
    return article
  }

  private func statementDocuments(of path: String) throws -> [StatementSet.Document] {
    if path.hasSuffix(".txt") {
      let article = try article(of: path)
      return [.init(id: path, article: article, text: Scalars(article.body), statements: [])]
    }
    guard let set = try StatementSet.lines(of: path, "gold") else {
      throw ValidationError("\(path) is not there")
    }
    return set.documents
  }

  private func relationDocuments(of path: String) throws -> [RelationSet.Document] {
    if path.hasSuffix(".txt") {
      let article = try article(of: path)
      return [.init(id: path, article: article, text: Scalars(article.body), sentences: [])]
    }
    guard let set = try RelationSet.folder(path, "gold", nil, all: true, part: part) else {
      throw ValidationError("\(path) contains no passages")
    }
    return set.documents
  }

  private struct ChoiceRow: Encodable {
    struct Candidate: Encodable {
      var name: String?
      var clues: [String]
      var chosen: Bool
    }
    var doc: String
    var start: Int
    var end: Int
    var candidates: [Candidate]

    init(document: StatementSet.Document, _ choice: AntecedentChoice) {
      let index = ScalarIndex(of: document.article.body)
      let range = index.scalars(choice.speaker)
      doc = document.id
      (start, end) = (range.lowerBound, range.upperBound)
      candidates = choice.candidates.map { candidate in
        Candidate(
          name: candidate.name.map { document.text[index.scalars($0)] }, clues: candidate.clues,
          chosen: candidate.isChosen)
      }
    }
  }

  private struct StatementRow: Encodable {
    var doc: String
    var quote_start: Int
    var quote_end: Int
    var quote: String
    var speaker: String?
    var speaker_start: Int?
    var speaker_end: Int?
    var speaker_canonical: String?
    var verb: String?
    var verb_start: Int?
    var verb_end: Int?
    var type: String
    var rule: String
    var confidence: Double

    init(document: StatementSet.Document, _ row: FoundStatement) {
      doc = document.id
      (quote_start, quote_end) = (row.range.lowerBound, row.range.upperBound)
      quote = document.text[row.range]
      if let range = row.speaker {
        speaker = row.speakerText
        (speaker_start, speaker_end) = (range.lowerBound, range.upperBound)
      }
      speaker_canonical = row.canonical
      if let range = row.cue {
        verb = row.cueText
        (verb_start, verb_end) = (range.lowerBound, range.upperBound)
      }
      type = row.kind.rawValue
      rule = row.rule
      confidence = row.confidence
    }
  }

  private struct RelationRow: Encodable {
    struct Actor: Encodable {
      var start: Int?
      var end: Int?
      var text: String?
      var canon: [String]
      init(_ actor: RelationActor, _ text: Scalars) {
        start = actor.range?.lowerBound
        end = actor.range?.upperBound
        self.text = actor.range.map { text[$0] }
        canon = actor.keys
      }
    }
    var doc: String
    var subj: Actor
    var cls: String
    var obj: Actor
    var polarity: String
    var modality: String
    var asserted_by: [String]
    var rule: String
    var confidence: Double
    /// What proves it, for readers of a difference.
    var sentence: String
    /// What speaks for and against it.
    var evidence: [String]

    init(document: RelationSet.Document, _ row: FoundRelation, _ evidence: [String]) {
      self.evidence = evidence
      doc = document.id
      subj = Actor(row.subject, document.text)
      cls = row.class.rawValue
      obj = Actor(row.object, document.text)
      polarity = row.isAffirmed ? "pos" : "neg"
      modality = row.modality.rawValue
      asserted_by = row.assertedBy
      rule = row.rule
      confidence = row.confidence
      sentence = document.text[row.sentence]
    }
  }
}
