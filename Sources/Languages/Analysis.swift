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
    guard let head = code.first else { return nil }
    var features: Features
    let part: PartOfSpeech
    switch head {
    case UInt8(ascii: "N"): (part, features) = (.noun, .noun)
    case UInt8(ascii: "A"): (part, features) = (.adjective, .adjective)
    case UInt8(ascii: "V"): (part, features) = (.verb, .verb)
    case UInt8(ascii: "D"): (part, features) = (.determiner, .determiner)
    case UInt8(ascii: "P"): (part, features) = (.pronoun, .pronoun)
    case UInt8(ascii: "S"): (part, features) = (.preposition, .preposition)
    case UInt8(ascii: "C"): (part, features) = (.conjunction, .conjunction)
    case UInt8(ascii: "R"): (part, features) = (.adverb, .adverb)
    default: return nil
    }
    var i = 1
    while i < code.count {
      let c = code[i]
      i += 1
      switch (part, c) {
      case (.verb, UInt8(ascii: "Z")): features.insert(.infinitive)
      case (.verb, UInt8(ascii: "G")): features.insert(.presentParticiple)
      case (.verb, UInt8(ascii: "K")): features.insert(.pastParticiple)
      case (_, UInt8(ascii: "m")): features.insert(.masculine)
      case (_, UInt8(ascii: "f")) where part != .verb: features.insert(.feminine)
      case (.verb, UInt8(ascii: "f")):
        // «f3» is a future, «Kf» a feminine participle.
        if i < code.count, (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(code[i]) {
          features.insert(.future)
        } else {
          features.insert(.feminine)
        }
      case (.verb, UInt8(ascii: "s")):
        if i < code.count, (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(code[i]) {
          features.insert(.simplePast)
        } else {
          features.insert(.singular)
        }
      case (_, UInt8(ascii: "s")): features.insert(.singular)
      case (_, UInt8(ascii: "p")): features.insert(.plural)
      case (.verb, UInt8(ascii: "i")): features.insert(.present)
      case (.verb, UInt8(ascii: "j")): features.insert(.imperfect)
      case (.verb, UInt8(ascii: "c")): features.insert(.conditional)
      case (.verb, UInt8(ascii: "u")), (.verb, UInt8(ascii: "w")): features.insert(.subjunctive)
      case (.verb, UInt8(ascii: "y")): features.insert(.imperative)
      case (.verb, UInt8(ascii: "3")): features.formUnion([.thirdPerson, .singular])
      case (.verb, UInt8(ascii: "6")): features.formUnion([.thirdPerson, .plural])
      case (.verb, UInt8(ascii: "1")...UInt8(ascii: "5")): features.insert(.firstOrSecondPerson)
      case (.determiner, UInt8(ascii: "d")): features.insert(.definite)
      case (.determiner, UInt8(ascii: "i")), (.pronoun, UInt8(ascii: "n")):
        features.insert(.indefinite)
      case (.determiner, UInt8(ascii: "q")): features.insert(.possessive)
      case (_, UInt8(ascii: "t")): features.insert(.demonstrative)
      case (.determiner, UInt8(ascii: "x")): features.insert(.contracted)
      case (.pronoun, UInt8(ascii: "u")): features.insert(.subject)
      case (.pronoun, UInt8(ascii: "o")): features.insert(.object)
      case (.pronoun, UInt8(ascii: "l")): features.insert(.relative)
      case (.pronoun, UInt8(ascii: "r")): features.insert(.reflexive)
      case (.pronoun, UInt8(ascii: "k")): features.insert(.enclitic)
      case (.conjunction, UInt8(ascii: "o")): features.insert(.coordinating)
      case (.conjunction, UInt8(ascii: "b")): features.insert(.subordinating)
      case (.adverb, UInt8(ascii: "n")): features.insert(.negation)
      default: break
      }
    }
    return (part, features)
  }
}
