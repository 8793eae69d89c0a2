package mcdm

import (
	"cmp"
	"math"
	"slices"
)

// Ranks returns the competition ranks of scores, 1 for the highest: equal ones share the better rank, and the next rank
// is left out for each. Scores within 1e-12 of the highest of them, relative to it, are equal. NaN ranks last, with every other NaN.
// No scores have no ranks. Cost: linear, for a thousand scores and more.
func Ranks(scores []float64) []int {
	order := falling(scores)
	ranks := make([]int, len(scores))
	first := 0
	for k, v := range order {
		if !alike(scores[order[first].at], scores[v.at]) {
			first = k
		}
		ranks[v.at] = first + 1
	}
	return ranks
}

// alike reports whether score shares the rank of top, which is not below it.
func alike(top, score float64) bool {
	return top == score || !math.IsInf(top, 0) && math.Abs(top-score) <= 1e-12*math.Abs(top) || math.IsNaN(top)
}

// A keyed is a score as a whole number that falls as the score rises, and where it stands.
type keyed struct {
	key uint64
	at  int
}

// falling returns scores from the highest, NaN last.
func falling(scores []float64) []keyed {
	order := make([]keyed, len(scores))
	for i, score := range scores {
		key := math.Float64bits(score)
		switch {
		case math.IsNaN(score):
			key = math.MaxUint64
		case key>>63 == 0:
			key = ^key &^ (1 << 63) // the larger, the sooner, and all before those below 0
		}
		order[i] = keyed{key, i}
	}
	if len(order) < 500 {
		slices.SortFunc(order, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
		return order
	}
	return bySix(order)
}

// bySix sorts by key in six rounds of 11 bits, the lowest first, each of which keeps the order of those before.
func bySix(order []keyed) []keyed {
	const rounds, width = 6, 11
	var counts [rounds][1 << width]int
	for _, v := range order {
		for r := range rounds {
			counts[r][v.key>>(width*r)%(1<<width)]++
		}
	}
	next := make([]keyed, len(order))
	for r := range rounds {
		count := &counts[r]
		if slices.Max(count[:]) == len(order) { // all alike in these bits
			continue
		}
		from := 0
		for digit, n := range count {
			count[digit] = from
			from += n
		}
		for _, v := range order {
			to := &count[v.key>>(width*r)%(1<<width)]
			next[*to] = v
			*to++
		}
		order, next = next, order
	}
	return order
}
