package quote_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// full returns a receipt that has everything: two promotions on a line, a floor, a quota, a budget, a charge, tax.
func full(t require.TestingT) quote.Result {
	early := mx50()
	early.Exclusive = promotion.Stackable
	early.Limits.Uses, early.Limits.PerCustomer, early.Limits.Units = 10, 2, 5
	lines := []quote.Line{
		ticket("A", 3, time.Date(2013, 1, 20, 22, 0, 0, 0, mexico)), ticket("B", 2, time.Date(2012, 12, 12, 22, 0, 0, 0, mexico)),
		{ID: "bag", Unit: minor(12_000), Units: 1, Charge: true, Tax: pricing.MustPercent("8")},
	}
	lines[0].Floor, lines[0].Tax = minor(45_000), pricing.MustPercent("16")
	c := quote.Cart{At: time.Date(2012, 12, 3, 10, 0, 0, 0, mexico), Customer: "ana", Lines: lines}
	depth := pricing.MustPercent("60")
	return quoted(t, c, quote.Policy{MaxDepth: &depth}, early,
		promotion.Promotion{Name: "CART", Give: promotion.AmountOff{Amount: minor(80_000)}},
		promotion.Promotion{Name: "LATE", Give: promotion.PercentOff{Off: pricing.MustPercent("5")}, Code: "LATE"},
	)
}

// one changes an amount by one minor unit.
func one(m *pricing.Money) { *m = minor(m.Minor() + 1) }

