import Platform
import Tables

/// Leaves the process with a status.
func systemExit(_ code: Int32) -> Never {
  exit(code)
}

/// Writes a line to standard error; also in a log, what comes from outside steers nothing.
func printError(_ text: String) {
  let output = Output(descriptor: 2, name: "standard error", fill: 1 << 10)
  output.text(TerminalText.sanitized(text) + "\n")
  try? output.flush()
}
