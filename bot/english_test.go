package bot

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// Every text that say is given stands in english, with as many holes; and
// english has no other.
func TestEnglishIsWhole(t *testing.T) {
	used := make(map[string]bool)
	for _, c := range []string{refusedText, tooLongText, ownCaseText, opinionText, privateText, thanksText, helloText, noSuchItemText, noMoreText, wholeItemHint,
		sameItemLead, advisorLead, notFoundLead, decisionLead, agreementLead, undecidedLead, presentLabel, absentLabel} {
		used[c] = true
	}
	files := token.NewFileSet()
	for _, name := range []string{"text.go", "recordtext.go"} {
		file, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				return n.Tok != token.CONST && n.Tok != token.IMPORT
			case *ast.BasicLit:
				if s, err := strconv.Unquote(n.Value); err == nil && strings.ContainsFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' }) && s != "\n• " {
					used[s] = true
				}
			}
			return true
		})
	}
	for text := range used {
		translated, ok := english[text]
		if !ok || strings.Count(text, "%") != strings.Count(translated, "%") {
			t.Errorf("%q has no English of as many holes: %q", text, translated)
		}
	}
	for text := range english {
		if !used[text] {
			t.Errorf("english has %q, which no text is", text)
		}
	}
}

func TestEnglish(t *testing.T) {
	a := Answerer{Searcher: realIndex(t)}
	for question, want := range map[string]string{
		"What was decided about Tippen?":                                 "Socialdirektørforum approved it on 15 August 2016:",
		"Who was absent at the meeting of Samarbejdsforum in June 2022?": "Absent, Samarbejdsforum, 15 June 2022: Ib Poulsen (sent apologies), Maja Mørk (sent apologies)",
		"What did they say about bicycle lanes?":                         "I cannot find an answer to that in the minutes. They do not mention »bicycle« and »lanes«. I have searched 5 sets of minutes",
		"My number is 010203-1234, what about my case?":                  "Please ask again without it.",
	} {
		answer, err := a.Answer(context.Background(), Conversation{}, question)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(answer.Text, want) {
			t.Errorf("%s: got\n%s\nwant %s", question, answer.Text, want)
		}
	}
}
