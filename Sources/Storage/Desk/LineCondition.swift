import SQLite
import Tables

/// A condition in SQL on the lines of a concordance: on their own columns and on those of
/// `article_details`.
final class LineCondition {
  private let query: Query
  private let path: String

  init(_ condition: String, _ connection: Connection, at path: String) throws {
    self.path = path
    let own = Concordance.columns.enumerated().filter { !["published", "outlet"].contains($1) }
      .map { "json_extract(j.value, '$[\($0)]') AS \"\($1)\"" }
    do throws(SQLiteError) {
      query = try connection.query(
        """
        SELECT w.line FROM (
          SELECT j.key AS line, d.*, \(own.joined(separator: ", "))
          FROM json_each(?2) j CROSS JOIN article_details d WHERE d.id = ?1) w
        WHERE (\(condition)
        )
        """)
    } catch {
      throw QuestionError.unreadable("--where", error)
    }
  }

  /// The lines of one article of which the condition is true.
  ///
  /// - Throws: `QuestionError` when it cannot be answered, else `ArchiveError`.
  func kept(of lines: [Concordance.Line], in article: Int64) throws -> [Concordance.Line] {
    do throws(SQLiteError) {
      query.reset()
      try query.bind(1, article)
      try query.bind(2, Self.json(lines))
      var kept: [Concordance.Line] = []
      while try query.step() { kept.append(lines[Int(query.integer(0))]) }
      return kept
    } catch {
      if error.isOfStatement { throw QuestionError.unreadable("--where", error) }
      throw ArchiveError.from(error, path)
    }
  }

  private static func json(_ lines: [Concordance.Line]) -> String {
    let memory = Output(descriptor: -1, fill: 1 << 12)
    let writer = JSONText(memory)
    writer.array {
      for line in lines {
        writer.array {
          writer.integer(line.article)
          for text in [line.published, line.outlet, line.left, line.pivot, line.right] {
            writer.string(text)
          }
          for number in [line.span.lowerBound, line.span.upperBound] { writer.integer(number) }
          writer.integer(line.statement.map(Int.init))
          for text in [line.kind, line.speaker] { writer.string(text) }
        }
      }
    }
    return String(decoding: memory.takeBytes(), as: UTF8.self)
  }
}

extension Archive {
  /// The question's condition where it asks about the lines of a concordance; nil when there is none, or
  /// the articles can be asked for it.
  func lineCondition(of question: Question) throws -> LineCondition? {
    guard let condition = question.condition, try !asksArticles(condition) else { return nil }
    return try LineCondition(condition, connection, at: path)
  }

  /// A question for the articles in which the lines of a concordance may be: without a condition that only
  /// the lines answer.
  package func ofArticles(_ question: Question) throws -> Question {
    var question = question
    if let condition = question.condition, try !asksArticles(condition) { question.condition = nil }
    return question
  }

  private func asksArticles(_ condition: String) throws -> Bool {
    try checkExpression(condition)
    do throws(SQLiteError) {
      _ = try connection.query("SELECT 1 FROM article_details w WHERE (\(condition)\n)")
      return true
    } catch { return false }
  }
}
