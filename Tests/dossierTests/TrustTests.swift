import Foundation
import Testing

/// A named pipe that feeds the program: opening it waits until the program reads, so that a test knows
/// where it stands without looking at a clock.
final class Feed {
  private let descriptor: Int32

  /// Waits until somebody reads the pipe `name` of `folder`.
  init(_ name: String, in folder: Scratch) throws {
    // Programs that other tests start must not hold the pipe open.
    descriptor = open(folder[name], O_WRONLY | O_CLOEXEC)
    try #require(descriptor >= 0)
    signal(SIGPIPE, SIG_IGN)
  }

  static func make(_ name: String, in folder: Scratch) { #expect(mkfifo(folder[name], 0o600) == 0) }

  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  func close() { systemClose(descriptor) }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemClose(_ descriptor: Int32) { close(descriptor) }

@Suite struct `Trust` {
  @Test func `no refused writer opens the gate to the next one`() throws {
    let scratch = try Scratch()
    try scratch.write("b.jsonl", dump(of: 10))
    Feed.make("pipe", in: scratch)
    #expect(symlink("press.dossier", scratch["link.dossier"]) == 0)
    let files = try Scratch()
    let process = try Tool.start(["import", "pipe"], in: scratch, [:], files)
    let feed = try Feed("pipe", in: scratch)
    feed.write(dump(of: 20))
    for archive in ["press.dossier", "./press.dossier", "link.dossier", scratch["press.dossier"]] {
      let second = try Tool.run("import", "b.jsonl", "--archive", archive, in: scratch)
      #expect(second.status == 4, "\(archive): \(second.talk)")
      #expect(second.talk.contains("process \(process.processIdentifier)"), "\(second.talk)")
      #expect(FileManager.default.fileExists(atPath: scratch["press.dossier-lock"]))
    }
    let search = try Tool.run("stats", in: scratch)
    #expect(search.status != 4, "readers go on: \(search.talk)")
    feed.close()
    process.waitUntilExit()
    let talk = try files.read("err")
    #expect(process.terminationStatus == 0, "\(talk)")
    #expect(try Tool.run("import", "b.jsonl", in: scratch).status == 0)
    #expect(try Tool.run("verify", in: scratch).status == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
    #expect(left == ["b.jsonl", "link.dossier", "pipe", "press.dossier"])
  }

  @Test(arguments: zip([SIGINT, SIGTERM, SIGHUP], [Int32(130), 143, 129]))
  func `a signal commits what is there, and only the same records go on`(
    signal: Int32, status: Int32
  ) throws {
    let scratch = try Scratch()
    Feed.make("pipe", in: scratch)
    let files = try Scratch()
    let process = try Tool.start(["import", "pipe", "--jobs", "1"], in: scratch, [:], files)
    var feed = try Feed("pipe", in: scratch)
    // Articles are handed over in batches of some hundred.
    feed.write(dump(of: 600))
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    feed.close()
    let talk = try files.read("err")
    #expect(process.terminationStatus == status, "\(talk)")
    #expect(talk.contains("the same import goes on from there"))

    // Another dump under the same name.
    let other = try Tool.start(["import", "pipe"], in: scratch, [:], files)
    feed = try Feed("pipe", in: scratch)
    feed.write(dump(of: 50, from: 10_000))
    feed.close()
    other.waitUntilExit()
    #expect(other.terminationStatus == 0)
    // The first one again.
    let again = try Tool.start(["import", "pipe"], in: scratch, [:], files)
    feed = try Feed("pipe", in: scratch)
    feed.write(dump(of: 600))
    feed.close()
    again.waitUntilExit()
    #expect(again.terminationStatus == 0)
    let count = try Tool.run(
      "sql", "SELECT count(*), count(DISTINCT external_id) FROM articles", "--format", "csv",
      in: scratch)
    #expect(
      count.output.hasSuffix("\n650,650\n") || count.output.hasSuffix("\r\n650,650\r\n"),
      "\(count.output)")
    #expect(try Tool.run("verify", in: scratch).status == 0)
  }

  @Test func `an export never overwrites an archive, what stands beside it, or a dump`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 5))
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    #expect(try Tool.run("import", "a.jsonl", "--archive", "other.gexf", in: scratch).status == 0)
    #expect(symlink("press.dossier", scratch["link"]) == 0)
    #expect(link(scratch["press.dossier"], scratch["hard"]) == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch["press.dossier"]))
    for target in [
      "press.dossier", "./press.dossier", "link", "hard", "press.dossier-wal", "press.dossier-lock",
      "a.jsonl", "other.gexf",
    ] {
      let run = try Tool.run(
        "export", "articles", "--format", "csv", "--to", target, in: scratch)
      #expect(run.status == 2, "\(target): \(run.talk)")
      #expect(!FileManager.default.fileExists(atPath: scratch[target + ".part"]))
    }
    let graph = try Tool.run("relations", "--export-graph", "other.gexf", in: scratch)
    #expect(graph.status == 2, "\(graph.talk)")
    for arguments in [["backup", "press.dossier"], ["decisions", "export", "--to", "link"]] {
      #expect(try Tool.run(arguments, in: scratch).status == 2)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch["press.dossier"])) == before)

    // A link in the place of the unfinished file leads nowhere.
    try scratch.write("victim", "keep me")
    #expect(symlink("victim", scratch["out.csv.part"]) == 0)
    #expect(try Tool.run("export", "articles", "--to", "out.csv", in: scratch).status == 0)
    #expect(try scratch.read("victim") == "keep me")
    #expect(try scratch.read("out.csv").hasPrefix("id,"))
  }

  @Test func `the folder of the archive is imported without the archive`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 3))
    for round in 1...3 {
      let run = try Tool.run("import", ".", in: scratch)
      #expect(run.status == 0, "\(round): \(run.talk)")
      if round == 2 { #expect(try Tool.run("backup", "copy.dossier", in: scratch).status == 0) }
    }
    let count = try Tool.run("sql", "SELECT count(*) FROM articles", in: scratch)
    #expect(count.output == "count(*)\n3\n")
    let named = try Tool.run("import", "copy.dossier", in: scratch)
    #expect(named.status == 2 && named.talk.contains("SQLite"), "\(named.talk)")
    let all = try Tool.shell("$dossier extract . > all.jsonl", in: scratch)
    #expect(all.status == 0, "\(all.talk)")
    #expect(try scratch.read("all.jsonl").split(separator: "\n").count == 3)
  }

  @Test func `an import of nothing makes no archive, and a closed input is told`() throws {
    let scratch = try Scratch()
    let missing = try Tool.run("import", "nosuch.txt", in: scratch)
    #expect(missing.status == 2)
    #expect(!FileManager.default.fileExists(atPath: scratch["press.dossier"]))
    let closed = try Tool.shell("$dossier import - <&-", in: scratch)
    #expect(closed.status == 2, "\(closed.talk)")
    try scratch.write("empty.dossier", "")
    let search = try Tool.run("search", "pont", "--archive", "empty.dossier", in: scratch)
    #expect(search.status == 2 && search.talk.contains("is empty"), "\(search.talk)")
  }

  @Test func `what an archivist does is told and can be taken back`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 6))
    try scratch.write("b.jsonl", dump(of: 3, from: 6))
    for file in ["a.jsonl", "b.jsonl"] {
      #expect(try Tool.run("import", file, in: scratch).status == 0)
    }
    #expect(try Tool.run("tag", "checked", "statement:1", "2", in: scratch).status == 0)
    #expect(try Tool.run("tag", "checked", "statement:999", in: scratch).status == 1)
    #expect(try Tool.run("tag", "checked", "nonsense", in: scratch).status == 2)
    #expect(try Tool.run("note", "Wie gedruckt.", "statement:1", in: scratch).status == 0)
    let tagged = try Tool.run(
      "statements", "--tag", "checked", "--columns", "id,tags,notes", in: scratch)
    #expect(tagged.output.contains("1\tchecked\tWie gedruckt.\n"), "\(tagged.output)")
    #expect(try Tool.run("hide", "article:2", in: scratch).status == 0)
    let hidden = try Tool.run(
      "statements", "--where", "article_id = 2", "--limit", "0", in: scratch)
    #expect(hidden.status == 1)
    let shown = try Tool.run(
      "statements", "--where", "article_id = 2", "--hidden", "--limit", "0", in: scratch)
    #expect(shown.status == 0)
    for (option, articles) in [([], 8), (["--hidden"], 9)] {
      let counts = try Tool.run(
        ["counts", "articles", "--group-by", "language"] + option, in: scratch)
      #expect(counts.output.contains("fr\t\(articles)\t\(articles)\t1000"), "\(counts.output)")
    }
    #expect(try Tool.run("decisions", "undo", in: scratch).status == 0)
    let page = try Tool.run("show", "1", in: scratch)
    #expect(page.output.contains("Wie gedruckt."), "\(page.output)")

    let forgotten = try Tool.run("forget", "3", in: scratch)
    #expect(forgotten.status == 0, "\(forgotten.talk)")
    let again = try Tool.run("import", "a.jsonl", in: scratch)
    #expect(
      again.talk.contains("found       6 = 0 stored + 5 duplicates + 0 rejected + 1 forgotten"),
      "\(again.talk)")
    let list = try Tool.run("imports", "--format", "json", in: scratch)
    #expect(list.status == 0 && list.output.contains("\"kind\":\"forget\""), "\(list.output)")
    #expect(try Tool.run("imports", "undo", "2", in: scratch).status == 0)
    #expect(try Tool.run("imports", "undo", "2", in: scratch).status == 2)
    let count = try Tool.run("sql", "SELECT count(*) FROM articles", in: scratch)
    #expect(count.output == "count(*)\n5\n")
    #expect(try Tool.run("verify", in: scratch).status == 0)

    let diff = try Tool.run("reextract", "--diff", "--format", "csv", in: scratch)
    #expect(diff.status == 0 && diff.talk.contains("nothing written"), "\(diff.talk)")
    #expect(
      diff.output.split(separator: "\r\n").count <= 1
        || diff.output.split(separator: "\n").count == 1,
      "the same rules change nothing: \(diff.output)")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
  func `nothing that comes from outside steers a terminal`() throws {
    let scratch = try Scratch()
    let name = "d/\u{1B}]0;x\u{7}\u{1B}[31mred\u{202E}.pdf"
    try scratch.write(name, "%PDF-1.4 ")
    try scratch.write("d/a.jsonl", dump(of: 2))
    // «script» gives the program a terminal and keeps what it writes there.
    for line in [
      "import d", "import --dry-run d", "search $'\\e[31mx'", "sources $'\\e]0;pwned\\a'", "show 1",
      "sql $'SELECT \\e[31m'", "sql $'SELECT char(27, 91, 109) AS \"\\e[31ma\"'",
      "statements --format jsonl", "show 1 --archive $'\\e[5m.dossier'",
    ] {
      let run = try Tool.shell(
        "script -qec \"$dossier \(line.replacing("\"", with: "\\\""))\" /dev/null", in: scratch)
      var rest = run.output
      for order in [
        "\u{1B}[0m", "\u{1B}[1m", "\u{1B}[2m", "\u{1B}[32m", "\u{1B}[33m", "\u{1B}[34m", "\u{1B}[K",
      ] {
        rest = rest.replacing(order, with: "")
      }
      #expect(!rest.isEmpty)
      #expect(
        !rest.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" },
        "\(line): \(rest.debugDescription)")
    }
    let log = try Tool.run("import", "d", in: scratch)
    #expect(!log.talk.contains("\u{1B}"))
  }

  @Test func `no writer works under one of several names of a file`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 20))
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    #expect(link(scratch["press.dossier"], scratch["hard.dossier"]) == 0)
    for arguments in [
      ["import", "a.jsonl"], ["families"], ["forget", "1"], ["tag", "x", "1"], ["reextract"],
      ["imports", "undo", "1"],
    ] {
      for archive in ["hard.dossier", "press.dossier"] {
        let run = try Tool.run(arguments + ["--archive", archive], in: scratch)
        #expect(run.status == 2, "\(arguments): \(run.talk)")
        #expect(run.talk.contains("several names"), "\(run.talk)")
      }
    }
    #expect(try Tool.run("stats", "--archive", "hard.dossier", in: scratch).status == 0)
    #expect(unlink(scratch["hard.dossier"]) == 0)
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
  }

  @Test func `a second name of an archive that is being written shows nothing false`() throws {
    let scratch = try Scratch()
    Feed.make("pipe", in: scratch)
    let files = try Scratch()
    let process = try Tool.start(["import", "pipe", "--batch", "5"], in: scratch, [:], files)
    let feed = try Feed("pipe", in: scratch)
    feed.write(dump(of: 2_000))
    #expect(link(scratch["press.dossier"], scratch["hard.dossier"]) == 0)
    let read = try Tool.run("stats", "--archive", "hard.dossier", in: scratch)
    #expect(read.status == 2 && read.talk.contains("several names"), "\(read.talk)")
    let copied = try Tool.shell("cp press.dossier copy.dossier", in: scratch)
    #expect(copied.status == 0)
    let copy = try Tool.run("verify", "--archive", "copy.dossier", in: scratch)
    #expect(copy.talk.contains("import 1 has not ended"), "\(copy.talk)")
    feed.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let whole = try Tool.run("verify", in: scratch)
    #expect(whole.status == 0 && !whole.talk.contains("not ended"), "\(whole.talk)")
  }

  @Test func `a stopped import is remembered until it is completed or undone`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 5))
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    let stopped = try Tool.shell(
      "python3 -c \"import sqlite3; c = sqlite3.connect('press.dossier'); "
        + "c.execute('UPDATE runs SET finished_at = NULL'); "
        + "c.execute('UPDATE dumps SET finished_at = NULL, sha256 = NULL'); c.commit()\"",
      in: scratch)
    #expect(stopped.status == 0, "\(stopped.talk)")
    try scratch.write("b.jsonl", dump(of: 2, from: 100))
    for (command, isOpen) in [
      (["reextract"], true), (["import", "b.jsonl"], true), (["import", "a.jsonl"], false),
    ] {
      #expect(try Tool.run(command, in: scratch).status == 0)
      let check = try Tool.run("verify", in: scratch)
      #expect(check.status == 0)
      #expect(check.talk.contains("import 1 has not ended") == isOpen, "\(check.talk)")
    }
  }

  @Test func `a backup replaces another state of its archive only`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 3))
    try scratch.write("b.jsonl", dump(of: 3, from: 10))
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    #expect(try Tool.run("import", "b.jsonl", "-a", "other.dossier", in: scratch).status == 0)
    let other = try scratch.read("other.dossier")
    let refused = try Tool.run("backup", "--force", "other.dossier", in: scratch)
    #expect(refused.status == 2 && refused.talk.contains("no backup of press.dossier"))
    #expect(try scratch.read("other.dossier") == other)
    #expect(try Tool.run("backup", "copy.dossier", in: scratch).status == 0)
    #expect(try Tool.run("backup", "copy.dossier", in: scratch).status == 2)
    #expect(try Tool.run("import", "b.jsonl", in: scratch).status == 0)
    #expect(try Tool.run("backup", "--force", "copy.dossier", in: scratch).status == 0)
    let count = try Tool.run(
      "sql", "SELECT count(*) AS n FROM articles", "-a", "copy.dossier", in: scratch)
    #expect(count.output == "n\n6\n", "\(count.talk)")
    #expect(try Tool.run("backup", "-", in: scratch).status == 2)
  }

  @Test(arguments: ["--site", "--package", "--as txm --to", "--as brat --to"])
  func `nothing stays of an export for which there is no room, and it can be run again`(
    options: String
  ) throws {
    let scratch = try Scratch()
    let long = String(repeating: "Le port de Lima reste ouvert. ", count: 100)
    try scratch.write("a.jsonl", dump(of: 40) + "{\"text\":\"\(long)\"}\n")
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    // Files may have 1,024 bytes.
    let full = try Tool.shell(
      "trap '' XFSZ; ulimit -f 1; exec \"$dossier\" export \(options) out", in: scratch)
    #expect(full.status == 2, "\(full.talk)")
    #expect(!FileManager.default.fileExists(atPath: scratch["out"]))
    let command = ["export"] + options.split(separator: " ").map(String.init) + ["out"]
    #expect(try Tool.run(command, in: scratch).status == 0)
  }

  @Test(arguments: [
    "relations SET subject_start = subject_start + 1", "relations SET object_end = object_end - 1",
    "relations SET sentence_start = sentence_start + 1",
    "statements SET cue_end = cue_end - 1", "mentions SET start = start + 1",
  ])
  func `verify tells passages that are shifted`(change: String) throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      atPath: Library.scratch["press.dossier"], toPath: scratch["press.dossier"])
    let set = try Tool.shell(
      "python3 -c \"import sqlite3; c = sqlite3.connect('press.dossier'); "
        + "c.execute('UPDATE \(change)'); c.commit()\"", in: scratch)
    #expect(set.status == 0, "\(set.talk)")
    let check = try Tool.run("verify", in: scratch)
    #expect(check.status == 4 && check.output.contains("within a word"), "\(check.output)")
  }

  @Test func `an archive is a file under the name that was given`() throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 2))
    let memory = try Tool.run("import", "a.jsonl", "--archive", ":memory:", in: scratch)
    #expect(memory.status == 0)
    #expect(FileManager.default.fileExists(atPath: scratch[":memory:"]))
    Feed.make("pipe", in: scratch)
    for (name, problem) in [
      ("", "takes a file"), (".", "not a regular file"), ("pipe", "not a regular file"),
    ] {
      for arguments in [["import", "a.jsonl"], ["stats"], ["verify"]] {
        let run = try Tool.run(arguments + ["--archive", name], in: scratch)
        #expect(run.status == 2, "\(arguments) \(name): \(run.talk)")
        #expect(run.talk.contains(problem), "\(run.talk)")
      }
    }
    let bytes = try Tool.shell("$dossier import a.jsonl --archive $'caf\\xe9.dossier'", in: scratch)
    #expect(bytes.status == 2 && bytes.talk.contains("not in UTF-8"), "\(bytes.talk)")
  }

  @Test func `names of dumps are bytes, and nothing else that is given may be`() throws {
    let scratch = try Scratch()
    let line = #"printf 'Le pont %s est ouvert.\n' $n >"$(printf "a\\$n.txt")""#
    let both = try Tool.shell(
      "for n in 350 351; do \(line); done; $dossier import $'a\\350.txt' $'a\\351.txt' -q && "
        + "$dossier sql 'SELECT path FROM dumps ORDER BY 1'", in: scratch)
    #expect(both.output == "path\na\\\\xE8.txt\na\\\\xE9.txt\n", "\(both.talk)")
    for arguments in [
      "export articles --to $'b\\351.csv'", "search $'caf\\351'", "tag $'\\351' 1",
      "import $'a\\351.txt' --outlet $'\\351'", "backup $'b\\351.dossier'",
    ] {
      let run = try Tool.shell("$dossier \(arguments)", in: scratch)
      #expect(run.status == 2 && run.talk.contains("not in UTF-8"), "\(arguments): \(run.talk)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(names.count == 3 && names.contains("press.dossier"), "\(names)")
  }

  @Test func `no archive is left of an import that could read nothing`() throws {
    let scratch = try Scratch()
    try scratch.write("a.pdf", Data([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3]))
    for arguments in [["import", "a.pdf"], ["import", "nosuch.txt"]] {
      #expect(try Tool.run(arguments, in: scratch).status == 2)
      let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
      #expect(left == ["a.pdf"])
    }
    let closed = try Tool.shell("$dossier import - <&-", in: scratch)
    #expect(closed.status == 2)
    #expect(!FileManager.default.fileExists(atPath: scratch["press.dossier"]))
  }

  @Test(arguments: [
    ["extract", "pipe"], ["import", "pipe", "--dry-run"], ["search", "--queries", "pipe"],
  ])
  func `a command that waits for a pipe hears a signal`(arguments: [String]) throws {
    let scratch = try Scratch()
    try scratch.write("a.jsonl", dump(of: 2))
    #expect(try Tool.run("import", "a.jsonl", in: scratch).status == 0)
    Feed.make("pipe", in: scratch)
    let files = try Scratch()
    let process = try Tool.start(arguments, in: scratch, [:], files)
    let feed = try Feed("pipe", in: scratch)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    feed.close()
    #expect(process.terminationReason == .exit && process.terminationStatus == 143)
    let talk = try files.read("err")
    #expect(talk.contains("stopped") && !talk.contains("CancellationError"), "\(talk)")
  }

  @Test(arguments: ["reextract", "families", "forget 1", "hide article:1"])
  func `an empty file is no archive to write into`(command: String) throws {
    let scratch = try Scratch()
    try scratch.write("press.dossier", "")
    let run = try Tool.shell("$dossier \(command)", in: scratch)
    #expect(run.status > 1 && run.talk.contains("empty"), "\(run.status) \(run.talk)")
    #expect(try scratch.read("press.dossier") == "")
  }

  @Test(arguments: [130_000, 250_000, 420_000])
  func `too little memory ends in a message`(kilobytes: Int) throws {
    let scratch = try Scratch()
    let words = "Annika Lindqvist a accusé Oslo de mentir. Selon Lima, le gazoduc sera fermé. "
    try scratch.write("a.json", "[{\"text\":\"" + String(repeating: words, count: 500_000) + "\"}]")
    for command in ["import a.json", "extract a.json"] {
      let run = try Tool.shell("ulimit -v \(kilobytes); $dossier \(command) > out", in: scratch)
      #expect([2, 3, 4].contains(run.status), "\(command): \(run.status) \(run.talk)")
      #expect(run.talk.contains("memory") || run.talk.contains("--max-size"), "\(run.talk)")
    }
  }

  @Test
  func `a source that only forgotten articles named is forgotten, whatever was decided about it`()
    throws
  {
    let scratch = try Scratch()
    try scratch.write(
      "a.jsonl",
      """
      {"text":"Quorbella Vantrisk a déclaré que « rien n'est perdu ». Selon Quorbella Vantrisk, Oslo mentait."}
      {"text":"Annika Lindqvist a déclaré que rien ne changerait à Oslo, et que Lima paierait."}
      """)
    for line in [
      "$dossier import --quiet a.jsonl",
      "$dossier sources rename 'Quorbella Vantrisk' 'Q. Vantrisk'",
      "$dossier sources merge 'Quorbella Vantrisk' 'Annika Lindqvist'", "$dossier forget 1",
    ] {
      let run = try Tool.shell(line, in: scratch)
      #expect(run.status == 0, "\(line): \(run.talk)")
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch["press.dossier"]))
    for word in ["Vantrisk", "vantrisk", "uorbella"] {
      #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)")
    }
    #expect(try Tool.run("verify", in: scratch).status == 0)
    #expect(try Tool.run("sources", "Annika Lindqvist", in: scratch).status == 0)
  }
}
