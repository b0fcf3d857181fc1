import Dumps
import Ingestion
import Press
import Storage
import Tables

/// Writes accounts as JSON lines, the shape of `dossier extract`.
///
/// The shape is a promise; `schema` is raised when it changes. All offsets count Unicode scalars of
/// the body, from 0, end excluded.
struct AccountText {
  /// The number of the shape.
  static let schema: Int64 = 2

  /// What of an account is written.
  struct Form {
    /// With the text of the article and the other fields of its record.
    var hasText = true
    /// With the line that is answered and the caller's key.
    var isAnswer = false
  }

  private let json: JSONText
  private let form: Form

  init(_ output: Output, form: Form = Form()) {
    json = JSONText(output)
    self.form = form
  }

  /// Writes one account on one line.
  func write(_ account: Account) {
    let article = account.article
    let scalars = ScalarIndex(of: article.body)
    json.object {
      write(article.origin)
      field("rules", account.rules ?? Reader.rulesVersion)
      field("id", article.externalID)
      field("title", article.title)
      field("outlet", article.outlet)
      date("published", article.published)
      field("url", article.url)
      json.key("authors")
      json.array { for author in article.authors { json.string(author) } }
      field("section", article.section)
      field("language", article.language)
      field("language_declared", article.declaredLanguage)
      json.key("length")
      json.integer(scalars.count)
      if form.hasText {
        field("text", article.body)
        json.key("metadata")
        json.value(.object(article.metadata))
      }
      json.key("sources")
      json.array { for source in account.sources { write(source) } }
      json.key("mentions")
      json.array { for mention in account.mentions { write(mention, account, scalars) } }
      json.key("statements")
      json.array { for statement in account.statements { write(statement, account, scalars) } }
      json.key("relations")
      json.array { for relation in account.relations { write(relation, account, scalars) } }
    }
    json.newline()
  }

  /// Answers a line that gives no article.
  func write(_ reject: Reject) {
    json.object {
      write(reject.origin)
      field("error", reject.reason)
    }
    json.newline()
  }

  private func write(_ origin: Origin) {
    json.key("schema")
    json.integer(Self.schema)
    field("path", origin.path)
    field("entry", origin.entry)
    json.key("record")
    json.integer(origin.record)
    if form.isAnswer {
      json.key("key")
      json.value(origin.key ?? .null)
    }
  }

  private func write(_ source: Source) {
    json.object {
      field("key", source.key)
      field("kind", source.kind.rawValue)
      field("name", source.name)
      field("country", source.country)
      field("reach", source.reach.rawValue)
      json.key("names")
      json.array {
        for name in source.names {
          json.object {
            field("text", name.text)
            field("kind", name.kind.rawValue)
          }
        }
      }
    }
  }

  private func write(_ mention: Mention, _ account: Account, _ scalars: ScalarIndex) {
    json.object {
      place(mention.passage, scalars)
      field("source", account.sources[mention.source].key)
      json.key("role")
      optional(mention.role) { role in
        place(role, scalars)
        field("text", text(role, of: account.article.body))
      }
    }
  }

  private func write(_ statement: Statement, _ account: Account, _ scalars: ScalarIndex) {
    let body = account.article.body
    json.object {
      field("kind", statement.kind.rawValue)
      place(statement.content, scalars)
      field("content", text(statement.content, of: body))
      json.key("speaker")
      optional(statement.speaker) { speaker in
        place(speaker, scalars)
        field("text", text(speaker, of: body))
        field("name", statement.name.map { text($0, of: body) })
      }
      field("source", statement.source.map { account.sources[$0].key })
      json.key("cue")
      optional(statement.cue) { cue in
        place(cue.passage, scalars)
        field("text", text(cue.passage, of: body))
        field("lemma", cue.lemma)
        field("class", cue.class)
      }
      json.key("negated")
      json.bool(statement.negated)
      date("said_on", statement.saidOn)
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
      json.object {
        place(relation.trigger, scalars)
        field("text", text(relation.trigger, of: account.article.body))
      }
      json.key("topic")
      optional(relation.topic) { topic in
        place(topic, scalars)
        field("text", text(topic, of: account.article.body))
      }
      json.key("sentence")
      json.object { place(relation.sentence, scalars) }
      date("happened_on", relation.happenedOn)
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

  /// An object that `body` fills, or null.
  private func optional<T>(_ value: T?, _ body: (T) -> Void) {
    if let value { json.object { body(value) } } else { json.null() }
  }

  /// A date, and beside it how it was printed.
  private func date(_ name: String, _ date: PressDate?) {
    field(name, date?.iso)
    field(name + "_raw", date?.printed)
  }

  private func field(_ name: String, _ value: String?) {
    json.key(name)
    json.string(value)
  }

  private func text(_ passage: Passage, of body: String) -> String { body.text(of: passage) }
}
