import ArgumentParser
import Press
import Storage

/// The filters that only relations have.
struct RelationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Who acts, under any of its names. May be repeated.", valueName: "source"),
    completion: ArchiveCompletion.sources)
  var subject: [String] = []

  @Option(
    help: ArgumentHelp(
      "Towards whom, under any of its names. May be repeated.", valueName: "source"),
    completion: ArchiveCompletion.sources)
  var object: [String] = []

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      """
      The class of relation: \(RelationClass.allCases.map(\.rawValue).joined(separator: ", ")). \
      May be repeated; «dossier export relation-classes» shows what each means.
      """), completion: .list(RelationClass.allCases.map(\.rawValue)))
  var classes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Who says so, under any of its names; 'article' for the article itself. May be repeated.",
      valueName: "source"), completion: ArchiveCompletion.sources)
  var assertedBy: [String] = []

  func validate() throws {
    let known = RelationClass.allCases.map(\.rawValue)
    for name in classes where !known.contains(name) {
      throw ValidationError(
        "unknown class «\(name)»\(suggestion(for: name, among: known)) Classes: "
          + known.sorted().joined(separator: ", ") + ".")
    }
  }

  /// True when one of them is given.
  var isGiven: Bool {
    !subject.isEmpty || !object.isEmpty || !classes.isEmpty || !assertedBy.isEmpty
  }

  /// Adds them to a question.
  ///
  /// - Throws: `Failure` when the article itself and a source are asked for at once.
  func add(to question: inout Question, in archive: Archive) throws {
    question.subject = try SourceNames.sources(subject, of: "--subject", in: archive)
    question.object = try SourceNames.sources(object, of: "--object", in: archive)
    question.classes = classes
    if assertedBy.contains(where: { $0.lowercased() == "article" }) {
      guard assertedBy.allSatisfy({ $0.lowercased() == "article" }) else {
        throw Failure(.misuse, "--asserted-by takes 'article' or sources, not both")
      }
      question.assertedBy = []
    } else {
      question.assertedBy = try SourceNames.sources(assertedBy, of: "--asserted-by", in: archive)
    }
  }
}
