package telegram

import (
	"context"
	"sync"
	"time"
)

// queue runs the updates of each chat one after another, and those of
// different chats at the same time.
type queue struct {
	process func(context.Context, update) (finished bool)
	slots   chan struct{} // held while an update is processed

	mu    sync.Mutex
	jobs  map[int]*job // waiting or running, by update ID
	chats map[int64][]*job
	group sync.WaitGroup
}

const (
	mostAtOnce  = 8    // updates that are processed at the same time
	mostWaiting = 1000 // updates; what comes on top is not taken, and Telegram delivers it again
)

type job struct {
	update   update
	over     chan struct{} // closed when it has run
	finished bool          // then: it needs no other run
}

func newQueue(process func(context.Context, update) bool) *queue {
	return &queue{process: process, slots: make(chan struct{}, mostAtOnce), jobs: make(map[int]*job), chats: make(map[int64][]*job)}
}

// add lets an update run after those before it in its chat. An update that is
// waiting or running already is not run twice. It returns nil where there is no
// room. ctx ends the run.
func (q *queue) add(ctx context.Context, u update) (j *job, isNew bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if j := q.jobs[u.ID]; j != nil {
		return j, false
	}
	if len(q.jobs) >= mostWaiting {
		return nil, false
	}
	j = &job{update: u, over: make(chan struct{})}
	q.jobs[u.ID] = j
	chat := u.chat()
	waiting, running := q.chats[chat]
	q.chats[chat] = append(waiting, j)
	if !running {
		q.group.Add(1)
		go q.work(ctx, chat)
	}
	return j, true
}

// work runs the jobs of a chat until there is none left.
func (q *queue) work(ctx context.Context, chat int64) {
	defer q.group.Done()
	for {
		q.mu.Lock()
		waiting := q.chats[chat]
		if len(waiting) == 0 {
			delete(q.chats, chat)
			q.mu.Unlock()
			return
		}
		j := waiting[0]
		q.chats[chat] = waiting[1:]
		q.mu.Unlock()

		select {
		case q.slots <- struct{}{}:
			j.finished = ctx.Err() == nil && q.process(ctx, j.update)
			<-q.slots
		case <-ctx.Done():
		}
		q.mu.Lock()
		delete(q.jobs, j.update.ID)
		q.mu.Unlock()
		close(j.over)
	}
}

// aside waits, from within process, without keeping others from being
// processed.
func (q *queue) aside(wait func() error) error {
	<-q.slots
	defer func() { q.slots <- struct{}{} }()
	return wait()
}

// settle waits until jobs have run, the time is up, or ctx is done.
func (q *queue) settle(ctx context.Context, jobs []*job, most time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	for _, j := range jobs {
		select {
		case <-j.over:
		case <-ctx.Done():
			return
		}
	}
}

// wait waits until nothing runs, and reports false if the time is up before.
func (q *queue) wait(most time.Duration) bool {
	idle := make(chan struct{})
	go func() { q.group.Wait(); close(idle) }()
	select {
	case <-idle:
		return true
	case <-time.After(most):
		return false
	}
}
