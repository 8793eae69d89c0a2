package swot

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
)

// AcceptabilityOptions say over which weights [Acceptability] looks, and how. The zero value is the default.
type AcceptabilityOptions struct {
	// Samples is how many weights are drawn where the answer is not exact, 1 to 10,000,000. Defaults to 100,000.
	Samples int `json:"samples"`
	// Seed begins the draw: the same seed, the same answer.
	Seed uint64 `json:"seed"`
	// Ordered says that the criteria stand in the order of their importance: only weights that fall in that
	// order, or are equal, are looked at.
	Ordered bool `json:"ordered"`
}

// A Share says for which part of all weights a strategy is first. The zero value is that of one which never is.
type Share struct {
	Code   string   `json:"code"`
	Share  float64  `json:"share"`  // 0 to 1
	StdErr float64  `json:"stdErr"` // standard error of Share, 0 where it is exact
	Exact  *big.Rat `json:"exact"`  // the fraction that Share is, nil where it was sampled
}

// Acceptability returns for which share of all possible weights each strategy of d is first by weighted sum, in
// the order of d: the weights of d play no part, and stand for what nobody agrees on. All weights that sum to 1
// are held equally likely (or with Ordered, all of them that fall).
//
// Up to three criteria the shares are exact fractions, areas of the triangle of weights cut by the lines on
// which two strategies tie, and sum to exactly 1. From four on the weights are drawn, from PCG of the seed, and
// StdErr = √(p(1-p)/N). Strategies that are equal on every criterion are first together and divide their share
// equally. A vetoed strategy has none and takes none from others; if all are vetoed, the shares are 0.
//
// It returns the error of [Decision.Validate], [ErrRange] for a negative number of samples, and [ErrLimit] for
// over 10,000,000. Cost: exact, the square of the strategies that none dominates; else samples × those ×
// criteria. Accuracy: Share of Exact to the last bit; sampled scores are float64, so strategies that differ by
// less than 1e-15 on every criterion cannot be told apart. Reference: Lahdelma, Hokkanen, Salminen (1998), SMAA,
// European Journal of Operational Research 106(1).
func Acceptability(d Decision, opt AcceptabilityOptions) ([]Share, error) {
	const most = 10_000_000
	switch {
	case opt.Samples < 0:
		return nil, fmt.Errorf("swot: acceptability: %d samples: %w", opt.Samples, ErrRange)
	case opt.Samples > most:
		return nil, fmt.Errorf("swot: acceptability: %d samples: %w", opt.Samples, ErrLimit)
	case opt.Samples == 0:
		opt.Samples = 100_000
	}
	if err := d.Validate(); err != nil {
		return nil, err
	}
	shares := make([]Share, len(d.Codes))
	exact := len(d.Criteria) <= 3
	for i, code := range d.Codes {
		shares[i].Code = code
		if exact {
			shares[i].Exact = new(big.Rat)
		}
	}
	rows, members := newGrid(d).candidates(opt.Ordered)
	if exact {
		for c, area := range areas(rows) {
			area.Quo(area, big.NewRat(int64(len(members[c])), 1))
			for _, i := range members[c] {
				shares[i].Share, _ = area.Float64()
				shares[i].Exact.Set(area)
			}
		}
		return shares, nil
	}
	for c, count := range firsts(rows, opt) {
		p, alike := float64(count)/float64(opt.Samples), float64(len(members[c]))
		for _, i := range members[c] {
			shares[i].Share = p / alike
			shares[i].StdErr = math.Sqrt(p*(1-p)/float64(opt.Samples)) / alike
		}
	}
	return shares, nil
}

// candidates returns the distinct rows that may be first, and the strategies that have each. If ordered they are
// turned to the corners of the ordered weights, (1, 0, 0...), (1/2, 1/2, 0...), (1/3, 1/3, 1/3...): on the
// mixtures of these, score is linear as it is on those of the criteria.
func (g grid) candidates(ordered bool) (rows [][]*big.Int, members [][]int) {
	common := new(big.Int).MulRange(1, int64(len(g.weights))) // so that the means are whole
	var all [][]*big.Int
	var alike [][]int
	known := make(map[string]int)
	for i, gains := range g.gains {
		if len(g.vetoed[i]) > 0 {
			continue
		}
		var key strings.Builder
		for _, gain := range gains {
			key.WriteString(gain.Text(62) + " ")
		}
		at, seen := known[key.String()]
		if !seen {
			at = len(all)
			known[key.String()] = at
			if ordered {
				gains = means(gains, common)
			}
			all, alike = append(all, gains), append(alike, nil)
		}
		alike[at] = append(alike[at], i)
	}
	for _, t := range undominated(standingsOf(all)) {
		rows, members = append(rows, all[t]), append(members, alike[t])
	}
	return rows, members
}

// means returns the means of the first, the first two, the first three of row, times common.
func means(row []*big.Int, common *big.Int) []*big.Int {
	sum, out := new(big.Int), make([]*big.Int, len(row))
	for k, x := range row {
		sum.Add(sum, x)
		part := new(big.Int).Quo(common, big.NewInt(int64(k+1)))
		out[k] = part.Mul(part, sum)
	}
	return out
}

// firsts returns how often each of rows, distinct, is first under weights that are drawn.
func firsts(rows [][]*big.Int, opt AcceptabilityOptions) []int {
	counts := make([]int, len(rows))
	if len(rows) == 0 {
		return counts
	}
	n, top := len(rows[0]), new(big.Int)
	for _, row := range rows {
		for _, x := range row {
			if x.Cmp(top) > 0 {
				top = x
			}
		}
	}
	values := make([]float64, 0, len(rows)*n)
	for _, row := range rows {
		for _, x := range row {
			v := 0.0
			if top.Sign() > 0 {
				v, _ = new(big.Rat).SetFrac(x, top).Float64()
			}
			values = append(values, v)
		}
	}
	var source rand.PCG
	source.Seed(opt.Seed, 0)
	weights := make([]float64, n)
	for range opt.Samples {
		for k := range weights { // exponentials, in proportion: uniform over all that sum to 1
			weights[k] = -math.Log1p(-float64(source.Uint64()>>11) * 0x1p-53)
		}
		first, best := 0, math.Inf(-1)
		for i := range rows {
			var score float64
			for k, v := range values[i*n : i*n+n] {
				score += float64(weights[k] * v) // not fused, so that every machine draws alike
			}
			if score > best {
				first, best = i, score
			}
		}
		counts[first]++
	}
	return counts
}
