// Package minutes reads the minutes (referater) of Danish municipalities into
// one model.
//
// Minutes are printed in as many layouts as there are municipalities. Parse
// turns any of them into a Meeting: items (punkter) with their sections,
// decision, agreements and case numbers, and who was there. It is pure: no
// network, no clock, no logging.
//
//   - Nothing is lost. Meeting.Text is the text as printed, and everything
//     read from it carries a Span of byte offsets into it. What is not
//     understood is listed in Meeting.Problems.
//   - Nothing is invented. A field that the text does not state stays empty;
//     the zero value of every type here means "not said".
//   - As printed first, read second. Names, titles and case numbers are kept
//     as printed; dates, outcomes and kinds are readings beside them.
//
// Tables hold what differs between municipalities: section headings
// (labels.go), fields of the head (head.go), phrases of decisions
// (decision.go) and of agreements (commitment.go).
package minutes
