import Languages
import Platform
import Press

/// What speaks for and against a relation: names of features, each with a weight that `gold confidence`
/// fits on annotated text.
struct RelationEvidence: Sendable {
  /// The features of one relation.
  let features: [String]

  init(of draft: RelationDraft, names: Names, language: Language) {
    func kind(_ party: Party) -> String {
      let source = names.sources[party.source]
      if party.isPronoun { return "pronoun" }
      guard party.mention >= 0 else { return source.kind.rawValue }
      let mention = names.mentions[party.mention]
      switch mention.form {
      case .group: return source.kind == .group ? "people" : "body"
      case .office: return "office"
      case .place: return "place"
      case .adjective: return "adjective"
      case .acronym where source.kind == .organisation: return "acronym"
      default:
        if !names.isCorroborated(party.source) { return "unproven" }
        return mention.form == .metonym ? "metonym" : source.kind.rawValue
      }
    }
    func others(_ party: Party) -> Int {
      let (first, second) =
        party.words.lowerBound < draft.trigger.lowerBound
        ? (party.words, draft.trigger) : (draft.trigger, party.words)
      guard first.upperBound < second.lowerBound else { return 0 }
      return min(3, names.mentions(in: first.upperBound..<second.lowerBound).count)
    }
    func distance(_ party: Party) -> String {
      let gap =
        party.words.lowerBound >= draft.trigger.upperBound
        ? party.words.lowerBound - draft.trigger.upperBound
        : draft.trigger.lowerBound - party.words.upperBound
      return gap <= 1 ? "0" : gap <= 4 ? "1" : gap <= 9 ? "2" : "3"
    }
    let (subject, object) = (kind(draft.subject), kind(draft.object))
    var list = [
      "rule \(draft.rule)", "class \(draft.class.rawValue)", "subject \(subject)",
      "object \(object)", "from \(distance(draft.subject))", "to \(distance(draft.object))",
      "others from \(others(draft.subject))", "others to \(others(draft.object))",
      "language \(language.code)", "modality \(draft.modality.rawValue)",
    ]
    if !draft.isAffirmed { list.append("denied") }
    list += draft.ways
    list.append("\(draft.class.rawValue) \(subject) \(object)")
    if let entry = draft.entry { list.append("entry \(entry)") }
    let common: Set = ["people", "body", "office"]
    if common.contains(subject), common.contains(object) { list.append("common both") }
    features = list
  }
}

/// How sure a relation is: the logistic function of the summed weights of its features, fitted on
/// annotated documents and checked on documents that it was not fitted on.
package struct RelationConfidence: Sendable {
  private let weights: [String: Double]

  /// The weights in `Shared/relation-confidence.tsv`.
  static let shared = RelationConfidence()

  /// Relations below this confidence are dropped.
  package static let least = 0.2

  private init() {
    var weights: [String: Double] = [:]
    do throws(Table.Fault) {
      for row in try Table.named("Shared/relation-confidence.tsv")?.rows ?? [] {
        guard let weight = Double(row[1]) else {
          throw Table.Fault(
            file: "Shared/relation-confidence.tsv", line: row.line,
            problem: "expected feature, weight, count")
        }
        weights[row[0]] = weight
      }
    } catch {
      preconditionFailure("\(error)")
    }
    self.weights = weights
  }

  /// The confidence (0 ... 1) of a relation.
  func of(_ evidence: RelationEvidence) -> Double {
    let sum = evidence.features.reduce(weights["all"] ?? 0) { $0 + (weights[$1] ?? 0) }
    return 1 / (1 + exp(-sum))
  }
}
