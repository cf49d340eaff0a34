package digest

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// mailbox is a mail server on this machine. It speaks TLS from the start, or once it
// is asked to, or not at all.
type mailbox struct {
	listener net.Listener
	offers   string // tls, starttls, none
	config   *tls.Config
	letters  chan string
}

// newMailbox starts one with a certificate of its own, and says where that lies.
func newMailbox(t *testing.T, offers string) (m *mailbox, port int, ca string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	self := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mailbox of a test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, self, self, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	ca = filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	m = &mailbox{offers: offers, letters: make(chan string, 4), config: &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, MinVersion: tls.VersionTLS12}}
	if m.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.listener.Close() })
	go m.serve()
	return m, m.listener.Addr().(*net.TCPAddr).Port, ca
}

func (m *mailbox) serve() {
	for {
		c, err := m.listener.Accept()
		if err != nil {
			return
		}
		c.SetDeadline(time.Now().Add(20 * time.Second))
		if m.offers == "tls" {
			c = tls.Server(c, m.config)
		}
		m.talk(c)
		c.Close()
	}
}

func (m *mailbox) talk(c net.Conn) {
	in := bufio.NewReader(c)
	fmt.Fprint(c, "220 here\r\n")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(line)), " "); verb {
		case "EHLO":
			_, secure := c.(*tls.Conn)
			if m.offers == "starttls" && !secure {
				fmt.Fprint(c, "250-here\r\n250 STARTTLS\r\n")
				continue
			}
			fmt.Fprint(c, "250-here\r\n250 8BITMIME\r\n")
		case "STARTTLS":
			fmt.Fprint(c, "220 go on\r\n")
			c = tls.Server(c, m.config)
			in = bufio.NewReader(c)
		case "DATA":
			fmt.Fprint(c, "354 go on\r\n")
			var letter strings.Builder
			for {
				line, err := in.ReadString('\n')
				if err != nil {
					return
				}
				if line == ".\r\n" {
					break
				}
				letter.WriteString(line)
			}
			_, secure := c.(*tls.Conn)
			m.letters <- fmt.Sprintf("secure %v\n%s", secure, letter.String())
			fmt.Fprint(c, "250 taken\r\n")
		case "QUIT":
			fmt.Fprint(c, "221 bye\r\n")
			return
		default:
			fmt.Fprint(c, "250 yes\r\n")
		}
	}
}

// TestMailOverTLS: a letter goes only over TLS to a server whose certificate is
// trusted; a server that offers none, or one of an unknown issuer, gets nothing.
func TestMailOverTLS(t *testing.T) {
	for _, c := range []struct {
		offers, asked string
		trusted, goes bool
	}{
		{"tls", "tls", true, true},
		{"starttls", "starttls", true, true},
		{"tls", "tls", false, false},
		{"starttls", "starttls", false, false},
		{"none", "starttls", true, false},
		{"none", "tls", true, false},
	} {
		t.Run(fmt.Sprintf("%s asked of %s, trusted %v", c.asked, c.offers, c.trusted), func(t *testing.T) {
			m, port, ca := newMailbox(t, c.offers)
			server := Server{Host: "127.0.0.1", Port: port, From: "register@example.org", TLS: c.asked, Timeout: 5 * time.Second}
			if c.trusted {
				server.CA = ca
			}
			handed := false
			err := server.send(context.Background(), Subscription{ID: "d1", Address: "officer@example.org"}, Digest{Subject: "News", Text: "One is new.", HTML: "<p>One is new.</p>"}, "one@example.org", func() error { handed = true; return nil })
			if !c.goes {
				if err == nil || handed || len(m.letters) > 0 {
					t.Fatalf("error %v, handed over %v, %d letters", err, handed, len(m.letters))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := <-m.letters; !handed || !strings.HasPrefix(got, "secure true\n") || !strings.Contains(got, "One is new.") || !strings.Contains(got, "To: <officer@example.org>") {
				t.Errorf("handed over %v:\n%s", handed, got)
			}
		})
	}
}
