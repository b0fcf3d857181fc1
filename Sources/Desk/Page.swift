import Storage

/// What every page knows: in which words, for which archive, under which address.
struct PageContext: Sendable {
  let wording: Wording
  let links: Links
  /// The file's name, without folders.
  let archive: String
  /// The archive as a person named it for the tool; nil when it is found without being named.
  var archiveOption: String?
  /// The page's own address.
  let address: Address
  /// True when the language is in the address, and links have to keep it.
  var keepsLanguage: Bool { address["lang"] != nil }

  subscript(_ phrase: Phrase) -> String { wording[phrase] }

  /// A command with the archive that was named, if one was: `dossier stats --archive a.dossier --by month`
  /// of `dossier stats --by month`.
  func command(_ command: String) -> String {
    guard let archiveOption else { return command }
    var words = command.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    words.insert("--archive " + Shell.quoted(archiveOption), at: min(2, words.count))
    return words.joined(separator: " ")
  }

  /// Where an address is; nil when it is not among the pages.
  func place(_ address: Address) -> Place? {
    let kept = keepsLanguage && address["lang"] == nil && address.path.first != "assets"
    return links.place(kept ? address.with("lang", wording.language) : address)
  }

  /// A link, or plain text when the page is not there.
  func link(
    _ address: Address, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML
  ) -> HTML {
    guard let place = place(address) else {
      return HTML.element("span", attributes, content())
    }
    return HTML.element("a", [.href(place)] + attributes, content())
  }

  /// True when pages come from a server, which answers forms.
  var isServed: Bool {
    if case .served = links { true } else { false }
  }
}

/// One page: its title and what is on it; the frame around it is the same for all.
struct Page {
  var title: String
  /// The question that the page answers.
  var question: String?
  var content: HTML
  /// The exact command that gives the same.
  var command: String?
  /// True when all its rows can be had as CSV and JSON.
  var hasRows = true
  /// Where the pages before and after are, in a list of pages.
  var previous: Address?
  var next: Address?
  /// Which entry of the menu it belongs to.
  var section: Section?

  /// The entries of the menu.
  enum Section: CaseIterable { case overview, search, matrix, sql, codebook, dumps }
}

extension Page {
  /// The whole document.
  func document(_ context: PageContext) -> HTML {
    HTML.document(
      el("html", .of("lang", context.wording.language)) {
        head(context)
        el("body") {
          el("a", .class("skip"), .href(Place(text: "#main"))) { context[.skipToContent] }
          header(context)
          el("main", .id("main"), .of("tabindex", "-1")) {
            el("div", .class("heading")) {
              el("h1") { title }
              if let question { el("p", .class("question")) { question } }
            }
            content
          }
          footer(context)
          if context.isServed { Self.help(context) }
        }
      })
  }

  private func head(_ context: PageContext) -> HTML {
    el("head") {
      el("meta", .of("charset", "utf-8"))
      el("meta", .of("name", "viewport"), .of("content", "width=device-width, initial-scale=1"))
      el("meta", .of("name", "color-scheme"), .of("content", "light dark"))
      el("title") { "\(title) · \(context.archive)" }
      if let style = context.place(Address("assets", "desk.css")) {
        el("link", .of("rel", "stylesheet"), .href(style))
      }
      if let icon = context.place(Address("assets", "desk.svg")) {
        el("link", .of("rel", "icon"), .of("type", "image/svg+xml"), .href(icon))
      }
      if let script = context.place(Address("assets", "desk.js")) {
        el("script", .src(script), .flag("defer"))
      }
      if let place = previous.flatMap({ context.place($0) }) {
        el("link", .of("rel", "prev"), .href(place))
      }
      if let place = next.flatMap({ context.place($0) }) {
        el("link", .of("rel", "next"), .href(place))
      }
    }
  }

  private func header(_ context: PageContext) -> HTML {
    el("header", .class("top")) {
      context.link(Address(), .class("brand")) {
        el("b") { "Dossier" }
        el("span") { context.archive }
      }
      // A search has a field of its own.
      if context.isServed, section != .search {
        el("form", .class("find"), .of("role", "search"), .action(context.place(Address("search"))))
        {
          el(
            "input", .of("type", "search"), .of("name", "words"), .id("find"),
            .label(context[.searchWords]), .of("placeholder", context[.searchWords]),
            .of("value", context.address["words"]), .of("autocomplete", "off"))
          if context.keepsLanguage { hidden("lang", context.wording.language) }
          el("button") { context[.search] }
        }
      }
      el("nav", .label(context[.menu])) {
        el("ul") {
          for section in Section.allCases where context.place(section.address) != nil {
            el("li") {
              context.link(
                section.address,
                .of("aria-current", section == self.section ? "page" : nil)
              ) { context[section.phrase] }
            }
          }
        }
      }
    }
  }

  private func footer(_ context: PageContext) -> HTML {
    el("footer") {
      if let command {
        el("div", .class("same"), .of("role", "group"), .of("aria-labelledby", "same-label")) {
          el("span", .id("same-label")) { context[.theSameAs] }
          el("code", .of("tabindex", "0")) { context.command(command) }
        }
      }
      el("p", .class("foot")) {
        if hasRows {
          let whole = context.address.with("page", nil)
          for (form, name) in [("csv", "CSV"), ("json", "JSON")]
          where context.place(whole.with("format", form)) != nil {
            context.link(whole.with("format", form), .class("get")) { name }
          }
          el("span", .class("quiet")) { context[.allRows] }
        }
        if context.isServed {
          for language in Wording.languages where language != context.wording.language {
            el(
              "a", .class("lang"), .of("hreflang", language), .of("lang", language),
              .href(context.links.place(context.address.with("lang", language)))
            ) { Wording(language)[.languageName] }
          }
          el("button", .of("type", "button"), .class("keys"), .flag("hidden"), .id("keys")) {
            context[.keyboard]
          }
        }
      }
    }
  }

  private static func help(_ context: PageContext) -> HTML {
    let keys: [(String, Phrase)] = [
      ("/", .keyFind), ("j k", .keyRows), ("n p", .keyHits), ("[ ]", .keyPages), ("?", .keyHelp),
    ]
    return el("dialog", .id("help"), .of("aria-labelledby", "help-title")) {
      el("h2", .id("help-title")) { context[.keyboard] }
      el("dl") {
        for (key, phrase) in keys {
          el("dt") {
            for part in key.split(separator: " ") { el("kbd") { String(part) } }
          }
          el("dd") { context[phrase] }
        }
      }
      el("p", .class("check")) {
        el("input", .of("type", "checkbox"), .id("keys-on"), .flag("checked"))
        el("label", .of("for", "keys-on")) { context[.keysOn] }
      }
      el("form", .of("method", "dialog")) { el("button") { context[.close] } }
    }
  }
}

extension Page.Section {
  /// Its first page.
  var address: Address {
    switch self {
    case .overview: Address()
    case .search: Address("search")
    case .matrix: Address("matrix")
    case .sql: Address("sql")
    case .codebook: Address("codebook")
    case .dumps: Address("dumps")
    }
  }

  fileprivate var phrase: Phrase {
    switch self {
    case .overview: .overview
    case .search: .search
    case .matrix: .matrix
    case .sql: .sql
    case .codebook: .codebook
    case .dumps: .dumps
    }
  }
}

/// A parameter that a form carries along.
func hidden(_ name: StaticString, _ value: String) -> HTML {
  el("input", .of("type", "hidden"), .of("name", "\(name)"), .of("value", value))
}
