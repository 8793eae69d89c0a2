package survey

import (
	"fmt"
)

// fisher returns the two-sided P of Fisher's exact test that two shares are one: the chance, the sums being given, of
// every number of hits before that is no likelier than this one. Chances that differ by less than 1e-7 of themselves
// are equal, as in R's fisher.test.
//
// Chances are taken relative to one near the likeliest and follow from each other by a ratio, so that no factorial
// loses digits; beyond 1e-300 of it they count as 0.
func fisher(before, after Count) (float64, error) {
	const most = 1e12
	if before.N > most || after.N > most || before.N+after.N > most {
		return 0, fmt.Errorf("exact test of over %.0e answers: %w", float64(most), ErrLimit)
	}
	h := hypergeometric{before.N, after.N, before.X + after.X}
	total, observed := 0.0, 0.0
	h.walk(func(hits int64, chance float64) {
		total += chance
		if hits == before.X {
			observed = chance
		}
	})
	sum := 0.0
	h.walk(func(_ int64, chance float64) {
		if chance <= observed*(1+1e-7) {
			sum += chance
		}
	})
	return min(1, sum/total), nil
}

// hypergeometric is the distribution of the hits among n1 of n1 + n2 cases, of which hits are hits in all.
type hypergeometric struct{ n1, n2, hits int64 }

// walk visits all numbers of hits among the n1 with their chances, relative to that of one near the likeliest.
func (h hypergeometric) walk(visit func(hits int64, chance float64)) {
	low, high := max(0, h.hits-h.n2), min(h.n1, h.hits)
	likely := int64(float64(h.n1+1) * (float64(h.hits+1) / float64(h.n1+h.n2+2)))
	likely = min(max(likely, low), high)
	const least = 1e-300
	chance := 1.0
	for k := likely; k <= high && chance > least; k++ {
		visit(k, chance)
		chance *= h.ratio(k)
	}
	chance = 1.0
	for k := likely - 1; k >= low; k-- {
		if chance /= h.ratio(k); chance <= least {
			return
		}
		visit(k, chance)
	}
}

// ratio returns how much likelier than k hits k + 1 are.
func (h hypergeometric) ratio(k int64) float64 {
	return float64(h.n1-k) / float64(k+1) * (float64(h.hits-k) / float64(h.n2-h.hits+k+1))
}
