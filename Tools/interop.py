"""Checks of Tools/interop: what other tools see in an archive and in what is exported from it."""
import asyncio
import csv
import gzip
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import bibtexparser
import duckdb
import duckdb_extension_sqlite_scanner
import frictionless
import networkx
import pandas
import polars
import rispy
import sqlite_utils
from datasette.app import Datasette
from followthemoney import model as ftm
from gexfpy.gexf import Gexf
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig

DOSSIER, ARCHIVE = sys.argv[1:3]
VIEWS = ["article_details", "statement_details", "relation_details", "source_counts", "outlet_counts"]
TABLES = ["articles", "statements", "relations", "sources", "mentions", "outlets", "dumps"]
failures = []


def check(name, holds, detail=""):
    print(("ok    " if holds else "FAIL  ") + name + ("" if holds else f": {detail}"))
    if not holds:
        failures.append(name)


def dossier(*arguments, expect=0):
    run = subprocess.run([DOSSIER, *arguments, "--archive", ARCHIVE], capture_output=True, text=True)
    if run.returncode != expect:
        check("dossier " + " ".join(arguments), False, run.stderr)
    return run.stdout


plain = sqlite3.connect(f"file:{ARCHIVE}?mode=ro", uri=True)
count = {t: plain.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES + VIEWS}
hits = int(dossier("search", "--exact", "--count", "gazoduc"))


def with_sqlite_utils():
    archive = sqlite_utils.Database(plain)
    for table in ["articles", "statements"]:
        check(f"sqlite-utils finds the index of {table}", archive[table].detect_fts() == table + "_fts")
    found = list(archive["articles"].search("gazoduc"))
    check("sqlite-utils searches articles", len(found) == hits, len(found))
    for key in archive["statements"].foreign_keys:
        check(f"statements.{key.column} names the column it refers to", key.other_column == "id")


async def with_datasette():
    client = Datasette([ARCHIVE], settings={"num_sql_threads": 1}).client
    base = "/" + ARCHIVE.removesuffix(".dossier")
    for table in TABLES + VIEWS:
        page = await client.get(f"{base}/{table}", follow_redirects=True)
        check(f"Datasette shows {table}", page.status_code == 200, page.status_code)
    page = await client.get(f"{base}/articles")
    check("Datasette has a search box", 'name="_search"' in page.text)
    found = (await client.get(f"{base}/articles.json?_search=gazoduc&_shape=array&_size=max")).json()
    check("Datasette searches articles", len(found) == hits, len(found))
    labels = (await client.get(f"{base}/articles.json?_labels=on&_size=5&outlet_id__notnull=1")).json()
    check("Datasette labels outlets", "label" in str(labels["rows"]), labels["rows"][:1])


def with_duckdb():
    database = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    folder = duckdb_extension_sqlite_scanner.__path__[0]
    extension = next(Path(folder).rglob("*.duckdb_extension"))
    database.execute(f"LOAD '{extension}'")
    database.execute(f"ATTACH '{ARCHIVE}' AS press (TYPE sqlite, READ_ONLY)")
    names = {row[0] for row in database.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'press'").fetchall()}
    check("DuckDB lists tables and views", set(TABLES + VIEWS) <= names, set(TABLES + VIEWS) - names)
    for table in TABLES + VIEWS:
        try:
            seen = database.execute(f"SELECT count(*) FROM press.{table}").fetchone()[0]
            check(f"DuckDB counts {table}", seen == count[table], seen)
        except duckdb.Error as error:
            check(f"DuckDB counts {table}", False, error)
    days = database.execute("SELECT count(CAST(day AS DATE)) FROM press.statement_details").fetchone()[0]
    wanted = plain.execute("SELECT count(day) FROM statement_details").fetchone()[0]
    check("DuckDB reads every day as a date", days == wanted, (days, wanted))


def with_data_frames():
    frame = pandas.read_sql("SELECT * FROM statement_details", plain, dtype_backend="numpy_nullable")
    check("pandas reads all statements", len(frame) == count["statements"])
    days = pandas.to_datetime(frame["day"], format="%Y-%m-%d", errors="coerce")
    check("pandas reads every day", days.notna().sum() == frame["day"].notna().sum())
    whole = frame["date_precision"].isin(["day", "time"])
    check("a day stands wherever the date has one", (frame["day"].notna() == whole).all())
    check("numbers stay numbers", str(frame["source_id"].dtype) == "Int64", frame["source_id"].dtype)
    lazy = polars.read_database("SELECT * FROM relation_details", plain, infer_schema_length=None)
    check("polars reads all relations", lazy.height == count["relations"], lazy.height)


def with_exports():
    for name in ["s.csv", "s.tsv", "s.json", "s.jsonl", "s.csv.gz", "s.jsonl.gz", "s.xlsx"]:
        dossier("export", "statements", "--raw", "--min-confidence", "0", "--to", name)
    rows = {
        "s.csv": len(list(csv.DictReader(open("s.csv", newline="")))),
        "s.json": len(json.load(open("s.json"))),
        "s.jsonl": sum(1 for _ in open("s.jsonl")),
        "s.csv.gz": len(list(csv.DictReader(gzip.open("s.csv.gz", "rt", newline="")))),
        "s.jsonl.gz": sum(1 for _ in gzip.open("s.jsonl.gz", "rt")),
        "s.tsv": len(pandas.read_csv("s.tsv", sep="\t", quoting=3)),
        "s.xlsx": len(pandas.read_excel("s.xlsx")),
    }
    for name, number in rows.items():
        check(f"{name} has every statement", number == count["statements"], number)
    texts = pandas.read_excel("s.xlsx")["content"].tolist()
    check("Excel has the words of the archive", texts == [
        row[0] for row in plain.execute("SELECT content FROM statement_details ORDER BY id")])


def with_packages():
    dossier("export", "--package", "whole", "--min-confidence", "0")
    dossier("export", "--package", "bare", "--no-text", "--min-confidence", "0")
    for folder in ["whole", "bare"]:
        report = frictionless.validate(f"{folder}/datapackage.json")
        errors = report.flatten(["title", "message"])
        check(f"Frictionless finds no fault in the package {folder}", report.valid, errors[:3])
        sums = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=folder, capture_output=True)
        check(f"the checksums of {folder} hold", sums.returncode == 0, sums.stdout)
    headers = open("bare/data/articles.csv").readline() + open("bare/data/statements.csv").readline()
    check("a package without texts has none", not {"body", "content", "metadata"} & set(headers.strip().split(",")))
    dossier("restore-text", "bare", "--to", "restored")
    for table, column in [("articles", "body"), ("statements", "content"), ("relations", "sentence")]:
        whole = [row[column] for row in csv.DictReader(open(f"whole/data/{table}.csv", newline=""))]
        again = [row[column] for row in csv.DictReader(open(f"restored/{table}.csv", newline=""))]
        check(f"restore-text gives every {column} back", whole == again and len(whole) > 0)


