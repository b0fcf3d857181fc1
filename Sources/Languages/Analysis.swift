/// A part of speech.
@frozen public enum PartOfSpeech: UInt8, Sendable {
  case noun, adjective, verb, determiner, pronoun, preposition, conjunction, adverb
}

/// What a form may be: parts of speech and features, in one word of bits.
///
/// The bits of a form are the union over its analyses; `Lexicon.analyses(of:)` keeps them apart.
@frozen public struct Features: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt64
  /// Takes bits as they are.
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// One bit, numbered from 0.
  @inlinable public static func bit(_ n: UInt64) -> Features { Features(rawValue: 1 << n) }

  // Parts of speech.
  /// A noun, common or proper.
  @inlinable public static var noun: Features { bit(0) }
  /// An adjective.
  @inlinable public static var adjective: Features { bit(1) }
  /// A verb in any form.
  @inlinable public static var verb: Features { bit(2) }
  /// An article or another determiner.
  @inlinable public static var determiner: Features { bit(3) }
  /// A pronoun.
  @inlinable public static var pronoun: Features { bit(4) }
  /// A preposition.
  @inlinable public static var preposition: Features { bit(5) }
  /// A conjunction.
  @inlinable public static var conjunction: Features { bit(6) }
  /// An adverb.
  @inlinable public static var adverb: Features { bit(7) }
  // Gender and number.
  /// Masculine.
  @inlinable public static var masculine: Features { bit(8) }
  /// Feminine.
  @inlinable public static var feminine: Features { bit(9) }
  /// Singular, of nouns as of verbs.
  @inlinable public static var singular: Features { bit(10) }
  /// Plural, of nouns as of verbs.
  @inlinable public static var plural: Features { bit(11) }
  // Verb forms.
  /// An infinitive; the base form in English.
  @inlinable public static var infinitive: Features { bit(12) }
  /// A present participle or gerund.
  @inlinable public static var presentParticiple: Features { bit(13) }
  /// A past participle.
  @inlinable public static var pastParticiple: Features { bit(14) }
  /// Present indicative.
  @inlinable public static var present: Features { bit(15) }
  /// Imperfect indicative.
  @inlinable public static var imperfect: Features { bit(16) }
  /// Future indicative.
  @inlinable public static var future: Features { bit(17) }
  /// Conditional.
  @inlinable public static var conditional: Features { bit(18) }
  /// Simple past.
  @inlinable public static var simplePast: Features { bit(19) }
  /// Subjunctive of any tense.
  @inlinable public static var subjunctive: Features { bit(20) }
  /// Imperative.
  @inlinable public static var imperative: Features { bit(21) }
  /// Finite, third person.
  @inlinable public static var thirdPerson: Features { bit(22) }
  /// Finite, first or second person.
  @inlinable public static var firstOrSecondPerson: Features { bit(23) }
  // Pronouns.
  /// A pronoun that is a subject («il»).
  @inlinable public static var subject: Features { bit(24) }
  /// A pronoun that is an object («lui», “him”).
  @inlinable public static var object: Features { bit(25) }
  /// A relative pronoun («qui», “who”).
  @inlinable public static var relative: Features { bit(26) }
  /// A reflexive pronoun («se», “himself”).
  @inlinable public static var reflexive: Features { bit(27) }
  /// Demonstrative, pronoun or determiner («celui», «ce»).
  @inlinable public static var demonstrative: Features { bit(28) }
  /// Indefinite, pronoun or determiner («on», «un»).
  @inlinable public static var indefinite: Features { bit(29) }
  /// A pronoun that depends on its verb («-t-il»).
  @inlinable public static var enclitic: Features { bit(30) }
  // Determiners.
  /// A definite article.
  @inlinable public static var definite: Features { bit(31) }
  /// A possessive («son», “their”).
  @inlinable public static var possessive: Features { bit(32) }
  /// A determiner that contains a preposition («du», «aux»).
  @inlinable public static var contracted: Features { bit(33) }
  // Conjunctions and adverbs.
  /// Joins equals («et», “or”).
  @inlinable public static var coordinating: Features { bit(34) }
  /// Opens a clause («que», “because”).
  @inlinable public static var subordinating: Features { bit(35) }
  /// Denies («ne», “never”).
  @inlinable public static var negation: Features { bit(36) }
  // What the form mostly is: the part of speech of its most frequent analysis.
  /// Mostly a noun.
  @inlinable public static var mostlyNoun: Features { bit(37) }
  /// Mostly an adjective.
  @inlinable public static var mostlyAdjective: Features { bit(38) }
  /// Mostly a verb.
  @inlinable public static var mostlyVerb: Features { bit(39) }
  /// Mostly none of these.
  @inlinable public static var mostlyOther: Features { bit(40) }

  /// Any finite form that agrees with a third person.
  @inlinable public static var finite: Features { [.thirdPerson, .firstOrSecondPerson] }

  /// True when at least one bit is shared.
  @inlinable public func has(_ any: Features) -> Bool { rawValue & any.rawValue != 0 }
}

