import Storage

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
  /// The archive is locked, in use, damaged, altered, full or of another version, or has problems.
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
