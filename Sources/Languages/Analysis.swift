/// A part of speech.
package enum PartOfSpeech: UInt8, Sendable {
  case noun, adjective, verb, determiner, pronoun, preposition, conjunction, adverb
}

/// What a form may be: parts of speech and features, in one word of bits.
///
/// The bits of a form are the union over its analyses; `Lexicon.analyses(of:)` keeps them apart.
package struct Traits: OptionSet, Sendable, Hashable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }
  @inlinable static func bit(_ n: UInt64) -> Traits { Traits(rawValue: 1 << n) }

  // Parts of speech.
  package static let noun = bit(0)
  package static let adjective = bit(1)
  package static let verb = bit(2)
  package static let determiner = bit(3)
  package static let pronoun = bit(4)
  package static let preposition = bit(5)
  package static let conjunction = bit(6)
  package static let adverb = bit(7)
  // Gender and number.
  package static let masculine = bit(8)
  package static let feminine = bit(9)
  package static let singular = bit(10)
  package static let plural = bit(11)
  // Verb forms.
  package static let infinitive = bit(12)
  package static let presentParticiple = bit(13)
  package static let pastParticiple = bit(14)
  package static let present = bit(15)
  package static let imperfect = bit(16)
  package static let future = bit(17)
  package static let conditional = bit(18)
  package static let simplePast = bit(19)
  package static let subjunctive = bit(20)
  package static let imperative = bit(21)
  /// Finite, third person.
  package static let thirdPerson = bit(22)
  /// Finite, first or second person.
  package static let firstOrSecondPerson = bit(23)
  // Pronouns.
  package static let subject = bit(24)
  package static let object = bit(25)
  package static let relative = bit(26)
  package static let reflexive = bit(27)
  package static let demonstrative = bit(28)
  package static let indefinite = bit(29)
  /// A pronoun that hangs on its verb («-t-il»).
  package static let enclitic = bit(30)
  // Determiners.
  package static let definite = bit(31)
  package static let possessive = bit(32)
  /// A determiner that holds a preposition («du», «aux»).
  package static let contracted = bit(33)
  // Conjunctions and adverbs.
  package static let coordinating = bit(34)
  package static let subordinating = bit(35)
  package static let negation = bit(36)
  // What the form mostly is: the part of speech of its most frequent analysis.
  package static let mostlyNoun = bit(37)
  package static let mostlyAdjective = bit(38)
  package static let mostlyVerb = bit(39)
  package static let mostlyOther = bit(40)

  /// Any finite form that agrees with a third person.
  package static let finite: Traits = [.thirdPerson, .firstOrSecondPerson]

  /// True when at least one bit is shared.
  @inlinable package func has(_ any: Traits) -> Bool { rawValue & any.rawValue != 0 }
}

/// One reading of a form.
package struct Analysis: Sendable {
  /// Its part of speech.
  package var part: PartOfSpeech
  /// Its part of speech and features as bits.
  package var traits: Traits
  /// The form number of its lemma in the same lexicon.
  package var lemma: Int32
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
