package reliability

import (
	"fmt"
	"math/bits"
)

// A pair is what is known of two items over the rows that answer both: their number, the sums and that of products.
type pair struct{ n, a, b, ab int64 }

// cross returns n·ab - a·b, which is n(n-1) times the covariance, rounded once or twice from its exact value.
func (p pair) cross() float64 {
	high, low := bits.Mul64(uint64(p.n), uint64(p.ab))
	lessHigh, lessLow := bits.Mul64(uint64(p.a), uint64(p.b))
	low, borrow := bits.Sub64(low, lessLow, 0)
	high, _ = bits.Sub64(high, lessHigh, borrow)
	if int64(high) >= 0 {
		return float64(high)*(1<<64) + float64(low)
	}
	low, borrow = bits.Sub64(0, low, 0)
	high, _ = bits.Sub64(0, high, borrow)
	return -(float64(high)*(1<<64) + float64(low))
}

// isPossible reports whether rows of scores from 0 to the widths can have these sums: whether Σxy, Σx(w-y), Σ(w-x)y and
// Σ(w-x)(w-y) are all at least 0. No product overflows, as n·w² does not.
func (p pair) isPossible(widthA, widthB int64) bool {
	if p.n < 0 || p.a < 0 || p.b < 0 || p.ab < 0 || p.a > p.n*widthA || p.b > p.n*widthB {
		return false
	}
	neither := p.n*widthA*widthB - widthB*p.a - (widthA*p.b - p.ab)
	return p.ab <= widthB*p.a && p.ab <= widthA*p.b && neither >= 0
}

// isPossibleSquare reports whether rows of whole scores can have the sums of an item with itself.
func (p pair) isPossibleSquare() bool { return p.a == p.b && p.ab >= p.a && p.cross() >= 0 }

// rowsOf returns where the row of i begins in an upper triangle of k rows, less i.
func rowsOf(i, k int) int { return i*k - i*(i+1)/2 }

// full returns the pair of items i ≤ j over complete rows.
func (t *Tally) full(i, j int) pair {
	return pair{t.complete, t.sums[i], t.sums[j], t.products[rowsOf(i, len(t.sums))+j]}
}

// of returns the pair of items i ≤ j over rows with holes.
func (p *pairs) of(i, j, k int) pair {
	at := rowsOf(i, k) + j
	return pair{p.counts[at], p.sums[i*k+j], p.sums[j*k+i], p.products[at]}
}

// pair returns the pair of items i ≤ j over all rows that count.
func (t *Tally) pair(i, j int) pair {
	p := t.full(i, j)
	if t.partial != nil {
		q := t.partial.of(i, j, len(t.sums))
		p.n, p.a, p.b, p.ab = p.n+q.n, p.a+q.a, p.b+q.b, p.ab+q.ab
	}
	return p
}

// possible reports whether rows can have given what t holds. What it lets pass gives finite figures.
func (t *Tally) possible() bool {
	if t.complete < 0 || t.added < t.complete || t.added > t.most {
		return false
	}
	k, holed := len(t.sums), t.added-t.complete
	for i := range k {
		for j := i; j < k; j++ {
			p := t.full(i, j)
			if !p.isPossible(t.scales[i].width, t.scales[j].width) || i == j && !p.isPossibleSquare() {
				return false
			}
			if t.partial == nil {
				continue
			}
			p = t.partial.of(i, j, k)
			if p.n > holed || !p.isPossible(t.scales[i].width, t.scales[j].width) || i == j && !p.isPossibleSquare() {
				return false
			}
			one, other := t.partial.of(i, i, k), t.partial.of(j, j, k)
			if p.n > min(one.n, other.n) || p.a > one.a || p.b > other.b {
				return false
			}
		}
	}
	return true
}

// Covariance returns the sample covariances of the items as scored, over n-1, with their means.
//
//	cov(a, b) = (n Σab - Σa Σb) / (n(n-1))
//
// Listwise sums go over complete rows, pairwise ones over the rows that answer both items, and the mean of an item over
// those that answer it. Numerators are exact integers, so each value is right to three units in the last place. The n
// that intervals use is that of complete rows or, pairwise, of all rows added, which is optimistic. Covariance returns
// [ErrTooFew] if a pair has fewer than two rows.
func (t *Tally) Covariance() (Covariance, error) {
	const op = "reliability: covariance of tally"
	if t.isZero() {
		return Covariance{}, fmt.Errorf("%s: %w: tally not made by NewTally", op, ErrInvalid)
	}
	k := len(t.items)
	c := newCovariance(k)
	c.n, c.means = t.complete, make([]float64, k)
	if t.missing == MissingnessPairwise {
		c.n = t.added
	}
	for i, it := range t.items {
		c.names[i] = it.Name
		for j := i; j < k; j++ {
			p := t.pair(i, j)
			if p.n < 2 {
				return Covariance{}, fmt.Errorf("%s: %d rows answer %.40q and %.40q: %w", op, p.n, it.Name, t.items[j].Name, ErrTooFew)
			}
			value := p.cross() / (float64(p.n) * float64(p.n-1))
			c.s[i*k+j], c.s[j*k+i] = value, value
			if i == j {
				c.rows[i], c.means[i] = p.n, float64(it.Min)+float64(p.a)/float64(p.n)
			}
		}
	}
	return c, nil
}
