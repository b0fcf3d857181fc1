/// The rules that find statements, by the ids that archives store.
///
/// French and English share them. `Shared/statement-rules.txt` says of each what it reads, with sentences
/// that are its tests.
package enum StatementRule: String, CaseIterable, Sendable {
  // Quotation marks and who is beside them.
  case incise
  case innerIncise = "inner-incise"
  case hostIncise = "host-incise"
  case dialogue
  case colon
  case colonNoun = "colon-noun"
  case colonContext = "colon-context"
  case colonClause = "colon-clause"
  case continuation
  case heading
  case signature
  case interviewAnswer = "interview-answer"

  // What a source is beside: «selon X», «comme le dit X».
  case according
  case accordingQuote = "according-quote"
  case accordingColon = "according-colon"
  case opinion
  case asSaid = "as-said"
  case hearsay

  // What depends on a verb or noun of saying.
  case that
  case thatParticiple = "that-participle"
  case thatInfinitive = "that-infinitive"
  case bareThat = "bare-that"
  case nounThat = "noun-that"
  case whether
  case asked
  case infinitive
  case ofInfinitive = "of-infinitive"
  case toInfinitive = "to-infinitive"
  case gerund
  case object
  case predicate
  case selfPredicate = "self-predicate"
  case agent
  case belief
  case gap
  case negated

  /// How the cue stands that governs a clause.
  enum Form { case finite, coordinated, participle, infinitive }

  /// The rule of a clause under a cue that stands as `form` says: only *that* is distinguished.
  func under(_ form: Form) -> StatementRule {
    switch (self, form) {
    case (.that, .participle), (.bareThat, .participle): .thatParticiple
    case (.that, .infinitive), (.bareThat, .infinitive): .thatInfinitive
    default: self
    }
  }
}
