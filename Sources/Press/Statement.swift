/// One thing that somebody said, as the article reports it.
public struct Statement: Sendable, Hashable {
  /// How the words are reported.
  public enum Kind: String, Sendable, CaseIterable {
    /// Inside quotation marks and syntactically free.
    case direct
    /// No quotation marks in the content.
    case indirect
    /// Embedded in the sentence and wholly or partly between marks.
    case mixed
  }
  /// The word that attributes the content: «déclaré», «selon».
  public struct Cue: Sendable, Hashable {
    /// The lexical head, without auxiliaries and clitics.
    public var passage: Passage
    /// The infinitive, or the preposition or noun itself.
    public var lemma: String
    /// What the cue does: state, claim, admit, deny, accuse, promise, demand, warn, judge, hope …
    public var `class`: String

    /// A cue at `passage`.
    public init(passage: Passage, lemma: String, class: String) {
      self.passage = passage
      self.lemma = lemma
      self.`class` = `class`
    }
  }

  /// How the words are reported.
  public var kind: Kind
  /// What was said, without the outer quotation marks.
  public var content: Passage
  /// The noun phrase or pronoun that names the speaker here; nil when nobody is named.
  public var speaker: Passage?
  /// Where the article names the speaker most fully, without determiner: «Nasser Kanani» for «il»;
  /// nil when it never does.
  public var name: Passage?
  /// Index into `Account.sources`; nil when the speaker could not be determined.
  public var source: Int?
  /// The attributing word; nil for a quotation that continues another.
  public var cue: Cue?
  /// True when the article says that this was not said («n'a pas dit que»).
  public var negated = false
  /// When it was said, if the sentence says.
  public var saidOn: PressDate?
  /// The rule that found it.
  public var rule: String
  /// Measured precision of that rule on annotated text (0 ... 1).
  public var confidence: Double

  /// A statement found by `rule`.
  public init(
    kind: Kind, content: Passage, speaker: Passage? = nil, source: Int? = nil, cue: Cue? = nil,
    rule: String, confidence: Double
  ) {
    self.kind = kind
    self.content = content
    self.speaker = speaker
    self.source = source
    self.cue = cue
    self.rule = rule
    self.confidence = confidence
  }
}
