package swot

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// Robust says how firmly the leader of [WeightedSum] stands: all that follows is exact, but for its rounding
// to 16 places. With g_k = u_k(leader) - u_k(challenger) and G = Σ w·g, their difference in Score:
//
//	a weight moves, the others keep their proportions:  To = r/(r - g_k), r = (G - w_k·g_k)/(1 - w_k)
//	a score moves:                                      by G/w_k in utility, the leader's down or the challenger's up
//	all weights move, the least sum of squares:         by -G·h/|h|², h = g - mean g, a distance of |G|/|h|
//	all weights move, the least sum of changes:         see [WeightShift]
//
// A flip is listed where the weight stays within 0 and 1 or the score on its scale. A criterion of weight 1
// has no weight flip, for the others have no proportions to keep, and one of weight 0 no score flip. Of tied
// leaders the first in the order of the decision is the reference, the others flip with a change of 0; a
// strategy that is equal to the leader on every criterion never flips. Vetoed strategies neither lead nor
// challenge, whatever moves; if all are vetoed, Leaders is empty.
//
// The error is that of [Decision.Validate]. Cost: strategies × criteria, sorted; the search for the dominated
// takes strategies × those that nobody dominates. Reference: Triantaphyllou, Sanchez (1997), A sensitivity
// analysis approach for some deterministic multi-criteria decision making methods, Decision Sciences 28(1),
// who change one weight and do not rescale the others, as is done here.
func Robust(d Decision) (Robustness, error) {
	if err := d.Validate(); err != nil {
		return Robustness{}, err
	}
	c := newContest(newGrid(d))
	r := Robustness{Never: c.never()}
	if c.leader < 0 {
		return r, nil
	}
	r.Leaders = append(r.Leaders, d.Codes[c.leader])
	var margin *big.Int
	for _, v := range c.rivals {
		if v.gap.Sign() == 0 {
			r.Leaders = append(r.Leaders, d.Codes[v.row])
		}
		if margin == nil || v.gap.Cmp(margin) < 0 {
			margin = v.gap
		}
		r.L1, r.L2 = append(r.L1, c.leastSum(v)), append(r.L2, c.leastSquares(v))
	}
	if margin != nil {
		r.Margin = decimal.NewNullDecimal(quotient(margin, c.unit()))
	}
	r.Weights, r.Scores = shown(c.weightFlips()), shown(c.scoreFlips(margin))
	return r, nil
}

// A contest is a grid with its leader, -1 for none, and those who challenge it.
type contest struct {
	grid
	leader int
	rivals []rival
}

// A rival is a strategy with its distance from the leader, on each criterion and over all, in units of the grid.
type rival struct {
	row  int
	gaps []*big.Int
	gap  *big.Int // at least 0
}

func newContest(g grid) contest {
	c := contest{grid: g, leader: -1}
	var best *big.Int
	for i, gains := range g.gains {
		if len(g.vetoed[i]) > 0 {
			continue
		}
		if total := g.total(gains); best == nil || total.Cmp(best) > 0 {
			c.leader, best = i, total
		}
	}
	for i, gains := range g.gains {
		if len(g.vetoed[i]) == 0 && i != c.leader {
			gaps := differences(g.gains[c.leader], gains)
			c.rivals = append(c.rivals, rival{i, gaps, g.total(gaps)})
		}
	}
	return c
}

// never returns the codes of the strategies that one which is not vetoed dominates.
func (c contest) never() (codes []string) {
	all := standingsOf(c.gains)
	var eligible []standing
	for i, s := range all {
		if len(c.vetoed[i]) == 0 {
			eligible = append(eligible, s)
		}
	}
	top := undominated(eligible)
	for i, s := range all {
		if slices.ContainsFunc(top, func(t int) bool { return dominates(eligible[t], s) }) {
			codes = append(codes, c.Codes[i])
		}
	}
	return codes
}

