import Foundation
import Press

/// A relation as a person marked it.
struct GoldRelation {
  var sentence: Int
  var subject: RelationActor
  var `class`: RelationClass
  /// Classes that a reader would accept as well.
  var alternatives: [RelationClass] = []
  var object: RelationActor
  var isAffirmed = true
  var modality: Relation.Modality = .actual
  var assertedBy: [String] = ["article"]
  var constructions: [String] = []
}

/// Annotated passages that are measured together.
struct RelationSet {
  struct Document {
    var id: String
    /// The article that a passage is from; empty when it is a document by itself.
    var source = ""
    var article: Article
    var text: Scalars
    var sentences: [Range<Int>]
    var relations: [GoldRelation] = []
  }

  var name: String
  var language: String
  var documents: [Document]
  /// False when only some relations are annotated, so that precision means nothing.
  var isExhaustive = true
  var isShippable = false

  /// Sentences of ours with their relations; nil when the file is not there.
  ///
  /// Each sentence is on a separate line; its relations follow, one a line, indented:
  /// `subject | class | object`, then, if they are not plain, words for polarity (`neg`), modality
  /// (`future`, `possible`, `wanted`) and who asserts it (`by KEY`). Subject and object are words of
  /// the sentence, the n-th occurrence written `words#n`. A sentence without rows must give none.
  static func sentences(in file: String, _ language: String) throws -> RelationSet? {
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    var documents: [Document] = []
    let lines = try StatementSet.contents(of: file).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      func fault(_ problem: String) -> MarkedText.Fault {
        MarkedText.Fault(file: "\(file):\(number + 1)", problem: problem)
      }
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      guard line.first == " " || line.first == "\t" else {
        var article = Article(body: String(line))
        article.declaredLanguage = language
        let text = Scalars(String(line))
        documents.append(
          Document(
            id: "line \(number + 1)", article: article, text: text, sentences: [0..<text.count]))
        continue
      }
      guard let text = documents.last?.text else { throw fault("a relation without sentence") }
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard fields.count >= 3, let kind = RelationClass(rawValue: fields[1]) else {
        throw fault("expected subject | class | object")
      }
      guard let subject = place(of: fields[0], in: text),
        let object = place(of: fields[2], in: text)
      else { throw fault("«\(fields[0])» or «\(fields[2])» is not in the sentence") }
      var relation = GoldRelation(
        sentence: 0, subject: RelationActor(range: subject, keys: []), class: kind,
        object: RelationActor(range: object, keys: []))
      for field in fields.dropFirst(3) {
        if field == "neg" {
          relation.isAffirmed = false
        } else if let modality = Relation.Modality(rawValue: field) {
          relation.modality = modality
        } else if field.hasPrefix("by ") {
          relation.assertedBy = field.dropFirst(3).split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespaces) }
        } else if field.hasPrefix("or "),
          let other = RelationClass(rawValue: String(field.dropFirst(3)))
        {
          relation.alternatives.append(other)
        } else if !field.isEmpty {
          throw fault("unknown word «\(field)»")
        }
      }
      documents[documents.count - 1].relations.append(relation)
    }
    return RelationSet(
      name: "own-\(language)", language: language, documents: documents, isShippable: true)
  }

  private static func place(of phrase: String, in text: Scalars) -> Range<Int>? {
    let parts = phrase.split(separator: "#")
    guard let first = parts.first else { return nil }
    let words = Array(first.unicodeScalars)
    var left = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
    var i = 0
    while i + words.count <= text.count {
      if words.indices.allSatisfy({ text[i + $0] == words[$0] }) {
        left -= 1
        if left == 0 { return i..<(i + words.count) }
      }
      i += 1
    }
    return nil
  }

  /// Passages and relations in JSON lines; nil when they are not there. With `all`, passages that
  /// are not annotated exhaustively are taken, too; with `part`, only files such as
  /// `passages-PART.jsonl`.
  static func folder(
    _ folder: String, _ name: String, _ language: String?, all: Bool = false, part: String? = nil
  ) throws -> RelationSet? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder).sorted() else {
      return nil
    }
    func lines(_ kind: String) throws -> [Data] {
      try names.filter {
        $0.hasPrefix(kind) && $0.hasSuffix(part.map { "-\($0).jsonl" } ?? ".jsonl")
      }.flatMap {
        try StatementSet.contents(of: "\(folder)/\($0)").split(separator: "\n")
          .map { Data($0.utf8) }
      }
    }
    var documents: [Document] = []
    var places: [String: Int] = [:]
    for line in try lines("passages") {
      let record = try JSONDecoder().decode(PassageRecord.self, from: line)
      if let language, record.lang != language { continue }
      if !all, record.exhaustive == false { continue }
      var article = Article(body: record.text)
      article.declaredLanguage = record.lang
      places[record.id] = documents.count
      documents.append(
        Document(
          id: record.id, source: record.src ?? record.id, article: article,
          text: Scalars(record.text),
          sentences: record.sents.map { $0[0]..<$0[1] }))
    }
    for line in try lines("relations") {
      let record = try JSONDecoder().decode(RelationRecord.self, from: line)
      guard let place = places[record.doc], let relation = record.relation else { continue }
      documents[place].relations.append(relation)
    }
    if documents.isEmpty { return nil }
    return RelationSet(
      name: name, language: language ?? "en", documents: documents, isExhaustive: !all)
  }

  private struct PassageRecord: Decodable {
    var id: String
    var lang: String
    var src: String?
    var text: String
    var sents: [[Int]]
    var exhaustive: Bool?
  }
  private struct RelationRecord: Decodable {
    struct Actor: Decodable {
      var start: Int
      var end: Int
      var canon: [String]?
      var actor: RelationActor { RelationActor(range: start..<end, keys: canon ?? []) }
    }
    var doc: String
    var sent: Int
    var subj: Actor
    var cls: String
    var cls_alt: [String]?
    var obj: Actor
    var polarity: String?
    var modality: String?
    var asserted_by: [String]?
    var cx: [String]?

    var relation: GoldRelation? {
      guard let kind = RelationClass(rawValue: cls) else { return nil }
      return GoldRelation(
        sentence: sent, subject: subj.actor, class: kind,
        alternatives: (cls_alt ?? []).compactMap(RelationClass.init), object: obj.actor,
        isAffirmed: polarity != "neg",
        modality: modality.flatMap(Relation.Modality.init) ?? .actual,
        assertedBy: asserted_by ?? ["article"], constructions: cx ?? [])
    }
  }
}
