package quote

import (
	"fmt"
	"math/bits"
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A Return is so many units of a line that come back. The zero value is invalid.
type Return struct {
	Line  string `json:"line,omitempty"`
	Units int    `json:"units,omitempty"`
}

// A Refund says what is due for returns. Amounts has what was paid for each of them; their sum is paid back as Cash, kept
// as a Credit, or Withheld, as the fences say. Releases are to be added to the counters, down to 0 at least: the units,
// quotas and budgets that are free again; uses are not given back. The zero value returns nothing.
type Refund struct {
	At       time.Time       `json:"at,omitzero"`
	Returns  []Return        `json:"returns,omitempty"`
	Amounts  []pricing.Money `json:"amounts,omitempty"`
	Cash     pricing.Money   `json:"cash,omitzero"`
	Credit   pricing.Money   `json:"credit,omitzero"`
	Withheld pricing.Money   `json:"withheld,omitzero"`
	Releases []Counter       `json:"releases,omitempty"` // Add below 0
}

// Refund returns what is due for returns at a moment, after earlier refunds of the same receipt. The j-th to k-th unit of
// a line of q units, for which P was paid with its tax, are worth
//
//	⌊P·k/q⌋ - ⌊P·(j-1)/q⌋
//
// so any sequence of refunds sums to what was paid at most, and to exactly that when all has come back. Units of a line
// are alike: a free one is not told from a paid one. Promotions are not tested again; who wants that quotes what is kept.
//
// What is returned too late for the line's fence, by the calendar of the departure, or under NoRefund goes to Withheld,
// else under Credit to Credit. A receipt read from JSON knows the departure's offset, not its location.
//
// Refund returns [ErrReturn] for a line that the receipt does not have, fewer than one unit, or more than are left, and
// [ErrBroken] for a receipt whose lines do not fit its cart; it does not verify the rest.
func (r Result) Refund(returns []Return, earlier []Refund, at time.Time) (Refund, error) {
	desk, err := newDesk(&r, earlier)
	if err != nil {
		return Refund{}, fmt.Errorf("quote: refund: %w", err)
	}
	out := Refund{At: at, Returns: append([]Return(nil), returns...), Amounts: make([]pricing.Money, 0, len(returns))}
	if len(r.Cart.Lines) > 0 {
		zero, _ := r.Cart.Lines[0].Unit.Mul(0)
		out.Cash, out.Credit, out.Withheld = zero, zero, zero
	}
	for i, back := range returns {
		if err := desk.take(&out, back); err != nil {
			return Refund{}, fmt.Errorf("quote: refund: returns[%d]: %w", i, err)
		}
	}
	out.Releases = desk.releases()
	return out, nil
}

// A desk takes back what a receipt has sold.
type desk struct {
	r      *Result
	unit   pricing.Money // one minor unit
	places map[string]int
	back   []int64 // units that have come back, by line
	finder finder
	free   []account        // by step
	quotas map[string]int64 // units that are free again
}

// newDesk returns a desk that has taken back what earlier refunds say.
func newDesk(r *Result, earlier []Refund) (*desk, error) {
	if len(r.Lines) != len(r.Cart.Lines) {
		return nil, fmt.Errorf("%w: %d lines for %d of the cart", ErrBroken, len(r.Lines), len(r.Cart.Lines))
	}
	d := &desk{
		r: r, places: make(map[string]int, len(r.Lines)), back: make([]int64, len(r.Lines)), finder: finder{steps: r.Trace},
		free: make([]account, len(r.Trace)),
	}
	for i := range r.Cart.Lines {
		d.places[r.Cart.Lines[i].ID] = i
	}
	if len(r.Cart.Lines) > 0 {
		d.unit, _ = pricing.FromMinor(1, r.Cart.Lines[0].Unit.Currency()) // take looks whether there is one
	}
	for i := range earlier {
		for _, back := range earlier[i].Returns {
			if _, _, err := d.count(back); err != nil {
				return nil, fmt.Errorf("earlier[%d]: %w", i, err)
			}
		}
	}
	return d, nil
}

// count counts units that come back, and returns their line and how many of it had come back before.
func (d *desk) count(back Return) (i int, before int64, err error) {
	i, ok := d.places[back.Line]
	if !ok {
		return 0, 0, fmt.Errorf("%.40q: %w: no such line", back.Line, ErrReturn)
	}
	before = d.back[i]
	if left := int64(d.r.Cart.Lines[i].Units) - before; back.Units < 1 || int64(back.Units) > left {
		return 0, 0, fmt.Errorf("%.40q: %d units: %w: %d are left", back.Line, back.Units, ErrReturn, left)
	}
	d.back[i] += int64(back.Units)
	return i, before, nil
}

// take takes one return back.
func (d *desk) take(out *Refund, back Return) error {
	i, before, err := d.count(back)
	if err != nil {
		return err
	}
	of, l := &d.r.Cart.Lines[i], &d.r.Lines[i]
	paid := l.Net
	if d.r.Cart.TaxExcluded {
		if paid, err = l.Net.Add(l.Tax); err != nil {
			return fmt.Errorf("%w: %w", ErrBroken, err)
		}
	}
	if paid.Sign() < 0 || !alike(paid, of.Unit) || !alike(paid, d.unit) {
		return fmt.Errorf("%w: %.40q", ErrBroken, of.ID)
	}
	units := int64(of.Units)
	due, _ := d.unit.Mul(portion(paid.Minor(), before, d.back[i], units)) // at most what was paid
	out.Amounts = append(out.Amounts, due)
	purse := &out.Cash
	switch {
	case l.Fence.NoRefund || l.Fence.UntilDays > 0 && !of.Departs.IsZero() && days(of.Departs, out.At) < int64(l.Fence.UntilDays):
		purse = &out.Withheld
	case l.Fence.Credit:
		purse = &out.Credit
	}
	if *purse, err = purse.Add(due); err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if len(d.r.Counters) == 0 {
		return nil
	}
	for k := range l.Shares {
		s := &l.Shares[k]
		if s.Amount.Sign() < 0 || s.Units < 0 {
			return fmt.Errorf("%w: %.40q", ErrBroken, of.ID)
		}
		n := portion(int64(s.Units), before, d.back[i], units)
		if at := d.finder.find(s.Promotion); at >= 0 {
			d.free[at].amount = sum(d.free[at].amount, portion(s.Amount.Minor(), before, d.back[i], units))
			d.free[at].units = sum(d.free[at].units, n)
		}
		if s.Quota != "" {
			if d.quotas == nil {
				d.quotas = map[string]int64{}
			}
			d.quotas[s.Quota] = sum(d.quotas[s.Quota], n)
		}
	}
	return nil
}

// portion returns what of an amount, not negative, belongs to the units of q after the first from up to the first to.
func portion(amount, from, to, q int64) int64 {
	upTo := func(k int64) int64 {
		high, low := bits.Mul64(uint64(amount), uint64(k))
		part, _ := bits.Div64(high, low, uint64(q)) // k ≤ q: at most amount
		return int64(part)
	}
	return upTo(to) - upTo(from)
}

// releases returns the counters that go down.
func (d *desk) releases() (all []Counter) {
	for _, c := range d.r.Counters {
		free := int64(0)
		at := d.finder.find(c.Promotion)
		switch kind := kindOf(c.Key); {
		case kind == "band":
			free = d.quotas[c.Key]
		case at < 0:
		case kind == "units":
			free = d.free[at].units
		case kind == "budget":
			free = d.free[at].amount
		}
		if free > 0 {
			all = append(all, Counter{Key: c.Key, Promotion: c.Promotion, Add: -free, Limit: c.Limit})
		}
	}
	return all
}
