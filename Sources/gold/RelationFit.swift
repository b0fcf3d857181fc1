import ArgumentParser
import Foundation
import Ingestion
import Press

/// Fits how sure a relation is: a logistic model over the features that the reader names.
struct RelationFit {
  var places: Places
  var languages: String
  var also: [String] = []

  /// A found relation: its features, whether it is right, and the article that it is from.
  private struct Row {
    var features: [String]
    var isRight: Bool
    var article: String
    var weight: Double
  }
  private typealias Weights = [String: Double]

  /// What the rules were written on says less about unseen text.
  private static let weightOfDev = 0.25
  /// How strongly weights are drawn towards nothing, in rows.
  private static let prior = 4.0
  /// Taken off the sum of the weights: rules are mended where these texts show faults, so in texts
  /// that nobody has looked at some three in a hundred fewer are right.
  private static let caution = 0.12
  private static let folds = 10
  /// Features met less often get no weight.
  private static let leastCount = 3
  private static let rounds = 600

  /// Prints how well stated and seen agree on documents that were kept out, and writes the weights.
  func run(with reader: Reader) throws {
    var rows: [Row] = []
    var sets = try places.relationSets().filter {
      $0.name.hasSuffix("-dev") || $0.name.hasSuffix("dev2-tune")
    }
    for folder in also {
      guard let set = try RelationSet.folder(folder, folder, nil) else {
        throw ValidationError("\(folder) contains no passages")
      }
      sets.append(set)
    }
    for set in sets {
      let weight = set.name.hasSuffix("-dev") ? Self.weightOfDev : 1
      for document in set.documents {
        let (account, evidence) = reader.evidence(of: document.article, least: 0)
        var scorer = RelationScorer()
        let right = scorer.add(document, account.foundRelations())
        for (features, isRight) in zip(evidence, right) {
          rows.append(
            Row(
              features: features, isRight: isRight, article: document.source, weight: weight))
        }
      }
    }
    check(rows)
    try write(fit(rows), rows)
  }

  /// Each row judged by weights that were fitted on other articles.
  private func check(_ rows: [Row]) {
    var buckets: [Int: Seen] = [:]
    var shown: [String: Seen] = [:]
    for fold in 0..<Self.folds {
      func isHeld(_ row: Row) -> Bool {
        row.article.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % Self.folds == fold
      }
      let weights = fit(rows.filter { !isHeld($0) })
      for row in rows where row.weight == 1 && isHeld(row) {
        let stated = Self.confidence(row.features, weights)
        buckets[min(Int(stated * 10), 9), default: Seen()].add(stated, row.isRight)
        let language = row.features.first { $0.hasPrefix("language ") } ?? ""
        for least in [0.5, 0.8] where stated >= least {
          shown["\(language) from \(least)", default: Seen()].add(stated, row.isRight)
        }
      }
    }
    print("relations kept out of the fit: stated, seen, n")
    for (_, sum) in buckets.sorted(by: { $0.key < $1.key }) { print("  \(sum)") }
    for (name, sum) in shown.sorted(by: { $0.key < $1.key }) { print("  \(sum)  \(name)") }
  }

  /// How sure some relations were said to be, and how many are right.
  private struct Seen: CustomStringConvertible {
    var n = 0.0, right = 0.0, stated = 0.0

    mutating func add(_ stated: Double, _ isRight: Bool) {
      n += 1
      right += isRight ? 1 : 0
      self.stated += stated
    }

    var description: String {
      "\((stated / n).rounded(2))  \((right / n).rounded(2))  \(Int(n))"
    }
  }

  private static func confidence(_ features: [String], _ weights: Weights) -> Double {
    let sum = features.reduce(weights["all"] ?? 0) { $0 + (weights[$1] ?? 0) }
    return 1 / (1 + exp(-sum))
  }

  /// Weights that make what is seen likely, by gradient steps whose size differs for each feature.
  private func fit(_ rows: [Row]) -> Weights {
    var numbers: [String: Int] = ["all": 0]
    for (feature, count) in counts(of: rows).sorted(by: { $0.key < $1.key })
    where count >= Self.leastCount && feature != "all" {
      numbers[feature] = numbers.count
    }
    let lists = rows.map { row in [0] + row.features.compactMap { numbers[$0] } }
    var weights = [Double](repeating: 0, count: numbers.count)
    var squares = [Double](repeating: 1e-9, count: numbers.count)
    for _ in 0..<Self.rounds {
      var slopes = weights.map { -Self.prior * $0 }
      slopes[0] = 0
      for (row, list) in zip(rows, lists) {
        let sum = list.reduce(0) { $0 + weights[$1] }
        let error = row.weight * ((row.isRight ? 1 : 0) - 1 / (1 + exp(-sum)))
        for feature in list { slopes[feature] += error }
      }
      for (feature, slope) in slopes.enumerated() {
        squares[feature] += slope * slope
        weights[feature] += 0.5 * slope / squares[feature].squareRoot()
      }
    }
    weights[0] -= Self.caution
    return numbers.mapValues { weights[$0] }
  }

  /// In how many rows each feature was met.
  private func counts(of rows: [Row]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for row in rows {
      for feature in Set(row.features + ["all"]) { counts[feature, default: 0] += 1 }
    }
    return counts
  }

  private func write(_ weights: Weights, _ rows: [Row]) throws {
    let counts = counts(of: rows)
    let lines = weights.keys.sorted().map {
      "\($0)\t\((weights[$0] ?? 0).rounded(3))\t\(counts[$0] ?? 0)"
    }
    let file = "\(languages)/Shared/relation-confidence.tsv"
    let text =
      """
      # What speaks for and against a relation: the weight of each feature in a logistic model, and in how many finds of annotated
      # development text it was met. Counts only, no text: ours. Written by `gold confidence`.
      feature\tweight\tcount

      """ + lines.joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    print("\(file): \(lines.count) features of \(rows.count) relations")
  }
}
