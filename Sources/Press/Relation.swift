/// Who does, wants or claims what towards whom, in one sentence.
public struct Relation: Sendable, Hashable {
  /// How real the article says it is.
  public enum Modality: String, Sendable, CaseIterable {
    case actual, future, possible, wanted
  }
  /// A source at a place of the text.
  public struct Actor: Sendable, Hashable {
    /// Index into `Account.sources`.
    public var source: Int
    /// The naming words.
    public var passage: Passage

    /// The source at index `source`, named at `passage`.
    public init(source: Int, passage: Passage) {
      self.source = source
      self.passage = passage
    }
  }

  /// Who acts. For a symmetric class, the one that is named first.
  public var subject: Actor
  /// One of `RelationClass.all`.
  public var `class`: RelationClass
  /// Towards whom.
  public var object: Actor
  /// The words that say so.
  public var trigger: Passage
  /// What it is about, if the sentence says («d'utiliser des drones»).
  public var topic: Passage?
  /// The sentence that proves it.
  public var sentence: Passage
  /// False when the sentence denies it.
  public var isAffirmed = true
  /// How real the article says it is.
  public var modality: Modality = .actual
  /// True for what has ended («ancien ministre»).
  public var former = false
  /// Index into `Account.sources` of who asserts it; nil: the article itself.
  public var assertedBy: Int?
  /// Index into `Account.statements` of the statement that contains it.
  public var statement: Int?
  /// When it happened, if the sentence says.
  public var happenedOn: PressDate?
  /// The rule that found it.
  public var rule: String
  /// The probability that the row is right, by a model fitted on annotated text (0 ... 1).
  public var confidence: Double

  /// A relation found by `rule`.
  public init(
    subject: Actor, class: RelationClass, object: Actor, trigger: Passage, sentence: Passage,
    rule: String, confidence: Double
  ) {
    self.subject = subject
    self.`class` = `class`
    self.object = object
    self.trigger = trigger
    self.sentence = sentence
    self.rule = rule
    self.confidence = confidence
  }
}

/// The 25 classes of relations; raw values are the keys in the archive and are never renamed.
///
/// Their mapping to CAMEO, PLOVER and FollowTheMoney is in the table `relation_classes`.
public enum RelationClass: String, Sendable, CaseIterable {
  case consult, agree, support, cooperate, aid, trade, yield, demand, accuse, criticise, reject
  case warn, protest, mobilise, sanction, coerce, attack, appoint, dismiss, kin
  case supplyArms = "supply_arms"
  case roleIn = "role_in"
  case memberOf = "member_of"
  case partOf = "part_of"
  case aliasOf = "alias_of"

  /// True for ties and for what begins or ends one (appoint, dismiss); false for other events.
  public var isTie: Bool {
    switch self {
    case .appoint, .dismiss, .roleIn, .memberOf, .partOf, .aliasOf, .kin: true
    default: false
    }
  }

  /// True when subject and object may be exchanged.
  public var isSymmetric: Bool {
    switch self {
    case .consult, .agree, .cooperate, .aliasOf, .kin: true
    default: false
    }
  }
}
