#!/usr/bin/env python3
"""Looks at `dossier serve` through a real browser.

    browser.py DOSSIER                      checks every page of the bundled articles
    browser.py DOSSIER --pictures FOLDER    takes a picture of each page instead

Needs chromium, and playwright and axe-playwright-python from PyPI; Tools/browser-tests installs them.
"""
import csv
import http.client
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse
import urllib.request

import axe_playwright_python
from playwright.sync_api import sync_playwright

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
AXE = os.path.join(os.path.dirname(axe_playwright_python.__file__), "axe.min.js")
SCRIPT = "<script>document.title='taken'</script> & <b>co</b>"
SECONDS = 4

# What people type, with the typography of their newspapers.
QUERIES = [
    "l’Iran", "l'Iran", "« cessez-le-feu »", "«gaz»", "“pipeline”", "œuvre", "OEUVRE", "cœur d’Ukraine",
    "aujourd’hui", "État", "ÉTAT", "à", "n° 12", "50 %", "M. Durand", "gaz -russe", "-gaz", "gaz OR eau",
    "OU", "title:gaz", "gaz*", "*", "NEAR(gaz eau, 5)", "NEAR(", "\"gaz", "(((", "; DROP TABLE articles",
    "l’« accord »", "Saint-Étienne", "d’après…", "Zelensky\u00a0:", "\u202f", "gaz\u00adoduc", "%", "+", "#a&b=c",
    "日本", "🙂", "a" * 300,
]

PAGES = [
    ("overview", "/"), ("search", "/search?words=gaz"),
    ("statements", "/search?words=drones&tab=statements"),
    ("accusations", "/search?tab=relations&class=accuse"),
    ("concordance", "/kwic?words=gaz&sort=right"),
    ("counts", "/search?tab=counts&of=statements&group-by=outlet,kind"), ("article", "/articles/1?words=drones"),
    ("sources", "/sources"), ("source", "/sources/IRN"), ("relations", "/relations/IRN/RUS"),
    ("matrix", "/matrix"), ("who-accuses-whom", "/matrix?axes=relations&class=accuse"),
    ("family", None), ("sql", "/sql?query=" + urllib.parse.quote(
        "SELECT source, count(*) AS n FROM statement_details GROUP BY 1 ORDER BY 2 DESC LIMIT 8")),
    ("codebook", "/codebook"), ("dumps", "/dumps"), ("nothing-found", "/search?words=xylophone"),
    ("not-found", "/sources/Lindquist"),
]


