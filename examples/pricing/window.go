package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// departure is when the bus leaves.
func departure() time.Time { return time.Date(2013, time.February, 20, 22, 30, 0, 0, seeds.ADOZone()) }

// promotions are those of the window: the advance purchase of the case, a free bag, and a code.
func promotions() []promotion.Promotion {
	return []promotion.Promotion{
		seeds.ADOAdvancePurchase(),
		{
			Name: "BAG", Charges: true, When: promotion.Spend{Min: pricing.MustMoney("1500.00 MXN")},
			Give: promotion.PercentOff{Off: pricing.MustPercent("100")}, Priority: -1,
		},
		{Name: "SPRING", Code: "SPRING", Give: promotion.AmountOff{Amount: pricing.MustMoney("40.00 MXN"), Scope: promotion.PerUnit}},
	}
}

// window quotes the trip for each day of purchase.
func window(o options) (string, error) {
	engine, err := quote.New(promotions(), quote.Policy{})
	if err != nil {
		return "", err
	}
	prices := seeds.ADOPrices()
	row := slices.IndexFunc(prices, func(p pricing.Price) bool { return p.Market == o.market && p.Brand == o.brand })
	if row < 0 {
		return "", fmt.Errorf("no price for %q in %q", o.brand, o.market)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "# %s to %s, %s\n", o.brand, o.market, departure().Format("2 January 2006, 15:04"))
	for _, days := range o.ahead {
		c := quote.Cart{
			At: departure().AddDate(0, 0, -days).Add(-12 * time.Hour),
			Lines: []quote.Line{
				{ID: "seats", Unit: prices[row].Normal, Units: o.seats, Market: o.market, Brand: o.brand, Departs: departure()},
				{ID: "bag", Unit: pricing.MustMoney("120.00 MXN"), Units: 1, Charge: true},
			},
		}
		if o.code != "" {
			c.Codes = []string{o.code}
		}
		text, err := sell(engine, c)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "\n## Bought %d days ahead\n\n%s", days, text)
	}
	return out.String(), nil
}

// sell quotes a cart and writes all that is to be said of it.
func sell(engine *quote.Engine, c quote.Cart) (string, error) {
	receipt, err := engine.Quote(c, nil) // the first sale of the day: all counters are 0
	if err != nil {
		return "", err
	}
	if err := receipt.Verify(); err != nil {
		return "", err
	}
	misses, err := engine.NearMisses(c, nil)
	if err != nil {
		return "", err
	}
	back, err := receipt.Refund([]quote.Return{{Line: "seats", Units: 1}}, nil, c.At)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString(receipt.Markdown())
	list := func(title string) { fmt.Fprintf(&out, "\n%s\n\n", title) }
	if len(misses) > 0 {
		list("Just missed:")
	}
	for _, miss := range misses {
		fmt.Fprintf(&out, "- %s and saves %s\n", miss, miss.Saves)
	}
	if len(receipt.UnknownCodes) > 0 {
		list("Codes that nobody knows: " + strings.Join(receipt.UnknownCodes, ", "))
	}
	if len(receipt.Counters) > 0 {
		list("To commit with the sale:")
	}
	for _, counter := range receipt.Counters {
		_, kind, _ := strings.Cut(counter.Key, "/")
		fmt.Fprintf(&out, "- %s %s: %d more, at most %d in all\n", counter.Promotion, kind, counter.Add, counter.Limit)
	}
	list("One seat that comes back at once:")
	fmt.Fprintf(&out, "- in cash %s, as a balance %s, withheld %s\n", back.Cash, back.Credit, back.Withheld)
	return out.String(), nil
}
