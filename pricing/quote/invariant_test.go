package quote_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// TestInvariants_quoteVerifies: invariants 1 to 5, 10, 11 and 12. What is quoted is verified, before and after a round
// trip through JSON, whatever the cart, the promotions, the policy and the counters.
func TestInvariants_quoteVerifies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c, promos, p := d.cart(), d.promotions(6), d.policy()
		e, err := quote.New(promos, p)
		require.NoError(t, err)
		r, err := e.Quote(c, d.used(e, c))
		require.NoError(t, err)
		require.NoError(t, r.Verify(), "%s", encoded(t, r))
		require.Len(t, r.Trace, len(promos))
		data := encoded(t, r)
		var back quote.Result
		require.NoError(t, json.Unmarshal([]byte(data), &back))
		require.NoError(t, back.Verify())
		assert.Equal(t, data, encoded(t, back))
	})
}

// TestInvariants_limits: invariant 5, on what the promotions declare, not on what the counters say.
func TestInvariants_limits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c, promos := d.cart(), d.promotions(6)
		e, err := quote.New(promos, d.policy())
		require.NoError(t, err)
		used := d.used(e, c)
		r, err := e.Quote(c, used)
		require.NoError(t, err)
		for _, p := range promos {
			id := p.Identity().String()
			step, ok := r.Explain(p.Name)
			require.True(t, ok)
			granted, units := step.Granted.Minor(), int64(0)
			for _, l := range r.Lines {
				for _, s := range l.Shares {
					if s.Promotion == p.Name {
						units += int64(s.Units)
					}
				}
			}
			if granted == 0 {
				continue
			}
			limit := func(value, seen int64, most int64) {
				assert.True(t, most == 0 || value+seen <= most, "%s: %d and %d of %d", p.Name, value, seen, most)
			}
			limit(granted, used[id+"/budget"], p.Limits.Budget.Minor())
			limit(units, used[id+"/units"], int64(p.Limits.Units))
			limit(1, used[id+"/uses"], int64(p.Limits.Uses))
			limit(1, used[id+"/customer/ana%2F1"], int64(p.Limits.PerCustomer))
			if off, ok := p.Give.(promotion.PercentOff); ok && off.Max != (pricing.Money{}) {
				assert.LessOrEqual(t, granted, off.Max.Minor())
			}
			if !p.Limits.Partial && step.Reason == quote.Applied {
				assert.Equal(t, step.Wanted, step.Granted)
			}
		}
		for _, k := range r.Counters {
			assert.LessOrEqual(t, used[k.Key]+k.Add, k.Limit, k.Key)
			assert.Equal(t, used[k.Key], k.Seen)
		}
	})
}

// TestInvariants_permutation: invariant 6. The order of lines, promotions, codes and tags changes no line's price.
func TestInvariants_permutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c, promos, p := d.cart(), d.promotions(6), d.policy()
		before := quoted(t, c, p, promos...)
		c.Lines = rapid.Permutation(c.Lines).Draw(t, "lines order")
		slices.Reverse(c.Codes)
		after := quoted(t, c, p, rapid.Permutation(promos).Draw(t, "promotions order")...)
		assert.Equal(t, before.Trace, after.Trace)
		assert.Equal(t, before.Total, after.Total)
		for _, l := range after.Lines {
			i := slices.IndexFunc(before.Lines, func(m quote.LineResult) bool { return m.ID == l.ID })
			assert.Equal(t, before.Lines[i], l)
		}
	})
}

// TestInvariants_best: invariant 7. Under Best, one more promotion never raises the total.
func TestInvariants_best(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c, promos, p := d.cart(), d.promotions(6), d.policy()
		p.Combine = quote.Best
		if len(promos) == 0 {
			return
		}
		fewer := quoted(t, c, p, promos[:len(promos)-1]...)
		more := quoted(t, c, p, promos...)
		assert.LessOrEqual(t, more.Total.Minor(), fewer.Total.Minor())
	})
}

// TestInvariants_monotone: invariant 8. Raising a price never lowers the total with unconditioned percentages, of one
// scope: a share of an order that is spread over lines may round a line's own percentage the other way.
func TestInvariants_monotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c, p := d.cart(), d.policy()
		p.Combine = quote.Sequential
		if p.RoundDiscount {
			p.Step = 0
		}
		p.MinMargin, c.TaxExcluded = nil, false
		scope := promotion.Scope(d.int("scope", 0, 2))
		var promos []promotion.Promotion
		for _, name := range []string{"A", "B", "C"} {
			promos = append(promos, promotion.Promotion{Name: name, Give: promotion.PercentOff{Off: d.percent("off"), Scope: scope}})
		}
		for i := range c.Lines {
			c.Lines[i].Floor, c.Lines[i].NoDiscount, c.Lines[i].Charge = pricing.Money{}, false, false
			if scope == promotion.PerLine && c.Lines[i].Units > 1 {
				c.Lines[i].Units = 1 // a depth guard binds on units that a line's share made unequal
			}
		}
		if scope == promotion.PerOrder {
			p.MaxDepth = nil
		}
		before := quoted(t, c, p, promos...)
		if len(c.Lines) == 0 {
			return
		}
		i := d.int("raised", 0, len(c.Lines)-1)
		c.Lines[i].Unit = minor(c.Lines[i].Unit.Minor() + int64(d.int("by", 1, 50)))
		after := quoted(t, c, p, promos...)
		assert.GreaterOrEqual(t, after.Total.Minor(), before.Total.Minor())
	})
}

// TestInvariants_skipped: removing a promotion that was skipped changes no price under Sequential.
func TestInvariants_skipped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c, promos, p := d.cart(), d.promotions(6), d.policy()
		p.Combine = quote.Sequential
		before := quoted(t, c, p, promos...)
		kept := slices.DeleteFunc(slices.Clone(promos), func(m promotion.Promotion) bool {
			step, _ := before.Explain(m.Name)
			return step.Granted.Sign() == 0 && m.Group == ""
		})
		after := quoted(t, c, p, kept...)
		assert.Equal(t, before.Lines, after.Lines)
	})
}

// TestInvariants_committed: counters of quotes that are committed one after another never pass a limit.
func TestInvariants_committed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		promos := d.promotions(4)
		e, err := quote.New(promos, d.policy())
		require.NoError(t, err)
		used := map[string]int64{}
		for range 4 {
			r, err := e.Quote(d.cart(), used)
			require.NoError(t, err)
			for _, k := range r.Counters {
				used[k.Key] += k.Add
				assert.LessOrEqual(t, used[k.Key], k.Limit, k.Key)
			}
		}
	})
}
