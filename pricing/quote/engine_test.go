package quote_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// TestEngine_concurrent: one engine quotes many carts at once, and each as if it were alone, whatever carts came before.
func TestEngine_concurrent(t *testing.T) {
	promos := benchPromotions(20)
	e, err := quote.New(promos, quote.Policy{})
	require.NoError(t, err)
	var group sync.WaitGroup
	for n := range 8 {
		group.Go(func() {
			for _, lines := range []int{n * 9, 0, 70, 1, n} {
				c := benchCart(lines)
				want, err := quote.Quote(c, promos, nil, quote.Policy{})
				assert.NoError(t, err)
				got, err := e.Quote(c, nil)
				assert.NoError(t, err)
				assert.Equal(t, want, got)
				_, err = e.NearMisses(c, nil)
				assert.NoError(t, err)
			}
		})
	}
	group.Wait()
}

// TestEngine_memory: an engine that has quoted anything before quotes as a fresh one does, also after errors.
func TestEngine_memory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		promos, p := d.promotions(4), d.policy()
		e, err := quote.New(promos, p)
		require.NoError(t, err)
		for range 3 {
			c := d.cart()
			used := d.used(e, c)
			want, err := quote.Quote(c, promos, used, p)
			require.NoError(t, err)
			_, err = e.Quote(quote.Cart{Lines: []quote.Line{item("a", 1<<62, 9)}}, nil)
			require.ErrorIs(t, err, quote.ErrRange)
			got, err := e.Quote(c, used)
			require.NoError(t, err)
			assert.Equal(t, want, got)
		}
	})
}

// TestQuote_manyLines: 70 lines, so that sets take more than one word, with odd cents for most of them: the tenth of
// 70·0.97 is 6.79, by hand 0.10 on 49 lines and 0.09 on 21, the last ones as all are cut alike.
func TestQuote_manyLines(t *testing.T) {
	var c quote.Cart
	for i := range 70 {
		c.Lines = append(c.Lines, item(fmt.Sprintf("%02d", i), 97, 1))
	}
	r := quoted(t, c, quote.Policy{}, off("P", "10", 0))
	assert.Equal(t, "6.79 MXN", r.Discount.String())
	for i, l := range r.Lines {
		want := int64(10)
		if i >= 49 {
			want = 9
		}
		assert.Equal(t, want, l.Discount.Minor(), i)
	}
	on69 := off("Q", "50", 0)
	on69.On = promotion.Match{Lines: []string{"69", "03"}}
	r = quoted(t, c, quote.Policy{}, on69)
	assert.Equal(t, "0.97 MXN", r.Discount.String())
}

// TestQuote_leftover: 0.01 of three equal lines goes to the first, or to the last; of unequal ones to who is cut most.
func TestQuote_leftover(t *testing.T) {
	cent := promotion.Promotion{Name: "P", Give: promotion.AmountOff{Amount: minor(1)}}
	c := quote.Cart{Lines: []quote.Line{item("a", 100, 1), item("b", 101, 1), item("c", 100, 1)}}
	for how, want := range map[pricing.Leftover]string{
		pricing.LargestRemainder: "[1.00 MXN 1.00 MXN 1.00 MXN]", pricing.FirstLines: "[0.99 MXN 1.01 MXN 1.00 MXN]", pricing.LastLines: "[1.00 MXN 1.01 MXN 0.99 MXN]",
	} {
		r := quoted(t, c, quote.Policy{Leftover: how}, cent)
		assert.Equal(t, want, sprint([]pricing.Money{r.Lines[0].Net, r.Lines[1].Net, r.Lines[2].Net}), how)
	}
}

// TestQuote_step: prices in steps of 0.05 are rounded once, straight to the step: 10 % off 12.37 and 0.25 leaves 11.358,
// so 11.35, not 11.36 and then 11.35 or 11.40; every line of list prices in steps stays in steps.
func TestQuote_step(t *testing.T) {
	odd := quote.Cart{Lines: []quote.Line{item("a", 1237, 1), item("b", 25, 1)}}
	assert.Equal(t, "11.35 MXN", quoted(t, odd, quote.Policy{Step: 5}, off("P", "10", 0)).Total.String())
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c := d.cart()
		for i := range c.Lines {
			l := &c.Lines[i]
			l.Unit, l.Floor, l.Cost = minor(l.Unit.Minor()*5), pricing.Money{}, pricing.Money{}
		}
		r := quoted(t, c, quote.Policy{Step: 5}, off("P", d.of("percent", "3", "10", "33.3", "99"), 0))
		for _, l := range r.Lines {
			assert.Zero(t, l.Net.Minor()%5)
		}
	})
}

// TestQuote_tax: within prices 16 % of 116.00 is 16.00; on top of 100.00 it is 16.00 and paid too; of nothing, nothing.
func TestQuote_tax(t *testing.T) {
	line := item("a", 11_600, 1)
	line.Tax = pricing.MustPercent("16")
	r := quoted(t, quote.Cart{Lines: []quote.Line{line}}, quote.Policy{})
	assert.Equal(t, []string{"16.00 MXN", "116.00 MXN"}, []string{r.Tax.String(), r.Total.String()})
	line.Unit = minor(10_000)
	r = quoted(t, quote.Cart{Lines: []quote.Line{line}, TaxExcluded: true}, quote.Policy{})
	assert.Equal(t, []string{"16.00 MXN", "116.00 MXN"}, []string{r.Tax.String(), r.Total.String()})
	r = quoted(t, quote.Cart{Lines: []quote.Line{line}, TaxExcluded: true}, quote.Policy{}, off("P", "100", 0))
	assert.Equal(t, []string{"0.00 MXN", "0.00 MXN"}, []string{r.Tax.String(), r.Total.String()})
}
