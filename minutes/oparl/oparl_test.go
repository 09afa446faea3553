package oparl_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/oparl"
)

// fields are the properties that the OParl 1.1 schema has for each type
// (https://github.com/OParl/spec, folder schema), those that are required first.
var fields = map[string][]string{
	"Organization": strings.Fields("id type body name membership meeting shortName post subOrganizationOf organizationType classification startDate endDate website location externalBody license keyword created modified web deleted"),
	"Person":       strings.Fields("id type body name familyName givenName formOfAddress affix title gender phone email location locationObject status membership life lifeSource license keyword created modified web deleted"),
	"Paper":        strings.Fields("id type body name reference date paperType relatedPaper superordinatedPaper subordinatedPaper mainFile auxiliaryFile location originatorPerson underDirectionOf originatorOrganization consultation license keyword created modified web deleted"),
	"Meeting":      strings.Fields("id type name meetingState cancelled start end location organization participant invitation resultsProtocol verbatimProtocol auxiliaryFile agendaItem license keyword created modified web deleted"),
	"AgendaItem":   strings.Fields("id type meeting number order name public consultation result resolutionText resolutionFile auxiliaryFile start end license keyword created modified web deleted"),
	"Location":     strings.Fields("id type description geojson streetAddress room postalCode subLocality locality bodies organizations persons meetings papers license keyword created modified web deleted"),
}

func realMeetings(t *testing.T) []*minutes.Meeting {
	files, _ := filepath.Glob("../../testdata/minutes/*.txt")
	if len(files) == 0 {
		t.Fatal("no minutes in testdata/minutes")
	}
	var list []*minutes.Meeting
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m)
	}
	return list
}

// TestFields walks everything exported from the real minutes: each object
// names its type, and has no property that the type has not.
func TestFields(t *testing.T) {
	data, err := json.Marshal(oparl.Export("https://example.org/oparl", realMeetings(t)...))
	if err != nil {
		t.Fatal(err)
	}
	var all any
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]int)
	ids := make(map[string]bool)
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			if name, ok := v["type"].(string); ok {
				kind := strings.TrimPrefix(name, "https://schema.oparl.org/1.1/")
				seen[kind]++
				id, _ := v["id"].(string)
				if !strings.HasPrefix(id, "https://example.org/oparl/") || ids[id] {
					t.Errorf("%s: ID %q is no address or stands twice", kind, id)
				}
				ids[id] = true
				for key := range v {
					if !slices.Contains(fields[kind], key) {
						t.Errorf("%s has no property %s", kind, key)
					}
				}
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(all)
	for kind := range fields {
		if seen[kind] == 0 {
			t.Errorf("no %s was exported", kind)
		}
	}
	if seen["AgendaItem"] != 64 || seen["Meeting"] != 5 {
		t.Errorf("exported %v", seen)
	}
}

func TestClosedItemHasItsTitleAlone(t *testing.T) {
	for _, m := range oparl.Export("https://example.org", realMeetings(t)...).Meetings {
		for _, it := range m.AgendaItem {
			if !it.Public && (it.Result != "" || it.ResolutionText != "") {
				t.Errorf("%+v", it)
			}
		}
	}
}

func ExampleExport() {
	m, err := minutes.ParseFile("../../testdata/minutes/beskaeftigelses-og-socialudvalget-2017-02-21.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	o := oparl.Export("https://example.org/oparl", m)
	fmt.Println(o.Meetings[0].Start, o.Meetings[0].AgendaItem[1].ResolutionText)
	// Output: 2017-02-21T08:30:00+01:00 Beskæftigelses- og Socialudvalget godkender indstillingen.
}
