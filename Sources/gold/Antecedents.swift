import ArgumentParser
import Foundation
import Ingestion
import Press

/// Fits what each clue says about whom a pronoun means.
struct Antecedents: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fit the weights by which the reader chooses whom a pronoun means.",
    discussion: """
      A conditional logistic model: of the candidates for each pronoun that speaks in annotated \
      articles, those are right whose name is the annotated one. Prints how many pronouns are read \
      rightly in documents that were kept out of the fit, then writes French/antecedents.tsv.
      """)

  @OptionGroup var places: Places
  @Option(help: "The folder of the languages.")
  var languages = "Sources/Languages"
  @Option(help: "Further sets of statements, in JSON lines.")
  var also: [String] = []

  /// A pronoun: of each candidate its clues and whether it is the one meant.
  private struct Row {
    var document: String
    var candidates: [(clues: [Int], isRight: Bool)]
  }

  /// How strongly weights are drawn towards nothing.
  private static let prior = 0.5
  private static let folds = 10
  private static let rounds = 400

  func run() throws {
    try places.useTables()
    var sets = try places.statementSets().filter {
      $0.language == "fr" && !$0.name.hasPrefix("own")
    }
    for path in also {
      guard let set = try StatementSet.lines(of: path, path) else {
        throw ValidationError("\(path) is not there")
      }
      sets.append(set)
    }
    var clues: [String: Int] = [:]
    let rows = sets.flatMap { read($0, numbering: &clues) }
    check(rows, clues.count)
    try write(fit(rows, clues.count), rows, clues)
  }

  private func read(_ set: StatementSet, numbering clues: inout [String: Int]) -> [Row] {
    let reader = Reader()
    var rows: [Row] = []
    for document in set.documents {
      let index = ScalarIndex(of: document.article.body)
      var meant: [Int: String] = [:]
      for statement in document.statements where !statement.isOptional {
        guard let speaker = statement.speaker, NameMatch.isPronoun(speaker.text) else { continue }
        meant[speaker.range.lowerBound] = speaker.canonical
      }
      for choice in reader.pronounChoices(in: document.article) {
        guard let name = meant[index.scalars(choice.pronoun).lowerBound] else { continue }
        let candidates = choice.candidates.map { candidate in
          let found = candidate.name.map { document.text[index.scalars($0)] }
          let numbers = candidate.clues.map { clue in
            let number = clues[clue] ?? clues.count
            clues[clue] = number
            return number
          }
          return (numbers, NameMatch.match(found, name))
        }
        rows.append(Row(document: "\(set.name)/\(document.id)", candidates: candidates))
      }
    }
    return rows
  }

  /// How many pronouns are read rightly by weights that were fitted on other documents.
  private func check(_ rows: [Row], _ count: Int) {
    func fold(_ row: Row) -> Int {
      row.document.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % Self.folds
    }
    var right = 0
    for held in 0..<Self.folds {
      let weights = fit(rows.filter { fold($0) != held }, count)
      right += rows.filter { fold($0) == held && isRight($0, weights) }.count
    }
    let best = rows.filter { $0.candidates.contains(where: \.isRight) }.count
    print(
      "pronouns kept out of the fit: \(right) of \(rows.count) right; \(best) have a right candidate"
    )
  }

  private func isRight(_ row: Row, _ weights: [Double]) -> Bool {
    row.candidates.max { Self.sum($0.clues, weights) < Self.sum($1.clues, weights) }?.isRight
      ?? false
  }

  private static func sum(_ clues: [Int], _ weights: [Double]) -> Double {
    clues.reduce(0) { $0 + weights[$1] }
  }

  /// Weights that make the right candidates likely, by gradient steps whose size differs for each clue.
  private func fit(_ rows: [Row], _ count: Int) -> [Double] {
    let rows = rows.filter { $0.candidates.count > 1 && $0.candidates.contains(where: \.isRight) }
    var weights = [Double](repeating: 0, count: count)
    var squares = [Double](repeating: 1e-9, count: count)
    for _ in 0..<Self.rounds {
      var slopes = weights.map { -Self.prior * $0 }
      for row in rows {
        let shares = row.candidates.map { exp(Self.sum($0.clues, weights)) }
        let all = shares.reduce(0, +)
        let right = zip(row.candidates, shares).reduce(0) { $0 + ($1.0.isRight ? $1.1 : 0) }
        for (candidate, share) in zip(row.candidates, shares) {
          let slope = (candidate.isRight ? share / right : 0) - share / all
          for clue in candidate.clues { slopes[clue] += slope }
        }
      }
      for (clue, slope) in slopes.enumerated() {
        squares[clue] += slope * slope
        weights[clue] += 0.5 * slope / squares[clue].squareRoot()
      }
    }
    return weights
  }

  private func write(_ weights: [Double], _ rows: [Row], _ clues: [String: Int]) throws {
    var counts = [Int](repeating: 0, count: weights.count)
    for candidate in rows.flatMap(\.candidates) {
      for clue in candidate.clues { counts[clue] += 1 }
    }
    let lines = clues.sorted { $0.key < $1.key }.map { name, number in
      "\(name)\t\(weights[number].rounded(3))\t\(counts[number])"
    }
    let text =
      """
      # What speaks for and against somebody whom a pronoun may mean: the weight of each clue in a conditional
      # logistic model of which candidate is meant, and how many candidates in annotated press articles have it.
      # Counts only, no text: ours. Written by `gold antecedents`.
      clue\tweight\tcount

      """ + lines.joined(separator: "\n") + "\n"
    let file = "\(languages)/French/antecedents.tsv"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    print("\(file): \(lines.count) clues of \(rows.count) pronouns")
  }
}
