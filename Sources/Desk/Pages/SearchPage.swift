import Storage

/// Where is it said?
struct SearchPage {
  /// What is listed.
  enum Tab: String, CaseIterable {
    case articles, statements, relations, concordance, counts

    /// What is counted and filtered.
    var subject: Archive.Subject {
      switch self {
      case .statements: .statements
      case .relations: .relations
      case .articles, .concordance, .counts: .articles
      }
    }

    var phrase: Phrase {
      switch self {
      case .articles: .articles
      case .statements: .statements
      case .relations: .relations
      case .concordance: .concordance
      case .counts: .counts
      }
    }
  }

  var asked: Asked
  var tab: Tab
  /// What is counted, where that is not what the tab lists.
  var counted: Archive.Subject?
  var total: Int
  var facets: [Facet]
  var months: [Facet.Value]
  var classes: [RelationClassCount]
  /// The list of the tab, and where its pages are.
  var list: HTML
  var pager: Pager?
  var command: String

  private var address: Address { asked.address }

  func page(_ context: PageContext) -> Page {
    var page = Page(
      title: title(context), question: context[.searchQuestion],
      content: HTML([form(context), body(context)]), command: command,
      section: .search)
    page.hasRows = tab != .concordance || asked.words != nil
    page.previous = pager?.previous(address)
    page.next = pager?.next(address)
    return page
  }

  private func title(_ context: PageContext) -> String {
    guard let words = asked.words else {
      let name = context[tab.phrase]
      return name.prefix(1).uppercased() + name.dropFirst()
    }
    return context.wording.quoted(words)
  }

  // MARK: The question

  private func form(_ context: PageContext) -> HTML {
    guard context.isServed else { return HTML() }
    return el(
      "form", .class("ask"), .action(context.place(Address("search"))), .label(context[.filters])
    ) {
      el("div", .class("main-field")) {
        el("label", .of("for", "words")) { context[.words] }
        el(
          "input", .id("words"), .of("type", "search"), .of("name", "words"),
          .of("value", asked.words), .of("placeholder", context[.wordsExample]))
        el("button") { context[.search] }
      }
      if tab != .articles { hidden("tab", tab.rawValue) }
      if tab == .counts {
        if let counted = address["of"] { hidden("of", counted) }
        if let dimensions = address["group-by"] { hidden("group-by", dimensions) }
      }
      if context.keepsLanguage { hidden("lang", context.wording.language) }
      for name in Asked.names.sorted() where name.hasPrefix("not-") {
        for value in address.all(name) {
          el(
            "input", .of("type", "hidden"), .of("name", name), .of("value", value))
        }
      }
      el("details", .flag("open", tab == .relations && !hasFilters)) {
        el("summary") { context[.filters] }
        el("div", .class("fields")) {
          field("by", .saidBy, context)
          field("about", .about, context)
          field("outlet", .outlet, context)
          field("from", .from, context, example: "2022-12")
          field("to", .to, context, example: "2023-01-31")
          field("language", .language, context, example: "fr")
          if isOfRelations { relationFields(context) } else { kindField(context) }
          checkbox("families", .familiesOnce, context)
          checkbox("exact", .exactForms, context)
        }
      }
    }
  }

  /// True when relations are listed or counted.
  private var isOfRelations: Bool { (counted ?? tab.subject) == .relations }

  private var hasFilters: Bool {
    address.parameters.contains {
      !["words", "tab", "page", "lang", "format", "order"].contains($0.name) && !$0.value.isEmpty
    }
  }

  private func field(
    _ name: String, _ phrase: Phrase, _ context: PageContext, example: String? = nil
  ) -> HTML {
    el("p") {
      el("label", .of("for", "f-" + name)) { context[phrase] }
      el(
        "input", .id("f-" + name), .of("name", name), .of("value", address[name]),
        .of("placeholder", example))
    }
  }

  private func kindField(_ context: PageContext) -> HTML {
    choice(
      "kind", .kind, ["direct", "indirect", "mixed"].map { ($0, context.wording.name($0)) }, context
    )
  }

  private func relationFields(_ context: PageContext) -> HTML {
    HTML([
      field("subject", .whoActs, context), field("object", .towardsWhom, context),
      field("asserted-by", .assertedBy, context),
      choice(
        "class", .relationClass,
        classes.filter { $0.count > 0 || $0.key == address["class"] }.map {
          ($0.key, context.wording.label(french: $0.labelFrench, english: $0.labelEnglish))
        }, context),
    ])
  }

