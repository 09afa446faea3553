// Package bot answers questions from minutes, each answer with the exact item
// and date, and each quote letter by letter.
//
// Questions of fact about a meeting (who was absent, when it ended, what item
// 4 is) are answered from the minutes.Meeting itself. Everything else is
// searched for; a Composer words a draft from the best hits, and a verifier
// lets through only sentences whose quote it finds in the item they name, and
// that say no more than the quote. The Quoter, which answers when no Composer
// is given or nothing is left of its draft, has no words of its own.
//
// Where the minutes do not answer, the Answer says so and what was searched.
// A verbatim quote proves that its words were written, not that the sentence
// above it follows: so the quote is always part of the answer.
package bot
