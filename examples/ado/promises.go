package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// promises writes what each brand promises in each market, and what the simulated observations say of it.
func promises(o options) (string, error) {
	all := seeds.ADOPromises()
	var overview [][]string
	reports := map[string][]promise.Report{} // by market
	var details strings.Builder
	for _, p := range all {
		if err := p.Validate(); err != nil {
			return "", err
		}
		verdicts, err := promise.Evaluate(p, observations(o.seed, p), promise.Options{})
		if err != nil {
			return "", err
		}
		reports[p.Key.Market] = append(reports[p.Key.Market], verdicts)
		overview = append(overview, []string{
			p.Key.Market, p.Key.Brand, p.Class.Letter(), verdicts.Base.String(), verdicts.Differentiating.String(),
			broken(verdicts), verdicts.Worst,
		})
		fmt.Fprintf(&details, "\n<details><summary>%s, market %s</summary>\n\n%s\n</details>\n", p.Key.Brand, p.Key.Market, verdicts.Markdown())
	}
	var out strings.Builder
	out.WriteString("### What is promised\n\n")
	for _, market := range seeds.ADOMarkets() {
		var here []promise.Promise
		for _, p := range all {
			if p.Key.Market == market {
				here = append(here, p)
			}
		}
		fmt.Fprintf(&out, "Market %s:\n\n%s\n", market, promise.SideBySide(here))
	}
	fmt.Fprintf(&out, "### What is kept\n\nSimulated: %d observations of each specification, seed %d. A promise is kept or broken only "+
		"where the exact bounds at 95 %% say so; one of always is never shown kept by evidence alone.\n\n", tripsObserved, o.seed)
	out.WriteString(markdown.Table("", []string{
		"Market", "Brand", "F/O/D/A", "Base promise", "Differentiating", "Broken", "Worst visible attribute",
	}, overview))
	out.WriteString(details.String())
	out.WriteString("\n### Tolerances overspent\n\n" + overspent(reports))
	differences, err := contrasts(reports)
	if err != nil {
		return "", err
	}
	out.WriteString("\n### Brands that differ\n\n" + differences)
	season, err := highSeason(all[1])
	if err != nil {
		return "", err
	}
	out.WriteString("\n### High season\n\n" + season)
	return out.String(), nil
}

// broken lists the codes of the specifications that are broken.
func broken(r promise.Report) string {
	var codes []string
	for _, attribute := range r.Attributes {
		for _, spec := range attribute.Specs {
			if spec.Verdict == promise.Broken {
				codes = append(codes, spec.Code)
			}
		}
	}
	return strings.Join(codes, ", ")
}
