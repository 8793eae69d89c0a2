package quote_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// paid returns what was paid for a line, with its tax.
func paid(r quote.Result, i int) int64 {
	if r.Cart.TaxExcluded {
		return r.Lines[i].Net.Minor() + r.Lines[i].Tax.Minor()
	}
	return r.Lines[i].Net.Minor()
}

// TestInvariants_refunds: invariant 9. Refunds in any sequence sum to at most what was paid for each line, to exactly that
// when all has come back, withheld ones included; counters are released by exactly what they had counted, uses excepted.
func TestInvariants_refunds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		r := quoted(t, d.cart(), d.policy(), d.promotions(4)...)
		if len(r.Lines) == 0 {
			return
		}
		left, back := make([]int, len(r.Lines)), make([]int64, len(r.Lines))
		units := 0
		for i, l := range r.Cart.Lines {
			left[i] = l.Units
			units += l.Units
		}
		var earlier []quote.Refund
		released := map[string]int64{}
		purses := int64(0)
		for units > 0 {
			i := d.int("line", 0, len(left)-1)
			if left[i] == 0 {
				continue
			}
			n := d.int("units", 1, left[i])
			f, err := r.Refund([]quote.Return{{Line: r.Lines[i].ID, Units: n}}, earlier, r.Cart.At.AddDate(0, 0, d.int("later", 0, 9)))
			require.NoError(t, err)
			left[i], units, back[i] = left[i]-n, units-n, back[i]+f.Amounts[0].Minor()
			assert.LessOrEqual(t, back[i], paid(r, i))
			sum := f.Cash.Minor() + f.Credit.Minor() + f.Withheld.Minor()
			assert.Equal(t, f.Amounts[0].Minor(), sum)
			purses += sum
			for _, k := range f.Releases {
				assert.Negative(t, k.Add)
				released[k.Key] += k.Add
			}
			earlier = append(earlier, f)
		}
		for i := range r.Lines {
			assert.Equal(t, paid(r, i), back[i])
		}
		assert.Equal(t, r.Total.Minor(), purses)
		for _, k := range r.Counters {
			if k.Limit > 0 && (len(k.Key) < 41 || k.Key[37:41] != "uses" && k.Key[37:41] != "cust") {
				assert.Equal(t, -k.Add, released[k.Key], k.Key)
			} else {
				assert.Zero(t, released[k.Key], "uses are not given back")
			}
		}
	})
}

// TestResult_Refund_fences: three seats for 1000.00 by hand: 333.33, 333.33, 333.34; a day before departure the fence of
// two days withholds, before that it credits. The departure is at 00:30, so the evening before is a day ahead.
func TestResult_Refund_fences(t *testing.T) {
	line := ticket("A", 3, time.Date(2013, 1, 20, 0, 30, 0, 0, mexico))
	line.Unit = minor(50_000)
	for _, c := range []struct {
		fence    promotion.Fence
		day      int
		cash     string
		credit   string
		withheld string
	}{
		{promotion.Fence{}, 25, "333.33 MXN", "0.00 MXN", "0.00 MXN"}, // after departure too
		{promotion.Fence{Credit: true, UntilDays: 2}, 18, "0.00 MXN", "333.33 MXN", "0.00 MXN"},
		{promotion.Fence{Credit: true, UntilDays: 2}, 19, "0.00 MXN", "0.00 MXN", "333.33 MXN"},
		{promotion.Fence{UntilDays: 1}, 19, "333.33 MXN", "0.00 MXN", "0.00 MXN"},
		{promotion.Fence{UntilDays: 1}, 20, "0.00 MXN", "0.00 MXN", "333.33 MXN"},
		{promotion.Fence{NoRefund: true}, 1, "0.00 MXN", "0.00 MXN", "333.33 MXN"},
	} {
		r := quoted(t, quote.Cart{At: time.Date(2012, 12, 3, 10, 0, 0, 0, mexico), Lines: []quote.Line{line}}, quote.Policy{},
			promotion.Promotion{Name: "MINUS500", Give: promotion.AmountOff{Amount: minor(50_000)}, Fence: c.fence})
		f, err := r.Refund([]quote.Return{{Line: "A", Units: 1}}, nil, time.Date(2013, 1, c.day, 23, 0, 0, 0, mexico))
		require.NoError(t, err)
		assert.Equal(t, []string{c.cash, c.credit, c.withheld}, []string{f.Cash.String(), f.Credit.String(), f.Withheld.String()}, "%+v", c)
		rest, err := r.Refund([]quote.Return{{Line: "A", Units: 1}, {Line: "A", Units: 1}}, []quote.Refund{f}, f.At)
		require.NoError(t, err)
		assert.Equal(t, "[333.33 MXN 333.34 MXN]", sprint(rest.Amounts))
	}
}

func TestResult_Refund_refused(t *testing.T) {
	r := full(t)
	one := []quote.Return{{Line: "A", Units: 1}}
	all := quote.Refund{Returns: []quote.Return{{Line: "A", Units: 3}}}
	for name, c := range map[string]struct {
		returns []quote.Return
		earlier []quote.Refund
	}{
		"no such line":        {[]quote.Return{{Line: "X", Units: 1}}, nil},
		"none":                {[]quote.Return{{Line: "A"}}, nil},
		"below 0":             {[]quote.Return{{Line: "A", Units: -1}}, nil},
		"too many":            {[]quote.Return{{Line: "A", Units: 4}}, nil},
		"too many in two":     {[]quote.Return{{Line: "A", Units: 2}, {Line: "A", Units: 2}}, nil},
		"all came back":       {one, []quote.Refund{all}},
		"came back twice":     {nil, []quote.Refund{all, all}},
		"earlier for another": {one, []quote.Refund{{Returns: []quote.Return{{Line: "X", Units: 1}}}}},
	} {
		_, err := r.Refund(c.returns, c.earlier, r.Cart.At)
		assert.ErrorIs(t, err, quote.ErrReturn, name)
	}
	for name, break_ := range map[string]func(r *quote.Result){
		"lines":      func(r *quote.Result) { r.Lines = r.Lines[:1] },
		"below 0":    func(r *quote.Result) { r.Lines[0].Net = minor(-1) },
		"currency":   func(r *quote.Result) { r.Lines[0].Net = pricing.MustMoney("1.00 USD") },
		"share":      func(r *quote.Result) { r.Lines[0].Shares[0].Units = -1 },
		"tax on top": func(r *quote.Result) { r.Cart.TaxExcluded = true; r.Lines[0].Tax = pricing.MustMoney("1.00 USD") },
	} {
		r := full(t)
		break_(&r)
		_, err := r.Refund(one, nil, r.Cart.At)
		assert.ErrorIs(t, err, quote.ErrBroken, name)
	}
}

// TestResult_Refund_stored: a receipt and a refund that were stored give the same as those in memory.
func TestResult_Refund_stored(t *testing.T) {
	r := full(t)
	var stored quote.Result
	require.NoError(t, json.Unmarshal([]byte(encoded(t, r)), &stored))
	returns := []quote.Return{{Line: "A", Units: 2}, {Line: "bag", Units: 1}}
	want, err := r.Refund(returns, nil, r.Cart.At)
	require.NoError(t, err)
	got, err := stored.Refund(returns, nil, r.Cart.At)
	require.NoError(t, err)
	assert.Equal(t, encoded(t, want), encoded(t, got))
	var again quote.Refund
	require.NoError(t, json.Unmarshal([]byte(encoded(t, got)), &again))
	assert.Equal(t, encoded(t, got), encoded(t, again))
}
