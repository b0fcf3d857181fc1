import ArgumentParser
import Foundation
import Ingestion
import Languages

/// Writes the measured precision of each rule into the tables that the reader loads.
struct Confidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the precision of each rule of statements and write it into the tables.",
    discussion: """
      Measured on annotated press articles: the development sets and the French training set. A \
      statement is right when content and speaker are. Where a rule fired seldom, the figure is drawn \
      towards what it reaches in our own articles, with the weight of four finds. The \
      weights of what speaks for a relation are fitted on both development sets and on the folders \
      of --also, checked on \
      documents that they were not fitted on, and written to Shared/relation-confidence.tsv.
      """)

  @OptionGroup var places: Places
  @Option(help: "The folder of the languages.")
  var languages = "Sources/Languages"

  @Option(help: "Further folders of annotated passages that relations are fitted on.")
  var also: [String] = []

  func run() throws {
    try places.useTables()
    let reader = Reader()
    for language in Language.all {
      let (code, folder) = (language.code, language.folder)
      var own: [String: (found: Int, right: Int)] = [:]
      var rules = own
      // PolNeAR has other boundaries than our guideline.
      for set in try places.statementSets() where set.language == code && set.name != "en-dev" {
        var scorer = StatementScorer()
        for document in set.documents {
          let account = reader.account(of: document.article)
          scorer.add(document, account.foundStatements(in: document.text))
        }
        for (rule, sums) in scorer.sums.rules {
          if set.isShippable, set.name.hasPrefix("own") {
            own[rule, default: (0, 0)].found += sums.found
            own[rule, default: (0, 0)].right += sums.right
          } else {
            rules[rule, default: (0, 0)].found += sums.found
            rules[rule, default: (0, 0)].right += sums.right
          }
        }
      }
      let file = "\(languages)/\(folder)/confidence.tsv"
      let lines = Self.rows(rules, own)
      let text =
        """
        # How often each rule is right, content and speaker, over n finds in annotated press articles, drawn
        # towards what it reaches in articles of ours where n is small. Counts only, no text: ours. Written by
        # `gold confidence`.
        rule\tprecision\tn

        """ + lines.sorted().joined(separator: "\n") + "\n"
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      print("\(file): \(rules.count) rules met in the press, \(lines.count) rows")
    }
    try RelationFit(places: places, languages: languages, also: also).run(with: reader)
  }

  /// How many finds at the expected precision each rule starts with.
  private static let prior = 4.0

  /// Rule, precision and finds in the press, a line each.
  private static func rows(
    _ press: [String: (found: Int, right: Int)], _ own: [String: (found: Int, right: Int)]
  ) -> [String] {
    let found = press.values.reduce(0) { $0 + $1.found }
    let mean = Double(press.values.reduce(0) { $0 + $1.right }) / Double(max(found, 1))
    return Set(press.keys).union(own.keys).map { rule in
      let seen = press[rule] ?? (0, 0)
      let ours = own[rule] ?? (0, 0)
      let expected = min(mean, (Double(ours.right) + 2 * mean) / Double(ours.found + 2))
      let precision = (Double(seen.right) + prior * expected) / (Double(seen.found) + prior)
      return "\(rule)\t\(precision.rounded(3))\t\(seen.found)"
    }
  }

}
