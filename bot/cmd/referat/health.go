package main

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/telegram"
)

// pollsLate is how old the last good poll may be: Telegram holds a poll for 50
// seconds.
const pollsLate = 2 * time.Minute

// healthMux answers /healthz (the process runs), /readyz (it can answer) and
// /metrics in Prometheus' text format. A bot with a webhook hears nothing while
// nobody writes, and is ready all the same.
func healthMux(b *telegram.Bot, index bot.Searcher, webhook bool) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		switch last := b.Stats().LastPoll; {
		case len(index.Meetings()) == 0:
			http.Error(w, "no meetings in the index", http.StatusServiceUnavailable)
		case !webhook && time.Since(last) > pollsLate:
			http.Error(w, "no good poll for two minutes", http.StatusServiceUnavailable)
		default:
			fmt.Fprintln(w, "ok")
		}
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		writeMetrics(w, b.Stats(), len(index.Meetings()))
	})
	return mux
}

func writeMetrics(w io.Writer, s telegram.Stats, meetings int) {
	fmt.Fprint(w, "# HELP referat_updates_total Updates that were handled, by status.\n# TYPE referat_updates_total counter\n")
	total := 0
	for _, status := range slices.Sorted(maps.Keys(s.Handled)) {
		fmt.Fprintf(w, "referat_updates_total{status=%q} %d\n", status, s.Handled[status])
		total += s.Handled[status]
	}
	fmt.Fprintf(w, "# HELP referat_update_seconds Time from taking an update to its answer.\n# TYPE referat_update_seconds summary\nreferat_update_seconds_sum %g\nreferat_update_seconds_count %d\n", s.Seconds, total)
	fmt.Fprintf(w, "# HELP referat_send_retries_total Messages that had to be sent again.\n# TYPE referat_send_retries_total counter\nreferat_send_retries_total %d\n", s.Retries)
	last := 0.0
	if !s.LastPoll.IsZero() {
		last = float64(s.LastPoll.UnixMilli()) / 1000
	}
	fmt.Fprintf(w, "# HELP referat_last_poll_timestamp_seconds When updates last came in.\n# TYPE referat_last_poll_timestamp_seconds gauge\nreferat_last_poll_timestamp_seconds %.3f\n", last)
	fmt.Fprintf(w, "# HELP referat_meetings Meetings in the index.\n# TYPE referat_meetings gauge\nreferat_meetings %d\n", meetings)
}
