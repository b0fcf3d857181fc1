import ArgumentParser
import Foundation
import Languages

/// Measures what is found in annotated articles.
@main
struct Gold: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gold", abstract: "Measure what is found in annotated articles.",
    subcommands: [
      Score.self, Emit.self, Difference.self, Confidence.self, Antecedents.self, Rules.self,
    ],
    defaultSubcommand: Score.self)
}

/// Where annotated articles lie.
struct Places: ParsableArguments {
  @Option(help: "The folder of our own annotated articles.")
  var own = "Tests/Gold"
  @Option(help: "A folder of further annotated articles; passed over when it is absent.")
  var shared = "../shared/gold"
  @Option(help: "A folder of treebanks for the parser; passed over when it is absent.")
  var treebanks = "../shared/treebanks"
  @Option(
    help: "Read the tables of the languages in this folder, instead of those built in.")
  var tables: String?
  @Flag(name: .customLong("check"), help: "Also the sets that are kept for the end of a change.")
  var withCheck = false

  /// Uses the files of `tables` in place of those built in.
  func useTables() throws {
    guard let tables else { return }
    let folder = URL(filePath: tables)
    for path in try FileManager.default.subpathsOfDirectory(atPath: tables)
    where path.hasSuffix(".tsv") || path.hasSuffix(".patterns") {
      DataFiles.replace(
        path, with: try StatementSet.contents(of: folder.appending(path: path).path))
    }
  }

  /// The parts of the second development set that are measured.
  private var parts: [String] { withCheck ? ["tune", "check"] : ["tune"] }

  /// Every set of statements that is there.
  func statementSets() throws -> [StatementSet] {
    var sets: [StatementSet] = []
    for language in Language.all.map(\.code) {
      if let set = try StatementSet.marked(in: "\(own)/statements/\(language)", language) {
        sets.append(set)
      }
    }
    for name in ["fr-train", "fr-seed", "fr-dev", "en-dev"] {
      if let set = try StatementSet.lines(of: "\(shared)/statements/\(name).jsonl", name) {
        sets.append(set)
      }
    }
    for part in parts {
      for name in ["fr-dev2-\(part)", "en-dev2-\(part)"] {
        if let set = try StatementSet.lines(of: "\(shared)/statements/\(name).jsonl", name) {
          sets.append(set)
        }
      }
    }
    return sets
  }

  /// Every set of relations that is there.
  func relationSets() throws -> [RelationSet] {
    var sets: [RelationSet] = []
    for language in Language.all.map(\.code) {
      if let set = try RelationSet.sentences(in: "\(own)/relations/\(language).txt", language) {
        sets.append(set)
      }
      if let set = try RelationSet.folder("\(shared)/relations", "\(language)-dev", language) {
        sets.append(set)
      }
      for part in parts {
        let name = "\(language)-dev2-\(part)"
        if let set = try RelationSet.folder(
          "\(shared)/relations/dev2", name, language, part: part)
        {
          sets.append(set)
        }
      }
    }
    if let set = try RelationSet.folder("\(shared)/relations/gsr", "gsr", nil, all: true) {
      sets.append(set)
    }
    return sets
  }
}
