package quote

import (
	"fmt"
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// Verify proves from the receipt alone that it adds up, and returns a [BrokenError] with the first invariant that does
// not hold, by number:
//
//	1   0 ≤ Net ≤ List, for each line and the order
//	2   sums: lines to order, shares to discounts, List = Unit·Units, tax as the policy rounds it, days to departure
//	3   a sound cart and policy, all amounts in the cart's currency
//	4   each line at or above its effective floor, which is what the cart and the policy make it
//	5   counters: each adds what the shares count, and stays within its limit
//	10  one step a promotion, Granted its shares' sum and at most Wanted, and a reason that says so; shares of no more
//	    units than the line has, and no fence without one
//
// It does not know the promotions, so it cannot tell whether they were due. Cost: lines times promotions.
func (r Result) Verify() error {
	v := verifier{r: &r}
	if err := v.verify(); err != nil {
		return fmt.Errorf("quote: verify: %w", err)
	}
	return nil
}

// A verifier sums up a receipt on its way.
type verifier struct {
	r        *Result
	currency pricing.Money
	finder   finder
	granted  []grant // by step
	quotas   map[string]int64
	list     int64
	discount int64
	tax      int64
	net      int64
}

// An account is what shares add up to.
type account struct{ amount, units int64 }

func (v *verifier) verify() error {
	r := v.r
	if r.Cart.check() != nil || r.Cart.repeats() || r.Policy.broken() {
		return BrokenError{Invariant: 3}
	}
	if len(r.Lines) != len(r.Cart.Lines) {
		return BrokenError{Invariant: 2}
	}
	v.finder = finder{steps: r.Trace}
	v.granted = make([]grant, len(r.Trace))
	if len(r.Cart.Lines) > 0 {
		v.currency = r.Cart.Lines[0].Unit
	}
	for i := range r.Lines {
		if invariant := v.line(i); invariant != 0 {
			return BrokenError{invariant, r.Cart.Lines[i].ID}
		}
	}
	for _, check := range []func() int{v.order, v.trace, v.counters} {
		if invariant := check(); invariant != 0 {
			return BrokenError{Invariant: invariant}
		}
	}
	return nil
}

// A grant is what the shares of a promotion add up to, and how many units before the line that it touched last.
type grant struct {
	account
	line   int
	before int64
}

// broken reports whether p has a fault, without saying which.
func (p *Policy) broken() bool {
	return p.Combine > First || p.Rounding > pricing.Floor || p.Step < 0 || p.Step > 10_000 || p.Leftover > pricing.LastLines ||
		!isShare(p.MaxDepth, true) || !isShare(p.MinMargin, false)
}

// isShare reports whether a guard is absent or from 0 to 100 %, whole included or not.
func isShare(p *pricing.Percent, whole bool) bool {
	if p == nil {
		return true
	}
	num, den := p.Fraction()
	return num >= 0 && (num < den || whole && num == den)
}

// in reports whether all amounts are in the cart's currency.
func (v *verifier) in(amounts ...pricing.Money) bool {
	for _, m := range amounts {
		if !alike(m, v.currency) {
			return false
		}
	}
	return true
}

// line returns the invariant that a line breaks, 0 for none.
func (v *verifier) line(i int) int {
	of, l := &v.r.Cart.Lines[i], &v.r.Lines[i]
	if !v.in(l.List, l.Discount, l.Net, l.Tax, l.Floor) {
		return 3
	}
	list, err := of.Unit.Mul(int64(of.Units))
	if err != nil || list.Minor() > mostTotal-v.list {
		return 3
	}
	net, discount := l.Net.Minor(), l.Discount.Minor()
	if net < 0 || net > list.Minor() {
		return 1
	}
	tax := taxOf(net, of.Tax, v.r.Cart.TaxExcluded, v.r.Policy.Rounding)
	if l.ID != of.ID || l.List != list || discount != list.Minor()-net || l.Tax.Minor() != tax || !v.counted(l.Days, of.Departs) {
		return 2
	}
	floor, _ := effectiveFloor(of, &v.r.Policy, v.r.Cart.TaxExcluded)
	if l.Floor.Minor() != floor || net < floor*int64(of.Units) {
		return 4
	}
	v.list, v.discount, v.net, v.tax = v.list+list.Minor(), v.discount+discount, v.net+net, v.tax+tax
	if len(l.Shares) == 0 && l.Fence != (promotion.Fence{}) || !isFence(l.Fence) {
		return 10
	}
	return v.shares(i, discount)
}

// counted reports whether days ahead are what they are by the clocks of the receipt, give or take the one by which they
// differ when the location of the departure is lost and its clock changed in between.
func (v *verifier) counted(ahead *int, departs time.Time) bool {
	if ahead == nil || departs.IsZero() {
		return (ahead == nil) == departs.IsZero()
	}
	n := days(departs, v.r.Cart.At)
	return n-1 <= int64(*ahead) && int64(*ahead) <= n+1
}

// isFence reports whether f has no fault.
func isFence(f promotion.Fence) bool {
	return !(f.NoRefund && f.Credit) && f.UntilDays >= 0 && f.UntilDays <= 100_000
}

// shares returns the invariant that the shares of a line break, 0 for none.
func (v *verifier) shares(i int, discount int64) int {
	of, l := &v.r.Cart.Lines[i], &v.r.Lines[i]
	if of.NoDiscount && len(l.Shares) > 0 {
		return 10
	}
	for k := range l.Shares {
		s := &l.Shares[k]
		if !v.in(s.Amount) {
			return 3
		}
		amount := s.Amount.Minor()
		if amount <= 0 || amount > discount {
			return 2
		}
		discount -= amount
		at := v.finder.find(s.Promotion)
		if at < 0 || s.Units < 1 || s.Units > of.Units {
			return 10
		}
		a := &v.granted[at]
		if a.line != i {
			a.line, a.before = i, a.units
		}
		a.amount += amount
		a.units += int64(s.Units)
		if a.units-a.before > int64(of.Units) { // quotas part the units of a line
			return 10
		}
		if s.Quota != "" {
			if v.quotas == nil {
				v.quotas = map[string]int64{}
			}
			v.quotas[s.Quota] += int64(s.Units)
		}
	}
	if discount != 0 {
		return 2
	}
	return 0
}

// order returns the invariant that the sums of the order break, 0 for none.
func (v *verifier) order() int {
	r := v.r
	if !v.in(r.List, r.Discount, r.Tax, r.Total) {
		return 3
	}
	total := v.net
	if r.Cart.TaxExcluded {
		total += v.tax
	}
	if r.List.Minor() != v.list || r.Discount.Minor() != v.discount || r.Tax.Minor() != v.tax || r.Total.Minor() != total {
		return 2
	}
	return 0
}

// trace returns the invariant that the trace breaks, 0 for none.
func (v *verifier) trace() int {
	for i := range v.r.Trace {
		s := &v.r.Trace[i]
		if !v.in(s.Wanted, s.Granted) {
			return 3
		}
		granted, wanted := s.Granted.Minor(), s.Wanted.Minor()
		reason := Applied
		if len(s.Causes) > 0 {
			reason = s.Causes[0].Reason
		}
		says := granted == 0 && s.Reason > ClampedByQuota && s.Reason <= NothingLeft
		switch {
		case s.Reason == Applied:
			says = granted == wanted && granted > 0
		case s.Reason.clamps():
			says = granted < wanted
		}
		if granted != v.granted[i].amount || wanted < granted || !says || s.Reason != reason || v.finder.twice(s.Promotion, i) {
			return 10
		}
	}
	return 0
}

// counters returns the invariant that the counters break, 0 for none.
func (v *verifier) counters() int {
	seen := make(map[string]bool, len(v.r.Counters))
	for _, c := range v.r.Counters {
		at := v.finder.find(c.Promotion)
		if at < 0 || seen[c.Key] || c.Seen < 0 || c.Add <= 0 || c.Seen > c.Limit || c.Add > c.Limit-c.Seen {
			return 5
		}
		seen[c.Key] = true
		add := v.granted[at]
		expected := int64(0)
		switch kindOf(c.Key) {
		case "uses", "customer":
			expected = min(1, add.units)
		case "units":
			expected = add.units
		case "budget":
			expected = add.amount
		case "band":
			expected = v.quotas[c.Key]
		}
		if c.Add != expected {
			return 5
		}
	}
	for key := range v.quotas {
		if !seen[key] {
			return 5
		}
	}
	return 0
}

// A finder finds the steps that shares name. Shares stand in the order of the steps, so it looks behind the last one
// first, and makes an index where that fails.
type finder struct {
	steps []Step
	next  int
	index map[string]int
}

// find returns the place of a promotion's step, -1 for none.
func (f *finder) find(name string) int {
	for n := 0; n < 2*len(f.steps) && n < 40; n++ {
		if f.next >= len(f.steps) {
			f.next = 0
		}
		i := f.next
		f.next++
		if f.steps[i].Promotion == name {
			return i
		}
	}
	f.make()
	if i, ok := f.index[name]; ok {
		f.next = i + 1
		return i
	}
	return -1
}

// make makes the index of the first step of each name.
func (f *finder) make() {
	if f.index != nil {
		return
	}
	f.index = make(map[string]int, len(f.steps))
	for i := range f.steps {
		if _, known := f.index[f.steps[i].Promotion]; !known {
			f.index[f.steps[i].Promotion] = i
		}
	}
}

// twice reports whether a step before the i-th has its name.
func (f *finder) twice(name string, i int) bool {
	f.make()
	return f.index[name] != i
}
