/// Ends the run with a status, and a message for standard error if there is something to say.
struct Failure: Error {
  var status: ExitStatus
  var message: String?

  init(_ status: ExitStatus, _ message: String? = nil) {
    self.status = status
    self.message = message
  }
}
