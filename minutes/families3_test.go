package minutes

// listedFamilies are read by TestFamilies: contents lists, and headings of
// other forms than "1. Title".
var listedFamilies = []struct{ name, text, want string }{
	{"a number glued to its title, a list inside, a gap", familyHead + `
80Godkendelse af dagsorden
Beslutning
Godkendt.
81Orientering
Resumé
Orientering om:
1. Nyt botilbud
2. Ny takst
Beslutning
Taget til efterretning.
82Handicapprisen (Lukket)
84Eventuelt
Beslutning
Intet.
`, `80|Godkendelse af dagsorden|||approved|
81|Orientering|||noted|
82|Handicapprisen||||closed
84|Eventuelt|||none|`},

	{"words that begin with a figure are no headings", familyHead + `
1. Bank
Beslutning
Godkendt.
3Shape og 4Fremtiden deltager.
2. Foreninger
Beslutning
4Kløver støttes.
5Stjerner støttes.
Udsat.
`, `1|Bank|||approved|
2|Foreninger|||postponed|`},

	{"numbers alone, doubled titles, a closed item in the contents alone, a list inside", familyHead + `
Punkter på dagsordenen
50
Godkendelse af dagsorden
51
Lukket: Leverandør
52
Ungehus

50

Godkendelse af dagsorden

Godkendelse af dagsorden

Beslutning
Godkendt.

52

Ungehus

Ungehus

Sagsfremstilling
Huset skal rumme

1.

værksteder

2.

rådgivning

Beslutning
Udsat.
`, `50|Godkendelse af dagsorden|||approved|
51|Leverandør||||closed
52|Ungehus|||postponed|`},

	{"numbers alone and no contents; a table of numbers", familyHead + `
7

Takster

Sagsfremstilling
Antal børn:

12

Vestbyen

13

Østbyen

Beslutning
Godkendt.

8

Eventuelt

Beslutning
Intet.
`, `7|Takster|||approved|
8|Eventuelt|||none|`},

	{"pages behind dots in roman figures, groups behind closed doors", familyHead + `
Indholdsfortegnelse
Til efterretning - for åbne døre............i
89. Budgetkontrol...........................i
Til behandling - for lukkede døre..........ii
90. Tandpleje..............................ii
Til behandling - for åbne døre............iii
91. Evt. .................................iii
92. Hvad nu, i 2031 ...................Side 4

89. Budgetkontrol
Beslutning:
Taget til efterretning.

                                        Side ii
91. Evt.
Beslutning:
Intet.
92. Hvad nu, i 2031
Beslutning:
Drøftet.
Socialudvalget, 07-04-2031              Side 4 af 7
Udvalget vender tilbage.
`, `89|Budgetkontrol|||noted|
90|Tandpleje||||closed
91|Evt.|||none|
92|Hvad nu, i 2031|||discussed|`},

	{"access in a column, before the title and behind it", familyHead + `
Indholdsfortegnelse
1.  Åben sag     Takster
2.  Hjemmeside     Åbent punkt
3.  Lukket sag   Prisen

1.

Takster

Åben sag

Sagsnr: 31/207
Sbh: krpe

Beslutning
Godkendt.

2.

Hjemmeside

Åbent punkt

Beslutning
Drøftet.
`, `1|Takster||31/207|approved|
2|Hjemmeside|||discussed|
3|Prisen||||closed`},

	{"capitals in the text, a tab and the page in the contents", familyHead + "\nSag nr.:\tEmne\tSide\n1.\tTakster for 2032\t2\n2.\t50 års jubilæum\t3\n3.\tKøb af vej 1 (LUKKET)\t4\n" + `
1. TAKSTER FOR 2032
Beslutning
Godkendt.

2. 50 ÅRS JUBILÆUM
Beslutning
Drøftet.

SIDE 3
`, `1|TAKSTER FOR 2032|||approved|
2|50 ÅRS JUBILÆUM|||discussed|
3|Køb af vej 1||||closed`},

	{"a supplement counts from 1 again, also without a contents list", familyHead + `
201. Dagsorden
Beslutning:
Godkendt.

LUKKEDE PUNKTER

202. Areal

TILLÆGSDAGSORDEN

1. Valg til kommissionen
Beslutning:
Jane Bæk (O) blev valgt.

2. Hjælp
Beslutning:
Godkendt.
`, `201|Dagsorden|||approved|
202|Areal||||closed
1|Valg til kommissionen|||elected|
2|Hjælp|||approved|`},

	{"a list that counts from 1 is no supplement, though a line names one", familyHead + `
4. Dagsorden
Sagsfremstilling
Tillægsdagsordenen blev sendt ud i går.

1. Budget
2. Takst

Beslutning
Godkendt.

5. Evt.
Beslutning
Intet.
`, `4|Dagsorden|||approved|
5|Evt.|||none|`},

	{"the title above its number, access between number and label", familyHead + `
Meddelelser
Punkt 112
Åbent
Sagsnummer: 30/44119

Beslutning
Taget til efterretning.

Lukning af centret
Punkt 113
Lukket
Sagsnummer: 31/28870

Evaluering
Punkt 115
Åbent
Sagsnummer: 31/28871

Beslutning
Udgår.
`, `112|Meddelelser||30/44119|noted|
113|Lukning af centret||31/28870||closed
115|Evaluering||31/28871|withdrawn|`},

	{"titles apart below the case numbers, a table of letters between", familyHead + `
Sagsnr.: 27.69.48-G01-2-31 Sagsbehandler: Nora Thal

Besøg på Bytoften

DIR
BYR
X

Beslutning
Drøftet.

Sagsnr.: 05.01.10-G01-1-31 Sagsbehandler: Nora Thal

Adgang til Silkegade

Øvrige sagsbehandlere: -

Beslutning
Udsat.
`, `|Besøg på Bytoften||27.69.48-G01-2-31|discussed|
|Adgang til Silkegade||05.01.10-G01-1-31|postponed|`},

	{"text right below the case numbers is no title", familyHead + `
Sagsnr.: 31/1123

Taksten skal fornyes, som aftalt.

Beslutning
Godkendt.

Sagsnr.: 31/1188

Grunden skal sælges. Prisen er fast.

Beslutning
Udsat.
`, `|||31/1123|approved|
|||31/1188|postponed|`},

	{"initials and case number under the title, access in the next column", familyHead + `
18. Uddannelse
DIKEOL / 30/3208                     ÅBEN SAG

Beslutning
Godkendt.

19. Rampe
31/1177     LUKKET SAG

20. Vej 31/12     Bro
Afstand 30/50     Fart

Beslutning
Udsat.
`, `18|Uddannelse||30/3208|approved|
19|Rampe||31/1177||closed
20|Vej 31/12     Bro|||postponed|`},
}
