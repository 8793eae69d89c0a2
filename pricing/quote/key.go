package quote

import (
	"strconv"
	"strings"
	"time"
)

// Keys of counters begin with the identity of a promotion.
func (c *promo) usesKey() string   { return c.id.String() + "/uses" }
func (c *promo) unitsKey() string  { return c.id.String() + "/units" }
func (c *promo) budgetKey() string { return c.id.String() + "/budget" }

// customerKey returns the key of the uses of a customer.
func (c *promo) customerKey(customer string) string {
	return c.id.String() + "/customer/" + escape(customer)
}

// bandKey returns what the keys of a band's quotas begin with.
func (c *promo) bandKey(days int) string { return c.id.String() + "/band/" + strconv.Itoa(days) + "/" }

// key returns the key of a band's quota for a departure.
func (d departure) key(b *band) string {
	at := time.Unix(d.seconds, int64(d.nanos)).UTC().Format(time.RFC3339Nano)
	return b.key + escape(d.market) + "/" + escape(d.brand) + "/" + at
}

// kindOf returns what a counter counts: what follows the identity in its key.
func kindOf(key string) string {
	_, rest, _ := strings.Cut(key, "/")
	kind, _, _ := strings.Cut(rest, "/")
	return kind
}

// escape returns text as one segment of a URL's path (RFC 3986, section 3.3): bytes that a segment cannot hold, and those
// that part it, as % and two hexadecimal digits.
func escape(text string) string {
	const plain = "-_.~$&+=:@"
	var out strings.Builder
	for i := range len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(plain, c) >= 0 {
			out.WriteByte(c)
			continue
		}
		out.WriteByte('%')
		out.WriteByte("0123456789ABCDEF"[c>>4])
		out.WriteByte("0123456789ABCDEF"[c&15])
	}
	return out.String()
}
