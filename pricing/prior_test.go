package pricing_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

func on(month time.Month, day int) time.Time {
	return time.Date(2022, month, day, 0, 0, 0, 0, time.UTC)
}

func period(from time.Time, price string) pricing.Period {
	return pricing.Period{From: from, Price: pricing.MustMoney(price)}
}

// The case behind CJEU C-330/23: the shelf said 1.69 euro, the offer 1.29, and 1.29 had been the price within 30 days.
func ExamplePriorPrice() {
	history := []pricing.Period{
		period(on(time.August, 1), "1.69 EUR"),
		period(on(time.September, 25), "1.29 EUR"),
		period(on(time.October, 2), "1.69 EUR"),
	}
	prior, err := pricing.PriorPrice(history, period(on(time.October, 17), "1.29 EUR"), pricing.PriorOptions{})
	fmt.Println(prior.Price, prior.Reduction, prior.Announceable, prior.Covered, err)
	// Output: 1.29 EUR 0 % false true <nil>
}

// TestPriorPrice: windows by hand. The offer of 80 begins on 31 March, so 30 days open on 1 March.
func TestPriorPrice(t *testing.T) {
	offer := period(on(time.March, 31), "80 MXN")
	base := []pricing.Period{
		period(on(time.January, 1), "100 MXN"), period(on(time.February, 1), "70 MXN"), period(on(time.March, 1), "90 MXN"),
		period(on(time.March, 10), "95 MXN"),
	}
	for name, c := range map[string]struct {
		history         []pricing.Period
		offer           pricing.Period
		opt             pricing.PriorOptions
		price, cut      string
		since           time.Time
		announce, cover bool
	}{
		"the price that ended at the first instant counts": {base, offer, pricing.PriorOptions{}, "70", "-100/7", on(time.February, 1), false, true},
		"and does not where the window is half open":       {base, offer, pricing.PriorOptions{HalfOpen: true}, "90", "100/9", on(time.March, 1), true, true},
		"29 days":                          {base, offer, pricing.PriorOptions{Days: 29}, "90", "100/9", on(time.March, 1), true, true},
		"one day: set earlier, in force":   {base, offer, pricing.PriorOptions{Days: 1}, "95", "300/19", on(time.March, 10), true, true},
		"31 days":                          {base, offer, pricing.PriorOptions{Days: 31}, "70", "-100/7", on(time.February, 1), false, true},
		"more days than are known":         {base, offer, pricing.PriorOptions{Days: 90}, "70", "-100/7", on(time.February, 1), false, false},
		"from the first day that is known": {base, offer, pricing.PriorOptions{Days: 89}, "70", "-100/7", on(time.February, 1), false, true},
		"the offer's own price does not count": {
			append(base[2:4:4], offer), offer, pricing.PriorOptions{}, "90", "100/9", on(time.March, 1), true, true,
		},
		"nor do the steps of a reduction": {
			append(base[2:4:4], period(on(time.March, 20), "85 MXN")), offer,
			pricing.PriorOptions{ReducedSince: on(time.March, 20)},
			"90", "100/9", on(time.March, 1), true, false,
		},
		"a free offer":                 {base[:1:1], period(on(time.January, 2), "0 MXN"), pricing.PriorOptions{Days: 1}, "100", "100", on(time.January, 1), true, true},
		"an offer at the prior price":  {base[:1:1], period(on(time.January, 2), "100 MXN"), pricing.PriorOptions{}, "100", "0", on(time.January, 1), false, false},
		"the last of two equal prices": {[]pricing.Period{period(on(time.March, 2), "90 MXN"), period(on(time.March, 3), "90 MXN")}, offer, pricing.PriorOptions{}, "90", "100/9", on(time.March, 3), true, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := pricing.PriorPrice(c.history, c.offer, c.opt)
			require.NoError(t, err)
			assert.Equal(t, pricing.Prior{
				Price: pricing.MustMoney(c.price + " MXN"), Since: c.since, Reduction: pricing.MustPercent(c.cut),
				Announceable: c.announce, Covered: c.cover,
			}, got)
		})
	}
}

// TestPriorPrice_clock: days are counted on the calendar of the start's location, here over the hour that Berlin lost on
// 27 March 2022: the window opens at midnight of 28 February and not at one hour to it.
func TestPriorPrice_clock(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	midnight := func(month time.Month, day int) time.Time { return time.Date(2022, month, day, 0, 0, 0, 0, berlin) }
	history := []pricing.Period{
		period(midnight(time.February, 1), "5 EUR"), period(midnight(time.February, 28).Add(-time.Minute), "9 EUR"),
	}
	prior, err := pricing.PriorPrice(history, period(midnight(time.March, 30), "4 EUR"), pricing.PriorOptions{})
	require.NoError(t, err)
	assert.Equal(t, "9.00 EUR", prior.Price.String())
}

