package openai_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/referat-dk/referat/retrieval/openai"
)

// A budget stops before it is exceeded. The vectors that were paid for come
// with the error.
func ExampleEmbedder_EmbedPassages() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"data":[{"index":0,"embedding":[0.6,0.8]}],"usage":{"prompt_tokens":6}}`)
	}))
	defer server.Close()

	embedder, err := openai.New(openai.Options{URL: server.URL + "/v1", Model: "bge-m3", BatchTexts: 1, TokenBudget: 20})
	if err != nil {
		fmt.Println(err)
		return
	}
	texts := []string{"Godkendt.", "Orienteringen blev taget til efterretning."}
	vectors, err := embedder.EmbedPassages(context.Background(), texts)
	fmt.Println(vectors, "left:", texts[len(vectors):])
	fmt.Println(errors.Is(err, openai.ErrBudget))
	// Output:
	// [[0.6 0.8]] left: [Orienteringen blev taget til efterretning.]
	// true
}