def with_the_tools_of_the_field():
    dossier("relations", "--export-graph", "g.gexf")
    tree = ElementTree.parse("g.gexf").getroot()
    space = "{http://gexf.net/1.3}"
    edges = list(tree.iter(space + "edge"))
    check("GEXF has dates", tree.find(space + "graph").get("mode") == "dynamic" and any(e.get("start") for e in edges))
    # The classes that gexfpy has from the schema of GEXF 1.2, whose elements and attributes 1.3 keeps.
    older = Path("g.gexf").read_text().replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
    strict = ParserConfig(fail_on_unknown_properties=True, fail_on_converter_warnings=True)
    parsed = XmlParser(config=strict).from_string(older.replace('version="1.3"', 'version="1.2"'), Gexf)
    check("GEXF fits its schema", len(parsed.graph.edges[0].edge) == len(edges))
    check("GEXF has no loops", all(e.get("source") != e.get("target") for e in edges))
    dossier("relations", "--export-graph", "g.graphml")
    graph = networkx.read_graphml("g.graphml", force_multigraph=True)
    check("networkx reads GraphML", graph.number_of_edges() == len(edges), graph)

    dossier("export", "--as", "followthemoney", "--to", "ftm.jsonl")
    invalid = []
    for line in open("ftm.jsonl"):
        data = json.loads(line)
        schema = ftm.get(data["schema"])
        try:
            schema.validate(data)
        except Exception as error:
            invalid.append((data, getattr(error, "errors", error)))
    check("FollowTheMoney takes every entity", not invalid, invalid[:2])

    dossier("export", "--as", "ris", "--to", "a.ris")
    check("rispy reads every reference", len(rispy.load(open("a.ris"))) == count["articles"])
    dossier("export", "--as", "bibtex", "--to", "a.bib")
    check("bibtexparser reads every entry", len(bibtexparser.parse_file("a.bib").entries) == count["articles"])
    dossier("export", "--as", "csl-json", "--to", "a.json")
    check("CSL-JSON has every article", len(json.load(open("a.json"))) == count["articles"])
    dossier("export", "--as", "iramuteq", "--to", "a.txt")
    texts = open("a.txt").read()
    check("IRaMuTeQ finds every text", sum(l.startswith("**** *id_") for l in texts.split("\n")) == count["articles"])
    dossier("export", "--as", "cortext", "--to", "cortext.csv")
    check("CorTexT has every article", len(pandas.read_csv("cortext.csv")) == count["articles"])
    bodies = dict(plain.execute("SELECT id, body FROM articles"))
    dossier("export", "--as", "web-annotations", "--to", "w.json")
    for item in json.load(open("w.json"))["items"]:
        place, quote = item["target"]["selector"]
        number = int(item["id"].rsplit(":", 1)[1])
        body = bodies[plain.execute("SELECT article_id FROM statements WHERE id = ?", (number,)).fetchone()[0]]
        if body[place["start"]:place["end"]] != quote["exact"]:
            check("web annotations quote their text", False, item)
    dossier("export", "--as", "brat", "--to", "brat")
    spans = 0
    for number, body in bodies.items():
        text = open(f"brat/article-{number}.txt", newline="").read()
        for line in open(f"brat/article-{number}.ann", newline="").read().split("\n"):
            if not line.startswith("T"):
                continue
            _, place, words = line.split("\t")
            pieces = [text[int(a):int(b)] for a, b in (p.split() for p in place.split(" ", 1)[1].split(";"))]
            spans += 1
            if " ".join(pieces) != words:
                check("brat's spans are their words", False, line)
    check("brat has spans", spans > count["statements"], spans)
    dossier("export", "--as", "txm", "--to", "txm")
    said = set()
    for number in bodies:
        root = ElementTree.parse(f"txm/article-{number}.xml").getroot()
        said |= {e.get("n") for e in root.iter("{http://www.tei-c.org/ns/1.0}said")}
    check("TXM has the statements", len(said) > count["statements"] * 0.8, len(said))


with_sqlite_utils()
asyncio.run(with_datasette())
with_duckdb()
with_data_frames()
with_exports()
with_packages()
with_the_tools_of_the_field()
if failures:
    sys.exit(f"{len(failures)} checks failed")
