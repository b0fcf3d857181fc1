import Languages
import Press
import Syntax

/// A line of `relations.patterns`: where the two sides of a relation stand around the word that tells
/// it. `docs/PATTERNS.md` explains the notation.
///
/// One object a line: it is passed from reader to reader for every word that expresses a relation.
final class Pattern: Sendable {
  /// What kind of word expresses the relation.
  enum Trigger: String, Sendable {
    /// An entry of `relation-verbs.tsv` or `light-verbs.tsv`.
    case verb
    /// An event in `relation-nouns.tsv`: «accord», “attack”.
    case noun
    /// A noun in `relation-nouns.tsv` that names one of the two: «allié», “brother”.
    case bond
    /// An office that names nobody else as its holder: «ministre», “chairman”.
    case office
  }

  /// Which prepositions a step may cross.
  enum Preposition: Sendable, Equatable {
    case any, none
    /// Those that the entry lists for the object, or for the subject.
    case ofObject, ofSubject
    /// One that every language names: of, to, by, with, between, against, in, from.
    case named(String)
  }

  /// One step from a node of the tree to others.
  enum Step: Sendable, Equatable {
    /// `self`: the node itself.
    case stay
    /// `>obl:with`: down to children with a label.
    case down(Label, Preposition)
    /// `<obj`: up to the head, when the node bears the label; `<obl@with`: after a preposition.
    case up(Label, Preposition)
    /// `subject`: who acts in the clause of the node, through relative clauses, coordination and control.
    case subject
    /// `agent`: who acts in a passive.
    case agent
    /// `patient`: whom the verb acts on, in whatever voice.
    case patient
    /// `object`: where the entry's frames put the other one.
    case object
    /// `owner`, last: whom the thing at the node belongs to.
    case owner
    /// `body`, last: in or for whom an office is held.
    case body
    /// `possessor`, last: the same, expressed by a possessive, a demonym or a name before the noun.
    case possessor
    /// `before`, `after`, last: the nearest one in the clause who can be that side, whatever the tree says.
    case before, after
    /// `next`, last: the name right after the words, over a comma.
    case next

    /// True for a step that leads to somebody rather than to nodes.
    var isLast: Bool {
      switch self {
      case .owner, .body, .possessor, .before, .after, .next: true
      case .stay, .down, .up, .subject, .agent, .patient, .object: false
      }
    }
  }

  /// What else has to be so.
  enum Condition: Sendable, Equatable {
    case active, passive
    /// The entry takes a direct object.
    case transitive
    /// The verb above gives its object the meaning («mener»), or lets its subject suffer it («subir»).
    case light, suffering
    /// The noun, or the class, binds equals.
    case mutual
    /// Every two that the subject's path finds, instead of subject and object.
    case pairs
    /// The noun's own «de» marks who acts, or does not.
    case doerOf, suffererOf
    /// The one who acts is a person.
    case person
    /// «se» or “each other” with a verb that takes an object: each does it to the other.
    case eachOther
    /// The sense says that the verb's subject is the object of the relation: «recevoir».
    case turned
    /// The verb above strikes («viser»), or appoints («nommer»).
    case struck, appointed
    /// The noun has no determiner and no preposition.
    case bare
    /// «comme», “as” stands before the noun.
    case capacity
    /// The subject of the verb is a weapon or an attack.
    case armed
    /// The class is one of these.
    case classes([RelationClass])
  }

  let id: String
  let trigger: Trigger
  /// Ways to the one who acts; the first that finds somebody counts.
  let subject: [[Step]]
  /// Ways to the other one.
  let object: [[Step]]
  let conditions: [Condition]
  let examples: [Example]
  /// True for a pattern that goes by what is near where the tree tells nothing.
  let isNear: Bool

  /// A sentence that shows what the pattern reads, or must not read.
  struct Example: Sendable {
    let line: Int
    let language: String
    /// True for `yes`.
    let isPositive: Bool
    let text: String
    /// Subject and object in Unicode scalars of `text`; nil in a `no`.
    let subject: Range<Int>?
    let object: Range<Int>?
  }

  fileprivate init(
    _ fields: [String], _ examples: [Example], file: String, line: Int
  ) throws(Table.Fault) {
    func fault(_ problem: String) -> Table.Fault {
      Table.Fault(file: file, line: line, problem: problem)
    }
    guard fields.count >= 4, let trigger = Trigger(rawValue: fields[1]) else {
      throw fault(
        "expected: id, verb|noun|bond|office, way to the subject, way to the object, conditions")
    }
    guard examples.filter(\.isPositive).count >= 2, examples.contains(where: { !$0.isPositive })
    else { throw fault("«\(fields[0])» needs at least two yes and one no") }
    id = fields[0]
    self.trigger = trigger
    self.examples = examples
    func ways(_ field: String) throws(Table.Fault) -> [[Step]] {
      var ways: [[Step]] = []
      for way in field.split(separator: "|") {
        var steps: [Step] = []
        for word in way.split(separator: "/") {
          guard let step = Step(String(word)) else { throw fault("unknown step «\(word)»") }
          steps.append(step)
        }
        ways.append(steps)
      }
      return ways
    }
    subject = try ways(fields[2])
    object = try ways(fields[3])
    isNear = (subject + object).contains { $0.contains(.before) || $0.contains(.after) }
    var conditions: [Condition] = []
    for field in fields.dropFirst(4) {
      guard let condition = Condition(field) else { throw fault("unknown condition «\(field)»") }
      conditions.append(condition)
    }
    self.conditions = conditions
  }

