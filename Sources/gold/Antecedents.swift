import ArgumentParser
import Foundation
import Ingestion
import Languages
import Press

/// Fits what each clue says about whom a pronoun means.
struct Antecedents: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fit the weights by which the reader chooses whom a pronoun means.",
    discussion: """
      A conditional logistic model: of the candidates for each pronoun that speaks in annotated \
      articles, those are right whose name is the annotated one. Prints how many pronouns are read \
      rightly in documents that were kept out of the fit, then writes antecedents.tsv of the language. \
      The weights of another one are drawn towards those of the first, so that a few articles say \
      where it differs.
      """)

  @OptionGroup var places: Places
  @Option(help: "The folder of the languages.")
  var languages = "Sources/Languages"
  @Option(help: "Further sets of statements, in JSON lines.")
  var also: [String] = []

  /// A pronoun: of each candidate its clues and whether it is the one meant.
  private struct Row {
    var document: String
    var language: String
    var isDescription: Bool
    var candidates: [(clues: [Int], isRight: Bool)]
  }

  /// How strongly weights are drawn towards those that they begin with.
  private static let prior = 0.5
  private static let folds = 10
  private static let rounds = 400

  func run() throws {
    try places.useTables()
    // en-dev has what is printed, not who is meant.
    var sets = try places.statementSets().filter {
      !$0.name.hasPrefix("own") && $0.name != "en-dev"
    }
    for path in also {
      guard let set = try StatementSet.lines(of: path, path) else {
        throw ValidationError("\(path) is not there")
      }
      sets.append(set)
    }
    var clues: [String: Int] = [:]
    let all = sets.flatMap { read($0, numbering: &clues) }
    for (table, isDescription) in [("antecedents", false), ("descriptions", true)] {
      var weights = [Double](repeating: 0, count: clues.count)
      for (code, name) in [("fr", "French"), ("en", "English")] {
        let rows = all.filter { $0.language == code && $0.isDescription == isDescription }
        check(rows, towards: weights)
        weights = fit(rows, towards: weights)
        try write(weights, rows, clues, to: "\(languages)/\(name)/\(table).tsv")
      }
    }
  }

  private func read(_ set: StatementSet, numbering clues: inout [String: Int]) -> [Row] {
    let reader = Reader()
    var rows: [Row] = []
    for document in set.documents {
      let language = LanguageGuess.shared.language(of: document.article.body)
      let index = ScalarIndex(of: document.article.body)
      var meant: [Int: String] = [:]
      for statement in document.statements where !statement.isOptional {
        guard let speaker = statement.speaker, !NameMatch.isPronoun(speaker.canonical) else {
          continue
        }
        meant[speaker.range.lowerBound] = speaker.canonical
      }
      for choice in reader.antecedentChoices(in: document.article) {
        guard let name = meant[index.scalars(choice.speaker).lowerBound] else { continue }
        let candidates = choice.candidates.map { candidate in
          let found = candidate.name.map { document.text[index.scalars($0)] }
          let numbers = candidate.clues.map { clue in
            let number = clues[clue] ?? clues.count
            clues[clue] = number
            return number
          }
          return (numbers, NameMatch.match(found, name))
        }
        rows.append(
          Row(
            document: "\(set.name)/\(document.id)", language: language,
            isDescription: choice.isDescription, candidates: candidates))
      }
    }
    return rows
  }

  /// How many pronouns are read rightly by weights that were fitted on other documents.
  private func check(_ rows: [Row], towards known: [Double]) {
    func fold(_ row: Row) -> Int {
      row.document.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % Self.folds
    }
    var right = 0
    for held in 0..<Self.folds {
      let weights = fit(rows.filter { fold($0) != held }, towards: known)
      right += rows.filter { fold($0) == held && isRight($0, weights) }.count
    }
    let best = rows.filter { $0.candidates.contains(where: \.isRight) }.count
    print(
      "speakers kept out of the fit: \(right) of \(rows.count) right; \(best) have a right candidate"
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
  private func fit(_ rows: [Row], towards known: [Double]) -> [Double] {
    let rows = rows.filter { $0.candidates.count > 1 && $0.candidates.contains(where: \.isRight) }
    var weights = known
    var squares = [Double](repeating: 1e-9, count: known.count)
    for _ in 0..<Self.rounds {
      var slopes = zip(weights, known).map { Self.prior * ($1 - $0) }
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

  private func write(
    _ weights: [Double], _ rows: [Row], _ clues: [String: Int], to file: String
  ) throws {
    var counts = [Int](repeating: 0, count: weights.count)
    for candidate in rows.flatMap(\.candidates) {
      for clue in candidate.clues { counts[clue] += 1 }
    }
    let lines = clues.sorted { $0.key < $1.key }.map { name, number in
      "\(name)\t\(weights[number].rounded(3))\t\(counts[number])"
    }
    let text =
      """
      # What speaks for and against somebody who may be meant: the weight of each clue in a conditional
      # logistic model of which candidate is meant, and how many candidates in annotated press articles have it.
      # Counts only, no text: ours. Written by `gold antecedents`.
      clue\tweight\tcount

      """ + lines.joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    print("\(file): \(lines.count) clues of \(rows.count) speakers")
  }
}
