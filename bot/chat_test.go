package bot

import (
	"context"
	"strings"
	"testing"
	"time"
)

// Each dialogue is read from the top: what somebody writes, and what the
// answer has to hold. "!" before a line: must not hold.
func TestChats(t *testing.T) {
	for _, dialogue := range []struct {
		name string
		said []string // message, then what the answer holds, separated by " | "
	}{
		{"of the item shown", []string{
			"Hvad siger Samarbejdsforum om skift af sagsbehandler?", "sagsbehandlerskift | 7. april 2022, punkt 5 C",
			"hvem sagde det?", "Samarbejdsforum fremførte | punkt 5 C",
			"hvad endte det med?", "ingen beslutning | punkt 5 C",
			"hvornår var det?", "den 7. april 2022, punkt 5C",
			"hvem deltog?", "Til stede | Susanne Arnsted",
		}},
		{"a sum", []string{
			"Hvad blev det til med takststigningerne på Stjernen?", "godkendt | punkt 5",
			"hvor meget?", "342 kr. | punkt 5",
			"hvem var imod?", "siger ikke noget om en afstemning",
			"var alle enige?", "siger ikke noget om en afstemning",
			"hvad med året før?", "Jeg har intet referat fra 2015",
		}},
		{"another time", []string{
			"Hvem var fraværende i Beskæftigelses- og Socialudvalget i 2023?", "Reza Javid",
			"nej, jeg mente i 2017", "Tim Vermund | !Reza Javid",
		}},
		{"a new subject", []string{
			"Hvad siger Samarbejdsforum om skift af sagsbehandler?", "punkt 5 C",
			"hvad med e-Boks?", "punkt 2 C",
		}},
		{"the next meeting is that of the same body", []string{
			"Hvad blev der sagt om PPR i juni 2022?", "PPR involveres for sent",
			"hvornår er næste møde?", "Samarbejdsforum den 17. august",
		}},
		{"a choice", []string{
			"Hvornår sluttede mødet i Samarbejdsforum?", "Hvilket møde mener du?",
			"det i april", "7. april 2022 | !Hvilket møde",
		}},
		{"a choice by its number", []string{
			"Hvornår sluttede mødet i Samarbejdsforum?", "Hvilket møde mener du?",
			"1", "15. juni 2022",
		}},
		{"more", []string{
			"Hvad blev besluttet om tilbuddet Tippen?", "Ændringerne blev godkendt",
			"vis hele punktet", "skabeloner | punkt 6",
		}},
		{"more, in English", []string{
			"What was decided about Tippen?", "Socialdirektørforum approved it on 15 August 2016:",
			"show more", "I have found no other places about it.",
		}},
		{"a decision in plain words, and a short form", []string{
			"Hvad blev besluttet om tilbuddet Tippen?", "Socialdirektørforum godkendte det den 15. august 2016:",
			"Hvad sagde de om handleplanerne under Ungestrategien i juni 2022?", "Det var oppe i Samarbejdsforum den 15. juni 2022. | (BSF er Beskæftigelses- og Socialforvaltningen.)",
		}},
		{"a new subject that the item shown does not have", []string{
			"hvad er der sket med udsattepolitikken?", "Udsattepolitik",
			"blev den vedtaget?", "drøftede sagen",
			"og hvad med kvalitetsstandarden", "punkt 2: Kvalitetsstandard | !punkt 5",
		}},
		{"the end of what the item is about, not of a meeting", []string{
			"hvad skete der med banderne i odense", "punkt 13",
			"hvad gjorde politiet", "visitationszone",
			"hvornår sluttede det", "19. oktober 2023 | punkt 13 | !hævet",
		}},
		{"who was there at the item shown", []string{
			"tvangsindlæggelser", "punkt 5",
			"var alle med?", "Reza Javid | punkt 5",
		}},
		{"why somebody was away is not answered with an agenda", []string{
			"hvem meldte afbud i juni 2022", "Ib Poulsen",
			"og i april?", "ikke nævnt nogen fraværende | 7. april 2022",
			"hvorfor", "kan jeg ikke finde | 7. april 2022 | !Dagsordenen",
		}},
		{"more, where there is no more", []string{
			"hvad blev der sagt om borgerrådgiveren", "Helle Toldsted Eriksen",
			"vis mere", "ikke fundet flere steder | hele punktet",
			"What happened with wrong messages?", "I cannot find",
			"show more", "no other places | !drøftede",
		}},
		{"more, where there is", []string{
			"Hvad står der om Ungestrategien?", "15. juni 2022",
			"vis mere", "7. april 2022, punkt 4 | punkt 5 C | !Stjernen",
		}},
		{"one's own case, and whom to ask", []string{
			"min søn er 19 og har autisme, hvad gør jeg", "ikke rådgive om din egen sag | Borgerrådgiver",
			"hvem kan jeg ringe til", "ikke rådgive om din egen sag | Borgerrådgiver | !I referatet står",
		}},
		{"a question of its own", []string{
			"Hvad blev besluttet om tilbuddet Tippen?", "punkt 6",
			"Hvad blev der sagt om Ungestrategien?", "Ungestrategien | !Tippen",
		}},
		{"manners", []string{"hej", "maskine", "tak", "Selv tak", "thank you", "You are welcome"}},
	} {
		t.Run(dialogue.name, func(t *testing.T) {
			chats := Chats{Answerer: &Answerer{Searcher: realIndex(t)}}
			for i := 0; i < len(dialogue.said); i += 2 {
				answer, err := chats.Answer(context.Background(), Message{Chat: "a", Text: dialogue.said[i]})
				if err != nil {
					t.Fatal(err)
				}
				for want := range strings.SplitSeq(dialogue.said[i+1], " | ") {
					want, without := strings.CutPrefix(want, "!")
					if strings.Contains(answer.Text, want) == without {
						t.Errorf("%q: got\n%s\nwant %q (%v)", dialogue.said[i], answer.Text, want, !without)
					}
				}
			}
		})
	}
}

func TestChatsForget(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	chats := Chats{Answerer: &Answerer{Searcher: realIndex(t)}, Now: func() time.Time { return now }}
	ask := func(chat, text, replyTo string) Answer {
		answer, err := chats.Answer(context.Background(), Message{Chat: chat, Text: text, ReplyTo: replyTo})
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	const about, followUp, shown = "Hvad siger Samarbejdsforum om skift af sagsbehandler?", "hvem sagde det?", "Samarbejdsforum fremførte"
	first := ask("a", about, "")
	if a := ask("b", followUp, ""); strings.Contains(a.Text, shown) {
		t.Error("another chat's conversation was followed up")
	}
	ask("a", "hvad blev besluttet om tilbuddet Tippen?", "")
	if a := ask("a", followUp, first.ID); !strings.Contains(a.Text, shown) {
		t.Errorf("a reply to the first answer: got\n%s", a.Text)
	}
	now = now.Add(remembered + time.Second)
	if a := ask("a", followUp, first.ID); strings.Contains(a.Text, shown) {
		t.Error("a conversation was remembered for more than 30 minutes")
	}
	ask("a", about, "")
	chats.Forget("a")
	if a := ask("a", followUp, ""); strings.Contains(a.Text, shown) {
		t.Error("a conversation was remembered after it was to be forgotten")
	}
	if ask("a", "Mit nummer er 010203-1234, hvad sker der?", "").Status != Refused {
		t.Error("a personal number was not refused")
	}
	if n := len(chats.chats["a"].turns); n != 1 {
		t.Errorf("%d turns are remembered, want 1: a message with a personal number is not", n)
	}
}
