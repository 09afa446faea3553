// Command generate writes invented minutes to a folder, the same for the same
// seed:
//
//	go run ./examples/generate -n 500 -seed 1 -out /tmp/minutes
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"

	"github.com/referat-dk/referat/minutes/generate"
)

func main() {
	n := flag.Int("n", 100, "number of meetings")
	seed := flag.Uint64("seed", 1, "the same seed yields the same meetings")
	out := flag.String("out", "", "folder to write to; it is made if it is missing")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		log.Fatal("usage: generate [-n NUMBER] [-seed NUMBER] -out FOLDER")
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		log.Fatal(err)
	}
	meetings := generate.New(*seed)
	for range *n {
		m := meetings.Next()
		if err := os.WriteFile(filepath.Join(*out, m.Name+".txt"), []byte(m.Text), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
