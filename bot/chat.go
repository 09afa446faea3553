package bot

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// Chats holds the conversations of any number of people with one Answerer, in
// memory alone. Its zero value with an Answerer is ready. It is safe for
// concurrent use; messages of one chat should come one at a time, in order.
type Chats struct {
	Answerer *Answerer
	Now      func() time.Time // nil: time.Now

	mu    sync.Mutex
	chats map[string]*chat
	ids   int
}

// Message is what somebody writes.
type Message struct {
	Chat string // who writes, or where: the same for messages that belong together
	Text string
	// ReplyTo is the Answer.ID that the message replies to, and then what it
	// follows up on; "" or one that is forgotten: the last answer.
	ReplyTo string
}

const (
	remembered = 30 * time.Minute // after the last message
	mostTurns  = 8                // of a chat
)

type chat struct {
	turns []spoken
	last  time.Time
}

// spoken is a turn as a chat remembers it.
type spoken struct {
	id      string
	turn    Turn
	choices []Choice
	others  []string // refs of hits that were not shown, best first
}

// Answer answers a message in its conversation. The answer's ID names it until
// the conversation is forgotten, 30 minutes after its last message.
func (c *Chats) Answer(ctx context.Context, m Message) (Answer, error) {
	turns := c.turns(m)
	if a, ok := readSmallTalk(m.Text); ok {
		a.ID = c.nextID()
		return a, nil
	}
	if n := len(turns); n > 0 {
		last := turns[n-1]
		if asked, ok := chosen(m.Text, last.choices); ok {
			m.Text = asked
		}
		if want, ok := wantsMore(m.Text); ok {
			return c.more(m, last, want), nil
		}
	}
	conversation := Conversation{}
	for _, s := range turns {
		conversation.Turns = append(conversation.Turns, s.turn)
	}
	answer, err := c.Answerer.Answer(ctx, conversation, m.Text)
	if err != nil {
		return answer, err
	}
	answer.ID = c.nextID()
	if answer.Status != Refused {
		c.remember(m, answer)
	}
	return answer, nil
}

// Forget deletes what was said in a chat.
func (c *Chats) Forget(chat string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.chats, chat)
}

func (c *Chats) now() time.Time {
	if c.Now != nil {
		return c.Now()
	}
	return time.Now()
}

func (c *Chats) nextID() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ids++
	return fmt.Sprintf("svar-%d", c.ids)
}

// turns are those that a message follows: up to the answer that it replies to.
func (c *Chats) turns(m Message) []spoken {
	now := c.now()
	c.mu.Lock()
	defer c.mu.Unlock()
	maps.DeleteFunc(c.chats, func(_ string, s *chat) bool { return now.Sub(s.last) > remembered })
	s := c.chats[m.Chat]
	if s == nil {
		return nil
	}
	turns := slices.Clone(s.turns)
	if i := slices.IndexFunc(turns, func(t spoken) bool { return t.id == m.ReplyTo }); i >= 0 {
		turns = turns[:i+1]
	}
	return turns
}

func (c *Chats) remember(m Message, a Answer) {
	said := spoken{id: a.ID, turn: a.turn(m.Text), choices: a.Choices}
	for _, h := range a.Hits {
		if h.Near && h.Punkt != "" && !slices.Contains(said.turn.Refs, h.Ref) {
			said.others = append(said.others, h.Ref)
		}
	}
	now := c.now()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.chats == nil {
		c.chats = make(map[string]*chat)
	}
	s := c.chats[m.Chat]
	if s == nil {
		s = &chat{}
		c.chats[m.Chat] = s
	}
	s.last = now
	if s.turns = append(s.turns, said); len(s.turns) > mostTurns {
		s.turns = slices.Delete(s.turns, 0, 1)
	}
}

// more answers "vis hele punktet" and "vis mere" after an answer.
func (c *Chats) more(m Message, last spoken, wants wanted) Answer {
	var answer Answer
	l := languageOf(normalWords(last.turn.Question))
	if wants == wholeItem && len(last.turn.Refs) > 0 {
		answer = c.Answerer.Show(last.turn.Refs[0], l)
	} else {
		if answer = c.Answerer.Places(last.others, l); answer.Status == NotFound && len(last.turn.Refs) > 0 {
			answer.Text += " " + l.say(wholeItemHint)
		}
	}
	answer.ID, answer.Question, answer.asked = c.nextID(), m.Text, last.turn.Question
	c.remember(m, answer)
	return answer
}
