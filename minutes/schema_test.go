package minutes_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/referat-dk/referat/minutes"
)

// TestJSONKeepsItsSchema checks the JSON of every fixture against schema.json,
// and that what is written can be read back.
func TestJSONKeepsItsSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("../testdata/*/*.txt")
	if len(files) < 20 {
		t.Fatalf("%d fixtures in ../testdata", len(files))
	}
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err != nil {
			if strings.Contains(file, "region-") { // read by package extract first
				continue
			}
			t.Fatal(err)
		}
		m.Source.Retrieved = minutes.Date{Year: 2026, Month: 11, Day: 1}
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		var back minutes.Meeting
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		again, _ := json.Marshal(&back)
		if !reflect.DeepEqual(data, again) {
			t.Errorf("%s: read back, it is written differently", file)
		}
	}
}

// TestJSONOfABareMeeting: a Meeting that Parse did not make has no null lists
// either, at any depth, and its signs are left to the encoder.
func TestJSONOfABareMeeting(t *testing.T) {
	m := minutes.Meeting{Body: "Børn & unge", Items: []minutes.Item{{Items: []minutes.Item{{}}}}}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(m); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "null") || !strings.Contains(b.String(), "Børn & unge") {
		t.Errorf("written as %s", b.String())
	}
	if m.Items[0].Cases != nil || m.Problems != nil {
		t.Error("writing it changed it")
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("schema.json") // valid JSON, no meeting
	if err != nil {
		t.Fatal(err)
	}
	value, _ := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if schema.Validate(value) == nil {
		t.Error("anything passes the schema")
	}
}
