package fetch

import (
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"sanad/internal/fault"
)

// special are networks that are not the public internet although netip calls
// them neither private nor local (IANA's special-purpose address registries).
var special = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

var (
	global = netip.MustParsePrefix("2000::/3")     // all IPv6 that is given out
	nat64  = netip.MustParsePrefix("64:ff9b::/96") // an IPv4 address in IPv6's clothes
)

func prefixes(all ...string) (out []netip.Prefix) {
	for _, s := range all {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// public says whether an address is one of the public internet.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if nat64.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	if !a.IsValid() || a.Zone() != "" || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	if a.Is6() && !global.Contains(a) {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// Guard gives what a net.Dialer is to ask before it connects, with the IP it
// connects to. Checking any earlier would check a name that may resolve anew.
func Guard(allowPrivate bool) func(network, address string, c syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		if allowPrivate {
			return nil
		}
		at, err := netip.ParseAddrPort(address)
		if err != nil || !public(at.Addr()) {
			return fault.New(fault.Forbidden, "%s is not an address of the public internet", address).
				WithHint("to reach into your own network, allow private addresses: --allow-private")
		}
		return nil
	}
}

// Sender is a client for handing something to an address that strangers or a file
// name: guarded, and led nowhere else. Its requests bring their own deadlines.
func Sender(allowPrivate bool) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: Guard(allowPrivate)}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// control asks the guard as the client is set when it connects.
func (c *Client) control(network, address string, raw syscall.RawConn) error {
	return Guard(c.AllowPrivate)(network, address, raw)
}
