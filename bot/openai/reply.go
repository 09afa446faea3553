package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	goopenai "github.com/sashabaranov/go-openai"

	"github.com/referat-dk/referat/bot"
)

// draftOf reads a draft from what the endpoint answered. Its errors hold
// nothing of what the model wrote.
func draftOf(reply goopenai.ChatCompletionResponse) (bot.Draft, error) {
	if len(reply.Choices) == 0 {
		return bot.Draft{}, errors.New("an answer without choices")
	}
	choice := reply.Choices[0]
	switch {
	case choice.Message.Refusal != "":
		return bot.Draft{}, errors.New("the model refused to answer")
	case choice.FinishReason == goopenai.FinishReasonContentFilter:
		return bot.Draft{}, errors.New("the endpoint's filter held the answer back")
	case choice.FinishReason == goopenai.FinishReasonLength:
		return bot.Draft{}, errors.New("the answer was cut off; allow it more tokens")
	case strings.TrimSpace(choice.Message.Content) == "":
		return bot.Draft{}, errors.New("an empty answer")
	}
	return parse(choice.Message.Content)
}

// parse reads the JSON of an answer: the schema's object, whatever stands
// around it. Servers that know no schema add a fence of ``` or a greeting.
func parse(content string) (bot.Draft, error) {
	start, end := strings.Index(content, "{"), strings.LastIndex(content, "}")
	if start < 0 || end < start {
		return bot.Draft{}, errors.New("an answer without JSON")
	}
	var answer struct {
		Sentences *[]struct {
			Text   string      `json:"text"`
			Source json.Number `json:"source"` // some write "1"
			Quote  string      `json:"quote"`
		} `json:"sentences"`
	}
	if err := json.Unmarshal([]byte(content[start:end+1]), &answer); err != nil || answer.Sentences == nil {
		return bot.Draft{}, errors.New("an answer that is not of the form asked for")
	}
	draft := bot.Draft{Sentences: []bot.Sentence{}}
	for _, s := range *answer.Sentences {
		source, err := s.Source.Int64()
		if err != nil || fmt.Sprint(source) != s.Source.String() {
			source = 0 // none: the verifier drops it
		}
		draft.Sentences = append(draft.Sentences, bot.Sentence{Text: strings.TrimSpace(s.Text), Source: int(source), Quote: s.Quote})
	}
	return draft, nil
}
