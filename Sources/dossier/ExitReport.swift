import ArgumentParser
import Dumps
import Platform
import Publish
import Storage
import Tables

/// How a run can end; raw values are the exit codes, which are a promise.
enum ExitStatus: Int32 {
  /// Done, or found.
  case done = 0
  /// Nothing was found.
  case nothing = 1
  /// Wrong use, or input that cannot be read.
  case misuse = 2
  /// Done, with rejects or a receipt that does not add up.
  case rejects = 3
  /// The archive is locked, damaged, full, or newer than this program.
  case archive = 4
  /// Stopped by Ctrl-C: 128 and the number of the signal, as shells expect it.
  case interrupted = 130
}

extension ArchiveError {
  /// What the trouble means to the one who called the program.
  var status: ExitStatus {
    switch self {
    case .missing, .foreign, .noFile, .linked, .readOnly, .empty: .misuse
    case .newer, .outdated, .altered, .beingRead, .unlockable, .replaced, .locked, .damaged, .full:
      .archive
    case .failed(_, let error): error.isInterrupt ? .interrupted : .archive
    }
  }
}

extension QuestionError {
  /// A name that is not in the archive is nothing found; the rest is wrong use.
  var status: ExitStatus {
    switch self {
    case .unknownSource, .unknownOutlet, .unknownLanguage, .unknownRole: .nothing
    default: .misuse
    }
  }
}

extension RemovalError {
  /// What is not in the archive is nothing found; the rest is wrong use.
  var status: ExitStatus {
    switch self {
    case .noArticle, .noOutlet, .noRun: .nothing
    default: .misuse
    }
  }
}

extension DecisionError {
  /// What is not in the archive is nothing found; the rest is wrong use.
  var status: ExitStatus {
    switch self {
    case .notMerged, .nothingToUndo: .nothing
    default: .misuse
    }
  }
}

/// Ends the run with a status, and a message for standard error if there is something to say.
struct Failure: Error {
  var status: ExitStatus
  var message: String?

  init(_ status: ExitStatus, _ message: String? = nil) {
    self.status = status
    self.message = message
  }
}

/// What an error means to the one who called the program.
struct ExitReport {
  private var status: ExitStatus
  private var text: String
  private var isHelp = false

  /// What `error` means; `command` is the command of «sources» that was parsed on its own.
  init(of error: any Error, in command: (any ParsableCommand.Type)? = nil) {
    switch error {
    case let failure as Failure:
      status = failure.status
      text = failure.message.map { "dossier: \($0)" } ?? ""
    case is CancellationError:
      status = .interrupted
      text = "dossier: stopped"
    case let error as OutputError where error.isBrokenPipe:
      status = .done
      text = ""
    case let error as OutputError:
      status = .misuse
      text = "dossier: \(error)"
    case let error as ArchiveError:
      status = error.status
      text = status == .interrupted ? "dossier: stopped" : "dossier: \(error)"
    case QuestionError.unknownColumn(let name, let known):
      status = .misuse
      text =
        "dossier: unknown column «\(name)»\(suggestion(for: name, among: known)) There are: "
        + known.joined(separator: ", ")
    case let error as QuestionError:
      status = error.status
      text = "dossier: \(error)"
    case let error as RemovalError:
      status = error.status
      text = "dossier: \(error)"
    case let error as DecisionError:
      status = error.status
      text = "dossier: \(error)"
    case let error as PublishError:
      status = error == .stopped ? .interrupted : .misuse
      text = "dossier: \(error)"
    case let error as XLSXWriter.Full:
      status = .misuse
      text = "dossier: \(error)"
    case let error as DumpError:
      status = .misuse
      text = "dossier: \(error)"
    default:
      text = (command ?? Dossier.self).fullMessage(for: error)
      if let command, let name = command.configuration.commandName {
        for start in ["Usage: ", "See '", "USAGE: "] {
          text = text.replacing(start + name, with: start + "dossier sources " + name)
        }
      }
      isHelp = Dossier.exitCode(for: error) == .success
      status = isHelp ? .done : .misuse
    }
  }

  /// Leaves the process.
  func exit() -> Never {
    if isHelp {
      let output = Output()
      output.text(text + "\n")
      do { try output.flush() } catch  where !error.isBrokenPipe {
        ExitReport(of: error).exit()
      } catch {}
    } else if !text.isEmpty {
      printError(text)
    }
    systemExit(status == .interrupted ? Interruption.status : status.rawValue)
  }
}

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
