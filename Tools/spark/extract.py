"""Reads articles on a Spark cluster: extraction scales out, the archive stays one file.

    spark-submit Tools/spark/extract.py s3a://news/2024/*.jsonl.gz --to s3a://news/read
    spark-submit Tools/spark/extract.py /data/articles.parquet --to /data/read --map body=content
    spark-submit Tools/spark/extract.py hdfs:///crawl/*.warc.gz --to hdfs:///read

Input: lines of JSON, Parquet (a row an article) or WARC, from any file system that Spark knows. Every task
pipes its lines through one `dossier extract --format jsonl`; a WARC file is read whole by one task.

Output, below --to:
  accounts/     what dossier extract writes, gzipped: dossier import --accounts takes it into an archive
  articles/     Parquet, partitioned by month, with the columns of article_details
  statements/   the same of statement_details
  relations/    the same of relation_details
  errors/       lines that gave no article: error, key, record, path

Columns, types and comments are those of `dossier codebook`. `article_id` is 64 bits of text, outlet, title,
date and address, so the same article has the same one wherever it was read; articles that agree in all of
these are written once, as an import stores them once. Months that are not known are «none».

A task that is lost is run again by Spark. When the whole job was stopped, the same command continues with the
accounts if those were complete.
"""
import argparse
import json
import subprocess
import sys

from pyspark.sql import SparkSession, functions as f, types as t

TEXT, NUMBER, REAL, FLAG = t.StringType(), t.LongType(), t.DoubleType(), t.BooleanType()


def struct(**fields):
    return t.StructType([t.StructField(name, kind) for name, kind in fields.items()])


PLACE = dict(start=NUMBER, end=NUMBER)
WORDS = dict(PLACE, text=TEXT)
ACTOR = struct(**PLACE, source=TEXT)
SOURCE = struct(key=TEXT, kind=TEXT, name=TEXT, country=TEXT)
# The part of docs/extract.schema.json that becomes columns.
ACCOUNT = struct(
    path=TEXT, entry=TEXT, record=NUMBER, key=TEXT, error=TEXT, metadata=TEXT, id=TEXT, title=TEXT, outlet=TEXT, published=TEXT,
    published_raw=TEXT, url=TEXT, authors=t.ArrayType(TEXT), section=TEXT, language=TEXT,
    language_declared=TEXT, text=TEXT, sources=t.ArrayType(SOURCE),
    mentions=t.ArrayType(struct(**PLACE, source=TEXT, role=struct(**WORDS))),
    statements=t.ArrayType(struct(
        **PLACE, kind=TEXT, content=TEXT, speaker=struct(**WORDS), source=TEXT,
        cue=struct(**WORDS, lemma=TEXT, **{"class": TEXT}), negated=FLAG, said_on=TEXT, said_on_raw=TEXT,
        rule=TEXT, confidence=REAL)),
    relations=t.ArrayType(struct(
        subject=ACTOR, object=ACTOR, trigger=struct(**WORDS), topic=struct(**WORDS), sentence=struct(**PLACE),
        happened_on=TEXT, happened_on_raw=TEXT, polarity=NUMBER, modality=TEXT, former=FLAG,
        asserted_by=TEXT, rule=TEXT, confidence=REAL, **{"class": TEXT})))


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", metavar="input", help="files, folders or patterns")
    parser.add_argument("--to", required=True, help="the folder to write")
    parser.add_argument("--format", choices=["jsonl", "parquet", "warc"],
                        help="what the input is; by default from its name")
    parser.add_argument("--dossier", default="dossier", help="the program, here and on every worker (spark-submit --files sends it: ./dossier)")
    parser.add_argument("--key", help="a field that is carried over as «key»")
    parser.add_argument("--map", action="append", default=[], metavar="field=column",
                        help="take a field from a column, as in dossier import")
    parser.add_argument("--partitions", type=int,
                        help="tasks of the reading; by default at least two a core, each is one process")
    return parser.parse_args()


def form(options):
    if options.format:
        return options.format
    name = options.inputs[0].rstrip("/*").lower()
    for ending, found in [(".parquet", "parquet"), (".warc", "warc"), (".warc.gz", "warc")]:
        if name.endswith(ending):
            return found
    return "jsonl"


