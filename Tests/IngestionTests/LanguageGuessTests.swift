import Languages
import Testing

@Suite struct `Language of a text` {
  @Test(arguments: [
    ("Le maire a annoncé lundi que la bibliothèque du quartier rouvrira dans un mois.", "fr"),
    ("The mayor said on Monday that the library would reopen in a month.", "en"),
    ("El alcalde anunció el lunes que la biblioteca del barrio abrirá en un mes.", "es"),
    ("Der Bürgermeister hat am Montag gesagt, dass die Bibliothek in einem Monat öffnet.", "de"),
    ("Il sindaco ha detto lunedì che la biblioteca del quartiere riaprirà tra un mese.", "it"),
    ("O prefeito disse na segunda-feira que a biblioteca do bairro não foi fechada.", "pt"),
    ("Мэр заявил в понедельник, что библиотека откроется через месяц.", "ru"),
    ("Мер заявив у понеділок, що бібліотека відкриється за місяць, і її чекають.", "uk"),
    ("قال رئيس البلدية يوم الاثنين إن المكتبة ستفتح بعد شهر", "ar"),
    ("L’«affaire» n’est qu’une rumeur, d’après l’avocat de l’élu.", "fr"),
    ("La maire d’Oslo a cédé mardi, a déclaré la préfète.", "fr"),
    ("La digue a tenu, a dit la ministre, Nina Roche. Deux cents personnes sont parties.", "fr"),
    (
      "Le ministre a annoncé dimanche un second pont, alors que la maire a de nouveau refusé.", "fr"
    ),
    ("A polícia de Lisboa deteve a presidente da câmara.", "pt"),
    ("La alcaldesa de Lima ha dimitido, según la radio de la ciudad.", "es"),
    ("L'alcaldessa de Lleida ha dimitit, segons la ràdio del país.", "ca"),
    ("La sindaca di Lima ha lasciato la città, secondo la radio.", "it"),
    ("市长星期一表示，图书馆将于一个月后重新开放。「很好」、他说。", "zh"),
    ("“图书馆”将重新开放，《奥斯陆报》报道。", "zh"),
    ("市長は月曜日に、図書館が一か月後に再開すると述べた。", "ja"),
    ("ノルウェーのオスロ市長リンドクヴィスト氏は、計画を批判した。", "ja"),
    ("시장은 월요일 도서관이 한 달 뒤 다시 문을 연다고 말했다.", "ko"),
    ("Oslo 3, Bergen 2", "und"),
    ("", "und"),
  ])
  func `is told by its short words or its script`(text: String, code: String) {
    #expect(LanguageGuess.shared.language(of: text) == code)
  }
}
