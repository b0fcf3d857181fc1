import Foundation
import Testing

@Suite struct `Decisions about sources` {
  @Test func `merge, undo and rename, and a new reading keeps them`() throws {
    let folder = try Scratch()
    try folder.write(
      "a.txt",
      "Le porte-parole Hugo Malfray a déclaré : « Nous restons. » Selon M. Malfray, rien ne presse.\n"
    )
    try folder.write(
      "b.txt",
      "« Nous partons », a déclaré la ministre Odile Vancamp. Elle affirme que tout est prêt.\n")
    let archive = folder.path + "/x.dossier"
    #expect(
      try Tool.run(
        "import", "-q", "--archive", archive, folder.path + "/a.txt", folder.path + "/b.txt"
      )
      .status == 0)
    func speakers() throws -> String {
      try Tool.run(
        "sql", "--archive", archive,
        "SELECT DISTINCT source FROM statement_details WHERE source IS NOT NULL ORDER BY 1"
      ).output
    }
    let before = try speakers()
    #expect(before.contains("Hugo Malfray") && before.contains("Odile Vancamp"))
    #expect(
      try Tool.run("sources", "merge", "Odile Vancamp", "Hugo Malfray", "--archive", archive).status
        == 0)
    #expect(try !speakers().contains("Odile Vancamp"))
    #expect(try Tool.run("reextract", "--archive", archive).status == 0)
    #expect(try !speakers().contains("Odile Vancamp"))
    #expect(try Tool.run("sources", "undo", "--archive", archive).status == 0)
    #expect(try speakers() == before)
    #expect(
      try Tool.run("sources", "rename", "Hugo Malfray", "H. Malfray", "--archive", archive).status
        == 0)
    #expect(try speakers().contains("H. Malfray"))
    for name in ["Odile Vancamp", "odile vancamp", "a\nb", String(repeating: "x", count: 300)] {
      let run = try Tool.run("sources", "rename", "Malfray", name, "--archive", archive)
      #expect(run.status == 2, "\(run.talk)")
    }
    let itself = try Tool.run("sources", "merge", "Malfray", "H. Malfray", "--archive", archive)
    #expect(itself.status == 2 && itself.talk.contains("both are H. Malfray (per:hugo malfray)"))
    #expect(try Tool.run("verify", "--archive", archive).status == 0)
    #expect(try Tool.run("sources", "undo", "--archive", archive).status == 0)
    let nothing = try Tool.run("sources", "undo", "--archive", archive)
    #expect(nothing.status == 1 && nothing.talk.contains("no decision"))
  }

  @Test(arguments: ["gexf", "graphml"])
  func `relations become a graph that an XML parser reads`(form: String) throws {
    let folder = try Scratch()
    try folder.write("a.txt", "L'Iran accuse la Russie & l'Ukraine accuse l'Iran.\n")
    let archive = folder.path + "/x.dossier"
    #expect(
      try Tool.run("import", "-q", "--archive", archive, folder.path + "/a.txt").status == 0)
    let file = folder.path + "/graph." + form
    #expect(try Tool.run("relations", "--archive", archive, "--export-graph", file).status == 0)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("Iran") && text.contains("accuse") && text.hasSuffix("</\(form)>\n"))
  }
}
