import ArgumentParser
import Dumps
import Platform
import Publish
import Storage
import Tables

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
        "dossier: unknown column «\(name)»\(suggestion(for: name, among: known)) Columns: "
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
