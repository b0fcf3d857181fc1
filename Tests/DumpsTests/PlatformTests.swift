import Press
import Testing

@testable import Dumps

/// Posts and pages of interfaces, whose keys do not say by themselves what they hold.
@Suite struct `Records of platforms` {
  static let whole =
    "Le port de Lima rouvrira lundi, a dit la maire, Odile Lindqvist, devant le conseil."
  static let cut = "RT @lima: Le port de Lima rouvrira lundi, a dit la maire, Odile Lindqvi…"

  /// Each row: JSON, and outlet, authors, address and text of every article.
  @Test(arguments: [
    (
      #"{"created_at":"Mon May 03 14:05:00 +0000 2021","id_str":"7","text":"\#(cut)","user":{"name":"Rive","screen_name":"rive"},"retweeted_status":{"full_text":"\#(whole)"}}"#,
      ["x.com | Rive | https://x.com/rive/status/7 | RT @lima: \(whole)"]
    ),
    (
      #"{"created_at":"Mon May 03 14:05:00 +0000 2021","id_str":"7","full_text":"\#(cut)","user":{"name":"Rive","screen_name":"rive"},"retweeted_status":{"full_text":"\#(whole)"}}"#,
      ["x.com | Rive | https://x.com/rive/status/7 | RT @lima: \(whole)"]
    ),
    (
      #"{"feed":{"url":"u","title":"Rive"},"items":[{"title":"A","content":"Un.","link":"https://r.invalid/1"}]}"#,
      ["Rive |  | https://r.invalid/1 | Un."]
    ),
    (
      #"{"webTitle":"A","webUrl":"https://r.invalid/1","fields":{"bodyText":"Un.","byline":"Ann","publication":"Rive"}}"#,
      ["Rive | Ann | https://r.invalid/1 | Un."]
    ),
    (
      #"{"data":[{"id":"7","text":"\#(cut)","author_id":"1","created_at":"2021-05-03T14:05:00Z","referenced_tweets":[{"type":"retweeted","id":"5"}]},{"id":"8","text":"Le port","author_id":"1","created_at":"2021-05-03T14:05:00Z","note_tweet":{"text":"\#(whole)"}}],"includes":{"users":[{"id":"1","name":"Rive","username":"rive"}],"tweets":[{"id":"5","text":"\#(whole)"}]}}"#,
      [
        "x.com | Rive | https://x.com/rive/status/7 | RT @lima: \(whole)",
        "x.com | Rive | https://x.com/rive/status/8 | \(whole)",
      ]
    ),
    (
      #"{"_type":"post","url":"https://twitter.com/rive/status/7","date":"2021-05-03T14:05:00Z","content":"Un.","renderedContent":"Un.","id":7,"user":{"username":"rive","displayname":"Rive"},"source":"<a href='x'>Twitter for iPhone</a>"}"#,
      ["twitter.com | Rive | https://twitter.com/rive/status/7 | Un."]
    ),
    (
      #"{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"body":"Un.","author":"ann","subreddit":"oslo","link_id":"t3_a","parent_id":"t3_a","permalink":"/r/oslo/a/","replies":{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"body":"Deux.","author":"bo","subreddit":"oslo","link_id":"t3_a","parent_id":"t1_a","permalink":"/r/oslo/b/","replies":""}}]}}}}]}}"#,
      [
        "oslo | ann | https://www.reddit.com/r/oslo/a/ | Un.",
        "oslo | bo | https://www.reddit.com/r/oslo/b/ | Deux.",
      ]
    ),
    (
      #"{"title":["A","B"],"text":["Un.","Deux."],"url":["https://a.invalid/1","https://a.invalid/2"]}"#,
      ["a.invalid |  | https://a.invalid/1 | Un.", "a.invalid |  | https://a.invalid/2 | Deux."]
    ),
    (
      #"{"title":"A","text":["Un.","Deux."],"authors":["Ann","Bo"]}"#,
      ["- | Ann, Bo | - | Un.\n\nDeux."]
    ),
    (
      #""[{\"title\":\"A\",\"text\":\"Un.\"},{\"title\":\"B\",\"text\":\"Deux.\"}]""#,
      ["- |  | - | Un.", "- |  | - | Deux."]
    ),
    (
      "\"{\\\"text\\\":\\\"Un.\\\"}\"\n\"{\\\"text\\\":\\\"Deux.\\\"}\"\n",
      ["- |  | - | Un.", "- |  | - | Deux."]
    ),
    (#"{"key":1,"value":"{\"title\":\"A\",\"text\":\"Un.\"}"}"#, ["- |  | - | Un."]),
    (
      "\u{1E}{\"text\":\"Un.\"}\n\u{1E}{\"text\":\"Deux.\"}\n",
      ["- |  | - | Un.", "- |  | - | Deux."]
    ),
  ])
  func `are articles with who posted them, whole`(json: String, wanted: [String]) throws {
    let got = try Reading(json)
    let parts = got.articles.map { article in
      [
        article.outlet ?? "-", article.authors.joined(separator: ", "), article.url ?? "-",
        article.body,
      ].joined(separator: " | ")
    }
    #expect(parts == wanted)
    #expect(got.rejects.isEmpty, "\(got.rejects)")
  }

  @Test(arguments: [
    (#"{"delete":{"status":{"id":1,"user_id":3}}}"#, "notice that a post was deleted"),
    (#"{"index":{"_index":"a","_id":"1"}}"#, "instructions for a search engine"),
    (#"{"_":"MessageService","id":12,"date":"2021-05-03T14:05:00Z"}"#, "message of the service"),
    (#"{"an":"A1","action":"del","source_code":"RIV"}"#, "an article was deleted"),
  ])
  func `that are none are passed over by name`(line: String, said: String) throws {
    let got = try Reading("{\"text\":\"Un.\"}\n\(line)\n")
    #expect(got.articles.map(\.body) == ["Un."])
    #expect(got.rejects.isEmpty, "\(got.rejects)")
    #expect(got.warnings.contains { $0.contains(said) }, "\(got.warnings)")
  }

  @Test func `an archive of X says in another file whose posts it holds`() throws {
    let folder = try Folders.make([
      (
        "data/tweets.js",
        #"window.YTD.tweets.part0 = [{"tweet":{"id_str":"7","full_text":"Un.","created_at":"Mon May 03 14:05:00 +0000 2021"}}]"#
      ),
      (
        "data/account.js",
        #"window.YTD.account.part0 = [{"account":{"username":"rive","accountDisplayName":"La Rive"}}]"#
      ),
    ])
    defer { Folders.remove(folder) }
    let got = try Reading(paths: [folder + "/data/tweets.js"])
    #expect(got.articles.map(\.authors) == [["La Rive"]])
    #expect(got.articles.first?.url == "https://x.com/rive/status/7")
  }
}
