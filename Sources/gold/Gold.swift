import ArgumentParser

/// Measures what is found in annotated articles.
@main
struct Gold: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gold", abstract: "Measure what is found in annotated articles.",
    subcommands: [Score.self, Emit.self, Difference.self, Confidence.self],
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
  @Flag(name: .customLong("check"), help: "Also the sets that are kept for the end of a change.")
  var withCheck = false

  /// The parts of the second development set that are measured.
  private var parts: [String] { withCheck ? ["tune", "check"] : ["tune"] }

  /// Every set of statements that is there.
  func statementSets() throws -> [StatementSet] {
    var sets: [StatementSet] = []
    for language in ["fr", "en"] {
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
    for language in ["fr", "en"] {
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
