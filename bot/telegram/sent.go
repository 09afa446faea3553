package telegram

import (
	"maps"
	"strconv"
	"sync"
	"time"
)

// sentAnswers knows for half an hour, in memory alone, which answer a message
// showed: so that a reply to it goes on from there, and its choices can be
// pressed.
type sentAnswers struct {
	now func() time.Time

	mu    sync.Mutex
	shown map[shownAt]shownAnswer
	swept time.Time
}

type shownAt struct {
	conversation string
	message      int
}

type shownAnswer struct {
	id       string // bot.Answer.ID
	question string
	person   int64 // who asked
	at       time.Time
}

// questionOf is the question, if the person asked it: in a group it is not for
// others to have it kept.
func (a shownAnswer) questionOf(person int64) string {
	if a.person != person {
		return ""
	}
	return a.question
}

const answersRemembered = 30 * time.Minute // as long as bot.Chats remembers a conversation

func newSentAnswers(now func() time.Time) *sentAnswers {
	return &sentAnswers{now: now, shown: make(map[shownAt]shownAnswer), swept: now()}
}

func (s *sentAnswers) add(conversation string, message int, person int64, r reply) {
	if r.answer.ID == "" || message == 0 {
		return
	}
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.swept) > time.Minute {
		maps.DeleteFunc(s.shown, func(_ shownAt, a shownAnswer) bool { return now.Sub(a.at) > answersRemembered })
		s.swept = now
	}
	s.shown[shownAt{conversation, message}] = shownAnswer{r.answer.ID, r.question, person, now}
}

func (s *sentAnswers) find(conversation string, message int) (shownAnswer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.shown[shownAt{conversation, message}]
	return a, ok && s.now().Sub(a.at) <= answersRemembered
}

func (s *sentAnswers) forget(conversation string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.shown, func(at shownAt, _ shownAnswer) bool { return at.conversation == conversation })
}

// conversation is the chat of an update, or the topic of a group that has
// topics.
func conversation(u update) string {
	name := strconv.FormatInt(u.chat(), 10)
	m := u.Message
	if m == nil && u.Callback != nil {
		m = u.Callback.Message
	}
	if m != nil && m.InTopic {
		name += "/" + strconv.Itoa(m.Topic)
	}
	return name
}
