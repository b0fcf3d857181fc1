"""Who said what about whom, in press articles: a thin layer over the program that the wheel carries.

    import dossier
    dossier.extract("Le ministre a dit que la digue tiendra.", language="fr")["statements"]

    archive = dossier.open("press.dossier")
    archive.statements(by="Lindqvist")            # a pandas DataFrame
    archive.sql("SELECT outlet, count(*) FROM statement_details GROUP BY outlet")
"""

import json
import os
import pathlib
import sqlite3
import subprocess
import urllib.parse

__all__ = ["Archive", "DossierError", "extract", "open", "program", "run"]
__version__ = "@VERSION@"

_FOUND, _NOTHING_FOUND = 0, 1


class DossierError(RuntimeError):
    """The program refused: `code` is its exit status, the message is what it printed."""

    def __init__(self, code, message):
        super().__init__(message.strip() or f"dossier ended with exit status {code}")
        self.code = code


def program():
    """The path of the program: $DOSSIER, else the one in the wheel."""
    return os.environ.get("DOSSIER") or str(pathlib.Path(__file__).parent / "bin" / "dossier")


def run(*arguments, input=None):
    """Runs the program and returns what it prints on standard output, as text.

    Raises DossierError for every exit status above 1; 1 means that nothing was found.
    """
    done = subprocess.run(
        [program(), *map(str, arguments)], input=input, capture_output=True, encoding="utf-8")
    if done.returncode not in (_FOUND, _NOTHING_FOUND):
        raise DossierError(done.returncode, done.stderr)
    return done.stdout


def extract(text, language=None):
    """Reads one text and returns what it reports, as `dossier extract --bare` prints it.

    Offsets in the result count characters of `text`: text[s["start"]:s["end"]].
    """
    options = ["--language", language] if language else []
    return json.loads(run("extract", "--bare", *options, "-", input=text))


def open(path):
    """Opens an archive for reading."""
    return Archive(path)


class Archive:
    """An archive; tables are pandas DataFrames.

    Keyword arguments are the options of the command of the same name, so `by="Lindqvist"` is
    `--by Lindqvist`, `no_text=True` is `--no-text`, and a list repeats an option.
    """

    def __init__(self, path):
        self.path = pathlib.Path(path)
        if not self.path.is_file():
            raise FileNotFoundError(f"no such archive: {path}")

    def search(self, words, **options):
        """Articles in which the words occur, best first."""
        return self._table("search", options, [words])

    def statements(self, **options):
        """Statements, newest first."""
        return self._table("statements", options)

    def relations(self, **options):
        """Relations, newest first."""
        return self._table("relations", options)

    def sources(self, **options):
        """Sources, those that speak most first."""
        return self._table("sources", options)

    def sql(self, query, parameters=()):
        """Rows of a query, in a connection that cannot write."""
        import pandas

        address = f"file:{urllib.parse.quote(str(self.path.resolve()))}?mode=ro"
        connection = sqlite3.connect(address, uri=True)
        try:
            return pandas.read_sql_query(
                query, connection, params=parameters, dtype_backend="numpy_nullable")
        finally:
            connection.close()

    def _table(self, command, options, words=()):
        import pandas

        arguments = [command, "--archive", self.path, "--format", "json"]
        for name, value in {"limit": 0, **options}.items():
            option = "--" + name.replace("_", "-")
            if value is True:
                arguments.append(option)
            elif value is not False and value is not None:
                for one in value if isinstance(value, (list, tuple)) else [value]:
                    arguments += [option, one]
        rows = run(*arguments, *(["--", *words] if words else []))
        return pandas.DataFrame(_objects(rows)).convert_dtypes()


def _objects(text):
    """The objects of a JSON array, or of lines of JSON."""
    text = text.strip()
    if not text:
        return []
    if text.startswith("["):
        return json.loads(text)
    return [json.loads(line) for line in text.splitlines()]
