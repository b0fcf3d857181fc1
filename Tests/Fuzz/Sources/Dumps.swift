@testable import Dumps

/// Reads the bytes as a dump. The first two are not part of it: they choose format and limits.
func readDump(_ input: [UInt8]) {
  guard input.count > 2 else { return }
  var options = DumpOptions()
  let names = Dump.formats.map(\.name)
  if input[0] > 0 { options.format = names[Int(input[0]) % names.count] }
  options.allowEmptyBody = input[1] & 1 != 0
  options.answersLines = input[1] & 2 != 0
  options.bare = input[1] & 4 != 0
  if input[1] & 8 != 0 { options.record = "none" }
  if input[1] & 16 != 0 { options.limits.record = 100 }
  // What a few kilobytes may become here, so that a bomb does not take the time of others.
  options.limits.total = 16 << 20
  options.limits.ratioFloor = 4 << 20
  let container = Container(
    path: "fuzz", options: options,
    deliver: { file in
      do {
        let (format, _) = try Recogniser.format(of: file)
        var last = 0
        try format.read(file) { record in
          guard case .article(let article) = record else { return }
          promise(!article.body.isEmpty || options.allowEmptyBody, "an article without a text")
          promise(article.origin.record > last, "records are counted")
          last = article.origin.record
        }
        _ = try file.finish()
      } catch is DumpError {}
    }, failed: { _ in })
  do {
    try container.walk(MemorySource(Array(input.dropFirst(2))))
  } catch {
    fatalError("an error of no dump: \(error)")
  }
}
