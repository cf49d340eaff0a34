package digest

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/wneessen/go-mail"

	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/register"
)

// Server is the mail server that letters are given to.
type Server struct {
	Host     string
	Port     int
	User     string
	Password string
	From     string // the sender's mail address
	TLS      string // starttls, tls, or, on this machine alone, none
	CA       string // file of certificates to trust besides the system's
	Timeout  time.Duration
}

// Sender sends digests. Two never send at once: a lock on the data directory.
type Sender struct {
	Data     string
	Origin   string // of the log, for the letters' Message-ID
	Register register.Queries
	Rules    delivery.Rules
	Server   Server
	Address  string // the site's
	Now      func() time.Time
	Again    string // subscription whose letter of unknown fate is to be sent once more
	Tell     func(line string)
}

// state is how far one subscription was served.
type state struct {
	Through  string  `json:"through"`  // end of the last period that was served
	Position int64   `json:"position"` // log entries told of
	Trying   *trying `json:"trying,omitempty"`
}

// trying is a letter on its way. Handed is written before its last byte goes out:
// from then on the server may have it, whatever we hear.
type trying struct {
	Through  string `json:"through"`
	Position int64  `json:"position"`
	Handed   bool   `json:"handed,omitempty"`
}

// Boundary is the day on which the period of a kind ended that last ended: a
// Monday, every second Monday, or a first of the month, at midnight UTC.
func Boundary(every string, now time.Time) string {
	y, m, d := now.UTC().Date()
	if every == "monthly" {
		return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	first := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC) // a Monday
	step := 7
	if every == "fortnightly" {
		step = 14
	}
	days := int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(first).Hours() / 24)
	return first.AddDate(0, 0, days-(days%step+step)%step).Format(time.DateOnly)
}

