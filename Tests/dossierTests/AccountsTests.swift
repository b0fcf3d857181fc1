import Foundation
import Testing

@Suite struct `Accounts that were extracted elsewhere` {
  /// Every row of what was found, by what does not depend on the numbers of rows.
  private static let rows = """
    SELECT 'article', title, body, external_id, url, authors, section, language, language_declared,
      published, published_raw, text_hash, identity FROM articles
    UNION ALL SELECT 'outlet', name, key, '', '', '', '', '', '', '', '', '', '' FROM outlets
    UNION ALL SELECT 'name', s.key, s.kind, s.name, s.country, n.name, n.name_kind, '', '', '', '', '',
      '' FROM source_names n JOIN sources s ON s.id = n.source_id
    UNION ALL SELECT 'mention', a.identity, s.key, m.start, m."end", m.role, m.role_start, m.role_end,
      '', '', '', '', '' FROM mentions m JOIN articles a ON a.id = m.article_id
      JOIN sources s ON s.id = m.source_id
    UNION ALL SELECT 'statement', a.identity, s.key, t.kind, t.content, t.start, t."end",
      t.speaker || t.speaker_start || t.speaker_end, t.cue || t.cue_start || t.cue_end,
      t.cue_lemma || t.cue_class, t.negated, t.said_on || coalesce(t.said_on_raw, ''),
      t.rule || t.confidence FROM statement_details t JOIN articles a ON a.id = t.article_id
      LEFT JOIN sources s ON s.id = t.source_id
    UNION ALL SELECT 'relation', a.identity, s.key, r.class, o.key, r.polarity, r.modality, r.former,
      b.key, r.happened_on || coalesce(r.happened_on_raw, ''), t.start,
      r.subject_start || ' ' || r.subject_end || ' ' || r.object_start || ' ' || r.object_end || ' '
        || r.trigger_start || ' ' || r.trigger_end || ' ' || r.sentence_start || ' '
        || r.sentence_end || coalesce(' ' || r.topic_start || ' ' || r.topic_end, ''),
      r.rule || r.confidence FROM relations r JOIN articles a ON a.id = r.article_id
      JOIN sources s ON s.id = r.subject_id JOIN sources o ON o.id = r.object_id
      LEFT JOIN sources b ON b.id = r.asserted_by LEFT JOIN statements t ON t.id = r.statement_id
    ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
    """

  private func rows(_ archive: String, _ scratch: Scratch) throws -> String {
    let run = try Tool.run(
      "sql", Self.rows, "--format", "jsonl", "--archive", archive, in: scratch)
    try #require(run.status == 0, "\(run.talk)")
    return run.output
  }

  @Test func `give the rows of an import`() throws {
    let scratch = try Scratch()
    try scratch.write("accounts.jsonl", try Tool.run("extract", examples).output)
    let read = try Tool.run("import", examples, "--archive", "read.dossier", in: scratch)
    let taken = try Tool.run(
      "import", "--accounts", "accounts.jsonl", "--archive", "taken.dossier", in: scratch)
    #expect(read.status == taken.status, "\(taken.talk)")
    let expected = try rows("read.dossier", scratch)
    #expect(expected.split(separator: "\n").count > 500)
    #expect(try rows("taken.dossier", scratch) == expected)
    let origin = try Tool.run(
      "sql", "SELECT json_extract(metadata, '$.extracted_from.path') FROM articles LIMIT 1",
      "--format", "csv", "--archive", "taken.dossier", in: scratch)
    #expect(origin.output.contains(examples), "where it came from is kept")
    let again = try Tool.run("import", "accounts.jsonl", "--archive", "taken.dossier", in: scratch)
    #expect(again.talk.contains(" 0 stored"), "recognised without being told: \(again.talk)")
    #expect(try Tool.run("verify", "--archive", "taken.dossier", in: scratch).status == 0)
  }

