/// A part of speech.
@frozen public enum PartOfSpeech: UInt8, Sendable {
  case noun, adjective, verb, determiner, pronoun, preposition, conjunction, adverb
}

/// What a form may be: parts of speech and features, in one word of bits.
///
/// The bits of a form are the union over its analyses; `Lexicon.analyses(of:)` keeps them apart.
@frozen public struct Traits: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt64
  /// Takes bits as they are.
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// One bit, numbered from 0.
  @inlinable public static func bit(_ n: UInt64) -> Traits { Traits(rawValue: 1 << n) }

  // Parts of speech.
  /// A noun, common or proper.
  @inlinable public static var noun: Traits { bit(0) }
  /// An adjective.
  @inlinable public static var adjective: Traits { bit(1) }
  /// A verb in any form.
  @inlinable public static var verb: Traits { bit(2) }
  /// An article or another determiner.
  @inlinable public static var determiner: Traits { bit(3) }
  /// A pronoun.
  @inlinable public static var pronoun: Traits { bit(4) }
  /// A preposition.
  @inlinable public static var preposition: Traits { bit(5) }
  /// A conjunction.
  @inlinable public static var conjunction: Traits { bit(6) }
  /// An adverb.
  @inlinable public static var adverb: Traits { bit(7) }
  // Gender and number.
  /// Masculine.
  @inlinable public static var masculine: Traits { bit(8) }
  /// Feminine.
  @inlinable public static var feminine: Traits { bit(9) }
  /// Singular, of nouns as of verbs.
  @inlinable public static var singular: Traits { bit(10) }
  /// Plural, of nouns as of verbs.
  @inlinable public static var plural: Traits { bit(11) }
  // Verb forms.
  /// An infinitive; the base form in English.
  @inlinable public static var infinitive: Traits { bit(12) }
  /// A present participle or gerund.
  @inlinable public static var presentParticiple: Traits { bit(13) }
  /// A past participle.
  @inlinable public static var pastParticiple: Traits { bit(14) }
  /// Present indicative.
  @inlinable public static var present: Traits { bit(15) }
  /// Imperfect indicative.
  @inlinable public static var imperfect: Traits { bit(16) }
  /// Future indicative.
  @inlinable public static var future: Traits { bit(17) }
  /// Conditional.
  @inlinable public static var conditional: Traits { bit(18) }
  /// Simple past.
  @inlinable public static var simplePast: Traits { bit(19) }
  /// Subjunctive of any tense.
  @inlinable public static var subjunctive: Traits { bit(20) }
  /// Imperative.
  @inlinable public static var imperative: Traits { bit(21) }
  /// Finite, third person.
  @inlinable public static var thirdPerson: Traits { bit(22) }
  /// Finite, first or second person.
  @inlinable public static var firstOrSecondPerson: Traits { bit(23) }
  // Pronouns.
  /// A pronoun that is a subject («il»).
  @inlinable public static var subject: Traits { bit(24) }
  /// A pronoun that is an object («lui», “him”).
  @inlinable public static var object: Traits { bit(25) }
  /// A relative pronoun («qui», “who”).
  @inlinable public static var relative: Traits { bit(26) }
  /// A reflexive pronoun («se», “himself”).
  @inlinable public static var reflexive: Traits { bit(27) }
  /// Demonstrative, pronoun or determiner («celui», «ce»).
  @inlinable public static var demonstrative: Traits { bit(28) }
  /// Indefinite, pronoun or determiner («on», «un»).
  @inlinable public static var indefinite: Traits { bit(29) }
  /// A pronoun that hangs on its verb («-t-il»).
  @inlinable public static var enclitic: Traits { bit(30) }
  // Determiners.
  /// A definite article.
  @inlinable public static var definite: Traits { bit(31) }
  /// A possessive («son», “their”).
  @inlinable public static var possessive: Traits { bit(32) }
  /// A determiner that holds a preposition («du», «aux»).
  @inlinable public static var contracted: Traits { bit(33) }
  // Conjunctions and adverbs.
  /// Joins equals («et», “or”).
  @inlinable public static var coordinating: Traits { bit(34) }
  /// Opens a clause («que», “because”).
  @inlinable public static var subordinating: Traits { bit(35) }
  /// Denies («ne», “never”).
  @inlinable public static var negation: Traits { bit(36) }
  // What the form mostly is: the part of speech of its most frequent analysis.
  /// Mostly a noun.
  @inlinable public static var mostlyNoun: Traits { bit(37) }
  /// Mostly an adjective.
  @inlinable public static var mostlyAdjective: Traits { bit(38) }
  /// Mostly a verb.
  @inlinable public static var mostlyVerb: Traits { bit(39) }
  /// Mostly none of these.
  @inlinable public static var mostlyOther: Traits { bit(40) }

  /// Any finite form that agrees with a third person.
  @inlinable public static var finite: Traits { [.thirdPerson, .firstOrSecondPerson] }

  /// True when at least one bit is shared.
  @inlinable public func has(_ any: Traits) -> Bool { rawValue & any.rawValue != 0 }
}