  private func choice(
    _ name: String, _ phrase: Phrase, _ values: [(String, String)], _ context: PageContext
  ) -> HTML {
    el("p") {
      el("label", .of("for", "f-" + name)) { context[phrase] }
      el("select", .id("f-" + name), .of("name", name)) {
        el("option", .of("value", "")) { context[.any] }
        for (value, label) in values {
          el("option", .of("value", value), .flag("selected", address[name] == value)) { label }
        }
      }
    }
  }

  private func checkbox(_ name: String, _ phrase: Phrase, _ context: PageContext) -> HTML {
    el("p", .class("check")) {
      el(
        "input", .id("f-" + name), .of("type", "checkbox"), .of("name", name), .of("value", "1"),
        .flag("checked", address[name] == "1"))
      el("label", .of("for", "f-" + name)) { context[phrase] }
    }
  }

  // MARK: The answer

  private func body(_ context: PageContext) -> HTML {
    el("div", .class(tab == .concordance ? "answer wide" : "answer")) {
      el("div", .class("found")) {
        tabs(context)
        chosen(context)
        el("p", .class("total"), .of("role", "status")) {
          el("b") { context.wording.figure(total) }
          " "
          context.wording.name((counted ?? tab.subject).rawValue, total)
        }
        if total == 0 { el("p", .class("none")) { context[.nothingFound] } }
        BarPlot(
          title: context[.overTime],
          bars: BarPlot.bars(ofMonths: months, unknown: context[.undated]) { period in
            address.with("page", nil).with("from", period).with("to", period)
          },
          columns: (context[.month], context.wording.name((counted ?? tab.subject).rawValue))
        ).html(context)
        if tab == .articles || tab == .statements || tab == .relations { order(context) }
        list
        pager?.html(context) ?? HTML()
      }
      if !facets.isEmpty, total > 0 {
        el("aside", .class("facets"), .label(context[.facets])) {
          for facet in facets where !facet.values.isEmpty && facet.name != .month {
            self.facet(facet, context)
          }
        }
      }
    }
  }

  private func tabs(_ context: PageContext) -> HTML {
    el("nav", .class("tabs"), .label(context[.views])) {
      el("ul") {
        for tab in Tab.allCases {
          let target = address.with("tab", tab == .articles ? nil : tab.rawValue)
            .with("page", nil).with("order", nil).with("group-by", nil).with("sort", nil)
            .fitting(tab == .counts ? counted ?? tab.subject : tab.subject)
          if context.place(target) != nil {
            el("li") {
              context.link(target, .of("aria-current", tab == self.tab ? "page" : nil)) {
                context[tab.phrase]
              }
            }
          }
        }
      }
    }
  }

  private func order(_ context: PageContext) -> HTML {
    let usual = asked.words == nil || tab == .relations ? "newest" : "relevance"
    let orders: [(String, Phrase)] =
      (usual == "relevance" ? [("relevance", .relevance)] : [])
      + [("newest", .newest), ("oldest", .oldest)]
    return el("p", .class("order")) {
      el("span") { context[.order] }
      for (name, phrase) in orders {
        " "
        context.link(
          address.with("page", nil).with("order", name == usual ? nil : name),
          .of("aria-current", (address["order"] ?? usual) == name ? "true" : nil)
        ) { context[phrase] }
      }
    }
  }

  /// The filters that are set, each with a way to drop it.
  private func chosen(_ context: PageContext) -> HTML {
    let set = address.parameters.filter {
      Asked.names.contains($0.name) && $0.name != "words" && $0.name != "order" && !$0.value.isEmpty
    }
    if set.isEmpty { return HTML() }
    return el("ul", .class("chosen"), .label(context[.filters])) {
      for parameter in set {
        let isExcluded = parameter.name.hasPrefix("not-")
        el("li", .class(isExcluded ? "excluded" : nil)) {
          el("span") {
            isExcluded ? context[.without] + " " : ""
            label(of: parameter, context)
          }
          context.link(
            address.removing(parameter.name, parameter.value).with("page", nil), .class("drop"),
            .label(context.wording.of(.dropFilter, parameter.value))
          ) { "×" }
        }
      }
    }
  }

