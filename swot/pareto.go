package swot

import (
	"cmp"
	"math/big"
	"slices"
)

// Pareto returns the strategies that no other dominates, in the order of d, and for each of the rest those that
// dominate it, in the order of d too. One dominates another if it is at least as good on every criterion and
// better on one, so equal strategies do not dominate each other. Neither weights nor floors play a part, not
// even a weight of 0.
//
// No weights put a dominated strategy before one that dominates it. The map is empty if the front holds all, and
// a decision without strategies has an empty front. The error is that of [Decision.Validate]. Cost: strategies²
// × criteria, and as many names if each dominates the next. Reference: Pareto (1906), Manuale di economia
// politica.
func Pareto(d Decision) (front []string, dominatedBy map[string][]string, err error) {
	if err := d.Validate(); err != nil {
		return nil, nil, err
	}
	g := newGrid(d)
	dominatedBy = make(map[string][]string)
	for i, code := range d.Codes {
		var by []string
		for j, other := range d.Codes {
			if dominates(g.gains[j], g.gains[i]) {
				by = append(by, other)
			}
		}
		if by == nil {
			front = append(front, code)
			continue
		}
		dominatedBy[code] = by
	}
	return front, dominatedBy, nil
}

// dominates reports whether a is at least as good as b everywhere, and better somewhere.
func dominates(a, b []*big.Int) bool {
	order := 0
	for k := range a {
		at := a[k].Cmp(b[k])
		if at < 0 {
			return false
		}
		order = max(order, at)
	}
	return order > 0
}

// undominated returns the indexes of the rows that no other dominates, equal ones among them, in no order that
// matters. What dominates a row has a larger sum, so it is met before.
func undominated(rows [][]*big.Int) (top []int) {
	sums, order := make([]*big.Int, len(rows)), make([]int, len(rows))
	for i, row := range rows {
		sums[i], order[i] = new(big.Int), i
		for _, x := range row {
			sums[i].Add(sums[i], x)
		}
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(sums[j].Cmp(sums[i]), i-j) })
	for _, i := range order {
		if !slices.ContainsFunc(top, func(t int) bool { return dominates(rows[t], rows[i]) }) {
			top = append(top, i)
		}
	}
	return top
}