def command(options, *more):
    # A task whose lines were all bad, or that had none, has done its work.
    shell = '"$0" "$@"; s=$?; if [ $s = 1 ] || [ $s = 3 ]; then exit 0; fi; exit $s'
    words = ["sh", "-c", shell, options.dossier, "extract", "--jobs", "1", *more]
    for pair in options.map:
        words += ["--map", pair]
    return words + ["-"]


def piped(spark, options):
    """The answers of dossier as an RDD of the JVM: lines never pass through Python."""
    context = spark.sparkContext
    if form(options) == "parquet":
        frame = spark.read.parquet(*options.inputs)
        lines = frame._jdf.toJSON().toJavaRDD()
    else:
        lines = context.textFile(",".join(options.inputs))._jrdd
    least = options.partitions or 2 * context.defaultParallelism
    if lines.getNumPartitions() < least:
        lines = lines.repartition(least)
    words = context._jvm.java.util.ArrayList()
    more = ["--format", "jsonl"] + (["--key", options.key] if options.key else [])
    for word in command(options, *more):
        words.add(word)
    # The charset is said: that of the machine need not be UTF-8.
    return lines.pipe(words, context._jvm.java.util.HashMap(), False, 1 << 16, "UTF-8")


def archives(spark, options):
    """The same for web archives, each of them one task that gives its bytes to one process."""
    words = command(options, "--input-format", "warc")

    def read(files):
        for _, content in files:
            done = subprocess.run(words, input=content, stdout=subprocess.PIPE, check=True)
            yield from done.stdout.decode().splitlines()

    return spark.sparkContext.binaryFiles(",".join(options.inputs)).mapPartitions(read)


def extract(spark, options, folder):
    """Writes accounts, unless an earlier run has written them whole."""
    jvm = spark.sparkContext._jvm
    done = jvm.org.apache.hadoop.fs.Path(folder + "/_SUCCESS")
    files = done.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
    if files.exists(done):
        print(f"{folder}: complete, its articles are not read again", file=sys.stderr)
        return
    # What a stopped run has left.
    files.delete(done.getParent(), True)
    codec = "org.apache.hadoop.io.compress.GzipCodec"
    if form(options) == "warc":
        archives(spark, options).saveAsTextFile(folder, codec)
    else:
        lines = piped(spark, options)
        lines.saveAsTextFile(folder, jvm.java.lang.Class.forName(codec))


def codebook(program):
    """Columns by table, in order: name, comment."""
    text = subprocess.run([program, "codebook", "--format", "json"], capture_output=True, check=True).stdout
    tables = {}
    for row in json.loads(text):
        tables.setdefault(row["table"], []).append((row["column"], row["type"], row["meaning"]))
    return tables


def parts_of(date, prefix=""):
    """A date and what the views show beside it."""
    column = f.col(date)
    precision = (f.when(f.length(column) == 4, "year").when(f.length(column) == 7, "month")
                 .when(f.length(column) == 10, "day").when(column.isNotNull(), "time"))
    return {
        prefix + "day": f.when(f.length(column) >= 10, f.substring(column, 1, 10)),
        prefix + ("date_precision" if not prefix else "precision"): precision,
    }


def with_sources(frame, table):
    """Who is named by a key: name, kind and country from the account's own sources."""
    for name, prefix in table.items():
        found = f.expr(f"filter(sources, s -> s.key = {name})[0]")
        frame = frame.withColumn("found", found)
        frame = frame.withColumns({
            prefix: f.col("found.name"), prefix + "_kind": f.col("found.kind"),
            prefix + "_country": f.col("found.country")})
    return frame.drop("found")


def articles(accounts):
    return accounts.withColumns({
        "body": f.col("text"), "file": f.col("path"),
        "authors": f.when(f.size("authors") > 0, f.concat_ws("\n", "authors"))})


