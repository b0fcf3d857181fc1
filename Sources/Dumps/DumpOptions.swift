/// What a person asks of a dump beyond its paths.
public struct DumpOptions: Sendable {
  /// The name of a format; nil: recognise it by its bytes.
  public var format: String?
  /// Which column or key contains a field: `["title": "Titre de l’article"]`.
  ///
  /// Fields are title, body, outlet, url, authors, section, language, published and id; `text` and
  /// `date` are taken for body and published.
  public var fieldMap: [String: String] = [:]
  /// The element of an XML file that is an article, or the level of headings at which a document is
  /// split: `doc`, `h1`; `none` keeps texts and documents whole. Nil: it is recognised from the file.
  public var record: String?
  /// True when texts and documents are not to be split.
  var keepsWhole: Bool { record?.lowercased() == "none" }
  /// The outlet of records that name none.
  public var outlet: String?
  /// The declared language of records that declare none (BCP 47).
  public var language: String?
  /// The charset that is declared from outside; valid UTF-8 and a BOM win over it.
  public var charset: String?
  /// True keeps records without a text as articles with an empty body; false rejects them.
  public var allowEmptyBody = false
  /// True takes each file as the body of one article, header and all.
  public var bare = false
  /// True reads lines of JSON, each on its own: every line gives one article or one reject.
  public var answersLines = false
  /// False leaves out the sums of files, which only a receipt needs.
  public var sumsFiles = true
  /// The field of such a line whose value goes into `Origin.key`.
  public var key: String?
  /// Called before a pipe is read that has nothing to give yet.
  public var willWait: (@Sendable () -> Void)?
  /// Files that are never read, like the archive that the articles go into; asked for every file.
  public var isOwn: @Sendable (_ path: String) -> Bool = { _ in false }
  /// How much is read before something is taken for damage or malice.
  public var limits = Limits()

  /// Bounds that keep memory and time in hand. Sizes are in bytes.
  public struct Limits: Sendable {
    /// The most bytes of a record that is read in one piece: a line of JSON, a row, a message.
    public var record = 64 << 20
    /// The most bytes of a file that its format can only read whole (HTML, XML, DOCX).
    public var whole = 512 << 20
    /// The most bytes of the text of one article.
    public var text = 8 << 20
    /// The most bytes that one compressed file or entry may decompress to.
    public var entry = 1 << 38
    /// The most bytes that are decompressed from one file with all its entries.
    public var total = 1 << 40
    /// The most entries in one file, those of nested archives included.
    public var entries = 10_000_000
    /// Decompressed by compressed size, of an entry, of a whole file, and of the texts of a workbook;
    /// looked at once `ratioFloor` bytes have come out.
    public var ratio = 250
    /// How many bytes may come out at any ratio.
    public var ratioFloor = 64 << 20
    /// How many archives may be inside one another.
    public var depth = 4

    /// The usual bounds.
    public init() {}
  }

  /// Recognise everything, change nothing.
  public init() {}
}
