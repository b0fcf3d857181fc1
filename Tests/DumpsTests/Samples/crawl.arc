filedesc://crawl.arc 192.0.2.1 20230509103200 text/plain 73
1 0 Lima Archive
URL IP-address Archive-date Content-type Archive-length

https://phare.example/le pont 192.0.2.1 20230510000000 text/html 721
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Le pont ferme - Le Phare</title><meta property="og:title" content="Le pont ferme"><meta property="og:site_name" content="Le Phare"><meta property="og:type" content="article"><meta property="article:published_time" content="2023-05-09T10:32:00+02:00"><link rel="canonical" href="https://phare.example/pont"></head><body><article><h1>Le pont ferme</h1><p>La mairie de Lestrange fermera le pont de l'Aulne lundi, a annoncé Odile Lindqvist devant le conseil municipal.</p><p>« Nous n'avons pas le choix », a-t-elle ajouté, avant de saluer les ingénieurs venus d'Oslo.</p></article></body></html>
https://phare.example/p.png 192.0.2.1 20230510000001 image/png 48
HTTP/1.1 200 OK
Content-Type: image/png

�PNG
dns:phare.example 192.0.2.1 20230510000001 text/dns 1
x
broken line here
https://phare.example/404 192.0.2.1 20230510000002 text/html 53
HTTP/1.1 404 Not Found
Content-Type: text/html

no
https://phare.example/cut 192.0.2.1 20230510000003 text/html 5000
HTTP/1.1 200 OK