def statements(accounts):
    rows = accounts.select("*", f.explode("statements").alias("s")).withColumn("source_key", f.col("s.source"))
    rows = with_sources(rows, {"source_key": "source"})
    role = ("coalesce(filter(mentions, m -> m.source = s.source and m.role is not null"
            " and m.start < s.speaker.end and m.end > s.speaker.start)[0].role.text,"
            " filter(mentions, m -> m.source = s.source and m.role is not null)[0].role.text)")
    rows = rows.withColumns({
        "role": f.expr(role), "country": f.col("source_country"), "file": f.col("path"),
        "kind": f.col("s.kind"), "content": f.col("s.content"),
        "start": f.col("s.start"), "end": f.col("s.end"),
        "speaker": f.col("s.speaker.text"), "speaker_start": f.col("s.speaker.start"),
        "speaker_end": f.col("s.speaker.end"), "cue": f.col("s.cue.text"), "cue_start": f.col("s.cue.start"),
        "cue_end": f.col("s.cue.end"), "cue_lemma": f.col("s.cue.lemma"), "cue_class": f.col("s.cue.class"),
        "negated": f.col("s.negated").cast("long"), "said_on": f.col("s.said_on"),
        "said_on_raw": f.col("s.said_on_raw"), "rule": f.col("s.rule"), "confidence": f.col("s.confidence")})
    return rows.withColumns(parts_of("said_on", "said_on_"))


def relations(accounts):
    rows = accounts.select("*", f.explode("relations").alias("r")).withColumns({
        "subject_key": f.col("r.subject.source"), "object_key": f.col("r.object.source"),
        "asserted_by_key": f.col("r.asserted_by")})
    rows = with_sources(rows, {
        "subject_key": "subject", "object_key": "object", "asserted_by_key": "asserted_by"})
    columns = {
        "file": f.col("path"), "trigger": f.col("r.trigger.text"),
        "sentence": f.expr("substring(text, r.sentence.start + 1, r.sentence.end - r.sentence.start)"),
        "former": f.col("r.former").cast("long")}
    for name in ["class", "polarity", "modality", "happened_on", "happened_on_raw", "rule", "confidence"]:
        columns[name] = f.col("r." + name)
    for name in ["subject", "object", "trigger", "topic", "sentence"]:
        columns[name + "_start"] = f.col(f"r.{name}.start")
        columns[name + "_end"] = f.col(f"r.{name}.end")
    return rows.withColumns(columns).withColumns(parts_of("happened_on", "happened_on_"))


def write(rows, columns, folder):
    """Writes the columns that the codebook has and an account has, in the codebook's order."""
    kinds = {"integer": "long", "number": "double"}
    # Names of offsets, should the archive call them otherwise.
    for old, new in [("start", "start_offset"), ("end", "end_offset")]:
        if new in (name for name, _, _ in columns):
            rows = rows.withColumnRenamed(old, new)
    known = [("article_id", "integer", "the article")] + [c for c in columns if c[0] != "article_id"]
    chosen = [
        f.col(name).cast(kinds.get(kind, "string")).alias(name, metadata={"comment": meaning})
        for name, kind, meaning in known if name in rows.columns and name != "month"]
    (rows.select(*chosen, f.coalesce("month", f.lit("none")).alias("month"))
     .write.mode("overwrite").partitionBy("month").parquet(folder))


def main():
    options = arguments()
    spark = (SparkSession.builder.appName("dossier extract")
             .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false").getOrCreate())
    folder = options.to.rstrip("/")
    extract(spark, options, folder + "/accounts")
    # Numbers of rows are an archive's; «id» of an account is the provider's.
    lines = spark.read.schema(ACCOUNT).json(folder + "/accounts").withColumnRenamed("id", "external_id")
    lines.where("error IS NOT NULL").select("error", "key", "path", "record").write.mode("overwrite").json(
        folder + "/errors")
    accounts = lines.where("error IS NULL").withColumns({
        "article_id": f.xxhash64("text", f.lower("outlet"), "title", "published", "url"),
        "month": f.when(f.length("published") >= 7, f.substring("published", 1, 7)),
        "year": f.substring("published", 1, 4).cast("long"), **parts_of("published")})
    accounts = accounts.dropDuplicates(["article_id"])
    tables = codebook(options.dossier)
    write(articles(accounts), tables["article_details"], folder + "/articles")
    write(statements(accounts), tables["statement_details"], folder + "/statements")
    write(relations(accounts), tables["relation_details"], folder + "/relations")
    spark.stop()


if __name__ == "__main__":
    main()
