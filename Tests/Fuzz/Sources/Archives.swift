import Press
import Storage

/// Opens a broken archive, verifies it, asks it, and writes into it.
///
/// The input changes a sound archive: the first byte says what is done with it, the second one how much
/// is cut off; then changes follow, each three bytes of place, one of length, and the new bytes. An
/// input that begins like an SQLite file is taken for the whole archive.
func openArchive(_ input: [UInt8]) {
  guard input.count > 2 else { return }
  SmallArchive.clear()
  SmallArchive.write(broken(input))
  do {
    switch input[0] % 4 {
    case 0: _ = try Archive.verify(SmallArchive.path)
    case 1: try ask()
    case 2:
      try SmallArchive.add([reader.account(of: Article(body: "« Non », a dit Grace Lima."))])
      _ = try Archive.verify(SmallArchive.path)
    default:
      _ = try Removal(SmallArchive.path, version: "fuzz").forget([1])
      _ = try Archive.verify(SmallArchive.path)
    }
  } catch is ArchiveError {
  } catch is QuestionError {
  } catch is RemovalError {
  } catch {
    fatalError("an error of no archive: \(error)")
  }
}

private func broken(_ input: [UInt8]) -> [UInt8] {
  if input.starts(with: Array("SQLite format 3\0".utf8)) { return input }
  var bytes = SmallArchive.bytes
  bytes.removeLast(min(bytes.count, Int(input[1]) * Int(input[1])))
  var changes = input.dropFirst(2)
  while changes.count > 4, !bytes.isEmpty {
    let head = Array(changes.prefix(4))
    let place = (Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])) % bytes.count
    let new = changes.dropFirst(4).prefix(min(Int(head[3]), bytes.count - place))
    changes = changes.dropFirst(4 + max(1, new.count))
    bytes.replaceSubrange(place..<place + new.count, with: new)
  }
  return bytes
}

private func ask() throws {
  let archive = try Archive(reading: SmallArchive.path)
  for listing in [Listing.articles, .statements, .relations] {
    var question = Question()
    for words in [nil, "gazoduc OR drones", "preuv*"] {
      question.words = listing == .relations ? nil : words
      _ = try archive.count(listing, question)
      let rows = try archive.rows(listing, question)
      while try rows.next() {
        for column in rows.columns.indices { _ = rows.text(column) }
      }
    }
  }
  _ = try archive.sources(named: "Lindqvist")
  _ = try archive.body(of: 1)
}
