"""Checks of Tools/postgres: what `dossier publish` writes is what the archive has."""
import json
import os
import signal
import subprocess
import sys
import time

DOSSIER, EXAMPLES, PSQL, WORK = sys.argv[1:5]
ADDRESS = "postgresql:///postgres?host=" + os.environ["PGHOST"]
TABLES = ["runs", "dumps", "rejects", "outlets", "articles", "duplicates", "forgotten", "sources",
          "source_names", "mentions", "statements", "relation_classes", "relations", "decisions"]
VIEWS = ["marks", "article_details", "statement_details", "relation_details", "source_counts", "outlet_counts"]
WORDS = ["gazoduc", "ministre", "président", "accord", "guerre", "Oslo", "énergie", "presse", "Europe",
         "gouvernement", "said", "minister", "government", "energy", "war", "agreement", "the", "2023",
         "Algérie", "Italie", "Paris", "Moscou", "Kiev", "paix", "pétrole", "sanctions", "crisis",
         "Lindqvist", "Hrytsenko", "négociations"]
failures = []
os.chdir(WORK)


def check(name, holds, detail=""):
    print(("ok    " if holds else "FAIL  ") + name + ("" if holds else f": {detail}"), flush=True)
    if not holds:
        failures.append(name)


def run(*arguments, archive="press.dossier", expect=0, **options):
    done = subprocess.run([DOSSIER, *arguments, "--archive", archive], capture_output=True, text=True, **options)
    # A listing without rows ends with 1.
    if done.returncode != expect and not (arguments[0] in ("sql", "search") and done.returncode == 1):
        check("dossier " + " ".join(arguments), False, f"status {done.returncode}: {done.stderr}")
    return done


def publish(*arguments, **options):
    done = run("publish", ADDRESS, "--format", "json", *arguments, **options)
    return json.loads(done.stdout) if done.stdout else done


def written(receipt):
    return {name: (t["written"], t["removed"]) for name, t in receipt["tables"].items() if any(t.values())}


def psql(sql, **options):
    done = subprocess.run([PSQL, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql], capture_output=True, text=True, **options)
    if done.returncode != 0:
        check(sql, False, done.stderr)
    return done.stdout.strip("\n")


def sqlite(sql, archive="press.dossier"):
    return [json.loads(line) for line in run("sql", sql, "--format", "jsonl", archive=archive).stdout.splitlines()]


def same_rows(name, schema="dossier", archive="press.dossier"):
    # PostgreSQL indexes the words of statements, and so has them beside their places.
    columns, table = ("s.*, d.content, d.speaker", "statements s JOIN statement_details d USING (id)") \
        if name == "statements" else ("*", name)
    here = sqlite(f"SELECT {columns} FROM {table}", archive)
    there = [json.loads(line) for line in psql(f"SELECT row_to_json(t) FROM {schema}.{name} t").splitlines()]
    names = {"start": "start_offset", "end": "end_offset"}

    def plain(row):
        row = {names.get(k, k): v for k, v in row.items() if k not in ("words", "stems")}
        if name == "statements":
            row.pop("language", None)
        if isinstance(row.get("metadata"), str):
            row["metadata"] = json.loads(row["metadata"])
        return json.dumps(row, sort_keys=True, ensure_ascii=False)

    here, there = sorted(map(plain, here)), sorted(map(plain, there))
    different = next((pair for pair in zip(here, there) if pair[0] != pair[1]), None)
    check(f"{name}: {len(here)} rows are the same", here == there, (len(there), different))


def everything_is_the_same(**place):
    for name in TABLES + VIEWS:
        same_rows(name, **place)


def searches_agree():
    for word in WORDS:
        here = int(run("search", "--exact", "--count", word, expect=0).stdout or 0)
        quoted = word.replace("'", "''")
        there = int(psql(f"SELECT count(*) FROM dossier.articles WHERE words @@ dossier.words('{quoted}')"))
        check(f"«{word}» is found in {here} articles", here == there, there)
    stems = int(psql("SELECT count(*) FROM dossier.articles WHERE stems @@ dossier.stems('accords gaziers', 'fr')"))
    check("stems find other forms", stems > 0, stems)
    found = int(psql("SELECT count(*) FROM dossier.statements WHERE stems @@ dossier.stems('livrera', 'fr')"))
    check("statements have stems by the language of their article", found > 0, found)
    plan = psql("SET enable_seqscan = off; EXPLAIN SELECT 1 FROM dossier.articles WHERE words @@ dossier.words('oslo')")
    check("the index is used", "articles_by_words" in plan, plan)
    psql("ANALYZE dossier.articles")


def first_publication():
    run("import", "--quiet", EXAMPLES)
    psql("CREATE ROLE readers NOLOGIN")
    receipt = publish("--grant", "readers", "--batch", "7")
    check("every article is written", receipt["tables"]["articles"]["written"] > 40, receipt)
    everything_is_the_same()
    searches_agree()
    seen = psql("SET ROLE readers; SELECT count(*) FROM dossier.statement_details")
    check("readers read", int(seen) > 100, seen)
    denied = subprocess.run([PSQL, "-Xq", "-c", "SET ROLE readers; DELETE FROM dossier.runs"], capture_output=True, text=True)
    check("readers do not write", "permission denied" in denied.stderr, denied.stderr)
    broken = psql("SELECT count(*) FROM dossier.statements s JOIN dossier.articles a ON a.id = s.article_id "
                  "WHERE dossier.substr(a.body, s.start_offset + 1, s.end_offset - s.start_offset) <> s.content")
    check("offsets give the words", broken == "0", broken)
    check("a second publication writes nothing", written(publish()) == {}, "")


