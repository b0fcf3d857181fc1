import Testing

@Suite struct `Completions of a shell` {
  @Test(arguments: [
    ("--outlet", "le mess", ["Le Messager de Paris"]),
    ("--outlet", "zzz", []),
    ("--by", "annika l", ["Annika Lindqvist"]),
    ("--by", "téhé", ["Téhéran"]),
  ])
  func `come from the archive of the line`(option: String, typed: String, names: [String]) throws {
    let line = ["dossier", "statements", "--archive", "press.dossier", option, typed]
    let run = try Tool.run(
      ["---completion", "statements", "--", option, "5", "\(typed.count)"] + line,
      in: Library.scratch)
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").map(String.init) == names)
  }

  @Test func `are none without an archive, and no error`() throws {
    let line = ["dossier", "statements", "--archive", "nosuch.dossier", "--outlet", "Le"]
    let run = try Tool.run(["---completion", "statements", "--", "--outlet", "5", "2"] + line)
    #expect(run.status == 0)
    #expect(run.output.allSatisfy { $0.isNewline })
  }
}
