package main

import (
	"fmt"
	"strconv"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// overspent lists the specifications that missed more cases than their coverage allows.
func overspent(reports map[string][]promise.Report) string {
	var rows [][]string
	for _, market := range seeds.ADOMarkets() {
		for _, r := range reports[market] {
			for _, attribute := range r.Attributes {
				for _, spec := range attribute.Specs {
					if b := spec.Budget; b != nil && b.Remaining < 0 {
						gone := "no tolerance"
						if b.Consumed != nil {
							gone = fmt.Sprintf("%.0f %%", 100**b.Consumed)
						}
						rows = append(rows, []string{market, r.Key.Brand, spec.Code, strconv.FormatFloat(b.Allowed, 'g', 4, 64), strconv.FormatInt(b.Spent, 10), gone})
					}
				}
			}
		}
	}
	return markdown.Table("lllrrr", []string{"Market", "Brand", "Specification", "Misses allowed", "Missed", "Tolerance gone"}, rows)
}

// contrasts lists, market by market, in which specifications two brands keep a different share, all comparisons of a market
// being one family.
func contrasts(reports map[string][]promise.Report) (string, error) {
	var rows [][]string
	compared := 0
	for _, market := range seeds.ADOMarkets() {
		all, err := promise.Compare(reports[market], promise.Options{})
		if err != nil {
			return "", err
		}
		compared += len(all)
		for _, c := range all {
			if c.Adjusted < 0.05 {
				rows = append(rows, []string{
					market, c.Spec, c.A.Brand, c.B.Brand,
					fmt.Sprintf("%+.1f (%+.1f to %+.1f)", 100*c.Difference, 100*c.Interval.Low, 100*c.Interval.High), fmt.Sprintf("%.2g", c.Adjusted),
				})
			}
		}
	}
	return fmt.Sprintf("Of %d comparisons these are below 0.05 after Holm's correction within their market. Differences in points of percent, first brand less second.\n\n", compared) +
		markdown.Table("llllrr", []string{"Market", "Specification", "Brand", "Than", "Difference", "p, adjusted"}, rows), nil
}
