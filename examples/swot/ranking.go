package main

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/swot"
	"github.com/seed-4ccf82d5/servicequality/swot/ahp"
)

// nothing is what is written where there is no strategy to rank.
const nothing = "The matrix holds no strategies.\n"

// hundredths returns n hundredths.
func hundredths(n int64) decimal.Decimal { return decimal.New(n, -2) }

// ranking writes the criteria, the order by weighted sum, whom the margin does not tell apart, and the chart.
func (in input) ranking(o options) (string, error) {
	if len(in.decision.Codes) == 0 {
		return nothing, nil
	}
	ranking, err := swot.WeightedSum(in.decision)
	if err == nil {
		ranking, err = ranking.ByScore(hundredths(80), hundredths(60))
	}
	if err != nil {
		return "", err
	}
	var rows [][]string
	for _, c := range in.decision.Criteria {
		best, floor := "Max", ""
		if c.LowerIsBetter {
			best = "Min"
		}
		if c.Floor.Valid {
			floor = c.Floor.Decimal.String()
		}
		rows = append(rows, []string{c.Code, c.Name, weight(in.decision.Criteria, c.Weight), c.Min.String(), c.Max.String(), best, floor})
	}
	out := markdown.Table("llrrrlr", []string{"Criterion", "Name", "Weight", "Min", "Max", "Best", "Floor"}, rows) +
		"\n" + o.labels.Ranking(ranking) + "\n" + closeCalls(ranking)
	if len(in.decision.Criteria) < 2 {
		return out, nil
	}
	drawing, err := in.quadrant()
	return out + "\n" + markdown.Fence("mermaid", drawing), err
}

// weight returns w as text, or "equal" if all weights are zero.
func weight(criteria []swot.Criterion, w decimal.Decimal) string {
	for _, c := range criteria {
		if !c.Weight.IsZero() {
			return w.String()
		}
	}
	return "equal"
}

// closeCalls says who leads, and whom a margin of 0.05 does not tell apart from who leads.
func closeCalls(r swot.Ranking) string {
	switch near := r.Close(hundredths(5)); len(near) {
	case 0:
		return "Every strategy is below a floor: nobody leads.\n"
	case 1:
		return "No other score is within 0.05 of the first.\n"
	default:
		return "Too close to call, within 0.05 of the first: " + markdown.Escape(list(near)) + ".\n"
	}
}

// quadrant returns the chart over the first two criteria, the first upwards.
func (in input) quadrant() (string, error) {
	return in.decision.Mermaid(in.decision.Criteria[1].Code, in.decision.Criteria[0].Code)
}

// robustness writes what it takes to turn the first place over, what a point does, and under which weights each leads.
func (in input) robustness(o options) (string, error) {
	if len(in.decision.Codes) == 0 {
		return nothing, nil
	}
	r, err := swot.Robust(in.decision)
	if err != nil {
		return "", err
	}
	shares, err := swot.Acceptability(in.decision, swot.AcceptabilityOptions{Seed: o.seed})
	if err != nil {
		return "", err
	}
	var points []string
	for _, f := range r.Scores {
		if f.Leads && f.Change.Abs().LessThanOrEqual(decimal.New(1, 0)) {
			points = append(points, f.Criterion+" of "+f.Strategy)
		}
	}
	how, header, rows := "exactly", []string{"Strategy", "Share", "Fraction"}, [][]string(nil)
	for _, s := range shares {
		row := []string{s.Code, fmt.Sprintf("%.4f", s.Share)}
		if s.Exact != nil {
			row = append(row, s.Exact.RatString())
		} else {
			how, header[2] = fmt.Sprintf("by 100,000 draws with seed %d", o.seed), "Standard error"
			row = append(row, fmt.Sprintf("%.4f", s.StdErr))
		}
		rows = append(rows, row)
	}
	return r.Markdown() + "\nOne point or less makes a tie in front: " + markdown.Escape(list(points)) + ".\n" +
		"\nThe share of all possible weights under which a strategy is first, " + how + ":\n\n" +
		markdown.Table("lrr", header, rows), nil
}

// comparisons writes the weights that the comparison of the criteria gives, how consistent it is, and the ranking by them.
func (in input) comparisons(o options) (string, error) {
	if len(in.comparison.Elements()) == 0 {
		return "Nobody compared the criteria.\n", nil
	}
	result, err := in.comparison.Priorities(ahp.Options{})
	if err != nil {
		return "", err
	}
	var out strings.Builder
	if in.assumed {
		out.WriteString("The comparisons are assumed.\n\n")
	}
	var rows [][]string
	for j := range in.comparison.Judgements() {
		rows = append(rows, []string{j.A, fmt.Sprintf("%.4g", j.Value), j.B})
	}
	out.WriteString(markdown.Table("lrl", []string{"Criterion", "is worth times", "Criterion"}, rows) + "\n")
	d, err := reweighted(in.decision, result)
	if err != nil {
		return "", err
	}
	rows = nil
	for _, c := range d.Criteria {
		rows = append(rows, []string{c.Code, c.Weight.StringFixed(4)})
	}
	out.WriteString(markdown.Table("lr", []string{"Criterion", "Weight"}, rows) + "\n")
	if err := consistency(&out, in.comparison, result); err != nil {
		return "", err
	}
	if len(d.Codes) == 0 {
		return out.String(), nil
	}
	ranking, err := swot.WeightedSum(d)
	if err != nil {
		return "", err
	}
	out.WriteString("\n" + o.labels.Ranking(ranking) + "\n" + closeCalls(ranking))
	return out.String(), nil
}

// reweighted returns d with the weights of the result, rounded so that they sum to exactly 1.
func reweighted(d swot.Decision, result ahp.Result) (swot.Decision, error) {
	byCode := make(map[string]float64)
	for i, code := range result.Elements {
		byCode[code] = result.Weights[i]
	}
	criteria := append([]swot.Criterion(nil), d.Criteria...)
	points := make([]decimal.Decimal, len(criteria))
	for k, c := range criteria {
		points[k] = decimal.NewFromFloatWithExponent(byCode[c.Code], -12)
	}
	weights, err := swot.NormalizeWeights(points, 4)
	if err != nil {
		return swot.Decision{}, err
	}
	for k := range criteria {
		criteria[k].Weight = weights[k]
	}
	d.Criteria = criteria
	return d, nil
}

// consistency writes the consistency ratio, which the default table has for any number of criteria, and above 0.1 the
// judgements that fit the others worst.
func consistency(out *strings.Builder, c ahp.Comparison, result ahp.Result) error {
	fmt.Fprintf(out, "Consistency ratio %.4f by the table %s: ", *result.CR, result.Index)
	if *result.CR <= 0.1 {
		out.WriteString("at most 0.1, the judgements go together.\n")
		return nil
	}
	out.WriteString("above 0.1. To ask about first:\n\n")
	repairs, err := c.Repairs(3, ahp.Options{})
	if err != nil {
		return err
	}
	var rows [][]string
	for _, r := range repairs {
		after := ""
		if r.CRAfter != nil {
			after = fmt.Sprintf("%.4f", *r.CRAfter)
		}
		rows = append(rows, []string{r.Judgement.A + " / " + r.Judgement.B, fmt.Sprintf("%.4g", r.Judgement.Value), fmt.Sprintf("%.4g", r.Implied), after})
	}
	out.WriteString(markdown.Table("lrrr", []string{"Pair", "Judged", "Implied", "Ratio then"}, rows))
	return nil
}
