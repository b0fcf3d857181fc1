import Languages
import Press
import Syntax

/// The closed classes of a language: what each form does, and the base forms of its prepositions.
struct GrammarWords: Sendable {
  private(set) var roles: [RelationLexicon.Role]
  private(set) var bases: [Int32]
  /// The word for each of `RelationLexicon.prepositions`.
  private(set) var named: [String: Int32] = [:]

  init(of language: Language) {
    let lexicon = language.lexicon
    roles = Array(repeating: [], count: lexicon.count)
    bases = Array(repeating: -1, count: lexicon.count)
    for file in ["grammar-words", "relation-words"] {
      for row in language.rows(of: file) where row[1] != "each-other" {
        let form = lexicon.form(row[0])
        guard form >= 0 else { language.fault(file, row, "«\(row[0])» is more than one word") }
        if row[1].hasPrefix("=") {
          let name = String(row[1].dropFirst())
          guard RelationLexicon.prepositions.contains(name) else {
            language.fault(file, row, "unknown preposition «\(row[1])»")
          }
          named[name] = form
        } else if let role = RelationLexicon.Role.named[row[1]] {
          roles[Int(form)].insert(role)
          if role == .prep { bases[Int(form)] = lexicon.form(row[2]) }
        } else if !ClauseWords.kinds.contains(row[1]) {
          language.fault(file, row, "unknown kind «\(row[1])»")
        }
      }
    }
  }

  func has(_ role: RelationLexicon.Role, _ form: Int32) -> Bool {
    roles[safe: form]?.contains(role) ?? false
  }
}

extension Language {
  /// Stops the program at a row of a table that cannot be read.
  func fault(_ file: String, _ row: Table.Row, _ problem: String) -> Never {
    preconditionFailure("\(folder)/\(file).tsv:\(row.line): \(problem)")
  }

  /// The words before a side, divided by commas; -2 for none («0»).
  fileprivate func frames(_ field: String) -> [Int32] {
    field.split(separator: ",").map { $0 == "0" ? -2 : lexicon.form(String($0)) }
  }
}

extension RelationLexicon.Pronoun {
  static func table(of language: Language) -> [Int32: Self] {
    var pronouns: [Int32: Self] = [:]
    for row in language.rows(of: "pronouns") {
      pronouns[language.lexicon.form(row[0])] = Self(
        isPlural: row[1].isEmpty ? nil : row[1] == "p", gender: Gender(row[2]),
        isPerson: row[3] == "person", isThing: row[3] == "thing")
    }
    return pronouns
  }
}

extension RelationLexicon.Verb {
  /// The uses of each verb by its lemma, those with more words first.
  static func table(
    of language: Language, _ words: GrammarWords
  ) -> [Int32: [RelationLexicon.Verb]] {
    let senses = RelationLexicon.Sense.table()
    var verbs: [Int32: [RelationLexicon.Verb]] = [:]
    for file in ["light-verbs", "relation-verbs"] {
      let rows = language.rows(of: file)
      for (row, phrase) in zip(rows, Phrases.forms(of: rows.map { $0[0] }, in: language)) {
        var forms = phrase[...]
        let isReflexive = forms.first.map { words.has(.reflexive, $0) } ?? false
        if isReflexive { forms = forms.dropFirst() }
        if let first = forms.first, forms.count > 1, words.has(.clitic, first) {
          forms = forms.dropFirst()
        }
        guard let head = forms.first else { continue }
        guard
          let sense = senses[row[1]] ?? RelationClass(rawValue: row[1]).map({ [.init(class: $0)] })
        else { language.fault(file, row, "unknown class or sense «\(row[1])»") }
        verbs[head, default: []].append(
          .init(
            senses: sense, frames: language.frames(row[2]), isReflexive: isReflexive,
            tail: forms.dropFirst().filter { !words.has(.det, $0) }))
      }
    }
    return verbs
  }
}

