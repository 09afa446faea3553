package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// server is the OpenAI-compatible endpoint that vectors and answers come from.
type server struct{ url, keyFile string }

func (s *server) register(c *cobra.Command) {
	c.Flags().StringVar(&s.url, "openai-url", "", "serverens adresse, for eksempel http://127.0.0.1:11434/v1 (ellers OPENAI_BASE_URL; tom: OpenAI)")
	c.Flags().StringVar(&s.keyFile, "openai-key-file", "", "fil med nøglen til serveren (ellers OPENAI_API_KEY; lokale servere behøver ingen)")
}

// read returns the address, "" for OpenAI's own, and the key, for what flag
// asks for.
func (s *server) read(flag, model string) (url, key string, err error) {
	key = strings.TrimSpace(os.Getenv("OPENAI_API_KEY"))
	if s.keyFile != "" {
		data, err := os.ReadFile(s.keyFile)
		if err != nil {
			return "", "", errors.New("--openai-key-file " + describe(s.keyFile, err))
		}
		if key = strings.TrimSpace(string(data)); key == "" {
			return "", "", fmt.Errorf("--openai-key-file %s: filen er tom; skriv nøglen i den", s.keyFile)
		}
	}
	url = firstOf(s.url, os.Getenv("OPENAI_BASE_URL"))
	if url == "" && key == "" {
		return "", "", usagef("%s %s: OpenAI kræver en nøgle (--openai-key-file eller OPENAI_API_KEY); en lokal server angives med --openai-url", flag, model)
	}
	return url, key, nil
}

// wrongServer is the error for an address or a key that cannot be right.
func wrongServer(err error) error {
	return usagef("--openai-url eller nøglen er forkert (%s); skriv adressen som http://127.0.0.1:11434/v1", strings.TrimPrefix(err.Error(), "openai: "))
}
