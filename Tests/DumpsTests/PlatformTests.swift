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
      #"{"status":"ok","payload":"[{\"title\":\"A\",\"text\":\"Un.\"},{\"title\":\"B\",\"text\":\"Deux.\"}]"}"#,
      ["- |  | - | Un.", "- |  | - | Deux."]
    ),
    (
      #"{"data":{"nodes":[{"node":{"headline":"A","paragraphs":["Un.","Deux."],"publisher":{"name":"Rive"}}},{"node":{"headline":"B","paragraphs":["Trois."]}}]}}"#,
      ["Rive |  | - | Un.\n\nDeux.", "- |  | - | Trois."]
    ),
    (
      #"[{"document":{"metadata":{"titre":"A","source":{"nom":"Rive"}},"corps":{"paragraphes":[{"texte":"Un."},{"texte":"Deux."}]}}}]"#,
      ["Rive |  | - | Un.\n\nDeux."]
    ),
    (
      #"{"newspaper":"Rive","issues":[{"date":"2021-05-03","pages":[{"articles":[{"title":"A","text":"Un."}]}]}]}"#,
      ["Rive |  | - | Un."]
    ),
    (
      #"[{"text":"Un mot,","start":0.0,"duration":2.0},{"text":"puis deux.","start":2.0,"duration":2.0}]"#,
      ["- |  | - | Un mot, puis deux."]
    ),
    (
      #"{"title":"A","text":"Court.","full_text":"Un texte entier, bien plus long que court."}"#,
      ["- |  | - | Un texte entier, bien plus long que court."]
    ),
    (
      #"{"title":"A","text":"Ferm\\u00e9 jusqu\\u2019au soir."}"#,
      ["- |  | - | Fermé jusqu’au soir."]
    ),
    (
      #"{"status":"ok","articles":[{"title":"A","link":"https://r.invalid/1","clean_url":"r.invalid","summary":"Un.","topic":"news"}]}"#,
      ["r.invalid |  | https://r.invalid/1 | Un."]
    ),
    (
      #"window.YTD.note_tweet.part0 = [{"noteTweet":{"noteTweetId":"1","createdAt":"2021-05-03T14:05:00Z","core":{"text":"Un."}}}]"#,
      ["- |  | - | Un."]
    ),
    (
      #"[{"timestamp":1620050700,"data":[{"post":"Un."},{"update_timestamp":1620050700}],"title":"A"}]"#,
      ["- |  | - | Un."]
    ),
    (
      #"{"request":{"pageUrl":"x"},"objects":[{"type":"article","siteName":"Rive","title":"A","text":"Un.","pageUrl":"https://r.invalid/1"}]}"#,
      ["Rive |  | https://r.invalid/1 | Un."]
    ),
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

  /// Each row: the text of a record as an editor stores it, and its paragraphs.
  @Test(arguments: [
    (
      #"[{"type":"text","content":"Un <b>mot</b>."},{"type":"image","caption":"x"},{"type":"text","content":"Deux."}]"#,
      "Un mot.\n\nDeux."
    ),
    (
      #"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Le po"},{"type":"text","marks":[{"type":"bold"}],"text":"nt."},{"type":"hardBreak"},{"type":"text","text":"Ici."}]},{"type":"paragraph","content":[{"type":"text","text":"Deux."}]}]}"#,
      "Le pont.\nIci.\n\nDeux."
    ),
    (
      #"{"time":1,"blocks":[{"type":"paragraph","data":{"text":"Un&nbsp;<i>mot</i>."}},{"type":"list","data":{"items":["Deux.","Trois."]}}]}"#,
      "Un\u{A0}mot.\n\nDeux.\n\nTrois."
    ),
    (
      #"{"blocks":[{"key":"a","text":"Un.","type":"unstyled"},{"key":"b","text":"Deux.","type":"unstyled"}],"entityMap":{}}"#,
      "Un.\n\nDeux."
    ),
    (
      #"[{"_type":"block","children":[{"_type":"span","text":"U"},{"_type":"span","text":"n."}]},{"_type":"block","children":[{"_type":"span","text":"Deux."}]}]"#,
      "Un.\n\nDeux."
    ),
    (
      #"{"ops":[{"insert":"U"},{"insert":"n.\nDeux.\n","attributes":{"bold":true}}]}"#,
      "Un.\n\nDeux."
    ),
    (
      #"[{"type":"paragraph","children":[{"text":"U"},{"text":"n.","bold":true}]},{"type":"paragraph","children":[{"text":"Deux."}]}]"#,
      "Un.\n\nDeux."
    ),
    (
      #"{"root":{"type":"root","children":[{"type":"paragraph","children":[{"type":"text","text":"Un."},{"type":"linebreak"},{"type":"text","text":"Ici."}]}]}}"#,
      "Un.\nIci."
    ),
    (
      #"{"nodeType":"document","content":[{"nodeType":"paragraph","content":[{"nodeType":"text","value":"U"},{"nodeType":"text","value":"n."}]},{"nodeType":"embedded-asset-block","content":[]}]}"#,
      "Un."
    ),
    (
      #""[{\"type\": \"p\", \"text\": \"Un.\"}, {\"type\": \"p\", \"text\": \"Deux.\"}]""#,
      "Un.\n\nDeux."
    ),
    (#"[{"text":"Un."},{"text":"Deux."}]"#, "Un.\n\nDeux."),
  ])
  func `contain the blocks of an editor, which are paragraphs`(body: String, text: String) throws {
    for key in ["body", "content"] {
      let got = try Reading(#"{"items":[{"title":"A","date":"2021-05-03","\#(key)":\#(body)}]}"#)
      #expect(got.articles.map(\.body) == [text], "\(got.rejects)")
      #expect(got.articles.first?.title == "A")
    }
  }

  @Test(arguments: [
    (#"{"delete":{"status":{"id":1,"user_id":3}}}"#, "notice that a post was deleted"),
    (#"{"index":{"_index":"a","_id":"1"}}"#, "instructions for a search engine"),
    (#"{"_":"MessageService","id":12,"date":"2021-05-03T14:05:00Z"}"#, "message of the service"),
    (
      #"{"id":1,"type":"service","date":"2021-05-03T14:05:00","action":"create_channel"}"#,
      "message of the service"
    ),
    (#"{"@type":"WebSite","name":"Rive"}"#, "object of JSON-LD of type «WebSite»"),
    (
      #"{"subreddit":"oslo","title":"A","selftext":"","url":"https://a.invalid"}"#,
      "link without a text"
    ),
    (#"{"an":"A1","action":"del","source_code":"RIV"}"#, "an article was deleted"),
  ])
  func `that are none are passed over by name`(line: String, said: String) throws {
    let got = try Reading("{\"text\":\"Un.\"}\n\(line)\n")
    #expect(got.articles.map(\.body) == ["Un."])
    #expect(got.rejects.isEmpty, "\(got.rejects)")
    #expect(got.warnings.contains { $0.contains(said) }, "\(got.warnings)")
  }

  @Test func `a key around records that is a day is their day`() throws {
    let got = try Reading(
      #"{"2021-05-03":[{"title":"A","text":"Un."}],"2021-05-04":[{"title":"B","text":"Deux."}]}"#)
    #expect(got.articles.map { $0.published?.iso } == ["2021-05-03", "2021-05-04"])
    let issue = try Reading(
      #"{"date":"2030-01-01","issues":[{"date":"2021-05-03","articles":[{"title":"A","text":"Un."}]}]}"#
    )
    #expect(issue.articles.first?.published?.iso == "2021-05-03")
    let answer = try Reading(#"{"date":"2030-01-01","articles":[{"title":"A","text":"Un."}]}"#)
    #expect(answer.articles.first?.published == nil, "the day of an answer is none of an article")
  }

  @Test func `Telegram's pages give a message an article`() throws {
    let html = """
      <!DOCTYPE html><html><body><div class="page_header"><div class="text bold">La Rive</div></div>\
      <div class="page_body chat_page"><div class="history"><div class="message service"><div class="body">x\
      </div></div><div class="message default" id="message2"><div class="date details" \
      title="03.05.2021 14:05:00 UTC+02:00">14:05</div><div class="from_name">Ann</div><div class="text">Un.\
      <br><br>Deux.</div></div></div></div></body></html>
      """
    let got = try Reading(html, name: "messages.html")
    #expect(got.format == "telegram-html")
    #expect(got.articles.map(\.body) == ["Un.\n\nDeux."])
    #expect(got.articles.first?.published?.iso == "2021-05-03T14:05:00+02:00")
    #expect(got.articles.first?.outlet == "La Rive" && got.articles.first?.authors == ["Ann"])
    #expect(got.warnings.contains { $0.hasPrefix("messages passed over: 1") })
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
