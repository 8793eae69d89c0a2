package quote_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// TestResult_isItsOwn: whatever is changed in a receipt reaches neither the engine nor another receipt of it, the causes of
// promotions that were kept out at their gate among them.
func TestResult_isItsOwn(t *testing.T) {
	gone := off("GONE", "50", 3)
	gone.Until = december(1)
	elsewhere := off("ELSEWHERE", "50", 2)
	elsewhere.When = promotion.Match{Markets: []string{"nowhere"}}
	coded := off("CODED", "50", 1)
	coded.Code, coded.When = "X", promotion.Match{Markets: []string{"Mexico"}}
	e, err := quote.New([]promotion.Promotion{gone, elsewhere, coded, mx50()}, quote.Policy{})
	require.NoError(t, err)
	first, err := e.Quote(weekend(), nil)
	require.NoError(t, err)
	second, err := e.Quote(weekend(), nil)
	require.NoError(t, err)
	want := encoded(t, first)
	for _, s := range first.Trace {
		_ = append(s.Causes, quote.Cause{Path: "behind"})
	}
	assert.Equal(t, want, encoded(t, first), "no step has room behind its causes")
	for i := range first.Trace {
		s := &first.Trace[i]
		s.Promotion, s.Wanted = "changed", minor(-1)
		for k := range s.Causes {
			s.Causes[k] = quote.Cause{Path: "changed", Reason: quote.Ended, Need: 7}
		}
	}
	for i := range first.Lines {
		first.Lines[i].Shares, first.Cart.Lines[i].ID = nil, "changed"
	}
	third, err := e.Quote(weekend(), nil)
	require.NoError(t, err)
	assert.Equal(t, want, encoded(t, second))
	assert.Equal(t, want, encoded(t, third))
}

// TestStep_gate: every set of what a gate keeps a promotion out for, in the order of the declaration.
func TestStep_gate(t *testing.T) {
	path := "when.of[1]"
	from, until := quote.Cause{Path: "from", Reason: quote.NotStarted}, quote.Cause{Path: "until", Reason: quote.Ended}
	code, line := quote.Cause{Path: "code", Reason: quote.CodeMissing}, quote.Cause{Path: path, Reason: quote.NoLine}
	for _, early := range []bool{false, true} {
		for _, late := range []bool{false, true} {
			for _, coded := range []bool{false, true} {
				for _, nowhere := range []bool{false, true} {
					if early && late || !early && !late && !coded && !nowhere {
						continue
					}
					p := off("P", "50", 0)
					var want []quote.Cause
					if early {
						p.From, want = december(4), append(want, from)
					}
					if late {
						p.Until, want = december(2), append(want, until)
					}
					if coded {
						p.Code, want = "X", append(want, code)
					}
					if nowhere {
						want = append(want, line)
						p.When = promotion.All{Of: []promotion.Condition{
							promotion.Not{Of: promotion.Fact{Name: "x"}}, promotion.Match{Markets: []string{"nowhere", "here"}},
						}}
					}
					r := quoted(t, quote.Cart{At: december(3), Lines: []quote.Line{item("a", 100, 1)}}, quote.Policy{}, p)
					assert.Equal(t, want, r.Trace[0].Causes)
					assert.Equal(t, want[0].Reason, r.Trace[0].Reason)
				}
			}
		}
	}
}

// TestLineResult_Floor_wideTax: a rate of tax whose numerator and denominator together are beyond int64, a hair below
// 100 %, holds the margin as 100 % does: 4.00 of cost and 4.00 of tax.
func TestLineResult_Floor_wideTax(t *testing.T) {
	none := pricing.Percent{}
	for _, tax := range []string{"100", "9223372036854775799/92233720368547758"} {
		l := item("a", 1000, 1)
		l.Cost, l.Tax = minor(400), pricing.MustPercent(tax)
		r := quoted(t, quote.Cart{Lines: []quote.Line{l}}, quote.Policy{MinMargin: &none}, off("P", "100", 0))
		assert.Equal(t, "8.00 MXN", r.Lines[0].Floor.String(), tax)
		assert.Equal(t, "8.00 MXN", r.Total.String(), tax)
	}
}

// TestQuote_openEnds: an open end is open to a purchase in the year 0 too, which is before the zero time.
func TestQuote_openEnds(t *testing.T) {
	p := off("P", "50", 0)
	p.Limits.Uses = 1
	c := quote.Cart{At: time.Date(0, 6, 1, 0, 0, 0, 0, time.UTC), Lines: []quote.Line{item("a", 100, 1)}}
	assert.Equal(t, quote.Applied, quoted(t, c, quote.Policy{}, p).Trace[0].Reason)
	e, err := quote.New([]promotion.Promotion{p}, quote.Policy{})
	require.NoError(t, err)
	keys, err := e.CounterKeys(c)
	require.NoError(t, err)
	assert.Len(t, keys, 1)
	p.When = promotion.Calendar{Until: december(1)}
	assert.Equal(t, quote.Applied, quoted(t, c, quote.Policy{}, p).Trace[0].Reason)
}

// TestLineResult_Days_clockChange: the night of 28 March 2027 has 23 hours in Europe. Days are counted on the clock of the
// departure, and a receipt that was stored, which knows its offset only, is proved all the same.
func TestLineResult_Days_clockChange(t *testing.T) {
	winter, summer := time.FixedZone("", 3600), time.FixedZone("", 7200)
	for _, c := range []struct {
		at, departs time.Time
		days        int
	}{
		{time.Date(2027, 3, 27, 23, 59, 0, 0, winter), time.Date(2027, 3, 28, 3, 0, 0, 0, summer), 0}, // 00:59 by summer's clock
		{time.Date(2027, 3, 27, 22, 59, 0, 0, winter), time.Date(2027, 3, 28, 3, 0, 0, 0, summer), 1},
		{time.Date(2027, 3, 28, 1, 30, 0, 0, winter), time.Date(2027, 3, 28, 0, 30, 0, 0, winter), 0}, // it has left
		{time.Date(2027, 3, 29, 0, 30, 0, 0, summer), time.Date(2027, 3, 28, 0, 30, 0, 0, summer), -1},
	} {
		l := item("a", 100, 1)
		l.Departs = c.departs
		r := quoted(t, quote.Cart{At: c.at, Lines: []quote.Line{l}}, quote.Policy{})
		assert.Equal(t, c.days, *r.Lines[0].Days)
		var stored quote.Result
		require.NoError(t, json.Unmarshal([]byte(encoded(t, r)), &stored))
		assert.NoError(t, stored.Verify())
	}
}