// TestResult_Verify_tampered: whatever is changed in a receipt, by a minor unit or a unit, is found, and as what it is.
func TestResult_Verify_tampered(t *testing.T) {
	for name, c := range map[string]struct {
		change    func(r *quote.Result)
		invariant int
	}{
		"list":             {func(r *quote.Result) { one(&r.List) }, 2},
		"discount":         {func(r *quote.Result) { one(&r.Discount) }, 2},
		"tax":              {func(r *quote.Result) { one(&r.Tax) }, 2},
		"total":            {func(r *quote.Result) { one(&r.Total) }, 2},
		"line list":        {func(r *quote.Result) { one(&r.Lines[0].List) }, 2},
		"line discount":    {func(r *quote.Result) { one(&r.Lines[0].Discount) }, 2},
		"line net":         {func(r *quote.Result) { one(&r.Lines[0].Net) }, 2},
		"line tax":         {func(r *quote.Result) { one(&r.Lines[0].Tax) }, 2},
		"line floor":       {func(r *quote.Result) { one(&r.Lines[0].Floor) }, 4},
		"net below 0":      {func(r *quote.Result) { r.Lines[1].Net = minor(-1) }, 1},
		"net above list":   {func(r *quote.Result) { r.Lines[1].Net = minor(900_000) }, 1},
		"share":            {func(r *quote.Result) { one(&r.Lines[0].Shares[0].Amount) }, 2},
		"share below 0":    {func(r *quote.Result) { r.Lines[0].Shares[0].Amount = minor(-5) }, 2},
		"share dropped":    {func(r *quote.Result) { r.Lines[0].Shares = r.Lines[0].Shares[:1] }, 2},
		"share renamed":    {func(r *quote.Result) { r.Lines[0].Shares[0].Promotion = "X" }, 10},
		"share given away": {func(r *quote.Result) { r.Lines[0].Shares[0].Promotion = "CART" }, 10},
		"share units":      {func(r *quote.Result) { r.Lines[0].Shares[0].Units = 4 }, 10},
		"share's quota":    {func(r *quote.Result) { r.Lines[0].Shares[0].Quota = "x" }, 5},
		"quota units":      {func(r *quote.Result) { r.Lines[0].Shares[0].Units = 2 }, 5},
		"currency":         {func(r *quote.Result) { r.Lines[0].Net = pricing.MustMoney("960.00 USD") }, 3},
		"share's currency": {func(r *quote.Result) { r.Lines[0].Shares[0].Amount = pricing.MustMoney("1.00 USD") }, 3},
		"total's currency": {func(r *quote.Result) { r.Total = pricing.Money{} }, 3},
		"step's currency":  {func(r *quote.Result) { r.Trace[0].Wanted = pricing.Money{} }, 3},
		"line renamed":     {func(r *quote.Result) { r.Lines[0].ID = "C" }, 2},
		"line dropped":     {func(r *quote.Result) { r.Lines = r.Lines[1:] }, 2},
		"days":             {func(r *quote.Result) { r.Lines[0].Days = nil }, 2},
		"days by weeks":    {func(r *quote.Result) { *r.Lines[0].Days -= 14 }, 2},
		"days ahead of it": {func(r *quote.Result) { *r.Lines[0].Days += 2 }, 2},
		"fence of nothing": {func(r *quote.Result) { r.Lines[2].Fence.NoRefund = true }, 10},
		"unsound fence":    {func(r *quote.Result) { r.Lines[0].Fence.NoRefund = true }, 10},
		"fence below 0":    {func(r *quote.Result) { r.Lines[0].Fence.UntilDays = -1 }, 10},
		"one ID twice": {func(r *quote.Result) {
			r.Cart.Lines[1].ID, r.Lines[1].ID = r.Cart.Lines[0].ID, r.Cart.Lines[0].ID
		}, 3},
		"one ID far apart": {func(r *quote.Result) {
			r.Cart.Lines[2].ID, r.Lines[2].ID = r.Cart.Lines[0].ID, r.Cart.Lines[0].ID
		}, 3},
		"share counted twice": {func(r *quote.Result) { // one unit more than the line has, and all counters with it
			s := r.Lines[0].Shares[0]
			s.Amount, s.Units = minor(1), 1
			r.Lines[0].Shares = append([]quote.Share{s}, r.Lines[0].Shares...)
			r.Lines[0].Shares[1].Amount = minor(r.Lines[0].Shares[1].Amount.Minor() - 1)
			for i, k := range r.Counters {
				if k.Key == s.Quota || strings.HasSuffix(k.Key, "/units") {
					r.Counters[i].Add++
					r.Counters[i].Limit += 10
				}
			}
		}, 10},
		"days of a charge": {func(r *quote.Result) { r.Lines[2].Days = new(int) }, 2},
		"price of a unit":  {func(r *quote.Result) { one(&r.Cart.Lines[0].Unit) }, 2},
		"units":            {func(r *quote.Result) { r.Cart.Lines[0].Units++ }, 2},
		"floor raised":     {func(r *quote.Result) { r.Cart.Lines[0].Floor = minor(60_000) }, 4},
		"floor and result": {func(r *quote.Result) { r.Cart.Lines[0].Floor, r.Lines[0].Floor = minor(60_000), minor(60_000) }, 4},
		"rate of tax":      {func(r *quote.Result) { r.Cart.Lines[0].Tax = pricing.MustPercent("17") }, 2},
		"tax on top":       {func(r *quote.Result) { r.Cart.TaxExcluded = true }, 2},
		"depth":            {func(r *quote.Result) { r.Policy.MaxDepth = nil }, 4},
		"not discountable": {func(r *quote.Result) { r.Cart.Lines[0].NoDiscount = true }, 10},
		"unsound cart":     {func(r *quote.Result) { r.Cart.Lines[0].Units = 0 }, 3},
		"unsound policy":   {func(r *quote.Result) { r.Policy.Step = -1 }, 3},
		"unsound guard":    {func(r *quote.Result) { p := pricing.MustPercent("100"); r.Policy.MinMargin = &p }, 3},
		"granted":          {func(r *quote.Result) { one(&r.Trace[0].Granted) }, 10},
		"wanted":           {func(r *quote.Result) { r.Trace[0].Wanted = minor(1) }, 10},
		"wanted of all":    {func(r *quote.Result) { r.Trace[1].Wanted = r.Trace[1].Granted }, 10},
		"reason":           {func(r *quote.Result) { r.Trace[0].Reason = quote.ClampedByFloor }, 10},
		"skipped reason":   {func(r *quote.Result) { r.Trace[2].Reason = quote.NonMonotoneTiers }, 10},
		"audit's reason": {func(r *quote.Result) {
			r.Trace[2].Reason, r.Trace[2].Causes[0].Reason = quote.NonMonotoneTiers, quote.NonMonotoneTiers
		}, 10},
		"granted and ended": {func(r *quote.Result) {
			r.Trace[0].Reason, r.Trace[0].Causes = quote.Ended, []quote.Cause{{Reason: quote.Ended}}
		}, 10},
		"no reason":        {func(r *quote.Result) { r.Trace[2].Reason, r.Trace[2].Causes = 0, nil }, 10},
		"cause":            {func(r *quote.Result) { r.Trace[2].Causes[0].Reason = quote.Ended }, 10},
		"step dropped":     {func(r *quote.Result) { r.Trace = r.Trace[1:] }, 10},
		"step twice":       {func(r *quote.Result) { r.Trace = append(r.Trace, r.Trace[2]) }, 10},
		"counter add":      {func(r *quote.Result) { r.Counters[0].Add++ }, 5},
		"counter seen":     {func(r *quote.Result) { r.Counters[0].Seen = 10 }, 5},
		"counter below 0":  {func(r *quote.Result) { r.Counters[0].Seen = -1 }, 5},
		"counter twice":    {func(r *quote.Result) { r.Counters = append(r.Counters, r.Counters[0]) }, 5},
		"counter of none":  {func(r *quote.Result) { r.Counters[0].Promotion = "X" }, 5},
		"counter overflow": {func(r *quote.Result) { r.Counters[0].Seen, r.Counters[0].Limit = 1<<63-1, 1<<63-1 }, 5},
		"quota dropped":    {func(r *quote.Result) { r.Counters = r.Counters[:5] }, 5},
	} {
		r := full(t)
		c.change(&r)
		err := r.Verify()
		require.ErrorIs(t, err, quote.ErrBroken, name)
		var broken quote.BrokenError
		require.ErrorAs(t, err, &broken, name)
		assert.Equal(t, c.invariant, broken.Invariant, name)
	}
}

