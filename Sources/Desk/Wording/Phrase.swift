/// What pages say, apart from what the archive says; the words are in the `.tsv` files beside.
///
/// In the files a line that begins with `=` is how a value of the archive is called; a key that ends
/// in `.one` is what is said of a single thing, where that differs.
enum Phrase: String, CaseIterable, Sendable {
  case about, accordingTo, accuses, addsUp, affirmed, allClasses, allRows, andBy, answer, any
  case saidOf, sqlIncomplete, sqlNoColumn, sqlNoFunction, sqlNoStatement, sqlNoTable, sqlOpen
  case sqlParameter, sqlSeveralExpressions, sqlSeveralStatements, sqlStray, sqlSyntax
  case archiveTrouble, article, articles, articlesByMonth, articlesInAll, articlesOwnVoice
  case asPrinted, asTable, assertedBy, backToOverview, badParameter, badParameterText, by
  case alsoHidden, cannotBeRead, charactersOf, cite, close, codebook, codebookQuestion, column,
    complete
  case concordance, concordanceNeedsWords, count, countIn, country, counts, cue, cut, date
  case dates, datesCutByRange, denied, didYouMean, direct, doesNotAddUp, download, dropFilter, dumps
  case dumpsQuestion, duplicates, empty, exactForms, excerpt, exclude, facets, familiesFound
  case familiesOnce, family, familyOf, familyQuestion, familyRule, file, filterOfOthers, filters,
    first
  case firstRows, format, forgotten, former, found, from, inFamily, incomplete, indirect, isAccused,
    kept
  case keyFind, keyHelp, keyHits, keyPages, keyRows, keyboard, keysOn, kind, lanesSummary, language
  case languageName, languages, last, lastRun, left, legend, line, madeIndirect, matrix
  case matrixQuestion, matrixShows, mayAlsoBe, mayBeEmpty, meaning, measuredPrecision, menu
  case misplaced, mixed, month, more, nHits, nRejects, nRelations, nStatements, name,
    namedInArticles
  case nameLeavesOut, nameMeans, newest, newestRead, nextPage, noOutlet, noWords, nobodyNamed,
    notFound,
    notFoundAdvice, notSaid
  case nothingFound, nothingLost, offices, oldest, onlyReading, order, original, otherWayRound,
    outlet
  case outlets, overTime, overview, overviewQuestion, pages, partlyReported, perThousand, pivot,
    plotSummary
  case possibleOrWanted, precision, previousPage, quotedIn, rangeOf, rawSyntax, readyQuestions
  case reason, record, recordOf, rejected, rejectsAsCSV, relationClass, relationMatrixQuestion
  case relations, relationsQuestion, relevance, reported, reworded, right, rows, rule, run,
    runStopped
  case saidAbout, saidBy, search, searchQuestion, searchWords, searchedWords, seeDumps,
    severalSources
  case shareDenied, shareDirect, show, showAll, skipToContent, sourceQuestion, sources,
    sourcesByOutlets
  case sourcesQuestion, speaker, speakers, sql, sqlQuestion, sqlReadOnly, state, statements
  case statementsByMonth, stillOpen, stored, stories, subjectsByObjects, table, tables
  case theSameAs, to, tookTooLong, tookTooLongAdvice, total, totals, towardsWhom, type, undated
  case undatedLeftOut, undatedNotInRange, unknown, unknownColumn, unknownParameter, unsureLeftOut,
    untitled,
    valuesAllowed, view,
    views, whoAccuses,
    whoActs
  case whoSpeaksMost, without, words, wordsExample
  // What was not taken as it was typed, what is wrong with the archive, and why a request is refused.
  case noteAbsent, noteAsPhrase, noteAttributes, noteBeginning, noteDeep, noteDistance, noteExcluded
  case noteField, noteFieldOfArticles, noteMostWords, noteNear, noteOr, noteOrder, noteOutlets
  case notePassedOver, notePattern, noteShort, noteTag, noteWildcard, noteWithoutLetters
  case noteWord
  case archiveAltered, archiveDamaged, archiveEmpty, archiveForeign, archiveLocked
  case archiveMissing, archiveNewer, archiveOutdated, archiveReadOnly
  case refusedAddress, refusedBody, refusedBusy, refusedHeaders, refusedHost, refusedMethod
  case refusedPercent, refusedSite, refusedSlash
  case decimalMark, inQuotes, percentMark, thousandsMark, zeroIsSingular
}