/// One reading of a form.
@frozen public struct Analysis: Sendable {
  /// Its part of speech.
  public var part: PartOfSpeech
  /// Its part of speech and features as bits.
  public var features: Features
  /// The form number of its lemma in the same lexicon.
  public var lemma: Int32
}

extension Analysis {
  /// Reads a code such as `VKmsi3:dire` (see `Tools/french-forms.py`).
  ///
  /// - Returns: nil when the code starts with no known part of speech.
  static func parse(_ code: UnsafeBufferPointer<UInt8>) -> (PartOfSpeech, Features)? {
    guard let letter = code.first, let (part, first) = part(letter) else { return nil }
    var features = first
    for i in 1..<max(1, code.count) {
      let isBeforePerson =
        i + 1 < code.count && (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(code[i + 1])
      features.formUnion(feature(code[i], of: part, isBeforePerson: isBeforePerson))
    }
    return (part, features)
  }

  private static func part(_ letter: UInt8) -> (PartOfSpeech, Features)? {
    switch letter {
    case UInt8(ascii: "N"): (.noun, .noun)
    case UInt8(ascii: "A"): (.adjective, .adjective)
    case UInt8(ascii: "V"): (.verb, .verb)
    case UInt8(ascii: "D"): (.determiner, .determiner)
    case UInt8(ascii: "P"): (.pronoun, .pronoun)
    case UInt8(ascii: "S"): (.preposition, .preposition)
    case UInt8(ascii: "C"): (.conjunction, .conjunction)
    case UInt8(ascii: "R"): (.adverb, .adverb)
    default: nil
    }
  }

  /// What one letter of a code says; `isBeforePerson` when a digit follows it.
  private static func feature(
    _ letter: UInt8, of part: PartOfSpeech, isBeforePerson: Bool
  ) -> Features {
    switch (part, letter) {
    case (.verb, UInt8(ascii: "Z")): return .infinitive
    case (.verb, UInt8(ascii: "G")): return .presentParticiple
    case (.verb, UInt8(ascii: "K")): return .pastParticiple
    case (_, UInt8(ascii: "m")): return .masculine
    case (_, UInt8(ascii: "f")) where part != .verb: return .feminine
    case (.verb, UInt8(ascii: "f")):
      // «f3» is a future, «Kf» a feminine participle.
      return isBeforePerson ? .future : .feminine
    case (.verb, UInt8(ascii: "s")):
      return isBeforePerson ? .simplePast : .singular
    case (_, UInt8(ascii: "s")): return .singular
    case (_, UInt8(ascii: "p")): return .plural
    case (.verb, UInt8(ascii: "i")): return .present
    case (.verb, UInt8(ascii: "j")): return .imperfect
    case (.verb, UInt8(ascii: "c")): return .conditional
    case (.verb, UInt8(ascii: "u")), (.verb, UInt8(ascii: "w")): return .subjunctive
    case (.verb, UInt8(ascii: "y")): return .imperative
    case (.verb, UInt8(ascii: "3")): return [.thirdPerson, .singular]
    case (.verb, UInt8(ascii: "6")): return [.thirdPerson, .plural]
    case (.verb, UInt8(ascii: "1")...UInt8(ascii: "5")): return .firstOrSecondPerson
    case (.determiner, UInt8(ascii: "d")): return .definite
    case (.determiner, UInt8(ascii: "i")), (.pronoun, UInt8(ascii: "n")):
      return .indefinite
    case (.determiner, UInt8(ascii: "q")): return .possessive
    case (_, UInt8(ascii: "t")): return .demonstrative
    case (.determiner, UInt8(ascii: "x")): return .contracted
    case (.pronoun, UInt8(ascii: "u")): return .subject
    case (.pronoun, UInt8(ascii: "o")): return .object
    case (.pronoun, UInt8(ascii: "l")): return .relative
    case (.pronoun, UInt8(ascii: "r")): return .reflexive
    case (.pronoun, UInt8(ascii: "k")): return .enclitic
    case (.conjunction, UInt8(ascii: "o")): return .coordinating
    case (.conjunction, UInt8(ascii: "b")): return .subordinating
    case (.adverb, UInt8(ascii: "n")): return .negation
    default: return []
    }
  }
}