class Desk:
    """An archive of the bundled articles, and a server that has it open."""

    def __init__(self, dossier, has_more):
        self.dossier = os.path.abspath(dossier)
        self.folder = tempfile.mkdtemp(prefix="dossier-desk-")
        self.archive = os.path.join(self.folder, "press.dossier")
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", NO_COLOR="1", DOSSIER_ARCHIVE=self.archive)
        os.symlink(os.path.join(ROOT, "Examples"), os.path.join(self.folder, "Examples"))
        with open(os.path.join(self.folder, "more.jsonl"), "w", encoding="utf-8") as file:
            text = "« Le pont de Lima tiendra », a déclaré Annika Lindqvist. " + "Le fleuve monte. " * 400
            text += "« Nous verrons bien demain », a ajouté Annika Lindqvist."
            for number in range(120):
                file.write(json.dumps({
                    "title": SCRIPT if number == 0 else f"Le pont, jour {number}", "outlet": "L’Écho & Cie",
                    "published": f"20{10 + number // 12}-{number % 12 + 1:02}", "language": "fr",
                    "url": "javascript:alert(1)" if number == 0 else "https://example.org/?a=1&b=2",
                    "text": text if number == 0 else f"Le pont de Lima, jour {number}. L’accord sur le gaz tient.",
                }, ensure_ascii=False) + "\n")
        self.run("import", "--quiet", "Examples", *(["more.jsonl"] if has_more else []))
        self.run("families")
        self.server = subprocess.Popen(
            [self.dossier, "serve", "--port", "0", "--lang", "en", "--timeout", str(SECONDS)],
            cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.base = self.server.stdout.readline().strip().rstrip("/")
        self.port = int(self.base.rsplit(":", 1)[1])

    def run(self, *arguments):
        """What the tool prints on standard output."""
        run = subprocess.run(
            [self.dossier, *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        assert run.returncode in (0, 1), f"{arguments}: {run.stderr}"
        return run.stdout

    def shell(self, command):
        """What a line of shell prints in which `dossier` is the tool."""
        run = subprocess.run(
            ["bash", "-c", f"dossier() {{ '{self.dossier}' \"$@\"; }}\n{command} --format csv --raw"
             if "export" not in command and "stats" not in command else
             f"dossier() {{ '{self.dossier}' \"$@\"; }}\n{command}"],
            cwd=self.folder, env=self.environment, capture_output=True, text=True)
        assert run.returncode in (0, 1), f"{command}: {run.stderr}"
        return run.stdout

    def number(self, sql):
        return int(self.run("sql", sql).split("\n")[1])

    def rows(self, sql):
        return [json.loads(line) for line in self.run("sql", sql, "--format", "jsonl").splitlines()]

    def get(self, path, method="GET", hosts=None, headers=()):
        """Status, headers and body of one request, with the Host headers and the others given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for host in [f"127.0.0.1:{self.port}"] if hosts is None else hosts:
            connection.putheader("Host", host)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, response.headers, body.decode("utf-8", "replace")

    def close(self):
        self.server.send_signal(signal.SIGINT)
        code = self.server.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)
        return code


def pages(desk):
    family = desk.number(
        "SELECT family_id FROM articles WHERE family_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
    return [(name, path or f"/families/{family}") for name, path in PAGES]


def total(page):
    """How many rows a page says that it has."""
    text = page.locator(".total b, .pages span").first.inner_text()
    return int(re.sub(r"[^0-9]", "", text.split(" of ")[-1]))


# Each check is a function of the desk and a fresh page; its name says what holds.

def every_total_of_the_overview_is_that_of_the_archive(desk, page):
    page.goto(desk.base + "/")
    shown = [int(t.replace(",", "")) for t in page.locator(".sum b").all_inner_texts()]
    stored = desk.rows("SELECT sum(found) a, sum(stored) b, sum(duplicates) c, sum(rejected) d FROM dumps")[0]
    assert shown == list(stored.values()) and shown[0] == sum(shown[1:]), shown
    tiles = [int(t.replace(",", "")) for t in page.locator(".tile b").all_inner_texts()]
    assert tiles == [desk.number("SELECT count(*) FROM " + t) for t in
                     ("articles", "statements", "relations", "source_counts WHERE statements > 0")], tiles


def every_count_is_that_of_the_list_behind_it(desk, page):
    seen = {}
    for path in ["/", "/search?words=gaz", "/search?tab=statements", "/search?words=pont&tab=statements",
                 "/sources/IRN", "/matrix", "/matrix?axes=relations&class=accuse",
                 "/search?tab=counts&group-by=year", "/search?tab=relations",
                 "/search?tab=relations&not-class=accuse&not-asserted-by=article",
                 "/search?tab=counts&of=relations&group-by=class,subject",
                 "/search?words=gaz&not-outlet=" + urllib.parse.quote("L’Écho & Cie")]:
        page.goto(desk.base + path)
        counted = page.evaluate("""() => {
          const number = (text) => parseInt(text.replace(/[^0-9]/g, ''));
          const found = [];
          for (const li of document.querySelectorAll('.facets li, .values li')) {
            const a = li.querySelector('a'), count = li.querySelector('.count');
            if (a && count && !a.pathname.startsWith('/articles/')) found.push([a.href, number(count.textContent)]);
            // What is excluded and what is kept are the whole.
            const without = li.querySelector('a.exclude'), total = document.querySelector('.total b');
            if (without && total)
              found.push([without.href, number(total.textContent) - number(count.textContent)]);
          }
          for (const a of document.querySelectorAll('td.cell a, td.number a')) found.push([a.href, number(a.textContent)]);
          for (const a of document.querySelectorAll('.tile')) found.push([a.href, number(a.querySelector('b').textContent)]);
          for (const a of document.querySelectorAll('.plot a[aria-label]')) {
            const label = a.getAttribute('aria-label');
            if (label.includes(': ')) found.push([a.href.baseVal, number(label.split(': ').pop())]);
          }
          return found; }""")
        for address, count in counted:
            address = urllib.parse.urljoin(desk.base, address)
            seen.setdefault(address, (count, path))
    checked = 0
    for address, (count, path) in seen.items():
        parts = urllib.parse.urlsplit(address)
        if parts.path.startswith("/sources/"):
            continue
        if parts.path.startswith("/relations/"):
            query = (parts.query + "&" if parts.query else "") + "format=csv"
            status, _, body = desk.get(parts.path + "?" + query)
            # The column «affirmed» of a source leads to all relations of the pair.
            rows = list(csv.DictReader(io.StringIO(body)))
            assert status == 200 and count <= len(rows), (address, count, len(rows), path)
        else:
            status, _, body = desk.get(parts.path + ("?" + parts.query if parts.query else ""))
            match = re.search(r'class="total"[^>]*><b>([0-9,]+)</b>|–[0-9,]+ of ([0-9,]+)<', body)
            shown = int((match[1] or match[2]).replace(",", "")) if match else None
            assert status == 200 and shown == count, (address, count, shown, path)
        checked += 1
    assert checked > 150, checked


def every_table_is_what_the_command_beside_it_prints(desk, page):
    for path in ["/search?words=gaz", "/search?words=gaz&tab=statements", "/search?tab=relations&class=accuse",
                 "/kwic?words=gaz&sort=left", "/search?tab=counts&of=statements&group-by=outlet,kind",
                 "/search?words=l%E2%80%99accord&from=2012&to=2013-06&families=1", "/matrix",
                 "/relations/IRN/RUS", "/search?words=gaz&not-kind=mixed&not-by=IRN", "/search?outlet=phare",
                 "/search?words=gaz&tab=statements&not-month=2020-01&not-kind=direct",
                 "/sql?query=SELECT+count(*)+AS+n+FROM+articles"]:
        status, _, table = desk.get(path + ("&" if "?" in path else "?") + "format=csv")
        if "outlet=phare" in path:
            assert status == 404
            continue
        assert status == 200, (path, table)
        page.goto(desk.base + path)
        command = page.locator(".same code").inner_text()
        printed = list(csv.reader(io.StringIO(desk.shell(command))))
        served = list(csv.reader(io.StringIO(table)))
        unguarded = [[c[1:] if c[:2] in ("'-", "'=", "'+", "'@", "'\n") else c for c in r] for r in served]
        assert printed == unguarded, (path, command, len(printed), len(served))
        assert len(served) > 1, path


def nothing_that_is_typed_breaks_a_page(desk, page):
    for words in QUERIES:
        for tab in ["", "&tab=statements", "&tab=relations", "&tab=concordance", "&tab=counts"]:
            status, _, body = desk.get("/search?words=" + urllib.parse.quote(words) + tab)
            assert status in (200, 400), (words, tab, status, body[-600:])
    # What a page of another site may have asked: words without end, and values without end.
    for path in ["/search?words=" + "a+" * 4_000, "/search?words=" + "a+OR+" * 1_600, "/sql?query=select+zeroblob(999999999)",
                 "/sql?query=select+hex(zeroblob(400000000))"]:
        start = time.monotonic()
        status, _, _ = desk.get(path)
        assert status in (200, 400) and time.monotonic() - start < SECONDS, (path[:60], status)
    for name in ["by", "about", "outlet", "language", "from", "where", "subject", "page", "order", "kind"]:
        for value in QUERIES:
            status, _, _ = desk.get(f"/search?tab=relations&{name}=" + urllib.parse.quote(value))
            assert status in (200, 400, 404), (name, value, status)


def marks_are_the_passages_of_statements(desk, page):
    crossing = 0
    for article in desk.rows("SELECT DISTINCT article_id FROM statements ORDER BY 1"):
        page.goto(f"{desk.base}/articles/{article['article_id']}")
        shown = page.evaluate("""() => {
          const texts = {};
          for (const e of document.querySelectorAll('.text [data-s]'))
            for (const id of e.dataset.s.split(' ')) texts[id] = (texts[id] || '') + e.textContent;
          return texts; }""")
        rows = desk.rows(
            'SELECT s.id, substr(a.body, s.start + 1, s."end" - s.start) AS text FROM statements s '
            f"JOIN articles a ON a.id = s.article_id WHERE a.id = {article['article_id']}")
        assert len(shown) == len(rows), article
        for row in rows:
            assert shown[str(row["id"])] == row["text"], row
        crossing += page.locator(".text [data-s*=' ']").count()
    assert crossing > 0, "no statement lies in another"


def a_deep_link_lands_in_view(desk, page):
    last = desk.rows(
        "SELECT id, article_id FROM statements WHERE article_id = (SELECT article_id FROM statements s JOIN articles a "
        "ON a.id = s.article_id ORDER BY length(a.body) DESC LIMIT 1) ORDER BY start DESC LIMIT 1")[0]
    page.goto(f"{desk.base}/articles/{last['article_id']}#s{last['id']}")
    page.wait_for_timeout(600)
    for selector in [f"#s{last['id']}", f"#c{last['id']}"]:
        box = page.locator(selector).bounding_box()
        assert box and 0 <= box["y"] < page.viewport_size["height"], (selector, box)


def the_keyboard_is_enough(desk, page):
    page.goto(desk.base + "/search?words=pont")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("[...document.querySelectorAll('[data-row]')].findIndex(r => r.contains(document.activeElement))") == 1
    page.keyboard.press("k")
    assert page.evaluate("[...document.querySelectorAll('[data-row]')].findIndex(r => r.contains(document.activeElement))") == 0
    page.keyboard.press("]")
    page.wait_for_url("**page=2*")
    page.keyboard.press("[")
    page.wait_for_function("!location.search.includes('page=')")
    page.keyboard.press("?")
    assert page.locator("#help").get_attribute("open") is not None
    page.keyboard.press("Escape")
    page.goto(desk.base + "/articles/1?words=drones")
    page.keyboard.press("n")
    first = page.evaluate("location.hash")
    page.keyboard.press("n")
    second = page.evaluate("location.hash")
    page.keyboard.press("p")
    assert first.startswith("#h") and second != first and page.evaluate("location.hash") == first
    # The keys can be turned off, and stay off on the next page.
    for is_on in [False, True]:
        page.locator("#keys").click()
        page.locator("#keys-on").set_checked(is_on)
        page.locator("#help button").click()
        page.goto(desk.base + "/search?words=gaz")
        page.keyboard.press("/")
        assert (page.evaluate("document.activeElement.id") == "words") == is_on
        page.evaluate("document.activeElement.blur()")


def a_script_in_a_title_stays_text(desk, page):
    page.goto(desk.base + "/search?words=fleuve")
    assert page.locator(".hits h2 a").first.inner_text() == SCRIPT
    page.locator(".hits h2 a").first.click()
    page.wait_for_selector("article")
    assert page.locator("h1").inner_text() == SCRIPT
    assert page.title().startswith(SCRIPT)
    # An address that is a program leads nowhere.
    assert "javascript:" not in page.content()
    link = desk.number("SELECT min(id) FROM articles WHERE url LIKE 'https://example.org%'")
    page.goto(f"{desk.base}/articles/{link}")
    outside = page.locator("a[rel~=noreferrer]")
    assert outside.get_attribute("href") == "https://example.org/?a=1&b=2"


def only_this_machine_may_ask(desk, page):
    own = f"127.0.0.1:{desk.port}"
    for hosts in [[f"evil.example:{desk.port}"], ["127.0.0.1"], [], [own, own], [f"localhost:{desk.port}."],
                  [f"127.0.0.1:{desk.port + 1}"], [f"user@{own}"]]:
        assert desk.get("/", hosts=hosts)[0] in (421, 400), hosts
    for host in [own, f"localhost:{desk.port}", f"[::1]:{desk.port}"]:
        assert desk.get("/", hosts=[host])[0] == 200, host
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"]:
        assert desk.get("/", method=method)[0] == 405, method
    status, headers, body = desk.get("/", method="HEAD")
    assert status == 200 and body == "" and int(headers["content-length"]) > 1000
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers
    assert desk.get("/search?words=" + "a" * 20_000)[0] == 414
    for site, mode, expected in [("cross-site", "no-cors", 403), ("same-site", "cors", 403), ("cross-site", "navigate", 200),
                                 ("same-origin", "cors", 200), ("none", "navigate", 200)]:
        found = desk.get("/", headers=[("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)])[0]
        assert found == expected, (site, mode, found)
    with open(f"/proc/{desk.server.pid}/net/tcp") as file:
        bound = [l.split()[1] for l in file.readlines()[1:] if l.split()[1].endswith(f":{desk.port:04X}") and l.split()[3] == "0A"]
    assert bound == [f"0100007F:{desk.port:04X}"], bound


SLOW = "/sql?query=" + urllib.parse.quote(
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c")


def a_slow_question_is_stopped_and_keeps_nobody_waiting(desk, page):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(desk.get(SLOW)[0])) for _ in range(5)]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    before = time.monotonic()
    assert desk.get("/search?words=gaz")[0] == 200
    assert time.monotonic() - before < 2
    for thread in threads:
        thread.join()
    assert answers == [503] * 5, answers
    assert time.monotonic() - start < SECONDS * 4 + 10


def what_is_asked_for_in_vain_is_stopped(desk, page):
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)
    connection.request("GET", SLOW)
    time.sleep(0.5)
    connection.close()
    time.sleep(0.8)

    def ticks():
        with open(f"/proc/{desk.server.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    before = ticks()
    time.sleep(1)
    assert ticks() - before < 30, "the question goes on after its reader has gone"


def the_desk_stays_open_while_an_import_writes(desk, page):
    before = desk.number("SELECT count(*) FROM articles")
    with open(os.path.join(desk.folder, "late.jsonl"), "w", encoding="utf-8") as file:
        file.write(json.dumps({"text": "Un texte de plus sur le tramway de Valmont, ville tranquille.", "language": "fr"}) + "\n")
    desk.run("import", "--quiet", "late.jsonl")
    page.goto(desk.base + "/search")
    assert total(page) == before + 1


def an_archive_that_breaks_or_goes_is_named_with_what_to_do(desk, page):
    kept = desk.archive + ".kept"
    shutil.copyfile(desk.archive, kept)

    def put(change):
        """Another file in the archive's place."""
        shutil.copyfile(kept, desk.archive + ".new")
        change(desk.archive + ".new")
        os.replace(desk.archive + ".new", desk.archive)

    def newer(path):
        with open(path, "r+b") as file:
            file.seek(60)
            file.write((99).to_bytes(4, "big"))

    def damaged(path):
        with open(path, "r+b") as file:
            file.seek(100)
            file.write(b"\xff" * 8192)

    try:
        for change, words in [(newer, "newer Dossier"), (damaged, "is damaged"), (os.remove, "is not there any more")]:
            if change is os.remove:
                os.remove(desk.archive)
            else:
                put(change)
            for path in ["/", "/search?words=gaz", "/matrix"]:
                status = page.goto(desk.base + path).status
                alert = page.inner_text("[role=alert]")
                assert status == 500 and words in alert, f"{change.__name__} {path}: {status} {alert}"
    finally:
        shutil.copyfile(kept, desk.archive + ".new")
        os.replace(desk.archive + ".new", desk.archive)
    assert page.goto(desk.base + "/search?words=gaz").status == 200
    os.remove(kept)


def pages_work_without_scripts(desk, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1200, "height": 800})
    page = context.new_page()
    page.goto(desk.base + "/")
    page.fill("#find", "l’accord")
    page.press("#find", "Enter")
    page.wait_for_selector(".total")
    count = total(page)
    assert count == len(desk.run("search", "l’accord", "--limit", "0").splitlines()) - 1
    page.click(".tabs a >> text=statements")
    page.wait_for_selector(".total")
    page.goto(desk.base + "/search?tab=relations&class=accuse")
    page.locator(".hits blockquote a").first.click()
    page.wait_for_selector("article.text")
    target = urllib.parse.urlsplit(page.url).fragment
    box = page.locator("#" + target).bounding_box()
    assert 0 <= box["y"] < 800, box
    context.close()


def pages_are_printed(desk, page):
    for name, path in pages(desk):
        page.goto(desk.base + path)
        page.emulate_media(media="print")
        assert not page.locator("header.top").is_visible(), name
        assert page.locator("h1").is_visible(), name
        page.emulate_media(media="screen")
    page.goto(desk.base + "/articles/1")
    assert page.pdf().startswith(b"%PDF")


def pages_have_no_fault_that_axe_finds(desk, browser):
    with open(AXE, encoding="utf-8") as file:
        axe = file.read()
    faults = []
    for scheme, width in [("light", 1200), ("dark", 360)]:
        context = browser.new_context(
            color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 800})
        page = context.new_page()
        page.on("console", lambda message: faults.append(("console", page.url, message.text))
                if message.type in ("error", "warning") and "404" not in message.text else None)
        for name, path in pages(desk):
            languages = ["en", "fr"] if scheme == "light" and name in ("overview", "article", "search") else ["en"]
            for language in languages:
                page.goto(desk.base + path + ("&" if "?" in path else "?") + "lang=" + language)
                page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
                page.evaluate(axe)
                found = page.evaluate(
                    "axe.run(document, {resultTypes: ['violations'], runOnly: %s})" % json.dumps(
                        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
                        if scheme == "light" else {"type": "rule", "values": ["color-contrast", "target-size"]}))
                for violation in found["violations"]:
                    node = violation["nodes"][0]
                    faults.append((name, scheme, language, violation["id"], node["html"][:160], node["failureSummary"][:300]))
                over = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
                if over > 0:
                    faults.append((name, width, f"{over} pixels wider than the window"))
        context.close()
    assert not faults, "\n".join(map(str, faults[:12]))


def a_result_opens_from_a_disk(desk, browser):
    folder = os.path.join(desk.folder, "site")
    desk.run("export", "--site", folder, "--words", "gaz", "--from", "2023")
    context = browser.new_context()
    page = context.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"file://{folder}/index.html")
    count = total(page)
    assert count == len(desk.run("search", "gaz", "--from", "2023", "--limit", "0").splitlines()) - 1
    page.locator(".hits h2 a").first.click()
    page.wait_for_selector("article.text")
    assert page.locator("article.text mark").count() > 0
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "the style is there"
    page.go_back()
    page.click(".tabs a >> text=statements")
    page.wait_for_selector(".total")
    with open(os.path.join(folder, "statements.csv"), encoding="utf-8") as file:
        assert len(list(csv.reader(file))) - 1 == total(page)
    assert not problems, problems
    context.close()


