import Languages
import Press

/// Someone in a relation: a mention, or a pronoun that stands for one.
struct Party: Equatable {
  /// Index into `Names.sources`.
  var source: Int
  var words: Range<Int>
  var isPronoun = false
  /// Index into `Names.mentions`, -1 for a pronoun.
  var mention = -1
}

/// A relation before its words become passages.
struct RelationDraft {
  var subject: Party
  var `class`: RelationClass
  var object: Party
  var trigger: Range<Int>
  var sentence: Range<Int>
  var isAffirmed = true
  var modality: Relation.Modality = .actual
  var former = false
  /// Sources that the clause itself names as those who assert it.
  var asserters: [Int] = []
  /// Who reports the clause: «selon X», «X affirme que».
  var reporter: Int?
  /// The id of the pattern that found it, or how two names are beside each other.
  var rule: String
  /// The base form of the word that tells it, and its class: «critiquer criticise».
  var entry: String?
  /// What it is about: «d'utiliser des drones».
  var topic: Range<Int>?
  /// A printed date in the same clause.
  var date: PressDate?
  /// How its two sides depend on the trigger in the tree.
  var ways: [String] = []

  /// What it says of its sentence: two drafts with the same content are the same relation.
  struct Content: Hashable {
    var sentence: Int
    var `class`: RelationClass
    var subject: Int
    var object: Int
  }

  /// Its content; of a symmetric class, the same in both directions.
  var content: Content {
    let sides = [subject.source, object.source]
    let ordered = self.class.isSymmetric ? sides.sorted() : sides
    return Content(
      sentence: sentence.lowerBound, class: self.class, subject: ordered[0], object: ordered[1])
  }
}
