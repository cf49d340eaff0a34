package press

import (
	"strings"
	"testing"

	"sanad/internal/reader"
)

const prose = `The Ministry of Energy of Kenya and Helios Power Limited (HPL) today signed a memorandum of understanding on grid storage. Under the MoU, 40 engineers will be trained over three years. The weather in the highlands was fine, and the harvest of maize and beans was expected to be better than in the year before, said farmers at the market. Roads were dry. Children went to school on foot and came back in the afternoon along the river. `

func BenchmarkRead(b *testing.B) {
	filler := strings.Repeat("The weather in the highlands was fine, and the harvest of maize and beans was expected to be better than in the year before, said farmers at the market. Roads were dry and buses ran on time between the towns of the district.\n\n", 9)
	for _, x := range []struct{ name, text string }{
		{"news", strings.Repeat(filler+prose+"\n\n", 2000)},
		{"dense", strings.Repeat(prose+"\n\n", 4000)},
		{"one-line", strings.Repeat(prose, 4000)},
		{"small", prose},
	} {
		b.Run(x.name, func(b *testing.B) {
			r := New()
			b.SetBytes(int64(len(x.text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Read(reader.Document{Text: x.text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
