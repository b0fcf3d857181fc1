/// The part of speech of a word in its sentence: the tags of Universal Dependencies, verbs and
/// auxiliaries distinguished by form, relative pronouns by themselves.
///
/// The raw value is the column of the tag in the weights; a new tag needs retrained weights.
@frozen public enum Tag: UInt8, Sendable, CaseIterable {
  /// An adjective: «nouvelle», “new”.
  case adjective
  /// A preposition, contracted with an article or not: «de», «du», “of”; English «'s» too.
  case adposition
  /// An adverb: «hier», “not”.
  case adverb
  /// A finite auxiliary, of a tense, a passive, a modality (English) or a copula: «a», “was”, “will”.
  case auxiliaryFinite
  /// An auxiliary in the infinitive: «avoir», “be”.
  case auxiliaryInfinitive
  /// An auxiliary as a past participle: «été», “been”.
  case auxiliaryParticiple
  /// An auxiliary as a present participle: «étant», “being”.
  case auxiliaryGerund
  /// A conjunction that joins equals: «et», “or”.
  case coordinator
  /// An article or another determiner: «la», «son», “this”.
  case determiner
  /// An interjection: «oui», “please”.
  case interjection
  /// A common noun.
  case noun
  /// A number in digits or letters.
  case numeral
  /// English “to” before an infinitive, “not” and «'s» where the treebank says so.
  case particle
  /// A pronoun that is not relative: «il», «se», “they”.
  case pronoun
  /// A relative pronoun: «qui», «dont», “who”, “that” after its noun.
  case relativePronoun
  /// A proper noun, each of its words.
  case properNoun
  /// A conjunction that opens a clause: «que», «si», “because”, “that” before a clause.
  case subordinator
  /// A finite main verb: «annonce», “said”.
  case verbFinite
  /// A main verb in the infinitive: «annoncer», “say” after “to” or a modal.
  case verbInfinitive
  /// A main verb as a past participle: «annoncé», “seen”.
  case verbParticiple
  /// A main verb as a present participle or gerund: «annonçant», “saying”.
  case verbGerund
  /// Foreign words, letters, remains.
  case other

  /// A main verb in any form.
  @inlinable public var isVerb: Bool { rawValue >= 17 && rawValue <= 20 }
  /// An auxiliary in any form; copulas too.
  @inlinable public var isAuxiliary: Bool { rawValue >= 3 && rawValue <= 6 }
  /// A finite verb or auxiliary.
  @inlinable public var isFinite: Bool { self == .verbFinite || self == .auxiliaryFinite }
  /// An infinitive, of a verb or an auxiliary.
  @inlinable public var isInfinitive: Bool {
    self == .verbInfinitive || self == .auxiliaryInfinitive
  }
  /// A common or proper noun.
  @inlinable public var isNoun: Bool { self == .noun || self == .properNoun }
  /// A noun, a pronoun of any kind or a numeral: what may be a subject without being a clause.
  @inlinable public var isNominal: Bool {
    isNoun || self == .pronoun || self == .relativePronoun || self == .numeral
  }

  /// A part of speech that occurs in names: «la Banque **de** Lima», “**New** York”.
  package var mayBeInName: Bool {
    isNominal || self == .adjective || self == .adposition || self == .determiner
  }

  /// The tag of Universal Dependencies, without our subdivisions: `VERB`, `PRON`.
  public var universal: String {
    switch self {
    case .adjective: "ADJ"
    case .adposition: "ADP"
    case .adverb: "ADV"
    case .auxiliaryFinite, .auxiliaryInfinitive, .auxiliaryParticiple, .auxiliaryGerund: "AUX"
    case .coordinator: "CCONJ"
    case .determiner: "DET"
    case .interjection: "INTJ"
    case .noun: "NOUN"
    case .numeral: "NUM"
    case .particle: "PART"
    case .pronoun, .relativePronoun: "PRON"
    case .properNoun: "PROPN"
    case .subordinator: "SCONJ"
    case .verbFinite, .verbInfinitive, .verbParticiple, .verbGerund: "VERB"
    case .other: "X"
    }
  }
}
