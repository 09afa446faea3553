package telegram

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/bot/internal/botapitest"
)

// peer is a Bot API server that others wrote (npm telegram-test-api). It
// answers polls at once, and does not know typing and commands.
type peer struct {
	t   *testing.T
	url string
}

const peerModule = "../../testdata/peers/node_modules/telegram-test-api"

func startPeer(t *testing.T) peer {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "node")
	}
	module, err := filepath.Abs(peerModule)
	if _, missed := os.Stat(module); err != nil || missed != nil {
		missing(t, "telegram-test-api")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	server := exec.CommandContext(t.Context(), node, "testdata/server.js", module, fmt.Sprint(port))
	server.Stderr = os.Stderr
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Wait() }) // t.Context is done by now, and has killed it
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "listening\n" {
		t.Fatalf("telegram-test-api said %q, %v", line, err)
	}
	return peer{t, fmt.Sprintf("http://127.0.0.1:%d", port)}
}

// post does something as the user would.
func (p peer) post(path string, fields map[string]any) (result struct {
	Result []struct {
		MessageID int `json:"messageId"`
		Message   struct {
			Text   string
			Markup struct {
				Rows [][]struct {
					Text string
					Data string `json:"callback_data"`
				} `json:"inline_keyboard"`
			} `json:"reply_markup"`
		}
	}
}) {
	p.t.Helper()
	body, _ := json.Marshal(fields)
	response, err := http.Post(p.url+path, "application/json", bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	data, _ := io.ReadAll(response.Body)
	if response.StatusCode != http.StatusOK {
		p.t.Fatalf("%s: %s: %s", path, response.Status, data)
	}
	_ = json.Unmarshal(data, &result)
	return result
}

// TestConversationOnAnotherServer holds a whole conversation, buttons
// included, on a server that we did not write.
func TestConversationOnAnotherServer(t *testing.T) {
	p := startPeer(t)
	r := start(t, botapitest.New(t), func(o *Options) { o.Server = p.url })
	from := map[string]any{"id": 1, "first_name": "TestName", "username": "testUserName", "is_bot": false}
	chat := map[string]any{"id": 1, "type": "private", "first_name": "TestName"}
	buttons := map[string]string{}
	id := 0
	for _, step := range []struct{ says, presses, want string }{
		{says: "/start", want: "Jeg er en maskine"},
		{says: "Hvad blev besluttet om tilbuddet Tippen?", want: "Ændringerne blev godkendt"},
		{presses: wholeLabel, want: "skabeloner"},
		{says: "Hvad blev der sagt om Ungestrategien?", want: "Ungestrategien"},
		{presses: placesLabel, want: "punkt"},
		{says: "Hvad siger Samarbejdsforum om skift af sagsbehandler?", want: "sagsbehandlerskift"},
		{says: "hvem sagde det?", want: "punkt 5 C"},
		{says: "Hvornår sluttede mødet i Samarbejdsforum?", want: "Hvilket møde"},
		{presses: "Samarbejdsforum, 15. juni 2022", want: "15. juni 2022"},
		{says: "/nyt", want: "De nyeste møder"},
		{presses: "Socialdirektørforum", want: "punkter"},
		{says: "Mit nummer er 010203-1234", want: "CPR"},
		{says: "/slet", want: "slettet"},
	} {
		common := map[string]any{"botToken": botapitest.Token, "from": from, "chat": chat, "date": time.Now().Unix()}
		switch {
		case step.presses != "":
			for label, data := range buttons {
				if strings.HasPrefix(label, step.presses) {
					common["data"] = data
				}
			}
			common["message"] = map[string]any{"message_id": id, "from": from, "chat": chat}
			p.post("/sendCallback", common)
		case strings.HasPrefix(step.says, "/"):
			common["text"], common["entities"] = step.says, []any{map[string]any{"offset": 0, "length": len(step.says), "type": "bot_command"}}
			p.post("/sendCommand", common)
		default:
			common["text"] = step.says
			p.post("/sendMessage", common)
		}
		text := ""
		for end := time.Now().Add(10 * time.Second); text == "" && time.Now().Before(end); {
			for _, m := range p.post("/getUpdates", map[string]any{"token": botapitest.Token, "chatId": 1}).Result {
				text, id = text+m.Message.Text, m.MessageID
				clear(buttons)
				for _, row := range m.Message.Markup.Rows {
					for _, b := range row {
						buttons[b.Text] = b.Data
					}
				}
			}
		}
		if !strings.Contains(text, step.want) {
			t.Errorf("%q %q: got %q, want %q", step.says, step.presses, text, step.want)
		}
	}
	if log := r.log.String(); strings.Contains(log, "Tippen") || strings.Contains(log, "010203") {
		t.Errorf("the log has words of people:\n%s", log)
	}
}
