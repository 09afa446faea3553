// Package retrieval finds the items of meetings that a question is about.
//
// The path of a question: Understand takes dates, punkt and case numbers and
// names of bodies out of it, as filters. What is left is searched for in two
// ways: by words (BM25F over a Danish analysis, see package danish) and by
// vectors (an Embedder, held in chromem-go). The two rankings are fused by
// rank, chunks are grouped by item, and Result.Confidence says how much of
// the question the best item has.
//
// Everything works with no key and no network: HashEmbedder is local. The
// same question to the same meetings gives the same answer, in whatever order
// they were added; ties are broken by reference.
package retrieval
