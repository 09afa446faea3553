// Package openai is a retrieval.Embedder over any OpenAI-compatible endpoint:
// OpenAI, Ollama, vLLM, llama.cpp and others, chosen by their base URL.
//
//	embedder, err := openai.New(openai.Options{URL: "http://127.0.0.1:11434/v1", Model: "bge-m3"})
//	index, err := retrieval.Open(ctx, retrieval.Options{Embedder: embedder})
//
// Texts are sent in batches, limited by number and by estimated tokens, one
// request after another. Status 429 and 5xx, time-outs and broken connections
// are tried again after an exponential back-off with jitter, and not before
// the time that Retry-After names. A token budget stops before it is exceeded.
//
// What was paid for is not lost: EmbedPassages that fails returns, beside the
// error, the vectors of the texts that were done, and retrieval.Index.Add
// begins there when it is called again.
//
// An answer is trusted only as far as it can be checked: vectors are put in
// order by their index field; one that is missing, doubled, empty, zero, NaN
// or of other dimensions is refused. The key stands in no error.
package openai
