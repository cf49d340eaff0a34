package draft

import (
	"reflect"
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	bullet := func(line string) bool { return strings.HasPrefix(line, "• ") }
	long := strings.Repeat("ab ", 20)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" one \n\ntwo\nthree", []string{"1 one", "2 two", "2 three"}},
		{long + "x\n" + long + "y\nend", []string{"1 " + long + "x\n" + long + "y\nend"}},
		{long + "x.\n" + long + "y.\nend", []string{"1 " + long + "x.", "1 " + long + "y.", "1 end"}}, // each a sentence
		{"short\n" + long + "x\n" + long + "y\nend.\nlast", []string{"1 short", "1 " + long + "x\n" + long + "y\nend.", "1 last"}},
		{"• " + long + "x\n• " + long + "y\n• " + long + "z", []string{"1 • " + long + "x", "1 • " + long + "y", "1 • " + long + "z"}},
		{"short\n" + long + "\nend", []string{"1 short", "1 " + strings.TrimSpace(long), "1 end"}}, // a heading
		{long + "x\nend", []string{"1 " + long + "x", "1 end"}},                                    // two lines tell no width
		{strings.Repeat(long, 3) + "x\n" + strings.Repeat(long, 3) + "y\nend", []string{"1 " + strings.Repeat(long, 3) + "x", "1 " + strings.Repeat(long, 3) + "y", "1 end"}},
	} {
		var got []string
		for _, l := range Lines(c.text, bullet) {
			got = append(got, string(rune('0'+l.Para))+" "+c.text[l.Start:l.End])
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
		}
	}
	if got := Lines(long+"x\n"+long+"y\nend", nil); len(got) != 3 {
		t.Errorf("%d lines of three that are not to be joined", len(got))
	}
}