// Send sends every letter that is due. One that cannot be sent keeps no other
// back; it is tried again by the next call.
func (s *Sender) Send(ctx context.Context) (err error) {
	lock, err := fsx.TryLock(filepath.Join(s.Data, "digests.lock"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	list, err := Read(s.Data)
	if err != nil {
		return err
	}
	states, err := s.load()
	if err != nil {
		return err
	}
	var failed error
	for _, one := range list {
		if one.Ended != "" {
			continue
		}
		if err := s.serve(ctx, one, states); err != nil {
			failed = errors.Join(failed, fmt.Errorf("digest %s: %w", one.ID, err))
		}
	}
	return failed
}

func (s *Sender) serve(ctx context.Context, to Subscription, states map[string]*state) error {
	boundary := Boundary(to.Every, s.Now())
	position, err := s.Register.Position(ctx)
	if err != nil {
		return err
	}
	st, known := states[to.ID]
	if !known {
		states[to.ID] = &state{Through: boundary, Position: position}
		s.tell("%s: its first digest comes when the period ends that began on %s", to.ID, boundary)
		return s.save(states)
	}
	if t := st.Trying; t != nil && t.Handed && t.Through == boundary && s.Again != to.ID {
		s.tell("%s: the digest to %s may have arrived: the server was handed it and no answer is on record; it is not sent twice (to send it again: sanad digest --send --again %s)", to.ID, t.Through, to.ID)
		return nil
	}
	if st.Through >= boundary {
		return nil
	}
	d, err := Make(ctx, s.Register, to, Options{
		Address: s.Address, Contact: s.Server.From, Rules: s.Rules, Today: s.Now(), From: st.Position, Before: position,
	})
	if err != nil {
		return err
	}
	if d.Empty {
		st.Through, st.Position, st.Trying = boundary, position, nil
		s.tell("%s: nothing to say to %s", to.ID, boundary)
		return s.save(states)
	}
	st.Trying = &trying{Through: boundary, Position: position}
	if err := s.save(states); err != nil {
		return err
	}
	handed := func() error {
		st.Trying.Handed = true
		return s.save(states)
	}
	if err := s.Server.send(ctx, to, d, s.messageID(to, boundary), handed); err != nil {
		if !st.Trying.Handed || refused(err) {
			st.Trying = nil // surely not delivered
		}
		return errors.Join(err, s.save(states))
	}
	st.Through, st.Position, st.Trying = boundary, position, nil
	s.tell("%s: sent to %s, to %s", to.ID, to.Address, boundary)
	return s.save(states)
}

// refused says whether the server answered that it did not take the letter.
func refused(err error) bool {
	var e *mail.SendError
	return errors.As(err, &e) && e.ErrorCode() >= 400
}

// messageID is the same for every try of one letter, so that whoever receives it
// twice can tell.
func (s *Sender) messageID(to Subscription, boundary string) string {
	h := sha256.Sum256([]byte(s.Origin + "\n" + to.ID + "\n" + to.Address + "\n" + boundary))
	_, host, _ := strings.Cut(s.Server.From, "@")
	return fmt.Sprintf("sanad-%x@%s", h[:12], host)
}

func (s *Sender) tell(format string, args ...any) {
	if s.Tell != nil {
		s.Tell(fmt.Sprintf(format, args...))
	}
}

// Check says what is wrong with the server's settings.
func (v Server) Check() error {
	if v.Host == "" || v.From == "" {
		return fault.New(fault.Invalid, "no mail server and sender are set").WithHint("set SANAD_SMTP_HOST and SANAD_SMTP_FROM, or print without --send")
	}
	if a, err := netmail.ParseAddress(v.From); err != nil || a.Address != v.From || strings.ContainsFunc(v.From, unicode.IsControl) {
		return fault.New(fault.Invalid, "the sender %q is not one mail address", v.From)
	}
	ip := net.ParseIP(v.Host)
	if v.TLS == "none" && v.Host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fault.New(fault.Forbidden, "mail would go to %s unencrypted", v.Host).WithHint("--smtp-tls starttls or tls")
	}
	return nil
}

// send gives one letter to the server. handed runs when all but its end is out.
func (v Server) send(ctx context.Context, to Subscription, d Digest, id string, handed func() error) error {
	if err := v.Check(); err != nil {
		return err
	}
	for _, words := range []string{to.Address, d.Subject, id} {
		if strings.ContainsFunc(words, unicode.IsControl) {
			return fault.New(fault.Invalid, "%q has control characters, which would begin another header", words)
		}
	}
	m := mail.NewMsg()
	if err := m.From(v.From); err != nil {
		return err
	}
	if err := m.To(to.Address); err != nil {
		return err
	}
	m.Subject(d.Subject)
	m.SetMessageIDWithValue(id)
	m.SetDate()
	m.SetGenHeader(mail.HeaderListUnsubscribe, "<mailto:"+v.From+"?subject=unsubscribe%20"+to.ID+">")
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetBodyString(mail.TypeTextPlain, d.Text)
	m.AddAlternativeWriter(mail.TypeTextHTML, func(w io.Writer) (int64, error) {
		n, err := io.WriteString(w, d.HTML)
		if err != nil {
			return int64(n), err
		}
		return int64(n), handed()
	})
	client, err := v.client()
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, m)
}

func (v Server) client() (*mail.Client, error) {
	timeout := v.Timeout
	if timeout == 0 {
		timeout = 30 * time.Second
	}
	roots, err := v.roots()
	if err != nil {
		return nil, err
	}
	options := []mail.Option{
		mail.WithPort(v.Port), mail.WithTimeout(timeout),
		mail.WithTLSConfig(&tls.Config{ServerName: v.Host, RootCAs: roots, MinVersion: tls.VersionTLS12}),
	}
	switch v.TLS {
	case "tls":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if v.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(v.User), mail.WithPassword(v.Password))
	}
	return mail.NewClient(v.Host, options...)
}

func (v Server) roots() (*x509.CertPool, error) {
	if v.CA == "" {
		return nil, nil // the system's
	}
	b, err := os.ReadFile(v.CA)
	if err != nil {
		return nil, err
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(b) {
		return nil, fault.New(fault.Invalid, "%s holds no certificate", v.CA)
	}
	return roots, nil
}

func (s *Sender) load() (map[string]*state, error) {
	states := map[string]*state{}
	err := fsx.ReadJSON(filepath.Join(s.Data, StateFile), &states, func(err error) error {
		return fault.New(fault.Damaged, "%s: %w", StateFile, err).WithHint("delete it; every digest then begins with the next period")
	})
	return states, err
}

func (s *Sender) save(states map[string]*state) error {
	return fsx.WriteJSON(filepath.Join(s.Data, StateFile), states, 0o600)
}
