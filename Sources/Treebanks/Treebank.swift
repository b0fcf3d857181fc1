import Foundation

/// A sentence of a treebank in CoNLL-U: its text, its words and how they are in the text.
package struct TreebankSentence: Sendable {
  /// A syntactic word.
  package struct Word: Sendable {
    /// `NOUN`.
    package var tag: String
    /// `VerbForm=Fin|…` or `_`.
    package var features: String
    /// The head, from 0; -1 for the root.
    package var head: Int
    /// `nsubj:pass`.
    package var label: String
  }

  /// A run of letters that the treebank prints as one: a word, or several fused («du»).
  package struct Surface: Sendable {
    /// Its UTF-8 bytes in `text`.
    package var bytes: Range<Int>
    /// Its words.
    package var words: Range<Int>
  }

  /// The printed text.
  package var text = ""
  /// Every word in order.
  package var words: [Word] = []
  /// Every run of letters in order.
  package var surfaces: [Surface] = []
}

/// Reads CoNLL-U files.
package enum Treebank {
  /// A file that cannot be read.
  package struct Fault: Error, CustomStringConvertible {
    /// The file, the line (from 1) and what is wrong.
    package var description: String
  }

  /// The treebanks that weights are measured on and never trained on, by language.
  package static let tests = [("fr", "sequoia-test"), ("fr", "gsd-test"), ("en", "ewt-test")]
    .map { (code: $0.0, name: $0.1) }

  /// True when a file can be read.
  package static func exists(_ path: String) -> Bool {
    FileManager.default.isReadableFile(atPath: path)
  }

  /// The sentences of a file, gzip or plain.
  ///
  /// - Throws: `Fault` naming file and line.
  package static func sentences(of path: String) throws -> [TreebankSentence] {
    var sentences: [TreebankSentence] = []
    var current = TreebankSentence()
    for (number, line) in try text(of: path).split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      if line.isEmpty {
        if !current.words.isEmpty { sentences.append(current) }
        current = TreebankSentence()
      } else if !line.hasPrefix("#"), !current.add(line) {
        throw Fault(description: "\(path):\(number + 1): expected ten columns of CoNLL-U")
      }
    }
    return sentences
  }

  private static func text(of path: String) throws -> String {
    guard path.hasSuffix(".gz") else { return try String(contentsOfFile: path, encoding: .utf8) }
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    gzip.standardOutput = pipe
    try gzip.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    guard gzip.terminationStatus == 0 else {
      throw Fault(description: "\(path): gzip cannot decompress it")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

extension TreebankSentence {
  /// Adds a line of ten columns; false when it is none.
  fileprivate mutating func add(_ line: Substring) -> Bool {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 10 else { return false }
    let isFollowed = !fields[9].contains("SpaceAfter=No")
    if let dash = fields[0].firstIndex(of: "-") {
      guard let first = Int(fields[0][..<dash]),
        let last = Int(fields[0][fields[0].index(after: dash)...])
      else { return false }
      print(fields[1], words: first - 1..<last, isFollowed)
      return true
    }
    if fields[0].contains(".") { return true }
    guard let number = Int(fields[0]), number == words.count + 1, let head = Int(fields[6]) else {
      return false
    }
    words.append(
      Word(
        tag: String(fields[3]), features: String(fields[5]), head: head - 1,
        label: String(fields[7])))
    if surfaces.last.map({ $0.words.upperBound < number }) ?? true {
      print(fields[1], words: number - 1..<number, isFollowed)
    }
    return true
  }

  private mutating func print(_ form: Substring, words: Range<Int>, _ isFollowed: Bool) {
    let start = text.utf8.count
    text += form
    surfaces.append(Surface(bytes: start..<text.utf8.count, words: words))
    if isFollowed { text += " " }
  }
}