  /// True when a condition is stated.
  func asks(_ condition: Condition) -> Bool { conditions.contains(condition) }
}

// MARK: Notation

extension Pattern {
  /// Reads the patterns of a file.
  ///
  /// - Throws: `Table.Fault` with file and line for anything that is not in the notation, a second
  ///   pattern with the same id, and a pattern with fewer than two `yes` or without a `no`.
  static func list(in text: String, file: String) throws(Table.Fault) -> [Pattern] {
    var list: [Pattern] = []
    var head: (line: Int, fields: [String])?
    var examples: [Example] = []
    func close() throws(Table.Fault) {
      guard let (line, fields) = head else { return }
      let pattern = try Pattern(fields, examples, file: file, line: line)
      if list.contains(where: { $0.id == pattern.id }) {
        throw Table.Fault(file: file, line: line, problem: "a second pattern «\(pattern.id)»")
      }
      list.append(pattern)
      examples = []
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let number = index + 1
      if line.hasPrefix("#") || line.allSatisfy({ $0 == " " }) { continue }
      if line.hasPrefix(" ") {
        if head == nil {
          throw Table.Fault(file: file, line: number, problem: "an example before any pattern")
        }
        examples.append(try Example(line, file: file, line: number))
      } else {
        try close()
        head = (number, line.split(separator: " ").map(String.init))
      }
    }
    try close()
    return list
  }
}

extension Pattern.Step {
  fileprivate init?(_ text: String) {
    switch text {
    case "self": self = .stay
    case "subject": self = .subject
    case "agent": self = .agent
    case "patient": self = .patient
    case "object": self = .object
    case "owner": self = .owner
    case "body": self = .body
    case "possessor": self = .possessor
    case "before": self = .before
    case "after": self = .after
    case "next": self = .next
    default:
      let parts = text.dropFirst().split(separator: "@", maxSplits: 1).map(String.init)
      guard let name = parts.first,
        let label = Label.allCases.first(where: { $0.universal == name })
      else { return nil }
      let preposition: Pattern.Preposition
      switch parts.count > 1 ? parts[1] : "" {
      case "": preposition = .any
      case "none": preposition = .none
      case "object": preposition = .ofObject
      case "subject": preposition = .ofSubject
      case let name where RelationLexicon.prepositions.contains(name): preposition = .named(name)
      default: return nil
      }
      switch text.first {
      case "<": self = .up(label, preposition)
      case ">": self = .down(label, preposition)
      default: return nil
      }
    }
  }
}

extension Pattern.Condition {
  fileprivate init?(_ text: String) {
    switch text {
    case "active": self = .active
    case "passive": self = .passive
    case "transitive": self = .transitive
    case "light": self = .light
    case "suffering": self = .suffering
    case "mutual": self = .mutual
    case "pairs": self = .pairs
    case "person": self = .person
    case "each-other": self = .eachOther
    case "turned": self = .turned
    case "struck": self = .struck
    case "appointed": self = .appointed
    case "bare": self = .bare
    case "capacity": self = .capacity
    case "armed": self = .armed
    case "doer-of": self = .doerOf
    case "sufferer-of": self = .suffererOf
    default:
      guard text.hasPrefix("class=") else { return nil }
      let names = text.dropFirst(6).split(separator: ",").map(String.init)
      let classes = names.compactMap(RelationClass.init(rawValue:))
      if classes.count < names.count { return nil }
      self = .classes(classes)
    }
  }
}

extension Pattern.Example {
  /// `yes fr {Oslo} accuse [Lima]`: braces around the one who acts, brackets around the other one.
  fileprivate init(_ line: Substring, file: String, line number: Int) throws(Table.Fault) {
    func fault(_ problem: String) -> Table.Fault {
      Table.Fault(file: file, line: number, problem: problem)
    }
    let parts = line.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, parts[0] == "yes" || parts[0] == "no" else {
      throw fault("expected: yes or no, a language, a sentence")
    }
    self.line = number
    isPositive = parts[0] == "yes"
    language = String(parts[1])
    var text = String.UnicodeScalarView()
    var places: [Unicode.Scalar: Int] = [:]
    for scalar in parts[2].unicodeScalars {
      if "{}[]".unicodeScalars.contains(scalar) {
        places[scalar] = text.count
      } else {
        text.append(scalar)
      }
    }
    self.text = String(text)
    func range(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> Range<Int>? {
      guard let start = places[open], let end = places[close], start < end else { return nil }
      return start..<end
    }
    subject = range("{", "}")
    object = range("[", "]")
    if isPositive, subject == nil || object == nil {
      throw fault("mark who acts with { } and the other one with [ ]")
    }
  }
}
