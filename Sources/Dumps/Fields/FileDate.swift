import Press

/// The day that the name of a file says: «lephare_2022-12-09_port.txt», «20221209-port.txt»,
/// «La Rive 09.12.2022.txt»; or the folders around it, one each for year, month and day.
struct FileDate {
  /// The day as it is written, in figures.
  let printed: String
  private let rule: String

  /// Reads the name of `file`; nil when it says no day, or more than one.
  init?(_ file: DumpFile) { self.init(path: file.entry ?? file.path) }

  init?(path: String) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    guard let name = parts.last else { return nil }
    if let day = Self.day(in: name) {
      (printed, rule) = (day, "file name")
    } else if let day = Self.day(of: parts.dropLast().suffix(6).map { Substring($0) }) {
      (printed, rule) = (day, "folder names")
    } else {
      return nil
    }
  }

  /// The fields that say so.
  var fields: [RecordField] {
    [
      RecordField("date", role: .published, rank: 99, value: .text(printed)),
      RecordField("date_rule", .text(rule)),
    ]
  }

  // «…/2019/05/16», also above editions and pages: «…/1921/03/17/ed-1/seq-1».
  private static func day(of folders: [Substring]) -> String? {
    for start in folders.indices.dropLast(2).reversed() {
      let parts = folders[start..<start + 3]
      guard parts.map(\.utf8.count) == [4, 2, 2] else { continue }
      let day = parts.joined(separator: "-")
      if iso(day) != nil { return day }
    }
    return nil
  }

  private static func day(in name: Substring.UTF8View) -> String? {
    var days: [String: String] = [:]
    var (digits, sign) = ([UInt8](), UInt8(0))
    // Runs of digits with single signs between them; a sign too many ends the run.
    func close() {
      let parts = digits.split(separator: UInt8(ascii: "-")).map {
        String(decoding: $0, as: UTF8.self)
      }
      for start in parts.indices {
        guard let day = day(parts[start...]), let iso = iso(day) else { continue }
        days[iso] = day
      }
      (digits, sign) = ([], 0)
    }
    for byte in name {
      if byte &- 0x30 < 10 {
        digits.append(byte)
        sign = 0
      } else if [0x2D, 0x5F, 0x2E].contains(byte), sign == 0, !digits.isEmpty {
        digits.append(UInt8(ascii: "-"))
        sign = byte
      } else {
        close()
      }
    }
    close()
    return days.count == 1 ? days.values.first : nil
  }

  /// «20221209», «2022-12-09», «09-12-2022» at the start of `parts`.
  private static func day(_ parts: ArraySlice<String>) -> String? {
    let lengths = parts.prefix(3).map(\.utf8.count)
    if lengths.first == 8 { return parts.first }
    guard [[4, 2, 2], [2, 2, 4]].contains(lengths) else { return nil }
    return parts.prefix(3).joined(separator: "-")
  }

  private static func iso(_ day: String) -> String? {
    guard let date = PrintedDate.iso(day) ?? PressDate(reading: day), date.iso.utf8.count == 10,
      date.iso >= "1700", date.iso < "2100"
    else { return nil }
    return date.iso
  }
}
