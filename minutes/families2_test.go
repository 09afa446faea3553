package minutes

const familyHead = "Referat fra mødet i Socialudvalget den 7. april 2031\n\n"

// moreFamilies are read by TestFamilies.
var moreFamilies = []struct{ name, text, want string }{
	{"text under no heading: the sentence about the item decides", familyHead + `
1. Princip for lektier
Princippet blev ikke vedtaget. 3 stemte for, 4 imod.

2. Økonomi
Der er 14.250 kr. tilbage. Regnskabet for 2030 blev godkendt i december.

3. Frivillighed
Socialudvalget drøftede oplægget.

4. Nyt fra foreningerne
Anne blev valgt til formand i landsforeningen.
`, `1|Princip for lektier|||rejected|votes 3-4
2|Økonomi||||
3|Frivillighed|||discussed|
4|Nyt fra foreningerne||||`},

	{"discussed, then decided; the vote on an amendment is not the vote", familyHead + `
1. Takster

Beslutning
Sagen blev drøftet. Et ændringsforslag blev forkastet med 4 stemmer mod 6.
Taksterne blev herefter godkendt.
`, `1|Takster|||approved|`},

	{"titles above their numbers, one of them with bare text below", familyHead + `
Spørgetid
Sag nr. 128

Ingen spørgsmål.

Lukning af biblioteket
Sag nr. 129

Sagens kerne

Kulturudvalget behandlede sagen i møde den 12. marts 2031:

Anbefales.

Beslutning

Vedtaget.
`, `128|Spørgetid||||
129|Lukning af biblioteket|||approved|earlier Kulturudvalget 2031-03-12 recommended`},

	{"negation, subordinate clauses, motions", familyHead + `
1. A
Beslutning
Udvalget kunne ikke godkende indstillingen.
2. B
Beslutning
Ansøgningen imødekommes ikke.
3. C
Beslutning
Ændringsforslaget blev forkastet, hvorefter indstillingen blev godkendt.
4. D
Beslutning
Formanden foreslog, at indstillingen godkendes. Det blev afvist.
5. E
Beslutning
Dagsordenen blev godkendt, idet sag 63 tages af dagsordenen.
6. F
Beslutning
Udvalget afviste at udsætte sagen og tiltrådte indstillingen.
7. G
Beslutning
Forslaget om udsættelse blev forkastet. Indstillingen godkendt.
8. H
Beslutning
Hvis byrådet godkender budgettet, genoptages sagen.
9. I
Beslutning
Godkendelsen udskydes.
10. J
Beslutning
Den valgte løsning drøftes videre på næste møde.
11. K
Beslutning
På mødet den 4. februar 2031 blev sagen udsat. Taget til efterretning.
12. L
Beslutning
Vedtaget med 24 stemmer. Imod stemte 1 (D).
13. M
Sagsfremstilling
Uddrag af referat fra Økonomiudvalget:
Beslutning
Afvist.
Beslutning
Godkendt.
14. N
Sagsfremstilling
Økonomiudvalget den 3. februar 2031
Afvist.
Fraværende: Bo Falk
Beslutning
Pkt. 1 godkendt. Pkt. 2 afvist.
`, `1|A|||rejected|
2|B|||rejected|
3|C|||approved|
4|D|||rejected|
5|E|||approved|
6|F|||approved|
7|G|||approved|
8|H|||postponed|
9|I|||postponed|
10|J|||discussed|
11|K|||noted|
12|L|||approved|votes 24-1
13|M|||approved|
14|N|||approved|earlier Økonomiudvalget 2031-02-03 rejected, Pkt. 1 approved, Pkt. 2 rejected`},
	{"two case numbers belong to one item, on one line with their labels", familyHead + `
Sagsnr.: 31/1123
Sagsid.: 884412
Åben
Resume
Et.
Beslutning
Godkendt.

Sagsnr.: 31/1188
Sagsid.: 884519
Åben
Resume
To.
Beslutning
Udsat.
`, `|||31/1123, 884412|approved|
|||31/1188, 884519|postponed|`},

	{"two case numbers below their labels; closed items in between and last", familyHead + `
Sagsnr.
31/1123
Sagsid.
884412
Åben
Beslutning
Ikke godkendt.

Sagsnr.
31/1188
Sagsid.
884519
Lukket

Sagsnr.
31/1189
Sagsid.
884520
Åben
Beslutning
Godkendt.

Sagsnr.
31/1190
Sagsid.
884521
Lukket
`, `|||31/1123, 884412|rejected|
|||31/1188, 884519||closed
|||31/1189, 884520|approved|
|||31/1190, 884521||closed`},

	{"one item on a page, its case number last", `Byrådet
17. september 2031
Salg af Rørkærvej 12
Beslutning
Tiltrådt.
Indstilling
At 1) ejendommen sælges
At 2) salget finansierer biblioteket
Sagsnummer: 31/045512
`, `|Salg af Rørkærvej 12||31/045512|approved|`},

	{"absent while an item was dealt with; the end of the meeting is no part of it", familyHead + `
1. Film
Beslutning
Godkendt.
Bo Falk (V) og Carl Due (C) var ikke til stede under behandlingen af punktet.

2. Lån (Lukket)

Mødet sluttet kl. 19:12
`, `1|Film|||approved|absent Bo Falk, absent Carl Due
2|Lån||||closed`},

	{"udsatte are people, not a postponement", familyHead + `
1. Indsats for udsatte unge

Beslutning
Udsatterådet drøftede indsatsen for udsatte unge.
`, `1|Indsats for udsatte unge|||discussed|`},

	{"a range counts from item to item, a clause and a part of an item", familyHead + `
1. A

Beslutning
Godkendt.
Ib Holm forlod mødet kl. 17.55 og deltog ikke i behandlingen af punkt 2-3.
Bo Bang er medlem af bestyrelsen og deltog ikke i behandlingen af dette punkt.

2. B

Beslutning
Udsat.

3. C

Beslutning
Intet.
`, `1|A|||approved|absent Bo Bang
2|B|||postponed|absent Ib Holm
3|C|||none|absent Ib Holm`},

	{"counts of a vote in words and brackets, those who abstained", familyHead + `
1. Takster

Beslutning
Godkendt med 24 stemmer mod 5. 2 medlemmer undlod at stemme.

2. Budget

Beslutning
3 medlemmer stemte for, 4 stemte imod. Forkastet.
`, `1|Takster|||approved|votes 24-5-2
2|Budget|||rejected|votes 3-4`},

	{"told decisions: another day does not count, nor does another body", familyHead + `
1. Puljen til frivilligt arbejde
Puljen blev godkendt den 3. marts 2030.

2. Regnskab
Økonomiudvalget vedtog et andet regnskab.

3. Taxakørsel
Punktet udsættes til næste møde.

4. Ramper
Udvalget vedtog at søge om midler til ramper.
`, `1|Puljen til frivilligt arbejde||||
2|Regnskab||||
3|Taxakørsel|||postponed|
4|Ramper|||approved|`},

	{"a button before a label, an item behind the last entry of the contents", familyHead + `
Indholdsfortegnelse
1. Godkendelse af dagsorden
2. Underskrift1. Godkendelse af dagsorden
UdskrivSagsid.: 31/513

Beslutning
Godkendt.

2. Underskrift

Beslutning
Intet.
`, `1|Godkendelse af dagsorden||31/513|approved|
2|Underskrift|||none|`},

	{"nothing numbered, an item at each Åben", familyHead + `
Åben
Resume
Taksten skal fornyes.

Beslutning
Godkendt.

Lukket
Resume
Grunden skal sælges.
`, `||||approved|
|||||closed`},

	{"nothing numbered, the summary comes again", familyHead + `
Resume
Taksten skal fornyes.

Beslutning
Godkendt.

Resume
Grunden skal sælges.

Beslutning
Udsat.
`, `||||approved|
||||postponed|`},

	{"an overview of one closed item above the open ones", familyHead + `
7. Salg af grund

1. Regnskab

Beslutning
Godkendt.

7. Salg af grund

Beslutning
Udsat.
`, `1|Regnskab|||approved|
7|Salg af grund|||postponed|`},
}
