package main

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestJSONKeepsItsSchema checks what the command writes of every file in
// testdata, of every format, against schema.json.
func TestJSONKeepsItsSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../../minutes/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"parse", "--json", "../../../testdata"},
		{"export", "--format", "jsonl", "--from", "../../../testdata"},
	} {
		_, stdout, _ := referat("", args...) // a file that is no minutes is named on standard error
		if n := strings.Count(stdout, "\n"); n < 50 {
			t.Errorf("referat %q: only %d lines", args, n)
		}
		for line := range strings.Lines(stdout) {
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
			if err == nil {
				err = schema.Validate(value)
			}
			if err != nil {
				t.Errorf("referat %q: %.80s: %v", args, line, err)
			}
		}
	}
}