  private static let sound =
    #"{"schema":2,"path":"-","entry":null,"record":1,"rules":"r","text":"Oslo dit oui.","length":13,"#
    + #""sources":[{"key":"NOR","kind":"state","name":"Norvège","country":"NOR","names":[]}],"#
    + #""mentions":[{"start":0,"end":4,"source":"NOR","role":null}],"statements":[{"start":9,"end":12,"#
    + #""kind":"direct","content":"oui","speaker":{"start":0,"end":4,"text":"Oslo"},"source":"NOR","#
    + #""cue":null,"negated":false,"rule":"x","confidence":0.5}],"relations":[{"subject":{"start":0,"#
    + #""end":4,"source":"NOR"},"class":"consult","object":{"start":0,"end":4,"source":"NOR"},"#
    + #""trigger":{"start":5,"end":8},"topic":null,"sentence":{"start":0,"end":13},"polarity":1,"#
    + #""modality":"actual","former":false,"asserted_by":null,"statement":0,"rule":"x","#
    + #""confidence":0.5}]}"#

  @Test(arguments: [
    ("", "", ""),
    (#""end":12"#, #""end":99"#, "statements[0]: 9 … 99 lies outside the text (0 … 13)"),
    (#""end":12"#, #""end":8"#, "statements[0]: 9 … 8 lies outside the text"),
    (#""content":"oui""#, #""content":"non""#, "the text has «oui», not «non»"),
    (#""text":"Oslo dit oui.""#, #""text":"Oslo dit oui!!""#, "length: 13, but the text has 14"),
    (#""text":"Oslo dit oui.","#, "", "extract it without --no-text"),
    (#""schema":2"#, #""schema":1"#, "schema 1, and 2 is read"),
    (#""kind":"direct""#, #""kind":"shouted""#, "statements[0].kind: «shouted» is none of direct,"),
    (#""class":"consult""#, #""class":"like""#, "relations[0].class: «like» is none of"),
    (#""statement":0"#, #""statement":1"#, "relations[0].statement: there are 1 statements"),
    (#""source":"NOR","role""#, #""source":"SWE","role""#, "mentions[0].source: «SWE» is none"),
    (
      #""confidence":0.5}],"relations""#, #""confidence":5}],"relations""#,
      "expected a number from 0"
    ),
    (#""polarity":1"#, #""polarity":2"#, "relations[0].polarity: expected 1 or -1"),
    (#""negated":false,"#, #""negated":false,"said_on":"soon","#, "«soon» is no date in ISO 8601"),
    (#""trigger":{"start":5,"#, #""trigger":{"#, "relations[0].trigger.start: is missing"),
    (#""schema":2"#, #""schema":2,"error":"no text""#, "where it was extracted: no text"),
    (#""confidence":0.5}]}"#, #""confidence":0.5}]"#, "no JSON"),
  ])
  func `are held against their text, and refused with file, line and reason`(
    part: String, change: String, reason: String
  ) throws {
    let scratch = try Scratch()
    let line = part.isEmpty ? Self.sound : Self.sound.replacing(part, with: change)
    try scratch.write("a.jsonl", "\n" + line + "\n")
    let run = try Tool.run("import", "--accounts", "a.jsonl", "--archive", "a.dossier", in: scratch)
    if reason.isEmpty {
      #expect(run.status == 0, "\(run.talk)")
      #expect(run.talk.contains("was read by the rules r"))
      #expect(try Tool.run("verify", "--archive", "a.dossier", in: scratch).status == 0)
    } else {
      #expect(run.status == 3)
      #expect(run.talk.contains("a.jsonl, record 1 (line 2"), "\(run.talk)")
      #expect(run.talk.contains(reason), "\(run.talk)")
    }
  }

  @Test func `in Parquet are refused with what converts them`() throws {
    let scratch = try Scratch()
    try scratch.write("a.parquet", "PAR1 and so on")
    let run = try Tool.run(
      "import", "--accounts", "a.parquet", "--archive", "a.dossier", in: scratch)
    #expect(run.status == 3)
    #expect(run.talk.contains("duckdb -c"))
  }
}
