package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"sanad/internal/claimlog"
	"sanad/internal/ingest"
	"sanad/internal/reader/iati"
	"sanad/internal/source/archive"
)

// activitiesMade is how many activities the file has that is read, 2.6 kB each.
const activitiesMade = 4000

// activities measures reading and importing IATI beside xmllint --stream, which only
// looks whether a file is well formed.
func activities(dir string, rounds int) error {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		fmt.Println("activities: not measured, there is no xmllint (Debian: libxml2-utils)")
		return nil
	}
	path := filepath.Join(dir, "activities.xml")
	size, err := makeActivities(path)
	if err != nil {
		return err
	}
	kB := float64(size) / 1000
	lint := side{"xmllint --stream", func() (float64, time.Duration, error) {
		start := time.Now()
		out, err := exec.Command(xmllint, "--stream", "--noout", path).CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%w: %s", err, out)
		}
		return kB, time.Since(start), err
	}}
	read := side{"read", func() (float64, time.Duration, error) {
		start := time.Now()
		f, err := os.Open(path)
		if err != nil {
			return 0, 0, err
		}
		defer f.Close()
		for p, err := range iati.Pieces(f) {
			if err != nil {
				return 0, 0, err
			}
			if _, err := iati.Parse(p.Bytes, p.File); err != nil {
				return 0, 0, err
			}
		}
		return kB, time.Since(start), nil
	}}
	n := 0
	imported := side{"import", func() (float64, time.Duration, error) {
		n++
		took, err := importing(filepath.Join(dir, fmt.Sprintf("imported-%d", n)), path)
		return kB, took, err
	}}
	return compare([]comparison{
		{"IATI activities, read into claims", "kB", read, lint},
		{"IATI activities, archived and logged too", "kB", imported, lint},
	}, rounds)
}

// importing lets a file into a new register and says how long it took until all was
// durable.
func importing(data, path string) (took time.Duration, err error) {
	if err := claimlog.Create(data, "bench.example/log"); err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	log, err := claimlog.Open(data, 0)
	if err != nil {
		return 0, err
	}
	seen, err := ingest.OpenSeen(context.Background(), data)
	if err != nil {
		return 0, errors.Join(err, log.Close())
	}
	defer seen.Close()
	f, err := os.Open(path)
	if err != nil {
		return 0, errors.Join(err, log.Close())
	}
	defer f.Close()
	door := ingest.Door{Data: data, Archive: archive.Open(filepath.Join(data, "archive")), Log: log, Seen: seen}
	start := time.Now()
	out, err := door.ImportActivities(context.Background(), iati.Pieces(f), func(iati.Problem) {})
	if err == nil && out.New != activitiesMade {
		err = fmt.Errorf("%d of %d activities were let in", out.New, activitiesMade)
	}
	return time.Since(start), errors.Join(err, log.Close())
}

// makeActivities writes a file of made activities and returns its size.
func makeActivities(path string) (int64, error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+`<iati-activities version="2.03" generated-datetime="2026-01-01T00:00:00Z">`)
	for i := range activitiesMade {
		w.Write(madeActivity(i))
	}
	fmt.Fprintln(w, `</iati-activities>`)
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		return 0, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func madeActivity(i int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<iati-activity xml:lang="en" default-currency="EUR" last-updated-datetime="2026-01-01T00:00:00Z">
 <iati-identifier>XX-MADE-%d</iati-identifier>
 <reporting-org ref="XX-MADE" type="10"><narrative>Office of Made Figures</narrative></reporting-org>
 <title><narrative>Made activity %d: roads and wells</narrative></title>
 <description type="1"><narrative>It is made to be measured: %d wells are dug &amp; as many kilometres of road are mended in districts that do not exist.</narrative></description>
 <participating-org ref="XX-MADE" role="1" type="10"><narrative>Office of Made Figures</narrative></participating-org>
 <participating-org ref="XX-WORKS-%d" role="4" type="70"><narrative>Works Company %d</narrative></participating-org>
 <activity-status code="2"/>
 <activity-date iso-date="2025-01-01" type="1"/>
 <activity-date iso-date="2025-02-01" type="2"/>
 <recipient-country code="PK"/>
 <sector vocabulary="1" code="21020"/>
 <policy-marker vocabulary="1" code="1" significance="1"/>
`, i, i, i%90, i%500, i%500)
	for n := range 6 {
		fmt.Fprintf(&b, ` <transaction>
  <transaction-type code="%d"/>
  <transaction-date iso-date="2025-0%d-15"/>
  <value value-date="2025-01-15">%d.00</value>
  <description><narrative>Part %d</narrative></description>
 </transaction>
`, []int{2, 3, 3, 4, 3, 4}[n], n+1, 1000*(i+n), n)
	}
	b.WriteString("</iati-activity>\n")
	return b.Bytes()
}
