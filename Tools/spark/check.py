"""Checks of Tools/spark/run: what Spark's workers write is what an import stores."""
import collections
import json
import os
import signal
import subprocess
import sys
import time

import pyarrow.parquet

DOSSIER, ROOT = sys.argv[1:3]
SUBMIT = ["spark-submit", "--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=4"]
SCRIPT = [ROOT + "/Tools/spark/extract.py", "--dossier", DOSSIER]
WORKERS = "local-cluster[2,1,1024]"
failures = []


def check(name, holds, detail=""):
    print(("ok    " if holds else "FAIL  ") + name + ("" if holds else f": {detail}"), flush=True)
    if not holds:
        failures.append(name)


def dossier(*arguments, archive, expect=(0, 1)):
    done = subprocess.run([DOSSIER, *arguments, "--archive", archive], capture_output=True, text=True)
    if done.returncode not in expect:
        check("dossier " + " ".join(arguments), False, done.stderr)
    return done.stdout


def rows(table, archive):
    return [json.loads(line) for line in dossier("sql", f"SELECT * FROM {table}", "--format", "jsonl",
                                                 archive=archive).splitlines()]


def children(of):
    """Processes below one, each with its command line."""
    found, queue = {}, [of]
    parents = collections.defaultdict(list)
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            stat = open(f"/proc/{number}/stat").read()
            parents[int(stat.rsplit(")", 1)[1].split()[1])].append(int(number))
        except OSError:
            pass
    while queue:
        for child in parents[queue.pop()]:
            try:
                found[child] = open(f"/proc/{child}/cmdline").read().replace("\0", " ")
                queue.append(child)
            except OSError:
                pass
    return found


def spark(inputs, to, *more, master="local[2]", kills=False):
    """Runs the job; `kills` an executor while a process of dossier reads below it."""
    started = time.time()
    with open(to + ".log", "w") as log:
        job = subprocess.Popen([*SUBMIT, "--master", master, *SCRIPT, *inputs, "--to", to, *more], stdout=log, stderr=log)
        killed = None
        while kills and killed is None and job.poll() is None:
            below = children(job.pid)
            reads = any("dossier" in line and "extract --jobs" in line for line in below.values())
            executors = [n for n, line in below.items() if "CoarseGrainedExecutorBackend" in line and "java" in line]
            if reads and executors:
                killed = executors[0]
                os.kill(killed, signal.SIGKILL)
            time.sleep(0.05)
        status = job.wait()
    check(f"Spark reads {inputs[0]} ({time.time() - started:.0f} s)", status == 0, open(to + ".log").read()[-3000:])
    return killed


def parquet(folder):
    table = pyarrow.parquet.read_table(folder)
    return table, table.to_pylist()


def compare(to, archive):
    """Every column that both have, for every row."""
    for name, view in [("articles", "article_details"), ("statements", "statement_details"),
                       ("relations", "relation_details")]:
        table, read = parquet(f"{to}/{name}")
        here = rows(view, archive)
        # Where an article came from is said otherwise by a pipe; name and country of a source are those of
        # the article and not yet those of a whole archive, which takes the first.
        columns = [c for c in table.column_names if c in here[0] and c not in (
            "id", "article_id", "file", "entry", "record", "metadata", "source", "subject", "object",
            "asserted_by", "country", "subject_country", "object_country")]

        def value(row, c):
            # The key of who has no full name goes on after «@» with its article, or outlet and month, in an
            # archive only.
            if c.endswith("_key") and row[c]:
                return row[c].split("@")[0]
            return row[c] if row[c] != "none" else None

        def plain(row):
            return json.dumps([value(row, c) for c in columns], ensure_ascii=False)

        left, right = sorted(map(plain, here)), sorted(map(plain, read))
        different = next((pair for pair in zip(left, right) if pair[0] != pair[1]), None)
        check(f"{to}: {len(left)} {name} are the same in {len(columns)} columns", left == right,
              (len(right), columns, different))
        check(f"{name} have no numbers of rows", "id" not in table.column_names)
    months = {row["month"] or "none" for row in rows("article_details", archive)}
    there = {e.split("=")[1] for e in os.listdir(f"{to}/articles") if e.startswith("month=")}
    check("articles are in the folders of their months", months == there, (months, there))
    comment = pyarrow.parquet.read_schema(next(
        f"{to}/statements/{m}/{p}" for m in os.listdir(f"{to}/statements") if m.startswith("month=")
        for p in os.listdir(f"{to}/statements/{m}") if p.endswith(".parquet"))).metadata
    check("columns carry the codebook's comments", b"comment" in comment[b"org.apache.spark.sql.parquet.row.metadata"])


def make_lines():
    """The examples, and many invented articles with some bad lines between them."""
    dossier("import", "--quiet", ROOT + "/Examples", archive="examples.dossier")
    with open("in.jsonl", "w") as file:
        for row in rows("article_details", "examples.dossier"):
            kept = {k: row[k] for k in ("title", "outlet", "published", "url", "body", "language_declared")}
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
        for n in range(600):
            text = (f"Le ministre Olav Lindqvist a dit que la digue {n} tiendra. « Le pont {n} est ouvert », a "
                    "ajouté la maire de Valbourg, Maria Hrytsenko. Selon elle, Lima accuse Oslo d’avoir attendu.")
            file.write(json.dumps({"title": f"Digue {n}", "text": text, "outlet": "Le Quai",
                                   "date": f"2023-{n % 12 + 1:02}-{n % 28 + 1:02}"}) + "\n")
            if n % 200 == 7:
                file.write('{"title": "cut off\n')
    dossier("import", "--quiet", "in.jsonl", archive="in.dossier", expect=(3,))


make_lines()
killed = spark(["in.jsonl"], "read", "--partitions", "8", master=WORKERS, kills=True)
check("an executor was killed while it read", killed is not None)
compare("read", "in.dossier")
errors = [json.loads(line) for name in os.listdir("read/errors") if name.endswith(".json")
          for line in open(f"read/errors/{name}")]
check("bad lines are kept with their error", len(errors) == 3 and "never ends" in errors[0]["error"], errors)
dossier("import", "--quiet", "--accounts", "read/accounts", archive="taken.dossier", expect=(3,))
for table in ["articles", "statements", "relations", "mentions", "sources"]:
    counts = [rows(f"(SELECT count(*) AS n FROM {table})", a)[0]["n"] for a in ("in.dossier", "taken.dossier")]
    check(f"an archive of the accounts has all {table}", counts[0] == counts[1], counts)

articles = [row for row in rows("article_details", "in.dossier")][:200]
pyarrow.parquet.write_table(pyarrow.Table.from_pylist(
    [{k: row[k] for k in ("title", "outlet", "published", "url", "body")} for row in articles]), "in.parquet")
subprocess.run(["cp", ROOT + "/Tests/DumpsTests/Samples/crawl.warc", "in.warc"], check=True)
dossier("import", "--quiet", "in.warc", archive="warc.dossier", expect=(0, 3))
spark(["in.parquet"], "columns")
found = parquet("columns/articles")[0].num_rows
check("every row of a Parquet file is an article", found == len(articles), found)
spark(["in.warc"], "web")
compare("web", "warc.dossier")
if failures:
    sys.exit(f"{len(failures)} checks failed")
