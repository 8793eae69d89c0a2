package ahp

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// maxAsked is how many repairs or triads may be asked for.
const maxAsked = 1_000

// A Repair is a judgement that fits the others badly, with what would fit. The zero value is empty.
type Repair struct {
	Judgement Judgement `json:"judgement"`
	Implied   float64   `json:"implied"`           // what the weights say that A is of B
	LogError  float64   `json:"logError"`          // |ln(Value/Implied)|
	CRAfter   *float64  `json:"crAfter,omitempty"` // with Implied in its place; nil where the table has no index for n
}

// Repairs returns the k judgements that are farthest from the weights of [Comparison.Priorities], worst first, ties in the
// order of the elements. Nothing says that they are wrong: they are the ones to ask about first. It returns [ErrLimit]
// unless 0 ≤ k ≤ 1,000 and the errors of Priorities. Cost: k times that of Priorities.
func (c Comparison) Repairs(k int, opt Options) ([]Repair, error) {
	if k < 0 || k > maxAsked {
		return nil, fmt.Errorf("ahp: %d repairs: %w", k, ErrLimit)
	}
	r, err := c.priorities(opt)
	if err != nil {
		return nil, fmt.Errorf("ahp: repairs: %w", err)
	}
	at, repairs := c.index(), []Repair{}
	for j := range c.Judgements() {
		implied := r.Weights[at[j.A]] / r.Weights[at[j.B]]
		repairs = append(repairs, Repair{Judgement: j, Implied: implied, LogError: math.Abs(math.Log(j.Value / implied))})
	}
	slices.SortStableFunc(repairs, func(a, b Repair) int { return cmp.Compare(b.LogError, a.LogError) })
	repairs = slices.Clip(repairs[:min(k, len(repairs))])
	n := len(c.elements)
	for i, repair := range repairs {
		a, b := at[repair.Judgement.A], at[repair.Judgement.B]
		changed := Comparison{c.elements, slices.Clone(c.a)}
		changed.a[a*n+b], changed.a[b*n+a] = repair.Implied, 1/repair.Implied
		after, err := changed.priorities(opt)
		if err != nil {
			return nil, fmt.Errorf("ahp: repairs: %w", err)
		}
		repairs[i].CRAfter = after.CR
	}
	return repairs, nil
}

// A Triad is three elements whose judgements do not go together. The zero value is empty.
type Triad struct {
	A             string  `json:"a"`
	B             string  `json:"b"`
	C             string  `json:"c"`
	Inconsistency float64 `json:"inconsistency"` // 0 to 1
}

// Triads returns the k triads, 1,000 at most, whose judgements contradict each other most, worst first, ties in the order
// of the elements; none for k below 1, and none that a missing pair leaves open.
//
//	inconsistency = min(|1 - x|, |1 - 1/x|), x = a_AB·a_BC/a_AC
//
// Cost: n³. Reference: Koczkodaj (1993), A New Definition of Consistency of Pairwise Comparisons, Mathematical and Computer
// Modelling 18(7).
func (c Comparison) Triads(k int) []Triad {
	n, worst, least := len(c.elements), []Triad{}, -1.0 // of the k kept so far
	if k = min(k, maxAsked); k < 1 {
		return worst
	}
	keep := func() {
		slices.SortStableFunc(worst, func(a, b Triad) int { return cmp.Compare(b.Inconsistency, a.Inconsistency) })
		if len(worst) >= k {
			worst = worst[:k]
			least = worst[k-1].Inconsistency
		}
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			for l := j + 1; l < n && c.a[i*n+j] != 0; l++ {
				x := c.a[i*n+j] * c.a[j*n+l] * c.a[l*n+i] // a_li = 1/a_il
				if inconsistency := 1 - min(x, 1/x); x != 0 && inconsistency > least {
					worst = append(worst, Triad{c.elements[i], c.elements[j], c.elements[l], inconsistency})
					if len(worst) == 2*k {
						keep()
					}
				}
			}
		}
	}
	keep()
	return worst
}
