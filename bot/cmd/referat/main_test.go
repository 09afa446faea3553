package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/referat-dk/referat/bot"
)

const realMinutes = "../../../testdata/minutes"

// referat runs the command as a shell would.
func referat(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(strings.NewReader(stdin))
	root.SetOut(&out)
	root.SetErr(&errs)
	status = run(context.Background(), root)
	return status, out.String(), errs.String()
}

func TestCommandLine(t *testing.T) {
	empty, letters := t.TempDir(), t.TempDir()
	letter := filepath.Join(letters, "brev.md")
	if err := os.WriteFile(letter, []byte("Kære Anna\nTak for sidst.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		args           []string
		status         int
		stdout, stderr string // words that have to stand there
	}{
		{[]string{"ask", "--from", realMinutes, "Hvad blev besluttet om tilbuddet Tippen?"}, 0, "— Socialdirektørforum, 15. august 2016, punkt 6", ""},
		{[]string{"ask", "--from", realMinutes, "Hvad koster en is?"}, 0, "kan jeg ikke finde", ""}, // not found is an answer
		{[]string{"search", "--from", realMinutes, "--body", "Samarbejdsforum", "ungestrategi"}, 0, "[samarbejdsforum/2022-", ""},
		{[]string{"search", "--from", realMinutes, "--case", "27.03.00"}, 0, "stofmisbrug", ""},
		{[]string{"show", "--from", realMinutes, "Samarbejdsforum/2022-04-07/5 C"}, 0, "Skift af sagsbehandler", ""},
		{[]string{"parse", realMinutes}, 0, "I alt 5 filer: 58 punkter", ""},
		{[]string{"parse", realMinutes + "/beskaeftigelses-og-socialudvalget-2023-12-05.txt"}, 0, "rettet: ordet har bogstaver", ""},
		{[]string{"parse", "--strict", realMinutes}, 1, "", "steder blev ikke forstået"},
		{[]string{"eval", "--from", realMinutes, "../../../testdata/questions/sample.jsonl"}, 0, "hit@1", ""},
		{[]string{"eval", "--ablation", "--from", realMinutes, "../../../testdata/questions/sample.jsonl"}, 0, "+ stem", "retrieval/peer"},
		{[]string{"eval", "--curve", "--from", realMinutes, "../../../testdata/questions/sample.jsonl"}, 0, "coverage", ""},
		{[]string{"export", "--from", realMinutes}, 0, `"id":"samarbejdsforum/2022-04-07"`, ""},
		{[]string{"export", "--format", "oparl", "--base", "https://example.org/o/", "--from", realMinutes}, 0, `"id":"https://example.org/o/meeting/samarbejdsforum/2022-04-07"`, ""},
		{[]string{"parse", "../../../testdata/formats/samarbejdsforum-2022-06-15.pdf"}, 0, "samarbejdsforum/2022-06-15", ""},
		{[]string{"completion", "bash"}, 0, "referat", ""},
		{[]string{"--help"}, 0, "referat ask", ""},

		{[]string{"ask"}, 2, "", "skriv et spørgsmål"},
		{[]string{"eval", "--ablation", "--curve", "x.jsonl"}, 2, "", "--ablation eller --curve"},
		{[]string{"export", "--format", "xml"}, 2, "", "jsonl og oparl"},
		{[]string{"export", "--format", "oparl", "--base", "her"}, 2, "", "hel adresse"},
		{[]string{"ask", "--from", realMinutes, "--nosuch", "x"}, 2, "", "nosuch"},
		{[]string{"nosuch"}, 2, "", "unknown command"},
		{[]string{"show", "--from", realMinutes, "tippen"}, 2, "", "ingen henvisning"},
		{[]string{"search", "--from", realMinutes, "--after", "igår", "x"}, 2, "", "2022-04-07"},
		{[]string{"search", "--from", realMinutes, "--body", "Havnerådet", "x"}, 2, "", "Samarbejdsforum"},
		{[]string{"search", "--from", realMinutes, "--section", "beslut", "x"}, 2, "", "decision"},
		{[]string{"show", "--from", realMinutes, "samarbejdsforum/2022-04-07/99"}, 1, "", "5c"},
		{[]string{"show", "--from", realMinutes, "byraadet/2022-04-07/1"}, 1, "", "samarbejdsforum/2022-04-07"},
		{[]string{"ask", "--from", "findes-ikke", "x"}, 1, "", "findes ikke"},
		{[]string{"ask", "--from", empty, "x"}, 1, "", "ingen referater"},
		{[]string{"ask", "--from", letters, "x"}, 1, "", "brev.md: ligner ikke et referat"},
		{[]string{"parse", "findes-ikke"}, 1, "", "findes-ikke findes ikke; ret stien\n"},
		{[]string{"ask", "--from", letter, "x"}, 1, "", "ligner ikke et referat"},
		{[]string{"parse", letter}, 1, "", "brev.md"},
		{[]string{"eval", "--from", realMinutes, letter}, 1, "", "line 1"},
	}
	for _, tt := range tests {
		status, stdout, stderr := referat("", tt.args...)
		if status != tt.status || !strings.Contains(stdout, tt.stdout) || !strings.Contains(stderr, tt.stderr) {
			t.Errorf("referat %q\nstatus %d, want %d\nstdout %.300s\nwant …%s…\nstderr %s\nwant …%s…", tt.args, status, tt.status, stdout, tt.stdout, stderr, tt.stderr)
		}
		if lines := strings.Count(stderr, "\n"); tt.status == 2 && lines != 1 {
			t.Errorf("referat %q: %d lines on stderr:\n%s", tt.args, lines, stderr)
		}
	}
}

// TestBadFileBesideGood: the good files are used, the bad one is named.
func TestBadFileBesideGood(t *testing.T) {
	dir := t.TempDir()
	good, err := os.ReadFile(realMinutes + "/samarbejdsforum-2022-06-15.txt")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a.txt": "Kære Anna", "b.txt": string(good), "c.txt": string(good)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	status, stdout, stderr := referat("", "ask", "--from", dir, "Hvem meldte afbud?")
	if status != 0 || !strings.Contains(stdout, "Ib Poulsen") {
		t.Errorf("status %d: %s", status, stdout)
	}
	for _, want := range []string{"a.txt: ligner ikke", "c.txt: samme møde"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("stderr does not say %q: %s", want, stderr)
		}
	}
}