  private func label(of parameter: Address.Parameter, _ context: PageContext) -> String {
    let name =
      parameter.name.hasPrefix("not-") ? String(parameter.name.dropFirst(4)) : parameter.name
    let value = facets.flatMap(\.values).first { $0.key == parameter.value }?.label
    switch name {
    case "families": return context[.familiesOnce]
    case "exact": return context[.exactForms]
    case "fts": return context[.rawSyntax]
    case "hidden": return context[.alsoHidden]
    case "kind": return context.wording.name(parameter.value)
    case "class":
      return className(parameter.value, context)
    case "asserted-by" where parameter.value == "article":
      return context[.assertedBy] + ": " + context[.articlesOwnVoice]
    default:
      let phrases: [String: Phrase] = [
        "by": .saidBy, "about": .about, "outlet": .outlet, "language": .language, "from": .from,
        "to": .to, "subject": .whoActs, "object": .towardsWhom, "asserted-by": .assertedBy,
        "month": .month, "min-confidence": .precision,
      ]
      return (phrases[name].map { context[$0] } ?? name) + ": " + (value ?? parameter.value)
    }
  }

  private func className(_ key: String, _ context: PageContext) -> String {
    classes.first { $0.key == key }.map {
      context.wording.label(french: $0.labelFrench, english: $0.labelEnglish)
    } ?? key
  }

  private func facet(_ facet: Facet, _ context: PageContext) -> HTML {
    let (parameter, phrase): (String, Phrase) =
      switch facet.name {
      case .outlet: ("outlet", .outlet)
      case .language: ("language", .language)
      case .speaker: isOfRelations ? ("asserted-by", .assertedBy) : ("by", .speaker)
      case .kind: isOfRelations ? ("class", .relationClass) : ("kind", .kind)
      case .month: ("month", .month)
      }
    let most = facet.values.prefix(12)
    return el("section") {
      el("h2") { context[phrase] }
      el("ul") {
        for value in most { facetValue(value, parameter, facet.name, context) }
      }
      let others = facet.others + facet.values.count - most.count
      if others > 0 {
        el("p", .class("quiet")) {
          context.link(allValues(facet.name)) {
            context.wording.of(.more, context.wording.figure(others))
          }
        }
      }
    }
  }

  /// The counts of all values of a facet.
  private func allValues(_ name: Facet.Name) -> Address {
    let isSaid = name == .speaker || name == .kind
    let counted = tab.subject == .articles && isSaid ? Archive.Subject.statements : tab.subject
    let isOfRelations = counted == .relations
    let dimension: Dimension =
      switch name {
      case .outlet: .outlet
      case .month: .month
      case .language: .language
      case .speaker: isOfRelations ? .assertedBy : .source
      case .kind: isOfRelations ? .class : .kind
      }
    return address.with("page", nil).with("order", nil).with("tab", "counts")
      .with("of", counted == .articles ? nil : counted.rawValue)
      .with("group-by", dimension.rawValue).fitting(counted)
  }

  private func label(of value: Facet.Value, _ name: Facet.Name, _ context: PageContext) -> String {
    guard let label = value.label else {
      let isOwnVoice = name == .speaker && value.key != nil
      return context[isOwnVoice ? .articlesOwnVoice : name == .outlet ? .noOutlet : .unknown]
    }
    guard name == .kind else { return label }
    return tab.subject == .relations ? className(label, context) : context.wording.name(label)
  }

  private func facetValue(
    _ value: Facet.Value, _ parameter: String, _ name: Facet.Name, _ context: PageContext
  ) -> HTML {
    let label = self.label(of: value, name, context)
    let start = address.with("page", nil)
    return el("li") {
      if let key = value.key {
        let isSet = address.all(parameter).contains(key)
        context.link(
          isSet ? start.removing(parameter, key) : start.with(parameter, key),
          .of("aria-current", isSet ? "true" : nil)
        ) { label }
        el("span", .class("count")) { context.wording.figure(value.count) }
        context.link(
          start.adding("not-" + parameter, key), .class("exclude"),
          .label(context.wording.of(.exclude, label)), .title(context.wording.of(.exclude, label))
        ) { "−" }
      } else {
        if name == .outlet, address["where"] == nil {
          context.link(start.with("where", "outlet IS NULL")) { label }
        } else {
          el("span") { label }
        }
        el("span", .class("count")) { context.wording.figure(value.count) }
      }
    }
  }
}
