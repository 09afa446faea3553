package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/referat-dk/referat/retrieval/sqlite"
)

// storeErrors are what can be wrong with a database, and what to do.
var storeErrors = []struct {
	is   error
	text string
}{
	{sqlite.ErrDamaged, "indekset er beskadiget; referat verify siger hvor, og referat add --again læser referaterne igen fra filerne; fejler det også, så flyt indekset væk og kør referat add"},
	{sqlite.ErrFull, "disken er fuld; skaf plads, og kør kommandoen igen. Hvad der var gemt, er der stadig"},
	{sqlite.ErrNewer, "indekset er lavet af en nyere udgave af referat; hent den nye udgave"},
	{sqlite.ErrForeign, "filen er ikke et indeks, eller dens begyndelse er ødelagt; vælg en anden med --db, eller slet den og kør referat add"},
	{sqlite.ErrBusy, "et andet program har skrevet i indekset for længe; prøv igen om lidt"},
	{sqlite.ErrAccess, "indekset kan ikke åbnes eller skrives; se, om mappen findes, og om du må skrive i den og i filen"},
}

// storeInDanish is what to tell a person about a database; other errors are as
// they were.
func storeInDanish(err error) error {
	if held, ok := errors.AsType[*sqlite.HeldError](err); ok {
		return fmt.Errorf("process %d på %s tilføjer referater siden %s; vent på den, eller giv --wait 10m", held.PID, held.Host, held.Since.Local().Format(time.DateTime))
	}
	for _, e := range storeErrors {
		if errors.Is(err, e.is) {
			return fmt.Errorf("%s (teknisk: %v)", e.text, err)
		}
	}
	return err
}