def who_accuses_whom_is_found_in_five_clicks(desk, page):
    page.goto(desk.base + "/")
    page.click("text=Who accuses whom")
    page.wait_for_selector(".hits")
    page.locator(".plot a").first.click()
    page.wait_for_selector(".chosen")
    page.locator(".hits blockquote a").first.click()
    page.wait_for_selector("article.text")
    assert re.match(r"#r\d+$", urllib.parse.urlsplit(page.url).fragment and "#" + urllib.parse.urlsplit(page.url).fragment)
    page.click("#cite > details > summary")
    assert "Examples/" in page.locator(".citations p").first.inner_text()
    with page.expect_download() as download:
        page.click(".foot a >> text=CSV")
    assert download.value.suggested_filename.endswith(".csv")


ON_A_PAGE = [
    every_total_of_the_overview_is_that_of_the_archive, every_count_is_that_of_the_list_behind_it,
    every_table_is_what_the_command_beside_it_prints, nothing_that_is_typed_breaks_a_page,
    marks_are_the_passages_of_statements, a_deep_link_lands_in_view, the_keyboard_is_enough,
    a_script_in_a_title_stays_text, only_this_machine_may_ask, pages_are_printed,
    who_accuses_whom_is_found_in_five_clicks, a_slow_question_is_stopped_and_keeps_nobody_waiting,
    what_is_asked_for_in_vain_is_stopped, the_desk_stays_open_while_an_import_writes,
    an_archive_that_breaks_or_goes_is_named_with_what_to_do,
]
IN_A_BROWSER = [pages_work_without_scripts, pages_have_no_fault_that_axe_finds, a_result_opens_from_a_disk]


