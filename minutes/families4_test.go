package minutes

// wrappedFamilies are read by TestFamilies: text of fixed width, and
// decisions, votes and absence told among other things.
var wrappedFamilies = []struct{ name, text, want string }{
	{"a word and a sentence on two lines", familyHead + `
1. A
Beslutning
Taget til efterret-
ning.
2. B
Beslutning
Forslaget om en ny rampe ved indgangen til rådhuset blev ikke
godkendt.
3. C
Beslutning
Børne-
og Ungeudvalgets indstilling blev tiltrådt.
4. D
Beslutning
Rådet godkendte forslaget om en ny rampe ved indgangen til rådhuset
1. afslag til huset
2. afslag til haven
`, `1|A|||noted|
2|B|||rejected|
3|C|||approved|
4|D|||approved|`},

	{"running text announces another body's decision, the paragraph below holds it", familyHead + `
1. Hjælpemidler
Sagsfremstilling
Aftalen afløser den aftale, som byrådet godkendte i 2027. Udvalget for
Børn og Familie behandlede sagen den 02-03-2031, pkt. 31, med følgende
beslutning:

"Anbefales godkendt. Ruth Dam (V) stemte imod."

Bo Falk (V) deltog ikke.

Beslutning
Udsat.
2. Ramper
Sagsfremstilling
Det følger af loven, og det gælder også denne
beslutning:

Godkendt.
Beslutning
Drøftet.
`, `1|Hjælpemidler|||postponed|absent Bo Falk, earlier Udvalget for Børn og Familie 2031-03-02 recommended
2|Ramper|||discussed|`},

	{"a negation and an absence on two lines, and those of another meeting", familyHead + `
1. A
Beslutning
Dagsordenen blev ikke
godkendt. Udvalgsmedlem Bo Falk (V) deltog
ikke i behandlingen af punktet.
2. B
Sagsfremstilling
Ane Bech (A) deltog ikke i mødet i marts.
Carl Due (A) deltog ikke i mødet den 3. marts 2031.

Dan Eg og hele
huset deltog ikke i behandlingen af punktet.
Beslutning
Drøftet.
`, `1|A|||rejected|absent Bo Falk
2|B|||discussed|`},

	{"bodies named by their fields", familyHead + `
1. Lokalplan
Sagsfremstilling
Planen er ny.
Teknik og Miljø den 3. marts 2031:
Udsat.
Børn, Unge og Familier den 10. marts 2031:
Anbefales.
Anne Krogh og Bo Falk den 11. marts 2031:
Afvist.
Brev den 12. marts 2031:
Godkendt.
Beslutning
Godkendt.
2. Ungehus
Beslutning i Børn og Unge den 02-03-2031
Drøftet.
Beslutning i Socialudvalget den 07-04-2031
Anbefales.
3. Dom
Sagsfremstilling
Beslutning i sagen den 02-03-2031
Afvist.
Beslutning
Udsat.
`, `1|Lokalplan|||approved|earlier Teknik og Miljø 2031-03-03 postponed, earlier Børn, Unge og Familier 2031-03-10 recommended
2|Ungehus|||recommended|earlier Børn og Unge 2031-03-02 discussed
3|Dom|||postponed|`},

	{"the vote on an amendment, above and below what became of it", familyHead + `
1. A
Beslutning
Et ændringsforslag fra Liste Ø blev sat til afstemning:
For stemte 7. Imod stemte 22. Ændringsforslaget bortfaldt.
Herefter blev indstillingen vedtaget.
2. B
Beslutning
Ændringsforslaget blev forkastet.
For: 3 (Ø)
Imod: 20 (A, V)
Indstillingen blev godkendt med 19 stemmer mod 4.
3. C
Beslutning
For indstillingen stemte 2 (V).
Imod indstillingen stemte 4 (A).
Indstillingen blev dermed forkastet.
4. D
Beslutning
Godkendt.
For: 20
Imod: 3
`, `1|A|||approved|
2|B|||approved|votes 19-4
3|C|||rejected|votes 2-4
4|D|||approved|votes 20-3`},

	{"absence in the second sentence of a decision, not of the facts", familyHead + `
1. A
Sagsfremstilling
Der var møde i går. Carl Due deltog ikke i mødet.
Beslutning
Godkendt. Ane Bech deltog ikke i behandlingen af punktet, da hun var inhabil.
2. B
Beslutning
Drøftet. Bo Falk er fraværende under punkt 3 og 4.
3. C
Beslutning
Udsat. De gamle deltog ikke.
4. D
Beslutning
Intet.
Dan Eg medvirkede ikke ved behandlingen af pkt. 3, idet han var inhabil.
`, `1|A|||approved|absent Ane Bech
2|B|||discussed|
3|C|||postponed|absent Bo Falk, absent Dan Eg
4|D|||none|absent Bo Falk`},

	{"elections, parts of compounds and what was settled, under no heading", familyHead + `
1. Konstituering af udvalg
Der skal vælges to.
Merete Raage og Per Holm blev valgt til Boligudvalget.
2. Årsregnskab 2030
Regnskabet viser et overskud.
Regnskabet blev godkendt enstemmigt.
3. Pris
Forslaget er dermed ikke vedtaget.
4. Nyt fra foreningerne
Anne Bech og Bo Falk blev valgt til bestyrelsen.
Regnskabet er godkendt af revisor.
5. Besøg
Forslaget er vedtaget i Norge, og der virker det godt.
`, `1|Konstituering af udvalg|||elected|
2|Årsregnskab 2030|||approved|
3|Pris|||rejected|
4|Nyt fra foreningerne||||
5|Besøg||||`},

	{"what a body proposes to another", familyHead + `
1. Budget
Beslutning
Et flertal i udvalget (A, V) indstiller til Byrådet, at indstillingen godkendes.
2. Ungehus
Beslutning
Udvalget sender sagen til Børneudvalget.
`, `1|Budget|||recommended|
2|Ungehus|||referred|`},

	{"items that open with Ad, no agenda above", familyHead + `
Ad 1 Valg af dirigent
Ane Bech blev valgt til dirigent.

Ad 2 Trafik på Bygaden
Der var enighed om en måling.

Ad 3 Evt.
Intet.
`, `1|Valg af dirigent|||elected|
2|Trafik på Bygaden||||
3|Evt.|||none|`},

	{"points of a decision that open with Ad, nothing numbered", familyHead + `
Sagsnr. 27.00.00-P20-1-30
Handicappolitik

Resume
Politikken skal fornyes.

Beslutning

Ad 1 Godkendt

Ad 2 Udsat
`, `|Handicappolitik||27.00.00-P20-1-30|approved|Ad 1 approved, Ad 2 postponed`},

	{"an earlier decision under its own words", familyHead + `
1. Budget
Tidligere beslutning: Økonomiudvalget, 21. februar 2031, pkt. 88:
Udsat.
Beslutning
Godkendt.
`, `1|Budget|||approved|earlier Økonomiudvalget 2031-02-21 postponed`},
}
