/// What a word is to its head: the relations of Universal Dependencies, with the subtypes that say
/// who does what (passive subjects, agents, relative clauses).
///
/// The raw value is the column of the label in the weights; a new label needs retrained weights.
@frozen public enum Label: UInt8, Sendable, CaseIterable {
  /// The head of the sentence; its head is -1.
  case root
  /// The subject of an active verb or of a predicate with a copula.
  case nsubj
  /// The subject of a passive verb (`nsubj:pass`).
  case nsubjPass
  /// A clause as a subject.
  case csubj
  /// The direct object.
  case obj
  /// The indirect object: «lui», “her” in “gave her a book”.
  case iobj
  /// A clause with its own subject as a complement: «dit **que … part**».
  case ccomp
  /// A complement whose subject is determined by its head: «veut **partir**», “called him **a
  /// liar**”.
  case xcomp
  /// A noun with a preposition (or a date without one) that belongs to a verb or predicate.
  case obl
  /// The agent of a passive: «par X», “by X” (`obl:agent`).
  case oblAgent
  /// A clause that says when, why or how.
  case advcl
  /// An adverb.
  case advmod
  /// An auxiliary of a tense or a modality.
  case aux
  /// The auxiliary of a passive (`aux:pass`).
  case auxPass
  /// «est», “is” before a predicate that is no verb; the predicate is the head.
  case cop
  /// The conjunction of a clause, the “to” or «de» of an infinitive; on the clause's verb.
  case mark
  /// A noun that belongs to a noun, with a preposition.
  case nmod
  /// An owner: English “its” and “X's” (`nmod:poss`).
  case nmodPoss
  /// Another name for the noun before it: «Paul, **maire** de Lima».
  case appos
  /// A number that counts a noun.
  case nummod
  /// A participle, an infinitive or a clause that belongs to a noun.
  case acl
  /// A relative clause, on its noun (`acl:relcl`).
  case aclRelcl
  /// An adjective that belongs to a noun.
  case amod
  /// A determiner.
  case det
  /// A preposition, on its noun; English «'s» too.
  case `case`
  /// What a conjunction joins, on the first of the joined.
  case conj
  /// The conjunction, on what follows it.
  case cc
  /// The further words of a name, on its first word.
  case flat
  /// The further words of a fixed phrase («afin **de**»), on its first word.
  case fixed
  /// A noun before a noun (English): “**peace** talks”.
  case compound
  /// The particle of a phrasal verb: “shut **down**” (`compound:prt`).
  case compoundPrt
  /// An expletive subject: «**il** faut», “**there** is”.
  case expl
  /// A reflexive pronoun that belongs to its verb: «**se** rendre» (`expl:pv`, `expl:pass`).
  case explPv
  /// What is beside the clause: an incise, what follows a colon, a bracket.
  case parataxis
  /// The person addressed.
  case vocative
  /// “well”, «oui».
  case discourse
  /// A topic before or after its clause: «**Paul**, il part».
  case dislocated
  /// What remains when the verb is left out: «Paul part, Lea **aussi**».
  case orphan
  /// The items of a list.
  case list
  /// What nothing else describes.
  case dep

  /// The relation of Universal Dependencies: `nsubj:pass`.
  public var universal: String { Self.names[Int(rawValue)] }

  /// The relation of each label, in their order; to spell one out takes longer than to find it here.
  private static let names = allCases.map(\.spelled)

  private var spelled: String {
    switch self {
    case .nsubjPass: "nsubj:pass"
    case .oblAgent: "obl:agent"
    case .auxPass: "aux:pass"
    case .nmodPoss: "nmod:poss"
    case .aclRelcl: "acl:relcl"
    case .compoundPrt: "compound:prt"
    case .explPv: "expl:pv"
    default: "\(self)"
    }
  }

  /// A subject of either voice, a clause not included.
  @inlinable public var isSubject: Bool { self == .nsubj || self == .nsubjPass }
  /// A clause that depends on a word.
  @inlinable public var isClause: Bool {
    switch self {
    case .csubj, .ccomp, .xcomp, .advcl, .acl, .aclRelcl, .parataxis: true
    default: false
    }
  }
}
