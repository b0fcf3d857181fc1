import Languages

/// What the tree of a sentence says about its clauses: verbs with voice, tense and negation, who acts,
/// on what, and what nouns carry with them. A view without a state, the same for every language.
///
/// Everything is given as nodes of the tree; -1 or an empty list means none.
///
/// An object, because every reader of a sentence has it.
public final class Clauses: Sendable {
  /// The tree.
  public let tree: Tree
  /// The text.
  public let words: Tokens
  let grammar: ClauseWords

  /// How real a clause says that something is.
  public enum Modality: String, Sendable {
    /// It is or was so.
    case actual
    /// It will be so.
    case future
    /// It may be so: modal verbs, conditionals.
    case possible
    /// Somebody wants it, or it ought to be so.
    case wanted
  }

  /// When the finite verb of a clause places it.
  public enum Tense: Sendable { case none, present, past, future, conditional }

  /// The form that a verb has with its auxiliaries.
  public enum Form: Sendable { case finite, infinitive, participle, gerund }

  /// A verb, or a predicate with a copula, with its auxiliaries.
  public struct VerbGroup: Sendable {
    /// The main verb or the predicate.
    public var head: Int
    /// Auxiliaries and copulas, its own or shared with the verb that it is joined to.
    public var auxiliaries: [Int]
    /// The form of its first word.
    public var form: Form
    /// The tense of its finite word.
    public var tense: Tense
    /// Its subject suffers what it says.
    public var isPassive: Bool
    /// It has a reflexive pronoun.
    public var isReflexive: Bool
    /// Its own clause denies it.
    public var isNegated: Bool
    /// What its tense and auxiliaries say.
    public var modality: Modality
    /// The predicate is a noun, an adjective or a phrase.
    public var isCopular: Bool
  }

  /// How a subject was found.
  public enum Link: Sendable {
    /// It is on the verb itself.
    case own
    /// The noun before a relative clause, or before a participle.
    case relative
    /// The subject of the verb that this one is joined to.
    case shared
    /// The verb above says who acts in its infinitive.
    case control
    /// The subject of the clause that an adverbial infinitive or gerund belongs to.
    case adverbial
    /// Whoever a noun with an infinitive belongs to: «la décision d'Oslo de …».
    case holder
  }

  /// A subject and how it was found.
  public struct Subject: Sendable {
    /// Its node; relative pronouns are replaced by what they stand for.
    public var node: Int
    /// How it was found.
    public var link: Link
  }

  /// A noun after a preposition.
  public struct Oblique: Sendable {
    /// The noun; relative pronouns are replaced by what they stand for.
    public var node: Int
    /// The words of the preposition, as indices into `Tokens`; empty when there is none.
    public var preposition: Range<Int>
    /// The form of the preposition's base («aux» → «à»); of several words, of the last; -1 for none.
    public var base: Int32
  }

  /// The view on a tree of `words`.
  public init(of tree: Tree, in words: Tokens) {
    (self.tree, self.words) = (tree, words)
    grammar = ClauseWords.of(words.language)
  }

  // MARK: Words

  /// The form of a node's word.
  public func form(_ i: Int) -> Int32 { words.forms[tree.token(i)] }

  func role(_ i: Int) -> ClauseWords.Role { grammar.role(form(i)) }

  /// The reading of a node's word that its tag means, nil when the lexicon has none.
  func reading(_ i: Int) -> Analysis? {
    Self.reading(of: form(i), as: tree.tag(i), in: words.language.lexicon)
  }

  private static func reading(of form: Int32, as tag: Tag, in lexicon: Lexicon) -> Analysis? {
    let wanted: Features
    switch tag {
    case .verbFinite, .auxiliaryFinite: wanted = .finite
    case .verbInfinitive, .auxiliaryInfinitive: wanted = .infinitive
    case .verbGerund, .auxiliaryGerund: wanted = .presentParticiple
    case .verbParticiple, .auxiliaryParticiple: wanted = .pastParticiple
    case .noun, .properNoun: wanted = .noun
    case .adjective: wanted = [.adjective, .pastParticiple]
    default: return nil
    }
    let readings = lexicon.analyses(of: form)
    return readings.first { $0.features.has(wanted) } ?? readings.first { $0.part == .verb }
  }

  /// The lemma of a verb, noun or adjective as a form of the lexicon; -1 when it is unknown.
  public func lemma(_ i: Int) -> Int32 { reading(i)?.lemma ?? -1 }

  /// The lemma of a form with a tag; -1 when it is unknown.
  package static func lemma(of form: Int32, as tag: Tag, in lexicon: Lexicon) -> Int32 {
    reading(of: form, as: tag, in: lexicon)?.lemma ?? -1
  }

  // MARK: Clauses

  /// True for main verbs, for predicates with a copula, and for participles with an agent that the
  /// tagger takes for adjectives.
  public func isPredicate(_ i: Int) -> Bool {
    if tree.tag(i).isVerb || tree.child(i, .cop) >= 0 { return true }
    return tree.tag(i) == .adjective && tree.child(i, .oblAgent) >= 0
  }

  /// The nearest predicate at or above a node; -1 when there is none.
  public func predicate(above i: Int) -> Int {
    var at = i
    while at >= 0, !isPredicate(at) { at = tree.head(at) }
    return at
  }

  /// The nearest predicate with a finite verb at or above a node; -1 when there is none.
  public func finitePredicate(above i: Int) -> Int {
    var at = i
    while at >= 0 {
      if isPredicate(at), verb(at)?.form == .finite { return at }
      at = tree.head(at)
    }
    return -1
  }

  /// The clause that a verb says, wants or knows: «dit **que … part**», «veut **partir**»; its heads.
  public func complements(of verb: Int) -> [Int] {
    nodes(of: verb) { $0 == .ccomp || $0 == .xcomp }
  }

  /// The relative clauses of a noun; their heads.
  public func relatives(of noun: Int) -> [Int] { nodes(of: noun) { $0 == .aclRelcl } }

  /// The other names of a noun: «Paul, **maire** de Lima».
  public func appositions(of noun: Int) -> [Int] { nodes(of: noun) { $0 == .appos } }

  /// What a relative pronoun stands for: the noun of the relative clause around it; any other node
  /// is itself.
  public func antecedent(of i: Int) -> Int {
    let isPronoun = tree.tag(i) == .pronoun && words[tree.token(i)].features.has(.relative)
    guard tree.tag(i) == .relativePronoun || isPronoun else { return i }
    var at = i
    while at >= 0 {
      if tree.label(at) == .aclRelcl { return tree.head(at) < i ? tree.head(at) : i }
      at = tree.head(at)
    }
    return i
  }

  func nodes(of i: Int, where test: (Label) -> Bool) -> [Int] {
    tree.children(i).lazy.map(Int.init).filter { test(tree.label($0)) }
  }
}
