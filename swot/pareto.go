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
	standings := standingsOf(newGrid(d).gains)
	dominatedBy = make(map[string][]string)
	for i, code := range d.Codes {
		var by []string
		for j, other := range d.Codes {
			if dominates(standings[j], standings[i]) {
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

// A standing says for each criterion how many different values are below that of a strategy. It tells who
// dominates whom as the values themselves do, and is short.
type standing []int32

// standingsOf returns the standings of rows, of the same length.
func standingsOf(rows [][]*big.Int) []standing {
	out, order := make([]standing, len(rows)), make([]int, len(rows))
	for i, row := range rows {
		out[i], order[i] = make(standing, len(row)), i
	}
	if len(rows) == 0 {
		return out
	}
	for k := range rows[0] {
		slices.SortFunc(order, func(i, j int) int { return rows[i][k].Cmp(rows[j][k]) })
		for at, i := range order[1:] {
			before := order[at]
			out[i][k] = out[before][k]
			if rows[before][k].Cmp(rows[i][k]) < 0 {
				out[i][k]++
			}
		}
	}
	return out
}

// dominates reports whether a is at least as good as b everywhere, and better somewhere.
func dominates(a, b standing) bool {
	better := false
	for k, x := range a {
		if x < b[k] {
			return false
		}
		better = better || x > b[k]
	}
	return better
}

// undominated returns the indexes of those that no other dominates, equal ones among them, in no order that
// matters. What dominates another has a larger sum, so it is met before.
func undominated(standings []standing) (top []int) {
	sums, order := make([]int, len(standings)), make([]int, len(standings))
	for i, s := range standings {
		order[i] = i
		for _, x := range s {
			sums[i] += int(x)
		}
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(sums[j]-sums[i], i-j) })
	for _, i := range order {
		if !slices.ContainsFunc(top, func(t int) bool { return dominates(standings[t], standings[i]) }) {
			top = append(top, i)
		}
	}
	return top
}