/// One reading of a form.
@frozen public struct Analysis: Sendable {
  /// Its part of speech.
  public var part: PartOfSpeech
  /// Its part of speech and features as bits.
  public var traits: Traits
  /// The form number of its lemma in the same lexicon.
  public var lemma: Int32
}

extension Analysis {
  /// Reads a code such as `VKmsi3:dire` (see `Tools/french-forms.py`).
  ///
  /// - Returns: nil when the code starts with no known part of speech.
  static func parse(_ code: UnsafeBufferPointer<UInt8>) -> (PartOfSpeech, Traits)? {
    guard let head = code.first else { return nil }
    var traits: Traits
    let part: PartOfSpeech
    switch head {
    case UInt8(ascii: "N"): (part, traits) = (.noun, .noun)
    case UInt8(ascii: "A"): (part, traits) = (.adjective, .adjective)
    case UInt8(ascii: "V"): (part, traits) = (.verb, .verb)
    case UInt8(ascii: "D"): (part, traits) = (.determiner, .determiner)
    case UInt8(ascii: "P"): (part, traits) = (.pronoun, .pronoun)
    case UInt8(ascii: "S"): (part, traits) = (.preposition, .preposition)
    case UInt8(ascii: "C"): (part, traits) = (.conjunction, .conjunction)
    case UInt8(ascii: "R"): (part, traits) = (.adverb, .adverb)
    default: return nil
    }
    var i = 1
    while i < code.count {
      let c = code[i]
      i += 1
      switch (part, c) {
      case (.verb, UInt8(ascii: "Z")): traits.insert(.infinitive)
      case (.verb, UInt8(ascii: "G")): traits.insert(.presentParticiple)
      case (.verb, UInt8(ascii: "K")): traits.insert(.pastParticiple)
      case (_, UInt8(ascii: "m")): traits.insert(.masculine)
      case (_, UInt8(ascii: "f")) where part != .verb: traits.insert(.feminine)
      case (.verb, UInt8(ascii: "f")):
        // «f3» is a future, «Kf» a feminine participle.
        if i < code.count, (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(code[i]) {
          traits.insert(.future)
        } else {
          traits.insert(.feminine)
        }
      case (.verb, UInt8(ascii: "s")):
        if i < code.count, (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(code[i]) {
          traits.insert(.simplePast)
        } else {
          traits.insert(.singular)
        }
      case (_, UInt8(ascii: "s")): traits.insert(.singular)
      case (_, UInt8(ascii: "p")): traits.insert(.plural)
      case (.verb, UInt8(ascii: "i")): traits.insert(.present)
      case (.verb, UInt8(ascii: "j")): traits.insert(.imperfect)
      case (.verb, UInt8(ascii: "c")): traits.insert(.conditional)
      case (.verb, UInt8(ascii: "u")), (.verb, UInt8(ascii: "w")): traits.insert(.subjunctive)
      case (.verb, UInt8(ascii: "y")): traits.insert(.imperative)
      case (.verb, UInt8(ascii: "3")): traits.formUnion([.thirdPerson, .singular])
      case (.verb, UInt8(ascii: "6")): traits.formUnion([.thirdPerson, .plural])
      case (.verb, UInt8(ascii: "1")...UInt8(ascii: "5")): traits.insert(.firstOrSecondPerson)
      case (.determiner, UInt8(ascii: "d")): traits.insert(.definite)
      case (.determiner, UInt8(ascii: "i")), (.pronoun, UInt8(ascii: "n")):
        traits.insert(.indefinite)
      case (.determiner, UInt8(ascii: "q")): traits.insert(.possessive)
      case (_, UInt8(ascii: "t")): traits.insert(.demonstrative)
      case (.determiner, UInt8(ascii: "x")): traits.insert(.contracted)
      case (.pronoun, UInt8(ascii: "u")): traits.insert(.subject)
      case (.pronoun, UInt8(ascii: "o")): traits.insert(.object)
      case (.pronoun, UInt8(ascii: "l")): traits.insert(.relative)
      case (.pronoun, UInt8(ascii: "r")): traits.insert(.reflexive)
      case (.pronoun, UInt8(ascii: "k")): traits.insert(.enclitic)
      case (.conjunction, UInt8(ascii: "o")): traits.insert(.coordinating)
      case (.conjunction, UInt8(ascii: "b")): traits.insert(.subordinating)
      case (.adverb, UInt8(ascii: "n")): traits.insert(.negation)
      default: break
      }
    }
    return (part, traits)
  }
}
