/// What the tables and columns mean: the one place from which the codebook, the metadata of Datasette,
/// the descriptions of data packages and docs/CODEBOOK.md are made.
///
/// A line that begins with # is a table; others are a column (of every table, where a star stands for
/// it), its unit, format or values, and its meaning. A line with the table's name goes before one with
/// a star.
enum CodebookText {
  static let text = """
    # articles | Articles as the dumps gave them, one row each.
    # article_details | Articles with the name of their outlet, their dates in parts, and the file that they come from.
    # article_pairs | Texts in scripts without blanks between words, as pairs of letters, for the full-text index.
    # decisions | What people decided: merged, split, renamed or hidden sources, tags and notes.
    # dumps | Files and entries of archives that were imported.
    # duplicates | Records that were not stored, because an article agrees with them.
    # forgotten | Digests of articles that were removed for good.
    # marks | Tags, notes and hidings in force, with the row that each is about.
    # mentions | Places where an article names a source.
    # outlets | Newspapers, agencies, sites and broadcasters.
    # outlet_counts | Articles and statements of each outlet.
    # rejects | Records that could not be read, with the reason.
    # relation_classes | The classes of relations, with their equivalents in PLOVER, CAMEO and FollowTheMoney.
    # relations | Who does, wants or claims what towards whom.
    # relation_details | Relations with the names of their sources, the sentence that proves them, and their article.
    # runs | Runs of import, reextract, forget and undo.
    # sources | Persons, organisations, states, groups, documents and media that speak or act.
    # source_counts | Articles and statements of each source; merged sources count as one.
    # source_names | The names under which articles call a source.
    # source_tallies | What each source says, counted: kept for source_counts; «dossier verify» counts again.
    # tallied | Up to which article the counts that are kept go.
    # tallies | Articles and what they report, counted by outlet, month, language, confidence and class.
    # text_marks | Tags, notes and hidings in force, by the text and the place that each is about.
    # statements | Direct, indirect and mixed quotations, by their places in the text; statement_details has the words.
    # statement_details | Statements with the name of their source, their article, and the file that it comes from.
    *.id | | The row's id; it does not change while the row exists.
    statements.id | | The row's id; reextract keeps it for a statement with the same span in the same article.
    statement_details.id | | The row's id; reextract keeps it for a statement with the same span in the same article.
    relations.id | | The row's id; reextract keeps it for a relation of the same class whose trigger, subject and object are at the same places.
    relation_details.id | | The row's id; reextract keeps it for a relation of the same class whose trigger, subject and object are at the same places.
    *.article_id | | The article.
    *.source_id | | The source; null in statements: nobody is named, or the name is not resolved.
    *.row_id | | The row of the article, statement, relation, source or outlet.
    *.decision_id | | The decision.
    *.dump_id | | The dump.
    *.run_id | | The run that added the file, or went on with it.
    *.outlet_id | | The outlet; null: the record names none.
    *.statement_id | | The statement that reports the relation; null: the article's own voice.
    *.subject_id | | The source that acts.
    *.object_id | | The source towards which it acts.
    *.asserted_by_id | | The source that asserts the relation; null: the article itself.
    *.merged_into | | The source as which this one counts; null: itself.
    *.family_id | | The first article of the near-duplicates; itself when there are none. In articles, null: not looked for.
    *.title | | The headline; null: none.
    *.body | | The text as decoded; formats with markup separate paragraphs by an empty line, plain text keeps its line ends. All offsets count in it.
    *.outlet | | The name of the outlet, as printed; null: the record names none.
    *.name | | The name that is shown.
    sources.key | | A stable key: ISO code of a state (FRA), org:…, per:…, grp:… for others; after @ the one article (hash of its text), or the outlet and month, in which a single surname, or somebody unnamed who says or does something, means this source.
    *.key | | A stable key: small letters without accents for names and outlets.
    *.source_key | | The stable key of the source: FRA, org:…, per:…, grp:….
    *.subject_key | | The stable key of the source that acts.
    *.object_key | | The stable key of the source towards which it acts.
    *.asserted_by_key | | The stable key of the source that asserts the relation.
    *.source | | The name of the source; null: nobody is named, or the name is not resolved.
    *.subject | | The name of the source that acts.
    *.object | | The name of the source towards which it acts.
    *.asserted_by | | The source that asserts the relation; null: the article itself.
    *.source_kind | person, organisation, state, group, document, media | The kind of source.
    *.subject_kind | person, organisation, state, group, document, media | The kind of the source that acts.
    *.object_kind | person, organisation, state, group, document, media | The kind of the source towards which it acts.
    *.country | ISO 3166-1 alpha-3 | The country of the source; null: none, or not known.
    *.subject_country | ISO 3166-1 alpha-3 | The country of the source that acts; null: none, or not known.
    *.object_country | ISO 3166-1 alpha-3 | The country of the source towards which it acts; null: none, or not known.
    *.published | ISO 8601, at the precision that was printed | When the article was published; null: no date found.
    *.published_raw | | The date as printed.
    *.day | YYYY-MM-DD | The day of publication; null: less is known.
    *.month | YYYY-MM | The month of publication; null: less is known.
    *.year | year | The year of publication; null: no date found.
    *.date_precision | year, month, day, time | How much of the date is known; null: no date found.
    *.first_published | ISO 8601, at the precision that was printed | The earliest publication with a statement.
    *.last_published | ISO 8601, at the precision that was printed | The latest publication with a statement.
    *.first_day | YYYY-MM-DD | The earliest day of publication among the dates that have a day.
    *.last_day | YYYY-MM-DD | The latest day of publication among the dates that have a day.
    *.said_on | ISO 8601, at the precision that was printed | When it was said, as the article says; null: it does not say.
    *.said_on_day | YYYY-MM-DD | The day on which it was said; null: less is known.
    *.said_on_precision | year, month, day, time | How much is known of when it was said.
    *.said_on_raw | | The words that say when it was said, as printed.
    *.happened_on | ISO 8601, at the precision that was printed | When it happened, as the article says; null: it does not say.
    *.happened_on_day | YYYY-MM-DD | The day on which it happened; null: less is known.
    *.happened_on_precision | year, month, day, time | How much is known of when it happened.
    *.happened_on_raw | | The words that say when it happened, as printed.
    *.authors | one a line | The authors, as printed; null: none.
    *.section | | The section or rubric; null: none.
    *.language | BCP 47 | The language of the text, as detected; und: too little text to decide.
    *.language_declared | | The language that the record declares; null: none.
    *.url | URL | The address of the article; null: none.
    *.external_id | | The provider's identifier; null: none.
    *.text_hash | 64-bit integer | A hash of the text.
    *.identity | 64-bit integer | A hash of text, outlet, title, date and address.
    *.metadata | JSON object | Every other field of the record; null: none.
    *.file | | The path of the dump, without the folders above what was named.
    *.path | | The path of the file, as it was given.
    *.entry | | The entry of an archive (zip, 7z, tar); null: the file is no archive.
    *.record | ordinal from 1 | The record in the dump.
    *.line | ordinal from 1 | The line at which the record starts; null: not known.
    *.byte_start | byte offset from 0 | Where the record starts in the decompressed file; null: not known.
    *.byte_end | byte offset from 0, end excluded | Where the record ends in the decompressed file; null: not known.
    *.reason | | Why the record could not be read.
    *.excerpt | | The beginning of the record.
    *.start | Unicode scalars from 0 | Where it starts in the body.
    *.end | Unicode scalars from 0, end excluded | Where it ends in the body.
    *.content | | The words of the statement, as printed.
    *.speaker | | The words that name the speaker, as printed; null: not named beside the statement.
    *.cue | | The words that introduce the statement (said, according to), as printed; null: none.
    *.cue_lemma | | The dictionary form of the cue.
    *.cue_class | | What kind of saying it is: report, claim, deny, demand and others.
    *.role | | The office under which the article names the speaker, as printed; null: none.
    *.negated | 0, 1 | 1: somebody is said not to have said it.
    *.rule | | The rule that found it.
    *.confidence | 0 to 1 | How often rows like this one are right on annotated articles: of a statement, how often its rule is; of a relation, by a model fitted on them. Listings and exports leave out rows below 0.5 unless --min-confidence says otherwise.
    *.class | | The class of relation, see relation_classes.
    *.class_family | event, tie | Whether the class is of events or of ties.
    *.family | event, tie | Whether the class is of events or of ties.
    *.quad | verbal_coop, material_coop, verbal_conflict, material_conflict, tie | Cooperation or conflict, in words or in deeds.
    *.label_fr | | The class in French, as a verb.
    *.label_en | | The class in English, as a verb.
    *.symmetric | 0, 1 | 1: what one does to the other, the other does to the one.
    *.plover | | The equivalent in PLOVER; null: none.
    *.cameo | | The equivalent codes of CAMEO; null: none.
    *.ftm | | The equivalent schemata of FollowTheMoney; null: none.
    *.polarity | 1, -1 | -1: the article says that it is not so.
    *.modality | actual, future, possible, wanted | Whether it is so, will be, may be, or is wanted.
    *.former | 0, 1 | 1: it was so and is no more.
    *.sentence | | The sentence that proves the relation.
    *.trigger | | The words that express the relation.
    *.tags | separated by commas | Tags that people gave it; null: none.
    *.notes | separated by slashes | Notes that people wrote; null: none.
    *.articles | number | How many articles.
    *.statements | number | How many statements.
    *.direct | number | How many direct statements.
    *.indirect | number | How many indirect statements.
    *.mixed | number | How many mixed statements.
    *.found | number | Records that were found.
    *.stored | number | Records that were stored as articles.
    *.duplicates | number | Records that were not stored, because an article agrees with them.
    *.rejected | number | Records that could not be read.
    *.forgotten | number | Records of articles that were removed before.
    *.bytes | bytes | The size of the decompressed file.
    *.sha256 | hexadecimal | SHA-256 of the decompressed bytes; null while the dump is open.
    *.charset | | The character encoding; null while the dump is open.
    *.charset_rule | bom, utf8, declared, fallback | How the character encoding was found.
    *.format | | The format of the dump, see 'dossier formats'.
    *.started_at | ISO 8601, UTC | When it began.
    *.finished_at | ISO 8601, UTC | When it ended; null: it runs, or was stopped.
    *.made_at | ISO 8601, UTC | When it was decided.
    *.undone_at | ISO 8601, UTC | When it was undone; null: it is in force.
    *.forgotten_at | ISO 8601, UTC | When the article was removed.
    *.dossier_version | | The version of the program.
    *.rules_version | hexadecimal | Digest of the rules and tables that read the articles.
    *.name_kind | name, short, acronym, metonym, demonym, capital | What kind of name it is.
    *.value | | The tag, or the text of the note.
    *.detail | JSON object | What the decision changed.
    *.target | source, outlet, article, statement, relation | What it is about.
    runs.kind | import, reextract, forget, undo | What was run.
    runs.articles | number | Articles that were stored, read again or removed.
    sources.kind | person, organisation, state, group, document, media | The kind of source.
    source_counts.kind | person, organisation, state, group, document, media | The kind of source.
    statements.kind | direct, indirect, mixed | How it is reported: in quotation marks, in other words, or both.
    statement_details.kind | direct, indirect, mixed | How it is reported: in quotation marks, in other words, or both.
    decisions.kind | merge, split, rename, hide, tag, note | What was decided.
    marks.kind | tag, note, hide | What was noted.
    text_marks.kind | tag, note, hide | What was noted.
    decisions.subject | | The key of a source or outlet; of a relation, its class and where its subject and object start; else empty.
    decisions.outlet | | The key of the article's outlet; null: none.
    tallied.article_id | | The last article that is counted; 0: none. When it is not the last one of the archive, the views count for themselves.
    tallies.dimension | archive, outlet, month, language, confidence, class | By what is counted.
    tallies.value | | The name of the outlet, the month (or the year, where only that is known), the language, the class of relations, or the first two digits of the confidence; empty: not known, or the whole archive.
    tallies.articles | | How many articles; 0 for confidences and classes.
    tallies.statements | | How many statements.
    tallies.relations | | How many relations.
    tallies.sources | | How many sources say something, merged ones each for itself; 0 for confidences and classes.
    text_marks.outlet | | The key of the article's outlet; empty: none.
    text_marks.subject | | Of a relation, its class and where its subject and object start; else empty.
    mentions.role | | The office beside the name, as printed; null: none.
    forgotten.sha256 | hexadecimal | SHA-256 of text, outlet, title, date and address.
    article_pairs.title | | The pairs of letters of the headline; null: none.
    article_pairs.body | | The pairs of letters of the text; null: none.
    outlet_counts.outlet_id | | The outlet.
    *.speaker_start | Unicode scalars from 0 | Where the words that name the speaker start in the body.
    *.speaker_end | Unicode scalars from 0, end excluded | Where the words that name the speaker end in the body.
    *.cue_start | Unicode scalars from 0 | Where the cue starts in the body.
    *.cue_end | Unicode scalars from 0, end excluded | Where the cue ends in the body.
    *.role_start | Unicode scalars from 0 | Where the office starts in the body.
    *.role_end | Unicode scalars from 0, end excluded | Where the office ends in the body.
    *.subject_start | Unicode scalars from 0 | Where the words that name who acts start in the body.
    *.subject_end | Unicode scalars from 0, end excluded | Where the words that name who acts end in the body.
    *.object_start | Unicode scalars from 0 | Where the words that name towards whom start in the body.
    *.object_end | Unicode scalars from 0, end excluded | Where the words that name towards whom end in the body.
    *.trigger_start | Unicode scalars from 0 | Where the words that express the relation start in the body.
    *.trigger_end | Unicode scalars from 0, end excluded | Where the words that express the relation end in the body.
    *.topic_start | Unicode scalars from 0 | Where what it is about starts in the body.
    *.topic_end | Unicode scalars from 0, end excluded | Where what it is about ends in the body.
    *.sentence_start | Unicode scalars from 0 | Where the sentence starts in the body.
    *.sentence_end | Unicode scalars from 0, end excluded | Where the sentence ends in the body.
    """

  /// What is known of a column.
  struct Entry: Sendable {
    /// The unit or format; empty when there is none.
    var unit: String
    /// The values, when there are only a few.
    var values: [String]
    var meaning: String
  }

  /// The meaning of a table or view; nil for an unknown one.
  static func meaning(ofTable name: String) -> String? { lines["# " + name]?.unit }

  /// What is known of a column; nil when nothing is.
  static func entry(_ table: String, _ column: String) -> Entry? {
    guard let line = lines["\(table).\(column)"] ?? lines["*.\(column)"] else { return nil }
    let values = line.unit.split(separator: ",").map {
      String($0.drop { $0 == " " })
    }
    let isList = values.count > 1 && values.allSatisfy { !$0.contains(" ") }
    return Entry(
      unit: isList ? "" : line.unit, values: isList ? values : [], meaning: line.meaning)
  }

  /// Every line that is about a table or column, for tests.
  static var keys: [String] { Array(lines.keys) }

  private static let lines: [String: (unit: String, meaning: String)] = {
    var lines: [String: (unit: String, meaning: String)] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map { field in
        String(field.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      lines[fields[0]] = (fields[1], fields.count > 2 ? fields[2] : "")
    }
    return lines
  }()
}
