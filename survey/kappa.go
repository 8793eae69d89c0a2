package survey

import (
	"fmt"
	"math"
)

// Kappa returns how far two coders, who each put the same comments into one of k categories, agree beyond chance: 1
// where always, 0 where no more than by chance, below 0 where less. table[i][j] counts the comments that the first
// coder put into category i and the second into j.
//
//	κ = (po - pe)/(1 - pe)    po = Σp(i,i)    pe = Σp(i,·)p(·,i)    interval = κ ± z·SE
//	SE² = (Σp(i,i)(1 - (p(i,·) + p(·,i))(1-κ))² + (1-κ)²·Σ(i≠j) p(i,j)(p(·,i) + p(j,·))² - (κ - pe(1-κ))²)/(n(1-pe)²)
//
// The interval is Wald's, right for many comments, and may leave [-1, 1]; it has no width where the coders always
// agree. Kappa returns [ErrRange] for a table that is not square, of two categories at least, a negative count or
// options out of range, [ErrNoAnswers] for no comment, [ErrNoVariance] where both put all into one category,
// [ErrMethod] for a method other than Auto or Wald, and [ErrLimit] for counts that sum to 2^63 or more. References:
// Cohen (1960), A Coefficient of Agreement for Nominal Scales; Fleiss, Cohen, Everitt (1969), Large Sample Standard
// Errors of Kappa and Weighted Kappa.
func Kappa(table [][]int64, o Options) (Estimate, error) {
	const op = "survey: kappa"
	o, err := o.resolve(op, MethodWald)
	if err != nil {
		return Estimate{}, err
	}
	if o.Method != MethodWald {
		return Estimate{}, fmt.Errorf("%s by %v: %w", op, o.Method, ErrMethod)
	}
	m, err := marginsOf(table)
	if err != nil {
		return Estimate{}, fmt.Errorf("%s: %w", op, err)
	}
	switch {
	case len(m.rows) != len(m.columns):
		return Estimate{}, fmt.Errorf("%s: %d rows, %d columns: %w", op, len(m.rows), len(m.columns), ErrRange)
	case m.n == 0:
		return Estimate{}, fmt.Errorf("%s: %w", op, ErrNoAnswers)
	}
	n := float64(m.n)
	differ, byChance := 0.0, 0.0 // 1 - po and 1 - pe, summed from what differs
	for i, row := range table {
		differ += float64(m.rows[i]-row[i]) / n
		byChance += float64(m.rows[i]) / n * (float64(m.n-m.columns[i]) / n)
	}
	if byChance == 0 {
		return Estimate{}, fmt.Errorf("%s: %w: both coders put all into one category", op, ErrNoVariance)
	}
	kappa := 1 - differ/byChance
	// The three terms of SE² are the variance of a score of one comment, here taken around its mean.
	score := func(i, j int) float64 {
		chance := (1 - kappa) * (float64(m.columns[i]) + float64(m.rows[j])) / n
		if i == j {
			return 1 - chance
		}
		return -chance
	}
	mean := kappa - (1-byChance)*(1-kappa)
	variance := 0.0
	for i, row := range table {
		for j, count := range row {
			away := score(i, j) - mean
			variance += float64(count) / n * away * away
		}
	}
	f := figure{n: m.n, value: kappa, centre: kappa, sd: math.Sqrt(variance) / byChance}
	f.se = f.sd / math.Sqrt(n)
	return o.estimate(f), nil
}
