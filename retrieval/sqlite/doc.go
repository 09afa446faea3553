// Package sqlite keeps meetings and their vectors in one SQLite database, in
// pure Go. A Store of it is a retrieval.Store: open an index on it with
// retrieval.Options.
//
// The database is in WAL mode: any number of processes read while one writes.
// What a call that returned nil has saved survives kill -9 and a power cut. It
// has to lie on a local disk; SQLite's locks do not hold on network drives.
//
// Three hashes guard what is served: one of each meeting, one of each vector,
// and the number of meetings. What does not agree with them is not returned,
// but ErrDamaged; Verify names it.
//
// Beside each meeting lies its retrieval.Analyse, so that an index opens without
// counting words again. It is a cache: what is damaged there, or of another
// version, is passed over.
package sqlite
