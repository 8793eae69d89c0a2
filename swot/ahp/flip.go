package ahp

import (
	"cmp"
	"math"
	"slices"
)

// A Flip is the weight of a leaf at which a challenger ties with the leader, the other leaves keeping their proportions.
// The zero value is empty.
type Flip struct {
	Criterion  string  `json:"criterion"` // path of the leaf
	Challenger string  `json:"challenger"`
	Weight     float64 `json:"weight"` // 0 to 1
	Change     float64 `json:"change"` // Weight less what it is now
}

// Flips returns what single weight would have to change for the distributive leader to be caught, smallest change first,
// then by criterion and challenger:
//
//	t = r/(r - g_k), r = (Σ W_j g_j - W_k g_k)/(1 - W_k)
//
// g is the leader's local priority less the challenger's. A t outside 0 to 1 is none, and neither is one of a criterion
// that has all the weight, nor one of a challenger that equals the leader everywhere. Of tied leaders the first is the
// leader. A Synthesis that [Synthesize] did not make, or whose lengths do not fit, has none.
func (s Synthesis) Flips() []Flip {
	flips := []Flip{}
	n := len(s.Alternatives)
	if n == 0 || len(s.Distributive) != n || len(s.Weights) != len(s.Criteria) || len(s.Local) != len(s.Criteria) {
		return flips
	}
	for _, local := range s.Local {
		if len(local) != n {
			return flips
		}
	}
	leader := leaders(s.Distributive)
	if len(leader) == 0 { // NaN
		return flips
	}
	for challenger := range n {
		lead := 0.0
		for j, local := range s.Local {
			lead += s.Weights[j] * (local[leader[0]] - local[challenger])
		}
		for k, local := range s.Local {
			gap := local[leader[0]] - local[challenger]
			rest := (lead - s.Weights[k]*gap) / (1 - s.Weights[k])
			t := rest / (rest - gap)
			if challenger == leader[0] || math.IsNaN(t) || t < 0 || t > 1 || s.Weights[k] == 1 {
				continue
			}
			flips = append(flips, Flip{s.Criteria[k], s.Alternatives[challenger], t, t - s.Weights[k]})
		}
	}
	slices.SortStableFunc(flips, func(a, b Flip) int {
		return cmp.Or(cmp.Compare(size(a.Change), size(b.Change)), cmp.Compare(a.Criterion, b.Criterion),
			cmp.Compare(a.Challenger, b.Challenger))
	})
	return flips
}

// size is how large a change is, in steps of 1e-12, so that two leaves that mirror each other tie.
func size(change float64) float64 { return math.Round(math.Abs(change) * 1e12) }
