import Storage

// One thread asks.
nonisolated(unsafe) private let archive: Archive = {
  SmallArchive.write(SmallArchive.bytes)
  do { return try Archive(reading: SmallArchive.path) } catch { fatalError("\(error)") }
}()

/// Asks a sound archive for the words that the bytes are. The first one is not part of them: it chooses
/// what is asked for and how. Nothing that is typed is an error, but that there may be no word in it.
func askQuestion(_ input: [UInt8]) {
  guard let first = input.first else { return }
  var question = Question()
  question.words = String(decoding: input.dropFirst(), as: UTF8.self)
  question.isExact = first & 1 != 0
  let listing = first & 2 != 0 ? Listing.statements : .articles
  do {
    let count = try archive.count(listing, question)
    let rows = try archive.rows(listing, question)
    var shown = 0
    while try rows.next() { shown += 1 }
    promise(shown == count, "\(count) rows were counted and \(shown) shown")
    _ = try archive.absentWords(of: question, listing)
  } catch QuestionError.nothingToLookFor {
  } catch {
    fatalError("words that are refused: \(error)")
  }
}
