window.YTD.tweets.part0 = [
  {
    "tweet": {
      "id_str": "101",
      "full_text": "La mairie de Lestrange fermera le pont de l'Aulne lundi, a annoncé Odile Lindqvist devant le conseil municipal.",
      "created_at": "Tue May 09 10:32:00 +0000 2023",
      "lang": "fr",
      "source": "<a href=\"x\">App</a>"
    }
  },
  {
    "tweet": {
      "id_str": "102",
      "full_text": "Le marché de Brindal restera ouvert, selon Pavlo Hrytsenko, qui préside la chambre de commerce de Lima. &amp; plus",
      "created_at": "Wed May 10 08:00:00 +0000 2023",
      "lang": "fr"
    }
  }
]