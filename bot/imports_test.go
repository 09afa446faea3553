package bot

import (
	"os/exec"
	"strings"
	"testing"
)

// TestImports holds the arrows minutes <- retrieval <- bot, and keeps heavy
// dependencies out of what embeds minutes or retrieval.
func TestImports(t *testing.T) {
	const module = "github.com/referat-dk/referat/"
	tests := []struct {
		pkg     string
		allowed []string // beside the standard library; a path that ends in "/" takes in what is below it
	}{
		{"minutes", nil},
		{"minutes/generate", []string{module + "minutes"}},
		{"retrieval/danish", []string{module + "minutes", "golang.org/x/text/", "github.com/blevesearch/snowballstem", "github.com/blevesearch/snowballstem/danish"}},
		{"retrieval", []string{module + "minutes", module + "retrieval/danish", "golang.org/x/text/", "github.com/blevesearch/snowballstem", "github.com/blevesearch/snowballstem/danish", "github.com/philippgille/chromem-go"}},
		{"retrieval/openai/endpoint", []string{"github.com/sashabaranov/go-openai", "github.com/sashabaranov/go-openai/"}},
		{"retrieval/openai", []string{module + "retrieval/openai/endpoint", module + "minutes/mask", module + "minutes", module + "retrieval", module + "retrieval/danish", "golang.org/x/text/", "github.com/blevesearch/snowballstem", "github.com/blevesearch/snowballstem/danish", "github.com/philippgille/chromem-go", "github.com/sashabaranov/go-openai", "github.com/sashabaranov/go-openai/"}},
		{"retrieval/sqlite", []string{module + "minutes", module + "retrieval", module + "retrieval/danish", "golang.org/x/text/", "github.com/blevesearch/snowballstem", "github.com/blevesearch/snowballstem/danish", "github.com/philippgille/chromem-go",
			"golang.org/x/sync/errgroup", "golang.org/x/sys/unix", "modernc.org/", "github.com/dustin/go-humanize", "github.com/google/uuid", "github.com/remyoudompheng/bigfft"}},
		{"bot/telegram", []string{module + "minutes", module + "retrieval", module + "retrieval/danish", module + "bot", module + "minutes/mask", "golang.org/x/text/", "golang.org/x/net/publicsuffix", "golang.org/x/net/idna", "golang.org/x/time/rate", "github.com/blevesearch/snowballstem", "github.com/blevesearch/snowballstem/danish", "github.com/philippgille/chromem-go", "github.com/go-telegram-bot-api/telegram-bot-api/v5"}},
		{"bot/openai", []string{module + "bot", module + "minutes/mask", module + "retrieval/openai/endpoint", module + "minutes", module + "retrieval", module + "retrieval/danish", "golang.org/x/text/", "github.com/blevesearch/snowballstem", "github.com/blevesearch/snowballstem/danish", "github.com/philippgille/chromem-go", "github.com/sashabaranov/go-openai", "github.com/sashabaranov/go-openai/"}},
		{"minutes/mask", []string{module + "minutes"}},
		{"bot", []string{module + "minutes/mask", module + "minutes", module + "retrieval", module + "retrieval/danish", "golang.org/x/text/", "github.com/blevesearch/snowballstem", "github.com/blevesearch/snowballstem/danish", "github.com/philippgille/chromem-go"}},
	}
	for _, tt := range tests {
		out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", module+tt.pkg).Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		for dep := range strings.FieldsSeq(string(out)) {
			ok := dep == module+tt.pkg
			for _, prefix := range tt.allowed {
				ok = ok || dep == prefix || strings.HasSuffix(prefix, "/") && strings.HasPrefix(dep, prefix)
			}
			if !ok {
				t.Errorf("%s imports %s", tt.pkg, dep)
			}
		}
	}
}

// TestTelegramStaysApart: one package knows the library, and only programs
// know that package.
func TestTelegramStaysApart(t *testing.T) {
	const module = "github.com/referat-dk/referat/"
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	found := 0
	for line := range strings.Lines(string(out)) {
		pkg, imports, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), module), " ")
		library, channel := strings.Contains(imports, "go-telegram-bot-api"), strings.Contains(imports+" ", module+"bot/telegram ")
		if library && pkg != "bot/telegram" || channel && pkg != "bot/cmd/referat" && pkg != "examples/telegram" {
			t.Errorf("%s imports Telegram code", pkg)
		}
		if library || channel {
			found++
		}
	}
	if found != 3 {
		t.Errorf("%d packages have to do with Telegram, want 3", found)
	}
}