// TestResult_Verify_counters: each counter of the full receipt is one unit more than what the shares count.
func TestResult_Verify_counters(t *testing.T) {
	n := len(full(t).Counters)
	require.Equal(t, 6, n, "uses, customer, units, budget, two bands")
	for i := range n {
		r := full(t)
		r.Counters[i].Add++
		assert.ErrorIs(t, r.Verify(), quote.ErrBroken, r.Counters[i].Key)
	}
}

// TestResult_Verify_anyAmount: a generated receipt in which one amount is off by one is refused.
func TestResult_Verify_anyAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		r := quoted(t, d.cart(), d.policy(), d.promotions(4)...)
		amounts := []*pricing.Money{&r.List, &r.Discount, &r.Tax, &r.Total}
		for i := range r.Lines {
			l := &r.Lines[i]
			amounts = append(amounts, &l.List, &l.Discount, &l.Net, &l.Tax, &l.Floor)
			for k := range l.Shares {
				amounts = append(amounts, &l.Shares[k].Amount)
			}
		}
		for i := range r.Trace {
			amounts = append(amounts, &r.Trace[i].Granted)
		}
		m := amounts[d.int("which", 0, len(amounts)-1)]
		*m = minor(m.Minor() + int64(1-2*d.int("down", 0, 1)))
		assert.ErrorIs(t, r.Verify(), quote.ErrBroken)
	})
}

// FuzzResultJSON: any receipt that can be read is verified, shown, refunded and tallied without a panic, and what
// verifies is written again to the same bytes.
func FuzzResultJSON(f *testing.F) {
	f.Add([]byte(encoded(f, full(f))))
	f.Add([]byte(`{"cart":{"lines":[{"id":"a","unit":"1.00 MXN","units":-1}]},"lines":[{"net":"-1.00 MXN"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r quote.Result
		if json.Unmarshal(data, &r) != nil {
			return
		}
		sound := r.Verify() == nil
		_ = r.Markdown()
		var returns []quote.Return
		for _, l := range r.Lines {
			returns = append(returns, quote.Return{Line: l.ID, Units: 1})
		}
		back, err := r.Refund(returns, nil, time.Unix(0, 0))
		if sound {
			require.NoError(t, err)
			assert.Len(t, back.Amounts, len(returns))
			var again quote.Result
			require.NoError(t, json.Unmarshal([]byte(encoded(t, r)), &again))
			assert.NoError(t, again.Verify())
		}
		var tally quote.Tally
		if tally.Add(r) == nil {
			data, err := tally.MarshalBinary()
			require.NoError(t, err)
			require.NoError(t, new(quote.Tally).UnmarshalBinary(data))
		}
	})
}
