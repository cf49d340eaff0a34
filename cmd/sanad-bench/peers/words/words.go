// Words measures what plain word segmentation (UAX #29) takes over the
// documents of a file: the least that anything reading words has to do, and so
// the ceiling for a reader's speed. It finds nothing out about them.
//
//	words FILE
//
// It speaks as ../measure.mjs does: documents are separated by form feeds, a
// line on standard input asks for so many documents, a line of JSON tells how
// long they took.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/clipperhouse/uax29/v2/words"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "words:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 2 {
		return fmt.Errorf("usage: words FILE")
	}
	b, err := os.ReadFile(os.Args[1])
	if err != nil {
		return err
	}
	documents := strings.Split(string(b), "\f")
	fmt.Println(`{"ready":true}`)
	asked := bufio.NewScanner(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for asked.Scan() {
		n, err := strconv.Atoi(asked.Text())
		if err != nil {
			return err
		}
		size, found := 0, 0
		start := time.Now()
		for i := range n {
			text := documents[i%len(documents)]
			size += len(text)
			for segments := words.FromString(text); segments.Next(); {
				found++
			}
		}
		err = out.Encode(map[string]any{"seconds": time.Since(start).Seconds(), "documents": n, "bytes": size, "found": found})
		if err != nil {
			return err
		}
	}
	return asked.Err()
}