def changes_are_followed():
    with open("more.jsonl", "w") as file:
        for n in range(30):
            text = f"Le ministre Olav Lindqvist a dit que la digue numéro {n} tiendra. Oslo accuse Lima."
            file.write(json.dumps({"title": f"Digue {n}", "text": text, "url": f"https://quai.example/{n}"}) + "\n")
    run("import", "--quiet", "more.jsonl")
    receipt = publish()
    check("only new articles are written", receipt["tables"]["articles"] == {"written": 30, "removed": 0}, receipt)
    article = sqlite("SELECT id FROM articles WHERE title = 'Digue 3'")[0]["id"]
    run("forget", "--where", "title LIKE 'Digue 2%'")
    run("tag", "important", str(article))
    receipt = publish()
    check("forgotten articles are forgotten", receipt["tables"]["articles"]["removed"] == 11, written(receipt))
    gone = psql("SELECT count(*) FROM dossier.statements WHERE content LIKE '%numéro 2%'")
    check("and what they said", gone == "0", gone)
    run("sources", "merge", "Lima", "Oslo", expect=0)
    statement = sqlite("SELECT id FROM statement_details WHERE content LIKE '%numéro 5%'")[0]["id"]
    run("hide", f"statement:{statement}")
    publish()
    merged = psql("SELECT count(*) FROM dossier.sources WHERE merged_into IS NOT NULL")
    hidden = psql("SELECT count(*) FROM dossier.marks WHERE kind = 'hide'")
    check("merges and hidden rows are carried", (merged, hidden) == ("1", "1"), (merged, hidden))
    run("reextract")
    receipt = publish("--batch", "20")
    whole = receipt["tables"]["articles"]["written"]
    check("a new reading is written again", whole >= 60 and receipt["tables"]["statements"]["written"] > 100, receipt)
    check("and once only", written(publish()) == {}, "")
    everything_is_the_same()


def a_killed_publication_goes_on():
    lines = "".join(json.dumps({"title": f"T{n}", "text": f"Maria Hrytsenko a dit « le pont {n} est ouvert »."}) + "\n"
                    for n in range(4000))
    open("large.jsonl", "w").write(lines)
    run("import", "--quiet", "large.jsonl", archive="large.dossier")
    process = subprocess.Popen([DOSSIER, "publish", ADDRESS, "--schema", "large", "--batch", "50",
                                "--archive", "large.dossier"], stderr=subprocess.DEVNULL)
    there, until = 0, time.time() + 60
    while there < 200 and process.poll() is None and time.time() < until:
        if psql("SELECT to_regclass('large.articles') IS NOT NULL") == "t":
            there = int(psql("SELECT count(*) FROM large.articles"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = int(psql("SELECT count(*) FROM large.articles"))
    check("it was killed in the middle", 200 <= before < 4000, before)
    orphans = psql("SELECT count(*) FROM large.articles a WHERE NOT EXISTS "
                   "(SELECT FROM large.statements s WHERE s.article_id = a.id)")
    check("what is there is whole", orphans == "0", orphans)
    receipt = publish("--schema", "large", archive="large.dossier")
    after = receipt["tables"]["articles"]["written"]
    check("the rest was written", before + after == 4000, (before, after))
    for name in ["articles", "statements", "mentions", "sources", "statement_details"]:
        same_rows(name, schema="large", archive="large.dossier")


def refusals():
    other = run("publish", ADDRESS, archive="large.dossier", expect=2).stderr
    check("another archive is refused", "contains another archive" in other, other)
    psql("UPDATE dossier.publication SET schema_digest = 'x', dossier_version = 'dossier 0.0.1'")
    older = run("publish", ADDRESS, expect=2).stderr
    check("an older schema is refused by name", "was made by dossier 0.0.1" in older and "--replace" in older, older)
    receipt = publish("--replace")
    check("and made anew on demand", receipt["tables"]["articles"]["written"] > 60, receipt)
    psql("CREATE SCHEMA theirs; CREATE TABLE theirs.articles (id int)")
    theirs = run("publish", ADDRESS, "--schema", "theirs", "--replace", expect=2).stderr
    check("a schema of others is left alone", "made by somebody else" in theirs, theirs)
    role = run("publish", ADDRESS, "--grant", "nobody_there", expect=2).stderr
    check("a role that is not there is named", "nobody_there" in role and "CREATE ROLE" in role, role)
    place = os.environ["PGHOST"]
    for address, expected in [
            (f"postgresql://press:s3cr3t@/none?host={place}", "does not exist"),
            ("postgresql://press:s3cr3t@127.0.0.1:1/press", "cannot be reached"),
            ("postgresql://press:s3cr3t@127.0.0.1:port/press", "port"),
            ("mysql://press:s3cr3t@127.0.0.1/press", "is no address")]:
        said = run("publish", address, expect=2).stderr
        check(f"{expected}: said without the password", expected in said and "s3cr3t" not in said, said)
    absent = run("publish", ADDRESS, expect=2, env={**os.environ, "DOSSIER_LIBPQ": "/no/such/libpq.so"}).stderr
    check("without libpq its package is named", "libpq5" in absent, absent)
    psql("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    latin = run("publish", ADDRESS.replace("/postgres?", "/latin?"), expect=2).stderr
    check("a database in another encoding is refused", "LATIN1" in latin and "createdb -E UTF8" in latin, latin)


first_publication()
changes_are_followed()
a_killed_publication_goes_on()
refusals()
if failures:
    sys.exit(f"{len(failures)} checks failed")
