/// Kinds of files that are known and not read, with what turns them into something that is.
enum UnsupportedFile {
  private static let duckdb =
    #"duckdb -c "COPY (FROM 'FILE.parquet') TO 'FILE.jsonl' (FORMAT json)""#
  private static let feather =
    #"python -c "import pandas; pandas.read_feather('FILE').to_json('FILE.jsonl', "#
    + #"orient='records', lines=True)""#

  /// Magic bytes, where they stand, what the file is, and what to do with it.
  private static let known: [(magic: [UInt8], offset: Int, name: String, advice: String)] = [
    (Array("%PDF-".utf8), 0, "PDF", "convert it with pdftotext (poppler) first"),
    (Array("PAR1".utf8), 0, "Parquet", "convert it first: " + duckdb),
    (Array("ARROW1".utf8), 0, "Arrow (Feather)", "convert it first: " + feather),
    (Array("FEA1".utf8), 0, "Feather", "convert it first: " + feather),
    (Array("Obj\u{1}".utf8), 0, "Avro", "convert it to JSON lines first, with avro-tools"),
    (
      Array("RDX2".utf8), 0, "data of R (RData)", "write its table with write.csv or jsonlite first"
    ),
    (
      Array("RDX3".utf8), 0, "data of R (RData)", "write its table with write.csv or jsonlite first"
    ),
    (Array("RDA3".utf8), 0, "data of R (RData)", "write its table with write.csv first"),
    ([0x58, 0x0A, 0, 0, 0], 0, "data of R (RDS)", "write its table with write.csv first"),
    (Array("$FL2".utf8), 0, "data of SPSS", "export it as CSV first"),
    (Array("<stata_dta>".utf8), 0, "data of Stata", "export it as CSV first (export delimited)"),
    (
      [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A], 0, "HDF5", "export its table as CSV or JSON lines first"
    ),
    ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], 0, "an array of NumPy", "export it as CSV first"),
    ([0x80, 0x04, 0x95], 0, "a pickle of Python", "write it as JSON lines first"),
    ([0x80, 0x05, 0x95], 0, "a pickle of Python", "write it as JSON lines first"),
    ([0x5A, 0x49, 0x4D, 0x04], 0, "ZIM", "extract its pages with zimdump first"),
    (
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 0, "an old Office file (DOC, XLS, MSG)",
      "convert it with libreoffice --headless --convert-to docx (or csv) first"
    ),
    (Array("SQLite format 3\0".utf8), 0, "an SQLite database", "export its tables as CSV first"),
    (Array("Rar!".utf8), 0, "RAR", "unpack it with unrar first"),
    (Array("%!PS".utf8), 0, "PostScript", "convert it with ps2ascii first"),
    ([0x89, 0x50, 0x4E, 0x47], 0, "a PNG image", "read its text with tesseract first"),
    ([0xFF, 0xD8, 0xFF], 0, "a JPEG image", "read its text with tesseract first"),
    (Array("GIF8".utf8), 0, "a GIF image", "read its text with tesseract first"),
    ([0x49, 0x49, 0x2A, 0], 0, "a TIFF image", "read its text with tesseract first"),
    ([0x4D, 0x4D, 0, 0x2A], 0, "a TIFF image", "read its text with tesseract first"),
    (Array("AT&TFORM".utf8), 0, "DjVu", "convert it with djvutxt first"),
    (Array("RIFF".utf8), 0, "a sound, film or image (RIFF)", "leave it out"),
    (Array("OggS".utf8), 0, "a sound or film (Ogg)", "leave it out"),
    (Array("ID3".utf8), 0, "a sound (MP3)", "leave it out"),
    (Array("ftyp".utf8), 4, "a film (MP4)", "leave it out"),
    ([0x7F, 0x45, 0x4C, 0x46], 0, "a program (ELF)", "leave it out"),
    ([0xCF, 0xFA, 0xED, 0xFE], 0, "a program (Mach-O)", "leave it out"),
    (Array("wOFF".utf8), 0, "a font", "leave it out"),
    (Array("wOF2".utf8), 0, "a font", "leave it out"),
  ]

  /// What `bytes` are and what to do, when they are known not to be read.
  static func of(_ bytes: [UInt8]) -> String? {
    for (magic, offset, name, advice) in known
    where bytes.count >= offset + magic.count && bytes[offset...].starts(with: magic) {
      return "is \(name), which is not read; \(advice)"
    }
    if bytes.starts(with: Array("MZ".utf8)), isBinary(bytes) {
      return "is a program (Windows), which is not read; leave it out"
    }
    return nil
  }

  /// What to say of bytes that no format takes.
  static func unrecognised(_ head: Head) -> String {
    if head.bytes.containsMarker("opendocument.presentation", within: 512) {
      return
        "is an OpenDocument presentation (ODP), which is not read; convert it with libreoffice "
        + "--headless --convert-to odt (or pdf) first"
    }
    if ZipDocument.hasDocumentNames(head.bytes) {
      return "is a zipped document (EPUB, PPTX?) that no format reads; convert it with "
        + "pandoc -t plain first"
    }
    if isBinary(head.bytes) {
      let start = head.bytes.prefix(8).map {
        ($0 < 16 ? "0" : "") + String($0, radix: 16)
      }.joined(separator: " ")
      return
        "looks like binary data (it starts with \(start)); if it contains articles, say in what "
        + "--input-format, or convert it first"
    }
    return "is text of no known format; say in what --input-format"
  }

  /// True when control bytes are too many for a text in UTF-8 or an old charset.
  ///
  /// One byte in fifty is still text with damage: dumps with stray NULs are read.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || of(known: bytes) { return true }
    let sample = bytes.prefix(8192)
    let controls = sample.count { $0 < 9 || (14..<32).contains($0) && $0 != 0x1B || $0 == 0x7F }
    return controls > 2 && controls * 50 > sample.count
      && UTF16Stream.form(of: Array(sample)) == nil
  }

  private static func of(known bytes: [UInt8]) -> Bool {
    known.contains { entry in
      bytes.count >= entry.offset + entry.magic.count
        && bytes[entry.offset...].starts(with: entry.magic)
    }
  }
}
