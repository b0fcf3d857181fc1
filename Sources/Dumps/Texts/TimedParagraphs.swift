import Press

/// Spoken paragraphs with the time of each, in milliseconds from the start.
struct TimedParagraphs {
  var paragraphs: [(time: Int, text: String)] = []

  /// The words.
  var body: String { paragraphs.map(\.text).joined(separator: "\n\n") }

  /// Where each paragraph begins, in Unicode scalars of `body` after `lead` of them, with its time; nil
  /// without any.
  func times(after lead: Int = 0) -> Metadata? {
    var offset = lead
    let times = paragraphs.map { time, text -> Metadata in
      defer { offset += text.unicodeScalars.count + 2 }
      return .object([
        .init("offset", .number("\(offset)")), .init("time", .text(Self.clock(time))),
      ])
    }
    return times.isEmpty ? nil : .list(times)
  }

  private static func clock(_ time: Int) -> String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let seconds = time / 1000
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }
}
