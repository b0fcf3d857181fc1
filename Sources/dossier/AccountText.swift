import Press
import Tables

/// Writes accounts as JSON lines, the shape of `dossier extract`.
///
/// The shape is a promise; `schema` is raised when it changes. All offsets count Unicode scalars of
/// the body, from 0, end excluded.
struct AccountText {
  /// The number of the shape.
  static let schema: Int64 = 1

  private let json: JSONText

  init(_ output: Output) { json = JSONText(output) }

  /// Writes one account on one line.
  func write(_ account: Account) {
    let article = account.article
    let scalars = ScalarIndex(of: article.body)
    json.object {
      json.key("schema")
      json.integer(Self.schema)
      field("path", article.origin.path)
      field("entry", article.origin.entry)
      json.key("record")
      json.integer(article.origin.record)
      field("id", article.externalID)
      field("title", article.title)
      field("outlet", article.outlet)
      field("published", article.published?.iso)
      field("url", article.url)
      json.key("authors")
      json.array { for author in article.authors { json.string(author) } }
      field("language", article.language)
      json.key("length")
      json.integer(scalars.count)
      json.key("sources")
      json.array { for source in account.sources { write(source) } }
      json.key("statements")
      json.array { for statement in account.statements { write(statement, account, scalars) } }
      json.key("relations")
      json.array { for relation in account.relations { write(relation, account, scalars) } }
    }
    json.newline()
  }

  private func write(_ source: Source) {
    json.object {
      field("key", source.key)
      field("kind", source.kind.rawValue)
      field("name", source.name)
      field("country", source.country)
    }
  }

  private func write(_ statement: Statement, _ account: Account, _ scalars: ScalarIndex) {
    let body = account.article.body
    json.object {
      field("kind", statement.kind.rawValue)
      place(statement.content, scalars)
      field("content", text(statement.content, of: body))
      json.key("speaker")
      if let speaker = statement.speaker {
        json.object {
          place(speaker, scalars)
          field("text", text(speaker, of: body))
          field("name", statement.name.map { text($0, of: body) })
        }
      } else {
        json.null()
      }
      field("source", statement.source.map { account.sources[$0].key })
      json.key("cue")
      if let cue = statement.cue {
        json.object {
          place(cue.passage, scalars)
          field("text", text(cue.passage, of: body))
          field("lemma", cue.lemma)
          field("class", cue.class)
        }
      } else {
        json.null()
      }
      json.key("negated")
      json.bool(statement.negated)
      field("said_on", statement.saidOn?.iso)
      proof(statement.rule, statement.confidence)
    }
  }

  private func write(_ relation: Relation, _ account: Account, _ scalars: ScalarIndex) {
    json.object {
      json.key("subject")
      actor(relation.subject, account, scalars)
      field("class", relation.class.rawValue)
      json.key("object")
      actor(relation.object, account, scalars)
      json.key("trigger")
      json.object { place(relation.trigger, scalars) }
      json.key("topic")
      if let topic = relation.topic {
        json.object { place(topic, scalars) }
      } else {
        json.null()
      }
      field("happened_on", relation.happenedOn?.iso)
      json.key("polarity")
      json.integer(relation.isAffirmed ? 1 : -1)
      field("modality", relation.modality.rawValue)
      json.key("former")
      json.bool(relation.former)
      field("asserted_by", relation.assertedBy.map { account.sources[$0].key })
      json.key("statement")
      json.integer(relation.statement)
      proof(relation.rule, relation.confidence)
    }
  }

  private func actor(_ actor: Relation.Actor, _ account: Account, _ scalars: ScalarIndex) {
    json.object {
      place(actor.passage, scalars)
      field("source", account.sources[actor.source].key)
    }
  }

  private func place(_ passage: Passage, _ scalars: ScalarIndex) {
    let range = scalars.scalars(passage)
    json.key("start")
    json.integer(range.lowerBound)
    json.key("end")
    json.integer(range.upperBound)
  }

  private func proof(_ rule: String, _ confidence: Double) {
    field("rule", rule)
    json.key("confidence")
    json.real(confidence)
  }

  private func field(_ name: String, _ value: String?) {
    json.key(name)
    json.string(value)
  }

  private func text(_ passage: Passage, of body: String) -> String {
    let utf8 = body.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: passage.start)
    let end = utf8.index(start, offsetBy: passage.length)
    return String(body[start..<end])
  }
}
