package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

const (
	testKey  = "sk-test-3dZk+8Qv/7x"
	approved = "Ændringerne blev godkendt"
	question = "Hvad blev besluttet om tilbuddet Tippen?"
)

// model is an OpenAI-compatible server. It answers as in replies, one a
// request, the last one again and again.
type model struct {
	*httptest.Server
	mu       sync.Mutex
	replies  []http.HandlerFunc
	requests []string
}

func newModel(t *testing.T, replies ...http.HandlerFunc) *model {
	s := &model{replies: replies}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body json.RawMessage
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || r.URL.Path != "/v1/chat/completions" {
			t.Errorf("%s %s: %v", r.Method, r.URL, err)
		}
		s.mu.Lock()
		s.requests = append(s.requests, string(body))
		reply := s.replies[0]
		if len(s.replies) > 1 {
			s.replies = s.replies[1:]
		}
		s.mu.Unlock()
		reply(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *model) sent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// status answers with a status and a body; headers are name, value, …
func status(code int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		fmt.Fprint(w, body)
	}
}

// says answers with a message of the model.
func says(content string) http.HandlerFunc { return choice("message", content, "stop") }

func choice(field, content, finish string) http.HandlerFunc {
	message := map[string]string{"role": "assistant"}
	message[map[string]string{"message": "content", "refusal": "refusal"}[field]] = content
	body, _ := json.Marshal(map[string]any{
		"choices": []any{map[string]any{"index": 0, "message": message, "finish_reason": finish}},
		"usage":   map[string]int{"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000},
	})
	return status(200, string(body))
}

// sentences is an answer in the form asked for: text, quote, text, quote, …,
// all from source 1.
func sentences(parts ...string) string {
	list := []map[string]any{}
	for i := 0; i < len(parts); i += 2 {
		list = append(list, map[string]any{"text": parts[i], "source": 1, "quote": parts[i+1]})
	}
	body, _ := json.Marshal(map[string]any{"sentences": list})
	return string(body)
}

// newTest returns a Composer that does not sleep, and the waits it would have
// made.
func newTest(t *testing.T, o Options) (*Composer, *[]time.Duration) {
	t.Helper()
	if o.Model == "" {
		o.Model = "gemma3"
	}
	o.URL += "/v1"
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	var waits []time.Duration
	c.client.Sleep = func(ctx context.Context, d time.Duration) error { waits = append(waits, d); return ctx.Err() }
	c.client.Jitter = func() float64 { return 0 }
	return c, &waits
}

func indexOf(t testing.TB, files ...string) *retrieval.Index {
	t.Helper()
	index, err := retrieval.Open(t.Context(), retrieval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		m, err := minutes.ParseFile("../../testdata/minutes/" + file)
		if err == nil {
			err = index.Add(t.Context(), m)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return index
}

const socialdirektoerforum = "socialdirektoerforum-2016-08-15.txt"

func ask(t testing.TB, index *retrieval.Index, c bot.Composer, question string) bot.Answer {
	t.Helper()
	answer, err := (&bot.Answerer{Searcher: index, Composer: c}).Answer(t.Context(), bot.Conversation{}, question)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// TestCompose: what is sent, and that a verified sentence is shown.
func TestCompose(t *testing.T) {
	s := newModel(t, says(sentences("Ændringerne på Tippen blev godkendt.", approved)))
	c, _ := newTest(t, Options{URL: s.URL, Key: testKey})
	answer := ask(t, indexOf(t, socialdirektoerforum), c, question)
	if !strings.Contains(answer.Text, "Ændringerne på Tippen blev godkendt.\n»"+approved+"«") || answer.Explanation.Kept != 1 {
		t.Errorf("%s\n%+v", answer.Text, answer.Explanation)
	}
	var sent struct {
		Model               string
		Temperature         float64
		MaxTokens           int `json:"max_tokens"`
		MaxCompletionTokens int `json:"max_completion_tokens"`
		Messages            []struct{ Role, Content string }
		ResponseFormat      struct {
			Type       string
			JSONSchema struct {
				Strict bool
				Schema map[string]any
			} `json:"json_schema"`
		} `json:"response_format"`
	}
	if err := json.Unmarshal([]byte(s.sent()[0]), &sent); err != nil {
		t.Fatal(err)
	}
	if sent.Model != "gemma3" || sent.Temperature == 0 || sent.Temperature > 1e-6 || sent.MaxTokens != 0 || sent.MaxCompletionTokens != defaultAnswer ||
		sent.ResponseFormat.Type != "json_schema" || !sent.ResponseFormat.JSONSchema.Strict || sent.ResponseFormat.JSONSchema.Schema["additionalProperties"] != false {
		t.Errorf("%+v", sent)
	}
	if len(sent.Messages) != 2 || !strings.Contains(sent.Messages[0].Content, "Du svarer på dansk") || !strings.Contains(sent.Messages[1].Content, approved) {
		t.Errorf("%+v", sent.Messages)
	}
	if c.SpentToday() != 1000 {
		t.Errorf("%d tokens spent", c.SpentToday())
	}
}

// TestReasoningModels refuse a temperature; go-openai would send nothing.
func TestReasoningModels(t *testing.T) {
	for name, want := range map[string]bool{"gemma3": true, "gpt-4o-mini": true, "gpt-5-mini": false, "o3": false} {
		c, _ := newTest(t, Options{URL: "http://127.0.0.1", Model: name})
		r := c.request(prompt{})
		if (r.Temperature != 0) != want || goopenai.NewReasoningValidator().Validate(r) != nil {
			t.Errorf("%s: temperature %v", name, r.Temperature)
		}
	}
}

// TestUnusableAnswers: whatever the endpoint does, people get the minutes' own
// words, and the error says what happened without the key.
func TestUnusableAnswers(t *testing.T) {
	tests := []struct {
		name  string
		reply http.HandlerFunc
		says  string // of the error; "": there is none
		tries int
	}{
		{"no sentences", says(`{"sentences":[]}`), "", 1},
		{"no choices", status(200, `{"choices":[]}`), "an answer without choices", 1},
		{"nothing", status(200, `{}`), "an answer without choices", 1},
		{"empty", says(" \n"), "an empty answer", 1},
		{"refusal", choice("refusal", "I can't help with that", "stop"), "the model refused", 1},
		{"filtered", choice("message", "{", "content_filter"), "filter held the answer back", 1},
		{"cut off", choice("message", `{"sentences":[{"text":"Ænd`, "length"), "cut off", 1},
		{"prose", says("Ændringerne blev godkendt."), "without JSON", 1},
		{"another form", says(`{"answer":"ja"}`), "not of the form", 1},
		{"a list", says(`[{"text":"a","source":1,"quote":"b"}`), "not of the form", 1},
		{"half of it", says(`{"sentences":[{"text":"a"`), "without JSON", 1},
		{"a page", status(200, "<html>log in</html>"), "cannot be read", 1},
		{"key refused", status(401, `{"error":{"message":"Incorrect API key provided: `+testKey+`"}}`), "the key was refused", 1},
		{"key repeated", status(400, `{"error":{"message":"bad header `+testKey+`"}}`), "bad header [key]", 1},
		{"no such model", status(404, `{"error":{"message":"model not found"}}`), "model not found", 1},
		{"always busy", status(429, "", "Retry-After", "1"), "HTTP 429 Too Many Requests", 3},
		{"busy for an hour", status(429, "", "Retry-After", "3600"), "asks to wait 1h", 1},
		{"busy beyond the time-out", status(429, "", "Retry-After", "100"), "no time is left", 1},
		{"always down", status(502, "<html>nginx</html>"), "HTML in place of JSON (tried 3 times)", 3},
	}
	index := indexOf(t, socialdirektoerforum)
	own := ask(t, index, nil, question)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newModel(t, tt.reply)
			c, _ := newTest(t, Options{URL: s.URL, Key: testKey})
			answer := ask(t, index, c, question)
			err := answer.Explanation.Err
			if (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) || len(s.sent()) != tt.tries {
				t.Errorf("%v after %d requests", err, len(s.sent()))
			}
			if answer.Text != own.Text {
				t.Errorf("not the minutes' own words: %s", answer.Text)
			}
			if err != nil && strings.Contains(fmt.Sprintf("%+v %#v %+v", err, err, c), testKey[:9]) {
				t.Errorf("the key in %+v", err)
			}
		})
	}
}

// TestTriedAgain: what passes is waited for, as long as the server says.
func TestTriedAgain(t *testing.T) {
	good := says(sentences("Ændringerne blev godkendt.", approved))
	s := newModel(t, status(429, "", "Retry-After", "2"), status(503, ""), good)
	c, waits := newTest(t, Options{URL: s.URL})
	answer := ask(t, indexOf(t, socialdirektoerforum), c, question)
	if answer.Explanation.Kept != 1 || !slices.Equal(*waits, []time.Duration{2 * time.Second, 500 * time.Millisecond}) {
		t.Errorf("%+v after %v", answer.Explanation, *waits)
	}
}

// TestLenient: what servers without a schema put around the JSON.
func TestLenient(t *testing.T) {
	for _, content := range []string{
		sentences("", approved),
		"```json\n" + sentences("", approved) + "\n```",
		"Her er svaret: " + sentences("", approved) + " Held og lykke!",
		`{"sentences":[{"text":" ","source":"1","quote":"` + approved + `","extra":1}],"more":2}`,
	} {
		draft, err := parse(content)
		if err != nil || !slices.Equal(draft.Sentences, []bot.Sentence{{Source: 1, Quote: approved}}) {
			t.Errorf("%s: %+v, %v", content, draft, err)
		}
	}
	for _, source := range []string{"1.5", "1e99", "-1", `"2"`, "null"} {
		draft, err := parse(`{"sentences":[{"text":"a","source":` + source + `,"quote":"b"}]}`)
		if err != nil || len(draft.Sentences) != 1 || draft.Sentences[0].Source == 1 {
			t.Errorf("source %s: %+v, %v", source, draft, err)
		}
	}
}

// TestDailyBudget: when it is used up the minutes' own words answer, and the
// next day the model again.
func TestDailyBudget(t *testing.T) {
	s := newModel(t, says(sentences("Ændringerne blev godkendt.", approved)))
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	c, _ := newTest(t, Options{URL: s.URL, DailyTokens: 9000, Now: func() time.Time { return now }})
	index := indexOf(t, socialdirektoerforum)
	kept := ""
	for i := range 12 {
		if i == 11 {
			now = now.Add(24 * time.Hour)
		}
		answer := ask(t, index, c, question)
		kept += fmt.Sprint(answer.Explanation.Kept)
		if answer.Explanation.Kept == 0 && !errors.Is(answer.Explanation.Err, ErrBudget) {
			t.Error(answer.Explanation.Err)
		}
		if c.SpentToday() > 9000 {
			t.Errorf("%d tokens spent", c.SpentToday())
		}
	}
	if !strings.HasPrefix(kept, "1") || !strings.HasSuffix(kept, "001") || strings.Count(kept, "1") != len(s.sent()) {
		t.Errorf("the model answered %s of twelve, asked %d times", kept, len(s.sent()))
	}
}

// TestPersonalNumber: a question with one is refused before a model is asked;
// a Composer that is asked all the same sends nothing.
func TestPersonalNumber(t *testing.T) {
	s := newModel(t, says("{}"))
	c, _ := newTest(t, Options{URL: s.URL})
	index := indexOf(t, socialdirektoerforum)
	const cpr = "Hvad blev der af sagen om 010203-1234?"
	if answer := ask(t, index, c, cpr); answer.Status != bot.Refused || answer.Explanation.Asked {
		t.Errorf("%+v", answer)
	}
	m := index.Meetings()[0]
	hits := []retrieval.Hit{{Meeting: m, Item: m.Item("6")}}
	if _, err := c.Compose(t.Context(), bot.Question{Text: cpr}, hits); !errors.Is(err, ErrAnswer) {
		t.Error(err)
	}
	if len(s.sent()) != 0 {
		t.Errorf("sent %s", s.sent())
	}
}

func TestNew(t *testing.T) {
	for _, o := range []Options{{}, {Model: "m", URL: "127.0.0.1:4010"}, {Model: "m", URL: "http://x:" + testKey + "@a/v1"}, {Model: "m", Key: testKey + "\n"}} {
		if c, err := New(o); err == nil || c != nil || strings.Contains(err.Error(), testKey) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
