import Storage

/// What did each desk cut?
struct FamilyPage {
  var family: Int64
  var members: [ArticleFile.Relative]
  var statements: [[StatementHit]]

  func page(_ context: PageContext) -> Page {
    let rows = FamilyComparison.rows(statements)
    return Page(
      title: context.wording.of(.familyOf, context.wording.figure(members.count)),
      question: context[.familyQuestion],
      content: HTML([
        el("p", .class("quiet")) {
          context.wording.of(.familyRule, context.wording.percent(FamilyComparison.least))
        },
        table(rows, context),
      ]),
      command: "dossier statements --where \(Shell.quoted("family_id = \(family)")) --limit 0")
  }

  private func table(_ rows: [FamilyComparison.Row], _ context: PageContext) -> HTML {
    el(
      "div", .class("scroll"), .of("role", "region"), .of("tabindex", "0"),
      .label(context[.familyQuestion])
    ) {
      el("table", .class("family")) {
        el("caption", .class("unseen")) { context[.familyQuestion] }
        el("thead") {
          el("tr") {
            el("th", .of("scope", "col")) { context[.speaker] }
            for member in members {
              el("th", .of("scope", "col")) {
                context.link(articleAddress(member.id)) {
                  member.outlet ?? member.title ?? "\(member.id)"
                }
                el("small") { date(member.published) }
              }
            }
          }
        }
        el("tbody") {
          for row in rows {
            el("tr", .of("data-row", "")) {
              el("th", .of("scope", "row")) { speaker(row.first, context) }
              for fate in row.fates { cell(fate, context) }
            }
          }
        }
      }
    }
  }

  private func cell(_ fate: FamilyComparison.Fate, _ context: PageContext) -> HTML {
    let (name, phrase): (String, Phrase) =
      switch fate {
      case .kept: ("kept", .kept)
      case .reworded: ("reworded", .reworded)
      case .madeIndirect: ("made-indirect", .madeIndirect)
      case .cut: ("cut", .cut)
      }
    return el("td", .class("fate " + name)) {
      el("b") { context[phrase] }
      if let hit = fate.hit {
        el("p") {
          context.link(articleAddress(hit.article, fragment: "s\(hit.id)")) { hit.content }
        }
      }
    }
  }
}
