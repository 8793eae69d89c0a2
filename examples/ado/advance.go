package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// advance quotes one seat of each brand in the market of Mexico under the advance purchase, for several days ahead, and
// says whether "up to" is what a passenger gets.
func advance(table pricing.Table, announced pricing.Percent) (string, error) {
	engine, err := quote.New([]promotion.Promotion{seeds.ADOAdvancePurchase()}, quote.Policy{})
	if err != nil {
		return "", err
	}
	ahead := []int{40, 30, 12, 3, 1}
	header, align := []string{"Brand", "Normal"}, "lr"
	for _, days := range ahead {
		header, align = append(header, fmt.Sprintf("%d days", days)), align+"r"
	}
	var rows [][]string
	var deepest pricing.Percent
	var last quote.Result
	for _, price := range table {
		if price.Market != seeds.Mexico {
			continue
		}
		row := []string{price.Brand, price.Normal.String()}
		for _, days := range ahead {
			at := seeds.ADOAdvancePurchase().From
			c := quote.Cart{At: at, Lines: []quote.Line{{
				ID: "seat", Unit: price.Normal, Units: 1, Market: price.Market, Brand: price.Brand, Departs: at.AddDate(0, 0, days),
			}}}
			if last, err = engine.Quote(c, nil); err != nil {
				return "", err
			}
			if err := last.Verify(); err != nil {
				return "", err
			}
			depth, err := pricing.PercentOf(last.Discount, last.List)
			if err != nil {
				return "", err
			}
			if depth.Cmp(deepest) > 0 {
				deepest = depth
			}
			row = append(row, last.Total.String())
		}
		rows = append(rows, row)
	}
	verdict := "holds"
	if deepest.Cmp(announced) < 0 {
		verdict = "does not hold"
	}
	var out strings.Builder
	out.WriteString(markdown.Table(align, header, rows))
	fmt.Fprintf(&out, "\nThe deepest quote saves %s, so \"up to %s\" %s for who buys early in the market of %s. ", deepest, announced, verdict, seeds.Mexico)
	fmt.Fprintf(&out, "The bands below it, their quotas and the fence are derived. What the window says to who buys late: %s.\n", last.Trace[0])
	return out.String(), nil
}
