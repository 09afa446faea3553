package bot

// Explanation says how an answer was worded by a Composer other than the
// Quoter. The zero Explanation: none was asked.
type Explanation struct {
	Asked   bool      // a Composer was asked
	Kept    int       // sentences of its draft that are in the answer; 0: the Quoter answered
	Dropped []Dropped // sentences that are not, in their order
	Err     error     // of the Composer
}

// Dropped is a sentence that the minutes do not bear out. It holds the words
// of a model: show it to who asks for it, keep it out of logs.
type Dropped struct {
	Sentence Sentence
	Reason   Reason
	Word     string // the word at fault, where there is one
}

// Reason is why a sentence was dropped; String says it in Danish.
type Reason string

const (
	NoSource     Reason = "no_source"      // there is no source of that number
	NoQuote      Reason = "no_quote"       // the quote does not stand in the source, or cuts a word
	QuoteTooLong Reason = "quote_too_long" // with the sentences that it is part of
	UnfitQuote   Reason = "unfit_quote"    // the quote holds a link, a mention, a command, an order or hidden characters, or is a title or an attachment
	Repeated     Reason = "repeated"
	TooMany      Reason = "too_many"
	TooLong      Reason = "too_long"
	Sign         Reason = "sign"    // a link, a mention, a command, markup, a hidden or foreign character
	Several      Reason = "several" // more than one sentence
	Speaks       Reason = "speaks"  // the sentence speaks to somebody, or of itself
	Foreign      Reason = "foreign" // in English, not asked for
	Figure       Reason = "figure"  // a number or an amount that the quote does not have
	NoDate       Reason = "date"
	Name         Reason = "name"
	Negation     Reason = "negation" // a word such as "ikke", "hvis" or "kan" on one side only
	Unsaid       Reason = "unsaid"   // a word that the quote has nothing for
	Apart        Reason = "apart"    // the sentence says little of what the quote says
	Turned       Reason = "turned"   // the quote's words in an order that says something else
	Position     Reason = "position" // somebody's opinion is stated as fact
)

var reasonTexts = map[Reason]string{
	NoSource:     "kilden findes ikke",
	NoQuote:      "citatet står ikke i punktet, eller det klipper et ord over",
	QuoteTooLong: "citatet er for langt, når dets sætninger tages hele",
	UnfitQuote:   "citatet har et link, en omtale, en kommando, en ordre eller skjulte tegn, eller det er en overskrift eller et bilags navn",
	Repeated:     "det er allerede sagt",
	TooMany:      "svaret har allerede sætninger nok",
	TooLong:      "sætningen er for lang",
	Sign:         "et link, en kommando, en henvisning, opmærkning eller et fremmed tegn",
	Several:      "der er mere end én sætning",
	Speaks:       "sætningen taler til nogen eller om sig selv",
	Foreign:      "sætningen er på engelsk, og der er spurgt på dansk",
	Figure:       "tallet står ikke i citatet",
	NoDate:       "datoen står ikke i citatet",
	Name:         "navnet står hverken i citatet eller i overskriften",
	Negation:     "kun den ene af sætning og citat har et ord som ikke, hvis eller kan",
	Unsaid:       "ordet står ikke i citatet",
	Apart:        "sætningen siger for lidt af det, citatet siger",
	Turned:       "citatets ord er byttet om",
	Position:     "sætningen siger ikke, hvis holdning det er",
}

// String is the reason in Danish.
func (r Reason) String() string {
	if text, ok := reasonTexts[r]; ok {
		return text
	}
	return string(r)
}