extension RelationLexicon.Noun {
  /// The nouns in their order, the phrases that name them, and the first form of each phrase.
  static func table(
    of language: Language, _ words: GrammarWords
  ) -> (list: [RelationLexicon.Noun], phrases: PhraseTable.Builder, firsts: [Int32]) {
    var list: [RelationLexicon.Noun] = []
    var phrases = PhraseTable.Builder()
    let rows = language.rows(of: "relation-nouns")
    let forms = Phrases.forms(of: rows.map { $0[0] }, in: language)
    for (row, forms) in zip(rows, forms) {
      guard let kind = RelationClass(rawValue: row[1]) else {
        language.fault("relation-nouns", row, "unknown class «\(row[1])»")
      }
      guard phrases.insert(forms, value: Int32(list.count)) == Int32(list.count) else { continue }
      let objects = Phrases.forms(
        of: row[3].split(separator: ",").map(String.init), in: language
      ).compactMap(\.last).map { words.bases[safe: $0].flatMap { $0 >= 0 ? $0 : nil } ?? $0 }
      list.append(
        .init(
          class: kind, subjects: language.frames(row[2]), objects: objects,
          isReciprocal: row[4] == "recip", isRelational: row[4] == "standing"))
    }
    return (list, phrases, forms.compactMap(\.first))
  }
}

extension Pattern {
  /// What all languages share, then what one adds.
  static func all(of language: Language) -> [Pattern] {
    do throws(Table.Fault) {
      var patterns: [Pattern] = []
      for file in ["Shared/relations.patterns", "\(language.folder)/relations.patterns"] {
        guard let text = DataFiles.text(of: file) else { continue }
        patterns += try list(in: text, file: file)
      }
      return patterns
    } catch {
      preconditionFailure("\(error)")
    }
  }
}

/// What an actor is, or may be, for the conditions of senses and classes.
struct ActorKind: OptionSet, Sendable {
  let rawValue: UInt8
  static let person = ActorKind(rawValue: 1 << 0)
  static let state = ActorKind(rawValue: 1 << 1)
  static let organisation = ActorKind(rawValue: 1 << 2)
  /// A group of people.
  static let people = ActorKind(rawValue: 1 << 3)
  static let place = ActorKind(rawValue: 1 << 4)
  /// A capitalised word that nothing proves to be a person.
  static let unproven = ActorKind(rawValue: 1 << 5)

  private static let named: [String: ActorKind] = [
    "person": .person, "state": .state, "organisation": .organisation, "people": .people,
    "place": .place, "unproven": .unproven,
  ]

  /// The kinds in a field, divided by commas; nil for an empty field.
  fileprivate static func set(_ field: String, _ fault: (String) -> Never) -> ActorKind? {
    if field.isEmpty { return nil }
    return field.split(separator: ",").reduce(into: []) { kinds, name in
      guard let kind = named[String(name)] else { fault("unknown kind of actor «\(name)»") }
      kinds.insert(kind)
    }
  }
}

extension RelationLexicon.Sense {
  /// `Shared/senses.tsv`: what each sense says, in order.
  static func table() -> [String: [RelationLexicon.Sense]] {
    var senses: [String: [RelationLexicon.Sense]] = [:]
    for (row, fault) in sharedRows(of: "Shared/senses.tsv") {
      guard let kind = RelationClass(rawValue: row[1]) else { fault("unknown class «\(row[1])»") }
      let conditions = row[2].split(separator: " ").map { word -> Condition in
        switch word {
        case "arms": return .arms
        case "denied": return .denied
        case "sentence": return .sentence
        case "infinitive": return .infinitive
        case "turned": return .turned
        default:
          guard word.hasPrefix("object="),
            let kinds = ActorKind.set(String(word.dropFirst(7)), fault)
          else { fault("unknown condition «\(word)»") }
          return .object(kinds)
        }
      }
      senses[row[0], default: []].append(.init(class: kind, conditions: conditions))
    }
    return senses
  }
}

extension RelationLexicon.Sides {
  /// `Shared/relation-classes.tsv`.
  static func table() -> [RelationClass: RelationLexicon.Sides] {
    var sides: [RelationClass: RelationLexicon.Sides] = [:]
    for (row, fault) in sharedRows(of: "Shared/relation-classes.tsv") {
      guard let kind = RelationClass(rawValue: row[0]) else { fault("unknown class «\(row[0])»") }
      sides[kind] = .init(
        subject: ActorKind.set(row[3], fault), object: ActorKind.set(row[4], fault))
    }
    return sides
  }
}

/// The rows of a table that all languages share, each with what stops the program at a fault in it.
private func sharedRows(of file: String) -> [(row: Table.Row, fault: (String) -> Never)] {
  do throws(Table.Fault) {
    return (try Table.named(file)?.rows ?? []).map { row in
      (row, { preconditionFailure("\(file):\(row.line): \($0)") })
    }
  } catch {
    preconditionFailure("\(error)")
  }
}

extension Array {
  /// The element of a form; nil for forms that only a text has.
  @inline(__always)
  subscript(safe form: Int32) -> Element? {
    form >= 0 && Int(form) < count ? self[Int(form)] : nil
  }
}
