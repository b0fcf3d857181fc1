"""Checks of Tools/interop: what Dossier reads is what Python's csv and html5lib read, and its offsets cut
the same words in Python.

Tables and pages are invented by chance, with fixed seeds, so that a difference comes back.
"""
import csv
import io
import json
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import html5lib

DOSSIER, EXAMPLES = sys.argv[1:3]
WORDS = """le pont de Lima est fermé depuis mardi selon la mairie d’Oslo, dit Annika Lindqvist ; « rien » ne
presse : l'œuvre 10 000 € co-signée À 5 % naïf Straße""".split()
failures = []


def check(name, holds, detail=""):
    print(("ok    " if holds else "FAIL  ") + name + ("" if holds else f": {detail}"))
    if not holds:
        failures.append(name)


def bodies(path):
    """The titles and texts of the articles that Dossier reads in a file, in their order."""
    archive = str(path) + ".dossier"
    run = subprocess.run(
        [DOSSIER, "import", "--quiet", "--archive", archive, str(path)], capture_output=True, text=True)
    if run.returncode:
        return [("", run.stderr)]
    return sqlite3.connect(archive).execute("SELECT title, body FROM articles ORDER BY id").fetchall()


def words(rows):
    return [[(cell or "").split() for cell in row] for row in rows]


def with_tables():
    for seed in range(24):
        chance = random.Random(seed)
        text = io.StringIO(newline="")
        delimiter = chance.choice(",;\t")
        writer = csv.writer(
            text, delimiter=delimiter, lineterminator=chance.choice(["\n", "\r\n"]),
            quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        marks = ['"', ",", ";", "\n", "\t", '""', "'", "\r\n", '",', "\n\n"]
        writer.writerow(["title", "body", "outlet"])
        for n in range(20):
            cell = [f"{n}"] + [
                chance.choice(WORDS) if chance.random() < 0.8 else chance.choice(marks) for _ in range(40)]
            writer.writerow([f"Titre {n}, {chance.choice(WORDS)}", " ".join(cell), "Le Phare"])
        path = Path(f"table-{seed}.csv")
        path.write_text(text.getvalue(), newline="")
        with open(path, newline="") as file:
            expected = [(r["title"], r["body"]) for r in csv.DictReader(file, delimiter=delimiter)]
        got = words(bodies(path))
        wrong = [(a, b) for a, b in zip(got, words(expected)) if a != b]
        check(f"csv reads table {seed} so", len(got) == len(expected) and not wrong, (len(got), wrong[:1]))


def page(chance):
    """A page with an article in tag soup: open and crossed elements, references, comments.

    No links: what is mostly links is taken for none of an article, which is another matter.
    """
    soup = []
    for _ in range(chance.randint(4, 9)):
        line, open_tags = [], []
        for _ in range(chance.randint(12, 40)):
            roll = chance.random()
            word = chance.choice(WORDS)
            if roll < 0.08:
                tag = chance.choice(["b", "i", "em", "strong", "span", "SPAN", "U"])
                open_tags.append(tag)
                attribute = chance.choice(["", " class=x", ' title="a > b"'])
                line.append(f"<{tag}{attribute}>{word}")
            elif roll < 0.16 and open_tags:
                # Not always the last one.
                tag = open_tags.pop(chance.randrange(len(open_tags)))
                line.append(f"{word}</{tag}>")
            elif roll < 0.22:
                line.append(chance.choice(["&amp;", "&eacute;t&eacute;", "&#233;t&#xe9;", "AT&T", "&lt;x&gt;", "&hellip;"]))
            elif roll < 0.26:
                line.append("<!-- pas <p>ici</p> -->" + word)
            elif roll < 0.30:
                line.append(f"{word}<br>")
            else:
                line.append(word)
        # A page is told by its sentences.
        sentence = "Selon la mairie de Lima, " + " ".join(line) + " et rien ne presse pour personne."
        soup.append(
            chance.choice(["<p>", "<P>", "<p lang=fr>"]) + sentence + chance.choice(["</p>", "", "\n"]))
    return (
        "<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><title>Le pont de Lima</title></head><body>"
        "<article><h1>Le pont de Lima</h1>" + "\n".join(soup) + "</article></body></html>")


def with_pages():
    for seed in range(40):
        text = page(random.Random(1_000 + seed))
        path = Path(f"page-{seed}.html")
        path.write_text(text)
        tree = html5lib.parse(text, namespaceHTMLElements=False)
        paragraphs = tree.findall(".//article//p")
        expected = " ".join(
            part if part.strip() else " " for p in paragraphs for part in broken(p)).split()
        got = bodies(path)
        read = got[0][1].split() if got else []
        check(f"html5lib reads page {seed} so", len(got) == 1 and read == expected, difference(read, expected))


def broken(element):
    """The text of an element in one piece, apart at line breaks."""
    pieces = [""]

    def walk(node):
        if node.tag == "br":
            pieces.append("")
        elif isinstance(node.tag, str):
            pieces[-1] += node.text or ""
            for child in node:
                walk(child)
                pieces[-1] += child.tail or ""

    walk(element)
    return pieces


def difference(got, expected):
    for n, (a, b) in enumerate(zip(got, expected)):
        if a != b:
            return f"word {n}: {got[n:n + 6]} instead of {expected[n:n + 6]}"
    return f"{len(got)} words instead of {len(expected)}"


def with_spans():
    subprocess.run([DOSSIER, "import", "--quiet", "--archive", "spans.dossier", EXAMPLES], check=True)
    archive = sqlite3.connect("spans.dossier")
    texts = dict(archive.execute("SELECT id, body FROM articles"))
    cut = {
        "statement_details": [("content", "start", '"end"'), ("cue", "cue_start", "cue_end"),
                              ("speaker", "speaker_start", "speaker_end")],
        "relation_details": [("sentence", "sentence_start", "sentence_end"),
                             ('"trigger"', "trigger_start", "trigger_end")],
    }
    for view, places in cut.items():
        for column, start, end in places:
            rows = archive.execute(
                f"SELECT article_id, {column}, {start}, {end} FROM {view} WHERE {start} IS NOT NULL").fetchall()
            wrong = [row for row in rows if texts[row[0]][row[2]:row[3]] != row[1]]
            check(f"Python cuts {column} of {view} so", rows and not wrong, wrong[:1])
    run = subprocess.run([DOSSIER, "extract", EXAMPLES], capture_output=True, text=True)
    wrong, seen = [], 0
    for line in run.stdout.splitlines():
        account = json.loads(line)
        for statement in account["statements"]:
            seen += 1
            if account["text"][statement["start"]:statement["end"]] != statement["content"]:
                wrong.append(statement)
    check("Python cuts what extract gives so", seen > 100 and not wrong, (seen, wrong[:1]))


with_tables()
with_pages()
with_spans()
if failures:
    sys.exit(f"{len(failures)} checks failed")