func TestBatchKeepsStep(t *testing.T) {
	in := `{"id":"1","q":"Hvad blev besluttet om tilbuddet Tippen?"}
no json

{"id":"2","q":"Og hvem skal stå for det?","hist":["Bliver der et interview i avisen om Samarbejdsforum?"]}`
	status, stdout, _ := referat(in, "ask", "--batch", "--from", realMinutes)
	var answers []bot.Answer
	for line := range strings.Lines(stdout) {
		var a bot.Answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	if status != 0 || len(answers) != 3 || answers[0].ID != "1" || answers[1].Status != bot.Failed || answers[2].ID != "2" {
		t.Fatalf("status %d, %d answers: %s", status, len(answers), stdout)
	}
	for _, field := range []string{`"citations":[`, `"hits":[`, `"coverage":{"meetings":5,"bodies":3,"from":"2016-08-15","to":"2023-12-05"}`, `"ref":"socialdirektoerforum/2016-08-15/6"`} {
		if !strings.Contains(stdout, field) {
			t.Errorf("no %s in %s", field, stdout)
		}
	}
}

// TestParseJSON checks the contract of parse --json on a real file.
func TestParseJSON(t *testing.T) {
	_, stdout, _ := referat("", "parse", "--json", realMinutes+"/beskaeftigelses-og-socialudvalget-2017-02-21.txt")
	var m struct {
		Text  string
		Items []struct {
			Number, Category string
			Cases            []string
			Decision         struct {
				Outcome    string
				Start, End int
			}
			Absent []struct{ Name string }
		}
	}
	if err := json.Unmarshal([]byte(stdout), &m); err != nil {
		t.Fatal(err)
	}
	it := m.Items[3]
	if it.Number != "4" || it.Category != "C" || it.Cases[0] != "15.00.00-G01-29-16" || it.Decision.Outcome != "discussed" || it.Absent[0].Name != "Tim Vermund" {
		t.Errorf("%+v", it)
	}
	if got := m.Text[it.Decision.Start:it.Decision.End]; got != "Beskæftigelses- og Socialudvalget drøftede sagen." {
		t.Errorf("decision %q", got)
	}
}

// TestUnreadableFormats: each is named with its reason, and the rest goes on.
func TestUnreadableFormats(t *testing.T) {
	dir := t.TempDir()
	files := map[string][2]string{ // name -> content, words of the reason
		"a.pdf":  {"%PDF-1.4\n%%EOF", "beskadiget; hent den igen (teknisk: a PDF of 14 bytes)"},
		"a2.pdf": {"%PDF-1.4\n" + strings.Repeat("1 0 obj\n", 200), "beskadiget; hent den igen (den holder op midt i det hele)"},
		"a3.txt": {"", "ingen tekst (filen er tom)"},
		"b.html": {"<html><body><p>Velkommen til biblioteket.</p></body></html>", "ligner ikke et referat"},
		"c.pdf":  {"\x89PNG\r\n\x1a\n0000", "er ikke tekst, HTML, Word (.docx) eller PDF (teknisk: this is a PNG image)"},
		"d.docx": {"PK\x03\x04 cut", "beskadiget; hent den igen (zip-arkivet kan ikke læses)"},
	}
	for name, f := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(f[0]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	good, err := os.ReadFile(realMinutes + "/samarbejdsforum-2022-06-15.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "e.txt"), good, 0o644); err != nil {
		t.Fatal(err)
	}
	status, stdout, stderr := referat("", "parse", dir)
	if status != 1 || !strings.Contains(stdout, "e.txt: 10 punkter") {
		t.Errorf("status %d: %s", status, stdout)
	}
	for name, f := range files {
		if !strings.Contains(stderr, name+": "+f[1]) && !strings.Contains(stderr, name+": er "+f[1]) && !strings.Contains(stderr, name+": indeholder "+f[1]) {
			t.Errorf("%s: stderr does not say %q: %s", name, f[1], stderr)
		}
	}
}

// TestFolderOrFile: the file system says what an argument is, not its name. A
// folder is one line a file and a sum, also where it holds one file.
func TestFolderOrFile(t *testing.T) {
	good := content(t, realMinutes+"/samarbejdsforum-2022-06-15.txt")
	dir := filepath.Join(t.TempDir(), "2022.txt")
	for _, sub := range []string{dir, filepath.Join(dir, "b.pdf")} {
		if err := os.Mkdir(sub, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(sub, "a.txt"), []byte(good), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	plain := filepath.Join(dir, "plain") // its content tells what it is
	if err := os.WriteFile(plain, []byte(good), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path, want, never string
	}{
		{dir, "I alt 3 filer: 30 punkter", "linje 1"},
		{filepath.Join(dir, "b.pdf"), "I alt 1 fil: 10 punkter", "  1. "},
		{plain, "plain: samarbejdsforum/2022-06-15", "I alt"},
	} {
		status, stdout, stderr := referat("", "parse", tt.path)
		if status != 0 || !strings.Contains(stdout, tt.want) || strings.Contains(stdout, tt.never) {
			t.Errorf("parse %s: status %d, want …%s…, never …%s…\n%s%s", tt.path, status, tt.want, tt.never, stdout, stderr)
		}
	}
}

// TestFolder reads every file of a folder that its content makes minutes,
// names the others, and leaves out what is hidden or a table.
func TestFolder(t *testing.T) {
	good := "Referat fra mødet i Testrådet den 1. maj 2020\n\n1. Vejene\n\nBeslutning\n\nGodkendt.\n"
	page := "<!DOCTYPE html><p>" + strings.ReplaceAll(good, "\n\n", "<p>")
	dir := folder(t, map[string]string{
		"noext": good, "a.md": good, "a.aspx": page, "a.xhtml": `<?xml version="1.0"?>` + page, "a.pdf": good,
		"b.rtf": `{\rtf1 Referat}`, "b.odt": "PK\x05\x06" + strings.Repeat("\x00", 18), "logo": "\x89PNG\r\n\x1a\n",
		".skjult": good, "~$a.docx": "x", "a.json": "{}", "a.csv": "x", "a.DB": "x", "a.zip": "PK",
	})
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".git", "a.txt"), []byte(good), 0o644); err != nil {
		t.Fatal(err)
	}
	status, stdout, stderr := referat("", "parse", dir)
	if status != 1 || !strings.Contains(stdout, "I alt 5 filer: 5 punkter") || strings.Count(stderr, "\n") != 4 { // the last line counts them
		t.Errorf("status %d\n%s%s", status, stdout, stderr)
	}
	for _, name := range []string{"b.rtf", "b.odt", "logo"} {
		if !strings.Contains(stderr, name+": er ikke tekst, HTML, Word (.docx) eller PDF") {
			t.Errorf("%s is not named: %s", name, stderr)
		}
	}
}

// TestTwoMeetingsADay: a body that meets twice on one day has two meetings.
func TestTwoMeetingsADay(t *testing.T) {
	day := "Referat fra mødet i Testrådet den 1. maj 2020 kl. %s\n\n1. Vejene\n\nBeslutning\n\nGodkendt.\n"
	dir := folder(t, map[string]string{"a.txt": fmt.Sprintf(day, "09:00"), "b.txt": fmt.Sprintf(day, "13:00"), "c.txt": fmt.Sprintf(day, "13:00")})
	_, stdout, stderr := referat("", "export", "--from", dir)
	for _, want := range []string{`"id":"testraadet/2020-05-01"`, `"id":"testraadet/2020-05-01-1300"`} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %s in %s", want, stdout)
		}
	}
	if !strings.Contains(stderr, "c.txt: samme møde (testraadet/2020-05-01-1300) som b.txt") {
		t.Errorf("stderr: %s", stderr)
	}
	_, stdout, _ = referat("", "export", "--format", "oparl", "--base", "https://example.org", "--from", dir)
	for _, want := range []string{`meeting/testraadet/2020-05-01-0900"`, `meeting/testraadet/2020-05-01-1300"`} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %s in %s", want, stdout)
		}
	}
}
