/// What is fed.
enum Part: String, CaseIterable {
  case dumps, archives, texts, questions

  /// Set once, before libFuzzer begins.
  nonisolated(unsafe) static var chosen = Part.dumps

  func take(_ input: [UInt8]) {
    switch self {
    case .dumps: readDump(input)
    case .archives: openArchive(input)
    case .texts: readText(input)
    case .questions: askQuestion(input)
    }
  }
}

/// Takes one input. libFuzzer looks for this name also where it is handed a function.
@_cdecl("LLVMFuzzerTestOneInput")
func one(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Part.chosen.take(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the program when what it promises is not so; said in optimised builds as well.
func promise(_ holds: Bool, _ message: @autoclosure () -> String) {
  if !holds { fatalError(message()) }
}
