/// Why a request is not answered, before anything is asked of the archive.
package enum Refusal: Sendable, CaseIterable {
  /// Another Host than this machine's.
  case host
  /// Asked in the background by a page of another site.
  case otherSite
  /// Another method than GET and HEAD.
  case method
  case body
  case longAddress
  case longHeaders
  case noSlash
  /// A `%` that no hexadecimal digits of a character follow.
  case percent
  /// Too many long answers are being made.
  case busy

  /// The status of HTTP.
  package var status: Int {
    switch self {
    case .host: 421
    case .otherSite: 403
    case .method: 405
    case .body: 413
    case .longAddress: 414
    case .longHeaders: 431
    case .noSlash, .percent: 400
    case .busy: 503
    }
  }

  var phrase: Phrase {
    switch self {
    case .host: .refusedHost
    case .otherSite: .refusedSite
    case .method: .refusedMethod
    case .body: .refusedBody
    case .longAddress: .refusedAddress
    case .longHeaders: .refusedHeaders
    case .noSlash: .refusedSlash
    case .percent: .refusedPercent
    case .busy: .refusedBusy
    }
  }
}
