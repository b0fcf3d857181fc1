import ArgumentParser
import Press
import Storage

/// The filters that only relations have.
struct RelationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who acts, under any of its names.", valueName: "source"))
  var subject: String?

  @Option(help: ArgumentHelp("Towards whom, under any of its names.", valueName: "source"))
  var object: String?

  @Option(
    name: .customLong("class"),
    help: "The class of relation, e.g. accuse, supply_arms, role_in. May be repeated.")
  var classes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Who says so, under any of its names; 'article' for the article itself.",
      valueName: "source"))
  var assertedBy: String?

  func validate() throws {
    let known = RelationClass.allCases.map(\.rawValue)
    for name in classes where !known.contains(name) {
      throw ValidationError(
        "There is no class «\(name)»\(suggestion(for: name, among: known)) Classes are "
          + known.sorted().joined(separator: ", ") + ".")
    }
  }

  /// True when one of them is given.
  var isGiven: Bool { subject != nil || object != nil || !classes.isEmpty || assertedBy != nil }

  /// Adds them to a question.
  func add(to question: inout Question, in archive: Archive) throws {
    question.subject = try subject.map { try archive.sources(named: $0) }
    question.object = try object.map { try archive.sources(named: $0) }
    question.classes = classes
    question.assertedBy = try assertedBy.map {
      $0 == "article" ? [] : try archive.sources(named: $0)
    }
  }
}
