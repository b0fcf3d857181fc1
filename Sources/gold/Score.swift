import ArgumentParser
import Foundation
import Ingestion
import Press
import Treebanks

/// Measures every annotated set that is there.
struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure every annotated set that is there; fail under the floors.")

  @OptionGroup var places: Places
  @Option(help: "Only sets whose name begins so: fr, en-dev, own.")
  var only = ""
  @Option(help: "Print so many misses and so many spurious finds of each set.")
  var errors = 0
  @Option(help: "Print errors only of rules, cues or kinds of error that hold this word.")
  var about = ""
  @Flag(help: "Only statements.") var statements = false
  @Flag(help: "Only relations.") var relations = false
  @Flag(help: "Only tags and trees.") var syntax = false
  @Flag(help: "Print figures for each rule, class and construction.") var details = false
  @Flag(help: "Raise the floors to what is reached now, less one point.") var raise = false

  func run() throws {
    try places.useTables()
    var floors = try Floors(file: "\(places.own)/floors.json")
    var reached: [String: Double] = [:]
    let clock = ReadingClock()
    if !relations, !syntax {
      print(StatementReport.head)
      for set in try places.statementSets() where set.name.hasPrefix(only) || only.isEmpty {
        var scorer = StatementScorer()
        for document in set.documents {
          let account = clock.account(of: document.article)
          scorer.add(document, account.foundStatements(in: document.text))
        }
        let report = StatementReport(name: set.name, scorer: scorer)
        print(report.row)
        if details { print(report.details) }
        report.printErrors(errors, about: about)
        reached.merge(report.figures) { $1 }
      }
    }
    if !statements, !syntax {
      print(RelationReport.head)
      for set in try places.relationSets() where set.name.hasPrefix(only) || only.isEmpty {
        var scorer = RelationScorer()
        for document in set.documents {
          let account = clock.account(of: document.article)
          scorer.add(document, account.foundRelations())
        }
        let report = RelationReport(
          name: set.name, scorer: scorer, isExhaustive: set.isExhaustive)
        print(report.row)
        if details { print(report.details) }
        report.printErrors(errors, about: about)
        reached.merge(report.figures) { $1 }
      }
    }
    if !statements, !relations { reached.merge(try scoreSyntax()) { $1 } }
    if let speed = clock.megabytesPerSecond { print("speed \(speed.rounded(2)) MB/s on one core") }
    if raise {
      floors.raise(to: reached)
      try floors.write()
    }
    let fallen = floors.missed(by: reached)
    for line in fallen { print(line) }
    if !fallen.isEmpty { throw ExitCode(1) }
  }
}

extension Score {
  /// Prints the figures of every treebank that is there.
  private func scoreSyntax() throws -> [String: Double] {
    var reached: [String: Double] = [:]
    for test in Treebank.tests {
      guard let report = try SyntaxReport(test, in: places.treebanks),
        report.name.hasPrefix(only)
      else { continue }
      if reached.isEmpty { print(SyntaxReport.head) }
      print(report.row)
      reached.merge(report.figures) { $1 }
    }
    return reached
  }
}

/// Reads articles and keeps the time that this takes.
private final class ReadingClock {
  private let reader = Reader()
  private var languages: Set<String?> = []
  private var bytes = 0
  private var time = Duration.zero

  func account(of article: Article) -> Account {
    // The tables of a language are loaded at its first article; that is no reading.
    if languages.insert(article.declaredLanguage).inserted { _ = reader.account(of: article) }
    let start = ContinuousClock.now
    let account = reader.account(of: article)
    time += .now - start
    bytes += article.body.utf8.count
    return account
  }

  /// Nil before anything was read.
  var megabytesPerSecond: Double? {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    return seconds > 0 ? Double(bytes) / 1e6 / seconds : nil
  }
}

/// The least that each figure has to reach, in percent; figures of absent sets are passed over.
struct Floors {
  var file: String
  var least: [String: Double]

  init(file: String) throws {
    self.file = file
    guard FileManager.default.fileExists(atPath: file) else {
      least = [:]
      return
    }
    least = try JSONDecoder().decode(
      [String: Double].self, from: Data(contentsOf: URL(fileURLWithPath: file)))
  }

  /// What is below its floor, in words.
  func missed(by reached: [String: Double]) -> [String] {
    least.sorted { $0.key < $1.key }.compactMap { name, floor in
      guard let figure = reached[name], figure < floor else { return nil }
      return "\(name): \(figure.rounded(1)) is under the floor of \(floor)"
    }
  }

  /// Floors only rise: one point under what is reached, never lower than before.
  mutating func raise(to reached: [String: Double]) {
    for (name, figure) in reached {
      least[name] = max(least[name] ?? 0, ((figure - 1) * 10).rounded(.down) / 10)
    }
  }

  func write() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    var data = try encoder.encode(least)
    data.append(UInt8(ascii: "\n"))
    try data.write(to: URL(fileURLWithPath: file))
  }
}

extension Double {
  /// With so many digits after the point.
  func rounded(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }
  /// As a percentage in five columns.
  var percent: String { String(format: "%5.1f", 100 * self) }
}
