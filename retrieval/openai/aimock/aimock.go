// Package aimock starts, for a test, an OpenAI-compatible server that others
// wrote: npm @copilotkit/aimock, pinned in testdata/peers.
package aimock

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// Server listens on loopback until its test ends.
type Server struct {
	URL string // without /v1
	key string
}

// Start starts a server that takes key alone, on a free port. Where it is not
// installed the test is skipped, or fails where REFERAT_CI is set.
func Start(t testing.TB, key string) Server {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	program := filepath.Join(filepath.Dir(here), "../../../testdata/peers/node_modules/@copilotkit/aimock/dist/cli.js")
	missing := t.Skip
	if os.Getenv("REFERAT_CI") != "" {
		missing = t.Fatal
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing("SKIPPED: node is not installed")
	}
	if _, err := os.Stat(program); err != nil {
		missing("SKIPPED: aimock is not installed; run npm ci --ignore-scripts --prefix testdata/peers")
	}
	fixtures := filepath.Join(t.TempDir(), "none.json")
	if err := os.WriteFile(fixtures, []byte(`{"fixtures":[]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	server := exec.CommandContext(t.Context(), node, program, "-p", "0", "-f", fixtures)
	server.Env = append(os.Environ(), "AIMOCK_API_KEYS="+key)
	var said strings.Builder
	server.Stderr = &said
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Wait() }) // t.Context is done by now, and has killed it
	lines := bufio.NewScanner(out)
	address := regexp.MustCompile(`listening on (http://127\.0\.0\.1:\d+)`)
	for lines.Scan() {
		if found := address.FindStringSubmatch(lines.Text()); found != nil {
			go io.Copy(io.Discard, out) //nolint:errcheck // it must not fill up
			return Server{found[1], key}
		}
	}
	t.Fatalf("aimock ended before it listened: %v\n%s", server.Wait(), said.String())
	return Server{}
}

// Control calls aimock's own interface, such as POST chaos or GET journal, and
// returns what it answers.
func (s Server) Control(t testing.TB, method, path, body string) []byte {
	t.Helper()
	r, err := http.NewRequest(method, s.URL+"/__aimock/"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.key)
	reply, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	data, err := io.ReadAll(reply.Body)
	if err != nil || reply.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %s, %v: %s", method, path, reply.Status, err, data)
	}
	return data
}