// A flip is a Flip before it is rounded.
type flip struct {
	Flip
	to, change *big.Rat
}

// shown returns flips from the least change on, ties in their order, rounded.
func shown(flips []flip) []Flip {
	sizes, order := make([]*big.Rat, len(flips)), make([]int, len(flips))
	for i, f := range flips {
		sizes[i], order[i] = new(big.Rat).Abs(f.change), i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(sizes[i].Cmp(sizes[j]), i-j) })
	out := make([]Flip, len(flips))
	for at, i := range order {
		out[at] = flips[i].Flip
		out[at].To, out[at].Change = ratio(flips[i].to), ratio(flips[i].change)
	}
	return out
}

// weightFlips returns the flips of weights, by criterion, then by challenger.
func (c contest) weightFlips() (flips []flip) {
	one := big.NewRat(1, 1)
	for k, criterion := range c.Criteria {
		others := new(big.Int).Sub(c.whole, c.weights[k])
		from, now := len(flips), new(big.Rat).SetFrac(c.weights[k], c.whole)
		var low, high *big.Rat // the weights between which nobody is above the leader
		for _, v := range c.rivals {
			rest := new(big.Int).Mul(c.weights[k], v.gaps[k])
			rest.Sub(v.gap, rest)                       // r, times others
			fall := new(big.Int).Mul(v.gaps[k], others) // g_k, times others
			if fall.Sub(rest, fall); fall.Sign() == 0 { // the weight moves nothing, or leaves the others none to keep
				continue
			}
			to := new(big.Rat).SetFrac(rest, fall)
			switch {
			case fall.Sign() > 0 && (high == nil || to.Cmp(high) < 0):
				high = to
			case fall.Sign() < 0 && (low == nil || to.Cmp(low) > 0):
				low = to
			}
			if to.Sign() >= 0 && to.Cmp(one) <= 0 {
				f := Flip{Criterion: criterion.Code, Challenger: c.Codes[v.row]}
				flips = append(flips, flip{f, to, new(big.Rat).Sub(to, now)})
			}
		}
		for i := from; i < len(flips); i++ {
			to := flips[i].to
			flips[i].Leads = (low == nil || to.Cmp(low) >= 0) && (high == nil || to.Cmp(high) <= 0)
		}
	}
	return flips
}

// scoreFlips returns the flips of scores, by criterion, then by challenger, the leader's before its own. Margin
// is the least distance of a challenger.
func (c contest) scoreFlips(margin *big.Int) (flips []flip) {
	ten := scaled(decimal.New(1, 0), c.places) // of the scales
	for k, criterion := range c.Criteria {
		if c.weights[k].Sign() == 0 {
			continue
		}
		best := new(big.Int).Mul(c.weights[k], c.span) // what the criterion adds at most
		scale := new(big.Int).Mul(best, ten)
		for _, v := range c.rivals {
			if isZero(v.gaps) {
				continue
			}
			move := new(big.Rat).SetFrac(new(big.Int).Mul(v.gap, c.widths[k]), scale)
			add := func(row int, worse, leads bool) {
				change := new(big.Rat).Set(move)
				if worse != criterion.LowerIsBetter {
					change.Neg(change)
				}
				to := new(big.Rat).SetFrac(scaled(c.Scores[row][k], c.places), ten)
				f := Flip{Criterion: criterion.Code, Challenger: c.Codes[v.row], Strategy: c.Codes[row], Leads: leads}
				flips = append(flips, flip{f, to.Add(to, change), change})
			}
			own := func(row int) *big.Int { return new(big.Int).Mul(c.weights[k], c.gains[row][k]) }
			if own(c.leader).Cmp(v.gap) >= 0 {
				add(c.leader, true, v.gap.Cmp(margin) == 0)
			}
			if up := own(v.row); up.Add(up, v.gap).Cmp(best) <= 0 {
				add(v.row, false, true)
			}
		}
	}
	return flips
}