func TestPriorPrice_faults(t *testing.T) {
	offer := period(on(time.March, 31), "80 MXN")
	past := []pricing.Period{period(on(time.January, 1), "100 MXN")}
	for name, c := range map[string]struct {
		history []pricing.Period
		offer   pricing.Period
		opt     pricing.PriorOptions
		want    error
		text    string
	}{
		"nothing known":      {nil, offer, pricing.PriorOptions{}, pricing.ErrHistory, "2022-03-31"},
		"known too late":     {[]pricing.Period{offer}, offer, pricing.PriorOptions{}, pricing.ErrHistory, "2022-03-31"},
		"twice":              {append(past[:1:1], past...), offer, pricing.PriorOptions{}, pricing.ErrInvalid, "history[1].from"},
		"two currencies":     {append(past[:1:1], period(on(time.May, 1), "1 USD")), offer, pricing.PriorOptions{}, pricing.ErrMismatch, "history[1].price"},
		"no currency":        {[]pricing.Period{{From: on(time.May, 1)}}, offer, pricing.PriorOptions{}, pricing.ErrCurrency, "history[0].price"},
		"free":               {[]pricing.Period{period(on(time.May, 1), "0 MXN")}, offer, pricing.PriorOptions{}, pricing.ErrRange, "history[0].price"},
		"offer of nothing":   {past, pricing.Period{From: offer.From}, pricing.PriorOptions{}, pricing.ErrCurrency, "offer.price"},
		"negative offer":     {past, period(offer.From, "-1 MXN"), pricing.PriorOptions{}, pricing.ErrRange, "offer.price"},
		"reduced afterwards": {past, offer, pricing.PriorOptions{ReducedSince: offer.From.Add(1)}, pricing.ErrInvalid, "reducedSince"},
		"negative days":      {past, offer, pricing.PriorOptions{Days: -1}, pricing.ErrRange, "days"},
		"too many days":      {past, offer, pricing.PriorOptions{Days: 36526}, pricing.ErrRange, "days"},
		"too long":           {make([]pricing.Period, 100_001), offer, pricing.PriorOptions{}, pricing.ErrLimit, "100001"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := pricing.PriorPrice(c.history, c.offer, c.opt)
			assert.ErrorIs(t, err, c.want)
			assert.ErrorContains(t, err, c.text)
		})
	}
}

// slowPrior steps through every moment at which the price changed, and the two ends of the window.
func slowPrior(history []pricing.Period, start time.Time, days int) pricing.Money {
	opens := start.AddDate(0, 0, -days)
	moments := []time.Time{opens, start.Add(-1)}
	for _, p := range history {
		moments = append(moments, p.From, p.From.Add(-1))
	}
	var lowest pricing.Money
	lower := func(price pricing.Money) {
		if lowest == (pricing.Money{}) || price.Minor() < lowest.Minor() {
			lowest = price
		}
	}
	for _, moment := range moments {
		inForce := -1
		for i, p := range history {
			if !p.From.After(moment) {
				inForce = i
			}
		}
		if inForce >= 0 && !moment.Before(opens) && moment.Before(start) {
			lower(history[inForce].Price)
		}
	}
	for i := 1; i < len(history); i++ { // the window is closed: what ends as it opens was in force up to that instant
		if history[i].From.Equal(opens) {
			lower(history[i-1].Price)
		}
	}
	return lowest
}

func TestPriorPrice_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := on(time.January, 1)
		var history []pricing.Period
		for range rapid.IntRange(1, 12).Draw(t, "periods") {
			history = append(history, pricing.Period{From: at, Price: minor(t, rapid.Int64Range(1, 20).Draw(t, "price"))})
			at = at.AddDate(0, 0, rapid.IntRange(1, 9).Draw(t, "days on"))
		}
		start := on(time.January, 2).AddDate(0, 0, rapid.IntRange(0, 90).Draw(t, "start"))
		days := rapid.IntRange(1, 40).Draw(t, "days")
		offer := pricing.Period{From: start, Price: minor(t, rapid.Int64Range(0, 20).Draw(t, "offer"))}
		prior, err := pricing.PriorPrice(history, offer, pricing.PriorOptions{Days: days})
		require.NoError(t, err)
		assert.Equal(t, slowPrior(history, start, days), prior.Price)
		paid, err := prior.Price.Percent(prior.Reduction, pricing.HalfUp)
		require.NoError(t, err)
		assert.Equal(t, prior.Price.Minor()-offer.Price.Minor(), paid.Minor(), "the reduction of the prior price leads to the offer")
		assert.Equal(t, prior.Reduction.Sign() > 0, prior.Announceable)
	})
}

func FuzzPriorPrice(f *testing.F) {
	f.Add([]byte(`[{"from":"2022-03-01T00:00:00Z","price":"9.00 MXN"}]`), int64(1_648_000_000), int64(800), 30)
	f.Fuzz(func(t *testing.T, text []byte, seconds, units int64, days int) {
		var history []pricing.Period
		if json.Unmarshal(text, &history) != nil {
			return
		}
		price, err := pricing.FromMinor(units, "MXN")
		require.NoError(t, err)
		prior, err := pricing.PriorPrice(history, pricing.Period{From: time.Unix(seconds, 0), Price: price}, pricing.PriorOptions{Days: days})
		if err == nil {
			assert.Positive(t, prior.Price.Sign())
			assert.Equal(t, prior.Price.Minor() > units, prior.Announceable)
		}
	})
}

// BenchmarkPriorPrice1000: a price a day, a window of all of them: 9 us, no allocation (2 cores, linux/amd64, Go 1.26).
func BenchmarkPriorPrice1000(b *testing.B) {
	var history []pricing.Period
	for i := range 1000 {
		price, _ := pricing.FromMinor(int64(1000+i*7919%500), "MXN")
		history = append(history, pricing.Period{From: on(time.January, 1+i), Price: price})
	}
	offer := period(on(time.January, 1001), "1 MXN")
	b.ReportAllocs()
	for b.Loop() {
		_, _ = pricing.PriorPrice(history, offer, pricing.PriorOptions{Days: 1000})
	}
}
