package promise

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// mostCases is how many cases one table of [Compare] may hold, as the cost of a test grows with their root.
const mostCases = 10_000_000_000

// A Comparison is how two brands differ in one specification, known by its code. The zero value compares nothing.
type Comparison struct {
	Spec       string   `json:"spec"`
	A          Key      `json:"a"`
	B          Key      `json:"b"`
	Difference float64  `json:"difference"` // share kept of A less that of B
	Interval   Interval `json:"interval"`   // of the difference, two-sided
	P          float64  `json:"p"`          // two-sided, of the two shares being the same
	Adjusted   float64  `json:"adjusted"`   // P for testing all comparisons at once
}

// Compare compares all pairs of reports on the specifications whose codes they share, A being the earlier report: pairs
// in the order of the reports, specifications in that of A. What one of the two has not measured is left out. A code
// must mean the same in all reports.
//
// P is Fisher's exact test: the chance, given the margins, of all tables that are not likelier than the seen one, within
// 1e-7. Adjusted takes all comparisons as one family: by Holm, so that deciding each at α keeps the chance of any false
// difference at α at most, or with o.FalseDiscovery by Benjamini and Hochberg, which bounds the expected share of false
// ones among those found. Interval is Newcombe's hybrid score interval at o.Level, for each comparison by itself.
//
// Of o only Level and FalseDiscovery are read. It returns [ErrLevel] unless Level is 0 or in (0, 1), [ErrRange] for a
// tally that is no share, and [ErrLimit] for two of more than 1e10 cases together. P is right to 1e-9 relative; below
// 1e-300 it is 0. The cost of a comparison grows with the root of its cases. References: Fisher (1935), The Logic of
// Inductive Inference; Newcombe (1998), Interval Estimation for the Difference Between Independent Proportions, method
// 10; Holm (1979), A Simple Sequentially Rejective Multiple Test Procedure; Benjamini, Hochberg (1995), Controlling the
// False Discovery Rate.
func Compare(reports []Report, o Options) ([]Comparison, error) {
	const op = "promise: compare"
	level, err := levelOf(o.Level)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	tallies := make([]map[string]Tally, len(reports))
	for i, r := range reports {
		tallies[i] = map[string]Tally{}
		for _, a := range r.Attributes {
			for _, s := range a.Specs {
				tallies[i][s.Code] = s.Tally
			}
		}
	}
	var all []Comparison
	var ps []float64
	for i, a := range reports {
		for k := i + 1; k < len(reports); k++ {
			for _, attribute := range a.Attributes {
				for _, s := range attribute.Specs {
					other := tallies[k][s.Code] // empty where it is not shared
					if s.Tally.Total == 0 || other.Total == 0 {
						continue
					}
					c, err := compare(s.Tally, other, level)
					if err != nil {
						return nil, fmt.Errorf("%s: specification %.40q: %w", op, s.Code, err)
					}
					c.Spec, c.A, c.B = s.Code, a.Key, reports[k].Key
					all, ps = append(all, c), append(ps, c.P)
				}
			}
		}
	}
	adjust := stat.Holm
	if o.FalseDiscovery {
		adjust = stat.BenjaminiHochberg
	}
	adjusted, err := adjust(ps)
	if err != nil { // no chance lies outside [0, 1]
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	for i := range all {
		all[i].Adjusted = adjusted[i]
	}
	return all, nil
}

// compare compares two tallies that have cases.
func compare(a, b Tally, level float64) (Comparison, error) {
	for _, t := range []Tally{a, b} {
		if err := t.check(); err != nil {
			return Comparison{}, err
		}
	}
	if a.Total > mostCases || b.Total > mostCases-a.Total {
		return Comparison{}, fmt.Errorf("cases: %w", ErrLimit)
	}
	interval, err := stat.NewcombeDifference(a.Kept, a.Total, b.Kept, b.Total, level)
	if err != nil {
		return Comparison{}, fmt.Errorf("%w: %w", ErrRange, err)
	}
	difference := float64(a.Kept)/float64(a.Total) - float64(b.Kept)/float64(b.Total)
	return Comparison{Difference: difference, Interval: Interval(interval), P: fisher(a, b)}, nil
}

// fisher returns the two-sided p-value of Fisher's exact test.
func fisher(a, b Tally) float64 {
	kept := a.Kept + b.Kept
	low, high := max(0, kept-b.Total), min(kept, a.Total) // of those kept of a, given the margins
	float := func(n int64) float64 { return float64(n) }
	h := bell{
		mode: int64((float(a.Total) + 1) * (float(kept) + 1) / (float(a.Total+b.Total) + 2)),
		up: func(i int64) float64 {
			return float(a.Total-i) / float(i+1) * float(kept-i) / float(b.Total-kept+i+1)
		},
		down: func(i int64) float64 {
			return float(i) / float(a.Total-i+1) * float(b.Total-kept+i) / float(kept-i+1)
		},
	}
	h.mode = min(max(low, h.mode), high)
	seen := 0.0
	for i, chance := range h.chances() {
		if i == a.Kept {
			seen = chance
			break
		}
	}
	sum, total := 0.0, 0.0
	for _, chance := range h.chances() {
		total += chance
		if chance <= seen*(1+1e-7) {
			sum += chance
		}
	}
	return min(1, sum/total)
}

// Homogeneity tests whether several tallies can have the same share kept: Pearson's chi-square of the kept and the missed
// of each, without correction, its degrees of freedom and the chance of as much or more if the shares are the same.
//
//	chi2 = Σ nᵢ·(pᵢ-p)² / (p·(1-p))    df = m-1    p: the share of all together
//
// It is an approximation for at least about five kept and five missed cases each; [Compare] is exact for two. It
// returns [ErrNoEvidence] if a margin is 0: for fewer than two tallies, an empty one, or all kept or all missed;
// [ErrRange] for a tally that is no share, and [ErrLimit] if the cases sum beyond 2^63-1. Accuracy: 1e-10 relative.
// Reference: Pearson (1900), On the Criterion that a Given System of Deviations.
func Homogeneity(t []Tally) (chi2 float64, df int, p float64, err error) {
	const op = "promise: homogeneity"
	var all Tally
	for i, one := range t {
		switch err := one.check(); {
		case err != nil:
			return 0, 0, 0, fmt.Errorf("%s: tally %d: %w", op, i, err)
		case one.Total == 0:
			return 0, 0, 0, fmt.Errorf("%s: tally %d: %w", op, i, ErrNoEvidence)
		case all.Total > math.MaxInt64-one.Total:
			return 0, 0, 0, fmt.Errorf("%s: cases: %w", op, ErrLimit)
		}
		all.Kept, all.Total = all.Kept+one.Kept, all.Total+one.Total
	}
	if len(t) < 2 || all.Kept == 0 || all.Kept == all.Total {
		return 0, 0, 0, fmt.Errorf("%s: a margin is 0: %w", op, ErrNoEvidence)
	}
	n := float64(all.Total)
	kept, missed := float64(all.Kept)/n, float64(all.Total-all.Kept)/n
	for _, one := range t {
		off := float64(one.Kept) - float64(one.Total)*kept
		if kept > missed { // from the rarer side, which cancels less
			off = float64(one.Total-one.Kept) - float64(one.Total)*missed
		}
		chi2 += off * off / (float64(one.Total) * kept * missed)
	}
	df = len(t) - 1
	return chi2, df, mathext.GammaIncRegComp(float64(df)/2, chi2/2), nil
}
