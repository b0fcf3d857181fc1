import ArgumentParser
import Foundation
import Ingestion

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
  @Flag(help: "Print figures for each rule, class and construction.") var details = false
  @Flag(help: "Raise the floors to what is reached now, less one point.") var raise = false

  func run() throws {
    var floors = try Floors(file: "\(places.own)/floors.json")
    var reached: [String: Double] = [:]
    var bytes = 0
    var time = Duration.zero
    let reader = Reader()
    if !relations {
      print(StatementReport.head)
      for set in try places.statementSets() where set.name.hasPrefix(only) || only.isEmpty {
        var scorer = StatementScorer()
        // The tables of a language are loaded at its first article; that is no reading.
        if let first = set.documents.first { _ = reader.account(of: first.article) }
        for document in set.documents {
          let start = ContinuousClock.now
          let account = reader.account(of: document.article)
          time += .now - start
          bytes += document.article.body.utf8.count
          scorer.add(document, account.foundStatements(in: document.text))
        }
        let report = StatementReport(name: set.name, scorer: scorer)
        print(report.row)
        if details { print(report.details) }
        report.printErrors(errors, about: about)
        reached.merge(report.figures) { $1 }
      }
    }
    if !statements {
      print(RelationReport.head)
      for set in try places.relationSets() where set.name.hasPrefix(only) || only.isEmpty {
        var scorer = RelationScorer()
        // The tables of a language are loaded at its first article; that is no reading.
        if let first = set.documents.first { _ = reader.account(of: first.article) }
        for document in set.documents {
          let start = ContinuousClock.now
          let account = reader.account(of: document.article)
          time += .now - start
          bytes += document.article.body.utf8.count
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
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    if seconds > 0 {
      print("speed \((Double(bytes) / 1e6 / seconds).rounded(2)) MB/s on one core")
    }
    if raise {
      floors.raise(to: reached)
      try floors.write()
    }
    let fallen = floors.missed(by: reached)
    for line in fallen { print(line) }
    if !fallen.isEmpty { throw ExitCode(1) }
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

  /// What lies under its floor, in words.
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
