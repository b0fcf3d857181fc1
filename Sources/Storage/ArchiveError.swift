import SQLite

/// Why an archive cannot be used, and what to do about it.
package enum ArchiveError: Error, CustomStringConvertible {
  /// There is no such file.
  case missing(path: String)
  /// The file is something else.
  case foreign(path: String)
  /// A newer program made it: its schema step, and the last one that this program knows.
  case newer(path: String, step: Int, known: Int)
  /// It is a folder, a device or a pipe.
  case noFile(path: String)
  /// The file has further names (hard links), under which other programs would not see a change.
  case linked(path: String)
  /// It lacks schema steps and may not be written.
  case outdated(path: String, step: Int, known: Int)
  /// It was made by nobody yet: the file is there and empty.
  case empty(path: String)
  /// Its tables or views are not those that this program makes.
  case altered(path: String, problem: String)
  /// Somebody reads it for so long that writing cannot begin.
  case beingRead(path: String)
  /// Its file system cannot lock files.
  case unlockable(path: String, problem: String)
  /// The file was deleted, moved or replaced while it was being written.
  case replaced(path: String)
  /// Somebody else writes to it; `holder` says who, when that is known.
  case locked(path: String, holder: String)
  /// SQLite finds it broken.
  case damaged(path: String, problem: String)
  /// The file, its folder or its disk may not be written.
  case readOnly(path: String, problem: String)
  /// No room is left.
  case full(path: String)
  /// Something else went wrong.
  case failed(path: String, SQLiteError)

  /// Where it happened, what is wrong and what to do.
  package var description: String {
    switch self {
    case .missing(let path):
      "\(path): no such archive; make one with 'dossier import --archive \(path) DUMP'"
    case .foreign(let path):
      "\(path): is not a dossier archive; name another file with --archive"
    case .noFile(let path):
      "\(path): not a regular file; name an archive with --archive"
    case .linked(let path):
      "\(path) has several names (hard links), and writers do not see each other across them; "
        + "work on a copy, made with 'cp' or 'dossier backup'"
    case .newer(let path, let step, let known):
      "\(path) was made by a newer dossier (schema step \(step)); this one knows up to \(known): "
        + "use the newer program"
    case .outdated(let path, let step, let known):
      "\(path) was made by an older dossier (schema step \(step) of \(known)); "
        + "a command that writes, such as 'dossier families --archive \(path)', brings it up to date"
    case .empty(let path):
      "\(path) is empty; fill it with 'dossier import --archive \(path) DUMP'"
    case .altered(let path, let problem):
      "\(path) is not as dossier makes it: \(problem); nothing in it can be relied upon, ask who "
        + "sent it for another copy"
    case .beingRead(let path):
      "\(path) is being read by another program; wait until that has ended, or stop it"
    case .unlockable(let path, let problem):
      "\(path) cannot be locked on this file system: \(problem); move it to a local disk"
    case .replaced(let path):
      "\(path) was deleted, moved or replaced while it was being written; what was written since is "
        + "not in it: run the same command again"
    case .locked(let path, let holder):
      "\(path) is being written by \(holder); wait until it has ended, or stop it"
    case .damaged(let path, let problem):
      "\(path) is damaged: \(problem); restore a copy, or save what can be read with "
        + "'sqlite3 \(path) .recover'"
    case .readOnly(let path, let problem):
      "\(path) cannot be written: \(problem); check the rights of the file and its folder"
    case .full(let path):
      "\(path): no room is left on the disk, or in the folder of temporary files (TMPDIR); what was "
        + "committed is safe; make room and run the same command again"
    case .failed(let path, let error):
      "\(path): \(error)"
    }
  }

  /// What `error` means for the archive at `path`.
  static func from(_ error: SQLiteError, _ path: String) -> ArchiveError {
    if error.isFull { return .full(path: path) }
    if error.isDamage {
      return FileSystem.isDatabase(path)
        ? .damaged(path: path, problem: error.message) : .foreign(path: path)
    }
    if error.isReadOnly { return .readOnly(path: path, problem: error.message) }
    if error.isBusy { return .locked(path: path, holder: "another program") }
    return .failed(path: path, error)
  }
}
