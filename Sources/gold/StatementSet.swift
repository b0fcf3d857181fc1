import Foundation
import Press

/// A statement as a person marked it; offsets count Unicode scalars.
struct GoldStatement {
  struct Speaker {
    var range: Range<Int>
    var text: String
    var canonical: String
  }
  struct Cue {
    var range: Range<Int>
    var text: String
    var lemma: String
  }

  var range: Range<Int>
  var kind: Statement.Kind
  /// A reader could judge either way: neither rewarded nor punished.
  var isOptional = false
  var speaker: Speaker?
  var cue: Cue?

  static func kind(_ letter: Unicode.Scalar) -> Statement.Kind? {
    switch letter {
    case "d": .direct
    case "i": .indirect
    case "m": .mixed
    default: nil
    }
  }
}

/// Annotated articles that are measured together.
struct StatementSet {
  struct Document {
    var id: String
    var article: Article
    var text: Scalars
    var statements: [GoldStatement]
  }

  /// `own-fr`, `fr-dev` …
  var name: String
  var language: String
  var documents: [Document]
  /// True when figures measured on it may be shipped with the rules.
  var isShippable: Bool

  /// The marked texts of a folder; nil when there are none.
  static func marked(in folder: String, _ language: String) throws -> StatementSet? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return nil
    }
    var documents: [Document] = []
    for name in names.sorted() where name.hasSuffix(".txt") {
      let marked = try MarkedText(try contents(of: "\(folder)/\(name)"), file: "\(folder)/\(name)")
      var article = Article(body: marked.text)
      article.declaredLanguage = language
      article.title = marked.header["title"]
      article.outlet = marked.header["outlet"]
      article.published = marked.header["published"].map { PressDate(iso: $0) }
      documents.append(
        Document(
          id: String(name.dropLast(4)), article: article, text: Scalars(marked.text),
          statements: marked.statements))
    }
    if documents.isEmpty { return nil }
    return StatementSet(
      name: "own-\(language)", language: language, documents: documents, isShippable: true)
  }

  /// A set in JSON lines with its texts beside it; nil when it is not there.
  static func lines(of file: String, _ name: String) throws -> StatementSet? {
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let folder = (file as NSString).deletingLastPathComponent
    var documents: [Document] = []
    for line in try contents(of: file).split(separator: "\n") {
      let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
      let path =
        record.text_file.hasPrefix("/") ? record.text_file : "\(folder)/\(record.text_file)"
      let text = try contents(of: path)
      var article = Article(body: text)
      article.declaredLanguage = record.lang
      documents.append(
        Document(
          id: record.doc_id, article: article, text: Scalars(text),
          statements: record.statements.compactMap(\.statement)))
    }
    // The order in which figures are added up does not matter, that of errors does.
    documents.sort { $0.id < $1.id }
    return StatementSet(
      name: name, language: String(name.prefix(2)), documents: documents,
      isShippable: name == "fr-train")
  }

  static func contents(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// One line of a set.
  private struct Record: Decodable {
    struct Part: Decodable {
      var start: Int
      var end: Int
      var text: String?
      var canonical: String?
      var lemma: String?
    }
    struct Entry: Decodable {
      var start: Int?
      var end: Int?
      var kind: String
      var optional: Bool?
      var speaker: Part?
      var cue: Part?

      var statement: GoldStatement? {
        guard let start, let end, let kind = Statement.Kind(rawValue: kind) else { return nil }
        var statement = GoldStatement(range: start..<end, kind: kind, isOptional: optional ?? false)
        statement.speaker = speaker.map {
          .init(range: $0.start..<$0.end, text: $0.text ?? "", canonical: $0.canonical ?? "")
        }
        statement.cue = cue.map {
          .init(range: $0.start..<$0.end, text: $0.text ?? "", lemma: $0.lemma ?? "")
        }
        return statement
      }
    }
    var doc_id: String
    var lang: String
    var text_file: String
    var statements: [Entry]
  }
}