def check(desk, browser):
    failed = 0
    for test in ON_A_PAGE + IN_A_BROWSER:
        start = time.monotonic()
        context = browser.new_context(viewport={"width": 1200, "height": 800}, reduced_motion="reduce")
        try:
            test(desk, context.new_page() if test in ON_A_PAGE else browser)
            word = "ok"
        except Exception:  # noqa: BLE001 - every fault is told, none stops the others
            traceback.print_exc()
            failed += 1
            word = "FAILED"
        context.close()
        print(f"{word:6} {test.__name__.replace('_', ' ')} ({time.monotonic() - start:.1f} s)", flush=True)
    return failed


def picture(desk, browser, folder):
    os.makedirs(folder, exist_ok=True)
    context = browser.new_context(viewport={"width": 1100, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    for name, path in pages(desk):
        if name in ("nothing-found", "not-found", "sources"):
            continue
        page.goto(desk.base + path)
        page.screenshot(path=os.path.join(folder, name + ".png"))
    context.close()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    desk = Desk(sys.argv[1], has_more="--pictures" not in sys.argv)
    failed = 0
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
            if "--pictures" in sys.argv:
                picture(desk, browser, sys.argv[sys.argv.index("--pictures") + 1])
            else:
                failed = check(desk, browser)
            browser.close()
    finally:
        code = desk.close()
    if "--pictures" not in sys.argv:
        if code != 0:
            print(f"FAILED the server ends with {code} after Ctrl-C")
            failed += 1
        count = len(ON_A_PAGE + IN_A_BROWSER) + 1
        print(f"browser: {count - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
