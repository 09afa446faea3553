package minutes

// Kind is the kind of document. The zero Kind means that none is printed.
type Kind string

const (
	Minutes    Kind = "referat"
	Agenda     Kind = "dagsorden"
	Resolution Kind = "beslutningsprotokol"
)

// SectionKind is what a section of an item is for, read from its heading.
// The zero SectionKind means that the text stands under no heading.
type SectionKind string

const (
	Summary        SectionKind = "summary"        // resumé
	Background     SectionKind = "background"     // baggrund
	Facts          SectionKind = "facts"          // sagsfremstilling
	Effect         SectionKind = "effect"         // effekt
	Recommendation SectionKind = "recommendation" // indstilling: what is proposed, not what was decided
	DecisionText   SectionKind = "decision"       // beslutning
	Economy        SectionKind = "economy"        // økonomi
	Law            SectionKind = "law"            // lovgrundlag
	Competence     SectionKind = "competence"     // who decides
	Hearing        SectionKind = "hearing"        // høring
	Process        SectionKind = "process"        // sagens gang, videre proces
	Attachments    SectionKind = "attachments"    // bilag
	Discussion     SectionKind = "discussion"     // what was said at the meeting
	Other          SectionKind = "other"          // a heading that is known to be one, of no kind above
)

// Outcome is what a decision came to. The zero Outcome means that no phrase
// of the outcome table stands in it; nothing is guessed.
type Outcome string

const (
	Approved     Outcome = "approved"    // godkendt, tiltrådt, vedtaget
	Recommended  Outcome = "recommended" // anbefalet to another body
	Noted        Outcome = "noted"       // taget til efterretning, orientering givet
	Discussed    Outcome = "discussed"   // drøftet
	Postponed    Outcome = "postponed"   // udsat, genoptages
	Withdrawn    Outcome = "withdrawn"   // udgår
	Rejected     Outcome = "rejected"    // forkastet, ikke godkendt
	Elected      Outcome = "elected"     // valgt, udpeget
	Referred     Outcome = "referred"    // oversendt, tilbagesendt
	OtherOutcome Outcome = "other"
	NoOutcome    Outcome = "none" // "Intet", "Ingen"
)
