package botapitest

import (
	"fmt"
	"html"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// take takes a message as Telegram does, and refuses what Telegram refuses.
func (s *Server) take(p url.Values) (any, int, string) {
	chat, err := strconv.ParseInt(p.Get("chat_id"), 10, 64)
	if err != nil {
		return nil, 400, "Bad Request: chat_id is empty"
	}
	text := p.Get("text")
	if p.Get("parse_mode") == "HTML" {
		if text, err = parseHTML(text); err != nil {
			return nil, 400, "Bad Request: can't parse entities: " + err.Error()
		}
	}
	switch {
	case strings.TrimSpace(text) == "":
		return nil, 400, "Bad Request: message text is empty"
	case len(utf16.Encode([]rune(text))) > 4096:
		return nil, 400, "Bad Request: message is too long"
	case p.Get("disable_web_page_preview") != "true":
		s.t.Errorf("a message with previews: %q", text)
	}
	m := Message{Chat: chat, Text: text, HTML: p.Get("text"), Params: p}
	for _, b := range m.Buttons() {
		if b[0] == "" || b[1] == "" || len(b[1]) > 64 && !strings.HasPrefix(b[1], "http") {
			return nil, 400, "Bad Request: BUTTON_DATA_INVALID"
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messageID++
	m.ID = s.messageID
	s.sent = append(s.sent, m)
	s.change()
	return map[string]any{"message_id": m.ID, "date": 1, "chat": map[string]any{"id": chat, "type": "private"}, "from": Self, "text": text}, 0, ""
}

func (s *Server) edit(p url.Values) (any, int, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, _ := strconv.Atoi(p.Get("message_id"))
	i := slices.IndexFunc(s.sent, func(m Message) bool { return m.ID == id })
	if i < 0 {
		return nil, 400, "Bad Request: message to edit not found"
	}
	params := maps.Clone(s.sent[i].Params)
	params.Set("reply_markup", p.Get("reply_markup"))
	s.sent[i].Params = params
	s.change()
	return true, 0, ""
}

var (
	tag    = regexp.MustCompile(`^<(/?)(b|i|blockquote)>`)
	entity = regexp.MustCompile(`^&(lt|gt|amp|quot|#\d+);`)
)

// parseHTML reads Telegram's HTML, and refuses what is not closed, nested
// wrongly, or no tag that this bot should use.
func parseHTML(s string) (string, error) {
	var text strings.Builder
	var open []string
	for len(s) > 0 {
		switch t, e := tag.FindStringSubmatch(s), entity.FindString(s); {
		case t != nil && t[1] == "":
			open, s = append(open, t[2]), s[len(t[0]):]
		case t != nil:
			if len(open) == 0 || open[len(open)-1] != t[2] {
				return "", fmt.Errorf("unexpected end tag %q", t[0])
			}
			open, s = open[:len(open)-1], s[len(t[0]):]
		case s[0] == '<' || s[0] == '>' || s[0] == '&' && e == "":
			return "", fmt.Errorf("unsupported %q", s[:min(20, len(s))])
		case e != "":
			text.WriteString(html.UnescapeString(e))
			s = s[len(e):]
		default:
			text.WriteByte(s[0])
			s = s[1:]
		}
	}
	if len(open) > 0 {
		return "", fmt.Errorf("can't find end tag corresponding to start tag %s", open[0])
	}
	return text.String(), nil
}

// Person makes the updates of somebody in a private chat.
func Person(id int64) map[string]any {
	return map[string]any{"id": id, "is_bot": false, "first_name": "Prøve", "language_code": "da"}
}

// Say has somebody write in a private chat, and returns the update's ID. Extra
// fields of the message win over the usual ones.
func (s *Server) Say(person int64, text string, extra ...Update) int {
	m := Update{"from": Person(person), "chat": map[string]any{"id": person, "type": "private"}, "date": 1, "text": text}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messageID++
	m["message_id"] = s.messageID
	for _, e := range extra {
		maps.Copy(m, e)
	}
	return s.add(Update{"message": m})
}

// Press has somebody press a button of a message that the bot sent.
func (s *Server) Press(person int64, m Message, data string, extra ...Update) int {
	below := Update{"message_id": m.ID, "from": Self, "chat": map[string]any{"id": m.Chat, "type": "private"}, "date": 1, "text": m.Text}
	for _, e := range extra {
		maps.Copy(below, e)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(Update{"callback_query": Update{"id": fmt.Sprint("press", s.nextID), "from": Person(person), "message": below, "chat_instance": "1", "data": data}})
}

// Push delivers an update as it is.
func (s *Server) Push(u Update) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(u)
}

func (s *Server) add(u Update) int {
	if _, ok := u["update_id"]; !ok {
		s.nextID++
		u["update_id"] = s.nextID
	}
	s.updates = append(s.updates, u)
	s.change()
	return u["update_id"].(int)
}

// Renumber lets the next update have this ID, as Telegram does after a quiet week.
func (s *Server) Renumber(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nextID = id - 1
}

// Fail makes faults of the next requests of a method.
func (s *Server) Fail(method string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[method] = append(s.faults[method], faults...)
}

// Sent are the messages that the bot sent, oldest first.
func (s *Server) Sent() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sent)
}

// Calls are the requests of a method, oldest first; of all where it is "".
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.calls), func(c Call) bool { return method != "" && c.Method != method })
}

// Waiting is how many updates are not confirmed.
func (s *Server) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.updates)
}

const patience = 20 * time.Second

// Until waits until ok is true. It fails the test after 20 seconds.
func (s *Server) Until(what string, ok func() bool) {
	s.t.Helper()
	end := time.After(patience)
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if ok() {
			return
		}
		select {
		case <-changed:
		case <-end:
			s.t.Fatalf("waited in vain for %s; the bot sent %q", what, s.texts())
		}
	}
}

// Await waits until the bot has sent n messages, and returns the last of them.
func (s *Server) Await(n int) Message {
	s.t.Helper()
	s.Until(fmt.Sprintf("%d messages", n), func() bool { return len(s.Sent()) >= n })
	return s.Sent()[n-1]
}

func (s *Server) texts() []string {
	var list []string
	for _, m := range s.Sent() {
		list = append(list, m.Text)
	}
	return list
}
