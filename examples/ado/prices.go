package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// prices writes the price table, where the announced saving holds, where brands undercut each other, and what advance
// purchase comes to.
func prices(options) (string, error) {
	table := seeds.ADOPrices()
	if err := table.Validate(); err != nil {
		return "", err
	}
	whole, err := table.Depth()
	if err != nil {
		return "", err
	}
	announced := seeds.ADOClaim()
	claims, err := table.CheckClaim(announced)
	if err != nil {
		return "", err
	}
	findings, err := table.CheckLadder(pricing.LadderOptions{Brands: seeds.ADOBrands(), Markets: seeds.ADOMarkets()})
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString(table.Markdown())
	fmt.Fprintf(&out, "\nOver all nine prices the promotion takes off %s.\n", whole)
	fmt.Fprintf(&out, "\n### Does \"up to %s\" hold?\n\n%s", announced, claimTable(claims))
	fmt.Fprintf(&out, "\n### Brands and markets against each other\n\n%s", findingTable(findings))
	quotes, err := advance(table, announced)
	fmt.Fprintf(&out, "\n### Advance purchase, quoted on 1 January 2013\n\n%s", quotes)
	return out.String(), err
}

// claimTable says for each market and for all of them whether the announced saving is met, exceeded or not reached.
func claimTable(claims []pricing.Claim) string {
	var rows [][]string
	for _, claim := range claims {
		market := claim.Market
		if market == "" {
			market = "all markets"
		}
		verdict := "not reached"
		if claim.True() {
			verdict = "holds"
		}
		rows = append(rows, []string{market, claim.Best.String(), verdict, brands(claim.MetBy), brands(claim.ExceededBy)})
	}
	return markdown.Table("lr", []string{"Market", "Deepest", "Claim", "Met exactly by", "Exceeded by"}, rows)
}

// brands names the brands of some prices.
func brands(prices []pricing.Price) string {
	var names []string
	for _, price := range prices {
		names = append(names, price.Brand)
	}
	return strings.Join(names, ", ")
}

// findingTable lists where a price that ought to be lower is not.
func findingTable(findings []pricing.Finding) string {
	var rows [][]string
	for _, f := range findings {
		rows = append(rows, []string{f.Kind.String(), f.String()})
	}
	return markdown.Table("", []string{"Kind", "Finding"}, rows)
}
